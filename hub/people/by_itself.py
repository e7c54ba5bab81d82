"""What the hub did by itself at night since a change: it isn't shown among what can be undone, and
is taken back with the change only where it was made from it. The next night makes it anew.

Leaves putting rows back to `hub.people.undo`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from hub.people.images import Change, Values, read_images, table_called
from hub.store.tables import UndoEntry

BY_ITSELF = frozenset({"group.extended"})
"""The verbs of such changes."""

InTheWay = Callable[[Sequence[Change], Sequence[Change]], bool]
"""Whether what was done (first) must go before other rows can be put back (second)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as undo keeps it."""

    number: int
    verb: str
    code: str
    label: str
    changes: list[Change]


def built_on(session: Session, undone: Entry, in_the_way: InTheWay) -> list[Entry]:
    """What the hub did by itself that was made from a change or from what it left, the newest
    first. One statement.
    """
    rows = session.execute(
        select(
            col(UndoEntry.id),
            col(UndoEntry.verb),
            col(UndoEntry.code),
            col(UndoEntry.label),
            col(UndoEntry.images),
        )
        .where(col(UndoEntry.id) > undone.number, col(UndoEntry.verb).in_(BY_ITSELF))
        .order_by(col(UndoEntry.id).desc())
        .with_for_update()
    ).all()
    left = [Entry(one.id, one.verb, one.code, one.label, read_images(one.images)) for one in rows]
    found: list[Entry] = []
    asked = [undone]
    while asked:  # one that must go may have been gone on from in its turn
        older = asked.pop()
        for one in [one for one in left if one.number > older.number]:
            if _is_made_from(one, older) or in_the_way(one.changes, older.changes):
                left.remove(one)
                found.append(one)
                asked.append(one)
    return sorted(found, key=lambda one: -one.number)


def _is_made_from(later: Entry, older: Entry) -> bool:
    """Whether it is about the same thing, touches the same rows, or points to one of them."""
    if later.code and later.code == older.code:
        return True
    rows = {(one.table, one.key) for one in older.changes}
    return any(
        (one.table, one.key) in rows or not rows.isdisjoint(_pointed_at(one.table, one.after))
        for one in later.changes
    )


def _pointed_at(name: str, row: Values | None) -> list[tuple[str, tuple[object, ...]]]:
    if row is None:
        return []
    return [
        (key.column.table.name, (row[column.name],))
        for column in table_called(name).columns
        for key in column.foreign_keys
    ]
