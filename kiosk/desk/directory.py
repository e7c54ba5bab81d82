"""Who can help: what keeps the directory right, a key for each act, a window for each question.

Leaves the lists and the page to `directory_looking`, windows to `directory_windows` and others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.desk.directory_looking import LookingDirectory
from kiosk.desk.directory_windows import About, AssureWindow
from kiosk.desk.directory_words import FIND, name_of, phone_of
from kiosk.desk.screen import DeskWindow

_ABOUT_ONE = frozenset({"assure"})
"""What is about the entry at the cursor, or in sight."""


class DirectoryScreen(LookingDirectory):
    """The lists, an entry, and what is done with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", key_display="Enter", id="read"),
        Binding("a", "assure", "It is right", tooltip="you rang them or looked"),
        Binding("slash", "list('find')", "Search", key_display="/", id="search"),
        Binding("t", "list('due')", "To check", show=False),
        Binding("l", "list('all')", "All of them", show=False),
        Binding("p", "list('alike')", "Possible doubles", show=False),
        Binding("o", "list('out')", "Out of sight", show=False, tooltip="hidden, not listed"),
        Binding("up", "step(-1)", "Up", show=False, key_display="↑", tooltip="The line above"),
        Binding("down", "step(1)", "Choose", key_display="↑ ↓", id="choose"),
        Binding("tab", "next_list(1)", "Lists", key_display="Tab", tooltip="the next list"),
        Binding("shift+tab", "next_list(-1)", "The list before", show=False),
        Binding("pagedown", "turn(1)", "More", show=False, key_display="PgDn", id="more"),
        Binding("pageup", "turn(-1)", "Back a page", show=False, key_display="PgUp"),
        Binding("escape", "back", "Back", key_display="Esc", id="back"),
        *(Binding(str(n), f"pick({n})", f"Line {n}", show=False) for n in range(1, 10)),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pick":
            return self.is_picking
        if action == "read":
            return not self._is_reading and self.chosen is not None
        if action == "step":
            return not self._is_reading and self._section is FIND and bool(self._found)
        if action == "list":
            return not self.is_typing
        if action in _ABOUT_ONE:
            return bool(self.code)
        return super().check_action(action, parameters)

    @property
    def about(self) -> About:
        """The entry that a key is about."""
        entry = self._entry
        if self._is_reading and entry is not None:
            return About(self.code, name_of(entry.service), phone_of(entry.service))
        return About(self.code, name_of(self.chosen), phone_of(self.chosen))

    def _open_window(
        self, window: DeskWindow[str | None], done: Callable[[], object] = lambda: None
    ) -> None:
        self.say("")

        def was_done(words: str | None) -> None:
            if words:
                self.say(words)
                done()

        self.app.push_screen(window, was_done)

    def action_assure(self) -> None:
        about = self.about
        self._open_window(AssureWindow(about), lambda: self.forget(about.code))
