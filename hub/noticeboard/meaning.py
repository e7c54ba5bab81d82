"""What typed words mean: which needs and interests they stand for, whole sentences too.

Every need and interest has phrases: its name, and what people type when they mean it. Words that
few of them share say most. Leaves what entries say to `.search`, and which words are the same to
`.english`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import NamedTuple

from hub.noticeboard.english import meaning, plain_words
from hub.noticeboard.file import PublishedFile

_MOST = 5
"""Needs and interests that one search gives."""
_BEGINNINGS = 24
"""Words that a half-typed one may become."""
_ASIDE = 0.2
"""What a word that says little is worth beside one that does."""
_WORTH_SHOWING = 0.4
"""How near to the best one another must come."""
_LEAST_OF_A_PHRASE = 0.34
_SHORTEST_RUN = 3
"""A phrase of words that say little must be typed as it stands, and be so long: "can't go on"."""

_SAY_LITTLE = """
a about after again all always am an and any anyone anything are as ask at be because been being but
by can cannot cant could d did didnt do does doesnt doing dont each ever every for from gave get
gets getting give go goes going got had has hasnt have havent having he help helping her here him
his how i id if ill im in into is isnt it its ive just keep keeps kind know let like likes ll look
looking lot made make me more much my myself need needing needs never no not now of off on one or
our out over own please really right s said say says she should so some someone something somewhere
somebody still struggling t take takes than thank thanks that thats the their them then there theres
they theyre thing things think this to too trouble u until up urgent us use ve very want wanted
wants was wasnt we well went were weve what whats when where which who why will with wont would
wouldnt yet you your
"""
ASIDES = frozenset(_SAY_LITTLE.split()) - {"ill"}


class Meant(NamedTuple):
    """A need or an interest that typed words stand for."""

    id: int
    score: float
    is_need: bool
    is_urgent: bool
    is_whole: bool
    """A whole phrase of it is among the words."""
    covers: float
    """How much of what was typed it accounts for: 1 is all of it."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    owner: int
    tells: tuple[str, ...]
    asides: frozenset[str]
    run: tuple[str, ...]
    """Every word in its order."""
    total: float
    is_name: bool


@dataclass(slots=True)
class _Best:
    """The best phrase of one owner so far, and what its other phrases add."""

    score: float
    phrase: _Phrase
    said: frozenset[str]
    whole: bool
    credits: dict[str, float]


