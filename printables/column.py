"""Words below each other in a box of fixed size: what a leaflet, a card or a slip of a sheet is
made of. Nothing is ever cut off unsaid: what doesn't fit is left away whole, and a last line says
that there is more. A sheet tries large letters first and smaller ones while `is_full`.

Knows no sheet; how lists fill many pages is decided in `printables.flow` and `printables.stacking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from printables.boxes import Band, Bookmark, Box, Outline, Piece, Rule, Run, lines_down
from printables.fonts import ASCENT, CAP_HEIGHT, NO_BREAK, Face, break_lines, width


@dataclass(frozen=True, slots=True)
class Letters:
    """How words are set, in points."""

    size: float
    leading: float
    face: Face = Face.REGULAR

    @property
    def bold(self) -> Letters:
        """The same in bold."""
        return Letters(self.size, self.leading, Face.BOLD)


class Column:
    """Fills a box from its top. Points; pieces in reading order."""

    def __init__(self, box: Box, outline: Outline, more: Letters, more_words: str = "") -> None:
        """`more_words` are said in `more` at the foot where something didn't fit; room is kept for
        them."""
        self.box = box
        self.outline = outline
        self.y = box.top
        """Where the next line begins."""
        self.is_full = False
        """Something did not fit, and nothing comes after it."""
        self.right = box.right
        """Where lines end: move it to keep clear of a code."""
        self._more, self._more_words = more, more_words
        self._pieces: list[Piece] = []

    @property
    def room(self) -> float:
        """Height that is left, the last line that there is more kept apart."""
        kept = self._more.leading if self._more_words else 0.0
        return self.box.bottom - kept - self.y

    def gap(self, height: float) -> None:
        """White; at the top of the box there needs to be none."""
        if self.y > self.box.top and not self.is_full:
            self.y += height

    def say(
        self,
        words: str,
        letters: Letters,
        kind: str = "P",
        part: int | None = None,
        most: int | None = None,
    ) -> int | None:
        """A paragraph, whole or not at all; gives its part. `part` adds it to one that is there;
        with `most`, it ends in an ellipsis after so many lines."""
        lines = at_most(most, words, letters, self.right - self.box.left)
        if not words or not self._has_room(len(lines) * letters.leading):
            return None
        own = self.outline.add(kind) if part is None else part
        self._put(lines, letters, own)
        return own

    def labelled(
        self, label: str, words: str, letters: Letters, kind: str = "P", part: int | None = None
    ) -> int | None:
        """ "When: Monday to Friday": the label in bold, the words running on below it."""
        if not words:
            return None
        lead = f"{label}: "
        indent = width(lead, Face.BOLD, letters.size)
        space = self.right - self.box.left
        if indent > space / 2:
            lines = break_lines(f"{lead}{words}", Face.REGULAR, letters.size, space)
            indent = 0.0
        else:
            lines = break_lines(words, Face.REGULAR, letters.size, space, indent=indent)
        if not self._has_room(len(lines) * letters.leading):
            return None
        own = self.outline.add(kind) if part is None else part
        baseline = self._baseline(letters)
        if indent:
            self._pieces.append(Run(self.box.left, baseline, lead, Face.BOLD, letters.size, own))
        first, *others = lines
        if first:
            self._pieces.append(
                Run(
                    self.box.left + indent, baseline, _plain(first), letters.face, letters.size, own
                )
            )
        self.y += letters.leading
        self._put(others, letters, own)
        return own

    def hanging(
        self, label: str, texts: Iterable[str], letters: Letters, indent: float, kind: str = "P"
    ) -> int | None:
        """A label in bold with its texts in an even column beside it, each on a line of its own.

        A label that is wider than `indent` stands on the line above. Whole or not at all.
        """
        left, said = self.box.left, [text for text in texts if text]
        above = width(f"{label} ", Face.BOLD, letters.size) > indent
        lines = [
            line
            for text in said
            for line in break_lines(
                text, letters.face, letters.size, self.right - self.box.left - indent
            )
        ]
        if not lines or not self._has_room((len(lines) + above) * letters.leading):
            return None
        part = self.outline.add(kind)
        baseline = self._baseline(letters)
        self._pieces.append(Run(left, baseline, f"{label} ", Face.BOLD, letters.size, part))
        self.y += letters.leading if above else 0.0
        self._put(lines, letters, part, left + indent)
        return part

    def band(
        self,
        words: str,
        letters: Letters,
        inset: float,
        kind: str = "H1",
        most: int | None = None,
    ) -> int | None:
        """A heading in white on dark across the box, with a bookmark; as high as it needs to be,
        or as `most` lines."""
        lines = at_most(most, words, letters, self.right - self.box.left - 2 * inset)
        height = len(lines) * letters.leading + inset
        if not self._has_room(height):
            return None
        part = self.outline.add(kind)
        self._pieces.append(Band(Box(self.box.left, self.y, self.right, self.y + height)))
        self._pieces.append(Bookmark(words, self.y))
        baseline = self.y + (inset + letters.leading + CAP_HEIGHT * letters.size) / 2
        for number, line in enumerate(lines):
            self._pieces.append(
                Run(
                    self.box.left + inset,
                    baseline + number * letters.leading,
                    _ended(line),
                    letters.face,
                    letters.size,
                    part,
                    on_band=True,
                )
            )
        self.y += height
        return part

    def rule(self, height: float) -> None:
        """A hairline in the middle of some white."""
        if self._has_room(height):
            self._pieces.append(Rule(self.box.left, self.right, self.y + height / 2))
            self.y += height

    def place(self, pieces: Iterable[Piece]) -> None:
        """Pieces that lie where they lie: a code at the side."""
        self._pieces += pieces

    def pieces(self) -> list[Piece]:
        """All of them, and the last line where there is more."""
        if not (self.is_full and self._more_words):
            return list(self._pieces)
        last = lines_down(
            [self._more_words],
            x=self.box.left,
            first_baseline=min(self.y, self.y + self.room) + self._above(self._more),
            leading=self._more.leading,
            face=self._more.face,
            size=self._more.size,
            part=self.outline.add("P"),
        )
        return [*self._pieces, *last]

    def _has_room(self, height: float) -> bool:
        self.is_full = self.is_full or height > self.room + 0.01
        return not self.is_full

    def _put(
        self, lines: Iterable[str], letters: Letters, part: int, left: float | None = None
    ) -> None:
        x = self.box.left if left is None else left
        for line in lines:
            if line:
                baseline = self._baseline(letters)
                self._pieces.append(
                    Run(x, baseline, _ended(line), letters.face, letters.size, part)
                )
            self.y += letters.leading

    def _baseline(self, letters: Letters) -> float:
        return self.y + self._above(letters)

    @staticmethod
    def _above(letters: Letters) -> float:
        """From the top of a line to its baseline: what is over the letters is white."""
        return max(ASCENT * letters.size, (letters.leading + CAP_HEIGHT * letters.size) / 2)


def at_most(most: int | None, words: str, letters: Letters, room: float) -> tuple[str, ...]:
    """`words` in lines; where there are more than `most` of them, the last ends in an ellipsis."""
    lines = break_lines(words, letters.face, letters.size, room)
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip(" ")
    while last and width(f"{last}…", letters.face, letters.size) > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip(' ')}…")


def largest_that_fits(make: Callable[[float], Column], scales: Iterable[float]) -> Column:
    """The column made at the first scale at which nothing is left away; else at the last."""
    column: Column | None = None
    for scale in scales:
        column = make(scale)
        if not column.is_full:
            break
    assert column is not None, "no scale was given"
    return column


def _plain(line: str) -> str:
    return line.replace(NO_BREAK, " ")


def _ended(line: str) -> str:
    """As it is drawn, with a space at its end for readers aloud."""
    return f"{_plain(line).rstrip(' ')} "
