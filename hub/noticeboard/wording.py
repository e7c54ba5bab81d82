"""The words of visitors against the words of the noticeboard: what counts as a word, which words
say nothing, which places there are, and which word was meant by a slip of the finger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property

from hub.noticeboard.file import PublishedFile
from hub.noticeboard.meaning import Meanings
from hub.noticeboard.mending import nearest

_DIACRITICS = re.compile("[\u0300-\u036f]")
_LIKE_LETTERS = str.maketrans("łıøđ", "liod")
_NOT_IN_WORDS = re.compile(r"[\W_]+")

_SAY_LITTLE = """
a about after all am an and any anyone anything are as at be been but by can cannot could d did do
does doing don for from get gets getting give go going got had has have having he help helping her
him his how i if in into is it its ive just know like ll looking lot m me more my myself need needs
no not now of on one or our please re really s she should so some someone somebody something
struggling t than thanks that the their them there they thing things this to too trouble us ve very
want wants was we were what when where which who why will with would you your
"""
STOP_WORDS = frozenset(_SAY_LITTLE.split())
"""Words that say little about what somebody is after, and the ends of "I'm" and "we're"."""

_DAYS = """
monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight weekend
"""
DAY_WORDS = frozenset(_DAYS.split())
"""When something shall be: of these none is a slip of another word, as friday of fridge."""


def words_of(text: str) -> list[str]:
    """The words of a text as the index knows them: lower case, no accents, only letters and
    numbers. Safe to put between quotes in a query."""
    plain = _DIACRITICS.sub("", unicodedata.normalize("NFD", text))
    return _NOT_IN_WORDS.sub(" ", unicodedata.normalize("NFC", plain).lower()).split()


def folded(text: str) -> list[str]:
    """The same, where a letter that is no accented one counts as what people type for it."""
    return words_of(unicodedata.normalize("NFC", text).lower().translate(_LIKE_LETTERS))


def telling(words: Sequence[str]) -> list[str]:
    """The words that say something; all of them where none does."""
    return [word for word in words if word not in STOP_WORDS] or list(words)


class Wording:
    """Every word that is on one noticeboard, and what its needs and interests are called."""

    def __init__(self, file: PublishedFile) -> None:
        self._file = file
        # Words of one first letter at a time, because a large directory has 100,000.
        self._kept: dict[str, list[str]] = {}

    @cached_property
    def meanings(self) -> Meanings:
        """The phrases of needs and interests, laid out when the first word is typed."""
        return Meanings(self._file)

    @cached_property
    def places(self) -> frozenset[str]:
        """What people may call the places where somebody helps."""
        return frozenset(self._file.rows(str, "SELECT name FROM place"))

    def entries_with(self, beginning: str) -> int:
        """About how many entries have a word that begins so."""
        return self._file.number(
            "SELECT total(entries) FROM word WHERE term >= ? AND term < ?", *_range(beginning)
        )

    def has(self, beginning: str) -> bool:
        """Whether any entry has a word that begins so."""
        found = "SELECT EXISTS (SELECT 1 FROM word WHERE term >= ? AND term < ?)"
        return self._file.number(found, *_range(beginning)) == 1

    def mend(self, word: str) -> str:
        """The word that was meant: itself where an entry has it or a longer one, else the nearest
        that one has (or the nearest beginning of one, as it may be half typed), else ""."""
        if word in DAY_WORDS and not self.has(word):
            return ""
        if self.meanings.begins(word) or self.has(word):
            return word
        if len(word) < _SHORTEST_MENDED or not word.isalpha():
            return ""
        # People seldom get the first letter wrong, but they change the first two.
        lists = (self.meanings.words, *map(self._words_from, dict.fromkeys(word[:2])))
        most = 1 if len(word) < _LONG else 2
        return nearest(word, lists, most) or nearest(word, [self._beginnings(word)], 1)

    def _beginnings(self, word: str) -> list[str]:
        """What a word half typed may be the beginning of."""
        first, size = word[0], len(word)
        meant = (one for one in self.meanings.words if one.startswith(first))
        longer = (one[:size] for one in (*meant, *self._words_from(first)) if len(one) > size)
        return list(dict.fromkeys(longer))

    def _words_from(self, letter: str) -> list[str]:
        """Every word that begins with a letter, the commonest first."""
        kept = self._kept.get(letter)
        if kept is None:
            kept = self._kept[letter] = self._file.rows(
                str,
                "SELECT term FROM word WHERE term >= ? AND term < ? ORDER BY entries DESC, term",
                *_range(letter),
            )
        return kept


_SHORTEST_MENDED = 4
_LONG = 6


def _range(beginning: str) -> tuple[str, str]:
    """All words that begin so: from the first, to before the second."""
    return beginning, f"{beginning}\U0010ffff"
