"""Ten cards of 85 by 55 mm on A4, two by five, with marks to cut by that lie outside the cards.

What is on a card is decided by its sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hub.languages.language import Language
from printables.boxes import MM, Bookmark, Outline, Page, Piece, Sheet, Stroke, shifted
from printables.paper import A4

ACROSS, DOWN = 2, 5
CARD = (85 * MM, 55 * MM)
PADDING = 4 * MM
"""White inside a card, which forgives a crooked cut."""
INSIDE = (CARD[0] - 2 * PADDING, CARD[1] - 2 * PADDING)

_LEFT = (A4[0] - ACROSS * CARD[0]) / 2
_TOP = (A4[1] - DOWN * CARD[1]) / 2
_MARK, _MARK_GAP = 5 * MM, 2 * MM


@dataclass(frozen=True, slots=True)
class Card:
    """One card: what it is called, and how it is laid out at 0, 0 below a part of its own."""

    name: str
    lay: Callable[[Outline, int], Sequence[Piece]]


def ten_up(title: str, cards: Sequence[Card], language: Language) -> Sheet:
    """The cards on one page, row by row. At most ten."""
    assert len(cards) <= ACROSS * DOWN, "there is room for ten cards"
    outline = Outline()
    pieces: list[Piece] = []
    seen: set[str] = set()
    for number, card in enumerate(cards):
        x = _LEFT + number % ACROSS * CARD[0] + PADDING
        top = _TOP + number // ACROSS * CARD[1] + PADDING
        if card.name not in seen:
            seen.add(card.name)
            pieces.append(Bookmark(card.name, top))
        section = outline.add("Sect")
        pieces += [shifted(piece, x, top) for piece in card.lay(outline, section)]
    page = Page(*A4, _TOP, (*pieces, *_marks()))
    sheet = Sheet(title, (page,), outline.parts(), language.tag)
    if language.is_right_to_left:
        from printables.mirror import mirrored

        sheet = mirrored(sheet)
    return sheet


def _marks() -> list[Stroke]:
    """Short lines at the ends of each cut."""
    strokes: list[Stroke] = []
    for column in range(ACROSS + 1):
        x = _LEFT + column * CARD[0]
        top = Stroke(x, _TOP - _MARK_GAP - _MARK, x, _TOP - _MARK_GAP)
        strokes += [top, replace(top, y=A4[1] - top.y, to_y=A4[1] - top.to_y)]
    for row in range(DOWN + 1):
        y = _TOP + row * CARD[1]
        left = Stroke(_LEFT - _MARK_GAP - _MARK, y, _LEFT - _MARK_GAP, y)
        strokes += [left, replace(left, x=A4[0] - left.x, to_x=A4[0] - left.to_x)]
    return strokes
