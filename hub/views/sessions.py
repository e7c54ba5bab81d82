"""Places in a session, who waits for a slot, and who must be told. Private: never published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hub.views.bookings import BookingView
from hub.views.words import day_words_short, span_words, time_words


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One sign-up: a place in a session, or a turn on its waiting list."""

    number: int
    """What it is given up by."""
    name: str
    """A first name, or a number."""
    phone: str
    """Only if they wish to be told."""
    is_waiting: bool
    place: int
    """1 is the first of those who have a place, or the next of those who wait."""


@dataclass(frozen=True, slots=True)
class TellView:
    """Somebody who must be told that a session was cancelled or moved, or has a place for them."""

    number: int
    code: str
    title: str
    starts: datetime
    room: str
    """Where it is now."""
    who: str
    phone: str
    why: str
    """cancelled, moved, lapsed (nobody confirmed it), back (it takes place after all) or place."""
    told: bool

    @property
    def words(self) -> str:
        """What to tell them: "Choir has moved to Wed 6 Jan, 7pm, Hall B"."""
        on = day_words_short(self.starts.date())
        return {
            "cancelled": f"{self.title} on {on} is cancelled",
            "lapsed": f"the provisional booking of {self.title} on {on} has lapsed",
            "moved": f"{self.title} has moved to {on}, {time_words(self.starts)}, {self.room}",
            "back": f"{self.title} on {on} takes place after all",
            "place": f"a place is free in {self.title} on {on}",
        }.get(self.why, f"{self.title} on {on}: {self.why}")


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """A booking with its places, its head count and who must be told of a change."""

    booking: BookingView
    capacity: int | None
    """Places; None: as many as come."""
    places: tuple[PlaceView, ...]
    """Those who have a place first, then those who wait, each in their order."""
    head_count: int | None
    first_timers: int | None
    to_tell: tuple[TellView, ...]

    @property
    def places_left(self) -> int | None:
        """Places that nobody has; None where there is no end of them."""
        if self.capacity is None:
            return None
        return max(0, self.capacity - sum(not one.is_waiting for one in self.places))


@dataclass(frozen=True, slots=True)
class WaitView:
    """Somebody who would take a room at a time if it came free."""

    number: int
    """What it is stopped by."""
    room: str
    starts: datetime
    ends: datetime
    title: str
    contact: str
    contact_phone: str
    is_free: bool
    """Whether the room is free then now."""
    people: int | None = None

    @property
    def words(self) -> str:
        """Parish council waits for Hall A, Tue 2 Mar 10am to 11am: it is free now. Ring them."""
        when = f"{day_words_short(self.starts.date())} {span_words(self.starts, self.ends)}"
        news = ": it is free now. Ring them." if self.is_free else "."
        return f"{self.title} waits for {self.room}, {when}{news}"
