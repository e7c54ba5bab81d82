"""Letting one booking go ahead inside a closure that is there already. Leaves what that means to
`hub.timetable.lifting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from hub.views.bookings import BookingView
from hub.views.closures import ClosureView
from hub.views.words import clean_line, day_words_short, time_words
from kiosk.desk.errands_closing import ClosingErrands
from kiosk.desk.forms import Done
from kiosk.desk.lines import Lines
from kiosk.desk.panels import named
from kiosk.desk.refusals import without_commands
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit


@dataclass(frozen=True, slots=True)
class CouldGoAhead:
    """A booking inside, and what became of it."""

    booking: BookingView
    is_cancelled: bool


class KeepWindow(DeskWindow[str | None]):
    """What could go ahead after all. Closes with words for what does, or None."""

    HINT_ROOM = 74
    AUTO_FOCUS = "#inside"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,k", "keep", "it goes ahead", key_display="Enter"),
        Binding("escape", "close", "go back", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, closure: ClosureView) -> None:
        super().__init__()
        self._closure = closure

    def compose_body(self) -> ComposeResult:
        yield Static("Which one goes ahead all the same?", id="title", markup=False)
        yield Lines(_line, id="inside", numbered=True)

    def on_mount(self) -> None:
        super().on_mount()
        closure = self._closure
        could = [
            *(CouldGoAhead(one, is_cancelled=False) for one in closure.left),
            *(CouldGoAhead(one, is_cancelled=True) for one in closure.cancelled),
        ]
        lines = self._lines
        lines.styles.height = min(9, max(1, len(could)))
        lines.show(sorted(could, key=lambda one: one.booking.starts))

    @property
    def _lines(self) -> Lines[CouldGoAhead]:
        return self.query_one("#inside", Lines)

    def action_pick(self, number: int) -> None:
        self._lines.pick(number)

    def action_keep(self) -> None:
        chosen = self._lines.chosen
        if chosen is not None:
            booking = chosen.booking
            self.with_somebody_on(lambda by: self.ask(partial(self._keep, booking, by)))

    def _keep(self, booking: BookingView, by: str) -> Message:
        with without_commands():
            ClosingErrands(self.app.errands).keep(self._closure.code, booking.code, by=by)
        return Done(clean_line(f"It goes ahead: {named(booking)}."))

    @on(Done)
    def _was_kept(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)

    def action_close(self) -> None:
        self.dismiss(None)


def _line(one: CouldGoAhead, width: int) -> str:
    booking = one.booking
    when = f"{day_words_short(booking.starts.date())} {time_words(booking.starts)}"
    stands = "cancelled" if one.is_cancelled else "left as booked"
    rest = max(8, width - 14 - 18 - 14 - 3)
    return f"{fit(booking.title, rest)} {fit(booking.room, 14)} {fit(when, 18)} {fit(stands, 14)}"
