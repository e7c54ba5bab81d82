"""The hot path to the database: statements made once, run on the session's own connection.

Building a statement and going through the ORM's bulk paths costs several times what the
database does for one booking; `tests/bench` holds us to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable, Table
from sqlmodel import Session

from hub.store.tables import Row


def table_of(row: type[Row]) -> Table:
    """The table of a class of rows, for inserts that need no objects."""
    return Row.metadata.tables[str(row.__tablename__)]


def run(
    session: Session,
    statement: Executable,
    values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
) -> CursorResult[Any]:
    """Run a prepared statement in the session's transaction."""
    return session.connection().execute(statement, values)
