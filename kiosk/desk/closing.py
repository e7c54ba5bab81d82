"""Closing the building or a room: the list of closures, what to close, and what becomes of the
bookings inside. Nothing happens before all of them were shown.

Leaves what a closure does to `hub.timetable.closures`, opening again to `hub.timetable.lifting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.errors import BadInput
from hub.timetable.stretching import read_stretch
from hub.views.bookings import BookingView, FreeStretch
from hub.views.closures import ClosurePreview, ClosureView, Then, closed_when
from hub.views.place import RoomView
from hub.views.words import clean_line, day_words_short, time_words
from kiosk.desk.errands_closing import Closing, ClosingErrands
from kiosk.desk.forms import Done, Field, FormWindow, OneOf, Words
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

WIDTH = 74
BUILDING = "the whole building"
NONE_YET = "Nothing is closed, and nothing will be. Press a to close the building or a room."


@dataclass
class Listed(Message):
    """The closures that are not over yet, and the rooms."""

    closures: tuple[ClosureView, ...]
    rooms: tuple[RoomView, ...]
    words: str = ""


@dataclass
class Previewed(Message):
    """What a closure would touch."""

    closing: Closing
    preview: ClosurePreview


class ClosuresWindow(DeskWindow[str | None]):
    """What is closed or will be."""

    AUTO_FOCUS = "#closures"
    HINT_ROOM = WIDTH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "close something"),
        Binding("o", "open_again", "open it again"),
        Binding("k", "keep", "keep one"),
        Binding("escape", "close", "back to Rooms", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rooms: tuple[RoomView, ...] = ()

    def compose_body(self) -> ComposeResult:
        yield Static("What is closed", id="title", markup=False)
        yield Static("One moment…", id="facts", markup=False)
        yield Lines(closure_line, id="closures", numbered=True)
        yield Static("", id="inside", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, partial(self._look, ""))

    @property
    def _lines(self) -> Lines[ClosureView]:
        return self.query_one("#closures", Lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"open_again", "keep"}:
            chosen = self._lines.chosen if self.is_mounted else None
            if chosen is None or action == "open_again":
                return chosen is not None
            return bool(chosen.cancelled or chosen.left)
        return super().check_action(action, parameters)

    def _look(self, words: str) -> Message:
        errands = ClosingErrands(self.app.errands)
        return Listed(errands.closures(), errands.rooms(), words)

    @on(Listed)
    def _show(self, message: Listed) -> None:
        self._rooms = message.rooms
        lines = self._lines
        lines.styles.height = min(8, max(1, len(message.closures)))
        lines.show(message.closures, place=lines.place)
        facts = "" if message.closures else NONE_YET
        self.query_one("#facts", Static).update(Content(facts))
        self.query_one("#facts").display = not message.closures
        self._tell_inside()
        if message.words:
            self.say(message.words)
        self.furnish()

    @on(Lines.Moved, "#closures")
    def _tell_inside(self) -> None:
        """What became of the bookings inside the closure at the cursor."""
        chosen = self._lines.chosen
        words = inside_words(chosen) if chosen is not None else ""
        self.query_one("#inside", Static).update(Content(words))
        self.furnish()

    def action_pick(self, number: int) -> None:
        self._lines.pick(number)

    def action_add(self) -> None:
        self.app.push_screen(CloseForm(self._rooms), self._was_closed)

    def _was_closed(self, words: str | None) -> None:
        if words:
            self.ask(partial(self._look, words), waits=True)

    def action_keep(self) -> None:
        """One booking inside goes ahead all the same."""
        from kiosk.desk.closing_keep import KeepWindow

        chosen = self._lines.chosen
        if chosen is not None:
            self.app.push_screen(KeepWindow(chosen), self._was_closed)

    def action_open_again(self) -> None:
        chosen = self._lines.chosen
        if chosen is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._lift, chosen.code, by)))

    def _lift(self, code: str, by: str) -> Message:
        lifted = ClosingErrands(self.app.errands).lift(code, by=by)
        self.app.call_from_thread(self.app.changed)
        return self._look(lifted_words(lifted))

    def action_close(self) -> None:
        self.dismiss(None)


class CloseForm(FormWindow):
    """What to close, from when until when, and why."""

    SEND = "see what is inside"

    def __init__(self, rooms: tuple[RoomView, ...]) -> None:
        super().__init__()
        self._rooms = rooms
        self._wanted: Closing | None = None

    def heading(self) -> str:
        return "Close the building or a room"

    def fields(self) -> Iterable[Field]:
        places = [("", BUILDING), *((one.name, one.name) for one in self._rooms)]
        yield OneOf("place", "What?", places)
        yield Words("since", "From", eg="tomorrow, or thu 2pm", longest=60)
        yield Words("until", "Until", eg="fri 5pm. Leave it out for one day", longest=60)
        yield Words("reason", "Why?", eg="Boiler. Everybody reads it", longest=200)

    def _read(self) -> Closing:
        clock = self.app.clock
        starts, ends = read_stretch(self.typed("since"), self.typed("until"), clock)
        return Closing(self.chosen("place"), starts, ends, clean_line(self.typed("reason")))

    def understood(self) -> str:
        if not self.typed("since"):
            return "Nothing is closed before you have seen what is inside."
        closing = self._read()
        return f"Closed: {closing.room or BUILDING}, {closed_when(closing.starts, closing.ends)}"

    def gather(self) -> None:
        if not self.typed("reason"):
            raise BadInput("Say why. Everybody reads it.", hint="For example: Boiler")
        self._wanted = self._read()

    def work(self, by: str) -> Message:
        assert self._wanted is not None, "gathered before"
        return Previewed(self._wanted, ClosingErrands(self.app.errands).preview(self._wanted))

    @on(Previewed)
    def _show_inside(self, message: Previewed) -> None:
        self.app.push_screen(InsideWindow(message.closing, message.preview), self._was_decided)

    def _was_decided(self, words: str | None) -> None:
        if words:
            self.dismiss(words)


@dataclass(frozen=True, slots=True)
class Inside:
    """A booking inside, where it could move, and whether it goes ahead."""

    booking: BookingView
    move: FreeStretch | None
    is_kept: bool = False


class InsideWindow(DeskWindow[str | None]):
    """What is inside, and one choice for all of it but what is kept."""

    AUTO_FOCUS = "#inside"
    HINT_ROOM = WIDTH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "go('cancel')", "cancel them"),
        Binding("m", "go('move')", "move them"),
        Binding("l", "go('leave')", "leave them"),
        Binding("k,space", "keep", "keep this one", key_display="k"),
        Binding("enter", "close_it", "close it", key_display="Enter"),
        Binding("escape", "close", "go back", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, closing: Closing, preview: ClosurePreview) -> None:
        super().__init__()
        self._wanted = closing
        self._inside = tuple(
            Inside(one, move) for one, move in zip(preview.affected, preview.moves, strict=True)
        )

    def compose_body(self) -> ComposeResult:
        one = self._wanted
        where = one.room or BUILDING
        yield Static(Content(clean_line(f"Close {where}: {one.reason}")), id="title", markup=False)
        when = closed_when(one.starts, one.ends)
        yield Static(
            Content(f"{when}.\n{count_words(len(self._inside))}"), id="facts", markup=False
        )
        yield Lines(inside_line, id="inside", numbered=True)

    def on_mount(self) -> None:
        super().on_mount()
        lines = self.query_one("#inside", Lines)
        lines.styles.height = min(9, max(1, len(self._inside)))
        lines.show(self._inside)
        self.furnish()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One choice where something is inside; otherwise Enter closes."""
        if action == "keep":
            return bool(self._inside)
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if not self._inside:
            return (("Enter", "close it"), ("Esc", "go back"))
        if any(one.is_kept for one in self._inside):
            return (
                ("c", "cancel the rest"),
                ("m", "move the rest"),
                ("l", "leave it"),
                ("k", "keep this"),
                ("Esc", "back"),  # all of it fits on the line
            )
        return (
            ("c", "cancel them"),
            ("m", "move them"),
            ("l", "leave them"),
            ("k", "keep this one"),
            ("Esc", "go back"),
        )

    def action_pick(self, number: int) -> None:
        if self.query_one("#inside", Lines).pick(number):
            self.action_keep()

    def action_keep(self) -> None:
        """The booking at the cursor goes ahead all the same, or doesn't after all."""
        lines = self.query_one("#inside", Lines)
        place = lines.place
        self._inside = tuple(
            Inside(one.booking, one.move, one.is_kept != (here == place))
            for here, one in enumerate(self._inside)
        )
        lines.redraw(self._inside)
        self.furnish()

    def action_go(self, then: str) -> None:
        kept = tuple(one.booking.code for one in self._inside if one.is_kept)
        self.with_somebody_on(lambda by: self.ask(partial(self._close, then, kept, by)))

    def action_close_it(self) -> None:
        """Where nothing is inside there is nothing to choose."""
        if self._inside:
            self.say("Press c, m or l: cancel, move or leave what is inside.")
        else:
            self.action_go(Then.LEAVE)

    def _close(self, then: str, kept: tuple[str, ...], by: str) -> Message:
        closed = ClosingErrands(self.app.errands).close(self._wanted, then=then, keep=kept, by=by)
        return Done(closed_words(closed))

    @on(Done)
    def _was_closed(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)

    def action_close(self) -> None:
        self.dismiss(None)


