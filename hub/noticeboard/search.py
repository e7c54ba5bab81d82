"""Search in visitors' own words: needs, who can help, and what to come to, in one list.

What people type is never an error and never code. Leaves what words mean to `.meaning`, what a
word is to `.wording`, places to `.places`, and where nothing fits to `.nearest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hub.directory.assurance import STALE_AFTER
from hub.noticeboard.english import plain_words
from hub.noticeboard.lines import Moment
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
    """Needs that the words together stand for."""
    named: Sequence[int] = ()
    """All words are in the name, or in the words of a need."""
    touched: Sequence[int] = ()
    """Interests, and needs that some of the words stand for."""
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
        hits = _look_up(board, asked, today, limit)
        if not hits.have_all_words:
            mended = asked.mended(board)
            if mended != asked:
                understood = " ".join((*mended.words, *mended.place))
                hits = _look_up(board, mended, today, limit)
            if not hits.have_all_words:
                hits = replace(hits, said=_any_of(board, mended.words, today, limit))
        first = _first(hits.tiers(), limit)
        results = tuple(board.lines.make(first, moment))
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


def _first(tiers: Iterable[Sequence[int]], limit: int) -> list[int]:
    """The first of each tier in turn, each once."""
    found: dict[int, None] = {}
    for tier in tiers:
        found.update(dict.fromkeys(tier))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _look_up(board: Noticeboard, asked: _Asked, today: date, limit: int) -> _Hits:
    """What has all the words, and the needs that some of them stand for."""
    words = telling(asked.words)[:_MOST_TELLING]
    if not words:
        return _Hits()
    means = board.wording.meanings.meant(asked.plain)
    whole = [one.id for one in means if one.covers >= _ALL and one.is_need]
    if whole and not means[0].is_need and means[0].covers >= _ALL:
        # "I like gardening" is no need; "gardening" may be asked for by who can't do it any more.
        whole.insert(0, means[0].id)
    if all(len(word) <= _SHORT or word in STOP_WORDS for word in words):
        return _Hits(
            urgent=[one.id for one in means if one.is_urgent and one.is_whole],
            meant=whole,
            named=_unranked(board, words, limit),
            touched=[one.id for one in means],
        )
    if len(words[-1]) == 1 and words[-1].isalpha():
        words = words[:-1]  # the next word has just been begun: it would be half the directory
    every = " AND ".join(_term(board, word) for word in words)
    named = _ranked(board, f"{{name words}} : ({every})", asked.place, today, limit)
    return _Hits(
        urgent=[one.id for one in means if one.is_urgent and one.is_whole and one.id not in whole],
        meant=whole,
        named=named,
        touched=[one.id for one in means],
        members=_members(board, means, asked.place, today),
        said=_ranked(board, every, asked.place, today, limit) if len(named) < limit else (),
    )


def _term(board: Noticeboard, word: str) -> str:
    """A word as the index is asked for it. "foodbank" is also two words."""
    halves = board.wording.meanings.split(word)
    return f'("{word}"* OR ("{halves[0]}" AND "{halves[1]}"*))' if halves else f'"{word}"*'


def _here(place: tuple[str, ...]) -> str:
    return f'{{place}} : "{" ".join(place)}"'


# What nobody has checked for 100 days, or what its list no longer has, comes after the rest, unless
# it is an urgent helpline; then what is near comes before what is far.
_LATE = """is_urgent = 0 AND (vanished_on IS NOT NULL OR coalesce(assured_on, '') <= ?),
    is_local = 0"""
_BEST = f"""
SELECT found.id FROM (
    SELECT id, score FROM (
        SELECT rowid AS id, bm25(entry_index, 10.0, 6.0, 1.0, 1.0) AS score FROM entry_index
        WHERE entry_index MATCH ? ORDER BY rowid LIMIT {_RANKED}
    ) ORDER BY score, id LIMIT ?
) AS found LEFT JOIN service ON service.id = found.id
ORDER BY {_LATE}, score, found.id LIMIT ?"""  # noqa: S608 # our own words and numbers


def _ranked(
    board: Noticeboard, expression: str, place: tuple[str, ...], today: date, limit: int
) -> list[int]:
    """What fits, the best first; those in the place before the others."""
    here: list[int] = []
    if place:
        here = _ranked(board, f"({expression}) AND {_here(place)}", (), today, limit)
    # More than are shown, as what nobody has checked is moved down among them.
    return here + board.file.rows(int, _BEST, expression, 3 * limit, _stale_from(today), limit)


def _stale_from(today: date) -> str:
    """The last day of a check that no longer counts."""
    return (today - timedelta(days=STALE_AFTER)).isoformat()


def _unranked(board: Noticeboard, words: Sequence[str], limit: int) -> list[int]:
    every = " AND ".join(f'"{word}"*' for word in words)
    return board.file.rows(
        int,
        "SELECT rowid FROM entry_index WHERE entry_index MATCH ? ORDER BY rowid LIMIT ?",
        f"{{name}} : ({every})",
        limit,
    )


_THEIRS = f"""
SELECT entry_id FROM (SELECT entry_id FROM {{tie}} WHERE {{tie}}.{{wish}}_id = ? {{where}}
    ORDER BY entry_id LIMIT ?)
LEFT JOIN service ON service.id = entry_id ORDER BY {_LATE}, entry_id"""  # noqa: S608 # our own words
_THOSE_HERE = "AND entry_id IN (SELECT rowid FROM entry_index WHERE entry_index MATCH ?)"
_TIES = {True: ("meets", "need"), False: ("suits", "interest")}


def _members(
    board: Noticeboard, means: Sequence[Meant], place: tuple[str, ...], today: date
) -> list[int]:
    """Ids of the first entries that meet the best needs that a whole phrase stands for."""
    best = [one for one in means if one.is_whole and one.score >= _AS_GOOD * means[0].score][:2]
    found: list[int] = []
    for one in best:
        tie, wish = _TIES[one.is_need]
        few, stale = _MOST_MEMBERS // len(best), _stale_from(today)
        if place:
            sql = _THEIRS.format(tie=tie, wish=wish, where=_THOSE_HERE)
            found += board.file.rows(int, sql, one.id, _here(place), few, stale)
        sql = _THEIRS.format(tie=tie, wish=wish, where="")
        found += board.file.rows(int, sql, one.id, few, stale)
    return found


_AS_GOOD = 0.7
"""How near to the best need another must come, so that who meets it is shown too."""


def _any_of(board: Noticeboard, words: Sequence[str], today: date, limit: int) -> list[int]:
    """What has any of the words, of the rarest so many that all their entries can be ranked."""
    long = [word for word in telling(words)[:_MOST_TELLING] if len(word) > _SHORT]
    counted = sorted((board.wording.entries_with(word), word) for word in dict.fromkeys(long))
    kept: list[str] = []
    room = _RANKED
    for entries, word in counted:
        if entries and (not kept or entries <= room):
            kept.append(word)
            room -= entries
    every = " OR ".join(f'"{word}"*' for word in kept)
    return _ranked(board, every, (), today, limit) if kept else []
