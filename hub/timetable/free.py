"""What is free: stretches of a room, rooms for a meeting, and the nearest way out of a clash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.engine import Store
from hub.store.tables import Room
from hub.timetable.occupancy import Held, held_between, spaces_by_room
from hub.views.timetable import FreeStretch

_SHORTEST = timedelta(minutes=15)


def gaps(
    held: Sequence[Held], spaces: Sequence[int], starts: datetime, ends: datetime
) -> list[tuple[datetime, datetime]]:
    """The stretches between two instants in which none of the spaces is held. UTC."""
    wanted = set(spaces)
    found: list[tuple[datetime, datetime]] = []
    free_from = starts.astimezone(UTC)
    end = ends.astimezone(UTC)
    for one in held:  # by start
        if one.space not in wanted:
            continue
        if one.starts > free_from:
            found.append((free_from, min(one.starts, end)))
        free_from = max(free_from, one.ends)
        if free_from >= end:
            break
    if free_from < end:
        found.append((free_from, end))
    return [(start, stop) for start, stop in found if stop - start >= _SHORTEST]


def free_rooms(
    store: Store,
    clock: Clock,
    *,
    starts: datetime,
    ends: datetime,
    people: int | None = None,
    minutes: int | None = None,
) -> tuple[FreeStretch, ...]:
    """Rooms that are free from `starts` to `ends` (aware), the smallest that fits first.

    With `minutes`, stretches of at least that length within the time; with `people`, only rooms
    that are known to hold so many. Two statements however many rooms.
    """
    if starts >= ends:
        raise BadInput("The end comes before the start.", hint="Give the earlier time first.")
    if people is not None and people < 1:
        raise BadInput("Give a number of people from 1.")
    with store.read() as session:
        held = held_between(session, starts=starts, ends=ends)
        rooms = session.execute(
            select(col(Room.id), col(Room.name), col(Room.capacity), col(Room.position))
            .where(col(Room.is_active))
            .order_by(col(Room.position))
        ).all()
        spaces = spaces_by_room(session)
    found: list[tuple[int, int, FreeStretch]] = []
    for room, name, capacity, position in rooms:
        if people is not None and (capacity is None or capacity < people):
            continue
        for start, end in gaps(held, spaces.get(room, ()), starts, ends):
            whole = start <= starts and end >= ends
            if whole or (minutes is not None and end - start >= timedelta(minutes=minutes)):
                stretch = FreeStretch(name, clock.local(start), clock.local(end), capacity)
                found.append((capacity or 10**6, position, stretch))
    found.sort(key=lambda item: (item[0], item[1], item[2].starts))
    return tuple(stretch for _, _, stretch in found)


def alternatives(
    session: Session,
    clock: Clock,
    *,
    room: int,
    starts: datetime,
    ends: datetime,
    before: int = 0,
    after: int = 0,
    ignoring: int | None = None,
    most: int = 4,
) -> tuple[FreeStretch, ...]:
    """The nearest ways out of a clash: other rooms at that time, this room at other times.

    `before` and `after` are the minutes of set-up and tidy-up; `ignoring` is the booking that is
    being moved. Only that day's opening hours of 8 to 22 are looked at.
    """
    length = ends - starts
    pad_before, pad_after = timedelta(minutes=before), timedelta(minutes=after)
    day_start, _ = clock.day_bounds(clock.local(starts).date())
    earliest = max(day_start + timedelta(hours=8), clock.now())
    latest = max(day_start + timedelta(hours=22), ends)
    held = [
        one
        for one in held_between(
            session, starts=min(earliest, starts) - pad_before, ends=latest + pad_after
        )
        if one.booking != ignoring
    ]
    spaces = spaces_by_room(session)
    rooms = {
        row[0]: (row[1], row[2])
        for row in session.execute(
            select(col(Room.id), col(Room.name), col(Room.capacity)).where(col(Room.is_active))
        )
    }
    own_capacity = rooms[room][1] if room in rooms else None
    others: list[tuple[int, FreeStretch]] = []
    for other, (name, capacity) in rooms.items():
        if other == room or (own_capacity and capacity and capacity * 2 < own_capacity):
            continue
        if _fits(held, spaces.get(other, ()), starts - pad_before, ends + pad_after):
            difference = abs((capacity or 0) - (own_capacity or 0))
            others.append((difference, FreeStretch(name, starts, ends, capacity)))
    others.sort(key=lambda item: item[0])
    times: list[tuple[timedelta, FreeStretch]] = []
    own = spaces.get(room, ())
    for start, end in gaps(held, own, earliest - pad_before, latest + pad_after):
        first, last = start + pad_before, end - pad_after - length
        if first > last:
            continue
        chosen = min(max(starts.astimezone(UTC), _quarter(first)), last)
        if chosen < first:
            chosen = first
        stretch = FreeStretch(
            rooms[room][0], clock.local(chosen), clock.local(chosen + length), own_capacity
        )
        times.append((abs(chosen - starts), stretch))
    times.sort(key=lambda item: (item[0], item[1].starts < starts))  # the later one on a tie
    half = most // 2
    first_times = [stretch for _, stretch in times]
    first_rooms = [stretch for _, stretch in others]
    chosen_times = first_times[: max(half, most - len(first_rooms))]
    return tuple((chosen_times + first_rooms)[:most])


def _fits(held: Sequence[Held], spaces: Sequence[int], starts: datetime, ends: datetime) -> bool:
    wanted = set(spaces)
    return not any(one.space in wanted and one.starts < ends and one.ends > starts for one in held)


def _quarter(moment: datetime) -> datetime:
    """The same instant, or the next quarter of an hour: nobody meets at 10:42."""
    over = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not over else moment - over + timedelta(minutes=15)
