"""Search in visitors' own words: needs, who can help, and what to come to, in one list.

What people type is never an error and never code. Leaves what a word is to `.wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hub.noticeboard.read import Noticeboard
from hub.noticeboard.wording import telling, words_of
from hub.views.noticeboard import Answer, Found
from hub.views.words import clean_line

_LONGEST_QUERY = 200
"""Letters that are looked at. Nobody types more, but a bar-code reader or a sleeve may."""
_MOST_WORDS = 8
_RANKED = 500
"""Only so many hits are ranked, the first by id, which is the order of quality: to rank every hit
of a common word takes 18 ms among 100,000 entries, to rank 500 takes 1.6."""
_SHORT = 2
"""Words of so few letters are looked for in names only, and rank nothing."""
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
    if all(len(word) <= _SHORT for word in words):
        return (_needs_meant(board, words, whole=True), _with_short_words(board, words, limit))
    needs = _needs_meant(board, words)
    every = " AND ".join(f'"{word}"*' for word in words)
    names = _ranked(board, f"{{name words}} : ({every})", limit)
    if len(needs) + len(names) >= 2 * limit:
        return needs, names
    members = _members(board, _needs_meant(board, words, whole=True))
    return needs, names, members, _ranked(board, every, limit)


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


def _with_short_words(board: Noticeboard, words: Sequence[str], limit: int) -> list[int]:
    every = " AND ".join(f'"{word}"*' for word in words)
    return board.file.rows(
        int,
        "SELECT rowid FROM entry_index WHERE entry_index MATCH ? ORDER BY rowid LIMIT ?",
        f"{{name}} : ({every})",
        limit,
    )


def _needs_meant(board: Noticeboard, words: Sequence[str], *, whole: bool = False) -> list[int]:
    """Ids of the needs that the words stand for, best first; `whole`: by whole phrases only."""
    best: dict[int, int] = {}
    for number, phrase in board.wording.need_phrases:
        fit = _fit(words, phrase)
        if fit > (_BY_WHOLE_PHRASE if whole else 0):
            best[number] = max(fit, best.get(number, 0))
    return sorted(best, key=lambda number: (-best[number], number))[:_MOST_NEEDS]


_BY_WHOLE_PHRASE = 2


def _fit(words: Sequence[str], phrase: Sequence[str]) -> int:
    """How well typed words fit a need's phrase: 0 not at all, more is better.

    The same words: 100. The phrase among the words typed: 3 and more, the longer the better.
    The words so far are how the phrase begins: 2. All are in it somewhere: 1.
    """
    if list(words) == list(phrase):
        return 100
    size = len(phrase)
    if any(list(words[at : at + size]) == list(phrase) for at in range(len(words) - size + 1)):
        return _BY_WHOLE_PHRASE + size
    if sum(map(len, words)) <= _SHORT:
        return 0
    count = len(words)
    if list(phrase[: count - 1]) == list(words[:-1]) and any(
        word.startswith(words[-1]) for word in phrase[count - 1 : count]
    ):
        return 2
    if all(any(part.startswith(word) for part in phrase) for word in words):
        return 1
    return 0


def _members(board: Noticeboard, needs: Sequence[int]) -> list[int]:
    """Ids of the first that meet the best of the needs."""
    return board.file.rows(
        int,
        "SELECT entry_id FROM meets WHERE need_id = ? ORDER BY entry_id LIMIT ?",
        needs[0] if needs else 0,
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
