"""How many copies: a number and Enter."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from kiosk.desk.screen import DeskWindow
from printables.printers import MOST_COPIES


class CopiesWindow(DeskWindow[int | None]):
    """Closes with the number, or with None."""

    DEFAULT_CSS = """
    CopiesWindow #window { width: 40; }
    CopiesWindow Input { border: none; height: 1; width: 8; padding: 0 1; background: $paper; }
    CopiesWindow Input:focus { border: none; background: $paper; text-style: underline; }
    """
    HINT_ROOM = 36
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "So many", key_display="Enter"),
        Binding("escape", "close", "Never mind", key_display="Esc"),
    ]

    def __init__(self, copies: int) -> None:
        super().__init__()
        self._copies = copies

    def compose_body(self) -> ComposeResult:
        yield Static("How many copies?", id="title", markup=False)
        yield Input(str(self._copies), id="copies", max_length=2, restrict=r"[0-9]*")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        typed = self.query_one("#copies", Input).value
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
        if 1 <= number <= MOST_COPIES:
            self.dismiss(number)
        else:
            self.say(f"A number from 1 to {MOST_COPIES}.")

    def action_close(self) -> None:
        self.dismiss(None)
