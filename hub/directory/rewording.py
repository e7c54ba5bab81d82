"""How a hub edits a need or an interest that is there: one change, one undo, one line in the trail.

What the two have of their own lies in `needs_editing` and `interests_editing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.naming import Kind, Named, find_named, put_words, take_words, tidy_words
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store


def edit(
    store: Store,
    clock: Clock,
    kind: Kind,
    typed: str,
    work: Callable[[Session, Named], None],
    *,
    did: str,
    label: str,
    what: str = "",
    by: str | None,
) -> str:
    """Do `work` to the one that is called so; its slug. `did` is the verb after "need.".

    Raises NotFound, and what `work` raises.
    """
    verb = f"{kind.noun}.{did}"

    def whole(session: Session) -> str:
        found = find_named(session, kind, typed)
        with undoable(
            session,
            clock,
            by=by,
            verb=verb,
            scopes=scopes(kind, found.id),
            label=f"{label} the {kind.noun} {found.name}",
        ):
            work(session, found)
        record(session, clock, by=by, verb=verb, **({"what": what} if what else {}))
        mark_public_change(session)
        return found.slug

    return store.transact(whole)


def give_words(
    store: Store, clock: Clock, kind: Kind, typed: str, words: Sequence[str], by: str | None
) -> str:
    """More words that people type for it; an upgrade leaves them."""
    wanted = _some(kind, words)

    def work(session: Session, found: Named) -> None:
        put_words(session, kind, found.id, wanted)

    return edit(
        store, clock, kind, typed, work, did="changed", label="Gave words to", what="words", by=by
    )


def take_words_away(
    store: Store, clock: Clock, kind: Kind, typed: str, words: Sequence[str], by: str | None
) -> str:
    """NotFound for a word that it hasn't: nothing is changed."""
    wanted = _some(kind, words)

    def work(session: Session, found: Named) -> None:
        take_words(session, kind, found, wanted)

    return edit(
        store, clock, kind, typed, work, did="changed", label="Took words from", what="words", by=by
    )


def hide(store: Store, clock: Clock, kind: Kind, typed: str, hidden: bool, by: str | None) -> str:
    """Hide it, or show it again. BadInput where it is so already."""

    def work(session: Session, found: Named) -> None:
        if found.is_hidden is hidden:
            raise BadInput(f"{found.name!r} is {'hidden already' if hidden else 'not hidden'}.")
        table = kind.table
        session.execute(update(table).where(col(table.id) == found.id).values(is_hidden=hidden))

    did, label = ("hidden", "Hid") if hidden else ("shown", "Showed again")
    return edit(store, clock, kind, typed, work, did=did, label=label, by=by)


def scopes(kind: Kind, number: int) -> list[Scope]:
    """Its row and its words, for undo."""
    return [
        Scope(kind.table, col(kind.table.id) == number),
        Scope(kind.words, col(getattr(kind.words, kind.key)) == number),
    ]


def _some(kind: Kind, words: Sequence[str]) -> list[str]:
    if not words:
        raise BadInput("There are no words.", hint=f"For example: {kind.words_like}")
    return tidy_words(words)
