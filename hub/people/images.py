"""A change as undo keeps it: each row as it was and as it became, and the words of both in JSON.

Leaves what is done with them to `hub.people.undo`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Table

from hub.store.tables import Row

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row as it was and as it became; None where it wasn't there."""

    table: str
    before: Values | None
    after: Values | None

    @property
    def key(self) -> tuple[Any, ...]:
        row = self.before or self.after or {}
        return tuple(row[column.name] for column in table_called(self.table).primary_key.columns)


def made(table: type[Row], values: Values) -> Change:
    """A row that was inserted: `values` are all its columns."""
    name = str(table.__tablename__)
    columns = table_called(name).c
    return Change(name, None, {column.name: values.get(column.name) for column in columns})


def all_tables() -> Sequence[Table]:
    """Every table of the store; those that are pointed at come first."""
    return Row.metadata.sorted_tables


def table_called(name: str) -> Table:
    return Row.metadata.tables[name]


def write_images(changes: Sequence[Change]) -> str:
    return json.dumps(
        [[one.table, _plain(one.before), _plain(one.after)] for one in changes],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_images(text: str) -> list[Change]:
    return [
        Change(name, _typed(name, before), _typed(name, after))
        for name, before, after in json.loads(text)
    ]


def _plain(row: Values | None) -> Values | None:
    """A row that JSON can hold."""
    if row is None:
        return None
    return {
        name: value.astimezone(UTC).isoformat()
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date | time)
        else value
        for name, value in row.items()
    }


def _typed(name: str, row: Values | None) -> Values | None:
    """The row that `_plain` wrote, with moments as moments again."""
    if row is None:
        return None
    readers = {datetime: datetime.fromisoformat, date: date.fromisoformat, time: time.fromisoformat}
    found: Values = {}
    for column in table_called(name).c:
        value = row.get(column.name)
        kind = getattr(column.type, "impl_instance", column.type).python_type
        found[column.name] = readers[kind](value) if kind in readers and value else value
    return found
