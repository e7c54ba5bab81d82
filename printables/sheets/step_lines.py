"""The lines of one box on a sheet of next steps: words that run on round a code in the corner.

Decides where lines break; what they say decides `printables.sheets.step_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printables.boxes import MM, Box, Piece, Rule, Run
from printables.flow import Type
from printables.fonts import CAP_HEIGHT, DESCENT, NO_BREAK, Face, break_lines, width

_HEAD_LEADING = 1.15
"""Of what is larger than the text, and seldom takes two lines."""
_GAP = 3 * MM
"""Between things that stand beside each other."""
_LEAST_BLANK = 32 * MM
"""A name has to fit."""
_SHORT = 34
_LONG = 60
"""Letters of what no line breaks, and of what none should."""
_UNBROKEN = re.compile(
    r"\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\b"  # a postcode
    r"|\b[0-9][0-9:.]*(?:am|pm)? (?:to|[-–]) [0-9][0-9:.]*(?:am|pm)?\b"  # 10am to 3pm
)


@dataclass(frozen=True, slots=True)
class Item:
    """Something to know: "When: Monday to Friday", or without a label."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words at one place of a line."""

    x: float
    words: str
    face: Face
    size: float

    @property
    def right(self) -> float:
        return self.x + width(self.words.rstrip(), self.face, self.size)


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one line, and the height that it takes."""

    cells: tuple[_Cell, ...]
    leading: float
    blank: tuple[float, float] | None = None
    """From where to where there is a line to write on."""

    @property
    def tallest(self) -> float:
        return max(cell.size for cell in self.cells)


_Token = tuple[tuple[str, Face], ...]
"""Words that no line parts."""


class Lines:
    """Fills a box from its top. Beside `corner` lines are shorter, below it they are whole."""

    def __init__(
        self, kind: Type, left: float, right: float, top: float, corner: Box | None = None
    ) -> None:
        self._kind = kind
        self._left = left
        self._right = right
        self._top = top
        self._corner = corner
        self._lines: list[_Line] = []

    @property
    def bottom(self) -> float:
        """Where the next line begins."""
        return self._top + sum(line.leading for line in self._lines)

    @property
    def _edge(self) -> float:
        is_beside = self._corner is not None and self.bottom < self._corner.bottom - 0.01
        return self._corner.left if self._corner is not None and is_beside else self._right

    def say(self, words: str, face: Face, size: float) -> None:
        """A paragraph."""
        if words:
            self._fill(((token, False) for token in _tokens(words, face)), size)

    def named(self, name: str, about: str) -> None:
        """A name in bold, and what it is for."""
        tokens = [(token, False) for token in _tokens(name, Face.BOLD) if name]
        told = [(token, at == 0) for at, token in enumerate(_tokens(about, Face.REGULAR)) if about]
        self._fill(iter((*tokens, *told)), self._kind.text)

    def lower(self, down: float) -> None:
        """All of them further down."""
        self._top += down

    def items(self, items: Sequence[Item], *, run_on: bool) -> None:
        """What there is to know: each on a line of its own, or one after the other."""
        shown = [item for item in items if item.words]
        # What may be kept in one piece has to fit beside the corner too.
        room = (self._corner.left if self._corner else self._right) - self._left
        for group in [shown] if run_on else [[item] for item in shown]:
            before = len(self._lines)
            self._fill(self._one_by_one(group, _SHORT, room), self._kind.text)
            if run_on:
                # The same, where it takes no more lines, with as few things broken as can be.
                broken = self._lines[before:]
                del self._lines[before:]
                self._fill(self._one_by_one(group, _LONG, room), self._kind.text)
                if len(self._lines) - before > len(broken):
                    self._lines[before:] = broken

    def beside(self, words: str) -> bool:
        """Plain words after the last line, where they fit beside it."""
        x, edge = self._after()
        if not words or x + width(words, Face.REGULAR, self._kind.text) > edge:
            return False
        last = self._lines[-1]
        cell = _Cell(x, _plain(words), Face.REGULAR, self._kind.text)
        self._lines[-1] = _Line((*last.cells, cell), last.leading)
        return True

    def blank_beside(self, words: str) -> bool:
        """Words and a line to write on, where there is room for them after the last line."""
        x, edge = self._after()
        starts = x + width(f"{words} ", Face.REGULAR, self._kind.text)
        if starts + _LEAST_BLANK > edge or not self.beside(words):
            return False
        last = self._lines[-1]
        self._lines[-1] = _Line(last.cells, last.leading, (starts, edge))
        return True

    def blank(self, words: str) -> None:
        """Words and a line to write on, below."""
        edge, text = self._edge, self._kind.text
        cell = _Cell(self._left, words, Face.REGULAR, text)
        starts = cell.right + width(" ", Face.REGULAR, text)
        blank = (starts, edge) if starts < edge else None
        self._lines.append(_Line((cell,), 1.4 * self._kind.leading, blank))

    def cut(self, space: float, more: str) -> None:
        """Leave out what goes beyond `space`, and say that there is more."""
        if self.bottom - self._top <= space:
            return
        while len(self._lines) > 1 and self.bottom - self._top + self._kind.leading > space:
            self._lines.pop()
        self.say(more, Face.REGULAR, self._kind.text)

    def first_caps(self) -> tuple[float, float]:
        """Top and baseline of the capitals of the first line."""
        first = self._lines[0]
        baseline = self._top + (first.leading + CAP_HEIGHT * first.tallest) / 2
        return baseline - CAP_HEIGHT * first.tallest, baseline

    def pieces(self, part: int) -> Iterator[Piece]:
        """What to draw."""
        y = self._top
        for line in self._lines:
            baseline = y + (line.leading + CAP_HEIGHT * line.tallest) / 2
            for cell in line.cells:
                words = f"{cell.words.rstrip()} "
                yield Run(cell.x, baseline, words, cell.face, cell.size, part)
            if line.blank is not None:
                yield Rule(*line.blank, baseline + DESCENT * line.cells[-1].size)
            y += line.leading

    def _after(self) -> tuple[float, float]:
        """Where the last line has room, and its edge."""
        last = self._lines.pop()
        edge = self._edge
        self._lines.append(last)
        return last.cells[-1].right + _GAP, edge

    def _one_by_one(
        self, items: Sequence[Item], keep: int, room: float
    ) -> Iterator[tuple[_Token, bool]]:
        """Their tokens, and whether one begins another item."""
        for number, item in enumerate(items):
            for at, token in enumerate(_of_item(item, keep, self._kind.text, room)):
                yield token, number > 0 and at == 0

    def _fill(self, tokens: Iterator[tuple[_Token, bool]], size: float) -> None:
        """Lines of tokens; before those that begin another item there is a gap."""
        leading = self._kind.leading if size == self._kind.text else _HEAD_LEADING * size
        cells: list[_Cell] = []
        x = self._left

        def flush() -> None:
            nonlocal x
            if cells:
                self._lines.append(_Line(tuple(cells), leading))
            cells.clear()
            x = self._left

        for token, is_next in tokens:
            x += _GAP if is_next and cells else 0.0
            if cells and x + _wide(token, size) > self._edge:
                flush()
            for number, (words, face) in enumerate(token):
                pieces: Sequence[str] = (words,)
                if x + width(words.rstrip(), face, size) > self._edge:
                    if number:
                        flush()
                    pieces = break_lines(words, face, size, self._edge - self._left)
                for at, piece in enumerate(pieces):
                    if at:
                        flush()
                    joins = cells and cells[-1].face is face and not (is_next and number == 0)
                    if joins:
                        last = cells.pop()
                        cells.append(_Cell(last.x, last.words + _plain(piece), face, size))
                    else:
                        cells.append(_Cell(x, _plain(piece), face, size))
                    x += width(piece, face, size)
        flush()


def _of_item(item: Item, keep: int, size: float, room: float) -> list[_Token]:
    """The label stays with the first word, and all in one piece that is short enough to keep."""
    label: _Token = ((f"{item.label}: ", Face.BOLD),) if item.label else ()
    whole: _Token = (*label, (f"{item.words} ", Face.REGULAR))
    if len(item.label) + len(item.words) <= keep and _wide(whole, size) <= room:
        return [whole]
    first, *others = _tokens(_UNBROKEN.sub(_kept, item.words), Face.REGULAR)
    return [(*label, *first), *others]


def _wide(token: _Token, size: float) -> float:
    last, face = token[-1]
    return sum(width(words, cut, size) for words, cut in token[:-1]) + width(
        last.rstrip(), face, size
    )


def _kept(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK)


def _tokens(words: str, face: Face) -> list[_Token]:
    return [((token, face),) for token in re.findall("[^ ]+ *", f"{words} ")]


def _plain(words: str) -> str:
    """As they are drawn."""
    return words.replace(NO_BREAK, " ")
