"""A hub that was made by the first version is backed up and brought up with all that is in it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import make_url, text

from hub.clock import Clock
from hub.directory.interests import list_interests
from hub.resources import read_toml
from hub.settings import Settings
from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.keys import write_key
from hub.store.opening import open_store
from hub.store.schema import migrate
from hub.timetable.bookings import cancel_booking, show_booking
from hub.upkeep import sealed
from hub.upkeep.restore import restore
from hub.upkeep.upgrade import upgrade_hub

KEY = bytes.fromhex("11" * 32)
ROWS = (
    "INSERT INTO hub (id, hub_id, changes) VALUES (1, '{hub}', 3)",
    "INSERT INTO site (id, name, zone, country, subdivision, address, phone, email, web_address)"
    " VALUES (1, 'Ferry Road', 'Europe/London', 'GB', 'ENG', '', '', '', '')",
    "INSERT INTO space (id, site_id, name) VALUES (1, 1, 'Hall A')",
    "INSERT INTO room (id, site_id, code, name, name_key, capacity, whereabouts, position,"
    " is_active) VALUES (1, 1, 'R0001', 'Hall A', '1 hall a', 40, '', 1, {true})",
    "INSERT INTO room_space (room_id, space_id) VALUES (1, 1)",
    "INSERT INTO booking (id, code, uid, room_id, title, starts_at, ends_at, setup_minutes,"
    " tidy_minutes, status, is_public, reason, note, contact, contact_phone) VALUES (1, 'B0001',"
    " 'b1', 1, 'Choir', '2027-03-02 10:00:00{utc}', '2027-03-02 11:00:00{utc}', 0, 0, 'confirmed',"
    " {true}, '', '', '', '')",
    "INSERT INTO occupancy (space_id, starts_at, ends_at, booking_id) VALUES (1,"
    " '2027-03-02 10:00:00{utc}', '2027-03-02 11:00:00{utc}', 1)",
    "INSERT INTO public_code (code, kind) VALUES ('R0001', 'room'), ('B0001', 'booking')",
)


@pytest.fixture(params=["sqlcipher", "postgresql"])
def old_hub(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Settings]:
    """A hub of the first version, on either engine."""
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    write_key(settings.key_file, KEY)
    if request.param == "sqlcipher":
        settings.store_file.parent.mkdir()
        store = Store(embedded_engine(str(settings.store_file), KEY.hex()))
        words = {"hub": settings.hub_id, "true": "1", "utc": ".000000"}
        fill(store, words)
        yield settings
        return
    address: str = request.getfixturevalue("postgresql_server")
    name = f"old_{uuid.uuid4().hex}"
    office = server_engine(address, isolation_level="AUTOCOMMIT")
    with office.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    url = make_url(address).set(database=name).render_as_string(hide_password=False)
    fill(Store(server_engine(url)), {"hub": settings.hub_id, "true": "true", "utc": "+00"})
    yield replace(settings, store_url=url)
    with office.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    office.dispose()


def fill(store: Store, words: dict[str, str]) -> None:
    migrate(store, to="0001")
    with store.write() as session:
        for row in ROWS:
            session.execute(text(row.format(**words)))
    store.close()


def test_everything_is_still_there_and_what_is_new_works(old_hub: Settings, clock: Clock) -> None:
    assert upgrade_hub(old_hub, clock).startswith("This hub is up to date now.")
    store = open_store(old_hub)
    found = show_booking(store, clock, code="B0001")
    assert (found.title, found.room, str(found.starts)) == (
        "Choir",
        "Hall A",
        "2027-03-02 10:00:00+00:00",
    )
    assert cancel_booking(store, clock, code="B0001", reason="Boiler").reason == "Boiler"
    store.close()


def test_the_backup_from_before_comes_back_as_a_hub_of_today(
    old_hub: Settings, clock: Clock, tmp_path: Path
) -> None:
    upgrade_hub(old_hub, clock)
    backup = old_hub.backup_folder / "hub-2026-11-23T1042.backup"
    assert sealed.check(backup, KEY).revision == "0001"
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(old_hub.key_folder, tmp_path / "other-keys")
    done = restore(
        backup,
        folder=elsewhere,
        clock=clock,
        words=None,
        environment={"HUB_KEYS": str(old_hub.key_folder)},
        replace_hub=False,
    )
    store = open_store(done.settings)
    assert show_booking(store, clock, code="B0001").title == "Choir"
    assert len(list_interests(store)) == len(read_toml("interests.toml")["interest"])
    store.close()
