"""How boxes of any height fill pages from top to bottom under headings. A box is never split: what
is in one stays together, and a heading stays with the box below it.

Knows nothing of plans: `printables.flow` has the pages, their heads, bands and feet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printables.boxes import Piece, Rule, shifted
from printables.flow import Flow


@dataclass(frozen=True, slots=True)
class Chunk:
    """A box: what lies in it, with y from 0 at its top. No taller than `Stack.tallest`."""

    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """A heading with its boxes, at least one."""

    words: str
    part: int
    chunks: tuple[Chunk, ...]


class Stack(Flow):
    """Fills pages with boxes."""

    @property
    def tallest(self) -> float:
        """How tall a box may be: it then fits a page of its own under its heading."""
        return self._capacity

    def stack(self, sections: Sequence[Stacked], *, first_top: float) -> list[list[Piece]]:
        """The pieces of each page; the first page starts at `first_top`."""
        self._pages = [[]]
        self._y = first_top - 2 * self._kind.unit
        self._fresh = False
        for section in sections:
            self._stack(section)
        return self._pages

    def _stack(self, section: Stacked) -> None:
        unit = self._kind.unit
        if self._y + 6 * unit + section.chunks[0].height > self._bottom:
            self._turn()
        elif not self._fresh:
            self._y += 2 * unit
        self._band(section.words, section.part)
        under_band = True
        for chunk in section.chunks:
            if self._y + chunk.height > self._bottom + 0.01:
                self._turn()
                self._band(self._continued(section.words), None)
                under_band = True
            page = self._pages[-1]
            if not under_band:
                page.append(Rule(self._margin, self._width - self._margin, self._y))
            page += [shifted(piece, down=self._y) for piece in chunk.pieces]
            self._y += chunk.height
            under_band = False
        self._fresh = False
