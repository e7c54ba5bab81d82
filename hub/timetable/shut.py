"""When a room can't be had though nobody has booked it: closures and the hours outside opening.

Says when, from rows read once; leaves what to call it to `hub.timetable.obstacles`, and closing to
`hub.timetable.closures`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.core import run
from hub.store.tables import Closure, Room, RoomSpace
from hub.timetable.hours import Hours

Stretch = tuple[datetime, datetime]


_BETWEEN = (
    select(
        col(Closure.id),
        col(Room.name),
        col(Closure.starts_at),
        col(Closure.ends_at),
        col(Closure.reason),
        col(RoomSpace.space_id),
    )
    .outerjoin(Room, col(Room.id) == col(Closure.room_id))
    .outerjoin(RoomSpace, col(RoomSpace.room_id) == col(Closure.room_id))
    .where(
        col(Closure.starts_at) < bindparam("ends"),
        col(Closure.ends_at) > bindparam("starts"),
    )
    .order_by(col(Closure.starts_at), col(Closure.id))
)


@dataclass(frozen=True, slots=True)
class Closed:
    """One closure. Instants in UTC."""

    id: int
    room: str
    """Empty: the building."""
    starts: datetime
    ends: datetime
    reason: str
    spaces: frozenset[int] | None
    """What it takes in; None: everything."""

    def shuts(self, spaces: Collection[int]) -> bool:
        """Whether a room of these spaces is shut by it."""
        return self.spaces is None or not self.spaces.isdisjoint(spaces)


def closures_between(session: Session, starts: datetime, ends: datetime) -> list[Closed]:
    """Every closure that is on at any moment between two instants, by start. One statement."""
    bounds = {"starts": starts.astimezone(UTC), "ends": ends.astimezone(UTC)}
    rows: list[Any] = list(run(session, _BETWEEN, bounds))
    spaces: dict[int, set[int]] = {}
    for row in rows:
        spaces.setdefault(row[0], set()).update(() if row[5] is None else (row[5],))
    once = {row[0]: row for row in rows}
    return [
        Closed(
            number,
            row[1] or "",
            row[2].astimezone(UTC),
            row[3].astimezone(UTC),
            row[4],
            frozenset(spaces[number]) if row[1] is not None else None,
        )
        for number, row in once.items()
    ]


def open_windows(
    clock: Clock,
    hours: Hours,
    closed: Sequence[Closed],
    *,
    room: int,
    spaces: Collection[int],
    starts: datetime,
    ends: datetime,
) -> list[Stretch]:
    """The stretches between two instants in which a room is open: its hours less closures. UTC."""
    begin, end = starts.astimezone(UTC), ends.astimezone(UTC)
    hourly = hours.open_between(clock, room, begin, end)
    found = (
        [(begin, end)]
        if hourly is None
        else [
            (max(opens, begin), min(closes, end))
            for opens, closes in hourly
            if opens < end and closes > begin
        ]
    )
    for one in closed:
        if one.shuts(spaces):
            found = [part for stretch in found for part in _without(stretch, one.starts, one.ends)]
    return found


def _without(stretch: Stretch, starts: datetime, ends: datetime) -> list[Stretch]:
    parts = [(stretch[0], min(stretch[1], starts)), (max(stretch[0], ends), stretch[1])]
    return [part for part in parts if part[0] < part[1]]
