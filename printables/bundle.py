"""Several sheets as one document, so that a week's paper is printed at once.

Each keeps its pages, their size and its language; a reader aloud meets each as a part of its own.
Which sheets belong together is decided by who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printables.boxes import Bookmark, Code, Page, Part, Piece, Run, Sheet


def bound(title: str, sheets: Sequence[Sheet], entries: Sequence[str] = ()) -> Sheet:
    """The sheets in order, at least one.

    The contents list has an entry a sheet (its title, or its one of `entries`), with the sheet's
    own entries below it.
    """
    names = entries or [sheet.title for sheet in sheets]
    language = sheets[0].language
    parts = [Part("Document", None)]
    pages: list[Page] = []
    for sheet, name in zip(sheets, names, strict=True):
        first = len(parts)
        own = "" if sheet.language == language else sheet.language
        parts.append(replace(sheet.parts[0], kind="Part", parent=0, language=own))
        for part in sheet.parts[1:]:
            assert part.parent is not None, "a sheet has one root"
            parts.append(replace(part, parent=part.parent + first))
        for number, page in enumerate(sheet.pages):
            entry = (Bookmark(name, 0.0),) if number == 0 else ()
            pieces = tuple(_bound(piece, first) for piece in page.pieces)
            pages.append(replace(page, pieces=(*entry, *pieces)))
    left_out = dict.fromkeys(sentence for sheet in sheets for sentence in sheet.left_out)
    return Sheet(title, tuple(pages), tuple(parts), language, tuple(left_out))


def _bound(piece: Piece, first: int) -> Piece:
    """A piece whose part, if it has one, is counted from `first`."""
    if isinstance(piece, Run | Code) and piece.part is not None:
        return replace(piece, part=piece.part + first)
    if isinstance(piece, Bookmark):
        return replace(piece, level=piece.level + 1)
    return piece
