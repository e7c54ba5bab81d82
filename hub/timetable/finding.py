"""Find me a room: when, how long, how many, with what; the best answer first, and where there is
none, the nearest other times and what is missing. A constant number of statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.engine import Store
from hub.timetable.calendars import bank_holidays
from hub.timetable.candidates import UNKNOWN, Candidate, Thing, candidates, why_none
from hub.timetable.free import gaps, quarter, usual_day
from hub.timetable.hours import Hours, opening_hours
from hub.timetable.occupancy import LONGEST, Held, held_between
from hub.timetable.shut import Closed, closures_between, open_windows
from hub.timetable.walltime import in_zone
from hub.views.rooms import RoomAnswer, RoomSearch

DAYS_AHEAD = 14
"""How far the nearest other times are looked for."""
_NEAREST = 6
_EACH_DAY = 3
_MOST_PADDING = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read of one stretch of time."""

    clock: Clock
    hours: Hours
    closed: Sequence[Closed]
    held: Sequence[Held]
    holidays: dict[date, str]


def find_a_room(
    store: Store,
    clock: Clock,
    *,
    starts: datetime,
    ends: datetime,
    minutes: int | None = None,
    people: int | None = None,
    equipment: Sequence[str] = (),
    layout: str = "",
) -> RoomSearch:
    """Rooms for `minutes` between `starts` and `ends` (naive: the hub's wall time), or for all of
    it; each with the very things that are free for it.

    First comes what is open on an ordinary day, then a room that has the kit already, then what
    uses up the least: the smallest that fits, half a hall only when nothing smaller will do.
    Raises BadInput, or NotFound for kit that the hub doesn't have.
    """
    begin, end = in_zone(starts, clock.zone), in_zone(ends, clock.zone)
    if begin >= end:
        raise BadInput("The end comes before the start.", hint="Give the earlier time first.")
    if end - begin > LONGEST:
        raise BadInput(f"Look at no more than {LONGEST.days} days at once.")
    if end <= clock.now():
        raise BadInput("That time has gone by.", hint="Give a time that is still to come.")
    if people is not None and people < 1:
        raise BadInput("Give a number of people from 1.")
    length = end - begin if minutes is None else timedelta(minutes=minutes)
    if not timedelta(0) < length <= end - begin:
        raise BadInput(
            "That is longer than the time you gave.", hint="Give a shorter length, or a later end."
        )
    if minutes is not None:
        begin = max(begin, quarter(clock.now()))
    with store.read() as session:
        would_do = candidates(session, people=people, equipment=equipment, layout=layout)
        if not would_do:
            return RoomSearch((), (), why_none(session, people, layout))
        seen = _look(session, clock, begin, end)
        answers = []
        for one in would_do:
            found = next(_times(seen, one, begin, end, length), None)
            if found:
                answers.append((one, found))
        if answers:
            answers.sort(key=lambda pair: _rank(seen, *pair))
            return RoomSearch(tuple(_answer(seen, one, found, people) for one, found in answers))
        nearest = _nearest(session, clock, would_do, begin, length, people)
    why = (
        ""
        if nearest
        else f"Nothing is free then, nor at any time in the {DAYS_AHEAD} days after it."
    )
    return RoomSearch((), nearest, why)


_Found = tuple[datetime, datetime, tuple[Thing, ...]]


def _times(
    seen: _Seen, one: Candidate, begin: datetime, end: datetime, length: timedelta
) -> Iterator[_Found]:
    """Starts that would do, one for each free stretch, the earliest of each. UTC."""
    for first, last in _free_starts(seen, one, begin, end, length):
        start = quarter(first)
        if start > last:
            start = first
        # With kit that moves from room to room, the earliest start may have none left.
        while start <= last:
            things = _free_kit(seen, one, start, start + length)
            if things is not None:
                yield start, start + length, things
                break
            start = quarter(start + timedelta(minutes=1))


def _free_starts(
    seen: _Seen, one: Candidate, begin: datetime, end: datetime, length: timedelta
) -> list[tuple[datetime, datetime]]:
    """The first and last start of each free stretch that is long enough."""
    closed = [  # nobody sets up or tidies up in a closed room either
        replace(shut, starts=shut.starts - one.tidy, ends=shut.ends + one.setup)
        for shut in seen.closed
    ]
    windows = open_windows(
        seen.clock,
        seen.hours,
        closed,
        room=one.room,
        spaces=one.spaces,
        starts=begin,
        ends=end,
    )
    found: list[tuple[datetime, datetime]] = []
    for gap_from, gap_to in gaps(seen.held, one.spaces, begin - one.setup, end + one.tidy):
        for opens, closes in windows:
            first = max(gap_from + one.setup, opens)
            last = min(gap_to - one.tidy, closes) - length
            if first <= last:
                found.append((first, last))
    return found


