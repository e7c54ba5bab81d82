"""The panels below the grid: book, look at, move, cancel, and what to do about a clash.

They ask and say what was typed; `kiosk.desk.rooms` carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.errors import Clash, HubError
from hub.timetable.typed import read_minutes
from hub.views.timetable import BookingStatus, BookingView, FreeStretch
from hub.views.words import clean_line, day_words_short, span_words, time_words
from kiosk.desk.errands_rooms import Wish
from kiosk.desk.grid import ends_after

LONGEST_TYPED = 500
Keys = Sequence[tuple[str, str]]


class Panel(Vertical):
    """One question at a time. Escape puts it away."""

    DEFAULT_CSS = """
    Panel { height: auto; max-height: 60%; padding: 0 1; background: $card; color: $ink;
            border-top: heavy $bar; overflow-y: auto; }
    Panel .asks { text-style: bold; width: 1fr; height: auto; }
    Panel .says { width: 1fr; height: auto; }
    Panel .line { height: 1; width: 1fr; }
    Panel .word { width: auto; padding: 0 1 0 0; color: $quiet; }
    Panel .after { width: auto; padding: 0 2 0 1; color: $ink; }
    Panel Input { border: none; height: 1; width: 1fr; padding: 0 1; background: $paper; }
    Panel Input:focus { border: none; background: $paper; text-style: underline; }
    Panel Input.short { width: 10; }
    Panel Input.letter { width: 5; }
    Panel Input.day { width: 14; }
    Panel .doing { width: auto; padding: 0 2 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Close", show=False),
        Binding("down,tab", "field(1)", "Next line", show=False, priority=True),
        Binding("up,shift+tab", "field(-1)", "Line before", show=False, priority=True),
    ]
    KEYS: ClassVar[Keys] = ()
    """For the hint line."""

    class PutAway(Message):
        """Never mind."""

    def action_put_away(self) -> None:
        self.post_message(self.PutAway())

    def action_field(self, step: int) -> None:
        fields = list(self.query(Input))
        if fields:
            here = next((n for n, field in enumerate(fields) if field.has_focus), 0)
            fields[(here + step) % len(fields)].focus()

    def on_mount(self) -> None:
        first = next(iter(self.query(Input)), None)
        (first or self).focus()

    def typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()


def _field(name: str, value: str = "", *, classes: str = "", longest: int = LONGEST_TYPED) -> Input:
    return Input(value, id=name, classes=classes, max_length=longest)


def _word(text: str, classes: str = "word") -> Static:
    return Static(text, classes=classes, markup=False)


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
        yield _word(clean_line(f"Book {self._room}, {when}{free}"), "asks")
        with Horizontal(classes="line"):
            yield _word("What is it? ")
            yield _field("title", clean_line(self._typed.title) if self._typed else "")
        with Horizontal(classes="line"):
            yield _word("How long?   ")
            yield _field("length", length_words(self._minutes), classes="short", longest=8)
            yield Static("", id="ends", classes="after", markup=False)
            yield _word("Public? (y or n)")
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
    """Where to, typed."""

    KEYS = (("Enter", "move it"), ("Tab", "next line"), ("Esc", "never mind"))

    @dataclass
    class Wanted(Message):
        booking: BookingView
        day: str
        at: str
        room: str

    def __init__(self, booking: BookingView, room: str, on_day: date, at: time) -> None:
        super().__init__()
        self._booking = booking
        self._start = (on_day.isoformat(), f"{at:%H:%M}", room)

    def compose(self) -> ComposeResult:
        day, at, room = self._start
        yield _word(f"Move {named(self._booking)}", "asks")
        with Horizontal(classes="line"):
            yield _word("Day ")
            yield _field("day", day, classes="day", longest=10)
            yield _word(" Time")
            yield _field("at", at, classes="short", longest=5)
            yield _word(" Room")
            yield _field("room", room)
        yield _word("The day as year-month-day, or today, or tomorrow. Its length stays.", "says")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(
            self.Wanted(self._booking, self.typed("day"), self.typed("at"), self.typed("room"))
        )


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
        yield _word(f"Cancel {named(self._booking)}", "asks")
        with Horizontal(classes="line"):
            yield _word("Why? ")
            yield _field("reason")
        yield _word("Everybody may read the reason: Boiler, Tutor ill. Leave names out.", "says")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Wanted(self._booking, self.typed("reason")))


class Doing(Static):
    """A key and what it does; a click does it too."""

    def __init__(self, key: str, words: str, action: str) -> None:
        super().__init__(
            Content.styled(key, "bold") + Content(f" {clean_line(words)}"),
            markup=False,
            classes="doing",
        )
        self._action = action

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        if self.parent is not None:
            panel = next(one for one in self.ancestors if isinstance(one, Panel))
            await panel.run_action(self._action)


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
        yield _word(title, "asks")
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
        yield _word(clean_line(self._clash.message), "asks")
        free = self._free
        yield _word("Free instead:" if free else clean_line(self._clash.hint), "says")
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


def length_words(minutes: int) -> str:
    """1h, 1h30, 45m: as `read_minutes` reads it."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


def named(booking: BookingView) -> str:
    """Parish council, Hall A, Tue 2 Mar 10am to 11am."""
    when = f"{day_words_short(booking.starts.date())} {span_words(booking.starts, booking.ends)}"
    return clean_line(f"{booking.title}, {booking.room}, {when}")


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
