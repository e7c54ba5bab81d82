"""Search in visitors' own words: needs, who can help, and what to come to, in one list.

What people type is never an error and never code. Leaves what a word is to `.wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from hub.noticeboard.read import Noticeboard
from hub.noticeboard.wording import STOP_WORDS, telling, words_of
from hub.views.noticeboard import Answer, Found
from hub.views.words import clean_line

_LONGEST_QUERY = 200
"""Letters that are looked at. Nobody types more, but a bar-code reader or a sleeve may."""
_MOST_WORDS = 8
_RANKED = 500
"""Only so many hits are ranked, the first by id, which is the order of quality: to rank every hit
of a common word takes 18 ms among 100,000 entries, to rank 500 takes 1.6."""
_SHORT = 2
"""Words of so few letters, and stop words, are looked for in names only where nothing else is
typed, and rank nothing."""
_MOST_NEEDS = 5
_MOST_MEMBERS = 8
_FEW = 5


@dataclass(frozen=True, slots=True)
class _Hits:
    """Ids of entries by how they fit, each the best first."""

    urgent: Sequence[int] = ()
    """Urgent needs that some of the words stand for: first, whatever else there is."""
    meant: Sequence[int] = ()
    """Needs that the words together stand for."""
    named: Sequence[int] = ()
    """All words are in the name, or in the words of a need."""
    touched: Sequence[int] = ()
    """Needs that some of the words stand for."""
    members: Sequence[int] = ()
    """Who meets the best of the needs."""
    said: Sequence[int] = ()
    """All words are in it somewhere."""

    @property
    def have_all_words(self) -> bool:
        """Whether anything fits all that was typed."""
        return any((self.meant, self.named, self.said))

    def tiers(self) -> tuple[Sequence[int], ...]:
        """In the order in which they are shown."""
        return self.urgent, self.meant, self.named, self.touched, self.members, self.said


def search(board: Noticeboard, words: str, *, today: date, limit: int = 20) -> Answer:
    """What fits the words typed so far, best first, at most `limit`; never raises for words.

    First the needs that the words stand for, then what has the words in its name, then who
    meets such a need, then what says the words further down. Where nothing has all words, slips
    are mended, then the commonest words are left out. `understood` is what was searched for.
    """
    query = clean_line(words[: 2 * _LONGEST_QUERY])[:_LONGEST_QUERY].strip()
    typed = words_of(query)[:_MOST_WORDS]
    if not typed or limit < 1:
        return Answer(query, query, ())
    hits = _look_up(board, telling(typed), limit)
    understood = query
    if not hits.have_all_words:
        meant = {word: board.wording.mend(word) for word in telling(typed)}
        mended = [meant.get(word, word) for word in typed]
        if mended != typed:
            understood = " ".join(filter(None, mended))
            hits = _look_up(board, [word for word in meant.values() if word], limit)
        if not hits.have_all_words:
            kept, hits = _leave_out(board, [word for word in meant.values() if word], limit)
            understood = " ".join(kept)
    results = _lines(board, hits.tiers(), today, limit)
    return Answer(query, understood if results else query, results)


def _lines(
    board: Noticeboard, tiers: Iterable[Sequence[int]], today: date, limit: int
) -> tuple[Found, ...]:
    """The best of each tier in turn. Within one, what nobody has checked comes last."""
    lines: list[Found] = []
    seen: set[int] = set()
    for tier in tiers:
        fresh = [number for number in dict.fromkeys(tier) if number not in seen]
        seen.update(fresh)
        found = board.found(fresh, today)
        found.sort(key=lambda line: not line.is_checked and not line.is_urgent)
        lines += found
        if len(lines) >= limit:
            break
    return tuple(lines[:limit])


def _look_up(board: Noticeboard, words: Sequence[str], limit: int) -> _Hits:
    """What has all the words, and the needs that some of them stand for."""
    if not words:
        return _Hits()
    needs = _needs_meant(board, words)
    if all(len(word) <= _SHORT or word in STOP_WORDS for word in words):
        return _Hits(meant=[need.id for need in needs], named=_unranked(board, words, limit))
    every = " AND ".join(f'"{word}"*' for word in words)
    named = _ranked(board, f"{{name words}} : ({every})", limit)
    return _Hits(
        urgent=[need.id for need in needs if need.is_urgent and need.is_partial],
        meant=[need.id for need in needs if not need.is_partial],
        named=named,
        touched=[need.id for need in needs if need.is_partial],
        members=_members(board, needs[0].id) if needs and needs[0].fit >= _WHOLE_PHRASE else (),
        said=_ranked(board, every, limit) if len(named) < limit else (),
    )


def _ranked(board: Noticeboard, expression: str, limit: int) -> list[int]:
    return board.file.rows(
        int,
        """SELECT id FROM (
               SELECT rowid AS id, bm25(entry_index, 10.0, 6.0, 1.0) AS score FROM entry_index
               WHERE entry_index MATCH ? ORDER BY rowid LIMIT ?
           ) ORDER BY score, id LIMIT ?""",
        expression,
        _RANKED,
        3 * limit,  # more than are shown, as what nobody has checked is moved down among them
    )


def _unranked(board: Noticeboard, words: Sequence[str], limit: int) -> list[int]:
    every = " AND ".join(f'"{word}"*' for word in words)
    return board.file.rows(
        int,
        "SELECT rowid FROM entry_index WHERE entry_index MATCH ? ORDER BY rowid LIMIT ?",
        f"{{name}} : ({every})",
        limit,
    )


class _NeedFit(NamedTuple):
    """A need that typed words stand for; sorts from the worst to the best."""

    fit: int
    is_name: bool
    minus_id: int
    is_urgent: bool

    @property
    def id(self) -> int:
        return -self.minus_id

    @property
    def is_partial(self) -> bool:
        """Whether its phrase is only some of the words typed."""
        return _WHOLE_PHRASE <= self.fit < _SAME


def _needs_meant(board: Noticeboard, words: Sequence[str]) -> list[_NeedFit]:
    """The needs that the words, or some of them, stand for, the best first."""
    best: dict[int, _NeedFit] = {}
    for number, phrase, is_name, is_urgent in board.wording.need_phrases:
        fit = _fit(words, phrase)
        if fit:
            need = _NeedFit(fit, is_name, -number, is_urgent)
            best[number] = max(need, best.get(number, need))
    return sorted(best.values(), reverse=True)[:_MOST_NEEDS]


_SAME = 100
_WHOLE_PHRASE = 3


def _fit(words: Sequence[str], phrase: Sequence[str]) -> int:
    """How well typed words fit a need's phrase: 0 not at all, more is better.

    The same words: 100. The phrase among the words typed: 3 and more, the longer the better.
    The words so far are how the phrase begins: 2. All are in it somewhere: 1.
    """
    size, count = len(phrase), len(words)
    if size <= count:
        if tuple(words) == phrase:
            return _SAME
        if any(tuple(words[at : at + size]) == phrase for at in range(count - size + 1)):
            return _WHOLE_PHRASE - 1 + size
    if sum(map(len, words)) <= _SHORT or count > size:
        return 0
    if phrase[: count - 1] == tuple(words[:-1]) and phrase[count - 1].startswith(words[-1]):
        return 2
    if all(any(part.startswith(word) for part in phrase) for word in words):
        return 1
    return 0


def _members(board: Noticeboard, need: int) -> list[int]:
    """Ids of the first entries that meet a need."""
    return board.file.rows(
        int,
        "SELECT entry_id FROM meets WHERE need_id = ? ORDER BY entry_id LIMIT ?",
        need,
        _MOST_MEMBERS,
    )


def _leave_out(board: Noticeboard, words: Sequence[str], limit: int) -> tuple[list[str], _Hits]:
    """Leave the commonest word out, and again, until something is found. Where that is little,
    what has any of the words follows. The words that were kept, and what they found.
    """
    needs = _look_up(board, words, limit)
    kept = list(words)
    while len(kept) > 1:
        kept.remove(max(kept, key=board.wording.entries_with))
        hits = _look_up(board, kept, limit)
        if not hits.have_all_words:
            continue
        said = list(hits.said)
        if len(hits.meant) + len(hits.named) + len(said) < _FEW:
            any_of = " OR ".join(f'"{word}"*' for word in words if len(word) > _SHORT)
            said += _ranked(board, any_of, limit) if any_of else []
            kept = list(words)
        # Needs that a whole sentence touches stay, whichever of its words were left out.
        return kept, replace(
            hits,
            urgent=(*needs.urgent, *hits.urgent),
            meant=(*needs.touched, *hits.meant),
            members=(*needs.members, *hits.members),
            said=said,
        )
    return list(words), needs
