"""Everything that is in the store, to compare before and after an undo."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import AuditEntry, Hub, PublicCode, Row, UndoEntry

_GOES_ON = (AuditEntry, Hub, PublicCode, UndoEntry)
"""The trail, the counter and the codes that were given out only ever grow."""


def dump(store: Store, *only: type[Row]) -> dict[str, list[Any]]:
    """The rows of every table that undo has to put back, or of some."""
    left_out = {table_of(table).name for table in _GOES_ON}
    tables = [table_of(table) for table in only] or [
        table for table in Row.metadata.sorted_tables if table.name not in left_out
    ]
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=str)
            for table in tables
        }
