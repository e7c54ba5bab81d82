"""How a sheet is set, each with its key, on as many lines as it takes; a click presses the key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

GAP = 3


class Settings(Static):
    """Keys and what they are set to."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._places: list[tuple[int, int, str]] = []
        """Row, where it ends, and the key."""

    def show(self, settings: Sequence[tuple[str, str]], room: int) -> None:
        """Draw them in `room` columns."""
        self._places = []
        made, across, row = Content(""), 0, 0
        for key, words in settings:
            width = cell_len(f"{key} {words}")
            if across and across + width > room:
                made += Content("\n")
                across, row = 0, row + 1
            made += Content.styled(key, "bold") + Content(f" {words}{' ' * GAP}")
            across += width + GAP
            self._places.append((row, across, key))
        if self.content != made:
            self.update(made)

    def on_click(self, event: events.Click) -> None:
        across, down = event.x - self.gutter.left, event.y - self.gutter.top
        for row, end, key in self._places:
            if row == down and across < end:
                self.app.simulate_key(key)
                return
