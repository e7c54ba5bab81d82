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


class Obstacle(StrEnum):
    """What can stand in the way of a date, the hardest first. Only a booking always does."""

    BOOKING = "booking"
    CLOSURE = "closure"
    BANK_HOLIDAY = "bank-holiday"
    HOURS = "outside-opening-hours"
    TOO_SMALL = "too-small"


@dataclass(frozen=True, slots=True)
class InTheWay:
    """One thing that stands in the way of one stretch of time, and what to call it."""

    kind: Obstacle
    words: str
    """ "Carers' Café, 11am to 12:30pm", "Closed all day: boiler", "Christmas Day"."""


class BankHolidayRule(StrEnum):
    """What a group does on a bank holiday."""

    SKIP = "skip"
    KEEP = "keep"
    MOVE = "move"


class Weeks(StrEnum):
    """Which weeks a group meets in."""

    ALL = "all"
    TERM = "term"
    """Only in the school terms of the site, half-term left out."""
    A = "A"
    """Only in the A weeks of the terms; half-term isn't counted."""
    B = "B"


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
    people: int | None = None
    """How many are expected."""
    layout: str = ""
    """How the room is set up: "theatre"."""
    equipment: tuple[str, ...] = ()
    """What it holds beside its room."""
    lapses: datetime | None = None
    """When a provisional booking lets go of its room."""


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
    weeks: Weeks = Weeks.ALL
    capacity: int | None = None
    """Places in a session; None: as many as come."""
    layout: str = ""
    equipment: tuple[str, ...] = ()
    ended_on: date | None = None
    """No session after this date."""
    next_session: date | None = None
    changes_on: date | None = None
    """From when it meets in another way, where that is planned already."""
    pauses: tuple[tuple[date, date], ...] = ()
    """Stretches still to come or going on, both ends included."""
    added: tuple[date, ...] = ()
    """Dates to come beside those of the rule."""
    removed: tuple[date, ...] = ()
    """Dates to come taken out of the rule."""


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
    elsewhere: tuple[FreeStretch, ...] = ()
    """Sessions that found another room or time than the group's."""


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
