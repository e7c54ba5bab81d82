"""A page of character cells to write on, and how long words are there. Knows nothing of sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Look(StrEnum):
    """How words look, said by more than a colour."""

    PLAIN = "plain"
    BOLD = "bold"
    BAND = "band"
    """White on a dark bar."""
    CODE = "code"
    """In place of a square code."""
    CUT = "cut"
    """A line to cut along."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some cells of a line that look alike."""

    text: str
    look: Look


Line = tuple[Words, ...]


def letters(text: str) -> Iterator[str]:
    """What takes a cell each: a letter with its marks."""
    held = ""
    for letter in text:
        if held and unicodedata.combining(letter):
            held += letter
            continue
        if held:
            yield held
        held = letter
    if held:
        yield held


def cells(text: str) -> int:
    """How many cells the words take. Our letters are all of one cell: Latin, Greek, Cyrillic."""
    return len(text) if text.isascii() else sum(1 for _ in letters(text))


def length(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cells(words.text) for words in line)


def wrapped(lines: Iterable[Line], width: int) -> tuple[Line, ...]:
    """The words of the lines in lines of at most `width` cells, broken between words; a longer word
    is cut in pieces.
    """
    made: list[Line] = []
    line: list[Words] = []
    room = width
    for words in (words for line in lines for words in line):
        for word in words.text.split():
            rest = word
            if line and cells(rest) + 1 <= room:
                line.append(Words(f" {rest}", words.look))
                room -= cells(rest) + 1
                continue
            if line:
                made.append(tuple(line))
            while cells(rest) > width:
                pieces = list(letters(rest))
                made.append((Words("".join(pieces[:width]), words.look),))
                rest = "".join(pieces[width:])
            line, room = [Words(rest, words.look)], width - cells(rest)
    return (*made, tuple(line)) if line else tuple(made)


class CellPage:
    """Rows of cells, as many as are written on."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._rows: list[list[tuple[str, Look]]] = []

    @property
    def height(self) -> int:
        return len(self._rows)

    def write(self, row: int, column: int, words: Line) -> None:
        """Put words there; what doesn't fit in the width is left out."""
        line = self._row(row)
        place = column
        for some in words:
            for letter in letters(some.text):
                if 0 <= place < self.width:
                    line[place] = (letter, some.look)
                place += 1

    def bar(self, row: int, first: int, last: int, look: Look) -> None:
        """Give the cells from `first` up to before `last` a look, whatever stands in them."""
        line = self._row(row)
        for place in range(max(0, first), min(self.width, last)):
            line[place] = (line[place][0], look)

    def down(self, column: int, letter: str, look: Look) -> None:
        """A line from the top to the foot, behind what stands there."""
        if 0 <= column < self.width:
            for line in self._rows:
                if line[column][0] == " ":
                    line[column] = (letter, look)

    def lines(self) -> tuple[Line, ...]:
        """All of them, without the blank ends."""
        return tuple(_line(row) for row in self._rows)

    def _row(self, number: int) -> list[tuple[str, Look]]:
        while len(self._rows) <= number:
            self._rows.append([(" ", Look.PLAIN)] * self.width)
        return self._rows[number]


def _line(row: list[tuple[str, Look]]) -> Line:
    last = len(row)
    while last and row[last - 1] in ((" ", Look.PLAIN), (" ", Look.BOLD)):
        last -= 1
    return tuple(
        Words("".join(letter for letter, _ in run), look)
        for look, run in groupby(row[:last], key=lambda cell: cell[1])
    )
