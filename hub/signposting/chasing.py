"""When somebody asks what became of a referral: after six working days, and again after six more.

Leaves what a working day is not (bank holidays) to `hub.timetable.calendars`.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from hub.timetable.calendars import bank_holidays

CHASED_AFTER = 6
"""Working days."""
_LONGEST_HOLIDAY = 30
_SATURDAY = 5


def working_days_after(session: Session, day: date, count: int) -> date:
    """The `count`th working day after `day`: no weekend, no bank holiday of the site."""
    last = day + timedelta(days=2 * count + _LONGEST_HOLIDAY)
    off = bank_holidays(session, first=day, last=last)
    after, left = day, count
    while left:
        after += timedelta(days=1)
        left -= after.weekday() < _SATURDAY and after not in off
    return after
