"""Rows of cells side by side, for sheets that are read from afar: measured first, so that a sheet
can try large letters and then smaller ones, then placed and tagged as a table. A row is never
split, and one too tall for any page says that there is more.

Knows no sheet. Lists of the same letters throughout are `printables.flow`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from printables.boxes import Outline, Piece, Rule, Run
from printables.column import Letters
from printables.fonts import ASCENT, CAP_HEIGHT, NO_BREAK, Face, break_lines, width

WIDEST_LEAD = 0.6
"""Of a cell; wider words in bold stand on lines of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline of a cell."""

    words: str
    letters: Letters
    lead: str = ""
    """Words in bold before the others: CANCELLED."""

    @property
    def above(self) -> float:
        """From the top of the line to its baseline."""
        size = self.letters.size
        return max(ASCENT * size, (self.letters.leading + CAP_HEIGHT * size) / 2)


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines below each other, from one left edge on."""

    x: float
    room: float
    """How wide its lines may run."""
    lines: tuple[Line, ...]
    kind: str = "TD"
    scope: str = ""
    """Of a TH: Row or Column."""

    @property
    def baselines(self) -> tuple[float, ...]:
        """Of its lines, from 0 at the first one."""
        found, y = [], 0.0
        for before, line in zip((None, *self.lines), self.lines, strict=False):
            if before is not None:
                y += before.letters.leading - before.above + line.above
            found.append(y)
        return tuple(found)

    @property
    def below(self) -> float:
        """From its first baseline to the foot of its last line."""
        last = self.lines[-1]
        return self.baselines[-1] + last.letters.leading - last.above


@dataclass(frozen=True, slots=True)
class Row:
    """Cells whose first lines stand on one baseline, with white above and below."""

    cells: tuple[Cell, ...]
    white: float

    @property
    def first_baseline(self) -> float:
        return self.white + max(cell.lines[0].above for cell in self.cells)

    @property
    def height(self) -> float:
        return self.first_baseline + max(cell.below for cell in self.cells) + self.white


def wrapped(words: str, letters: Letters, room: float, lead: str = "") -> tuple[Line, ...]:
    """Words in lines of a cell that has so much room; none for no words."""
    if not words and not lead:
        return ()
    lead = f"{lead} " if lead else ""
    indent = width(lead, Face.BOLD, letters.size)
    if indent > WIDEST_LEAD * room:
        return (*wrapped(lead.strip(), letters.bold, room), *wrapped(words, letters, room))
    first, *others = _balanced(words, letters, room, indent)
    lines = [Line(_drawn(first), letters, lead), *(Line(_drawn(one), letters) for one in others)]
    return tuple(line for line in lines if line.words.strip() or line.lead)


def cut_to(row: Row, height: float, more: str) -> Row:
    """The row no taller than `height`: where lines are left away, the last one says `more`."""
    if row.height <= height:
        return row
    cells = []
    for cell in row.cells:
        kept, lines = cell, cell.lines
        while len(lines) > 1 and replace(row, cells=(kept,)).height > height:
            lines = lines[:-1]
            kept = replace(cell, lines=(*lines, *wrapped(more, lines[-1].letters, cell.room)))
        cells.append(kept)
    return replace(row, cells=tuple(cells))


def onto_pages(
    rows: Sequence[Row], *, first_top: float, later_top: float, bottom: float
) -> list[list[tuple[float, Row]]]:
    """The rows of each page with their tops; at least one page."""
    pages: list[list[tuple[float, Row]]] = [[]]
    y = first_top
    for row in rows:
        if y + row.height > bottom + 0.01 and (pages[-1] or y > later_top):
            pages.append([])
            y = later_top
        pages[-1].append((y, row))
        y += row.height
    return pages


def drawn_rows(
    rows: Sequence[tuple[float, Row]], outline: Outline, table: int, left: float, right: float
) -> list[Piece]:
    """The rows of one page, with a hairline between two."""
    pieces: list[Piece] = []
    for number, (top, row) in enumerate(rows):
        if number:
            pieces.append(Rule(left, right, top))
        part = outline.add("TR", table)
        for cell in row.cells:
            own = outline.add(cell.kind, part, scope=cell.scope)
            for line, below in zip(cell.lines, cell.baselines, strict=True):
                pieces += _line(line, cell.x, top + row.first_baseline + below, own)
    return pieces


def _line(line: Line, x: float, baseline: float, part: int) -> list[Piece]:
    size = line.letters.size
    pieces: list[Piece] = []
    if line.lead:
        pieces.append(Run(x, baseline, line.lead, Face.BOLD, size, part))
        x += width(line.lead, Face.BOLD, size)
    if line.words.strip():
        pieces.append(Run(x, baseline, f"{line.words.rstrip()} ", line.letters.face, size, part))
    return pieces


def _balanced(words: str, letters: Letters, room: float, indent: float) -> tuple[str, ...]:
    """In lines, none of which is a single word that could have had company."""
    lines = break_lines(words, letters.face, letters.size, room, indent=indent)
    for narrower in (0.92, 0.84, 0.76, 0.68):
        if len(lines) == 1 or " " in lines[-1].strip():
            break
        other = break_lines(words, letters.face, letters.size, narrower * room, indent=indent)
        if len(other) > len(lines) or not other[0]:
            break
        if " " in other[-1].strip():
            return other
    return lines


def _drawn(line: str) -> str:
    return line.replace(NO_BREAK, " ")
