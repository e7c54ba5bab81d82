"""Today as the noticeboard has it: at once, before the store's libraries are loaded, and also
while the store is slow or locked. The store's own answer, with private titles and the minutes to
set up, takes its place as soon as it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from hub.clock import Clock
from hub.errors import HubError
from hub.noticeboard.read import Noticeboard
from hub.views.bookings import BookingView, FreeStretch
from hub.views.place import HoursView
from hub.views.timetable import BookingStatus, SessionView
from kiosk.desk.errands import SHORTEST_FREE, Today

TO_COME = "One moment: the rest comes from the store."


def glance(path: Path | None, clock: Clock) -> Today | None:
    """Today from the noticeboard at `path`; None where there is none that can be read."""
    if path is None:
        return None
    try:
        board = Noticeboard.open(path)
    except HubError:
        return None
    now = clock.now()
    try:
        sessions = board.sessions(now.date(), now.date())
        rooms = board.rooms()
        notices = board.notices(now.date())
        building = board.hours()
        closes = {room.name: _closes(board.hours(room.name) or building, clock) for room in rooms}
    finally:
        board.close()
    live = [one for one in sessions if one.status is not BookingStatus.CANCELLED]
    spaces = {room.name: set(room.spaces) for room in rooms}
    _, midnight = clock.day_bounds(now.date())
    free = []
    for room in rooms:
        until = min(_free_until(now, midnight, live, spaces, room.name), closes[room.name])
        if until - now >= timedelta(minutes=SHORTEST_FREE):
            free.append(FreeStretch(room.name, now, until, room.capacity))
    free.sort(key=lambda one: one.capacity or 10**6)
    return Today(
        at=now,
        now=tuple(_booking(one) for one in live if one.starts <= now < one.ends),
        later=tuple(_booking(one) for one in live if one.starts > now),
        cancelled=tuple(
            _booking(one)
            for one in sessions
            if one.status is BookingStatus.CANCELLED and one.ends > now
        ),
        free=tuple(free),
        notices=notices,
        to_do=(TO_COME,),
    )


def _closes(week: Sequence[HoursView], clock: Clock) -> datetime:
    """When the doors shut: now if they are shut already, midnight where no hours are set."""
    now = clock.now()
    _, midnight = clock.day_bounds(now.date())
    if not week:
        return midnight
    for opens, closes in week[now.weekday()].spans:
        if opens <= now.time() and (now.time() < closes or closes == time(0)):
            return midnight if closes == time(0) else datetime.combine(now, closes, clock.zone)
    return now


def _free_until(
    now: datetime,
    midnight: datetime,
    live: list[SessionView],
    spaces: dict[str, set[str]],
    room: str,
) -> datetime:
    """When the next session takes a space of the room: `now` where one has it already."""
    wanted = spaces[room]
    starts = [one.starts for one in live if one.ends > now and wanted & spaces.get(one.room, set())]
    return max(now, min(starts, default=midnight))


def _booking(one: SessionView) -> BookingView:
    return BookingView(
        code=one.code,
        room=one.room,
        starts=one.starts,
        ends=one.ends,
        title=one.title,
        status=one.status,
        is_public=not one.is_private,
        group=one.group,
        activity=one.activity,
        reason=one.reason,
    )
