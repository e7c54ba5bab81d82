"""What migrating makes is what the tables say, on each engine, guard and all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.guard import is_occupied
from hub.store.revision import NEWEST, REVISIONS, revision_of
from hub.store.schema import create_tables, migrate, migrations
from hub.store.tables import Booking, Occupancy, Room, Row, Site, Space

KEY_HEX = "22" * 32
TEN = datetime(2027, 3, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)

Build = Callable[[Store], None]


@pytest.fixture(params=["sqlcipher", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it at all, once on each engine."""
    if request.param == "sqlcipher":
        store = Store(embedded_engine(str(tmp_path / "bare.db"), KEY_HEX))
        yield store
        store.close()
        return
    address: str = request.getfixturevalue("postgresql_server")
    name = f"bare_{uuid.uuid4().hex}"
    office = server_engine(address, isolation_level="AUTOCOMMIT")
    with office.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    store = Store(server_engine(make_url(address).set(database=name).render_as_string(False)))
    yield store
    store.close()
    with office.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    office.dispose()


def test_migrating_from_nothing_makes_exactly_the_tables_of_the_program(bare: Store) -> None:
    migrate(bare)
    with bare.engine.connect() as connection:
        settings = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=settings)
        assert compare_metadata(context, Row.metadata) == []
    assert set(inspect(bare.engine).get_table_names()) == {*Row.metadata.tables, "alembic_version"}


def test_the_comparison_would_notice_a_missing_column(bare: Store) -> None:
    migrate(bare)
    with bare.engine.begin() as connection:
        connection.execute(text("ALTER TABLE job_run DROP COLUMN outcome"))
    with bare.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    assert [(change[0], change[2], change[3].name) for change in found] == [
        ("add_column", "job_run", "outcome")
    ]


@pytest.mark.parametrize("build", [migrate, create_tables])
def test_a_new_store_says_which_revision_it_is(bare: Store, build: Build) -> None:
    assert revision_of(bare.engine) is None
    build(bare)
    assert revision_of(bare.engine) == NEWEST


def test_migrating_twice_changes_nothing(bare: Store) -> None:
    migrate(bare)
    with bare.write() as session:
        session.execute(insert(Site), {"name": "Ferry Road", "zone": "Europe/London"})
    migrate(bare)
    with bare.read() as session:
        assert session.execute(text("SELECT name, zone FROM site")).all() == [
            ("Ferry Road", "Europe/London")
        ]


@pytest.mark.parametrize("build", [migrate, create_tables])
def test_the_guard_is_up_in_a_new_store(bare: Store, build: Build) -> None:
    build(bare)
    with bare.write() as session:
        session.execute(insert(Site), {"id": 1, "name": "Ferry Road", "zone": "Europe/London"})
        session.execute(insert(Space), {"id": 1, "site_id": 1, "name": "Hall A"})
        room = {"id": 1, "site_id": 1, "code": "R0001", "name": "Hall A", "name_key": "1 hall a"}
        session.execute(insert(Room), room)
        booking = {"id": 1, "code": "B0001", "uid": "u", "room_id": 1, "title": "Choir"}
        session.execute(insert(Booking), {**booking, "starts_at": TEN, "ends_at": TEN + HOUR})
        held = {"space_id": 1, "booking_id": 1, "starts_at": TEN, "ends_at": TEN + HOUR}
        session.execute(insert(Occupancy), held)
    late = {**held, "starts_at": TEN + HOUR / 2, "ends_at": TEN + 2 * HOUR}
    with pytest.raises(DBAPIError) as caught, bare.write() as session:
        session.execute(insert(Occupancy), late)
    assert is_occupied(caught.value)


def test_the_list_of_revisions_is_the_list_of_migrations() -> None:
    scripts = ScriptDirectory.from_config(migrations()).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS
