"""Which letters a receipt printer prints: those of its Western code page (CP1252), which nearly all
have as number 16. Others are written in plain letters where they have some (ż as z, Ж as Zh after
Ukraine's table of 2010), or left out; each of them is told, and none turns into a question mark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from hub.views.words import clean_line

CODE_PAGE = "CP1252"

_PLAIN = {
    **dict(zip("łŁđĐħĦıŧŋĸəƏ", "lLdDhHitnkeE", strict=True)),
    **dict.fromkeys("\u2010\u2011\u2012\u2015\u2212\u2043", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    **dict(
        zip("→←►✓★●☎\u02bc\u2032", ["->", "<-", ">", "*", "*", "•", "Tel", "'", "'"], strict=True)
    ),
}
_LATIN = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia e y e u j c"
_CYRILLIC = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщюяёыэўјћ", _LATIN.split(), strict=True))
_CYRILLIC |= dict.fromkeys("ьъ", "")


@dataclass(slots=True)
class SlipLetters:
    """Writes texts in letters that the printer has, and keeps in mind which it hadn't."""

    changed: dict[str, str] = field(default_factory=dict)
    """A letter, and how it is printed."""
    lost: dict[str, None] = field(default_factory=dict)
    """Letters that are left out, in the order in which they were met."""

    def write(self, text: str) -> str:
        """One line of it: no control byte is in it, whatever was."""
        return clean_line("".join(map(self._letter, clean_line(text))))

    def sentences(self) -> tuple[str, ...]:
        """What a volunteer should know."""
        told = []
        if self.changed:
            told.append(f"The slip printer has no {_listed(self.changed)}: it prints plain ones.")
        if self.lost:
            told.append(f"The slip printer has no {_listed(self.lost)}: left out.")
        return tuple(told)

    def _letter(self, letter: str) -> str:
        if has(letter):
            return letter
        plain = _PLAIN.get(letter)
        if plain is None:
            low = _CYRILLIC.get(letter.lower())
            plain = low if low is None or letter.islower() else low.capitalize()
        if plain is None:
            bare = "".join(
                one
                for one in unicodedata.normalize("NFKD", letter)
                if not unicodedata.combining(one)
            )
            plain = bare if bare and all(map(has, bare)) else None
        if plain is None:
            # What only goes on top of another letter is not missed by itself.
            if not unicodedata.combining(letter) and letter.isprintable():
                self.lost[letter] = None
            return ""
        if letter.isalpha():
            self.changed[letter] = plain
        return plain


def has(letter: str) -> bool:
    """Whether the printer has it, and it is no control byte."""
    try:
        raw = letter.encode(CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return letter.isprintable() and all(byte >= 0x20 and byte != 0x7F for byte in raw)


def _listed(letters: Iterable[str]) -> str:
    return ", ".join(letters)
