"""What typed words mean: which needs and interests they stand for, whole sentences too.

Every need and interest has phrases: its name, and what people type when they mean it. Words that
few of them share say most. Leaves what entries say to `.search`, and which words are the same to
`.english`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
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
_WORTH_SHOWING = 0.55
"""How near to the best one another must come."""
_JUST_THAT = 1.5
"""What a phrase is worth more that is all that was typed."""
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


class _Phrase(NamedTuple):
    owner: int
    tells: tuple[str, ...]
    asides: frozenset[str]
    run: str
    """Every word in its order, between spaces."""
    total: float
    worth: float
    """What its score is multiplied by: more for the name of a need than for an interest."""


class _Best(NamedTuple):
    """The best phrase of one owner."""

    score: float
    phrase: _Phrase | None


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
        self._phrases: list[_Phrase] = []
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        self._runs: dict[tuple[str, ...], set[int]] = {}
        for number, tells, asides, run, is_name in split:
            asides -= set(tells)
            total = sum(self._weights[word] for word in tells) + _ASIDE * len(asides)
            worth = (1.15 if number in self._needs else 1.0) * (1.1 if is_name else 1.0)
            for word in tells:
                self._with[word].append(len(self._phrases))
            spaced = f" {' '.join(run)} "
            self._phrases.append(_Phrase(number, tells, asides, spaced, total, worth))
            if not tells and len(run) >= _SHORTEST_RUN:
                self._runs.setdefault(run, set()).add(number)
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
        by_word = self._senses(words)
        senses: dict[str, float] = {}
        for several in by_word.values():
            for sense, sure in several.items():
                senses[sense] = max(sure, senses.get(sense, 0.0))
        run = tuple(map(meaning, words))
        got: dict[int, float] = {}
        for sense, sure in senses.items():
            weight = self._weights[sense] * sure
            for number in self._with[sense]:
                got[number] = got.get(number, 0.0) + weight
        best, wholes = self._best(got, senses, run)
        for size in range(_SHORTEST_RUN, min(self._longest_run, len(run)) + 1):
            for at in range(len(run) - size + 1):
                for owner in self._runs.get(run[at : at + size], ()):
                    score = self._unknown * (0.5 + 0.2 * size)
                    wholes.add(owner)
                    if owner not in best or score > best[owner].score:
                        best[owner] = _Best(score, None)
        return self._ranked(best, wholes, got, by_word, senses)

    def _best(
        self, got: dict[int, float], senses: dict[str, float], run: tuple[str, ...]
    ) -> tuple[dict[int, _Best], set[int]]:
        """The best phrase of each owner, and the owners of which a whole phrase was typed."""
        around, typed = frozenset(run), f" {' '.join(run)} "
        best: dict[int, _Best] = {}
        wholes: set[int] = set()
        for number, weight in got.items():
            phrase = self._phrases[number]
            aside = len(phrase.asides & around) if phrase.asides else 0
            weight += _ASIDE * aside
            share = weight / phrase.total
            score = weight * (0.25 + 0.75 * share) * phrase.worth
            # "My husband died" isn't "want to die".
            if (
                share >= _NEARLY_ALL
                and 2 * aside >= len(phrase.asides)
                and all(senses.get(sense, 0.0) >= _TYPED for sense in phrase.tells)
            ):
                wholes.add(phrase.owner)
                if phrase.run in typed and phrase.run.count(" ") > 2:  # more than one word
                    score *= 1.25
            if phrase.run == typed:  # "gardening" is what people like before "help with the garden"
                score *= _JUST_THAT
            there = best.get(phrase.owner)
            if there is None or score > there.score:
                best[phrase.owner] = _Best(score, phrase)
        return best, wholes

    def _senses(self, words: Sequence[str]) -> dict[str, dict[str, float]]:
        """What each word that says something stands for and how surely: one half typed may stand
        for several."""
        last = words[-1] if words else ""
        found: dict[str, dict[str, float]] = {}
        for word in words:
            if word in ASIDES and len(words) > 1:
                continue
            senses = found[word] = {}
            sense = meaning(word)
            if sense in self._weights:
                senses[sense] = 1.0
            elif halves := self.split(word):
                senses.update((self._spelt[half], 1.0) for half in halves)
            if senses and word != last:
                continue
            at = bisect_left(self.words, word)
            for longer in self.words[at : at + _BEGINNINGS]:
                if not longer.startswith(word):
                    break
                sure = len(word) / len(longer) / (1 if word == last else 2)
                sense = self._spelt[longer]
                senses[sense] = max(senses.get(sense, 0.0), sure)
        for one, other in pairwise(words):
            if one + other in self._spelt:  # "food bank" is "foodbank"
                for half in (one, other):
                    found.setdefault(half, {})[self._spelt[one + other]] = 1.0
        return found

    def _ranked(
        self,
        best: dict[int, _Best],
        wholes: set[int],
        got: dict[int, float],
        by_word: dict[str, dict[str, float]],
        senses: dict[str, float],
    ) -> list[Meant]:
        """The best few, with what other phrases of theirs add."""
        chosen = sorted(best, key=lambda owner: -best[owner].score)[: 2 * _MOST]
        beside: dict[int, dict[str, float]] = {owner: {} for owner in chosen}
        for number, weight in got.items():
            phrase = self._phrases[number]
            credits = beside.get(phrase.owner)
            if credits is not None and phrase is not best[phrase.owner].phrase:
                share = weight / phrase.total
                for sense in phrase.tells:
                    if sense in senses:
                        credit = self._weights[sense] * senses[sense] * share
                        credits[sense] = max(credit, credits.get(sense, 0.0))
        known = [
            (self._weights.get(meaning(word), self._unknown), several)
            for word, several in by_word.items()
        ]
        typed = sum(weight for weight, _ in known)
        found = []
        for owner in chosen:
            score, its_best = best[owner]
            tells = its_best.tells if its_best else ()
            added = sum(credit for sense, credit in beside[owner].items() if sense not in tells)
            said = sum(
                weight for weight, several in known if any(tell in several for tell in tells)
            )
            found.append(
                Meant(
                    owner,
                    score + 0.35 * added,
                    owner in self._needs,
                    self._urgent[owner],
                    owner in wholes,
                    said / typed if its_best else 1.0,
                )
            )
        found.sort(key=lambda one: (-one.score, not one.is_urgent, one.id))
        return [one for one in found[:_MOST] if one.score >= _WORTH_SHOWING * found[0].score]


_NEARLY_ALL = 0.55
"""Below this share of its words no phrase can be whole."""
_TYPED = 0.6
"""How surely a word must stand for another to make a phrase whole."""


def _row(
    number: int, text: str, is_name: int, is_urgent: int, is_need: int
) -> tuple[int, str, bool, bool, bool]:
    return number, text, is_name == 1, is_urgent == 1, is_need == 1
