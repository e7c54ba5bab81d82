"""The words of visitors against the words of the noticeboard: what counts as a word, which words
say nothing, and which word was meant by a slip of the finger.

rapidfuzz is imported the first time that a slip must be mended: a kiosk must start fast.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from hub.noticeboard.file import PublishedFile

_DIACRITICS = re.compile("[\u0300-\u036f]")
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


def words_of(text: str) -> list[str]:
    """The words of a text as the index knows them: lower case, no accents, only letters and
    numbers. Safe to put between quotes in a query."""
    plain = _DIACRITICS.sub("", unicodedata.normalize("NFD", text))
    return _NOT_IN_WORDS.sub(" ", unicodedata.normalize("NFC", plain).lower()).split()


def telling(words: Sequence[str]) -> list[str]:
    """The words that say something; all of them where none does."""
    return [word for word in words if word not in STOP_WORDS] or list(words)


class Wording:
    """Every word that is on one noticeboard, and the words that stand for its needs."""

    def __init__(self, file: PublishedFile) -> None:
        self._file = file

    @cached_property
    def need_phrases(self) -> tuple[tuple[int, tuple[str, ...], bool, bool], ...]:
        """(id of a need, telling words of one of its phrases, whether that is its name, whether
        the need is urgent)."""
        pairs = self._file.rows(
            _phrase,
            """SELECT id, name, 1, is_urgent FROM need
               UNION ALL SELECT need.id, value, 0, is_urgent FROM need, json_each(need.words)""",
        )
        return tuple(dict.fromkeys(pair for pair in pairs if pair[1]))

    @cached_property
    def _terms(self) -> dict[str, int]:
        """Every word of the index in order, and how many entries have it."""
        return dict(self._file.rows(_pair, "SELECT term, doc FROM entry_word ORDER BY term"))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._terms)

    def entries_with(self, beginning: str) -> int:
        """About how many entries have a word that begins so."""
        found = 0
        for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            if not self._sorted[place].startswith(beginning):
                break
            found += self._terms[self._sorted[place]]
        return found

    def mend(self, word: str) -> str:
        """The word that was meant: itself where an entry has it or a longer one, else the nearest
        that one has (or the nearest beginning of one, as it may be half typed), else ""."""
        place = bisect_left(self._sorted, word)
        if place < len(self._sorted) and self._sorted[place].startswith(word):
            return word
        if len(word) < _SHORTEST_MENDED or not word.isalpha():
            return ""
        most = 1 if len(word) < _LONG else 2
        nearest = self._nearest(word, self._terms, most)
        if nearest:
            return nearest
        beginnings: dict[str, int] = {}
        for term, entries in self._terms.items():
            if len(term) > len(word):
                start = term[: len(word)]
                beginnings[start] = beginnings.get(start, 0) + entries
        return self._nearest(word, beginnings, 1)

    def _nearest(self, word: str, terms: dict[str, int], most: int) -> str:
        from rapidfuzz.distance import OSA, Indel
        from rapidfuzz.process import extract

        found = extract(
            word,
            [term for term in terms if abs(len(term) - len(word)) <= most],
            scorer=OSA.distance,
            score_cutoff=most,
            limit=20,
        )
        # Fewest slips first; two letters that changed places before other slips; people seldom
        # get the first letter wrong; then what is common.
        return min(
            (text for text, _, _ in found),
            key=lambda text: (
                OSA.distance(word, text),
                sorted(text) != sorted(word),
                text[0] != word[0],
                text in STOP_WORDS,
                -Indel.normalized_similarity(word, text),
                -terms[text],
                text,
            ),
            default="",
        )


_SHORTEST_MENDED = 4
_LONG = 6


def _phrase(
    number: int, text: str, is_name: int, is_urgent: int
) -> tuple[int, tuple[str, ...], bool, bool]:
    return number, tuple(telling(words_of(text))), is_name == 1, is_urgent == 1


def _pair(term: str, entries: int) -> tuple[str, int]:
    return term, entries
