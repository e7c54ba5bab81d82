"""What must go with a row that is deleted for good: what undo keeps of it, and the row itself in
every older backup.

Leaves which rows those are to whoever deletes them, and the files beside the backups to upkeep.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlmodel import Session, col

from hub.store.codes import new_uid
from hub.store.core import run, table_of
from hub.store.tables import Erased, Row, UndoEntry

_MANY = text("SELECT pg_advisory_xact_lock_shared(7202, 0)")
_ALONE = text("SELECT pg_advisory_xact_lock(7202, 0)")
"""A number of its own: 7201 is that of the spaces."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One row that was deleted, or whose names were taken out: which, never what was in it."""

    kind: str
    """Its table."""
    row_uid: str = ""
    row_id: int | None = None
    row_at: datetime | None = None
    """With `row_id`: when it was made."""


def contact_key(service: str, contact: str) -> str:
    """The id of a contact in the directory: a feed's ids are its own only within their service."""
    return f"{service} {contact}"


def erased_ids(session: Session, kind: str) -> frozenset[str]:
    """The ids of a table's rows whose people were erased: a feed shall not bring them back."""
    return frozenset(session.scalars(select(col(Erased.row_uid)).where(col(Erased.kind) == kind)))


def note_erased(session: Session, rows: Sequence[Gone]) -> None:
    """Keep that these rows are gone, in the transaction that deletes them. One statement."""
    if not rows:
        return
    run(
        session,
        insert(table_of(Erased)),
        [
            {
                "uid": new_uid(session),
                "kind": one.kind,
                "row_uid": one.row_uid,
                "row_id": one.row_id,
                "row_at": one.row_at,
            }
            for one in rows
        ],
    )


def hold_erasing_off(session: Session) -> None:
    """Nothing is erased while this transaction remembers what rows were before it. Many may say so
    at once; on SQLite there is one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_MANY)


def hold_changes_off(session: Session) -> None:
    """Nobody changes anything, or undoes it, until this transaction has erased what it will."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_ALONE)


def forget_images(session: Session, rows: Mapping[type[Row], Collection[int]]) -> int:
    """Delete every change that undo could put back and that speaks of one of these rows (ids by
    table): how many there were. What else such a change did can't be undone any more.
    """
    wanted = {
        (str(table.__tablename__), number) for table, numbers in rows.items() for number in numbers
    }
    gone = [
        entry
        for entry, images in session.execute(select(col(UndoEntry.id), col(UndoEntry.images)))
        if any((table, row.get("id")) in wanted for table, row in images_in(images))
    ]
    if gone:
        session.execute(delete(UndoEntry).where(col(UndoEntry.id).in_(gone)))
    return len(gone)


def images_in(images: str) -> list[tuple[str, dict[str, Any]]]:
    """Every row that an entry of undo remembers, before and after, with its table."""
    return [
        (table, row)
        for table, before, after in json.loads(images)
        for row in (before, after)
        if row is not None
    ]
