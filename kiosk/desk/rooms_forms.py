"""The panels below the grid in which something is typed: book, move, cancel.

They ask and say what was typed; `kiosk.desk.rooms` carries it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.clock import Clock
from hub.errors import HubError
from hub.timetable.typed import read_date, read_minutes, read_time
from hub.views.timetable import BookingView
from hub.views.words import clean_line, day_words, day_words_short, span_words, time_words
from kiosk.desk.errands_rooms import Wish
from kiosk.desk.grid import ends_after
from kiosk.desk.panels import Panel, field, named, word

LONGEST_DATE = 40
GO_EXAMPLES = "For example: tomorrow, next tue, 3 dec"


class BookPanel(Panel):
    """A title, how long, and whether everybody may see it."""

    KEYS = (("Enter", "book it"), ("Tab", "next line"), ("Esc", "never mind"))

    @dataclass
    class Wanted(Message):
        room: str
        starts: datetime
        minutes: int
        title: str
        is_public: bool

    @dataclass
    class Unclear(Message):
        """What was typed can't be understood, in words."""

        words: str

    def __init__(
        self,
        room: str,
        starts: datetime,
        minutes: int,
        *,
        free_until: datetime | None = None,
        typed: Wish | None = None,
    ) -> None:
        """`typed` is what was asked for before, where it can't be had."""
        super().__init__()
        self._room = room
        self._starts = starts
        self._minutes = minutes
        self._free_until = free_until
        self._typed = typed

    def compose(self) -> ComposeResult:
        when = f"{day_words_short(self._starts.date())} from {time_words(self._starts)}"
        free = f" (free until {time_words(self._free_until)})" if self._free_until else ""
        yield word(clean_line(f"Book {self._room}, {when}{free}"), "asks")
        with Horizontal(classes="line"):
            yield word("What is it? ")
            yield field("title", clean_line(self._typed.title) if self._typed else "")
        with Horizontal(classes="line"):
            yield word("How long?   ")
            yield field("length", length_words(self._minutes), classes="short", longest=8)
            yield Static("", id="ends", classes="after", markup=False)
            yield word("Public? (y or n)")
            letter = "y" if self._typed and self._typed.is_public else "n"
            yield Input(letter, id="public", classes="letter", max_length=1, restrict="[yYnN]?")

    @on(Input.Changed, "#length")
    def tell_end(self) -> None:
        words = "write 1h, 90m or 1h30"
        try:
            minutes = read_minutes(self.typed("length"))
        except HubError:
            minutes = 0
        if minutes > 0:
            words = f"until {span_words(self._starts, ends_after(self._starts, minutes))}"
            words = f"until {words.split(' to ', 1)[1]}"
        self.query_one("#ends", Static).update(Content(words))

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.typed("title"):
            self.query_one("#title", Input).focus()
            self.post_message(self.Unclear("Say what it is, for example: Parish council"))
            return
        try:
            minutes = read_minutes(self.typed("length"))
        except HubError as error:
            self.query_one("#length", Input).focus()
            self.post_message(self.Unclear(str(error)))
            return
        is_public = self.typed("public").lower() == "y"
        self.post_message(
            self.Wanted(self._room, self._starts, minutes, self.typed("title"), is_public)
        )


class MovePanel(Panel):
    """Where to, typed in plain words; what was understood is said before Enter."""

    KEYS = (("Enter", "move it"), ("Tab", "next line"), ("Esc", "never mind"))

    @dataclass
    class Wanted(Message):
        booking: BookingView
        day: str
        at: str
        room: str

    def __init__(
        self, booking: BookingView, room: str, on_day: date, at: time, clock: Clock
    ) -> None:
        super().__init__()
        self._booking = booking
        self._clock = clock
        self._start = (on_day, f"{at:%H:%M}", room)

    def compose(self) -> ComposeResult:
        day, at, room = self._start
        yield word(f"Move {named(self._booking)}", "asks")
        with Horizontal(classes="line"):
            yield word("Day ")
            yield field("day", day.isoformat(), classes="day", longest=LONGEST_DATE)
            yield word(" Time")
            yield field("at", at, classes="short", longest=10)
            yield word(" Room")
            yield field("room", room)
        yield Static("", id="understood", classes="says", markup=False)

    @on(Input.Changed)
    def tell(self) -> None:
        """Say which moment that is."""
        length = self._booking.ends - self._booking.starts
        try:
            day = read_date(self.typed("day"), self._clock)
            starts = datetime.combine(day, read_time(self.typed("at")), self._clock.zone)
            words = f"Then: {understood_day(day)}, {span_words(starts, starts + length)}"
        except HubError as error:
            words = str(error)
        self.query_one("#understood", Static).update(Content(words))

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(
            self.Wanted(self._booking, self.typed("day"), self.typed("at"), self.typed("room"))
        )


class GoPanel(Panel):
    """Which day to look at, in plain words."""

    KEYS = (("Enter", "go there"), ("Esc", "stay here"))

    @dataclass
    class Wanted(Message):
        day: date

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def compose(self) -> ComposeResult:
        yield word("Go to which day?", "asks")
        with Horizontal(classes="line"):
            yield word("Day ")
            yield field("day", longest=LONGEST_DATE)
        yield Static(GO_EXAMPLES, id="understood", classes="says", markup=False)

    def _read(self) -> date:
        return read_date(self.typed("day"), self._clock)

    @on(Input.Changed)
    def tell(self) -> None:
        words = GO_EXAMPLES
        if self.typed("day"):
            try:
                words = understood_day(self._read())
            except HubError as error:
                words = str(error)
        self.query_one("#understood", Static).update(Content(words))

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self.post_message(self.Wanted(self._read()))
        except HubError:
            self.tell()


class CancelPanel(Panel):
    """Why."""

    KEYS = (("Enter", "cancel the booking"), ("Esc", "keep it"))

    @dataclass
    class Wanted(Message):
        booking: BookingView
        reason: str

    def __init__(self, booking: BookingView) -> None:
        super().__init__()
        self._booking = booking

    def compose(self) -> ComposeResult:
        yield word(f"Cancel {named(self._booking)}", "asks")
        with Horizontal(classes="line"):
            yield word("Why? ")
            yield field("reason")
        yield word("Everybody may read the reason: Boiler, Tutor ill. Leave names out.", "says")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Wanted(self._booking, self.typed("reason")))


def length_words(minutes: int) -> str:
    """1h, 1h30, 45m: as `read_minutes` reads it."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


def understood_day(day: date) -> str:
    """Tuesday 1 December 2026: how a typed day was understood."""
    return f"{day_words(day)} {day.year}"
