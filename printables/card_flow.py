"""The words of one small card: beside its code as far down as that goes, then right across.

Nothing is cut: a card that is too full says so (`fits`), and its sheet says less. What is on a card
is decided by its sheet, where cards lie on paper by `printables.card_grid`.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from printables.boxes import Code, Outline, Piece, Run
from printables.breaks import numbers_together
from printables.column import Letters
from printables.fonts import CAP_HEIGHT, NO_BREAK, Face, break_lines, width

_APART = 4.0
"""Points between words and the white round a code, where that is narrow."""


class CardFlow:
    """Fills one card from its top, at 0, 0. Points; pieces in reading order."""

    def __init__(
        self,
        size: tuple[float, float],
        outline: Outline,
        section: int,
        code: Code | None,
        spoken: str = "",
    ) -> None:
        """`size`: width and height inside the card's margins; `spoken`: what the code says."""
        self._width, self._height = size
        self._outline, self._section = outline, section
        self._spoken = spoken
        self._pieces: list[Piece] = []
        self.y = 0.0
        """Where the next line begins."""
        self._code = code and replace(code, x=self._width - code.side)
        self._right = self._width
        if self._code is not None:
            quiet = self._code.x - self._code.quiet_box.left
            self._right = self._code.x - max(quiet, 2 * _APART)

    @property
    def fits(self) -> bool:
        """Whether all of it is on the card."""
        reach = 0.0 if self._code is None else self._code.box.bottom
        return max(self.y, reach) <= self._height + 0.01

    def heading(self, words: str, letters: Letters) -> None:
        """What it is about. The code stands level with it where there is room beside it."""
        one_line = len(break_lines(words, letters.face, letters.size, self._right)) == 1
        self._put(words, letters, "H1", wide=not one_line)
        if self._code is not None:
            top = (letters.leading - CAP_HEIGHT * letters.size) / 2
            if not one_line:
                top = self.y + self._code.box.top - self._code.quiet_box.top
            self._code = replace(self._code, top=top)

    def say(self, words: str, letters: Letters, label: str = "") -> None:
        """A paragraph; with its label in bold before it on the same line."""
        if words:
            self._put(numbers_together(words), letters, "P", label=label)

    def gap(self, height: float) -> None:
        """White."""
        self.y += height

    def pieces(self) -> list[Piece]:
        """All of them, the code after the words that say the same."""
        if self._code is None:
            return list(self._pieces)
        figure = self._outline.add("Figure", self._section, spoken=self._spoken)
        return [*self._pieces, replace(self._code, part=figure)]

    def _put(
        self, words: str, letters: Letters, kind: str, *, label: str = "", wide: bool = False
    ) -> None:
        part = self._outline.add(kind, self._section)
        lead = f"{label}: " if label else ""
        indent = width(lead, Face.BOLD, letters.size)
        above = (letters.leading + CAP_HEIGHT * letters.size) / 2
        if indent > self._right:
            # A label that is too wide stands on lines of its own.
            bold = letters.bold
            for line in self._lines(lead, bold, 0.0, wide=False):
                said = f"{line.replace(NO_BREAK, ' ').rstrip(' ')} "
                self._pieces.append(Run(0, self.y + above, said, bold.face, bold.size, part))
                self.y += letters.leading
            lead, indent = "", 0.0
        for number, line in enumerate(self._lines(words, letters, indent, wide=wide)):
            x = indent if number == 0 else 0.0
            if number == 0 and lead:
                self._pieces.append(Run(0, self.y + above, lead, Face.BOLD, letters.size, part))
            if line:
                said = f"{line.replace(NO_BREAK, ' ').rstrip(' ')} "
                self._pieces.append(Run(x, self.y + above, said, letters.face, letters.size, part))
            self.y += letters.leading

    def _lines(self, words: str, letters: Letters, indent: float, *, wide: bool) -> tuple[str, ...]:
        """Lines as wide as there is room at their height."""

        def broken(text: str, room: float, begins: float = 0.0) -> tuple[str, ...]:
            return break_lines(text, letters.face, letters.size, room, indent=begins)

        if self._code is None or wide:
            return broken(words, self._width, indent)
        narrow = broken(words, self._right, indent)
        beside = max(0, ceil((self._code.quiet_box.bottom - self.y) / letters.leading - 0.01))
        if beside >= len(narrow):
            return narrow
        if beside == 0:
            return broken(words, self._width, indent)
        return (*narrow[:beside], *broken("".join(narrow[beside:]), self._width))
