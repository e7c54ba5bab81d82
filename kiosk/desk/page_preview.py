"""A page of paper as text, a window on it, and the way from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hub.views.words import clean_line
from printables.cells import Line, Look

STYLES = {
    Look.PLAIN: "",
    Look.BOLD: "bold",
    Look.BAND: "bold reverse",
    Look.CODE: "bold $mark",
    Look.CUT: "$quiet",
}
OVERLAP = 2
"""Lines seen again after turning on within a page."""


class PagePreview(Widget, can_focus=True):
    """The pages of a sheet, one at a time."""

    DEFAULT_CSS = """
    PagePreview { height: 1fr; background: $paper; color: $ink; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("home", "to_page(0)", show=False),
        Binding("end", "to_page(-1)", show=False),
    ]

    class Turned(Message):
        """Another page is in sight."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._pages: Sequence[Sequence[Line]] = ()
        self._page = 0
        self._top = 0
        self._instead = ""

    @property
    def place(self) -> str:
        """Page 1 of 3."""
        if not self._pages:
            return ""
        return f"Page {self._page + 1} of {len(self._pages)}"

    @property
    def has_more(self) -> bool:
        """Whether there is something below, on this page or the next."""
        return self._top < self._last_top or self._page + 1 < len(self._pages)

    def show(self, pages: Sequence[Sequence[Line]], *, same_page: bool = False) -> None:
        """Show these from the first page on, or from the page that was in sight."""
        self._pages, self._instead = pages, ""
        self._page = min(self._page, max(0, len(pages) - 1)) if same_page else 0
        self._top = min(self._top, self._last_top) if same_page else 0
        self.refresh()

    def say_instead(self, words: str) -> None:
        """Say why there is no page."""
        self._pages, self._instead = (), words
        self._page = self._top = 0
        self.refresh()

    @property
    def _last_top(self) -> int:
        lines = len(self._pages[self._page]) if self._pages else 0
        return max(0, lines - max(1, self.size.height))

    def turn(self, pages: int) -> None:
        """On by a screen within the page, then to the next page; or back."""
        screen = max(1, self.size.height - OVERLAP)
        if pages > 0 and self._top < self._last_top:
            self._go(self._page, self._top + screen)
        elif pages < 0 and self._top > 0:
            self._go(self._page, self._top - screen)
        elif 0 <= self._page + pages < len(self._pages):
            self._go(self._page + pages, 0)
            if pages < 0:
                self._go(self._page, self._last_top)

    def action_line(self, down: int) -> None:
        before = self._top
        self._go(self._page, self._top + down)
        if self._top == before:
            self.turn(down)

    def action_to_page(self, number: int) -> None:
        if self._pages:
            self._go(number % len(self._pages), 0)

    def _go(self, page: int, top: int) -> None:
        self._page = page
        self._top = max(0, min(top, self._last_top))
        self.refresh()
        self.post_message(self.Turned())

    def on_resize(self) -> None:
        self._top = min(self._top, self._last_top)

    def render(self) -> Content:
        if not self._pages:
            return Content.styled(clean_line(self._instead), "$quiet")
        lines = self._pages[self._page][self._top : self._top + self.size.height]
        return Content("\n").join(_content(line) for line in lines)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_line(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_line(-1)


def _content(line: Line) -> Content:
    made = Content("")
    for words in line:
        made += Content.styled(words.text, STYLES[words.look])
    return made
