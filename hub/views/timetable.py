"""Bookings, groups and what is on. Every instant is aware, in the hub's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple


class BookingStatus(StrEnum):
    """RFC 5545 STATUS, and one of ours for nobody came."""

    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"


class BankHolidayRule(StrEnum):
    """What a group does on a bank holiday."""

    SKIP = "skip"
    KEEP = "keep"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class BookingView:
    """One room for one stretch of time, as the desk sees it."""

    code: str
    room: str
    starts: datetime
    ends: datetime
    title: str
    status: BookingStatus
    is_public: bool
    group: str | None = None
    """Code of the group it is a session of."""
    activity: str | None = None
    """Code of the activity people come to."""
    reason: str = ""
    """Why it was cancelled, shown to the public."""
    setup_minutes: int = 0
    tidy_minutes: int = 0
    note: str = ""
    """For the next volunteer. Private."""


class SessionView(NamedTuple):
    """One line of what's on, as anybody may see it. A private hire has no title of its own.

    A named tuple, not a frozen dataclass like the others: a week of a large hub has a thousand of
    them, they are made at each touch, and a tuple is made in a quarter of the time.
    """

    code: str
    title: str
    room: str
    starts: datetime
    ends: datetime
    status: BookingStatus
    group: str | None = None
    activity: str | None = None
    who_for: str = ""
    cost: str = ""
    reason: str = ""
    is_private: bool = False


PRIVATE_TITLE = "Private booking"


@dataclass(frozen=True, slots=True)
class FreeStretch:
    """A room that nobody has from `starts` until `ends`."""

    room: str
    starts: datetime
    ends: datetime
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityView:
    """What people come to."""

    code: str
    title: str
    summary: str = ""
    who_for: str = ""
    cost: str = ""
    contact: str = ""
    """Whom to ask: a role or first name."""
    phone: str = ""
    getting_in: str = ""
    """Just come, or how to book a place; where the ramp is."""
    needs: tuple[str, ...] = ()
    """Slugs of the needs it meets."""
    interests: tuple[str, ...] = ()
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class GroupView:
    """An activity that recurs in a room."""

    code: str
    title: str
    room: str
    rule: str
    """RRULE value, e.g. FREQ=WEEKLY;BYDAY=TU;WKST=MO."""
    starts_on: date
    at: time
    minutes: int
    bank_holidays: BankHolidayRule
    is_public: bool
    activity: str
    in_words: str
    """The rule in plain words: "every Tuesday at 10am"."""
    last_session: date | None = None


@dataclass(frozen=True, slots=True)
class DateClash:
    """One date of a group that could not be had, and what holds it."""

    on: date
    with_what: str


@dataclass(frozen=True, slots=True)
class SkippedDate:
    """One date left out on purpose, and why."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class GroupMade:
    """What came of adding a group, or of extending it."""

    code: str
    title: str
    sessions: int
    first: date | None
    last: date | None
    clashes: tuple[DateClash, ...] = ()
    skipped: tuple[SkippedDate, ...] = ()


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the timetable: its notices ("Christmas Day (bank holiday)") and sessions."""

    on: date
    sessions: tuple[SessionView, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekView:
    """Monday to Sunday of one ISO week."""

    year: int
    week: int
    days: tuple[DayView, ...]
    """Always seven, Monday first."""
