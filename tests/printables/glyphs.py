"""Which glyphs a PDF really shows: an empty box is glyph 0 of its font."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

from tests.printables.checking import read


def glyphs_in(file: bytes) -> list[int]:
    """The number of each glyph that is shown, in the order in which they are drawn."""
    shown: list[int] = []
    reader = read(file)

    @cache
    def numbers(page: int, name: str) -> dict[int, int]:
        resources: Any = reader.pages[page]["/Resources"]
        font = resources["/Font"][name]
        embedded = TTFont(BytesIO(font["/FontDescriptor"]["/FontFile2"].get_data()))
        (table,) = embedded["cmap"].tables
        return {code: embedded.getGlyphID(glyph) for code, glyph in table.cmap.items()}

    for at, page in enumerate(reader.pages):
        name = ""
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                name = operands[0]
            elif operator == b"Tj":
                codes = operands[0].original_bytes
                shown += [numbers(at, name).get(code, 0) for code in codes]
            else:
                assert operator not in {b"TJ", b"'", b'"'}, "words that nobody looked at"
    return shown


def no_empty_boxes(file: bytes) -> None:
    """Assert that all that is shown has a shape."""
    glyphs = glyphs_in(file)
    assert glyphs
    assert 0 not in glyphs
