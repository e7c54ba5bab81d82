"""Which dates a group meets on: its rule, less bank holidays, school holidays and pauses, with the
odd nights of the clocks.

Leaves rules to `hub.timetable.rules`, rows and clashes to `hub.timetable.sessions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from hub.timetable.calendars import bank_holidays as holidays_between
from hub.timetable.calendars import next_ordinary_day
from hub.timetable.rules import read_rule
from hub.timetable.terms import terms_in, why_not_in_term
from hub.timetable.walltime import instant, steady_instant, why_not
from hub.views.groups import BankHolidayRule, SkippedDate, Weeks
from hub.views.terms import TermView
from hub.views.words import date_words, day_words_short

_REACH = 14
"""Days: farther than any run of bank holidays moves a date."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a group meets. Local dates and wall times."""

    rule: str
    starts_on: date
    at: time
    zone: str
    minutes: int
    bank_holidays: str = BankHolidayRule.SKIP
    weeks: str = Weeks.ALL
    added: frozenset[date] = frozenset()
    """Dates that it meets on whatever the rule says (RDATE)."""
    removed: frozenset[date] = frozenset()
    """Dates taken out (EXDATE)."""
    pauses: tuple[tuple[date, date], ...] = ()
    """Stretches in which it doesn't meet, both ends included."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One date to be made: what the rule gave, and the instants of it. UTC."""

    meant_for: date
    starts: datetime
    ends: datetime


def meetings_between(
    session: Session, pattern: Pattern, first: date, last: date
) -> tuple[list[Meeting], list[SkippedDate]]:
    """The meetings whose rule date lies from `first` to `last`, both included, by start; and the
    dates left out, with why. Two statements at most.

    A date that somebody added stands whatever the calendar says (RFC 5545 §3.8.5.2); one that was
    taken out is gone even if it was added (§3.8.5.1). A date that would move to a day on which the
    group meets anyway is left out.
    """
    zone = ZoneInfo(pattern.zone)
    closed: dict[date, str] = {}
    if pattern.bank_holidays != BankHolidayRule.KEEP:
        closed = holidays_between(session, first=_moved(first, -_REACH), last=_moved(last, _REACH))
    terms = terms_in(session) if pattern.weeks != Weeks.ALL else ()
    held, skipped = _held(pattern, closed, terms, first, last)
    if pattern.bank_holidays == BankHolidayRule.MOVE and closed:
        held = _with_moves(pattern, closed, terms, held, skipped)
    meetings: list[Meeting] = []
    length = timedelta(minutes=pattern.minutes)
    at = pattern.at
    for meant_for, day in held:
        starts = steady_instant(day, at, zone)
        if starts is None:
            problem = why_not(day, at, zone)
            if problem:
                skipped.append(SkippedDate(meant_for, problem))
                continue
            starts = instant(day, at, zone).astimezone(UTC)
        meetings.append(Meeting(meant_for, starts, starts + length))
    if closed:
        meetings.sort(key=_by_start)
    skipped.sort(key=_by_day)
    return meetings, skipped


def _held(
    pattern: Pattern,
    closed: dict[date, str],
    terms: Sequence[TermView],
    first: date,
    last: date,
) -> tuple[list[tuple[date, date]], list[SkippedDate]]:
    """The dates that stand, each with the day it is held on, bank holidays not moved yet."""
    given = read_rule(pattern.rule).dates(pattern.starts_on, first, last)
    added = pattern.added
    if added:
        given = iter(sorted({*given, *(day for day in added if first <= day <= last)}))
    held: list[tuple[date, date]] = []
    skipped: list[SkippedDate] = []
    is_plain = not pattern.pauses and pattern.weeks == Weeks.ALL
    for day in given:
        if day in pattern.removed:
            skipped.append(SkippedDate(day, "taken out"))
        elif day in added or (is_plain and day not in closed):
            held.append((day, day))
        else:
            why = _left_out(day, pattern, closed, terms)
            if why:
                skipped.append(SkippedDate(day, why))
            else:
                held.append((day, day))
    return held, skipped


def _with_moves(
    pattern: Pattern,
    closed: dict[date, str],
    terms: Sequence[TermView],
    held: list[tuple[date, date]],
    skipped: list[SkippedDate],
) -> list[tuple[date, date]]:
    """The dates on bank holidays moved to the next day that is none.

    What lies around the days asked for counts too: whichever days are asked for, the answer for
    one of them is the same.
    """
    moved = [day for day, _ in held if day in closed and day not in pattern.added]
    if not moved:
        return held
    around, _ = _held(pattern, closed, terms, _moved(moved[0], -_REACH), _moved(moved[-1], _REACH))
    stays = {day for day, _ in around if day not in closed or day in pattern.added}
    goes: dict[date, date] = {}
    why: dict[date, str] = {}
    for day, _ in around:
        if day not in stays:
            to = next_ordinary_day(day, closed)
            if to in stays or to in goes.values():
                why[day] = "the group meets on the next day anyway"
            elif problem := _why_not_there(to, pattern, terms):
                why[day] = f"{_named(closed[day])}, and on {day_words_short(to)}: {problem}"
            else:
                goes[day] = to
    kept: list[tuple[date, date]] = []
    for day, _ in held:
        if day not in closed or day in pattern.added:
            kept.append((day, day))
        elif day in goes:
            kept.append((day, goes[day]))
        else:
            skipped.append(SkippedDate(day, why[day]))
    return kept


def _why_not_there(day: date, pattern: Pattern, terms: Sequence[TermView]) -> str:
    """Why no date can be moved to a day; empty if it can. An A week's date stays one of an A week,
    whichever week it is moved into."""
    if day in pattern.removed:
        return "taken out"
    season = Weeks.ALL if pattern.weeks == Weeks.ALL else Weeks.TERM
    return _paused(day, pattern) or why_not_in_term(day, season, terms)


def _by_start(meeting: Meeting) -> datetime:
    return meeting.starts


def _by_day(skipped: SkippedDate) -> date:
    return skipped.on


def _moved(day: date, days: int) -> date:
    """So many days on, as far as the calendar goes."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _left_out(
    day: date, pattern: Pattern, closed: dict[date, str], terms: Sequence[TermView]
) -> str:
    """Why a date of the rule doesn't count; empty if it does."""
    why = _paused(day, pattern)
    if why:
        return why
    if pattern.weeks != Weeks.ALL:
        why = why_not_in_term(day, Weeks(pattern.weeks), terms)
        if why:
            return why
    if day in closed and pattern.bank_holidays == BankHolidayRule.SKIP:
        return _named(closed[day])
    return ""


def _paused(day: date, pattern: Pattern) -> str:
    """ "paused until 12 April 2027", on which the group may meet again; empty if it isn't."""
    for begins, ends in pattern.pauses:
        if begins <= day <= ends:
            return f"paused until {date_words(_moved(ends, 1))}"
    return ""


def _named(holiday: str) -> str:
    return holiday.replace("(observed)", "(substitute day)")
