"""A capital letter where a line begins: Wtorek 1 grudnia, İçeride. Scripts that have no capitals
stay as they are."""

from __future__ import annotations

import unicodedata

# The rules of Unicode (SpecialCasing): a dotted i keeps its dot in Turkish.
_OWN_CAPITALS = {"tr": {"i": "İ", "ı": "I"}}


def begun(text: str, code: str) -> str:
    """`text` with a capital as its first letter, by the rules of a language."""
    plain = unicodedata.normalize("NFC", text)
    first, rest = plain[:1], plain[1:]
    capital = _OWN_CAPITALS.get(code, {}).get(first, first.title())
    # A letter that would become two (ß, ligatures) begins no word of ours.
    return (capital if len(capital) == 1 else first) + rest
