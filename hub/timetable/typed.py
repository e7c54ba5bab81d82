"""What people type for dates, times, lengths and spans, as values: ISO 8601 or plain English.

Nothing is guessed: what could be meant two ways is refused, or means the one to come, and
`understood_*` says it back in words that read as the same value again. No library such as
dateparser, for they guess, and here a guess books the wrong day. Single days and times of day
are read by `hub.timetable.said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.said import (
    DAY_HINT,
    Said,
    Unclear,
    day_and_rest,
    day_said,
    read_clock,
    shown,
    tidy,
    unsure,
)
from hub.views.words import DAYS, date_words, day_words, time_words

Span = tuple[datetime, datetime]

_TIME_HINT = "Write it like 10am, 2:30pm or 14:30."
_MOMENT_HINT = "Write day and time, like tomorrow 10am, tue 2pm or 2027-03-02T10:00."
_ISO_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]([0-9]{2}:[0-9]{2}.*)")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{1,2})")
_LENGTH = re.compile(
    r"(?:([0-9]{1,3})\s*(?:h|hr|hrs|hour|hours))?\s*(?:and\s*)?"
    r"(?:([0-9]{1,4})\s*(?:m|min|mins|minute|minutes)?)?"
)
_LENGTHS = {"an hour": 60, "half an hour": 30, "an hour and a half": 90}
PARTS_OF_A_DAY = {"morning": (9, 12), "afternoon": (12, 17), "evening": (17, 21)}
"""From which hour to which."""
_TO = re.compile(r" ?(?:-|–|—) ?| (?:to|until|till|and) ")
_WHOLE_TO = re.compile(r" (?:to|until|till|-|–|—) |/")
_DAY = 24 * 60


def read_date(typed: str, clock: Clock) -> date:
    """2026-12-01, tomorrow, tue, next tue, 3 dec, 3/12 (day first), in 2 weeks.

    A weekday is the next one after today; with "next" it is the one in next week (Monday to
    Sunday), never today. A date without its year is the next one, today included.
    """
    text = tidy(typed)
    try:
        found = day_said(text, clock.today())
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise BadInput(f"{shown(typed)!r} is not a date.", hint=DAY_HINT)
    return found


def read_time(typed: str) -> time:
    """10am, 2.30pm, 14:30, noon, half past 9. "2" may be either half of the day: refused."""
    said = read_clock(tidy(typed))
    if said is None:
        raise BadInput(f"{shown(typed)!r} is not a time.", hint=_TIME_HINT)
    if not said.is_sure:
        raise unsure(said)
    return said.times[0]


def read_moment(typed: str, clock: Clock) -> datetime:
    """2027-03-02T10:00, tomorrow 10am, next tue 14:00; aware only where an offset is given."""
    text = tidy(typed)
    found = _iso_moment(text, typed)
    if found is not None:
        return found
    meant: set[datetime] = set()
    problem: Unclear | None = None
    for day_text, rest in day_and_rest(text):
        said = read_clock(rest.removeprefix("at "))
        if said is None:
            continue
        try:
            day = read_date(day_text, clock)
            if not said.is_sure:
                raise unsure(said)
            if said.times[0] == time(0) and said.has_half:
                raise Unclear(
                    "Midnight is at both ends of a day.",
                    hint=f"Write {DAYS[day.weekday()][:3].lower()} 00:00 for the one at which"
                    f" {day_words(day)} begins.",
                )
            meant.add(datetime.combine(day, said.times[0]))
        except Unclear as error:
            problem = problem or error
        except BadInput:
            continue
    if len(meant) == 1:
        return meant.pop()
    if problem is not None:
        raise problem
    raise BadInput(f"{shown(typed)!r} is not a date and time.", hint=_MOMENT_HINT)


def read_span(typed: str, clock: Clock) -> Span:
    """From when to when: thu 2pm-4pm, tomorrow afternoon, fri 10 to 12, sat 2pm for 90m.

    Aware only where an offset is given. The end may be midnight; else it is on the day of the
    start, unless it names its own.
    """
    text = tidy(typed).replace("tonight", "today evening")
    for part in PARTS_OF_A_DAY:
        text = text.replace(f"this {part}", f"today {part}")
    meant: set[Span] = set()
    problem: BadInput | None = None
    for read in (_two_moments, _one_day):
        try:
            meant |= set(read(text, clock))
        except Unclear as error:
            problem = problem or error
    if len(meant) == 1:
        starts, ends = meant.pop()
        if (starts.tzinfo is None) == (ends.tzinfo is None):
            if starts >= ends:
                raise BadInput(
                    "The end comes before the start.", hint="Give the earlier time first."
                )
            return starts, ends
    if problem is not None:
        raise problem
    raise BadInput(
        f"{shown(typed)!r} doesn't say from when to when.",
        hint="Write it like thu 2pm to 4pm, fri 10-12, or tomorrow afternoon.",
    )


def read_week(typed: str, clock: Clock) -> tuple[int, int]:
    """2026-W52, this, next, last, or any date in it: ISO year and week number."""
    text = tidy(typed).removesuffix(" week")
    offsets = {"this": 0, "next": 7, "last": -7}
    try:
        if text in offsets:
            return (clock.today() + timedelta(days=offsets[text])).isocalendar()[:2]
        match = _WEEK.fullmatch(text)
        if match is not None:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1).isocalendar()[:2]
        return read_date(text.removeprefix("week of "), clock).isocalendar()[:2]
    except Unclear:
        raise
    except (BadInput, ValueError, OverflowError):
        raise BadInput(
            f"{shown(typed)!r} is not a week.",
            hint="Write year and week number, like 2026-W52, or this, next or a date in it.",
        ) from None


def read_minutes(typed: str) -> int:
    """2h, 90m, 1h30, 1 hour 30, half an hour or 45: a length in minutes."""
    text = tidy(typed)
    if text in _LENGTHS:
        return _LENGTHS[text]
    match = _LENGTH.fullmatch(text)
    if not text or match is None or (match[1] is None and match[2] is None):
        raise BadInput(
            f"{shown(typed)!r} is not a length of time.", hint="Write it like 2h, 90m or 1h30."
        )
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def understood_day(day: date, clock: Clock) -> str:
    """Tuesday 1 December 2026."""
    return f"{DAYS[day.weekday()]} {date_words(day)}"


def understood_moment(moment: datetime, clock: Clock) -> str:
    """Tuesday 1 December 2026, 10am. Midnight is 00:00: the word is at both ends of a day."""
    wall = moment if moment.tzinfo is None else clock.local(moment)
    at = "00:00" if wall.time() == time(0) else time_words(wall)
    return f"{understood_day(wall.date(), clock)}, {at}"


def understood_span(starts: datetime, ends: datetime, clock: Clock) -> str:
    """Thursday 3 December 2026, 2pm to 4pm; with both days where it ends on another one."""
    first = starts if starts.tzinfo is None else clock.local(starts)
    last = ends if ends.tzinfo is None else clock.local(ends)
    if first.date() == last.date():
        return f"{understood_moment(first, clock)} to {time_words(last)}"
    if last.time() == time(0) and last.date() == first.date() + timedelta(days=1):
        return f"{understood_moment(first, clock)} to midnight"
    return f"{understood_moment(first, clock)} to {understood_moment(last, clock)}"


def _iso_moment(text: str, typed: str) -> datetime | None:
    match = _ISO_MOMENT.fullmatch(text)
    if match is None:
        return None
    try:
        found = datetime.fromisoformat(f"{match[1]}T{match[2].upper()}")
    except ValueError:
        return None  # perhaps 2027-03-02 10:00am
    if found.second or found.microsecond:
        raise BadInput(f"{shown(typed)!r} has seconds.", hint=_MOMENT_HINT)
    return found


def _two_moments(text: str, clock: Clock) -> Iterator[Span]:
    """2027-03-02T10:00/2027-03-02T12:00, thu 10pm to fri 1am."""
    for match in _WHOLE_TO.finditer(text):
        try:
            starts = read_moment(text[: match.start()], clock)
            ends = read_moment(text[match.end() :], clock)
        except BadInput:
            continue
        yield starts, ends


def _one_day(text: str, clock: Clock) -> Iterator[Span]:
    problem: Unclear | None = None
    found = False
    for day_text, rest in _days_and_times(text):
        hours = list(_hours(rest))
        if not hours:
            continue
        try:
            day = read_date(day_text, clock)
        except Unclear as error:
            problem = problem or error
            continue
        except BadInput:
            continue
        for one in hours:
            if isinstance(one, Unclear):
                problem = problem or one
            else:
                found = True
                yield _on(day, one[0]), _on(day, one[1])
    if problem is not None and not found:
        raise problem


def _days_and_times(text: str) -> Iterator[tuple[str, str]]:
    iso = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9].*)", text)
    yield from day_and_rest(f"{iso[1]} {iso[2]}" if iso else text)


def _on(day: date, minutes: int) -> datetime:
    try:
        return datetime.combine(day, time(0)) + timedelta(minutes=minutes)
    except OverflowError:
        raise BadInput("The calendar ends before that.") from None


def _hours(text: str) -> Iterator[tuple[int, int] | Unclear]:
    """Minutes of the day at which it starts and ends, or why that isn't clear."""
    text = re.sub(r"^(?:at|from|between|in the) ", "", text)
    if text in PARTS_OF_A_DAY:
        first, last = PARTS_OF_A_DAY[text]
        yield first * 60, last * 60
        return
    length = re.fullmatch(r"(.+?) for (.+)", text)
    if length:
        yield from _for_so_long(length[1], length[2])
    for seam in _TO.finditer(text):
        begins, ends = read_clock(text[: seam.start()]), read_clock(text[seam.end() :])
        if begins is not None and ends is not None:
            yield _between(begins, ends)


