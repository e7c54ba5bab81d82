"""Whoever was erased stays erased: whichever older backup is restored, on whichever machine and
engine.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput
from hub.settings import Settings
from hub.signposting.referrals import list_referrals, set_status, withdraw
from hub.store.engine import Store
from hub.store.keys import words_for, write_key
from hub.store.opening import open_store
from hub.store.tables import Booking, Referral
from hub.timetable.activities import list_activities
from hub.upkeep.backup import back_up
from hub.upkeep.erased import ErasedList, keep_erased, list_name, read_lists
from hub.upkeep.people_held import erase_person, find_person
from hub.upkeep.restore import HubRestored, restore
from hub.upkeep.retention import forget_people
from hub.views.referrals import ReferralStatus
from tests.upkeep.people_there import (
    EMAIL,
    NAME,
    PHONE,
    a_hub_where_she_is_everywhere,
    found_in,
    found_in_files,
    rows,
)

KEY = bytes.fromhex("11" * 32)
GOES_ON = ("audit_entry", "hub", "undo_entry", "erased")


@pytest.fixture
def ready(settings: Settings) -> Settings:
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    write_key(settings.key_file, KEY)
    return settings


@pytest.fixture(params=("embedded", "postgresql"))
def target(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a backup is restored: "" is the embedded store."""
    if request.param == "embedded":
        yield ""
        return
    from tests.conftest import _administer, _in

    address: str = request.getfixturevalue("postgresql_server")
    name = f"back_{secrets.token_hex(4)}"
    _administer(address, f"CREATE DATABASE {name}")
    yield _in(address, name)
    _administer(address, f"DROP DATABASE {name} WITH (FORCE)")


def on_another_machine(
    backups: Path, name: str, tmp_path: Path, clock: Clock, target: str
) -> HubRestored:
    """Somebody carries the folder of backups to a new machine, and has the recovery words."""
    carried = tmp_path / "stick"
    shutil.copytree(backups, carried)
    return restore(
        carried / name,
        folder=tmp_path / "new" / "hub",
        clock=clock,
        words=" ".join(words_for(KEY)),
        environment={"HUB_KEYS": str(tmp_path / "new" / "keys")},
        into_url=target,
    )


def test_a_person_who_was_erased_is_not_in_an_older_backup_that_comes_back(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path, target: str
) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    old = back_up(store, clock, ready)
    for words in (NAME, EMAIL):
        erase_person(store, clock, ready, words=words, all_of_it=True)
    erased = rows(store, *GOES_ON)
    back = on_another_machine(ready.backup_folder, old.path.name, tmp_path, clock, target)
    assert back.erased == 11
    assert back.unreadable == 0
    restored = open_store(back.settings)
    try:
        assert found_in(restored) == set()
        assert rows(restored, *GOES_ON) == erased
        assert find_person(restored, clock, words=NAME) == ()
        assert len(find_person(restored, clock, words="Bo Lee")) > 3
        # What is written down anew under the same booking is not taken for her again.
        with restored.write() as session:
            session.execute(update(Booking).values(contact="Cy Hall"))
        newer = back_up(restored, clock, back.settings, to=tmp_path / "stick")
    finally:
        restored.close()
    again = restore(
        newer.path,
        folder=tmp_path / "third",
        clock=clock,
        words=" ".join(words_for(KEY)),
        environment={"HUB_KEYS": str(tmp_path / "third-keys")},
    )
    assert again.erased == 0
    third = open_store(again.settings)
    try:
        assert len(find_person(third, clock, words="Cy Hall")) > 2
    finally:
        third.close()
    places = [ready.folder, ready.backup_folder, tmp_path / "stick", tmp_path / "new"]
    assert found_in_files(*places, tmp_path / "third") == []


