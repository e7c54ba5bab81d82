"""Taking something away that was set up: what it touches is said first, and nothing happens before
somebody says yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.terms import TermView
from hub.views.words import clean_line
from kiosk.desk.errands_setup import SetUp, SetupErrands, Thing
from kiosk.desk.forms import Done
from kiosk.desk.refusals import without_commands
from kiosk.desk.screen import DeskWindow
from kiosk.desk.setup_words import named, removal_lines


@dataclass
class Touches(Message):
    """The groups that go by school terms."""

    in_term_time: Sequence[str]


class RemoveWindow(DeskWindow[str | None]):
    """Closes with what was taken away in words, or with None."""

    HINT_ROOM = 74
    DEFAULT_CSS = """
    RemoveWindow #touches { height: auto; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "remove", "take it away", key_display="Enter"),
        Binding("escape,n", "close", "keep it", key_display="Esc"),
    ]

    def __init__(self, thing: Thing, all_of_it: SetUp) -> None:
        super().__init__()
        self._thing = thing
        self._all_of_it = all_of_it
        self._is_told = not isinstance(thing, TermView)

    def compose_body(self) -> ComposeResult:
        yield Static(Content(f"Take away {named(self._thing)}?"), id="title", markup=False)
        yield Static("One moment…", id="touches", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        if self._is_told:
            self._tell_touches(())
        else:
            self.call_after_refresh(self.ask, self._look)

    def _look(self) -> Message:
        return Touches(SetupErrands(self.app.errands).in_term_time())

    @on(Touches)
    def _show(self, message: Touches) -> None:
        self._is_told = True
        self._tell_touches(message.in_term_time)
        self.furnish()

    def _tell_touches(self, in_term_time: Sequence[str]) -> None:
        lines = removal_lines(self._thing, self._all_of_it, in_term_time)
        words = "\n".join(clean_line(line) for line in lines)
        self.query_one("#touches", Static).update(Content(words))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Yes means nothing before somebody could read what it touches."""
        if action == "remove":
            return self._is_told
        return super().check_action(action, parameters)

    def action_remove(self) -> None:
        self.with_somebody_on(lambda by: self.ask(partial(self._remove, by)))

    def _remove(self, by: str) -> Message:
        with without_commands():
            SetupErrands(self.app.errands).remove(self._thing, by=by)
        return Done(f"Taken away: {named(self._thing)}. You can undo it.")

    @on(Done)
    def _was_done(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)

    def action_close(self) -> None:
        self.dismiss(None)