def _for_so_long(start: str, length: str) -> Iterator[tuple[int, int] | Unclear]:
    said = read_clock(start)
    if said is None:
        return
    try:
        minutes = read_minutes(length)
    except BadInput:
        return
    if not said.is_sure:
        yield unsure(said)
    elif not 0 < minutes <= _DAY:
        yield Unclear("That is not a length for one day.", hint="Write it like 90m or 2h.")
    else:
        begins = _minutes(said.times[0])
        yield begins, begins + minutes


def _between(first: Said, last: Said) -> tuple[int, int] | Unclear:
    """2-4pm is both in the afternoon, 10-2pm is not; 11 to 1 goes on to the next 1 o'clock."""
    ends = [_minutes(one) or _DAY for one in last.times]
    starts = [_minutes(one) for one in first.times]
    if last.has_half and not first.has_half and len(starts) == 2:
        # Said once, am or pm counts for both, if that leaves the start before the end.
        same = [one for one in starts if (one >= 12 * 60) == (12 * 60 <= ends[0] < _DAY)]
        starts = [one for one in [*same, *starts] if one < ends[0]][:1] or starts[:1]
    elif not first.is_sure:
        return unsure(first)
    begins = starts[0]
    after = [one for one in ends if one > begins]
    if not after:
        return Unclear("The end comes before the start.", hint="Give the earlier time first.")
    return begins, after[0]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
