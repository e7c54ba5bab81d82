"""Which dates a group meets on: its rule, less bank holidays, with the odd nights of the clocks.

Leaves rules to `hub.timetable.rules`, rows and clashes to `hub.timetable.sessions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from hub.timetable.calendars import bank_holidays as holidays_between
from hub.timetable.calendars import next_ordinary_day
from hub.timetable.rules import read_rule
from hub.timetable.walltime import instant, later, why_not
from hub.views.timetable import BankHolidayRule, SkippedDate, Weeks


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
    dates left out, with why. One statement at most."""
    zone = ZoneInfo(pattern.zone)
    closed = (
        holidays_between(session, first=first, last=last + timedelta(days=14))
        if pattern.bank_holidays != BankHolidayRule.KEEP
        else {}
    )
    meetings: list[Meeting] = []
    skipped: list[SkippedDate] = []
    taken: set[date] = set()
    given = set(read_rule(pattern.rule).dates(pattern.starts_on, first, last))
    given |= {day for day in pattern.added if first <= day <= last}
    for meant_for in sorted(given - pattern.removed):
        day = meant_for
        if any(begin <= day <= end for begin, end in pattern.pauses):
            skipped.append(SkippedDate(day, "the group is paused"))
            continue
        if day in closed and pattern.bank_holidays == BankHolidayRule.SKIP:
            skipped.append(SkippedDate(day, closed[day].replace("(observed)", "(substitute day)")))
            continue
        if day in closed:
            day = next_ordinary_day(day, closed)
        problem = why_not(day, pattern.at, zone)
        if problem:
            skipped.append(SkippedDate(meant_for, problem))
            continue
        if day in taken:
            skipped.append(SkippedDate(meant_for, "the group meets on the next day anyway"))
            continue
        taken.add(day)
        starts = instant(day, pattern.at, zone)
        ends = later(starts, pattern.minutes)
        meetings.append(Meeting(meant_for, starts.astimezone(UTC), ends.astimezone(UTC)))
    meetings.sort(key=lambda one: one.starts)
    return meetings, skipped
