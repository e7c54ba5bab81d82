"""Search in visitors' own words: needs, who can help, and what to come to, in one list.

What people type is never an error and never code. Leaves what words mean to `.meaning`, what a
word is to `.wording`, places to `.places`, and where nothing fits to `.nearest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hub.noticeboard.english import plain_words
from hub.noticeboard.lines import Line, Moment
from hub.noticeboard.meaning import ASIDES, Meant
from hub.noticeboard.nearest import nearest_help
from hub.noticeboard.places import seek
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.wording import STOP_WORDS, telling, words_of
from hub.views.noticeboard import Answer, Found
from hub.views.words import clean_line

_LONGEST_QUERY = 200
"""Letters that are looked at. Nobody types more, but a bar-code reader or a sleeve may."""
_MOST_WORDS = 24
_MOST_TELLING = 8
_RANKED = 500
"""Only so many hits are ranked, the first by id, which is the order of quality: to rank every hit
of a common word takes 18 ms among 100,000 entries, to rank 500 takes 1.6."""
_SHORT = 2
"""Words of so few letters, and stop words, are looked for in names only where nothing else is
typed, and rank nothing."""
_MOST_MEMBERS = 8
_ALL = 0.99


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, as it is looked up."""

    words: tuple[str, ...]
    """As the index has words."""
    plain: tuple[str, ...]
    """As the phrases of needs have them: "can't" is one word."""
    place: tuple[str, ...]

    def mended(self, board: Noticeboard) -> _Asked:
        """The same with slips mended; what nobody can mend is left out."""
        meanings = board.wording.meanings
        words = {word: board.wording.mend(word) for word in telling(self.words)}
        plain = [
            word
            if word in ASIDES or meanings.knows(word) or meanings.begins(word)
            else words.get(word) or board.wording.mend(word) or word
            for word in self.plain
        ]
        return replace(
            self,
            words=tuple(filter(None, (words.get(word, word) for word in self.words))),
            plain=tuple(plain),
        )


@dataclass(frozen=True, slots=True)
class _Hits:
    """Ids of entries by how they fit, each the best first."""

    urgent: Sequence[int] = ()
    """Urgent needs that some of the words stand for: first, whatever else there is."""
    meant: Sequence[int] = ()
    """Needs and interests that the words together stand for."""
    named: Sequence[int] = ()
    """All words are in the name, or in the words of a need."""
    touched: Sequence[int] = ()
    """Needs and interests that some of the words stand for."""
    members: Sequence[int] = ()
    """Who meets the best of the needs."""
    said: Sequence[int] = ()
    """All words are in it somewhere, or as many as there are."""

    @property
    def have_all_words(self) -> bool:
        """Whether anything fits all that was typed."""
        return any((self.meant, self.named, self.said))

    def tiers(self) -> tuple[Sequence[int], ...]:
        """In the order in which they are shown."""
        return self.urgent, self.meant, self.named, self.touched, self.members, self.said


def search(
    board: Noticeboard,
    words: str,
    *,
    today: date,
    limit: int = 20,
    now: datetime | None = None,
) -> Answer:
    """What fits the words typed so far, best first, at most `limit`; never raises for words.

    First the needs that the words stand for, then what has the words in its name, then who
    meets such a need, then what says the words further down; within each what is near (or in the
    place that was named) and checked. Where nothing has all words, slips are mended, then words
    are left out. `understood` is what was searched for. With `now` (aware), lines say whether
    it is open. Where nothing fits, `nearest` says what to try.
    """
    query = clean_line(words[: 2 * _LONGEST_QUERY])[:_LONGEST_QUERY].strip()
    asked = _asked(board, query)
    if not query or limit < 1:
        return Answer(query, query, ())
    moment = Moment(today, now)
    understood = query
    results: tuple[Found, ...] = ()
    if asked.words:
        hits = _look_up(board, asked, limit)
        if not hits.have_all_words:
            mended = asked.mended(board)
            if mended != asked:
                understood = " ".join((*mended.words, *mended.place))
                hits = _look_up(board, mended, limit)
            if not hits.have_all_words:
                hits = replace(hits, said=_any_of(board, mended.words, limit))
        results = _lines(board, hits.tiers(), asked.place, moment, limit)
    if results:
        return Answer(query, understood, results)
    return Answer(query, query, (), nearest_help(board, asked.plain, moment))


def _asked(board: Noticeboard, query: str) -> _Asked:
    words, plain = words_of(query)[:_MOST_WORDS], plain_words(query)[:_MOST_WORDS]
    if len(words) < 2:
        return _Asked(tuple(words), tuple(plain), ())
    wording = board.wording
    sought = seek(words, wording.places, wording.meanings.knows)
    if len(sought.words) == len(words):
        return _Asked(tuple(words), tuple(plain), ())
    left = seek(plain, wording.places, wording.meanings.knows).words
    return _Asked(tuple(sought.words), tuple(left), sought.place)


