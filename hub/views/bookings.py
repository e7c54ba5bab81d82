"""Bookings as the desk sees them. Every instant is aware, in the hub's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hub.views.timetable import BookingStatus


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


@dataclass(frozen=True, slots=True)
class FreeStretch:
    """A room that nobody has from `starts` until `ends`."""

    room: str
    starts: datetime
    ends: datetime
    capacity: int | None = None
