"""What a file puts on paper, told by its content streams alone: each piece of words with its size,
its colour and what it stands on, each line, and the marks of the reading order.

Knows the operators that we use (ISO 32000-1 annex A) and no other: one that nobody has looked at
could draw anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
_TOKEN = re.compile(
    r"\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]+|[\[\]]|[^\s/<>\[\]()]+",
    re.DOTALL,
)
_OPERATOR = re.compile(r"[A-Za-z*'\"]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that are shown in one go."""

    size: float
    ink: Colour
    ground: Colour
    mcid: int | None
    """Its mark in the reading order; None: decoration."""


@dataclass(slots=True)
class Ink:
    """All that is on a page."""

    words: list[Shown] = field(default_factory=list)
    fills: list[tuple[Colour, tuple[float, float, float, float]]] = field(default_factory=list)
    """Colour and corners of what was filled, the last on top."""
    lines: list[Colour] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    """Kind and number of each mark."""


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours are apart, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_of(page: PageObject) -> Ink:
    """What one page shows."""
    contents: Any = page.get_contents()
    reading = _Reading()
    for operator, operands in _operations(contents.get_data().decode("latin-1")):
        reading.take(operator, operands)
    assert reading.open_marks == [], "a mark that never ends"
    assert reading.kept == [], "a state that is never given back"
    return reading.ink


def _operations(stream: str) -> Iterator[tuple[str, list[str]]]:
    operands: list[str] = []
    for token in _TOKEN.findall(stream):
        if _OPERATOR.fullmatch(token):
            yield token, operands
            operands = []
        else:
            operands.append(token)
    assert operands == []


@dataclass(frozen=True, slots=True)
class _State:
    fill: Colour = BLACK
    stroke: Colour = BLACK
    scale: tuple[float, float] = (1.0, 1.0)
    moved: tuple[float, float] = (0.0, 0.0)


class _Reading:
    """Follows one stream."""

    def __init__(self) -> None:
        self.ink = Ink()
        self.open_marks: list[int | None] = []
        self.kept: list[_State] = []
        self._now = _State()
        self._size = 0.0
        self._at = (0.0, 0.0)
        self._text_scale = 1.0
        self._path: list[tuple[float, float]] = []

    def take(self, operator: str, operands: list[str]) -> None:
        """One operator with what stands before it."""
        now = self._now
        match operator:
            case "g":
                self._now = _State(_grey(operands), now.stroke, now.scale, now.moved)
            case "rg":
                self._now = _State(_colour(operands), now.stroke, now.scale, now.moved)
            case "G":
                self._now = _State(now.fill, _grey(operands), now.scale, now.moved)
            case "RG":
                self._now = _State(now.fill, _colour(operands), now.scale, now.moved)
            case "q":
                self.kept.append(now)
            case "Q":
                self._now = self.kept.pop()
            case "cm":
                across, b, c, down, x, y = map(float, operands)
                assert (b, c) == (0, 0), "words that lie on their side"
                self._now = _State(
                    now.fill,
                    now.stroke,
                    (now.scale[0] * across, now.scale[1] * down),
                    (now.moved[0] + now.scale[0] * x, now.moved[1] + now.scale[1] * y),
                )
            case "BMC" | "BDC":
                number = int(operands[3]) if "/MCID" in operands else None
                self.open_marks.append(number)
                if number is not None:
                    self.ink.marks.append((operands[0], number))
            case "EMC":
                self.open_marks.pop()
            case "re":
                x, y, wide, high = map(float, operands)
                self._path += [self._point(x, y), self._point(x + wide, y + high)]
            case "m" | "l":
                self._path.append(self._point(*map(float, operands)))
            case "n":
                self._path = []
            case "f" | "S":
                self._paint(operator)
            case "Tm":
                across, b, c, up, x, y = map(float, operands)
                assert (b, c, across) == (0, 0, up), "letters that are bent"
                self._text_scale, self._at = up, self._point(x, y)
            case "Tf":
                self._size = float(operands[1])
            case "Tj":
                self._show()
            case "BT" | "ET" | "TL" | "w" | "d" | "J" | "j" | "T*" | "h":
                pass
            case _:
                raise AssertionError(f"an operator that nobody looked at: {operator}")

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = self._now.scale
        return self._now.moved[0] + across * x, self._now.moved[1] + down * y

    def _paint(self, operator: str) -> None:
        if operator == "S":
            self.ink.lines.append(self._now.stroke)
        else:
            across, up = zip(*self._path, strict=True)
            corners = (min(across), min(up), max(across), max(up))
            self.ink.fills.append((self._now.fill, corners))
        self._path = []

    def _show(self) -> None:
        assert self.open_marks, "words that are neither content nor decoration"
        x, y = self._at[0] + 0.1, self._at[1] + 0.1
        ground = WHITE
        for colour, (left, bottom, right, top) in self.ink.fills:
            if left <= x <= right and bottom <= y <= top:
                ground = colour
        size = self._size * self._text_scale * self._now.scale[1]
        self.ink.words.append(Shown(size, self._now.fill, ground, self.open_marks[-1]))


def _grey(operands: list[str]) -> Colour:
    (grey,) = map(float, operands)
    return grey, grey, grey


def _colour(operands: list[str]) -> Colour:
    red, green, blue = map(float, operands)
    return red, green, blue
