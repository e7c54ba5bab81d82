"""What visitors would like: read here first, then kept for who runs the hub, or thrown away."""

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

from hub.views.visits import IdeaView
from hub.views.words import clean_line, date_words_short
from kiosk.desk.errands_signpost import ReferralErrands
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

NONE = "Every idea was read."
KINDS = {"idea": "idea", "group": "a group"}
KIND = 8


@dataclass
class Ideas(Message):
    """Those that nobody has read."""

    found: tuple[IdeaView, ...]
    words: str = ""


class IdeasWindow(DeskWindow[str | None]):
    """Closes with None."""

    AUTO_FOCUS = "#ideas"
    HINT_ROOM = 74
    DEFAULT_CSS = """
    IdeasWindow #ideas { background: $paper; }
    IdeasWindow #facts { height: auto; min-height: 3; max-height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "keep", "Keep it"),
        Binding("x", "throw_away", "Throw it away"),
        Binding("escape", "close", "Close", key_display="Esc"),
        *(Binding(str(number), f"pick({number})", show=False) for number in range(1, 10)),
    ]

    def compose_body(self) -> ComposeResult:
        yield Static("What visitors would like", id="title", markup=False)
        yield Lines(idea_line, id="ideas", numbered=True)
        yield Static("One moment…", id="facts", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, partial(self._look, ""))

    @property
    def _lines(self) -> Lines[IdeaView]:
        return self.query_one("#ideas", Lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"keep", "throw_away"}:
            return self.is_mounted and self._lines.chosen is not None
        return super().check_action(action, parameters)

    def _look(self, words: str) -> Message:
        return Ideas(ReferralErrands(self.app.errands).ideas(), words)

    @on(Ideas)
    def _show(self, message: Ideas) -> None:
        self._lines.styles.height = min(8, max(1, len(message.found)))
        self._lines.show(message.found, place=self._lines.place)
        self.say(message.words)
        self._tell_of_it()

    @on(Lines.Moved, "#ideas")
    def _tell_of_it(self) -> None:
        """The whole of the one at the cursor."""
        one = self._lines.chosen
        words = NONE
        if one is not None:
            week = date_words_short(one.week)
            words = f"{clean_line(one.words)}\nLeft at the {one.channel.value}, week of {week}"
        self.query_one("#facts", Static).update(Content(words))
        self.furnish()

    def action_pick(self, number: int) -> None:
        self._lines.pick(number)

    def action_keep(self) -> None:
        one = self._lines.chosen
        if one is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._keep, one.number, by)))

    def _keep(self, number: int, by: str) -> Message:
        ReferralErrands(self.app.errands).keep_idea(number, by=by)
        return self._look("Kept for those who run the hub.")

    def action_throw_away(self) -> None:
        one = self._lines.chosen
        if one is not None:
            self.with_somebody_on(lambda by: self.ask(partial(self._throw, one.number, by)))

    def _throw(self, number: int, by: str) -> Message:
        ReferralErrands(self.app.errands).throw_away(number, by=by)
        return self._look("Thrown away. Undo brings it back until the shift ends.")

    def action_close(self) -> None:
        self.dismiss(None)


def idea_line(one: IdeaView, width: int) -> str:
    """a group  We'd like a chess evening"""
    return f"{fit(KINDS.get(one.kind, one.kind), KIND)} {fit(one.words, width - KIND - 1)}"
