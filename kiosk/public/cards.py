"""Draws cards and tells which one was touched. One widget for home's tiles and every list: a page
of cards at a time, however many there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from kiosk.public.page import Card, Shape
from kiosk.shared.drawing import fit, wrap

ROW_HEIGHT = 3
"""A card of a list, the gap below it included. The least that a finger hits."""
GAP = 1
STRIP = 4
"""Cells for a card's number, before its words."""
TALLEST_TILE = 12
TALLEST_ROW = 5

Line = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cards fit, and how large each is (in cells, gaps included)."""

    columns: int
    rows: int
    width: int
    height: int
    last_width: int
    """The last column reaches the edge, whatever is left over."""

    @property
    def room(self) -> int:
        """Cards on one page."""
        return self.columns * self.rows


def grid_for(shape: Shape, cards: int, width: int, height: int) -> Grid:
    """The grid for a widget of `width` by `height` cells."""
    if shape is Shape.TILES:
        columns = 3
        rows = max(1, -(-cards // columns))
        each = max(ROW_HEIGHT, min(TALLEST_TILE, height // rows))
    else:
        columns = (2 if width < 150 else 3) if shape is Shape.SHORT else (1 if width < 150 else 2)
        if shape is Shape.SHORT and height < 2 * ROW_HEIGHT and cards == 3:
            columns = 3  # what can be done with an article: all of it can be touched
        # Roomier on tall screens, so that a short list fills its page evenly.
        needed = max(1, -(-cards // columns))
        each = max(ROW_HEIGHT, min(TALLEST_ROW, height // needed))
        rows = max(1, min(needed, height // each))
    across = max(1, (width + GAP) // columns)
    return Grid(columns, rows, across, each, max(1, width - (columns - 1) * across))


class Cards(Widget):
    """The cards of a page. Its cursor is the chosen one; numbers are those on screen."""

    DEFAULT_CSS = "Cards { height: 1fr; text-wrap: nowrap; }"

    class Chosen(Message):
        """A card was touched, or chosen by number or Enter."""

        def __init__(self, card: Card) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.cards: tuple[Card, ...] = ()
        self.shape = Shape.LONG
        self.nothing = ""
        self.cursor = 0
        self.numbered = True

    def show(
        self,
        cards: tuple[Card, ...],
        shape: Shape,
        nothing: str,
        cursor: int = 0,
        *,
        numbered: bool = True,
    ) -> None:
        """Draw these from now on; `numbered` where a digit chooses one."""
        self.cards, self.shape, self.nothing = cards, shape, nothing
        self.numbered = numbered
        self.cursor = min(cursor, max(0, len(cards) - 1))
        self.refresh()

    @property
    def grid(self) -> Grid:
        """As it is drawn now."""
        return grid_for(self.shape, len(self.cards), self.size.width, self.size.height)

    @property
    def first(self) -> int:
        """Index of the first card on screen."""
        return self.cursor // self.grid.room * self.grid.room

    def has_more(self) -> bool:
        """Whether there are cards below."""
        return self.first + self.grid.room < len(self.cards)

    def has_before(self) -> bool:
        """Whether there are cards above."""
        return self.first > 0

    def turn(self, pages: int) -> None:
        """Show the next page (1) or the one before (-1)."""
        to = self.first + pages * self.grid.room
        if 0 <= to < len(self.cards):
            self.cursor = to
            self.refresh()

    def step(self, across: int, down: int) -> None:
        """Move the cursor. Lists run down their columns, tiles along their rows."""
        grid = self.grid
        tiles = self.shape is Shape.TILES
        by = across + down * grid.columns if tiles else across * grid.rows + down
        to = self.cursor + by
        if 0 <= to < len(self.cards):
            self.cursor = to
            self.refresh()

    def choose(self, number: int | None = None) -> None:
        """Choose the card with this number on screen (from 1), or the one at the cursor."""
        index = self.cursor if number is None else self.first + number - 1
        shown = range(self.first, min(self.first + self.grid.room, len(self.cards)))
        if index in shown and (number is None or number <= 9):
            self.cursor = index
            self.refresh()
            self.post_message(self.Chosen(self.cards[index]))

    def index_at(self, x: int, y: int) -> int | None:
        """The card that is drawn there."""
        grid = self.grid
        column, row = min(x // grid.width, grid.columns - 1), y // grid.height
        if row >= grid.rows:
            return None
        tiles = self.shape is Shape.TILES
        place = row * grid.columns + column if tiles else column * grid.rows + row
        index = self.first + place
        return index if index < len(self.cards) else None

    def on_click(self, event: events.Click) -> None:
        event.stop()
        index = self.index_at(event.x, event.y)
        if index is not None:
            self.choose(index - self.first + 1) if index - self.first < 9 else self._touch(index)

    def _touch(self, index: int) -> None:
        self.cursor = index
        self.refresh()
        self.post_message(self.Chosen(self.cards[index]))

    def render(self) -> Content:
        """The page of cards as text."""
        if not self.cards:
            text = "\n".join(wrap(self.nothing, max(10, self.size.width - 2)))
            return Content.styled("\n" + text, "$ink")
        grid, first = self.grid, self.first
        lines: list[Line] = [[] for _ in range(grid.rows * grid.height)]
        for place in range(grid.room):
            index = first + place
            tiles = self.shape is Shape.TILES
            row, column = (
                divmod(place, grid.columns) if tiles else (place % grid.rows, place // grid.rows)
            )
            drawn: list[Line]
            if index < len(self.cards):
                drawn = self._draw(index, place + 1, grid, column)
            else:
                drawn = [[(" " * _across(grid, column), "")]] * grid.height
            for y, line in enumerate(drawn):
                lines[row * grid.height + y].extend(line)
        parts: Line = []
        for line in lines:
            parts += [*line, ("\n", "")]
        return Content.assemble(*parts[:-1])

    def _draw(self, index: int, number: int, grid: Grid, column: int) -> list[Line]:
        """A card: its number in a strip at the left, its words beside. The chosen one is all of
        the strip's colour, with an arrow."""
        card = self.cards[index]
        chosen = index == self.cursor
        gap = GAP if column < grid.columns - 1 else 0
        width = _across(grid, column) - gap
        # At 80 columns the names of home's tiles just fit with one blank cell at the right.
        blank_after = 1 if self.shape is Shape.TILES else 2
        inside = width - STRIP - blank_after
        ground = "$bar" if chosen else "$card"
        strip = "bold $on-bar on $bar"
        ink = f"bold $on-bar on {ground}" if chosen else f"bold $ink on {ground}"
        quiet = f"$on-bar on {ground}" if chosen else f"$quiet on {ground}"
        mark = ink if chosen else f"bold $mark on {ground}"
        alarm = ink if chosen else f"bold $urgent on {ground}"

        label = f"{number}" if number <= 9 and self.numbered else " "
        sign = "►" if chosen else " "
        first: Line = [(f"{sign}{label} ".ljust(STRIP - 1), strip), (" ", ink)]
        other: Line = [(" " * (STRIP - 1), strip), (" ", ink)]
        right = fit(card.right, min(len(card.right), max(0, inside * 3 // 5))) if card.right else ""
        title = fit(card.title, inside - len(right) - (1 if right else 0))
        head: Line = [(title, ink)]
        if right:
            head += [(" ", ink), (right, ink)]
        blank: Line = [(" " * inside, ink)]

        body: list[Line] = []
        above = 3 if self.shape is Shape.TILES else 1
        for row, line in enumerate(self._lines(card, inside, grid.height - GAP - above)):
            lead = f"{card.mark} " if row == 0 and card.mark else ""
            style = alarm if card.mark in ("CANCELLED", "URGENT") else mark
            body.append([(lead, style), (fit(line[len(lead) :], inside - len(lead)), quiet)])
        filled = [blank, head, blank, *body] if self.shape is Shape.TILES else [head, *body]
        filled = filled[: grid.height - GAP]
        filled += [blank] * (grid.height - GAP - len(filled))
        label_row = 1 if self.shape is Shape.TILES else 0
        lines = [
            [
                *(first if row == label_row else other),
                *line,
                (" " * blank_after, quiet),
                (" " * gap, ""),
            ]
            for row, line in enumerate(filled)
        ]
        return [*lines, [(" " * (width + gap), "")]]

    def _lines(self, card: Card, width: int, most: int) -> list[str]:
        """Its lower lines, wrapped, its mark before them; cut where they are too many."""
        lines: list[str] = []
        for number, line in enumerate(card.lines or ("",)):
            lines += wrap(f"{card.mark} {line}" if number == 0 else line, width) or [""]
        most = max(1, most)
        return (
            [*lines[: most - 1], lines[most - 1].rstrip(" ,·") + "…"]
            if len(lines) > most
            else lines
        )


def _across(grid: Grid, column: int) -> int:
    """Cells of a column, the gap beside it included."""
    return grid.last_width if column == grid.columns - 1 else grid.width
