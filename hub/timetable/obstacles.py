"""What else stands in the way of a stretch of time in a room, besides another booking: a closure, a
bank holiday, the opening hours, too many people. A constant number of statements for any number
of stretches.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.tables import ClosureKept
from hub.timetable.calendars import bank_holidays
from hub.timetable.closure_words import closure_notices
from hub.timetable.hours import Hours, opening_hours
from hub.timetable.rooms import FoundRoom
from hub.timetable.shut import Closed, closures_between
from hub.views.groups import InTheWay, Obstacle
from hub.views.hours import spans_words
from hub.views.words import DAYS


def obstacles(
    session: Session,
    clock: Clock,
    *,
    room: FoundRoom,
    stretches: Sequence[tuple[datetime, datetime]],
    people: int | None = None,
    capacity: int | None = None,
    bookings: Sequence[int | None] = (),
    held: Sequence[tuple[datetime, datetime]] = (),
) -> list[tuple[InTheWay, ...]]:
    """For each stretch (aware instants, set-up apart), what is in its way, the hardest first.

    `people` are expected and `capacity` fit (as the room is set up); None where nobody has said.
    `bookings` are the ids of those whose stretches they are (None: not made yet): a booking that
    is kept inside a closure isn't blocked by it. `held` are the same stretches with the time to set
    up and to tidy up: nobody does that in a closed room either. Outside opening hours they do:
    volunteers come before the doors open, and lock up after them. Never other bookings: the
    guard and `hub.timetable.occupancy` know those. Three statements, four with `bookings`.
    """
    if not stretches:
        return []
    spans = [(starts.astimezone(UTC), ends.astimezone(UTC)) for starts, ends in stretches]
    whole = [(starts.astimezone(UTC), ends.astimezone(UTC)) for starts, ends in held] or spans
    first, last = min(starts for starts, _ in whole), max(ends for _, ends in whole)
    closed = [one for one in closures_between(session, first, last) if one.shuts(room.spaces)]
    kept = _kept(session, closed, bookings)
    holidays = bank_holidays(
        session, first=clock.local(first).date(), last=clock.local(last).date()
    )
    hours = opening_hours(session)
    small = too_small(room, people, capacity)
    found: list[tuple[InTheWay, ...]] = []
    for place, (starts, ends) in enumerate(spans):
        own = bookings[place] if place < len(bookings) else None
        mine: list[InTheWay] = [
            InTheWay(Obstacle.CLOSURE, words)
            for one in closed
            if (one.id, own) not in kept
            and (words := _closure_words(clock, one, (starts, ends), whole[place]))
        ]
        day, until = clock.local(starts).date(), _last_day(clock, ends)
        while day <= until:
            if day in holidays:
                name = holidays[day].replace("(observed)", "(substitute day)")
                mine.append(InTheWay(Obstacle.BANK_HOLIDAY, name))
            day += timedelta(days=1)
        outside = outside_hours(clock, hours, room, starts, ends)
        if outside:
            mine.append(InTheWay(Obstacle.HOURS, outside))
        found.append((*mine, *small))
    return found


def too_small(room: FoundRoom, people: int | None, capacity: int | None) -> tuple[InTheWay, ...]:
    """Whether more people are expected than fit."""
    if people is None or capacity is None or people <= capacity:
        return ()
    return (InTheWay(Obstacle.TOO_SMALL, f"{room.name} holds {capacity}, not {people}"),)


def _closure_words(
    clock: Clock,
    closed: Closed,
    stretch: tuple[datetime, datetime],
    held: tuple[datetime, datetime],
) -> str:
    """What a closure that a stretch meets says of it, if only while setting up or tidying up;
    empty if it doesn't meet it.
    """
    (starts, ends), (begin, end) = stretch, held
    if closed.starts < ends and closed.ends > starts:
        return closed_words(clock, closed, starts, ends)
    if closed.starts >= end or closed.ends <= begin:
        return ""
    is_before = closed.ends <= starts
    minutes = (starts - begin if is_before else end - ends) // timedelta(minutes=1)
    what = "to set up" if is_before else "to tidy up"
    return f"{closed_words(clock, closed, begin, end)} (with {minutes} minutes {what})"


def closed_words(clock: Clock, closed: Closed, starts: datetime, ends: datetime) -> str:
    """What the first day of a stretch that a closure meets says of it."""
    day = clock.local(max(starts, closed.starts)).date()
    return next(
        words
        for _, words in closure_notices(
            clock, closed.starts, closed.ends, closed.reason, closed.room, (day, day)
        )
    )


def outside_hours(
    clock: Clock, hours: Hours, room: FoundRoom, starts: datetime, ends: datetime
) -> str:
    """Why a stretch isn't within the opening hours of a room; empty if it is."""
    open_ = hours.open_between(clock, room.id, starts, ends)
    if open_ is None or any(opens <= starts and closes >= ends for opens, closes in open_):
        return ""
    weekday = clock.local(starts).weekday()
    spans = (hours.week(room.id) or {}).get(weekday, ())
    who = room.name if hours.is_own(room.id) else "The building"
    if not spans:
        return f"{who} is closed on {DAYS[weekday]}s"
    return f"{who} is open {spans_words(spans)} on {DAYS[weekday]}s"


def _last_day(clock: Clock, ends: datetime) -> date:
    return clock.local(ends - timedelta(seconds=1)).date()


def _kept(
    session: Session, closed: Sequence[Closed], bookings: Sequence[int | None]
) -> set[tuple[int, int | None]]:
    if not closed or all(one is None for one in bookings):
        return set()
    rows = session.execute(
        select(col(ClosureKept.closure_id), col(ClosureKept.booking_id)).where(
            col(ClosureKept.closure_id).in_([one.id for one in closed])
        )
    )
    return {(closure, booking) for closure, booking in rows}
