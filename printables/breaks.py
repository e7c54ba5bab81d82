"""Where no line of paper breaks: inside a date, a number or a postcode, and not before the last
word, which would stand alone. Spaces become no-break spaces; how lines fill is `printables.fonts`.
"""

from __future__ import annotations

import re

from printables.fonts import NO_BREAK

_SHORT = 24
"""Letters of what stays on one line."""
_SHORT_END = 18
"""Letters of the last two words together."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9][A-Z]{2})\b")
_NUMBER = re.compile(r"\+?[0-9][0-9 ]{4,17}[0-9]")


def kept_together(words: str) -> str:
    """Short words on one line; longer ones break anywhere."""
    return words.replace(" ", NO_BREAK) if len(words) <= _SHORT else words


def numbers_together(words: str) -> str:
    """Phone numbers and postcodes on one line."""
    whole = _NUMBER.sub(lambda found: found[0].replace(" ", NO_BREAK), words)
    return _POSTCODE.sub(rf"\1{NO_BREAK}\2", whole)


def parts_together(words: str) -> str:
    """What stands between commas on one line where it is short, and each number."""
    return ", ".join(map(kept_together, numbers_together(words).split(", ")))


def well_ended(words: str) -> str:
    """A paragraph whose last word doesn't stand alone, with each number on one line."""
    whole = numbers_together(words)
    rest, _, last = whole.rpartition(" ")
    before = rest.rpartition(" ")[2]
    if rest and len(before) + len(last) < _SHORT_END:
        return f"{rest}{NO_BREAK}{last}"
    return whole
