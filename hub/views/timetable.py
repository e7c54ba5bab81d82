"""What is on, and what people come to. Every instant is aware, in the hub's zone."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class BookingStatus(StrEnum):
    """RFC 5545 STATUS, and one of ours for nobody came."""

    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"


class SessionView(NamedTuple):
    """One line of what's on, as anybody may see it. A private hire has no title of its own.

    A named tuple: a week of a large hub has a thousand of them, and they are made at each touch. A
    dataclass took four times as long.
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


class ActivityView(Struct, frozen=True):
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


class DayView(Struct, frozen=True):
    """One day of the timetable: its notices ("Christmas Day (bank holiday)") and sessions."""

    on: date
    sessions: tuple[SessionView, ...]
    notices: tuple[str, ...] = ()


class WeekView(Struct, frozen=True):
    """Monday to Sunday of one ISO week."""

    year: int
    week: int
    days: tuple[DayView, ...]
    """Always seven, Monday first."""
