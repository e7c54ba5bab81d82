"""The interests of a hub, as the hub wants them: add one, rename it, give it words, hide it.

What the hub makes or changes stays so at an upgrade (`hub.directory.interests.load_interests`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.interests import read_interests
from hub.directory.naming import (
    INTERESTS,
    Named,
    find_named,
    last_position,
    new_slug,
    put_words,
    tidy_name,
    tidy_words,
)
from hub.directory.rewording import edit, give_words, hide, scopes, take_words_away
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import Interest
from hub.views.interests import InterestKind, InterestView
from hub.views.words import clean_line


def add_interest(
    store: Store,
    clock: Clock,
    *,
    kind: InterestKind | str,
    name: str,
    words: Sequence[str] = (),
    by: str | None = None,
) -> InterestView:
    """Add an interest: something to do, learn or give. Raises BadInput."""
    wanted, sort = tidy_words(words), _kind(kind)

    def work(session: Session) -> str:
        tidy = tidy_name(session, INTERESTS, name)
        slug = new_slug(session, INTERESTS, tidy)
        with undoable(
            session,
            clock,
            by=by,
            verb="interest.added",
            scopes=(),
            label=f"Added the interest {tidy}",
        ) as touched:
            number = session.execute(
                insert(Interest).returning(col(Interest.id)),
                {
                    "slug": slug,
                    "kind": sort.value,
                    "name": tidy,
                    "position": last_position(session, INTERESTS),
                    "is_own": True,
                },
            ).scalar_one()
            put_words(session, INTERESTS, number, wanted)
            touched.scopes += scopes(INTERESTS, number)
        record(session, clock, by=by, verb="interest.added", kind=sort.value, words=len(wanted))
        mark_public_change(session)
        return slug

    return show_interest(store, interest=store.transact(work), today=clock.today())


def change_interest(
    store: Store,
    clock: Clock,
    *,
    interest: str,
    name: str | None = None,
    kind: InterestKind | str | None = None,
    by: str | None = None,
) -> InterestView:
    """Change what is named; the rest stays. Raises BadInput, NotFound."""
    what = [field for field, value in (("name", name), ("kind", kind)) if value is not None]
    if not what:
        raise BadInput(
            "Nothing was to be changed.", hint='Say what, for example: --name "I like roses"'
        )

    def work(session: Session, found: Named) -> None:
        values: dict[str, Any] = {"is_own": True}
        if name is not None:
            values["name"] = tidy_name(session, INTERESTS, name, of=found.id)
        if kind is not None:
            values["kind"] = _kind(kind).value
        session.execute(update(Interest).where(col(Interest.id) == found.id).values(**values))

    slug = edit(
        store,
        clock,
        INTERESTS,
        interest,
        work,
        did="changed",
        label="Changed",
        what=", ".join(what),
        by=by,
    )
    return show_interest(store, interest=slug, today=clock.today())


def add_interest_words(
    store: Store, clock: Clock, *, interest: str, words: Sequence[str], by: str | None = None
) -> InterestView:
    """Give an interest more words that people type for it; an upgrade leaves them."""
    slug = give_words(store, clock, INTERESTS, interest, words, by)
    return show_interest(store, interest=slug, today=clock.today())


def remove_interest_words(
    store: Store, clock: Clock, *, interest: str, words: Sequence[str], by: str | None = None
) -> InterestView:
    """Take words away. NotFound for a word that it hasn't: nothing is changed."""
    slug = take_words_away(store, clock, INTERESTS, interest, words, by)
    return show_interest(store, interest=slug, today=clock.today())


def hide_interest(
    store: Store, clock: Clock, *, interest: str, by: str | None = None
) -> InterestView:
    """Ask about an interest no more. What is for it stays tied to it."""
    slug = hide(store, clock, INTERESTS, interest, True, by)
    return show_interest(store, interest=slug, today=clock.today())


def show_interest_again(
    store: Store, clock: Clock, *, interest: str, by: str | None = None
) -> InterestView:
    """Ask about a hidden interest again."""
    slug = hide(store, clock, INTERESTS, interest, False, by)
    return show_interest(store, interest=slug, today=clock.today())


def show_interest(store: Store, *, interest: str, today: date | None = None) -> InterestView:
    """One interest by its short name or its name, hidden or not. Raises NotFound."""
    with store.read() as session:
        slug = find_named(session, INTERESTS, interest).slug
        found = read_interests(session, hidden_too=True, today=today)
        return next(one for one in found if one.slug == slug)


def _kind(typed: InterestKind | str) -> InterestKind:
    try:
        return InterestKind(typed)
    except ValueError:
        raise BadInput(
            f"{clean_line(typed)[:40]!r} is no kind of interest.", hint="There are: do, learn, give"
        ) from None
