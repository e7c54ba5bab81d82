"""What came of reading somebody else's file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One entry that wasn't taken, and why."""

    row: int
    """Counted from 1, in the order of the file."""
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What came of an iCalendar file."""

    read: int
    created: tuple[str, ...]
    """Codes of the groups and bookings that were made."""
    sessions: int
    """Dates that were booked, all told."""
    clashes: tuple[str, ...]
    """Dates that were left out because their room is taken, in words."""
    refused: tuple[RefusedRow, ...]
    known: int = 0
    """How many are here already, and were left as they are."""
