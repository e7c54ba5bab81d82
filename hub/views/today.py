"""What a volunteer should know of one day at the desk, beside what is on."""

from __future__ import annotations

from dataclasses import dataclass

from hub.views.bookings import BookingView
from hub.views.sessions import TellView, WaitView


@dataclass(frozen=True, slots=True)
class DeskDay:
    """What is to do about bookings, what was counted, and what the last ones left as notes."""

    lapsing: tuple[BookingView, ...] = ()
    """Let go of their rooms before the day ends, unless somebody says yes."""
    waiting: tuple[WaitView, ...] = ()
    """Those whose time is free now: ring them."""
    to_tell: tuple[TellView, ...] = ()
    left_inside: tuple[BookingView, ...] = ()
    """Stand inside a closure, though nobody has said that they shall."""
    counted: tuple[tuple[str, int], ...] = ()
    """Codes of the day's bookings, and how many came."""
    notes: tuple[BookingView, ...] = ()
    """With a note for us: what was on since yesterday began and is over."""
