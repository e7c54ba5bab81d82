"""`?`: every key that does something on the screen below, in words. A click on one presses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kiosk.desk.screen import KEY_NAMES, DeskScreen, DeskWindow, offered_by, shown_key
from kiosk.shared.drawing import capital, fit

KEY = 8


class KeysWindow(DeskWindow[str | None]):
    """The keys of `below` and of the desk. Closes with the key that was clicked, if any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "close", "Close", key_display="Esc"),
    ]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._below = below

    def compose_body(self) -> ComposeResult:
        yield Static("Keys", id="title", markup=False)
        with VerticalScroll(id="keys"):
            for key, line in self._lines():
                yield KeyLine(key, line)

    def _lines(self) -> list[tuple[str, Content]]:
        """Each line with the key that a click on it presses; empty for none."""
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
                lines += [("", Content.styled(heading, "bold $mark"))]
                lines += [(key, _line(key, words)) for key, words in keys]
                lines += [("", Content(""))]
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


class KeyLine(Static):
    """One key and what it does. A widget of its own: a long one takes two rows."""

    def __init__(self, key: str, line: Content) -> None:
        super().__init__(line, markup=False)
        self.key = key

    def on_click(self, event: events.Click) -> None:
        event.stop()
        name = KEY_NAMES.get(self.key, self.key)
        if len(name) == 1 or self.key in KEY_NAMES:
            self.screen.dismiss(name)


def _told(binding: Binding) -> tuple[str, str]:
    more = f": {binding.tooltip}" if binding.tooltip else ""
    return shown_key(binding), f"{binding.description}{more}"


def _line(key: str, words: str) -> Content:
    return Content.styled(fit(key, KEY), "bold") + Content(capital(words))
