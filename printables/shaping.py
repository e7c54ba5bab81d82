"""How Arabic and Urdu letters join, by HarfBuzz, in a font of this machine.

Which font that is decides `printables.font_files`, which way words run `printables.direction`.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hub.errors import Damaged
from printables.direction import is_arabic
from printables.font_files import OWN_FOLDER, Face, arabic_file

if TYPE_CHECKING:
    import uharfbuzz

    from printables.embedding import Embedded

# Readers that turn words round would turn the two letters of one glyph once too often.
_LIGATURES = {
    unicodedata.normalize("NFKC", form): form
    for form in map(chr, (*range(0xFC00, 0xFC64), *range(0xFEF5, 0xFEFC, 2)))
}


def can_shape() -> bool:
    """Whether this machine has a font and the libraries for it."""
    return arabic_file(Face.REGULAR) is not None


def has_arabic_glyph(letter: str) -> bool:
    """Whether there is a font on this machine that draws this letter of the Arabic script."""
    return (
        is_arabic(letter)
        and can_shape()
        and all(ord(letter) in arabic_font(face).face.charToGlyph for face in Face)
    )


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shape of a font, in thousandths of the size from the start of its word."""

    number: int
    text: str
    """What it says: one letter or more."""
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word as it is drawn: glyphs from left to right."""

    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(maxsize=4096)
def shaped(text: str, face: Face, *, right_to_left: bool) -> Shaped:
    """The glyphs of letters that stand together."""
    import uharfbuzz

    font = _hb_font(face)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.script = "Arab"
    buffer.direction = "rtl" if right_to_left else "ltr"
    # Only the ligatures that must be: of others, readers can say no single letter.
    uharfbuzz.shape(font, buffer, {"liga": False, "dlig": False})
    scale = 1000 / font.face.upem
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    glyphs: list[Glyph] = []
    x = 0
    for info, position in zip(infos, positions, strict=True):
        said = text[info.cluster : ends[info.cluster]]
        glyphs.append(
            Glyph(
                info.codepoint,
                _LIGATURES.get(said, said),
                (x + position.x_offset) * scale,
                position.y_offset * scale,
            )
        )
        x += position.x_advance
    return Shaped(tuple(glyphs), x * scale)


@cache
def arabic_font(face: Face) -> Embedded:
    """The font for the Arabic script, parsed once; `arabic_file` must know it.

    Refuses (`Damaged`) a file that is no TrueType font.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    from printables.embedding import Embedded

    path = _known_file(face)
    try:
        made = Embedded(path.stem, str(path))
    except (TTFError, OSError, ValueError, LookupError, struct.error):
        raise Damaged(
            f"The font {path} cannot be read.",
            hint=f"Put another copy there, or name a folder with {OWN_FOLDER}.",
        ) from None
    pdfmetrics.registerFont(made)
    return made


@cache
def _hb_font(face: Face) -> uharfbuzz.Font:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_known_file(face)))))


def _known_file(face: Face) -> Path:
    path = arabic_file(face)
    assert path is not None, "letters were not checked by `printable`"
    return path