def _lines(
    board: Noticeboard,
    tiers: Iterable[Sequence[int]],
    place: tuple[str, ...],
    moment: Moment,
    limit: int,
) -> tuple[Found, ...]:
    """The best of each tier in turn. Within one, what is in the place comes first, and what
    nobody has checked last."""
    lines: list[Found] = []
    seen: set[int] = set()
    for tier in tiers:
        fresh = [number for number in dict.fromkeys(tier) if number not in seen]
        seen.update(fresh)
        if not fresh:
            continue
        found = board.lines.make(fresh, moment)
        found.sort(key=lambda line: _last(line, place))
        lines += [line.found for line in found]
        if len(lines) >= limit:
            break
    return tuple(lines[:limit])


def _last(line: Line, place: tuple[str, ...]) -> tuple[bool, bool, bool]:
    """What comes later: what is elsewhere, what is unchecked, what is far away."""
    one = line.found
    elsewhere = False
    if place and line.place:
        elsewhere = f" {' '.join(place)} " not in f" {' '.join(words_of(line.place))} "
    return elsewhere, not one.is_checked and not one.is_urgent, not line.is_local


def _look_up(board: Noticeboard, asked: _Asked, limit: int) -> _Hits:
    """What has all the words, and the needs that some of them stand for."""
    words = telling(asked.words)[:_MOST_TELLING]
    if not words:
        return _Hits()
    means = board.wording.meanings.meant(asked.plain)
    whole = [one.id for one in means if one.covers >= _ALL]
    if all(len(word) <= _SHORT or word in STOP_WORDS for word in words):
        return _Hits(
            urgent=[one.id for one in means if one.is_urgent and one.is_whole],
            meant=whole,
            named=_unranked(board, words, limit),
            touched=[one.id for one in means],
        )
    every = " AND ".join(_term(board, word) for word in words)
    named = _ranked(board, f"{{name words}} : ({every})", asked.place, limit)
    return _Hits(
        urgent=[one.id for one in means if one.is_urgent and one.is_whole and one.id not in whole],
        meant=whole,
        named=named,
        touched=[one.id for one in means],
        members=_members(board, means, asked.place),
        said=_ranked(board, every, asked.place, limit) if len(named) < limit else (),
    )


def _term(board: Noticeboard, word: str) -> str:
    """A word as the index is asked for it. "foodbank" is also two words."""
    halves = board.wording.meanings.split(word)
    return f'("{word}"* OR ("{halves[0]}" AND "{halves[1]}"*))' if halves else f'"{word}"*'


def _here(place: tuple[str, ...]) -> str:
    return f'{{place}} : "{" ".join(place)}"'


def _ranked(board: Noticeboard, expression: str, place: tuple[str, ...], limit: int) -> list[int]:
    """What fits, the best first; those in the place before the others."""
    here = _ranked(board, f"({expression}) AND {_here(place)}", (), limit) if place else []
    return here + board.file.rows(
        int,
        """SELECT id FROM (
               SELECT rowid AS id, bm25(entry_index, 10.0, 6.0, 1.0, 1.0) AS score FROM entry_index
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


def _members(board: Noticeboard, means: Sequence[Meant], place: tuple[str, ...]) -> list[int]:
    """Ids of the first entries that meet the best needs that a whole phrase stands for."""
    best = [one for one in means if one.is_whole and one.score >= _AS_GOOD * means[0].score][:2]
    found: list[int] = []
    for one in best:
        tie = ("meets", "need_id") if one.is_need else ("suits", "interest_id")
        sql = f"SELECT entry_id FROM {tie[0]} WHERE {tie[1]} = ?"  # noqa: S608 # our own names
        if place:
            here = " AND entry_id IN (SELECT rowid FROM entry_index WHERE entry_index MATCH ?)"
            found += board.file.rows(
                int, f"{sql}{here} ORDER BY entry_id LIMIT ?", one.id, _here(place), _MOST_MEMBERS
            )
        found += board.file.rows(
            int, f"{sql} ORDER BY entry_id LIMIT ?", one.id, _MOST_MEMBERS // len(best)
        )
    return found


_AS_GOOD = 0.7
"""How near to the best need another must come, so that who meets it is shown too."""


def _any_of(board: Noticeboard, words: Sequence[str], limit: int) -> list[int]:
    """What has any of the words, of the rarest so many that all their entries can be ranked."""
    long = [word for word in telling(words)[:_MOST_TELLING] if len(word) > _SHORT]
    counted = sorted((board.wording.entries_with(word), word) for word in dict.fromkeys(long))
    kept: list[str] = []
    room = _RANKED
    for entries, word in counted:
        if entries and (not kept or entries <= room):
            kept.append(word)
            room -= entries
    return _ranked(board, " OR ".join(f'"{word}"*' for word in kept), (), limit) if kept else []
