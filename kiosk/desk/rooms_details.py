"""The panels below the grid in which something is chosen: what to do with a booking, and what to do
about a clash.

They say what was chosen; `kiosk.desk.rooms` carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.errors import Clash
from hub.views.bookings import BookingView, FreeStretch
from hub.views.timetable import BookingStatus
from hub.views.words import clean_line, day_words_short, span_words, time_words
from kiosk.desk.panels import Doing, Keys, Panel, word

ACTS = (
    ("m", "move"),
    ("f", "fill"),
    ("x", "cancel"),
    ("y", "confirm"),
    ("a", "nobody"),
    ("e", "edit"),
    ("p", "public"),
    ("s", "people"),
    ("w", "wait"),
)
"""Keys, and what they do with a booking."""


class DetailsPanel(Panel, can_focus=True):
    """One booking, without whoever is behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"act('{what}')", show=False) for key, what in ACTS),
        Binding("n", "next_one", "Next one", show=False),
        Binding("enter", "put_away", "Close", show=False),
    ]

    @dataclass
    class Chosen(Message):
        booking: BookingView
        what: str
        """One of `ACTS`."""

    def __init__(self, bookings: Sequence[BookingView], now: datetime, place: int = 0) -> None:
        super().__init__()
        self._bookings = tuple(bookings)
        self._now = now
        self._place = place

    @property
    def booking(self) -> BookingView:
        return self._bookings[self._place]

    @property
    def is_live(self) -> bool:
        return self.booking.status in (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL)

    def compose(self) -> ComposeResult:
        title, *lines = details(self.booking)
        if len(self._bookings) > 1:
            title = f"{title} ({self._place + 1} of {len(self._bookings)} here)"
        yield word(title, "asks")
        yield Static(Content("\n".join(lines)), classes="says", markup=False)
        for some in in_rows(self._doings(), self.app.size.width - 2):
            with Horizontal(classes="line"):
                for key, words, action in some:
                    yield Doing(key, words, action)

    def _doings(self) -> list[tuple[str, str, str]]:
        """Key, words and action of all that can be done with it now."""
        booking, can = self.booking, self._can
        words = {
            "move": "move it",
            "fill": "fill in where to",
            "cancel": "cancel it",
            "confirm": "yes, it is sure now",
            "nobody": "nobody came",
            "edit": "edit what it says",
            "public": "make it private" if booking.is_public else "make it public",
            "people": "people and count",
            "wait": "wait for this time",
        }
        doings = [(key, words[what], f"act('{what}')") for key, what in ACTS if can(what)]
        if len(self._bookings) > 1:
            doings.append(("n", "the next one here", "next_one"))
        return [*doings, ("Esc", "close", "put_away")]

    def _can(self, what: str) -> bool:
        booking = self.booking
        if what == "confirm":
            return booking.status is BookingStatus.PROVISIONAL
        if what == "nobody":
            return self.is_live and booking.starts <= self._now
        if what == "edit":
            return True
        return self.is_live

    @property
    def keys(self) -> Keys:
        return tuple((key, words) for key, words, _ in self._doings())

    def action_act(self, what: str) -> None:
        if self._can(what):
            self.post_message(self.Chosen(self.booking, what))

    async def action_next_one(self) -> None:
        self._place = (self._place + 1) % len(self._bookings)
        await self.recompose()


