"""Sheets put together: two of A5 side by side on A4, with a line to cut along that nothing crosses;
and pages one after another. What is on them is decided by their own sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from printables.boxes import Bookmark, Page, Piece, Sheet, Stroke, shifted
from printables.bundle import bound
from printables.paper import A4_LANDSCAPE, A5, SMALL_MARGIN


def side_by_side(left: Sheet, right: Sheet) -> Sheet:
    """Both on one page, the left one read first; the same one twice is fine. Each must be one page
    of A5."""
    half = A4_LANDSCAPE[0] / 2
    inset, down = (half - A5[0]) / 2, (A4_LANDSCAPE[1] - A5[1]) / 2
    is_twice = left == right
    joined = in_order((left, right))
    pieces: list[Piece] = []
    for number, page in enumerate(joined.pages):
        for piece in page.pieces:
            if isinstance(piece, Bookmark) and is_twice and number:
                continue  # one line of the contents list leads to both
            pieces.append(shifted(piece, number * half + inset, down))
    pieces.append(Stroke(half, 0, half, A4_LANDSCAPE[1], is_dashed=True))
    page = Page(*A4_LANDSCAPE, SMALL_MARGIN, tuple(pieces))
    return replace(joined, title=left.title if is_twice else joined.title, pages=(page,))


def in_order(sheets: Sequence[Sheet]) -> Sheet:
    """The pages of one sheet after those of another, listed by their own headings alone."""
    joined = bound("; ".join(dict.fromkeys(sheet.title for sheet in sheets)), sheets)
    return replace(
        joined,
        pages=tuple(
            replace(page, pieces=tuple(_headings_alone(page.pieces))) for page in joined.pages
        ),
    )


def _headings_alone(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Without the entry that a bundle has for each of its sheets."""
    for piece in pieces:
        if not isinstance(piece, Bookmark):
            yield piece
        elif piece.level:
            yield replace(piece, level=piece.level - 1)