def count_words(many: int) -> str:
    if many == 0:
        return "Nothing is booked then."
    could = "\nOn the right: the room that each could move to."
    inside = f"{many} booking{' is' if many == 1 else 's are'} inside."
    return f"{inside} What should happen to {'it' if many == 1 else 'them'}?{could}"


def closure_line(one: ClosureView, width: int) -> str:
    """When, what, why."""
    when = closed_when(one.starts, one.ends)
    room = max(12, width // 4)
    rest = max(0, width - 34 - room - 2)
    return f"{fit(when, 34)} {fit(one.room or BUILDING, room)} {fit(one.reason, rest)}"


def inside_words(one: ClosureView) -> str:
    """What became of what is inside: 3 cancelled, 1 goes ahead."""
    counts = ((one.cancelled, "cancelled"), (one.kept, "kept"), (one.left, "left as booked"))
    said = [f"{len(some)} {word}" for some, word in counts if some]
    return f"Inside: {', '.join(said)}." if said else "Nothing is booked inside."


def inside_line(one: Inside, width: int) -> str:
    booking = one.booking
    when = f"{day_words_short(booking.starts.date())} {time_words(booking.starts)}"
    sign = "[keep] " if one.is_kept else ""
    could = one.move.room if one.move else "nowhere"
    rest = max(8, width - 14 - 18 - 14 - 3)
    title = fit(f"{sign}{booking.title}", rest)
    return f"{title} {fit(booking.room, 14)} {fit(when, 18)} {fit(could, 14)}"


def closed_words(one: ClosureView) -> str:
    """What was done, and what is left to do."""
    counts = (
        (one.cancelled, "cancelled"),
        (one.moved, "moved"),
        (one.kept, "kept"),
        (one.left, "left as booked"),
    )
    said = ", ".join(f"{len(some)} {word}" for some, word in counts if some)
    tell = " Today says whom to tell." if one.cancelled or one.moved else ""
    return clean_line(f"Closed: {one.room or BUILDING}{f': {said}' if said else ''}.{tell}")


def lifted_words(one: ClosureView) -> str:
    """What takes place after all, and what can't."""
    words = f"Open again: {one.room or BUILDING}."
    if one.restored:
        words += f" {len(one.restored)} will take place after all."
    for gone in one.not_restored[:2]:
        words += f" {gone.booking.title} stays cancelled: {gone.why}"
    return clean_line(words)
