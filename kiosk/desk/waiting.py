"""Who would take a time that is taken: ring them when it is free, and take them off the list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.sessions import WaitView
from hub.views.words import day_words_short, span_words
from kiosk.desk.errands_rooms import RoomErrands
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

NOBODY = "Nobody waits. On Rooms, open a booking and press w: wait for this time."


@dataclass
class Waits(Message):
    """Everybody who waits, the soonest first."""

    waits: tuple[WaitView, ...]
    words: str = ""


class WaitingWindow(DeskWindow[str | None]):
    """The waiting list of the rooms."""

    AUTO_FOCUS = "#waits"
    HINT_ROOM = 74
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "stop", "take off the list"),
        Binding("escape", "close", "Close", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def compose_body(self) -> ComposeResult:
        yield Static("The waiting list of the rooms", id="title", markup=False)
        yield Lines(wait_line, id="waits", numbered=True)
        yield Static("One moment…", id="facts", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, partial(self._look, ""))

    @property
    def _lines(self) -> Lines[WaitView]:
        return self.query_one("#waits", Lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "stop":
            return self.is_mounted and self._lines.chosen is not None
        return super().check_action(action, parameters)

    def _look(self, words: str) -> Message:
        return Waits(RoomErrands(self.app.errands).waiting(), words)

    @on(Waits)
    def _show(self, message: Waits) -> None:
        self._lines.styles.height = min(9, max(1, len(message.waits)))
        self._lines.show(message.waits, place=self._lines.place)
        self._tell_whom()
        self.say(message.words)
        self.furnish()

    @on(Lines.Moved, "#waits")
    def _tell_whom(self) -> None:
        """Whom to ring about the one at the cursor."""
        one = self._lines.chosen
        words = NOBODY
        if one is not None:
            who = " ".join(part for part in (one.contact, one.contact_phone) if part)
            words = f"Ring: {who}" if who else "Nobody wrote down whom to ring."
        self.query_one("#facts", Static).update(Content(words))

    def action_pick(self, number: int) -> None:
        self._lines.pick(number)

    def action_stop(self) -> None:
        one = self._lines.chosen
        if one is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._stop, one.number, by)))

    def _stop(self, number: int, by: str) -> Message:
        gone = RoomErrands(self.app.errands).stop_waiting(number, by=by)
        return self._look(f"Off the list: {gone.title}")

    def action_close(self) -> None:
        self.dismiss(None)


def wait_line(one: WaitView, width: int) -> str:
    """What for, where, when, and whether it is free now."""
    when = f"{day_words_short(one.starts.date())} {span_words(one.starts, one.ends)}"
    free = "free now" if one.is_free else "taken"
    rest = max(8, width - 13 - 28 - 9)
    return f"{fit(one.title, rest)} {fit(one.room, 12)} {fit(when, 28)} {fit(free, 8)}"
