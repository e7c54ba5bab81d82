"""When a room can't be had though nobody has booked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ShutView:
    """A stretch of time in which one room is shut."""

    room: str
    starts: datetime
    ends: datetime
    words: str
    """ "closed: boiler" for a closure, "closed" outside the opening hours."""
