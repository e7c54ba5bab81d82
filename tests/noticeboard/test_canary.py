"""Nothing private is anywhere in the published file: a word planted in every private column of
the store, and in everything private that lies in public columns, is not among its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import Column, Date, DateTime, Integer, String, Table, Time, insert, update
from sqlalchemy.sql.sqltypes import Boolean, Float
from sqlalchemy.types import TypeEngine

from hub.clock import Clock
from hub.noticeboard.public_rows import public_select
from hub.noticeboard.publish import publish
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.schema import ALLOWED, public_columns
from hub.settings import Settings
from hub.store import tables
from hub.store.engine import Store


def kind_of(column: Column[Any]) -> TypeEngine[Any]:
    """The plain type of a column, also where SQLModel has wrapped it."""
    return getattr(column.type, "impl_instance", column.type)


SETS_THE_RULES = {
    # Columns that decide what is published: a canary in them would be a wrong value.
    ("service_detail", "kind"): "area",
    ("activity_group", "zone"): "Europe/London",
    ("activity_group", "rule"): "FREQ=WEEKLY;BYDAY=MO",
    ("activity_group", "bank_holidays"): "skip",
    ("site", "country"): "GB",
    ("site", "subdivision"): "ENG",
    ("site", "zone"): "Europe/London",
    ("booking", "status"): "confirmed",
    ("service", "status"): "active",
    ("service", "is_hidden"): False,
    ("need", "is_hidden"): False,
    ("interest", "is_hidden"): False,
    ("interest", "kind"): "give",
    ("site_mark", "kind"): "lift",
}
STARTS = datetime(2026, 11, 24, 10, tzinfo=UTC)
ENDS = datetime(2026, 11, 24, 12, tzinfo=UTC)


def private_text_columns() -> Iterator[tuple[str, str]]:
    """Every column of text in the store that the allow-list doesn't name."""
    for table in tables.Row.metadata.sorted_tables:
        for column in table.c:
            if isinstance(kind_of(column), String) and column.name not in public_columns(
                table.name
            ):
                yield table.name, column.name


def canary(table: str, column: str) -> str:
    """A word that is nowhere else; it fits the shortest code."""
    number = sorted(private_and_public()).index((table, column))
    return f"q{number:03d}zx"


def private_and_public() -> set[tuple[str, str]]:
    return {
        (table.name, column.name)
        for table in tables.Row.metadata.sorted_tables
        for column in table.c
    }


def a_value(table: Table, column: Column[Any]) -> Any:
    """Something of the right kind; the canary of its column where it is text."""
    if (table.name, column.name) in SETS_THE_RULES:
        return SETS_THE_RULES[table.name, column.name]
    if column.name == "room_id" and table.name == "closure":
        return None
    if column.name == "ended_on":
        return None
    if isinstance(kind_of(column), Boolean):
        return True
    if isinstance(kind_of(column), Integer | Float):
        return 1
    if isinstance(kind_of(column), DateTime):
        return {"starts_at": STARTS, "ends_at": ENDS, "lapses_at": None}.get(column.name, STARTS)
    if isinstance(kind_of(column), Date):
        return date(2026, 11, 24)
    if isinstance(kind_of(column), Time):
        return time(10, 0)
    return canary(table.name, column.name)


def plant_everywhere(store: Store) -> None:
    """One row in every table (the hub and its site are there), a canary in every text."""
    with store.write() as session:
        for table in tables.Row.metadata.sorted_tables:
            values = {column.name: a_value(table, column) for column in table.c}
            if table.name in ("hub", "site"):
                del values["id"]
                session.execute(update(table).values(values))
            else:
                session.execute(insert(table).values(values))


@pytest.fixture
def published(store: Store, clock: Clock, settings: Settings) -> bytes:
    plant_everywhere(store)
    return publish(store, clock, settings).read_bytes()


def test_no_private_column_is_in_the_files_bytes(published: bytes) -> None:
    columns = [pair for pair in private_text_columns() if pair not in SETS_THE_RULES]
    assert len(columns) > 30
    found = [pair for pair in columns if canary(*pair).encode() in published.lower()]
    assert found == []


