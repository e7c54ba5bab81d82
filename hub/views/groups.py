"""Groups that meet again and again, and what can stand in the way of a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from hub.views.bookings import FreeStretch


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
