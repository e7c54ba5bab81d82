"""The needs of a hub, as the hub wants them: add one, rename it, give it words, hide it.

What the hub makes or changes stays so at an upgrade (`hub.directory.needs.load_needs`).
"""

from __future__ import annotations

from collections.abc import Sequence
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
    tidy_name,
    tidy_words,
)
from hub.directory.needs import read_needs
from hub.directory.rewording import edit, give_words, hide, scopes, take_words_away
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import Need, NeedGroup
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
            touched.scopes += scopes(NEEDS, number)
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

    slug = edit(
        store,
        clock,
        NEEDS,
        need,
        work,
        did="changed",
        label="Changed",
        what=", ".join(what),
        by=by,
    )
    return show_need(store, need=slug, today=clock.today())


def add_words(
    store: Store, clock: Clock, *, need: str, words: Sequence[str], by: str | None = None
) -> NeedView:
    """Give a need more words that people type for it; an upgrade leaves them."""
    slug = give_words(store, clock, NEEDS, need, words, by)
    return show_need(store, need=slug, today=clock.today())


def remove_words(
    store: Store, clock: Clock, *, need: str, words: Sequence[str], by: str | None = None
) -> NeedView:
    """Take words away from a need. NotFound for a word that it hasn't: nothing is changed."""
    slug = take_words_away(store, clock, NEEDS, need, words, by)
    return show_need(store, need=slug, today=clock.today())


def hide_need(store: Store, clock: Clock, *, need: str, by: str | None = None) -> NeedView:
    """Ask about a need no more. What meets it stays tied to it, for when it is shown again."""
    slug = hide(store, clock, NEEDS, need, True, by)
    return show_need(store, need=slug, today=clock.today())


def show_need_again(store: Store, clock: Clock, *, need: str, by: str | None = None) -> NeedView:
    """Ask about a hidden need again."""
    slug = hide(store, clock, NEEDS, need, False, by)
    return show_need(store, need=slug, today=clock.today())


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
