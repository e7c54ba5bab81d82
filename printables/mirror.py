"""Turns a sheet that was laid out from left to right into one that runs from right to left.

Decides nothing else: each piece keeps its height, its width and its place in the reading order.
"""

from __future__ import annotations

from dataclasses import replace

from printables.boxes import Band, Bookmark, Box, Code, Page, Piece, Rule, Run, Sheet, Stroke


def mirrored(sheet: Sheet) -> Sheet:
    """The same sheet with left and right changed over; twice, it is as it was.

    The last thing that a sheet does for a language that runs from right to left. A label that
    stood left of its words stands right of them.
    """
    return replace(sheet, pages=tuple(map(_page, sheet.pages)))


def _page(page: Page) -> Page:
    return replace(page, pieces=tuple(_piece(piece, page.width) for piece in page.pieces))


def _piece(piece: Piece, wide: float) -> Piece:
    match piece:
        case Run():
            # Its box knows nothing of the space at its end: letters keep to the edge.
            return replace(piece, x=wide - piece.box.right)
        case Band(box):
            return Band(Box(wide - box.right, box.top, wide - box.left, box.bottom))
        case Rule():
            return Rule(wide - piece.right, wide - piece.left, piece.y)
        case Stroke():
            return replace(piece, x=wide - piece.x, to_x=wide - piece.to_x)
        case Code():
            return replace(piece, x=wide - piece.box.right)
        case Bookmark():
            return piece
