"""The panels below the grid in which something is typed: book, move, cancel.

They ask and say what was typed; `kiosk.desk.rooms` carries it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.clock import Clock
from hub.errors import BadInput, HubError
from hub.timetable.typed import (
    read_date,
    read_minutes,
    read_moment,
    read_time,
    understood_day,
    understood_moment,
)
from hub.timetable.walltime import in_zone
from hub.views.bookings import BookingView
from hub.views.words import clean_line, day_words_short, span_words, time_words
from kiosk.desk.errands_rooms import Wish
from kiosk.desk.grid import ends_after
from kiosk.desk.panels import Panel, field, named, word
from kiosk.desk.rooms_windows import read_people

LONGEST_DATE = 40
LAPSE_EXAMPLE = "if nobody says yes: thu 5pm"
GO_EXAMPLES = "For example: tomorrow, next tue, 3 dec"


@dataclass(frozen=True, slots=True)
class More:
    """What is asked only on demand."""

    people: int | None = None
    layout: str = ""
    equipment: tuple[str, ...] = ()
    lapses: datetime | None = None


class BookPanel(Panel):
    """A title, how long, and whether everybody may see it; on demand how many come, how the room
    is set up, with what, and until when it isn't sure.
    """

    KEYS = (("Enter", "book it"), ("Tab", "next line"), ("F4", "more"), ("Esc", "never mind"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "more", "More", show=False)]

    @dataclass
    class Wanted(Message):
        room: str
        starts: datetime
        minutes: int
        title: str
        is_public: bool
        more: More

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
        clock: Clock,
        free_until: datetime | None = None,
        typed: Wish | None = None,
    ) -> None:
        """`typed` is what was asked for before, where it can't be had."""
        super().__init__()
        self._clock = clock
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
        with Vertical(id="more", classes="more"):
            yield from self._more()

    def _more(self) -> ComposeResult:
        old = self._typed or Wish("", self._starts, self._starts, "")
        with Horizontal(classes="line"):
            yield word("How many?   ")
            yield field("people", str(old.people or ""), classes="short", longest=5)
            yield word("Set up as")
            yield field("layout", clean_line(old.layout), longest=60)
            yield word("With")
            yield field("kit", clean_line(", ".join(old.equipment)), longest=200)
        with Horizontal(classes="line"):
            yield word("Not sure yet? Keep it until")
            lapses = f"{old.lapses:%Y-%m-%d %H:%M}" if old.lapses else ""
            yield field("lapses", lapses, classes="day", longest=LONGEST_DATE)
            yield Static(LAPSE_EXAMPLE, id="lapsing", classes="after", markup=False)

    def on_mount(self) -> None:
        old = self._typed
        wanted = old is not None and (old.people or old.layout or old.equipment or old.lapses)
        self.query_one("#more").display = bool(wanted)
        super().on_mount()

    def action_more(self) -> None:
        """Ask for the rest, or put it away where nothing was typed."""
        more = self.query_one("#more")
        more.display = not more.display
        self.query_one("#people" if more.display else "#title", Input).focus()
        self.refresh(layout=True)

    @on(Input.Changed, "#lapses")
    def tell_lapsing(self) -> None:
        words = LAPSE_EXAMPLE
        try:
            until = self._lapses()
            if until is not None:
                words = understood_moment(until)
        except HubError as error:
            words = error.message
        self.query_one("#lapsing", Static).update(Content(words))

    def _lapses(self) -> datetime | None:
        """A moment, or the end of a day. Raises BadInput."""
        text = self.typed("lapses")
        if not text:
            return None
        try:
            return in_zone(read_moment(text, self._clock), self._clock.zone)
        except BadInput:
            return self._clock.day_bounds(read_date(text, self._clock))[1]

    def _read_more(self) -> More:
        if not self.query_one("#more").display:
            return More()
        kit = tuple(one.strip() for one in self.typed("kit").split(",") if one.strip())
        people = read_people(self.typed("people"))
        return More(people, self.typed("layout"), kit, self._lapses())

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
        try:
            more = self._read_more()
        except HubError as error:
            self.post_message(self.Unclear(str(error)))
            return
        is_public = self.typed("public").lower() == "y"
        title = self.typed("title")
        self.post_message(self.Wanted(self._room, self._starts, minutes, title, is_public, more))


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
