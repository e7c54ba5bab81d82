"""Queries that can name no column but those of the allow-list, and ids to join with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Integer, Row, Select, Table, not_, select
from sqlmodel import Session

from hub.noticeboard.schema import public_columns
from hub.store import tables


def table_of(table: type[tables.Row]) -> Table:
    """The table of a class of rows."""
    return tables.Row.metadata.tables[str(table.__tablename__)]


def column(table: type[tables.Row], name: str) -> Column[Any]:
    """A column to filter, join or sort by."""
    return table_of(table).c[name]


def public_select(
    table: type[tables.Row], *keys: str, only: Sequence[str] | None = None
) -> Select[Any]:
    """The public columns of a table (or `only` some of them) and `keys`, ids to join with."""
    allowed = public_columns(str(table.__tablename__))
    names = allowed if only is None else only
    refused = [name for name in names if name not in allowed]
    refused += [key for key in keys if not isinstance(column(table, key).type, Integer)]
    if refused:
        raise AssertionError(f"{table.__tablename__}.{refused[0]} is not public")
    return select(*(column(table, name) for name in dict.fromkeys((*names, *keys))))


def rows_by_id(session: Session, table: type[tables.Row]) -> dict[int, Row[Any]]:
    """Every row of a small table by its id, in the order of the ids."""
    ordered = public_select(table, "id").order_by(column(table, "id"))
    return {row.id: row for row in session.execute(ordered)}


def pairs(
    session: Session, table: type[tables.Row], one: str, many: str, *, of: Iterable[int] | None
) -> dict[int, set[int]]:
    """Which `many` ids each `one` id is tied to by a table of ties."""
    chosen = public_select(table, one, many, only=())
    if of is not None:
        chosen = chosen.where(column(table, one).in_(of))
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in session.execute(chosen):
        found[first].add(second)
    return found


def need_slugs(session: Session) -> dict[int, str]:
    """Slug of each need that is shown by its id, in the order in which needs are shown."""
    need, group = tables.Need, tables.NeedGroup
    ordered = (
        public_select(need, "id", only=("slug",))
        .join_from(
            table_of(need),
            table_of(group),
            column(need, "need_group_id") == column(group, "id"),
        )
        .where(not_(column(need, "is_hidden")))
        .order_by(column(group, "position"), column(need, "position"), column(need, "id"))
    )
    return {row.id: row.slug for row in session.execute(ordered)}


def interest_slugs(session: Session) -> dict[int, str]:
    """Slug of each interest by its id, in the order in which interests are shown."""
    interest = tables.Interest
    ordered = (
        public_select(interest, "id", only=("slug",))
        .where(not_(column(interest, "is_hidden")))
        .order_by(column(interest, "position"), column(interest, "id"))
    )
    return {row.id: row.slug for row in session.execute(ordered)}
