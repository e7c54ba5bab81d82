"""What stands on the door of a room: all that is in it, in a room that it is part of, or in a part
of it. Knows no store; leaves what is on to `hub.timetable.weeks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hub.views.place import RoomView
from hub.views.timetable import DayView


def day_at_door(day: DayView, room: RoomView, rooms: Sequence[RoomView]) -> DayView:
    """The day as whoever stands before the room needs it: nothing of rooms elsewhere."""
    here = {room.name, *(other.name for other in rooms if _share(room, other))}
    elsewhere = tuple(other.name for other in rooms if other.name not in here)
    return replace(
        day,
        sessions=tuple(one for one in day.sessions if one.room in here),
        notices=tuple(
            notice
            for notice in day.notices
            if not any(notice.startswith(f"{name} is closed") for name in elsewhere)
        ),
    )


def _share(room: RoomView, other: RoomView) -> bool:
    """Whether who is in one is, at least in part, in the other."""
    return bool(set(room.spaces) & set(other.spaces))
