"""Draws cards and tells which one was touched. One widget for home's tiles and every list: a page
of cards at a time, however many there are. Where each stands is decided in `kiosk.public.grid`.
"""

from __future__ import annotations

from msgspec.structs import replace
from rich.cells import cell_len
from textual import events
from textual.message import Message

from kiosk.public.grid import BESIDE, GAP, Grid, grid_for, head_grid
from kiosk.public.page import Card, Shape
from kiosk.public.painting import Paged, Row
from kiosk.shared.drawing import fit, wrap

STRIP = 4
"""Cells for a card's number, before its words."""
ROOMY_TILE = 7
"""Rows of a tile from which its name has a blank one above it."""
ROOMY_ROW = 6
"""The same, of a card in a list."""
LEAST_WORDS = 15
"""Cells for the words of a card below which it has no blank cell at its right."""


class Cards(Paged):
    """The cards of a page. Its cursor is the chosen one; numbers are those on screen."""

    DEFAULT_CSS = "Cards { height: 1fr; text-wrap: nowrap; }"

    class Chosen(Message):
        """A card was touched."""

        def __init__(self, card: Card) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.cards: tuple[Card, ...] = ()
        self.shape = Shape.LONG
        self.nothing = ""
        self.cursor = 0
        self.head = 0
        """So many cards stand side by side above the others."""
        self.is_away = False
        """Whether the chosen one is a button, and none of these."""
        self.is_beside = False
        """Whether the small card at the end of the chosen one is meant."""
        self.numbered = True
        self.list_first = False
        """Whether the cards of the list are numbered before those above it."""
        self.small_too = False
        """Whether small cards are on the way of up and down, for whoever has no other keys."""
        self._read = 0
        """Which card of the list is on screen, its head left out."""

    def show(
        self,
        cards: tuple[Card, ...],
        shape: Shape,
        nothing: str,
        cursor: int = 0,
        *,
        head: int = 0,
        list_first: bool = False,
        numbered: bool = True,
        beside: bool = False,
        small_too: bool = False,
    ) -> None:
        """Draw these from now on; `numbered` where a digit chooses one."""
        self.small_too = small_too
        self.cards, self.shape, self.nothing, self.head = cards, shape, nothing, head
        self.numbered, self.list_first = numbered, list_first
        self._read = 0
        self._move(min(cursor, max(0, len(cards) - 1)), beside=beside)

    def empty(self) -> None:
        """No cards."""
        self.show((), Shape.LONG, "")
        super().empty()

    def _move(self, to: int, *, beside: bool = False) -> None:
        """Choose a card of those there are, and show it."""
        self._choose(to, beside=beside)
        self.paint()

    def _choose(self, to: int, *, beside: bool = False) -> None:
        """Choose a card; the small card at its end where it has one."""
        self.cursor = to
        self.is_beside = beside and to < len(self.cards) and self.cards[to].beside is not None
        if to >= self.head:
            self._read = to - self.head

    @property
    def _above(self) -> Grid | None:
        """The row of cards above the list, where there is one."""
        return head_grid(self.head, self.area.width, self.area.height) if self.head else None

    @property
    def grid(self) -> Grid:
        """The list as it is drawn now."""
        above = self._above
        height = self.area.height - (above.height if above else 0)
        return grid_for(self.shape, len(self.cards) - self.head, self.area.width, height)

    @property
    def first(self) -> int:
        """Index of the first card of the list on screen."""
        return self.head + self._read // self.grid.room * self.grid.room

    @property
    def _shown(self) -> tuple[int, ...]:
        """The cards on screen, in the order of their numbers."""
        above = range(self.head)
        return (*self._listed, *above) if self.list_first else (*above, *self._listed)

    @property
    def _listed(self) -> range:
        """Those of the list on screen."""
        first = self.first
        return range(first, min(first + self.grid.room, len(self.cards)))

    def has_more(self) -> bool:
        """Whether there are cards below."""
        return self.first + self.grid.room < len(self.cards)

    def has_before(self) -> bool:
        """Whether there are cards above."""
        return self.first > self.head

    def turn(self, pages: int) -> None:
        """Show the next page (1) or the one before (-1)."""
        to = self.first + pages * self.grid.room
        if self.head <= to < len(self.cards):
            self._move(to, beside=self.is_beside)

    def step(self, across: int, down: int, *, sideways: bool = True) -> bool:
        """Move the cursor; False where there is nothing further that way. Left and right go along
        the rows, a small card at a card's end on the way; up and down go along the columns: so
        either pair of arrows alone reaches every card. Who has not gone `sideways` yet may have no
        other keys: she goes through the row above card by card.
        """
        if not self.cards:
            return False
        by = across or down
        comes_by_small = bool(across) or (self.small_too and not sideways)
        here = self.cards[self.cursor]
        if comes_by_small and self.is_beside is (by < 0) and here.beside is not None:
            self._move(self.cursor, beside=not self.is_beside)
            return True
        to = self._next_in_head(by, sideways=sideways or bool(across), is_down=bool(down))
        if to is None:
            to = self._next_in_list(across, down, sideways=sideways or bool(across))
        if to is None or not 0 <= to < len(self.cards):
            return False
        self._move(to, beside=by < 0 if comes_by_small else self.is_beside)
        return True

    def _next_in_head(self, by: int, *, sideways: bool, is_down: bool) -> int | None:
        """The card after the one above the list that is chosen; None where none of those is."""
        if self.cursor >= self.head:
            return None
        if is_down and sideways:
            return self.first if by > 0 else -1
        to = self.cursor + by
        return to if to < self.head else self.first

    def _next_in_list(self, across: int, down: int, *, sideways: bool) -> int | None:
        """The card after the chosen one of the list: on this screenful, else on the next, else
        among those above."""
        grid, by = self.grid, across or down
        places = range(len(self._listed))
        order = sorted(places, key=lambda place: grid.cell(place)[:: 1 if across else -1])
        at = order.index(self.cursor - self.first) + by
        if 0 <= at < len(order):
            return self.first + order[at]
        if by > 0:
            return self.first + grid.room
        if self.first > self.head:
            return self.first - 1
        if not self.head:
            return None
        return 0 if down and sideways else self.head - 1

    def choose(self, number: int | None = None) -> Card | None:
        """Choose the card with this number on screen (from 1), or the one at the cursor; None where
        there is none. Whoever asks paints: mostly it leads to a page where there is no such card,
        and this one need not light up before."""
        if number is not None:
            is_there = number <= min(9, len(self._shown))
            return self._touch(self._shown[number - 1]) if is_there else None
        if self.cursor < len(self.cards):
            return self._touch(self.cursor, beside=self.is_beside)
        return None

    def card_at(self, x: int, y: int) -> tuple[int, bool] | None:
        """The card that is drawn there, and whether it is the small one at its end."""
        above = self._above
        if above is not None and y < above.height:
            found = above.place_at(x, y)
            return (found[0], False) if found and found[0] < self.head else None
        grid = self.grid
        found = grid.place_at(x, y - (above.height if above else 0))
        if found is None:
            return None
        place, cell = found
        index = self.first + place
        if index >= len(self.cards):
            return None
        edge = grid.inside(grid.cell(place)[1]) - BESIDE
        return index, self.cards[index].beside is not None and cell >= edge

    def on_click(self, event: events.Click) -> None:
        event.stop()
        found = self.card_at(*self.place_of(event))
        if found is not None:
            self.post_message(self.Chosen(self._touch(found[0], beside=found[1])))

    def _touch(self, index: int, *, beside: bool = False) -> Card:
        self._choose(index, beside=beside)
        card = self.cards[index]
        small = card.beside if self.is_beside else None
        return small or card

    # Drawing

    def lines(self) -> list[Row]:
        """The page of cards as rows."""
        if not self.cards:
            return [
                [],
                *([(line, "$ink")] for line in wrap(self.nothing, max(10, self.area.width - 2))),
            ]
        lines: list[Row] = []
        above = self._above
        if above is not None:
            first = len(self._listed) + 1 if self.list_first else 1
            lines += self._rows(above, range(self.head), first)
        first = 1 if self.list_first else self.head + 1
        return lines + self._rows(self.grid, self._listed, first)

    def _rows(self, grid: Grid, shown: range, number: int) -> list[Row]:
        """The cards of one grid, numbered from `number`."""
        lines: list[Row] = [[] for _ in range(grid.rows * grid.height)]
        for place in range(grid.room):
            row, column = grid.cell(place)
            drawn: list[Row]
            if place < len(shown):
                drawn = self._draw(shown[place], number + place, grid, column)
            else:
                drawn = [[(" " * grid.across(column), "")]] * grid.height
            for y, line in enumerate(drawn):
                lines[row * grid.height + y].extend(line)
        return lines

    def _draw(self, index: int, number: int, grid: Grid, column: int) -> list[Row]:
        """A card: its number in a strip at the left, its words beside. The chosen one is all of
        the strip's colour, with an arrow."""
        card = self.cards[index]
        is_here = index == self.cursor and not self.is_away
        chosen = is_here and not self.is_beside
        gap = grid.across(column) - grid.inside(column)
        is_tile = self.shape is Shape.TILES
        lead = 1 if grid.height - GAP >= (ROOMY_TILE if is_tile else ROOMY_ROW) else 0
        small = self._small(card, grid, lead, chosen=is_here and self.is_beside)
        width = grid.inside(column) - (BESIDE + GAP if small else 0)
        # At 80 columns the names of home's tiles just fit with one blank cell at the right.
        blank_after = 1 if self.shape is Shape.TILES else 2
        if width - STRIP < LEAST_WORDS:
            blank_after = 0
        inside = width - STRIP - blank_after
        ground = "$bar" if chosen else "$card"
        strip = "bold $on-bar on $bar"
        ink = f"bold $on-bar on {ground}" if chosen else f"bold $ink on {ground}"
        quiet = f"$on-bar on {ground}" if chosen else f"$quiet on {ground}"
        mark = ink if chosen else f"bold $mark on {ground}"
        alarm = ink if chosen else f"bold $urgent on {ground}"

        label = f"{number}" if number <= 9 and self.numbered else " "
        sign = "►" if chosen else " "
        first: Row = [(f"{sign}{label} ".ljust(STRIP - 1), strip), (" ", ink)]
        other: Row = [(" " * (STRIP - 1), strip), (" ", ink)]
        right = fit(card.right, min(len(card.right), max(0, inside * 3 // 5))) if card.right else ""
        room = inside - len(right) - (1 if right else 0)
        title, rest = self._title(card, room, inside)
        head: Row = [(fit(title, room), ink)]
        if right:
            head += [(" ", ink), (right, ink)]
        blank: Row = [(" " * inside, ink)]

        body: list[Row] = []
        above = lead + (2 if is_tile else 1)
        below: Row = [(fit(rest, inside), ink)] if rest else blank
        heads = [head]
        if rest and not is_tile:
            if grid.height - GAP > 2:
                heads, above = [head, below], above + 1
            else:  # the second row is the last: its mark stands before what is left of the title
                card = replace(card, lines=(rest,))
        for row, line in enumerate(self._lines(card, inside, grid.height - GAP - above)):
            said = f"{card.mark} " if row == 0 and card.mark else ""
            style = alarm if card.is_alarm else mark
            body.append([(said, style), (fit(line[len(said) :], inside - len(said)), quiet)])
        filled = [*([blank] * lead), *([head, below] if is_tile else heads), *body]
        filled = filled[: grid.height - GAP]
        filled += [blank] * (grid.height - GAP - len(filled))
        lines = [
            [
                *(first if row == lead else other),
                *line,
                (" " * blank_after, quiet),
                *(small[row] if small else ()),
                (" " * gap, ""),
            ]
            for row, line in enumerate(filled)
        ]
        return [*lines, [(" " * grid.across(column), "")]]

    def _title(self, card: Card, room: int, inside: int) -> tuple[str, str]:
        """A title, and what of it goes into a second row: of what is ours and has a longer name in
        another language. In a list a row each is the rule."""
        if self.shape is Shape.LONG or cell_len(card.title) <= room:
            return card.title, ""
        first, *others = wrap(card.title, room)
        return first, " ".join(others)

    def _small(self, card: Card, grid: Grid, lead: int, *, chosen: bool) -> list[Row]:
        """The small card at its end, with the gap before it and `lead` blank rows above its words;
        nothing where it has none."""
        if card.beside is None:
            return []
        style = "bold $on-bar on $bar" if chosen else "$mark on $card"
        words = [*([""] * lead), card.beside.title, *card.beside.lines]
        rows: list[Row] = []
        for row in range(grid.height - GAP):
            line = words[row] if row < len(words) else ""
            sign = "►" if chosen and row == lead else " "
            rows.append([(" " * GAP, ""), (f"{sign}{fit(line, BESIDE - 1)}", style)])
        return rows

    def _lines(self, card: Card, width: int, most: int) -> list[str]:
        """Its lower lines, wrapped, its mark before them; cut where they are too many."""
        lines: list[str] = []
        for number, line in enumerate(card.lines or ("",)):
            lines += wrap(f"{card.mark} {line}" if number == 0 else line, width) or [""]
        most = max(1, most)
        return (
            [*lines[: most - 1], lines[most - 1].rstrip(" ,.·") + "…"]
            if len(lines) > most
            else lines
        )
