"""Carries every row of one store into another, whichever engines they are on.

The target has its tables and its guard already: a copy passes the same constraints as the
original did, so that a store which breaks them is never made.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy import table as table_clause
from sqlalchemy.engine import Connection

from hub.store.tables import Row

BATCH = 1000
"""Rows held in memory at once."""


def tables() -> tuple[Table, ...]:
    """Every table, a table that is pointed at before the one that points."""
    return tuple(Row.metadata.sorted_tables)


def count_rows(connection: Connection, names: Iterable[str] | None = None) -> dict[str, int]:
    """How many rows each table (or each of those named) holds, by its name."""
    wanted = [table.name for table in tables()] if names is None else names
    return {
        name: connection.scalar(select(func.count()).select_from(table_clause(name))) or 0
        for name in wanted
    }


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every row in the order of its key; says how many went into each table.

    Both sides are in the caller's transactions, and at the newest revision of the tables.
    """
    copied: dict[str, int] = {}
    for table in tables():
        copied[table.name] = 0
        rows = source.execution_options(yield_per=BATCH).execute(
            select(table).order_by(*table.primary_key.columns)
        )
        for part in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
            copied[table.name] += len(part)
    if target.dialect.name == "postgresql":
        _set_sequences(target)
    return copied


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL counts ids apart from the rows: go on after the highest one copied."""
    for table in tables():
        sequence = connection.scalar(
            text(
                "SELECT pg_get_serial_sequence(quote_ident(:name), column_name)"
                " FROM information_schema.columns WHERE table_schema = current_schema()"
                " AND table_name = :name AND column_name = 'id'"
            ),
            {"name": table.name},
        )
        highest = connection.scalar(select(func.max(table.c.id))) if sequence else None
        if highest is not None:
            connection.execute(
                text("SELECT setval(:sequence, :highest)"),
                {"sequence": sequence, "highest": highest},
            )