class ClashPanel(Panel, can_focus=True):
    """Who has it, and the nearest ways out, numbered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"take({number})", f"Take {number}", show=False)
            for number in range(1, 10)
        ),
        Binding("w", "wait", "Wait for it", show=False),
    ]

    @dataclass
    class Taken(Message):
        free: FreeStretch

    class Waits(Message):
        """They would rather wait for the time that is taken."""

    def __init__(self, clash: Clash, starts: datetime, moving: BookingView | None = None) -> None:
        super().__init__()
        self._clash = clash
        self._free = tuple(
            one
            for one in clash.alternatives
            if moving is None or (one.room, one.starts) != (moving.room, moving.starts)
        )
        """Where it is now is no way out."""
        self._starts = starts
        self._can_wait = moving is None

    def compose(self) -> ComposeResult:
        yield word(clean_line(self._clash.message), "asks")
        free = self._free
        yield word("Free instead:" if free else clean_line(self._clash.hint), "says")
        for number, one in enumerate(free, 1):
            yield Doing(str(number), self._words(one), f"take({number})")
        if self._can_wait:
            yield Doing("w", "wait for it: we ring them if it comes free", "wait")

    def _words(self, one: FreeStretch) -> str:
        span = span_words(one.starts, one.ends)
        holds = f", holds {one.capacity}" if one.capacity else ""
        same = ", at the same time" if one.starts == self._starts else ""
        return f"{one.room}, {span}{same}{holds}"

    @property
    def keys(self) -> Keys:
        many = len(self._free)
        numbers = [(f"1-{many}" if many > 1 else "1", "take it")] if many else []
        waits = [("w", "wait for it")] if self._can_wait else []
        return (*numbers, *waits, ("Esc", "go back"))

    def action_wait(self) -> None:
        if self._can_wait:
            self.post_message(self.Waits())

    def action_take(self, number: int) -> None:
        if number <= len(self._free):
            self.post_message(self.Taken(self._free[number - 1]))


class AnywayPanel(Panel, can_focus=True):
    """Something speaks against it, but it can be done all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "anyway", "All the same", show=False),
    ]
    KEYS = (("y", "all the same"), ("Esc", "go back"))

    class Wanted(Message):
        """Do it all the same."""

    def __init__(self, message: str, *, moving: bool) -> None:
        super().__init__()
        self._message = message
        self._does = "move it there" if moving else "book it"

    def compose(self) -> ComposeResult:
        yield word(clean_line(self._message), "asks")
        yield word("The room is free, so it can be done all the same.", "says")
        yield Doing("y", f"{self._does} all the same", "anyway")
        yield Doing("Esc", "go back and choose another time or room", "put_away")

    def action_anyway(self) -> None:
        self.post_message(self.Wanted())


def in_rows(doings: list[tuple[str, str, str]], width: int) -> list[list[tuple[str, str, str]]]:
    """As many beside each other as fit, two cells apart."""
    rows: list[list[tuple[str, str, str]]] = [[]]
    taken = 0
    for one in doings:
        needs = len(one[0]) + len(one[1]) + 3
        if rows[-1] and taken + needs > width:
            rows.append([])
            taken = 0
        rows[-1].append(one)
        taken += needs
    return rows


def details(booking: BookingView) -> tuple[str, ...]:
    """What the desk tells about a booking, title first. Whom to ring isn't in it."""
    when = f"{day_words_short(booking.starts.date())}, {span_words(booking.starts, booking.ends)}"
    seen = "Private: only the desk sees what it is."
    if booking.is_public:
        seen = "Public: everybody may see it."
    lines = [booking.title, f"{booking.room}, {when}. Code {booking.code}", seen]
    if booking.status is BookingStatus.CANCELLED:
        lines[2] = f"Cancelled: {booking.reason}" if booking.reason else "Cancelled."
    elif booking.status is BookingStatus.NO_SHOW:
        lines[2] = "Nobody came. The room is free."
    elif booking.status is BookingStatus.PROVISIONAL:
        until = ""
        if booking.lapses is not None:
            day = day_words_short(booking.lapses.date())
            until = f": it is let go on {day} at {time_words(booking.lapses)}"
        lines[2] = f"Not sure yet{until}. {seen}"
    lines += _holding(booking)
    if booking.group:
        lines.append("One date of a group: moving or cancelling changes this date only.")
    if booking.note:
        lines.append(f"Note: {booking.note}")
    return tuple(clean_line(line) for line in lines)


def _holding(booking: BookingView) -> list[str]:
    """How many come, how the room is set up and with what; how long it is held besides."""
    facts = [f"For {booking.people} people"] if booking.people else []
    facts += [f"Set up as {booking.layout}"] if booking.layout else []
    facts += [f"With {', '.join(booking.equipment)}"] if booking.equipment else []
    padding = [
        f"{minutes} minutes to {what}"
        for minutes, what in (
            (booking.setup_minutes, "set up"),
            (booking.tidy_minutes, "tidy up"),
        )
        if minutes
    ]
    if padding:
        facts.append(f"The room is held {' and '.join(padding)}")
    return [f"{'. '.join(facts)}."] if facts else []
