"""Draws rows of words in named looks, and of those only what has changed since: a key that chooses
another card then costs two cards, not a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style as Pen
from textual.app import App
from textual.events import MouseEvent
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from hub.views.words import clean_line
from kiosk.shared.looks import pen_for

Row = list[tuple[str, str]]
"""A row: words, and how they look, as "bold $ink on $card"; "" is the page itself."""


class Painted(Widget):
    """A part of the screen that says what its rows are. Words are never markup."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._painted: list[Row] = []
        self._painted_for = Size()
        self._strips: dict[int, Strip] = {}
        self._pens: dict[str, Pen] = {}
        self._is_stale = False

    @property
    def area(self) -> Size:
        """Cells to paint in: Textual works `size` out anew each time, from where all else on
        screen is."""
        width, height = self.outer_size
        across, down = self.styles.gutter.totals
        return Size(max(0, width - across), max(0, height - down))

    def place_of(self, event: MouseEvent) -> Offset:
        """Which of those cells was touched; one outside of them in the part's own margin."""
        return event.offset - self.styles.gutter.top_left

    def lines(self) -> list[Row]:
        """The rows as they are now, from the top."""
        raise NotImplementedError

    def paint(self) -> None:
        """Draw anew what has changed, once, however much changes meanwhile."""
        if not self.area or self.area != self._painted_for:
            self.forget()
        elif not self._is_stale:
            self._is_stale = True
            # By the screen, not by itself: all that a key changes is then one picture.
            self.screen.call_next(self._paint_changes)

    def forget(self) -> None:
        """Keep nothing of what was drawn."""
        self._painted, self._painted_for = [], Size()
        self._strips.clear()
        self.refresh()

    def empty(self) -> None:
        """Nothing of the visit stays. Parts are kept from one visit to the next: what is taken off
        a screen is still remembered by it for a while."""
        self.forget()

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._pens.clear()
        self._strips.clear()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those that change anything here: each makes every row again. Pens know their colours."""
        every = App.get_line_filters(self.app)
        return [one for one in every if not isinstance(one, ANSIToTruecolor)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows that are wanted, all of them anew where there is more or less room than before."""
        if self._painted_for != self.area:
            self._painted, self._painted_for = self.lines(), self.area
            self._strips.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row."""
        strip = self._strips.get(y)
        if strip is None:
            line = self._painted[y] if y < len(self._painted) else []
            strip = self._strips[y] = self._strip(line)
        return strip

    def _paint_changes(self) -> None:
        self._is_stale = False
        if self.area != self._painted_for:
            return
        before, self._painted = self._painted, self.lines()
        changed = [
            y for y in range(self.area.height) if before[y : y + 1] != self._painted[y : y + 1]
        ]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*self._regions(changed))

    def _regions(self, rows: list[int]) -> list[Region]:
        """Rows as few regions."""
        found: list[Region] = []
        for y in rows:
            if found and found[-1].bottom == y:
                found[-1] = found[-1].grow((0, 0, 1, 0))
            else:
                found.append(Region(0, y, self._painted_for.width, 1))
        return found

    def _strip(self, line: Row) -> Strip:
        drawn = [Segment(_harmless(words), self._pen(look)) for words, look in line if words]
        return Strip(drawn).adjust_cell_length(self._painted_for.width, self._pen(""))

    def _pen(self, look: str) -> Pen:
        pen = self._pens.get(look)
        if pen is None:
            base = self.visual_style
            whole = (base + Style.parse(look) if look else base).rich_style
            pen = self._pens[look] = pen_for(self.app, whole)
        return pen


class Paged(Painted):
    """A part of which one sees a screenful at a time."""

    class Resized(Message):
        """It holds more or less than before: what can be turned may be another."""

    def has_more(self) -> bool:
        """Whether there is more below."""
        raise NotImplementedError

    def has_before(self) -> bool:
        """Whether there is more above."""
        raise NotImplementedError

    def turn(self, pages: int) -> None:
        """Show the next screenful (1) or the one before (-1)."""
        raise NotImplementedError

    def on_resize(self) -> None:
        self.post_message(self.Resized())


def _harmless(words: str) -> str:
    """No control byte reaches the terminal, wherever the words came from."""
    return words if words.isprintable() else clean_line(words)
