"""The interests of a hub, as the hub wants them: add one, rename it, give it words, hide it.

What the hub makes or changes stays so at an upgrade (`hub.directory.interests.load_interests`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    take_words,
    tidy_name,
    tidy_words,
)
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import Interest, InterestWord
from hub.views.plan import InterestKind, InterestView
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
            touched.scopes += _scopes(number)
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

    return _edit(
        store,
        clock,
        interest,
        work,
        verb="interest.changed",
        label="Changed",
        what=", ".join(what),
        by=by,
    )


def add_interest_words(
    store: Store, clock: Clock, *, interest: str, words: Sequence[str], by: str | None = None
) -> InterestView:
    """Give an interest more words that people type for it; an upgrade leaves them."""
    wanted = _some(words)

    def work(session: Session, found: Named) -> None:
        put_words(session, INTERESTS, found.id, wanted)

    return _edit(
        store,
        clock,
        interest,
        work,
        verb="interest.changed",
        label="Gave words to",
        what="words",
        by=by,
    )


def remove_interest_words(
    store: Store, clock: Clock, *, interest: str, words: Sequence[str], by: str | None = None
) -> InterestView:
    """Take words away. NotFound for a word that it hasn't: nothing is changed."""
    wanted = _some(words)

    def work(session: Session, found: Named) -> None:
        take_words(session, INTERESTS, found, wanted)

    return _edit(
        store,
        clock,
        interest,
        work,
        verb="interest.changed",
        label="Took words from",
        what="words",
        by=by,
    )


def hide_interest(
    store: Store, clock: Clock, *, interest: str, by: str | None = None
) -> InterestView:
    """Ask about an interest no more. What is for it stays tied to it."""
    return _hide(store, clock, interest, True, by)


def show_interest_again(
    store: Store, clock: Clock, *, interest: str, by: str | None = None
) -> InterestView:
    """Ask about a hidden interest again."""
    return _hide(store, clock, interest, False, by)


def show_interest(store: Store, *, interest: str, today: date | None = None) -> InterestView:
    """One interest by its short name or its name, hidden or not. Raises NotFound."""
    with store.read() as session:
        slug = find_named(session, INTERESTS, interest).slug
        found = read_interests(session, hidden_too=True, today=today)
        return next(one for one in found if one.slug == slug)


def _hide(store: Store, clock: Clock, interest: str, hidden: bool, by: str | None) -> InterestView:
    def work(session: Session, found: Named) -> None:
        if found.is_hidden is hidden:
            raise BadInput(f"{found.name!r} is {'hidden already' if hidden else 'not hidden'}.")
        session.execute(
            update(Interest).where(col(Interest.id) == found.id).values(is_hidden=hidden)
        )

    return _edit(
        store,
        clock,
        interest,
        work,
        verb="interest.hidden" if hidden else "interest.shown",
        label="Hid" if hidden else "Showed again",
        by=by,
    )


def _edit(
    store: Store,
    clock: Clock,
    interest: str,
    work: Callable[[Session, Named], None],
    *,
    verb: str,
    label: str,
    what: str = "",
    by: str | None,
) -> InterestView:
    def whole(session: Session) -> str:
        found = find_named(session, INTERESTS, interest)
        with undoable(
            session,
            clock,
            by=by,
            verb=verb,
            scopes=_scopes(found.id),
            label=f"{label} the interest {found.name}",
        ):
            work(session, found)
        record(session, clock, by=by, verb=verb, **({"what": what} if what else {}))
        mark_public_change(session)
        return found.slug

    return show_interest(store, interest=store.transact(whole), today=clock.today())


def _some(words: Sequence[str]) -> list[str]:
    if not words:
        raise BadInput("There are no words.", hint='For example: "allotment" "growing vegetables"')
    return tidy_words(words)


def _kind(typed: InterestKind | str) -> InterestKind:
    try:
        return InterestKind(typed)
    except ValueError:
        raise BadInput(
            f"{clean_line(typed)[:40]!r} is no kind of interest.", hint="There are: do, learn, give"
        ) from None


def _scopes(number: int) -> list[Scope]:
    return [
        Scope(Interest, col(Interest.id) == number),
        Scope(InterestWord, col(InterestWord.interest_id) == number),
    ]
