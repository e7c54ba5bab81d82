"""A font as it goes into a PDF: the glyphs that are used, each with the text that it stands for.

Exists for shaped glyphs, which no single character names. What they are decides
`printables.shaping`; reportlab does the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_FIRST_OWN = 0xF0000
"""Plane 15 is for private use: our own names for shaped glyphs lie there. They never leave."""
_MOST_IN_A_BLOCK = 100
"""Entries of a CMap between beginbfchar and endbfchar (Adobe Technical Note 5014)."""


class Embedded(TTFont):  # type: ignore[misc] # reportlab ships no types
    """A TrueType font whose glyphs can also be shown by their number."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._own: dict[tuple[int, str], str] = {}
        self._texts: dict[int, str] = {}

    def letter_for(self, glyph: int, text: str) -> str:
        """A letter that draws `glyph` and is read as `text`."""
        key = (glyph, text)
        if key not in self._own:
            code = _FIRST_OWN + len(self._own)
            self._own[key] = chr(code)
            self._texts[code] = text
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.face._pdfScale(self.face.hmetrics[glyph][0])
        return self._own[key]

    def addObjects(self, doc: Any) -> None:  # noqa: N802 # reportlab's name
        """The font's objects, as reportlab makes them, but read as text by a map of ours.

        Its own maps glyph 0 to U+0000, which readers aloud refuse (ISO 14289-1 §7.21.7), and
        knows one character a glyph.
        """
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX))
            cmap = doc.idToObject["toUnicodeCMap:" + name.decode("ascii")]
            cmap.content = "\n".join(self._cmap(subset))

    def _cmap(self, subset: list[int]) -> Iterator[str]:
        entries = [
            f"<{at:02X}> <{self._texts.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"
            for at, code in enumerate(subset)
            if code
        ]
        yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
        yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
        yield "/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
        yield "1 begincodespacerange <00> <FF> endcodespacerange"
        for first in range(0, len(entries), _MOST_IN_A_BLOCK):
            block = entries[first : first + _MOST_IN_A_BLOCK]
            yield f"{len(block)} beginbfchar"
            yield from block
            yield "endbfchar"
        yield "endcmap CMapName currentdict /CMap defineresource pop end end"
