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
from hub.views.terms import TermView
from hub.views.timetable import BankHolidayRule, SkippedDate, Weeks
from hub.views.words import date_words


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
    taken out is gone even if it was added (§3.8.5.1).
    """
    zone = ZoneInfo(pattern.zone)
    closed = (
        holidays_between(session, first=first, last=last + timedelta(days=14))
        if pattern.bank_holidays != BankHolidayRule.KEEP
        else {}
    )
    terms = terms_in(session) if pattern.weeks != Weeks.ALL else ()
    given = read_rule(pattern.rule).dates(pattern.starts_on, first, last)
    if pattern.added:
        given = iter(sorted({*given, *(day for day in pattern.added if first <= day <= last)}))
    meetings: list[Meeting] = []
    skipped: list[SkippedDate] = []
    taken: set[date] = set()
    for meant_for in given:
        if meant_for in pattern.removed:
            skipped.append(SkippedDate(meant_for, "taken out"))
            continue
        day = meant_for
        if meant_for not in pattern.added:
            why = _left_out(meant_for, pattern, closed, terms)
            if why:
                skipped.append(SkippedDate(meant_for, why))
                continue
            if day in closed:
                day = next_ordinary_day(day, closed)
        if day in taken:
            skipped.append(SkippedDate(meant_for, "the group meets on the next day anyway"))
            continue
        starts = steady_instant(day, pattern.at, zone)
        if starts is None:
            problem = why_not(day, pattern.at, zone)
            if problem:
                skipped.append(SkippedDate(meant_for, problem))
                continue
            starts = instant(day, pattern.at, zone).astimezone(UTC)
        taken.add(day)
        meetings.append(Meeting(meant_for, starts, starts + timedelta(minutes=pattern.minutes)))
    meetings.sort(key=lambda one: one.starts)
    return meetings, skipped


def _left_out(
    day: date, pattern: Pattern, closed: dict[date, str], terms: Sequence[TermView]
) -> str:
    """Why a date of the rule doesn't count; empty if it does."""
    for begins, ends in pattern.pauses:
        if begins <= day <= ends:
            return f"paused until {date_words(ends)}"
    if pattern.weeks != Weeks.ALL:
        why = why_not_in_term(day, Weeks(pattern.weeks), terms)
        if why:
            return why
    if day in closed and pattern.bank_holidays == BankHolidayRule.SKIP:
        return closed[day].replace("(observed)", "(substitute day)")
    return ""
