"""The line with the names of the directory's lists, what an errand brings for one, and the words
above what a search found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.directory import ServiceView
from hub.views.editing import DeskEntry
from kiosk.desk.directory_words import SECTIONS, Section
from kiosk.desk.errands_directory import Listed

AT_MOST = 50
"""So many are found at most."""
HOW_TO = "Type what somebody needs, or a name: debt, rent, Samaritans, food bank."


@dataclass
class FoundThese(Message):
    """Who can help with the words that were typed."""

    words: str
    services: tuple[ServiceView, ...]
    entry: DeskEntry | None = None
    """The one that is read meanwhile, as it is now."""


@dataclass
class ListedThese(Message):
    """What one of the lists holds."""

    section: Section
    items: Sequence[Listed]
    entry: DeskEntry | None = None
    """The one that is read meanwhile, as it is now."""


@dataclass
class Opened(Message):
    """An entry is here: to read it, or to see it beside the list."""

    entry: DeskEntry
    to_read: bool


class Lists(Static):
    """The names of the lists on one line; a click goes to one."""

    @dataclass
    class Chosen(Message):
        """One was clicked."""

        section: Section

    def __init__(self) -> None:
        super().__init__(id="lists", markup=False)
        self._ends: list[tuple[int, Section]] = []

    def show(self, current: Section, *, with_keys: bool) -> None:
        """Draw the line; the keys only while they work."""
        line = Content("")
        self._ends = []
        for one in SECTIONS:
            here = one is current
            words = f"{one.key} {one.title}" if with_keys else one.title
            line += Content.styled(f"[{words}]" if here else f" {words} ", "bold" if here else "")
            line += Content(" ")
            self._ends.append((line.cell_length, one))
        self.update(line, layout=False)

    def on_click(self, event: events.Click) -> None:
        across = event.x - self.gutter.left
        for end, one in self._ends:
            if across < end:
                self.post_message(self.Chosen(one))
                return


def found_words(words: str, found: int) -> str:
    """The line above what was found."""
    if not words.strip():
        return HOW_TO
    if not found:
        return "Nobody in the directory matches that. Try one plain word: rent, food, sleep."
    if found >= AT_MOST:
        return f"The first {AT_MOST}, urgent and local ones on top. Type more to narrow it down."
    return f"{found} found, urgent and local ones on top."
