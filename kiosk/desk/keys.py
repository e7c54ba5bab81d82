"""`?`: every key that does something on the screen below, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kiosk.desk.screen import DeskScreen, DeskWindow, offered_by, shown_key
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
        below = self._below
        place = below if isinstance(below, DeskScreen) else None
        more = place.MORE_KEYS if place else ()
        asked = place.keys_while_asked() if place else ()
        here = [*offered_by(below)]
        taken = {key for one in here for key in one.key.split(",")}
        everywhere = [one for one in offered_by(self.app) if one.key not in taken]
        parts = [
            ("On this screen", [*more, *(_told(one) for one in here)]),
            ("Everywhere", [_told(one) for one in everywhere]),
        ]
        if asked:
            parts = [("Just now", [(key, words[:1].upper() + words[1:]) for key, words in asked])]
        lines = []
        for heading, keys in parts:
            if keys:
                lines += [Content.styled(heading, "bold $mark")]
                lines += [_line(key, words) for key, words in keys]
                lines += [Content("")]
        return lines

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.furnish)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        yield from super().keys_offered()
        listed = self.query_one_optional("#keys", VerticalScroll)
        if listed is not None and listed.max_scroll_y > 0:
            yield ("↑ ↓", "more keys")

    def action_close(self) -> None:
        self.dismiss(None)


def _told(binding: Binding) -> tuple[str, str]:
    more = f": {binding.tooltip}" if binding.tooltip else ""
    return shown_key(binding), f"{binding.description}{more}"


def _line(key: str, words: str) -> Content:
    return Content.styled(fit(key, KEY), "bold") + Content(words)
