"""The needs of a hub, as the hub wants them: add one, rename it, give it words, hide it.

What the hub makes or changes stays so at an upgrade (`hub.directory.needs.load_needs`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.naming import (
    NEEDS,
    Named,
    find_named,
    last_position,
    new_slug,
    put_words,
    take_words,
    tidy_name,
    tidy_words,
)
from hub.directory.needs import read_needs
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import Need, NeedGroup, NeedWord
from hub.views.directory import NeedView
from hub.views.words import clean_line, fold


def add_need(
    store: Store,
    clock: Clock,
    *,
    group: str,
    name: str,
    words: Sequence[str] = (),
    urgent: bool = False,
    discreet: bool = False,
    by: str | None = None,
) -> NeedView:
    """Add a need to a group, by the group's short name or its name. Raises BadInput, NotFound."""
    wanted = tidy_words(words)

    def work(session: Session) -> str:
        group_id = _group_id(session, group)
        tidy = tidy_name(session, NEEDS, name)
        slug = new_slug(session, NEEDS, tidy)
        with undoable(
            session,
            clock,
            by=by,
            verb="need.added",
            scopes=(),
            label=f"Added the need {tidy}",
        ) as touched:
            number = session.execute(
                insert(Need).returning(col(Need.id)),
                {
                    "need_group_id": group_id,
                    "slug": slug,
                    "name": tidy,
                    "position": last_position(session, NEEDS),
                    "is_urgent": urgent,
                    "is_discreet": discreet,
                    "is_own": True,
                },
            ).scalar_one()
            put_words(session, NEEDS, number, wanted)
            touched.scopes += _scopes(number)
        record(session, clock, by=by, verb="need.added", urgent=urgent, words=len(wanted))
        mark_public_change(session)
        return slug

    return show_need(store, need=store.transact(work), today=clock.today())


def change_need(
    store: Store,
    clock: Clock,
    *,
    need: str,
    name: str | None = None,
    group: str | None = None,
    urgent: bool | None = None,
    discreet: bool | None = None,
    by: str | None = None,
) -> NeedView:
    """Change what is named; the rest stays. Raises BadInput, NotFound."""
    given = {"name": name, "group": group, "urgent": urgent, "discreet": discreet}
    what = [field for field, value in given.items() if value is not None]
    if not what:
        raise BadInput(
            "Nothing was to be changed.", hint='Say what, for example: --name "I feel alone"'
        )

    def work(session: Session, found: Named) -> None:
        values: dict[str, Any] = {"is_own": True}
        if name is not None:
            values["name"] = tidy_name(session, NEEDS, name, of=found.id)
        if group is not None:
            values["need_group_id"] = _group_id(session, group)
        if urgent is not None:
            values["is_urgent"] = urgent
        if discreet is not None:
            values["is_discreet"] = discreet
        session.execute(update(Need).where(col(Need.id) == found.id).values(**values))

    return _edit(
        store, clock, need, work, verb="need.changed", label="Changed", what=", ".join(what), by=by
    )


def add_words(
    store: Store, clock: Clock, *, need: str, words: Sequence[str], by: str | None = None
) -> NeedView:
    """Give a need more words that people type for it; an upgrade leaves them."""
    wanted = _some(words)

    def work(session: Session, found: Named) -> None:
        put_words(session, NEEDS, found.id, wanted)

    return _edit(
        store, clock, need, work, verb="need.changed", label="Gave words to", what="words", by=by
    )


def remove_words(
    store: Store, clock: Clock, *, need: str, words: Sequence[str], by: str | None = None
) -> NeedView:
    """Take words away from a need. NotFound for a word that it hasn't: nothing is changed."""
    wanted = _some(words)

    def work(session: Session, found: Named) -> None:
        take_words(session, NEEDS, found, wanted)

    return _edit(
        store, clock, need, work, verb="need.changed", label="Took words from", what="words", by=by
    )


def hide_need(store: Store, clock: Clock, *, need: str, by: str | None = None) -> NeedView:
    """Ask about a need no more. What meets it stays tied to it, for when it is shown again."""
    return _hide(store, clock, need, True, by)


def show_need_again(store: Store, clock: Clock, *, need: str, by: str | None = None) -> NeedView:
    """Ask about a hidden need again."""
    return _hide(store, clock, need, False, by)


def show_need(store: Store, *, need: str, today: date | None = None) -> NeedView:
    """One need by its short name or its name, hidden or not. Raises NotFound."""
    with store.read() as session:
        slug = find_named(session, NEEDS, need).slug
        return next(
            one
            for group in read_needs(session, hidden_too=True, today=today)
            for one in group.needs
            if one.slug == slug
        )


def _hide(store: Store, clock: Clock, need: str, hidden: bool, by: str | None) -> NeedView:
    def work(session: Session, found: Named) -> None:
        if found.is_hidden is hidden:
            raise BadInput(f"{found.name!r} is {'hidden already' if hidden else 'not hidden'}.")
        session.execute(update(Need).where(col(Need.id) == found.id).values(is_hidden=hidden))

    return _edit(
        store,
        clock,
        need,
        work,
        verb="need.hidden" if hidden else "need.shown",
        label="Hid" if hidden else "Showed again",
        by=by,
    )


def _edit(
    store: Store,
    clock: Clock,
    need: str,
    work: Callable[[Session, Named], None],
    *,
    verb: str,
    label: str,
    what: str = "",
    by: str | None,
) -> NeedView:
    def whole(session: Session) -> str:
        found = find_named(session, NEEDS, need)
        with undoable(
            session,
            clock,
            by=by,
            verb=verb,
            scopes=_scopes(found.id),
            label=f"{label} the need {found.name}",
        ):
            work(session, found)
        record(session, clock, by=by, verb=verb, **({"what": what} if what else {}))
        mark_public_change(session)
        return found.slug

    return show_need(store, need=store.transact(whole), today=clock.today())


def _some(words: Sequence[str]) -> list[str]:
    if not words:
        raise BadInput("There are no words.", hint='For example: "section 21" "eviction"')
    return tidy_words(words)


def _group_id(session: Session, typed: str) -> int:
    wanted = fold(typed[:200])
    rows = session.execute(
        select(col(NeedGroup.id), col(NeedGroup.slug), col(NeedGroup.name)).order_by(
            col(NeedGroup.position), col(NeedGroup.id)
        )
    ).all()
    for row in rows:
        if wanted in (row.slug, fold(row.name)):
            return int(row.id)
    raise NotFound(
        f"There is no group of needs called {clean_line(typed)[:80]!r}.",
        hint=f"There are: {', '.join(row.slug for row in rows)}" if rows else "",
    )


def _scopes(number: int) -> list[Scope]:
    return [
        Scope(Need, col(Need.id) == number),
        Scope(NeedWord, col(NeedWord.need_id) == number),
    ]
