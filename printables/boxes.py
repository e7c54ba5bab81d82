"""What lies where on a page, as plain numbers: the result of layout, before anything is drawn.

Points (1/72 inch), x from the left edge, y downwards from the top edge. A `part` says what a
piece is to a screen reader; None means decoration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from printables.fonts import ASCENT, DESCENT, NO_BREAK, Face, width
from printables.qr import QUIET_MODULES, matrix

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.01) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def within(self, other: Box, slack: float = 0.01) -> bool:
        """Whether all of this one lies in the other."""
        return (
            self.left >= other.left - slack
            and self.right <= other.right + slack
            and self.top >= other.top - slack
            and self.bottom <= other.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face and size on one baseline. A space at their end is for readers aloud."""

    x: float
    baseline: float
    words: str
    face: Face
    size: float
    part: int | None = None
    on_band: bool = False
    """White on the dark band instead of black on white."""

    @property
    def box(self) -> Box:
        """What the letters may take, from ascent to descent."""
        return Box(
            self.x,
            self.baseline - ASCENT * self.size,
            self.x + width(self.words.rstrip(" "), self.face, self.size),
            self.baseline + DESCENT * self.size,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """A dark bar behind a heading."""

    box: Box


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline from left to right."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one point to another that isn't a rule: of a grid, or to cut along."""

    x: float
    y: float
    to_x: float
    to_y: float
    is_dashed: bool = False

    @property
    def box(self) -> Box:
        """What it spans."""
        return Box(
            min(self.x, self.to_x),
            min(self.y, self.to_y),
            max(self.x, self.to_x),
            max(self.y, self.to_y),
        )


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: `side` is the width of its black pattern."""

    x: float
    top: float
    side: float
    payload: str
    part: int | None = None
    level: str = "M"

    @property
    def box(self) -> Box:
        """The black pattern."""
        return Box(self.x, self.top, self.x + self.side, self.top + self.side)

    @property
    def module(self) -> float:
        """Width of one module in points."""
        return self.side / len(matrix(self.payload, self.level))

    @property
    def quiet_box(self) -> Box:
        """The pattern and the white that must stay round it."""
        quiet = QUIET_MODULES * self.module
        box = self.box
        return Box(box.left - quiet, box.top - quiet, box.right + quiet, box.bottom + quiet)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the reader's contents list, and where it leads."""

    words: str
    top: float
    level: int = 0
    """How deep it lies: 1 below the one before that has 0."""


Piece = Run | Band | Rule | Stroke | Code | Bookmark


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper."""

    width: float
    height: float
    margin: float
    pieces: tuple[Piece, ...]

    def runs(self) -> tuple[Run, ...]:
        """The words, in the order in which they are drawn."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Run))

    def bands(self) -> tuple[Band, ...]:
        """The dark bars."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Band))

    def rules(self) -> tuple[Rule, ...]:
        """The hairlines."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Rule))

    def strokes(self) -> tuple[Stroke, ...]:
        """Other lines: of a grid, or to cut along."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Stroke))

    def codes(self) -> tuple[Code, ...]:
        """The QR codes."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Code))

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Where the contents list leads on this page."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Bookmark))

    @property
    def inner(self) -> Box:
        """What lies inside the margins."""
        return Box(self.margin, self.margin, self.width - self.margin, self.height - self.margin)


@dataclass(frozen=True, slots=True)
class Part:
    """One element of the document for a screen reader (ISO 32000 §14.8: H1, P, L, LI, Table…)."""

    kind: str
    parent: int | None
    """Index of the part it belongs to; None for the document itself, which is part 0."""
    spoken: str = ""
    """What a picture says."""
    scope: str = ""
    """Of a TH: Column or Row."""
    language: str = ""
    """BCP 47, where it is in another language than the sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished document. Parts are in reading order, parents before their children."""

    title: str
    pages: tuple[Page, ...]
    parts: tuple[Part, ...]
    language: str = "en-GB"
    """BCP 47."""
    left_out: tuple[str, ...] = ()
    """What could not be printed, in sentences for whoever printed it: characters no font has."""


class Outline:
    """Collects the parts of a document while it is laid out."""

    def __init__(self) -> None:
        self._parts = [Part("Document", None)]

    def add(
        self, kind: str, parent: int = 0, spoken: str = "", scope: str = "", language: str = ""
    ) -> int:
        """A new part after all others; gives its index."""
        self._parts.append(Part(kind, parent, spoken, scope, language))
        return len(self._parts) - 1

    def parts(self) -> tuple[Part, ...]:
        """All of them so far."""
        return tuple(self._parts)


def lines_down(
    lines: Iterable[str],
    *,
    x: float,
    first_baseline: float,
    leading: float,
    face: Face,
    size: float,
    part: int | None,
) -> list[Run]:
    """Left-aligned lines below each other."""
    return [
        Run(
            x,
            first_baseline + number * leading,
            line.replace(NO_BREAK, " "),
            face,
            size,
            part,
        )
        for number, line in enumerate(lines)
        if line
    ]


def shifted(piece: Piece, right: float = 0.0, down: float = 0.0) -> Piece:
    """The same piece at another place of the page."""
    match piece:
        case Run():
            return replace(piece, x=piece.x + right, baseline=piece.baseline + down)
        case Rule():
            return Rule(piece.left + right, piece.right + right, piece.y + down)
        case Stroke():
            return replace(
                piece,
                x=piece.x + right,
                to_x=piece.to_x + right,
                y=piece.y + down,
                to_y=piece.to_y + down,
            )
        case Code():
            return replace(piece, x=piece.x + right, top=piece.top + down)
        case Bookmark():
            return replace(piece, top=piece.top + down)
        case Band(box):
            return Band(Box(box.left + right, box.top + down, box.right + right, box.bottom + down))