def _free_kit(
    seen: _Seen, one: Candidate, start: datetime, end: datetime
) -> tuple[Thing, ...] | None:
    """One free thing for each that is wanted; None if there are too few."""
    from_, until = start - one.setup, end + one.tidy
    chosen: list[Thing] = []
    for things in one.kit:
        free = next(
            (
                thing
                for thing in things
                if thing not in chosen
                and not any(
                    held.space == thing.space and held.starts < until and held.ends > from_
                    for held in seen.held
                )
            ),
            None,
        )
        if free is None:
            return None
        chosen.append(free)
    return tuple(chosen)


def _rank(seen: _Seen, one: Candidate, found: _Found) -> tuple[object, ...]:
    return (
        bool(_holiday(seen, found[0])),
        not one.has_own_kit,
        one.spoils,
        one.capacity if one.capacity is not None else UNKNOWN,
        found[0],
        one.position,
    )


def _nearest(
    session: Session,
    clock: Clock,
    would_do: Sequence[Candidate],
    begin: datetime,
    length: timedelta,
    people: int | None,
) -> tuple[RoomAnswer, ...]:
    """The same day earlier or later, then the days after it."""
    day = clock.local(begin).date()
    until = day + timedelta(days=DAYS_AHEAD + 1 + length.days)
    seen = _look(session, clock, clock.day_bounds(day)[0], clock.day_bounds(until)[1])
    found: list[tuple[RoomAnswer, tuple[object, ...]]] = []
    for ahead in range(DAYS_AHEAD + 1):
        on = day + timedelta(days=ahead)
        wanted = _same_wall_time(clock, begin, on)
        today: list[tuple[tuple[object, ...], RoomAnswer]] = []
        for one in would_do:
            opens, closes = usual_day(clock, seen.hours, one.room, on, wanted, wanted + length)
            opens = max(opens, quarter(clock.now()))
            if closes - opens < length:
                continue
            best = min(
                (
                    (abs(start - wanted), start < wanted, start, things)
                    for first, last in _free_starts(seen, one, opens, closes, length)
                    for start in {min(max(wanted, _quarter_within(first, last)), last)}
                    if (things := _free_kit(seen, one, start, start + length)) is not None
                ),
                default=None,
                key=lambda item: item[:3],
            )
            if best is not None:
                span = (best[2], best[2] + length, best[3])
                rank = (best[0], best[1], *_rank(seen, one, span))
                today.append((rank, _answer(seen, one, span, people)))
        today.sort(key=lambda item: item[0])
        found += [(answer, rank) for rank, answer in today[:_EACH_DAY]]
        if len(found) >= _NEAREST:
            break
    return tuple(answer for answer, _ in found[:_NEAREST])


def _quarter_within(first: datetime, last: datetime) -> datetime:
    return min(quarter(first), last)


def _same_wall_time(clock: Clock, moment: datetime, day: date) -> datetime:
    local = clock.local(moment)
    return datetime.combine(day, local.time(), tzinfo=clock.zone).astimezone(UTC)


def _look(session: Session, clock: Clock, starts: datetime, ends: datetime) -> _Seen:
    """Four statements."""
    return _Seen(
        clock,
        opening_hours(session),
        closures_between(session, starts - _MOST_PADDING, ends + _MOST_PADDING),
        held_between(
            session,
            starts=starts - _MOST_PADDING,
            ends=ends + _MOST_PADDING,
            now=clock.utc_now(),
        ),
        bank_holidays(session, first=clock.local(starts).date(), last=clock.local(ends).date()),
    )


def _holiday(seen: _Seen, start: datetime) -> str:
    name = seen.holidays.get(seen.clock.local(start).date(), "")
    return name.replace("(observed)", "(substitute day)")


def _answer(seen: _Seen, one: Candidate, found: _Found, people: int | None) -> RoomAnswer:
    starts, ends, things = found
    words = []
    if one.capacity is not None or one.layout:
        holds = f"holds {one.capacity}" if one.capacity is not None else ""
        words.append(f"{holds}{f' set up as {one.layout}' if one.layout else ''}".strip())
    words += [
        f"has the {thing.name}" if thing.stays_in == one.room else f"the {thing.name} is free"
        for thing in things
    ]
    holiday = _holiday(seen, starts)
    if holiday:
        words.append(f"but it is a bank holiday: {holiday}")
    said = ", ".join(words)
    return RoomAnswer(
        room=one.name,
        starts=seen.clock.local(starts),
        ends=seen.clock.local(ends),
        capacity=one.capacity,
        layout=one.layout,
        equipment=tuple(thing.name for thing in things),
        words=said[:1].upper() + said[1:],
    )
