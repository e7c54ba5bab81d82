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
from hub.views.timetable import BookingStatus, BookingView, FreeStretch
from hub.views.words import clean_line, day_words_short, span_words
from kiosk.desk.panels import Doing, Keys, Panel, word


class DetailsPanel(Panel, can_focus=True):
    """One booking, without whoever is behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "act('move')", "Move", show=False),
        Binding("f", "act('fill')", "Type where", show=False),
        Binding("x", "act('cancel')", "Cancel", show=False),
        Binding("n", "next_one", "Next one", show=False),
        Binding("enter", "put_away", "Close", show=False),
    ]

    @dataclass
    class Chosen(Message):
        booking: BookingView
        what: str
        """move, fill or cancel."""

    def __init__(self, bookings: Sequence[BookingView], place: int = 0) -> None:
        super().__init__()
        self._bookings = tuple(bookings)
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
        with Horizontal(classes="line"):
            for key, words, action in self._doings():
                yield Doing(key, words, action)

    def _doings(self) -> list[tuple[str, str, str]]:
        doings = []
        if self.is_live:
            doings += [
                ("m", "move it with the arrows", "act('move')"),
                ("f", "fill in where to", "act('fill')"),
                ("x", "cancel it", "act('cancel')"),
            ]
        if len(self._bookings) > 1:
            doings.append(("n", "the next one here", "next_one"))
        return [*doings, ("Esc", "close", "put_away")]

    @property
    def keys(self) -> Keys:
        return tuple((key, words) for key, words, _ in self._doings())

    def action_act(self, what: str) -> None:
        if self.is_live:
            self.post_message(self.Chosen(self.booking, what))

    async def action_next_one(self) -> None:
        self._place = (self._place + 1) % len(self._bookings)
        await self.recompose()


class ClashPanel(Panel, can_focus=True):
    """Who has it, and the nearest ways out, numbered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"take({number})", f"Take {number}", show=False)
        for number in range(1, 10)
    ]

    @dataclass
    class Taken(Message):
        free: FreeStretch

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

    def compose(self) -> ComposeResult:
        yield word(clean_line(self._clash.message), "asks")
        free = self._free
        yield word("Free instead:" if free else clean_line(self._clash.hint), "says")
        for number, one in enumerate(free, 1):
            yield Doing(str(number), self._words(one), f"take({number})")

    def _words(self, one: FreeStretch) -> str:
        span = span_words(one.starts, one.ends)
        holds = f", holds {one.capacity}" if one.capacity else ""
        same = ", at the same time" if one.starts == self._starts else ""
        return f"{one.room}, {span}{same}{holds}"

    @property
    def keys(self) -> Keys:
        many = len(self._free)
        numbers = [(f"1-{many}" if many > 1 else "1", "take it")] if many else []
        return (*numbers, ("Esc", "go back"))

    def action_take(self, number: int) -> None:
        if number <= len(self._free):
            self.post_message(self.Taken(self._free[number - 1]))


def details(booking: BookingView) -> tuple[str, ...]:
    """What the desk tells about a booking, title first. Whom to ring isn't in it."""
    when = f"{day_words_short(booking.starts.date())}, {span_words(booking.starts, booking.ends)}"
    seen = "Private: only the desk sees what it is."
    if booking.is_public:
        seen = "Public: everybody may see it."
    lines = [booking.title, f"{booking.room}, {when}. Code {booking.code}", seen]
    if booking.status is BookingStatus.CANCELLED:
        lines[2] = f"Cancelled: {booking.reason}" if booking.reason else "Cancelled."
    padding = [
        f"{minutes} minutes to {what}"
        for minutes, what in (
            (booking.setup_minutes, "set up"),
            (booking.tidy_minutes, "tidy up"),
        )
        if minutes
    ]
    if padding:
        lines.append(f"The room is held {' and '.join(padding)}.")
    if booking.group:
        lines.append("One date of a group: moving or cancelling changes this date only.")
    if booking.note:
        lines.append(f"Note: {booking.note}")
    return tuple(clean_line(line) for line in lines)
