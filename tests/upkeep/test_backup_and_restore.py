"""Every backup is restored once before it counts: same rows, either engine, any machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError

from hub.clock import Clock
from hub.errors import BadInput, HubError, NoStorage
from hub.settings import Settings
from hub.store.engine import Store
from hub.store.keys import words_for, write_key
from hub.store.opening import open_store
from hub.store.tables import Booking, Occupancy, Room, Space
from hub.upkeep.backup import back_up
from hub.upkeep.restore import restore
from hub.upkeep.rows import tables

KEY = bytes.fromhex("11" * 32)


@pytest.fixture
def ready(settings: Settings) -> Settings:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    write_key(settings.key_file, KEY)
    return settings


def furnish(store: Store, clock: Clock) -> None:
    now = clock.utc_now()
    later = now.replace(hour=now.hour + 1)
    with store.write() as session:
        session.execute(insert(Space), {"site_id": 1, "name": "Hall A"})
        room = {"site_id": 1, "code": "R0001", "name": "Hall A", "name_key": "1 hall a"}
        session.execute(insert(Room), room)
        booking = {"code": "B0001", "uid": "u", "room_id": 1, "title": "Choir"}
        session.execute(insert(Booking), {**booking, "starts_at": now, "ends_at": later})
        held = {"space_id": 1, "booking_id": 1, "starts_at": now, "ends_at": later}
        session.execute(insert(Occupancy), held)


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything but the trail and the count of changes, which a restore adds to."""
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in tables()
            if table.name not in ("audit_entry", "hub")
        }


def elsewhere(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    return tmp_path / "other" / "hub", {"HUB_KEYS": str(tmp_path / "other" / "keys")}


def test_a_backup_comes_back_whole_on_another_machine_with_the_words(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    furnish(store, clock)
    before = rows_of(store)
    made = back_up(store, clock, ready)
    assert made.path.name == "hub-2026-11-23T1042.backup"
    assert [file.name for file in ready.backup_folder.iterdir()] == [made.path.name]
    folder, environment = elsewhere(tmp_path)
    back = restore(
        made.path,
        folder=folder,
        clock=clock,
        words=" ".join(words_for(KEY)),
        environment=environment,
    )
    restored = open_store(back.settings)
    assert rows_of(restored) == before
    now = clock.utc_now()
    held = {"space_id": 1, "booking_id": 1, "starts_at": now.replace(minute=50)}
    clashing = {**held, "ends_at": now.replace(minute=55)}
    with restored.write() as session, pytest.raises(DatabaseError, match="occupied"):
        session.execute(insert(Occupancy), clashing)
    restored.close()
    assert (folder.stat().st_mode & 0o777, back.settings.store_file.stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


def test_a_backup_goes_into_postgresql_and_new_rows_get_new_ids(
    new_store: Callable[[str], Store], clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    source, target = new_store("sqlcipher"), new_store("postgresql")
    furnish(source, clock)
    made = back_up(source, clock, ready)
    url = target.engine.url.render_as_string(hide_password=False)
    folder, environment = elsewhere(tmp_path)
    words = " ".join(words_for(KEY))
    with pytest.raises(BadInput, match="already"):
        restore(
            made.path,
            folder=folder,
            clock=clock,
            words=words,
            environment=environment,
            into_url=url,
        )
    back = restore(
        made.path,
        folder=folder,
        clock=clock,
        words=words,
        environment=environment,
        into_url=url,
        replace_hub=True,
    )
    assert back.moved_aside
    restored = open_store(back.settings)
    assert rows_of(restored) == rows_of(source)
    with restored.write() as session:
        session.execute(insert(Space), {"site_id": 1, "name": "Hall B"})
        assert session.scalars(text("SELECT id FROM space ORDER BY id")).all() == [1, 2]
    restored.close()


def test_wrong_words_are_refused_and_nothing_is_made(
    new_store: Callable[[str], Store], clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    made = back_up(new_store("sqlcipher"), clock, ready)
    folder, environment = elsewhere(tmp_path)
    words = " ".join(words_for(bytes(32)))
    with pytest.raises(BadInput, match="don't open this backup"):
        restore(made.path, folder=folder, clock=clock, words=words, environment=environment)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.99])
def test_one_flipped_bit_is_noticed_and_nothing_is_touched(
    place: float, new_store: Callable[[str], Store], clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    made = back_up(new_store("sqlcipher"), clock, ready)
    data = bytearray(made.path.read_bytes())
    data[int(place * len(data)) + 40] ^= 4
    made.path.write_bytes(data)
    folder, environment = elsewhere(tmp_path)
    with pytest.raises(HubError):
        restore(
            made.path,
            folder=folder,
            clock=clock,
            words=" ".join(words_for(KEY)),
            environment=environment,
        )
    assert not (tmp_path / "other").exists()


def test_a_living_hub_is_refused_then_moved_aside_never_deleted(
    new_store: Callable[[str], Store], clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    made = back_up(new_store("sqlcipher"), clock, ready)
    folder, environment = elsewhere(tmp_path)
    words = " ".join(words_for(KEY))
    restore(made.path, folder=folder, clock=clock, words=words, environment=environment)
    with pytest.raises(BadInput, match="already"):
        restore(made.path, folder=folder, clock=clock, environment=environment)
    back = restore(made.path, folder=folder, clock=clock, environment=environment, replace_hub=True)
    assert (Path(back.moved_aside) / "store" / "hub.db").is_file()


def test_a_missing_backup_disk_is_said_plainly(store: Store, clock: Clock, ready: Settings) -> None:
    gone = replace(ready, backup_folder=ready.folder / "no-stick")
    with pytest.raises(NoStorage, match="no folder"):
        back_up(store, clock, gone)
