"""Carries every row of one store into another, whichever engines they are on.

The target has its tables and its guard already: a copy passes the same constraints as the
original did, so that a store which breaks them is never made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Table, column, delete, func, insert, inspect, select, text
from sqlalchemy import table as table_clause
from sqlalchemy.engine import Connection

from hub.store.tables import Row

BATCH = 1000
"""Rows held in memory at once."""


LEFT_BEHIND = frozenset({"undo_entry"})
"""What an undo needs lives for a shift: in a backup it would outlive whoever asked to be erased."""


def tables() -> tuple[Table, ...]:
    """Every table that is carried, a table that is pointed at before the one that points."""
    return tuple(table for table in Row.metadata.sorted_tables if table.name not in LEFT_BEHIND)


def leave_behind(connection: Connection) -> None:
    """Take out of a copied file what isn't to be carried."""
    there = set(inspect(connection).get_table_names())
    for name in sorted(LEFT_BEHIND & there):
        connection.execute(delete(table_clause(name)))


def columns_there(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """The tables that are carried and their columns, as far as this store has them yet: one that
    waits for its upgrade has fewer."""
    looking = inspect(connection)
    there = set(looking.get_table_names())
    for table in tables():
        if table.name in there:
            known = {column["name"] for column in looking.get_columns(table.name)}
            yield table.name, [column.name for column in table.c if column.name in known]


def count_rows(connection: Connection, names: Iterable[str] | None = None) -> dict[str, int]:
    """How many rows each table (or each of those named) holds, by its name."""
    wanted = [name for name, _ in columns_there(connection)] if names is None else names
    return {
        name: connection.scalar(select(func.count()).select_from(table_clause(name))) or 0
        for name in wanted
    }


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every row in the order of its key; says how many went into each table.

    Both sides are in the caller's transactions, and at the same revision of the tables.
    """
    copied: dict[str, int] = {}
    for name, columns in tuple(columns_there(source)):
        table = Row.metadata.tables[name]
        copied[table.name] = 0
        rows = source.execution_options(yield_per=BATCH).execute(
            select(*(table.c[column] for column in columns)).order_by(*table.primary_key.columns)
        )
        # Named column by column: an insert into the table of today would add the defaults of
        # columns that an older store hasn't got.
        there = table_clause(name, *(column(one, table.c[one].type) for one in columns))
        for part in rows.mappings().partitions():
            target.execute(insert(there), [dict(row) for row in part])
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
