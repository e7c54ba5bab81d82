"""Letters that no font of ours has, on sheets where one entry must not spoil all others: they are
left out, and whoever prints is told which. What can be drawn is decided by `printables.fonts`.
"""

from __future__ import annotations

import unicodedata

from hub.errors import BadInput
from hub.views.words import clean_line
from printables.fonts import missing_glyphs, printable

_MOST_NAMED = 12
_MOST_QUOTED = 60


class LeftOut:
    """Collects what could not be printed while a sheet is laid out."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each once, in order."""
        return tuple(self._sentences)

    def line(self, text: str, what: str, instead: str = "") -> str:
        """One line in letters that we have; `instead` where nothing is left of it. `what` says in
        the sentence where it stands: "The title". Pictures, which carry no words, go quietly."""
        line = clean_line(text)
        try:
            return printable(line, what) or instead
        except BadInput:
            lost = [letter for letter in missing_glyphs(line) if not _is_printable(letter)]
        kept = printable("".join(letter for letter in line if letter not in lost), what)
        # Marks and stops of a line whose letters are all gone say nothing.
        words = kept if any(letter.isalnum() for letter in kept) else ""
        self._sentences[_sentence(line, what, lost, words, instead)] = None
        return words or instead


def _is_printable(letter: str) -> bool:
    try:
        printable(letter, "")
    except BadInput:
        return False
    return True


def _sentence(line: str, what: str, lost: list[str], words: str, instead: str) -> str:
    quoted = line if len(line) <= _MOST_QUOTED else f"{line[: _MOST_QUOTED - 1].rstrip()}…"
    named = [
        f"{letter} (U+{ord(letter):04X}, {unicodedata.name(letter, 'without a name')})"
        for letter in lost[:_MOST_NAMED]
    ]
    if len(lost) > _MOST_NAMED:
        named.append(f"and {len(lost) - _MOST_NAMED} more")
    is_one = len(lost) == 1
    sentences = [
        f"{what} “{quoted}” has {'a character' if is_one else 'characters'} we cannot print: "
        f"{', '.join(named)}.",
    ]
    if words:
        sentences.append("It is left out." if is_one else "They are left out.")
    elif instead:
        sentences.append(f"In its place stands “{instead}”.")
    else:
        sentences.append("Nothing is left of it, so it is not on the paper.")
    return " ".join(sentences)
