"""Several changes that are one action for whoever did it, a file brought in for example: each is
saved by itself, and all of them are undone at once.

Leaves what undo keeps of a change to `hub.people.undo`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.people.images import Change, read_images
from hub.people.undo import gathering, remember
from hub.store.engine import Store
from hub.store.tables import UndoEntry


@dataclass(slots=True)
class Named:
    """What all of it is called, which may be known at the end only."""

    label: str


@contextmanager
def as_one_change(
    store: Store, clock: Clock, *, by: str | None, verb: str, label: str
) -> Iterator[Named]:
    """Make one thing to undo of what this thread changes in the block. What somebody else does
    meanwhile stays their own.
    """
    named = Named(label)
    with gathering() as written:
        try:
            yield named
        finally:
            store.transact(lambda session: _join(session, clock, written, by, verb, named.label))


def _join(
    session: Session, clock: Clock, written: dict[int, str], by: str | None, verb: str, label: str
) -> None:
    rows = session.execute(
        select(col(UndoEntry.id), col(UndoEntry.images))
        .where(col(UndoEntry.id).in_(list(written)))
        .order_by(col(UndoEntry.id))
        .with_for_update()
    ).all()
    # Not what has been undone meanwhile, nor what took the number of one that wasn't saved.
    mine = [(number, images) for number, images in rows if written[number] == images]
    if len(mine) < 2:
        return
    whole: dict[tuple[str, tuple[object, ...]], Change] = {}
    for _, images in mine:
        for one in read_images(images):
            row = one.table, one.key
            first = whole[row].before if row in whole else one.before
            whole[row] = Change(one.table, first, one.after)
    session.execute(delete(UndoEntry).where(col(UndoEntry.id).in_([number for number, _ in mine])))
    changes = [one for one in whole.values() if one.before != one.after]
    remember(session, clock, by=by, verb=verb, code="", label=label, changes=changes)
