"""Search in visitors' own words: needs, who can help, and what to come to, in one list.

What people type is never an error and never code. Leaves what a word is to `.wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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

_Tiers = tuple[Sequence[int], ...]


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
    tiers = _look_up(board, telling(typed), limit)
    if any(tiers):
        return Answer(query, query, _lines(board, tiers, today, limit))
    meant = {word: board.wording.mend(word) for word in telling(typed)}
    mended = [meant.get(word, word) for word in typed]
    understood = query if mended == typed else " ".join(filter(None, mended))
    kept = [word for word in meant.values() if word]
    tiers = _look_up(board, kept, limit)
    if not any(tiers):
        kept, tiers = _leave_out(board, kept, limit)
        understood = " ".join(kept)
    if not any(tiers):
        return Answer(query, query, ())
    return Answer(query, understood, _lines(board, tiers, today, limit))


def _lines(board: Noticeboard, tiers: _Tiers, today: date, limit: int) -> tuple[Found, ...]:
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


def _look_up(board: Noticeboard, words: Sequence[str], limit: int) -> _Tiers:
    """Ids of the entries that have all words, in tiers."""
    if not words:
        return ()
    needs = _needs_meant(board, words)
    if all(len(word) <= _SHORT or word in STOP_WORDS for word in words):
        return list(needs), _unranked(board, words, limit)
    every = " AND ".join(f'"{word}"*' for word in words)
    names = _ranked(board, f"{{name words}} : ({every})", limit)
    best = next(iter(needs), 0)
    members = _members(board, best) if needs.get(best, 0) >= 2 * _WHOLE_PHRASE else []
    if len(needs) + len(names) >= 2 * limit:
        return list(needs), names, members
    return list(needs), names, members, _ranked(board, every, limit)


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


def _needs_meant(board: Noticeboard, words: Sequence[str]) -> dict[int, int]:
    """How well the words fit each need that they stand for, by its id, the best first."""
    best: dict[int, int] = {}
    for number, phrase, is_name in board.wording.need_phrases:
        fit = _fit(words, phrase)
        if fit:
            best[number] = max(2 * fit + is_name, best.get(number, 0))
    ranked = sorted(best, key=lambda number: (-best[number], number))
    return {number: best[number] for number in ranked[:_MOST_NEEDS]}


_WHOLE_PHRASE = 3


def _fit(words: Sequence[str], phrase: Sequence[str]) -> int:
    """How well typed words fit a need's phrase: 0 not at all, more is better.

    The same words: 100. The phrase among the words typed: 3 and more, the longer the better.
    The words so far are how the phrase begins: 2. All are in it somewhere: 1.
    """
    size, count = len(phrase), len(words)
    if size <= count:
        if tuple(words) == phrase:
            return 100
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


def _leave_out(board: Noticeboard, words: Sequence[str], limit: int) -> tuple[list[str], _Tiers]:
    """Leave the commonest word out, and again, until something is found; then what has any."""
    kept = list(words)
    while len(kept) > 1:
        kept.remove(max(kept, key=board.wording.entries_with))
        tiers = _look_up(board, kept, limit)
        found = sum(map(len, tiers))
        if found and found < _FEW:
            any_of = " OR ".join(f'"{word}"*' for word in words if len(word) > _SHORT)
            return list(words), (*tiers, _ranked(board, any_of, limit) if any_of else [])
        if found:
            return kept, tiers
    return [], ()
