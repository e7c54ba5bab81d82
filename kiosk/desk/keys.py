"""`?`: every key that does something on the screen below, in words."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kiosk.desk.screen import DeskWindow, offered_by, shown_key
from kiosk.shared.drawing import fit

KEY = 8


class KeysWindow(DeskWindow[None]):
    """The keys of `below` and of the desk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "close", "Close", key_display="Esc"),
    ]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._below = below

    def compose_body(self) -> ComposeResult:
        yield Static("Keys", id="title", markup=False)
        with VerticalScroll(id="keys"):
            yield Static(Content("\n").join(self._lines()), markup=False)

    def _lines(self) -> list[Content]:
        here = [*offered_by(self._below)]
        everywhere = [*offered_by(self.app)]
        lines = []
        for heading, bindings in (("On this screen", here), ("Everywhere", everywhere)):
            if bindings:
                lines += [Content.styled(heading, "bold $mark")]
                lines += [self._line(one) for one in bindings]
                lines += [Content("")]
        return lines

    def _line(self, binding: Binding) -> Content:
        more = f": {binding.tooltip}" if binding.tooltip else ""
        key = Content.styled(fit(shown_key(binding), KEY), "bold")
        return key + Content(f"{binding.description}{more}")

    def action_close(self) -> None:
        self.dismiss(None)
