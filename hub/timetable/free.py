"""What is free: stretches of a room, rooms for a meeting, and the nearest way out of a clash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.engine import Store
from hub.store.tables import Room
from hub.timetable.hours import Hours, opening_hours
from hub.timetable.occupancy import Held, held_between, spaces_by_room
from hub.timetable.shut import closures_between, open_windows
from hub.views.bookings import FreeStretch

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
    that are known to hold so many. What is closed isn't free. Five statements however many rooms.
    """
    if starts >= ends:
        raise BadInput("The end comes before the start.", hint="Give the earlier time first.")
    if people is not None and people < 1:
        raise BadInput("Give a number of people from 1.")
    with store.read() as session:
        held = held_between(session, starts=starts, ends=ends, now=clock.utc_now())
        rooms = session.execute(
            select(col(Room.id), col(Room.name), col(Room.capacity), col(Room.position))
            .where(col(Room.is_active))
            .order_by(col(Room.position))
        ).all()
        spaces = spaces_by_room(session)
        closed = closures_between(session, starts, ends)
        hours = opening_hours(session)
    found: list[tuple[int, int, FreeStretch]] = []
    for room, name, capacity, position in rooms:
        if people is not None and (capacity is None or capacity < people):
            continue
        own = spaces.get(room, ())
        windows = open_windows(
            clock, hours, closed, room=room, spaces=own, starts=starts, ends=ends
        )
        for start, end in _common(gaps(held, own, starts, ends), windows):
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
    being moved. Only that day is looked at: its opening hours, or 8am to 10pm where none are set.
    """
    length = ends - starts
    pad_before, pad_after = timedelta(minutes=before), timedelta(minutes=after)
    hours = opening_hours(session)
    opens, closes = usual_day(clock, hours, room, clock.local(starts).date(), starts, ends)
    earliest, latest = max(opens, clock.now()), closes
    held = [
        one
        for one in held_between(
            session,
            starts=min(earliest, starts) - pad_before,
            ends=latest + pad_after,
            now=clock.utc_now(),
        )
        if one.booking != ignoring
    ]
    spaces = spaces_by_room(session)
    closed = closures_between(session, min(earliest, starts), max(latest, ends))

    def windows(number: int, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
        return open_windows(
            clock,
            hours,
            closed,
            room=number,
            spaces=spaces.get(number, ()),
            starts=since,
            ends=until,
        )

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
        is_open = (starts, ends) in windows(other, starts, ends)
        if is_open and _fits(held, spaces.get(other, ()), starts - pad_before, ends + pad_after):
            difference = abs((capacity or 0) - (own_capacity or 0))
            others.append((difference, FreeStretch(name, starts, ends, capacity)))
    others.sort(key=lambda item: item[0])
    times: list[tuple[timedelta, FreeStretch]] = []
    own = spaces.get(room, ())
    stretches = [
        (max(start + pad_before, since), min(end - pad_after, until) - length)
        for start, end in gaps(held, own, earliest - pad_before, latest + pad_after)
        for since, until in (windows(room, earliest, latest) if earliest < latest else ())
    ]
    for first, last in stretches:
        if first > last:
            continue
        chosen = min(max(starts.astimezone(UTC), quarter(first)), last)
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


def _common(
    some: Sequence[tuple[datetime, datetime]], others: Sequence[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """What lies in a stretch of both, as long as the shortest that counts."""
    both = [
        (max(start, opens), min(end, closes)) for start, end in some for opens, closes in others
    ]
    return [(start, end) for start, end in both if end - start >= _SHORTEST]


def usual_day(
    clock: Clock, hours: Hours, room: int, day: date, starts: datetime, ends: datetime
) -> tuple[datetime, datetime]:
    """From when until when anybody would meet on a day: the opening hours of the room, or 8am to
    10pm, widened to take in a stretch that was asked for."""
    midnight, after = clock.day_bounds(day)
    week = hours.week(room)
    if week is None:
        opens, closes = midnight + timedelta(hours=8), midnight + timedelta(hours=22)
        return min(opens, starts) if starts >= midnight else opens, max(closes, ends)
    spans = hours.open_between(clock, room, midnight, after - timedelta(seconds=1)) or []
    mine = [(opens, closes) for opens, closes in spans if opens < after and closes > midnight]
    if not mine:
        return midnight.astimezone(UTC), midnight.astimezone(UTC)
    return mine[0][0], mine[-1][1]


def quarter(moment: datetime) -> datetime:
    """The same instant, or the next quarter of an hour: nobody meets at 10:42."""
    over = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not over else moment - over + timedelta(minutes=15)