def test_the_public_columns_are_in_it_so_the_test_can_fail(published: bytes) -> None:
    shown = {
        ("activity", "title"),
        ("booking", "title"),
        ("closure", "reason"),
        ("need_word", "word"),
        ("organisation", "name"),
        ("phone", "number"),
        ("room", "whereabouts"),
        ("service", "description"),
        ("site", "address"),
        ("space", "name"),
    }
    assert {pair for pair in shown if canary(*pair).encode() in published.lower()} == shown


def test_the_allow_list_names_only_columns_that_there_are() -> None:
    known = private_and_public()
    assert [one for one in ALLOWED if (one.store_table, one.store_column) not in known] == []


def test_the_allow_list_leaves_people_out() -> None:
    never = {"audit_entry", "contact", "job_run", "public_code", "shift", "volunteer"}
    assert {one.store_table for one in ALLOWED} & never == set()
    private = {
        ("booking", "contact"),
        ("booking", "contact_phone"),
        ("booking", "lapses_at"),
        ("booking", "note"),
        ("booking", "uid"),
        ("hub", "hub_id"),
        ("service", "assurer_email"),
        ("service", "source"),
    }
    assert {(one.store_table, one.store_column) for one in ALLOWED} & private == set()


def test_every_column_of_the_file_is_on_the_allow_list(
    store: Store, clock: Clock, settings: Settings
) -> None:
    file = Noticeboard.open(publish(store, clock, settings)).file
    made_here = {
        ("card", "published_at"),
        ("card", "longest_session"),
        ("need", "services"),
        ("need", "activities"),
        ("interest", "services"),
        ("interest", "activities"),
        ("suits", "interest_id"),
        ("word", "term"),
        ("word", "entries"),
        ("suits", "entry_id"),
        ("meets", "need_id"),
        ("meets", "entry_id"),
    }
    columns = file.rows(
        lambda table, column: (table, column),
        """SELECT m.name, p.name FROM sqlite_master AS m, pragma_table_info(m.name) AS p
           WHERE m.type = 'table' AND m.name NOT LIKE 'entry%' AND m.name NOT LIKE 'sqlite_%'
           AND p.name <> 'id'""",
    )
    allowed = {(one.table, one.column) for one in ALLOWED}
    assert set(columns) - made_here == allowed


@pytest.mark.parametrize(
    ("private", "column"),
    [
        (tables.Booking, "note"),
        (tables.Booking, "contact_phone"),
        (tables.Service, "assurer_email"),
        (tables.Contact, "name"),
        (tables.Volunteer, "name"),
    ],
)
def test_publishing_cannot_ask_for_a_private_column(private: type[tables.Row], column: str) -> None:
    for ask in ({"only": (column,)}, {"only": (), "keys": (column,)}):
        with pytest.raises(AssertionError, match=f"{column} is not public"):
            public_select(private, *ask.get("keys", ()), only=ask["only"])


@pytest.mark.parametrize(
    ("hidden_by", "table"),
    [("booking", tables.Booking), ("activity", tables.Activity), ("group", tables.Group)],
)
def test_a_private_booking_is_only_a_private_booking(
    store: Store, clock: Clock, settings: Settings, hidden_by: str, table: type[tables.Row]
) -> None:
    plant_everywhere(store)
    with store.write() as session:
        session.execute(update(table).values(is_public=False))
    path = publish(store, clock, settings)
    (hire,) = Noticeboard.open(path).sessions(STARTS.date(), STARTS.date())
    assert (hire.code, hire.title, hire.room) == ("", "Private booking", canary("room", "name"))
    assert (hire.group, hire.activity, hire.who_for, hire.cost, hire.reason) == (
        *(None, None),
        *("", "", ""),
    )
    content = path.read_bytes().lower()
    secret = [("booking", name) for name in ("code", "title", "reason", "note", "contact")]
    if hidden_by == "activity":
        secret += [("activity", name) for name in ("title", "summary", "contact", "phone", "code")]
    assert [pair for pair in secret if canary(*pair).encode() in content] == []
