"""What was noted at one session of a group: what isn't in `BookingView`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """What was noted at one session of a group."""

    code: str
    meant_for: date
    """The date that the rule gave it."""
    is_exception: bool
    """Moved, cancelled or noted by hand."""
    capacity: int | None
    places: int
    """How many have a place."""
    waiting: int
    head_count: int | None
    first_timers: int | None
    meant_room: str
    """The room that its group has now."""
