"""Where each card of a page stands, and which one is where a finger touches. Leaves drawing and
choosing to `kiosk.public.cards`.
"""

from __future__ import annotations

from msgspec import Struct

from kiosk.public.page import Shape

ROW_HEIGHT = 3
"""A card of a list, the gap below it included. The least that a finger hits."""
GAP = 1
BESIDE = 12
"""Cells of a small card at another's end. The least that a finger hits."""
BESIDE_CODE = 24
"""Cells for the words beside a code that fills the screen."""
TALLEST_TILE = 14
TALLEST_ROW, TALLEST_ROW_OF_A_WALL = 5, 7
WALL = 30
"""Rows of a page from which a short list fills more of it."""
WIDE = 150
"""Cells of a page from which a list has one more column."""
ROOMY = 20
"""Rows from which what stands above a list is set apart from it."""


class Grid(Struct, frozen=True):
    """How many cards fit, and how large each is (in cells, gaps included)."""

    columns: int
    rows: int
    width: int
    height: int
    last_width: int
    """The last column reaches the edge, whatever is left over."""
    by_row: bool = False
    """Whether cards follow each other along the rows, not down the columns."""

    @property
    def room(self) -> int:
        """Cards on one page."""
        return self.columns * self.rows

    def across(self, column: int) -> int:
        """Cells of a column, the gap beside it included."""
        return self.last_width if column == self.columns - 1 else self.width

    def inside(self, column: int) -> int:
        """Cells of a card in that column."""
        return self.across(column) - (GAP if column < self.columns - 1 else 0)

    def cell(self, place: int) -> tuple[int, int]:
        """Row and column of the card that is number `place` (from 0) on the page."""
        if self.by_row:
            return divmod(place, self.columns)
        return place % self.rows, place // self.rows

    def place_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Which card is drawn there, or beside there in the page's margin, as its number on the
        page and the cell of it."""
        column, row = max(0, min(x // self.width, self.columns - 1)), y // self.height
        if row >= self.rows:
            return None
        place = row * self.columns + column if self.by_row else column * self.rows + row
        return place, x - column * self.width


def grid_for(shape: Shape, cards: int, width: int, height: int) -> Grid:
    """The grid for a widget of `width` by `height` cells."""
    if shape is Shape.TILES:
        columns = 3
        rows = max(1, -(-cards // columns))
        each = max(ROW_HEIGHT, min(TALLEST_TILE, height // rows))
    else:
        tallest = TALLEST_ROW_OF_A_WALL if height >= WALL else TALLEST_ROW
        columns = 1 if shape is Shape.LONG else 2
        fits_so = height >= WALL and cards <= columns * (height // tallest)
        if width >= WIDE and (shape is Shape.LONG or not fits_so):
            columns += 1
        if shape is Shape.SHORT and height < 2 * ROW_HEIGHT and cards in (3, 4, 5):
            columns = cards  # what can be done with an article: all of it can be touched
        # Roomier on tall screens, so that a short list fills its page evenly.
        needed = max(1, -(-cards // columns))
        each = max(ROW_HEIGHT, min(tallest, height // needed))
        rows = max(1, min(needed, height // each))
    across = max(1, (width + GAP) // columns)
    last = max(1, width - (columns - 1) * across)
    return Grid(columns, rows, across, each, last, shape is Shape.TILES)


def lines_of_a_tile(height: int) -> int:
    """Lines below the name of each of nine tiles on a widget of `height` cells."""
    return min(TALLEST_TILE, height // 3) - GAP - 3  # the name, between two blank rows


def head_grid(cards: int, width: int, height: int) -> Grid:
    """The row of `cards` that stands above a list on a widget of `width` by `height` cells."""
    across = max(1, (width + GAP) // cards)
    each = ROW_HEIGHT + (1 if height >= ROOMY else 0)
    return Grid(cards, 1, across, each, max(1, width - (cards - 1) * across), by_row=True)


def plan_height(height: int) -> int:
    """Rows of a plan on a widget of `height`: what the row of cards below it leaves."""
    return height - ROW_HEIGHT - (2 if height >= ROOMY else 0)
