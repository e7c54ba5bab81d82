"""Two sheets of A5 side by side on A4, with a line to cut along that nothing crosses.

The right one is read after the left one. What is on them is decided by their own sheets.
"""

from __future__ import annotations

from dataclasses import replace

from printables.boxes import Bookmark, Code, Page, Part, Piece, Run, Sheet, Stroke, shifted
from printables.paper import A4_LANDSCAPE, A5, SMALL_MARGIN


def side_by_side(left: Sheet, right: Sheet) -> Sheet:
    """Both on one page; the same one twice is fine. Each must be one page of A5."""
    half = A4_LANDSCAPE[0] / 2
    inset = (half - A5[0]) / 2
    pieces: list[Piece] = []
    parts = [Part("Document", None)]
    is_twice = left == right
    for number, sheet in enumerate((left, right)):
        (page,) = sheet.pages
        own, before = len(parts), len(parts) - 1
        parts.append(Part("Sect", 0))
        parts += [
            replace(part, parent=part.parent + before + 1 if part.parent else own)
            for part in sheet.parts[1:]
        ]
        for piece in page.pieces:
            if isinstance(piece, Bookmark) and is_twice and number:
                continue  # one line of the contents list leads to both
            moved = shifted(piece, number * half + inset, (A4_LANDSCAPE[1] - A5[1]) / 2)
            if isinstance(moved, Run | Code) and moved.part is not None:
                moved = replace(moved, part=moved.part + before + 1)
            pieces.append(moved)
    pieces.append(Stroke(half, 0, half, A4_LANDSCAPE[1], is_dashed=True))
    title = left.title if is_twice else f"{left.title}; {right.title}"
    return Sheet(
        title,
        (Page(*A4_LANDSCAPE, SMALL_MARGIN, tuple(pieces)),),
        tuple(parts),
        left.language,
        tuple(dict.fromkeys((*left.left_out, *right.left_out))),
    )