class Meanings:
    """The phrases of one noticeboard's needs and interests, ready to be looked up."""

    def __init__(self, file: PublishedFile) -> None:
        self._urgent: dict[int, bool] = {}
        self._needs: set[int] = set()
        texts: list[tuple[int, str, bool]] = []
        for number, text, is_name, is_urgent, is_need in file.rows(
            _row,
            """SELECT id, name, 1, is_urgent, 1 FROM need
               UNION ALL SELECT need.id, value, 0, is_urgent, 1 FROM need, json_each(need.words)
               UNION ALL SELECT id, name, 1, 0, 0 FROM interest
               UNION ALL SELECT interest.id, value, 0, 0, 0
               FROM interest, json_each(interest.words)""",
        ):
            self._urgent[number] = is_urgent
            if is_need:
                self._needs.add(number)
            texts.append((number, text, is_name))
        self._lay_out(texts)

    def _lay_out(self, texts: Iterable[tuple[int, str, bool]]) -> None:
        owners: defaultdict[str, set[int]] = defaultdict(set)
        spelt: dict[str, str] = {}
        split = []
        for number, text, is_name in texts:
            words = plain_words(text)
            run = tuple(map(meaning, words))
            spelt.update(zip(words, run, strict=True))
            tells = tuple(
                dict.fromkeys(m for w, m in zip(words, run, strict=True) if w not in ASIDES)
            )
            asides = frozenset(m for w, m in zip(words, run, strict=True) if w in ASIDES)
            for word in tells:
                owners[word].add(number)
            if words:
                split.append((number, tells, asides, run, is_name))
        count = max(1, len(self._urgent))
        self._unknown = log(1 + count)
        self._weights = {word: log(1 + count / len(ids)) for word, ids in owners.items()}
        self._phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._runs: defaultdict[tuple[str, ...], list[_Phrase]] = defaultdict(list)
        for number, tells, asides, run, is_name in split:
            total = sum(self._weights[word] for word in tells) + _ASIDE * len(asides - set(tells))
            phrase = _Phrase(number, tells, asides - set(tells), run, total, is_name)
            for word in tells:
                self._phrases[word].append(phrase)
            if not tells and len(run) >= _SHORTEST_RUN:
                self._runs[run].append(phrase)
        self._longest_run = max(map(len, self._runs), default=0)
        self._spelt = {word: sense for word, sense in spelt.items() if sense in self._weights}
        self.words = sorted(self._spelt)
        """Every word of a phrase that says something, as it is spelt."""

    def knows(self, word: str) -> bool:
        """Whether a phrase has the word, or one that means the same."""
        return word in self._spelt or meaning(word) in self._weights

    def begins(self, word: str) -> bool:
        """Whether a word of a phrase begins so."""
        place = bisect_left(self.words, word)
        return place < len(self.words) and self.words[place].startswith(word)

    def split(self, word: str) -> tuple[str, str] | None:
        """The two words of phrases that were run together: "foodbank" is "food bank"."""
        for at in range(3, len(word) - 2):
            if word[:at] in self._spelt and word[at:] in self._spelt:
                return word[:at], word[at:]
        return None

    def meant(self, words: Sequence[str]) -> list[Meant]:
        """The needs and interests that plain words stand for, the best first."""
        senses = self._senses(words)
        best: dict[int, _Best] = {}
        triggered = dict.fromkeys(
            phrase for sense in senses for phrase in self._phrases.get(sense, ())
        )
        run = tuple(map(meaning, words))
        around = frozenset(run)
        typed = f" {' '.join(run)} "
        for phrase in triggered:
            said = frozenset(sense for sense in phrase.tells if sense in senses)
            got = sum(self._weights[sense] * senses[sense] for sense in said)
            aside = len(phrase.asides & around)
            got += _ASIDE * aside
            share = got / phrase.total
            score = got * (0.25 + 0.75 * share)
            # "My husband died" isn't "want to die".
            whole = len(said) == len(phrase.tells) and 2 * aside >= len(phrase.asides)
            whole = whole and all(senses[sense] >= _TYPED for sense in said)
            if whole and len(phrase.run) > 1 and f" {' '.join(phrase.run)} " in typed:
                score *= 1.25
            self._add(best, phrase, score, said, whole, share, senses)
        for size in range(_SHORTEST_RUN, min(self._longest_run, len(run)) + 1):
            for at in range(len(run) - size + 1):
                for phrase in self._runs.get(run[at : at + size], ()):
                    score = self._unknown * (0.5 + 0.2 * size)
                    self._add(best, phrase, score, frozenset(), True, 1.0, senses)
        return self._ranked(best, words, senses)

    def _senses(self, words: Sequence[str]) -> dict[str, float]:
        """What the words stand for and how surely: a word half typed may stand for several."""
        senses: dict[str, float] = {}
        last = len(words) - 1
        for place, word in enumerate(words):
            if word in ASIDES and len(words) > 1:
                continue
            sense = meaning(word)
            if sense in self._weights:
                senses[sense] = 1.0
                if place != last:
                    continue
            at = bisect_left(self.words, word)
            for longer in self.words[at : at + _BEGINNINGS]:
                if not longer.startswith(word):
                    break
                sure = len(word) / len(longer)
                sense = self._spelt[longer]
                senses[sense] = max(senses.get(sense, 0.0), sure if place == last else sure / 2)
        for one, other in pairwise(words):
            if one + other in self._spelt:  # "food bank" is "foodbank"
                senses[self._spelt[one + other]] = 1.0
        for word in words:
            if word not in self._spelt and (halves := self.split(word)):
                senses.update((self._spelt[half], 1.0) for half in halves)
        return senses

    def _add(
        self,
        best: dict[int, _Best],
        phrase: _Phrase,
        score: float,
        said: frozenset[str],
        whole: bool,
        share: float,
        senses: dict[str, float],
    ) -> None:
        if phrase.is_name:
            score *= 1.1
        there = best.get(phrase.owner)
        if there is None:
            there = best[phrase.owner] = _Best(score, phrase, said, whole, {})
        elif score > there.score:
            there.score, there.phrase, there.said = score, phrase, said
        there.whole = there.whole or whole
        for sense in said:
            credit = self._weights[sense] * senses[sense] * share
            there.credits[sense] = max(credit, there.credits.get(sense, 0.0))

    def _ranked(
        self, best: dict[int, _Best], words: Sequence[str], senses: dict[str, float]
    ) -> list[Meant]:
        telling = [word for word in words if word not in ASIDES] or list(words)
        typed = [self._weights.get(meaning(word), self._unknown) for word in telling]
        found = []
        for number, one in best.items():
            beside = sum(credit for sense, credit in one.credits.items() if sense not in one.said)
            score = one.score + 0.35 * beside
            if number in self._needs:
                score *= 1.15
            said = sum(self._weights[sense] * senses[sense] for sense in one.said)
            covers = 1.0 if not one.said and one.whole else min(1.0, said / sum(typed))
            found.append(
                Meant(
                    number,
                    score,
                    number in self._needs,
                    self._urgent[number],
                    one.whole,
                    covers,
                )
            )
        found.sort(key=lambda one: (-one.score, not one.is_urgent, one.id))
        return [one for one in found[:_MOST] if one.score >= _WORTH_SHOWING * found[0].score]


_TYPED = 0.6
"""How surely a word must stand for another to make a phrase whole."""


def _row(
    number: int, text: str, is_name: int, is_urgent: int, is_need: int
) -> tuple[int, str, bool, bool, bool]:
    return number, text, is_name == 1, is_urgent == 1, is_need == 1
