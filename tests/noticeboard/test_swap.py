"""A noticeboard takes the place of the old one whole, or not at all, and never goes back."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from hub.clock import Clock
from hub.errors import Busy, NoStorage
from hub.noticeboard import publish as publishing
from hub.noticeboard.publish import publish, publish_if_changed
from hub.noticeboard.read import Noticeboard
from hub.settings import Settings
from hub.store.engine import Store
from hub.store.tables import (
    Hub,
)
from hub.timetable.activities import change_activity
from tests.noticeboard.builders import add_tea, left_over


def titles(settings: Settings) -> list[str]:
    board = Noticeboard.open(settings.noticeboard_file)
    try:
        return [activity.title for activity in board.activities()]
    finally:
        board.close()


def test_a_public_change_is_published_once(store: Store, clock: Clock, settings: Settings) -> None:
    add_tea(store, clock)
    assert publish_if_changed(store, clock, settings)
    assert not publish_if_changed(store, clock, settings)
    add_tea(store, clock, "Cake")
    assert publish_if_changed(store, clock, settings)
    assert titles(settings) == ["Cake", "Tea"]


def test_a_new_day_is_published_too(store: Store, clock: Clock, settings: Settings) -> None:
    assert publish_if_changed(store, clock, settings)
    tomorrow = clock.at(clock.now() + timedelta(days=1))
    assert publish_if_changed(store, tomorrow, settings)
    assert not publish_if_changed(store, tomorrow, settings)


def test_an_older_one_never_takes_the_place_of_a_newer(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_tea(store, clock)
    publish(store, clock, settings)
    newer = settings.noticeboard_file.read_bytes()
    with store.write() as session:
        session.execute(update(Hub).values(changes=0))
    later = clock.at(clock.now() + timedelta(minutes=5))
    assert publish(store, later, settings) == settings.noticeboard_file
    assert not publish_if_changed(store, later, settings)
    assert settings.noticeboard_file.read_bytes() == newer
    assert left_over(settings) == ["noticeboard.lock", "noticeboard.sqlite"]


def test_a_restored_store_may_go_back_on_purpose(
    store: Store, clock: Clock, settings: Settings
) -> None:
    tea = add_tea(store, clock)
    publish(store, clock, settings)
    change_activity(store, clock, code=tea, changes={"title": "Restored"})
    with store.write() as session:
        session.execute(update(Hub).values(changes=0))
    publish(store, clock, settings, over_newer=True)
    assert titles(settings) == ["Restored"]


def test_a_clock_that_was_put_back_does_not_freeze_the_noticeboard(
    store: Store, clock: Clock, settings: Settings
) -> None:
    publish(store, clock.at(clock.now() + timedelta(days=400)), settings)
    publish(store, clock, settings)
    board = Noticeboard.open(settings.noticeboard_file)
    assert board.hub().published_at == clock.utc_now()


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000])
def test_a_damaged_one_is_replaced(
    store: Store, clock: Clock, settings: Settings, content: bytes
) -> None:
    settings.noticeboard_file.write_bytes(content)
    add_tea(store, clock)
    assert publish_if_changed(store, clock, settings)
    assert titles(settings) == ["Tea"]


def test_what_a_publisher_that_was_cut_off_left_is_cleared_away(
    store: Store, clock: Clock, settings: Settings
) -> None:
    (settings.folder / ".noticeboard-abc123").write_bytes(b"half")
    publish(store, clock, settings)
    assert left_over(settings) == ["noticeboard.lock", "noticeboard.sqlite"]


def test_a_reader_holds_on_to_the_old_one(store: Store, clock: Clock, settings: Settings) -> None:
    tea = add_tea(store, clock, "Old")
    board = Noticeboard.open(publish(store, clock, settings))
    change_activity(store, clock, code=tea, changes={"title": "New"})
    publish(store, clock, settings)
    assert board.is_newer_than_this()
    assert [one.title for one in board.activities()] == ["Old"]
    assert titles(settings) == ["New"]


def test_while_another_process_publishes_people_are_told(
    store: Store, clock: Clock, settings: Settings
) -> None:
    publish(store, clock, settings)
    lock = os.open(settings.folder / "noticeboard.lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        with pytest.raises(Busy, match="being published by somebody else"):
            publish(store, clock, settings, patience=0)
    finally:
        os.close(lock)
    publish(store, clock, settings, patience=0)


@pytest.fixture
def old_one(store: Store, clock: Clock, settings: Settings) -> Iterator[None]:
    """A published noticeboard that must be there, byte for byte, after the test."""
    add_tea(store, clock, "Old")
    before = publish(store, clock, settings).read_bytes()
    add_tea(store, clock, "New")
    yield
    assert settings.noticeboard_file.read_bytes() == before
    assert left_over(settings) == ["noticeboard.lock", "noticeboard.sqlite"]


@pytest.mark.usefixtures("old_one")
@pytest.mark.parametrize("call", ["fsync", "fchmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_fails_leaves_the_old_one(
    store: Store,
    clock: Clock,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(NoStorage, match="stays as it is"):
        publish(store, clock, settings)


@pytest.mark.usefixtures("old_one")
def test_a_full_disk_leaves_the_old_one(store: Store, clock: Clock, settings: Settings) -> None:
    # A limit on the size of files stands in for the end of the disk: SQLite is told EFBIG.
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(NoStorage, match="disk is full or read-only"):
            publish(store, clock, settings)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("old_one")
def test_anything_that_goes_wrong_on_the_way_leaves_the_old_one(
    store: Store, clock: Clock, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "write_noticeboard", fail)
    with pytest.raises(KeyboardInterrupt):
        publish(store, clock, settings)


def test_a_folder_that_is_not_there_is_said_plainly(
    store: Store, clock: Clock, settings: Settings
) -> None:
    with pytest.raises(NoStorage, match="can't be written"):
        publish(store, clock, replace(settings, folder=settings.folder / "gone"))


PUBLISHER = """
import sys
from pathlib import Path
from hub.noticeboard.write import Contents, write_noticeboard
from hub.noticeboard.publish import _put_in_place, _sole_publisher, _unfinished_file
from hub.views.place import SiteView
from datetime import UTC, datetime
target = Path(sys.argv[1])
for changes in range(20):
    with _sole_publisher(target, 60), _unfinished_file(target) as unfinished:
        site = SiteView("Ferry Road", "Europe/London")
        write_noticeboard(unfinished, Contents(site, datetime.now(UTC), changes))
        _put_in_place(unfinished, target)
"""


def test_many_publishers_and_a_reader_never_meet_half_a_noticeboard(settings: Settings) -> None:
    target = settings.noticeboard_file
    command = [sys.executable, "-c", PUBLISHER, str(target)]
    publishers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    read = 0
    while any(publisher.poll() is None for publisher in publishers):
        if target.exists():
            board = Noticeboard.open(target)
            assert board.hub().site.name == "Ferry Road"
            board.close()
            read += 1
    assert [publisher.communicate()[1] for publisher in publishers] == [b"", b""]
    assert read
