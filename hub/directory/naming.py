"""What needs and interests have in common when a hub edits them: a short name for machines, a name
for people, and the words that people type when they mean it. Refuses in words what won't do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from hub.errors import BadInput, NotFound
from hub.store.tables import Interest, InterestWord, Need, NeedWord
from hub.views.words import clean_line, fold

LONGEST_NAME = 100
LONGEST_WORD = 80
MOST_WORDS = 200
"""That one need or interest may have."""
_LONGEST_SLUG = 50
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A need or an interest that somebody edits."""

    id: int
    slug: str
    name: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """Needs, or interests."""

    table: type[Need] | type[Interest]
    words: type[NeedWord] | type[InterestWord]
    key: str
    """The column of a word that says what it is a word of."""
    a: str
    """ "a" or "an", before its noun."""
    noun: str
    hint: str
    """Where to look for those that there are."""
    words_like: str
    """An example of words, as they are typed at a command."""


NEEDS = Kind(
    Need, NeedWord, "need_id", "a", "need", "See: hub need list", '"section 21" "eviction"'
)
INTERESTS = Kind(
    Interest,
    InterestWord,
    "interest_id",
    "an",
    "interest",
    "See: hub interest list",
    '"allotment" "growing vegetables"',
)


def find_named(session: Session, kind: Kind, typed: str) -> Named:
    """The one with this short name, else with this name. Raises NotFound."""
    wanted = fold(typed[: 2 * LONGEST_NAME])
    table = kind.table
    rows = session.execute(
        select(col(table.id), col(table.slug), col(table.name), col(table.is_hidden)).order_by(
            col(table.position), col(table.id)
        )
    ).all()
    for row in [
        *(r for r in rows if r.slug == wanted),
        *(r for r in rows if fold(r.name) == wanted),
    ]:
        return Named(row.id, row.slug, row.name, row.is_hidden)
    raise NotFound(f"There is no {kind.noun} called {clean_line(typed)[:80]!r}.", hint=kind.hint)


def tidy_name(session: Session, kind: Kind, typed: str, *, of: int | None = None) -> str:
    """A name that is safe, not too long, and no other one's. Raises BadInput."""
    name = clean_line(typed[: 4 * LONGEST_NAME])
    if not name:
        raise BadInput(
            f"The {kind.noun} must have a name.", hint='As people say it: "I feel lonely"'
        )
    if len(name) > LONGEST_NAME:
        raise BadInput(f"The name can't be longer than {LONGEST_NAME} letters.")
    table = kind.table
    for number, other, is_hidden in session.execute(
        select(col(table.id), col(table.name), col(table.is_hidden))
    ):
        if number != of and fold(other) == fold(name):
            hint = (
                f'It is hidden. To show it again: hub {kind.noun} show-again "{other}"'
                if is_hidden
                else f"Give that one more words: hub {kind.noun} words"
            )
            raise BadInput(f"There is {kind.a} {kind.noun} called {other!r} already.", hint=hint)
    return name


def new_slug(session: Session, kind: Kind, name: str) -> str:
    """A short name for machines that nothing has yet: "Mend my bike" -> "mend-my-bike"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NO_SLUG.sub("-", plain)[:_LONGEST_SLUG].strip("-") or kind.noun
    taken = set(session.scalars(select(col(kind.table.slug))))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def last_position(session: Session, kind: Kind) -> int:
    """The place after all others."""
    return (session.scalar(select(func.max(col(kind.table.position)))) or 0) + 1


def tidy_words(typed: Sequence[str]) -> list[str]:
    """Words as people type them, none twice. Raises BadInput where one is empty or too long."""
    words: dict[str, None] = {}
    for one in typed[: MOST_WORDS + 1]:
        word = fold(one[: 4 * LONGEST_WORD])
        if not any(letter.isalnum() for letter in word):
            raise BadInput(
                f"{clean_line(one)[:40]!r} is no word to search for.",
                hint='Words are what people type: "section 21"',
            )
        if len(word) > LONGEST_WORD:
            raise BadInput(
                f"{word[:40]!r}… is too long: at most {LONGEST_WORD} letters.",
                hint="A few words are enough. Search puts them together.",
            )
        words[word] = None
    if len(words) > MOST_WORDS:
        raise BadInput(f"That is too many words: at most {MOST_WORDS}.")
    return list(words)


def put_words(session: Session, kind: Kind, number: int, words: Sequence[str]) -> int:
    """Add words of the hub's own, after those that are there; how many were new."""
    table, key = kind.words, col(getattr(kind.words, kind.key))
    there = list(session.scalars(select(col(table.word)).where(key == number)))
    fresh = [word for word in words if word not in there]
    if len(there) + len(fresh) > MOST_WORDS:
        raise BadInput(
            f"{kind.a.capitalize()} {kind.noun} can't have more than {MOST_WORDS} words.",
            hint="Take some away first.",
        )
    place = (session.scalar(select(func.max(col(table.position))).where(key == number)) or 0) + 1
    if fresh:
        session.execute(
            insert(table),
            [
                {kind.key: number, "word": word, "position": place + after, "is_own": True}
                for after, word in enumerate(fresh)
            ],
        )
    return len(fresh)


def take_words(session: Session, kind: Kind, named: Named, words: Sequence[str]) -> None:
    """Take words away. Where one came with the program, the whole list is the hub's own from now
    on: an upgrade would bring it back. Raises NotFound for a word that isn't there.
    """
    table, key = kind.words, col(getattr(kind.words, kind.key))
    mine = select(col(table.word), col(table.is_own)).where(key == named.id)
    there = dict(session.execute(mine).all())
    for word in words:
        if word not in there:
            raise NotFound(
                f"{word!r} is not among the words of {named.name!r}.",
                hint=f"See: hub {kind.noun} list --words",
            )
    if words:
        session.execute(delete(table).where(key == named.id, col(table.word).in_(words)))
    if not all(there[word] for word in words):
        make_own(session, kind, named.id)


def make_own(session: Session, kind: Kind, number: int) -> None:
    """An upgrade leaves it as it is from now on."""
    session.execute(update(kind.table).where(col(kind.table.id) == number).values(is_own=True))
