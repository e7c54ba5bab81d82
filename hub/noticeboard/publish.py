"""Puts a new noticeboard in the place of the old one: whole or not at all, never an older one over
a newer. Whoever reads the old one goes on undisturbed.

Leaves what is public to `hub.noticeboard.contents`.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from hub.clock import Clock
from hub.errors import Busy, Damaged, NoStorage, NotFound
from hub.noticeboard.contents import read_contents
from hub.noticeboard.file import PublishedFile
from hub.noticeboard.write import write_noticeboard
from hub.settings import Settings
from hub.store.changes import public_changes
from hub.store.engine import Store

PATIENCE_SECONDS = 30
"""How long one process waits for another that is publishing. 100,000 entries take 10."""

_UNFINISHED = ".noticeboard-"


def publish(
    store: Store,
    clock: Clock,
    settings: Settings,
    *,
    over_newer: bool = False,
    patience: float = PATIENCE_SECONDS,
) -> Path:
    """Publish what is public now; the path of the noticeboard.

    A noticeboard made from later changes is left where it is, unless `over_newer`: a store that
    was restored from a backup counts its changes from the backup on. Raises NoStorage where the
    disk is full or read-only and Busy where another process publishes for longer than
    `patience` seconds; the noticeboard that is there stays as it was.
    """
    target = settings.noticeboard_file
    # The store is read with the lock held, so what is written later was also read later.
    with _sole_publisher(target, patience), store.read() as session:
        contents = read_contents(session, clock, settings)
        there = _published(target)
        if there is not None and there[0] > contents.changes and not over_newer:
            return target
        with _unfinished_file(target) as unfinished:
            write_noticeboard(unfinished, contents)
            _put_in_place(unfinished, target)
    return target


def publish_if_changed(store: Store, clock: Clock, settings: Settings) -> bool:
    """Publish where the store has changed since, or the day has. Whether it did."""
    with store.read() as session:
        changes = public_changes(session)
    before = _published(settings.noticeboard_file)
    is_todays = before is not None and clock.local(before[1]).date() == clock.today()
    if before is not None and before[0] >= changes and is_todays:
        return False
    publish(store, clock, settings)
    return _published(settings.noticeboard_file) != before


def _published(path: Path) -> tuple[int, datetime] | None:
    """Changes and time of the noticeboard that is there; None where none can be read."""
    try:
        file = PublishedFile(path)
    except (NotFound, Damaged):
        return None
    try:
        return file.first(
            lambda changes, seconds: (int(changes), datetime.fromtimestamp(seconds, UTC)),
            "SELECT changes, published_at FROM card",
        )
    except Damaged:
        return None
    finally:
        file.close()


@contextmanager
def _sole_publisher(target: Path, patience: float) -> Iterator[None]:
    """Hold the lock that every process of this hub takes before it publishes."""
    try:
        lock = os.open(target.parent / "noticeboard.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _no_storage(target, error) from error
    try:
        _lock(lock, target, patience)
        yield
    finally:
        os.close(lock)  # lets go of the lock


def _lock(lock: int, target: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Busy(
                    "The noticeboard is being published by somebody else.",
                    hint="What you changed is saved. Try again with: hub publish",
                ) from None
            time.sleep(0.05)
        except OSError as error:
            raise _no_storage(target, error) from error
        else:
            return


@contextmanager
def _unfinished_file(target: Path) -> Iterator[Path]:
    """An empty file of a new name beside `target`, gone again at the end unless it was renamed."""
    try:
        for left_over in target.parent.glob(f"{_UNFINISHED}*"):
            left_over.unlink()  # of a publisher that was cut off: we hold the lock
        number, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=target.parent)
        os.close(number)
    except OSError as error:
        raise _no_storage(target, error) from error
    try:
        yield Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)


def _put_in_place(unfinished: Path, target: Path) -> None:
    try:
        _to_disk(unfinished, mode=0o644)
        unfinished.replace(target)
        _to_disk(target.parent)
    except OSError as error:
        raise _no_storage(target, error) from error


def _to_disk(path: Path, *, mode: int | None = None) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        if mode is not None:
            os.fchmod(number, mode)
        os.fsync(number)
    finally:
        os.close(number)


def _no_storage(target: Path, error: OSError) -> NoStorage:
    return NoStorage(
        f"The noticeboard can't be written in {target.parent}: {error.strerror}.",
        hint="The one that is there stays as it is. Put it right, then: hub publish",
    )
