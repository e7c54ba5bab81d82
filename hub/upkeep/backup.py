"""Makes a backup that was opened and read again before it counts, and keeps the newest ones.

What a good file is, `hub.upkeep.sealed` decides; bringing one back is `hub.upkeep.restore`.
"""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import HubError, NoStorage
from hub.people.trail import record
from hub.settings import Settings
from hub.store.engine import Store, embedded_engine
from hub.store.keys import read_key
from hub.store.revision import NEWEST, revision_of
from hub.store.schema import migrate
from hub.store.tables import Hub
from hub.upkeep.erased import keep_erased
from hub.upkeep.making import no_storage, portable
from hub.upkeep.plausible import doubt_about_clock
from hub.upkeep.rows import copy_rows, count_rows, leave_behind
from hub.upkeep.sealed import Note, check, opens, settle, to_disk, write_note
from hub.views.upkeep import BackupView

KEPT_DAYS = 14
"""Days (not in a row, so that a wrong clock costs one at most) whose backups are kept."""

_NAME = re.compile(r"hub-(\d{4}-\d{2}-\d{2})T\d{4}(-\d+)?\.backup")


def back_up(
    store: Store, clock: Clock, settings: Settings, *, to: Path | None = None
) -> BackupView:
    """Copy every row into a checked, locked file in `to` (or the hub's backup folder).

    Raises NoStorage, Damaged or NotFound (no key). Older backups stay whatever happens; the
    oldest go only once the new one has proved good and the clock can be right.
    """
    folder = to or settings.backup_folder
    key = read_key(settings.key_file)
    if folder == settings.folder / "backups":
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise no_storage(folder, error) from error
    if not folder.is_dir():
        raise NoStorage(
            f"There is no folder {folder}.",
            hint="No backup was made. Is its disk plugged in? If it is new, make the folder first.",
        )
    made_at = clock.utc_now()
    unfinished = folder / f".making-{secrets.token_hex(6)}"
    try:
        unfinished.touch(mode=0o600)
        with store.read() as session:
            note = _copy(store, session, unfinished, key, settings, clock)
        settle(unfinished, key)
        check(unfinished, key)
        path = _free_name(folder, clock)
        unfinished.rename(path)
        to_disk(folder)
    except OSError as error:
        raise no_storage(folder, error) from error
    finally:
        for left in (unfinished, *(Path(f"{unfinished}-{end}") for end in ("wal", "shm"))):
            left.unlink(missing_ok=True)
    if note.revision == NEWEST:
        _prune(store, clock, folder, key)
        keep_erased(store, settings, folder)
        # A store that is full or read-only is when people need the backup they have just made.
        with suppress(HubError), store.write() as session:
            record(session, clock, by=None, verb="backup.made", rows=note.rows)
    return BackupView(path, clock.local(made_at), note.rows, path.stat().st_size)


def _copy(
    store: Store, session: Session, path: Path, key: bytes, settings: Settings, clock: Clock
) -> Note:
    revision = revision_of(store.engine) or ""
    source = session.connection()
    counts = count_rows(source)  # the snapshot begins here
    hub_id = session.scalar(select(col(Hub.hub_id))) or settings.hub_id
    note = Note(hub_id, clock.utc_now(), revision, counts, portable(settings))
    target = Store(embedded_engine(str(path), key.hex()))
    try:
        if store.dialect == "sqlite":
            _copy_pages(source.connection.driver_connection, target)
        else:
            migrate(target, to=revision)
        with target.write() as writing:
            if store.dialect != "sqlite":
                copy_rows(source, writing.connection())
            leave_behind(writing.connection())
            write_note(writing.connection(), note)
    finally:
        target.close()
    return note


def _copy_pages(source: object, target: Store) -> None:
    """SQLite's own copy of one snapshot; page by page it is the fastest there is."""
    import sqlcipher3.dbapi2

    connection = target.engine.raw_connection()
    try:
        source.backup(connection.driver_connection)  # type: ignore[attr-defined] # sqlite3's own
    except sqlcipher3.dbapi2.Error as error:
        raise NoStorage(
            f"The backup can't be written: {error}.", hint="Nothing older was touched."
        ) from error
    finally:
        connection.close()


def _free_name(folder: Path, clock: Clock) -> Path:
    stem = f"hub-{clock.now():%Y-%m-%dT%H%M}"
    path, count = folder / f"{stem}.backup", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}.backup"
    return path


def _prune(store: Store, clock: Clock, folder: Path, key: bytes) -> None:
    """Let the oldest go. Another hub's backups in the same folder are none of our business."""
    with store.read() as session:
        if doubt_about_clock(session, clock):
            return
    days: dict[str, list[Path]] = {}
    for path in folder.iterdir():
        found = _NAME.fullmatch(path.name)
        if found and opens(path, key):
            days.setdefault(found[1], []).append(path)
    for day in sorted(days, reverse=True)[KEPT_DAYS:]:
        for path in days[day]:
            path.unlink(missing_ok=True)


def job(store: Store, clock: Clock, settings: Settings) -> str:
    """The nightly run, as the ledger keeps it."""
    made = back_up(store, clock, settings)
    if made.bytes == 0:  # it was read again a moment ago: the disk is lying
        raise HubError(f"The backup {made.path.name} is empty.")
    return f"{made.path.name}, {made.rows} rows"
