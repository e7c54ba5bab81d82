"""When each room is shut on some days: closures, and the hours outside opening.

For whoever draws a day or a week. Leaves refusing a booking to `hub.timetable.obstacles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import Room
from hub.timetable.hours import Hours, opening_hours
from hub.timetable.occupancy import spaces_by_room
from hub.timetable.shut import closures_between
from hub.views.shut import ShutView

CLOSED = "closed"


def shut_between(store: Store, clock: Clock, *, first: date, last: date) -> tuple[ShutView, ...]:
    """For every room in use, when it is shut from `first` to `last`, closures before closed hours.

    Four statements, however many rooms and days.
    """
    begin, end = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    with store.read() as session:
        rooms = session.execute(
            select(col(Room.id), col(Room.name))
            .where(col(Room.is_active))
            .order_by(col(Room.position), col(Room.id))
        ).all()
        spaces = spaces_by_room(session)
        closures = closures_between(session, begin, end)
        hours = opening_hours(session)
    found: list[ShutView] = []
    for number, name in rooms:
        for one in closures:
            if one.shuts(spaces.get(number, ())):
                starts, ends = max(one.starts, begin), min(one.ends, end)
                words = f"{CLOSED}: {one.reason}" if one.reason else CLOSED
                found.append(ShutView(name, clock.local(starts), clock.local(ends), words))
        found += [
            ShutView(name, clock.local(starts), clock.local(ends), CLOSED)
            for starts, ends in _outside(clock, hours, number, begin, end)
        ]
    return tuple(found)


def _outside(
    clock: Clock, hours: Hours, room: int, begin: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """What the opening hours leave over between two instants."""
    opened = hours.open_between(clock, room, begin, end)
    if opened is None:
        return
    since = begin
    for opens, closes in opened:
        if since < min(opens, end):
            yield since, min(opens, end)
        since = max(since, closes)
    if since < end:
        yield since, end
