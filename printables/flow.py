"""How a list under headings fills pages: what stays together, what is said again overleaf.

A heading never stands alone at a page's foot; a block breaks only where it is taller than a
page. Knows nothing of days or sessions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.languages.language import ENGLISH, Language
from printables.boxes import Band, Bookmark, Box, Piece, Rule, Run, lines_down
from printables.fonts import ASCENT, CAP_HEIGHT, DESCENT, Face, break_lines, width


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of a sheet in points. Every height in the list is a multiple of `unit`."""

    text: float
    leading: float
    band: float
    title: float
    title_leading: float
    foot: float
    room_below: bool = False

    @property
    def unit(self) -> float:
        """A third of the leading."""
        return self.leading / 3

    @property
    def inset(self) -> float:
        """White inside a band, left of its words; the list below keeps to it."""
        return self.unit * 1.25


@dataclass(frozen=True, slots=True)
class Cell:
    """Words at one place of a line."""

    x: float
    words: str
    face: Face
    part: int


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands on one line across the columns."""

    cells: tuple[Cell, ...]


LEAST_LINES = 3
"""Of a block too tall for any page, at the foot of the page where it begins."""

Block = tuple[Strip, ...]
"""Lines that stay together: one row of the list."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks, at least one."""

    words: str
    part: int
    blocks: tuple[Block, ...]


class Flow:
    """Fills pages with sections from top to bottom."""

    def __init__(
        self,
        size: tuple[float, float],
        margin: float,
        kind: Type,
        running: str,
        language: Language = ENGLISH,
    ) -> None:
        self._language = language
        self._width, self._height = size
        self._margin = margin
        self._kind = kind
        self._foot_baseline = self._height - margin - DESCENT * kind.foot
        foot_rule = self._foot_baseline - 1.5 * kind.foot
        self._foot_rule = foot_rule
        self._bottom = foot_rule - kind.unit
        self._head = break_lines(running, Face.REGULAR, kind.foot, self._width - 2 * margin)
        self._head_leading = 1.4 * kind.foot
        self._top = margin + len(self._head) * self._head_leading + kind.unit
        self._capacity = self._bottom - self._top - 4 * kind.unit
        """Height for blocks on a page of their own, under a band."""
        self._pages: list[list[Piece]] = []
        self._y = 0.0
        self._fresh = False
        """Whether there is no more room to be had by turning over."""

    def pages(self, sections: Sequence[Section], *, first_top: float) -> list[list[Piece]]:
        """The pieces of each page; the first page starts at `first_top`."""
        self._pages = [[]]
        self._y = first_top - 2 * self._kind.unit
        self._fresh = False
        for section in sections:
            self._place(section)
        return self._pages

    def foot(self, left: str, right: str, *, part: int | None) -> list[Piece]:
        """The line at the foot of a page: a rule, words at the left and at the right."""
        kind = self._kind
        from_right = self._width - self._margin - width(right, Face.REGULAR, kind.foot)
        return [
            Rule(self._margin, self._width - self._margin, self._foot_rule),
            Run(self._margin, self._foot_baseline, left, Face.REGULAR, kind.foot, part),
            Run(from_right, self._foot_baseline, right, Face.REGULAR, kind.foot),
        ]

    def _place(self, section: Section) -> None:
        kind = self._kind
        gap, band = 2 * kind.unit, 4 * kind.unit
        first = self._block_height(section.blocks[0])
        if first > self._capacity:
            first = self._block_height(section.blocks[0][:LEAST_LINES])
        if self._y + gap + band + first > self._bottom:
            self._turn()
        else:
            self._y += gap
        self._band(section.words, section.part)
        under_band = True
        for block in section.blocks:
            rest = block
            while rest:
                lines = self._lines_that_fit(rest)
                if lines:
                    self._block(rest[:lines], ruled=not under_band)
                    rest = rest[lines:]
                    under_band = False
                else:
                    self._turn()
                    self._band(self._continued(section.words), None)
                    under_band = True

    def _lines_that_fit(self, block: Block) -> int:
        """All lines of the block or none; some only where a page of its own would not hold it."""
        space = self._bottom - self._y
        if self._block_height(block) <= space + 0.01:
            return len(block)
        lines = int((space - self._kind.unit) / self._kind.leading)
        if self._fresh:
            return max(lines, 1)
        is_too_tall = self._block_height(block) > self._capacity
        return lines if is_too_tall and lines >= LEAST_LINES else 0

    def _block_height(self, block: Block) -> float:
        return len(block) * self._kind.leading + self._kind.unit

    def _block(self, block: Block, *, ruled: bool) -> None:
        kind = self._kind
        page = self._pages[-1]
        if ruled:
            page.append(Rule(self._margin, self._width - self._margin, self._y))
        baseline = self._y + (kind.unit + kind.leading + CAP_HEIGHT * kind.text) / 2
        for strip in block:
            page += [
                Run(cell.x, baseline, _spaced(cell.words), cell.face, kind.text, cell.part)
                for cell in strip.cells
            ]
            baseline += kind.leading
        self._y += self._block_height(block)
        self._fresh = False

    def _band(self, words: str, part: int | None) -> None:
        """A heading in white on dark; without a part it is said again, and not read aloud."""
        kind = self._kind
        left, right = self._margin, self._width - self._margin
        height = 4 * kind.unit
        page = self._pages[-1]
        page.append(Band(Box(left, self._y, right, self._y + height)))
        if part is not None:
            page.append(Bookmark(words, self._y))
        baseline = self._y + (height + CAP_HEIGHT * kind.band) / 2
        page.append(Run(left + kind.inset, baseline, words, Face.BOLD, kind.band, part, True))
        self._y += height

    def _continued(self, words: str) -> str:
        return self._language.say("{heading} (continued)", heading=words)

    def _turn(self) -> None:
        """A new page, under a line that says what it belongs to."""
        self._pages.append(
            list(
                lines_down(
                    self._head,
                    x=self._margin,
                    first_baseline=self._margin + ASCENT * self._kind.foot,
                    leading=self._head_leading,
                    face=Face.REGULAR,
                    size=self._kind.foot,
                    part=None,
                )
            )
        )
        self._y = self._top
        self._fresh = True


def _spaced(words: str) -> str:
    """With a space at its end, so that a reader aloud doesn't run two cells together."""
    return words if words.endswith(" ") else f"{words} "
