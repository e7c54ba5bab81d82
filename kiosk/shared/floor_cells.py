"""Cells of a plan: text as one string a cell, and how many cells each stretch of squares gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len

from hub.views.words import clean_line


class Ink(Enum):
    """What a piece of text is, for whoever gives it a colour."""

    GROUND = auto()
    WALL = auto()
    NAME = auto()
    NOW = auto()
    WANTED = auto()
    HERE = auto()
    MARK = auto()
    LEGEND = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cells of a line."""

    text: str
    ink: Ink
    room: int | None = None
    """Which room of the floor they belong to."""


@lru_cache(maxsize=256)
def cells_of(text: str) -> tuple[str, ...]:
    """One string a cell; what is two cells wide leaves the second empty. A sign that only joins
    with others is left out where its width depends on them: every terminal has its own idea.
    """
    if sum(map(cell_len, text)) != cell_len(text):
        text = "".join(sign for sign in text if cell_len(sign))
    cells: list[str] = []
    for sign in text:
        size = cell_len(sign)
        if size:
            cells += [sign, *[""] * (size - 1)]
        elif cells:
            cells[-1 if cells[-1] else -2] += sign
    return tuple(cells)


def cells_of_words(text: str) -> tuple[str, ...]:
    """The same of other people's words."""
    return cells_of(clean_line(text))


def spread(spans: Sequence[int], least: Sequence[int], most: int, room: int) -> list[int] | None:
    """Cells for each span of squares: in proportion, none under its least; None if it is too much.

    `most` is the most cells for one square.
    """
    if sum(least) > room:
        return None
    low, high = 0.0, float(most)
    for _ in range(30):
        each = (low + high) / 2
        if sum(max(a, int(each * n)) for a, n in zip(least, spans, strict=True)) <= room:
            low = each
        else:
            high = each
    cells = [max(a, int(low * n)) for a, n in zip(least, spans, strict=True)]
    for number in sorted(range(len(spans)), key=lambda n: cells[n] - low * spans[n]):
        if sum(cells) < room and cells[number] < most * spans[number]:
            cells[number] += 1
    return cells


def steps(edges: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise(edges)]
