"""Volunteers and the trail of who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class VolunteerView:
    """Somebody who helps at the desk."""

    id: int
    name: str
    role: str
    """"volunteer" or "coordinator"."""


@dataclass(frozen=True, slots=True)
class ShiftView:
    """Who is on at the desk, until when (12 hours at most)."""

    volunteer: VolunteerView
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change: who, when, what. Never anything personal of a visitor."""

    at: datetime
    by: str
    verb: str
    """e.g. "booking.made"."""
    code: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UndoView:
    """One change that can be undone, or that was."""

    number: int
    at: datetime
    by: str
    """Who made it; empty for the command line and for jobs."""
    label: str
    """What was done: "Booked Parish council, Hall A, Tue 2 Mar 10am to 11am"."""