def test_it_holds_in_place_too_though_the_list_was_never_written(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    """The power went after the change was saved and before the files were."""
    a_hub_where_she_is_everywhere(store, clock)
    made = back_up(store, clock, ready)
    (tmp_path / "m").mkdir()
    words = " ".join(words_for(KEY))
    environment = {"HUB_KEYS": str(tmp_path / "mk"), "HUB_BACKUPS": str(tmp_path / "m")}
    folder = tmp_path / "here"
    here = restore(made.path, folder=folder, clock=clock, words=words, environment=environment)
    living = open_store(here.settings)
    erase_person(living, clock, here.settings, words=NAME, all_of_it=True)
    living.close()
    for path in tmp_path.rglob("erased-*"):
        path.unlink()
    back = restore(made.path, folder=folder, clock=clock, environment=environment, replace_hub=True)
    assert back.erased == 10
    restored = open_store(back.settings)
    assert found_in(restored) == {"service.assurer_email"}
    warnings = erase_person(restored, clock, back.settings, words=EMAIL, all_of_it=True).warnings
    restored.close()
    (aside,) = folder.glob("before-restore-*")
    assert warnings == (
        f"An old copy of this hub is in {aside} and may still hold them, locked. Delete that"
        " folder when you don't need it any more.",
    )


def test_the_same_holds_on_a_server(
    new_store: Callable[[str], Store], clock: Clock, ready: Settings
) -> None:
    store = new_store("postgresql")
    settings = replace(ready, store_url=store.engine.url.render_as_string(hide_password=False))
    a_hub_where_she_is_everywhere(store, clock)
    made = back_up(store, clock, settings)
    erase_person(store, clock, settings, words=NAME, all_of_it=True)
    for path in (settings.folder, settings.backup_folder):
        (path / list_name(settings.hub_id)).unlink()
    store.engine.dispose()
    back = restore(
        made.path,
        folder=settings.folder,
        clock=clock,
        environment={"HUB_KEYS": str(settings.key_folder)},
        into_url=settings.store_url,
        replace_hub=True,
    )
    assert back.erased == 10
    restored = open_store(back.settings)
    assert found_in(restored) == {"service.assurer_email"}
    done = erase_person(restored, clock, back.settings, words=EMAIL, all_of_it=True)
    restored.close()
    assert done.warnings == (
        f"An old copy of this hub is in the schema {back.moved_aside} and may still hold them."
        " Drop it when you don't need it any more.",
    )


def test_a_referral_that_was_withdrawn_or_whose_time_is_over_stays_away(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path, target: str
) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    hers, bos = list_referrals(store, clock)
    old = back_up(store, clock, ready)
    withdraw(store, clock, number=hers.number)
    set_status(store, clock, number=bos.number, status=ReferralStatus.MET)
    late = clock.at(clock.now() + timedelta(days=183))
    assert forget_people(store, clock.at(late.now() - timedelta(days=1))).count("referral") == 0
    assert forget_people(store, late) == "1 old referral"
    assert keep_erased(store, ready) == ()
    back = on_another_machine(ready.backup_folder, old.path.name, tmp_path, late, target)
    assert back.erased == 2
    restored = open_store(back.settings)
    assert list_referrals(restored, late, open_only=False) == ()
    assert len(list_activities(restored)) > 1  # everything else is there
    restored.close()


def test_a_backup_brings_its_folder_up_to_date(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    ready.backup_folder.rmdir()  # unplugged
    done = erase_person(store, clock, ready, words=NAME, all_of_it=True)
    assert any("Make a backup into it soon" in one for one in done.warnings)
    ready.backup_folder.mkdir()
    stick = tmp_path / "another"
    stick.mkdir()
    back_up(store, clock, ready, to=stick)
    lists = [
        read_lists([one / list_name(ready.hub_id)])
        for one in (ready.folder, ready.backup_folder, stick)
    ]
    assert [len(one.lines) for one in lists] == [10, 10, 10]
    assert lists[0] == lists[1] == lists[2]
    path = stick / list_name(ready.hub_id)
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.stat().st_mtime_ns
    keep_erased(store, ready, stick)
    assert path.stat().st_mtime_ns == before  # nothing new: nothing is written


def test_a_list_from_other_hands_does_no_harm_and_its_good_lines_count(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    made = back_up(store, clock, ready)
    with store.read() as session:
        uid = session.scalars(select(col(Referral.uid)).where(col(Referral.who) == NAME)).one()
    path = ready.backup_folder / list_name(ready.hub_id)
    path.write_bytes(
        b"\n".join(
            [
                b'{"uid":"good","kind":"referral","row":"' + uid.encode() + b'"}',
                b'{"uid":"x","kind":"hub","row":"1"}',
                b'{"uid":"x","kind":["referral"]}',
                b'{"uid":"x"}',
                b'{"uid":7,"kind":"referral"}',
                b'{"uid":"x","kind":"sign_up","id":1,"at":"2026-11-23T10:42:00"}',
                b'{"uid":"x","kind":"sign_up","id":99999999999999}',
                b'{"uid":"x","kind":"booking","row":"a\\u0000b"}',
                b'{"uid":"x\'; DROP TABLE hub","kind":"booking","row":"a"}',
                b"[" * 100_000,
                b"\xff\xfe\x00",
                b"null",
                b'{"uid":"gone","kind":"booking","row":"not there"}',
            ]
        )
    )
    back = on_another_machine(ready.backup_folder, made.path.name, tmp_path, clock, "")
    assert (back.erased, back.unreadable) == (1, 11)
    restored = open_store(back.settings)
    assert [one.who for one in list_referrals(restored, clock)] == ["Bo Lee"]
    restored.close()


def test_a_list_that_cannot_be_read_stops_the_restore(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    made = back_up(store, clock, ready)
    (ready.backup_folder / list_name(ready.hub_id)).mkdir()
    with pytest.raises(BadInput) as caught:
        restore(
            made.path,
            folder=tmp_path / "new",
            clock=clock,
            words=" ".join(words_for(KEY)),
            environment={"HUB_KEYS": str(tmp_path / "new-keys")},
        )
    assert caught.value.message == "The list of what was erased can't be read: Is a directory."
    assert not (tmp_path / "new").exists()


def test_no_list_is_an_empty_one(tmp_path: Path) -> None:
    assert read_lists([tmp_path / "nothing"]) == ErasedList({}, 0)


def test_her_phone_finds_nothing_in_what_comes_back(
    store: Store, clock: Clock, ready: Settings, tmp_path: Path
) -> None:
    a_hub_where_she_is_everywhere(store, clock)
    made = back_up(store, clock, ready)
    erase_person(store, clock, ready, words=PHONE, all_of_it=True)
    back = on_another_machine(ready.backup_folder, made.path.name, tmp_path, clock, "")
    restored = open_store(back.settings)
    assert find_person(restored, clock, words=PHONE) == ()
    restored.close()
