"""Brings a hub back from a backup, on this machine or, with the recovery words, on another one,
on either engine. What was there is moved aside, never deleted; whoever was erased since the
backup was made is erased from it again, before anybody can look.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, Damaged, HubError, NotFound
from hub.people.erasing import Gone
from hub.people.trail import record
from hub.settings import SETTINGS_FILE, Settings, default_key_folder, load_settings
from hub.store import revision
from hub.store.keys import key_from, read_key, write_key
from hub.store.opening import connect
from hub.store.revision import NEWEST, revision_of
from hub.store.schema import migrate
from hub.store.tables import Hub
from hub.upkeep.erased import apply_erased, list_name, read_lists, read_table, write_list
from hub.upkeep.making import holds_tables, make_store_folder, no_storage, write_settings
from hub.upkeep.rows import copy_rows
from hub.upkeep.sealed import Note, check, opened, opens, to_disk
from hub.upkeep.shipped import bring_shipped

JUMP = 1_000_000
"""Added to the count of public changes, so that every noticeboard published before is older."""


@dataclass(frozen=True, slots=True)
class _Backup:
    """What is brought back, and what of it shall not be."""

    path: Path
    key: bytes
    note: Note
    erased: dict[str, Gone]


@dataclass(frozen=True, slots=True)
class HubRestored:
    """A hub that is back. Publish its noticeboard next."""

    settings: Settings
    made_at: datetime
    """When the backup was made (aware, hub's zone)."""
    rows: int
    moved_aside: str
    """Where the old store is now (a folder, or a schema in PostgreSQL); empty if none was."""
    erased: int = 0
    """How many rows of people were in it who had been erased since; they are gone again."""
    unreadable: int = 0
    """How many lines of the list of what was erased were damaged, and count for nothing."""


def restore(
    path: Path,
    *,
    folder: Path,
    clock: Clock,
    words: str | None = None,
    environment: Mapping[str, str] | None = None,
    into_url: str | None = None,
    replace_hub: bool = False,
) -> HubRestored:
    """Bring the hub in the backup `path` back into `folder` (or the PostgreSQL at `into_url`;
    "" says embedded, None what the settings say).

    Raises NotFound, BadInput (wrong words, or a living hub without `replace_hub`), Damaged or
    NoStorage; the hub that was there is then as it was.
    """
    variables = os.environ if environment is None else environment
    if not path.is_file():
        raise NotFound(f"There is no backup {path}.", hint="Check its name and its disk.")
    was = load_settings(folder, variables) if (folder / SETTINGS_FILE).exists() else None
    key_folder = was.key_folder if was else default_key_folder(variables)
    key = _find_key(path, key_folder, words)
    note = check(path, key)
    url = into_url
    if url is None:
        url = variables.get("HUB_STORE_URL", "").strip() or (was.store_url if was else "")
    settings = Settings(
        folder=folder,
        hub_id=note.hub_id,
        zone=note.settings.get("zone", clock.zone.key),
        country=note.settings.get("country", "GB"),
        subdivision=note.settings.get("subdivision", ""),
        store_url=url,
        key_folder=key_folder,
        backup_folder=was.backup_folder if was else folder / "backups",
        web_address=note.settings.get("web", ""),
    )
    if not url and (folder / "store").exists() and not replace_hub:
        raise _living(str(folder))
    name = list_name(note.hub_id)
    places = (folder, path.parent, settings.backup_folder)
    try:
        erased = read_lists([place / name for place in places])
    except OSError as error:
        raise _unknown_erasures(error) from error
    backup = _Backup(path, key, note, dict(erased.lines))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not settings.key_file.exists():
            write_key(settings.key_file, key)
        elif read_key(settings.key_file) != key:
            raise BadInput(f"{settings.key_file} holds another key.", hint="Move it away first.")
        if url:
            aside, forgotten = _into_server(backup, settings, clock, replace_hub)
        else:
            aside, forgotten = _into_folder(backup, settings, clock)
        try:
            write_settings(settings, variables)
        except BaseException:
            if not url:
                _put_back(folder, aside, had_settings=was is not None)
            raise
    except OSError as error:
        raise no_storage(folder, error) from error
    for place in (folder, settings.backup_folder):
        if place.is_dir():
            with suppress(OSError):  # the next backup writes it too
                write_list(place / name, backup.erased)
    return HubRestored(
        settings,
        clock.local(note.made_at),
        note.rows,
        aside,
        erased=forgotten,
        unreadable=erased.unreadable,
    )


def _find_key(path: Path, key_folder: Path, words: str | None) -> bytes:
    if words is not None:
        key = key_from(words)
        if opens(path, key):
            return key
        raise BadInput(
            "These recovery words don't open this backup.",
            hint="They belong to another hub, or the file is damaged. Nothing was changed.",
        )
    keys = [read_key(file) for file in sorted(key_folder.glob("*.key"))]
    for key in keys:
        if opens(path, key):
            return key
    if not keys:
        raise NotFound(
            "This machine has no key for the backup.", hint="Give the 24 recovery words."
        )
    raise Damaged(
        f"No key on this machine opens {path.name}: it is another hub's, or it is damaged.",
        hint="Nothing was changed. Give its recovery words, or try an older backup.",
    )


def _living(where: str) -> BadInput:
    return BadInput(
        f"There is a hub in {where} already.",
        hint="Nothing was changed. To move it aside and restore in its place, add: --replace",
    )


def _unknown_erasures(error: OSError) -> BadInput:
    return BadInput(
        f"The list of what was erased can't be read: {error.strerror or error}.",
        hint="Nothing was changed. Without it, people who were erased would come back."
        f" See whose file this is: {error.filename}",
    )


def _erased_here(settings: Settings) -> dict[str, Gone]:
    """What the store that is being replaced knows to be erased, if it can still say so."""
    with suppress(HubError, DBAPIError):
        store = connect(settings)
        try:
            if revision_of(store.engine) == NEWEST:
                with store.read() as session:
                    return read_table(session)
        finally:
            store.close()
    return {}


def _into_folder(backup: _Backup, settings: Settings, clock: Clock) -> tuple[str, int]:
    folder = settings.folder
    if settings.store_file.is_file():
        backup.erased.update(_erased_here(settings))
    staged = replace(settings, folder=folder / f"restoring-{secrets.token_hex(4)}")
    try:
        make_store_folder(staged.store_file)
        store = connect(staged)
        try:
            migrate(store)
            with store.write() as session:
                forgotten = _pour(backup, session, clock)
        finally:
            store.close()
        to_disk(staged.store_file)
        aside = ""
        if (folder / "store").exists():
            old = folder / f"before-restore-{clock.now():%Y-%m-%dT%H%M%S}-{secrets.token_hex(2)}"
            old.mkdir(mode=0o700)
            if (folder / SETTINGS_FILE).exists():
                shutil.copy2(folder / SETTINGS_FILE, old / SETTINGS_FILE)
            (folder / "store").rename(old / "store")
            aside = str(old)
        (staged.folder / "store").rename(folder / "store")
        to_disk(folder)
        return aside, forgotten
    finally:
        shutil.rmtree(staged.folder, ignore_errors=True)


def _put_back(folder: Path, aside: str, *, had_settings: bool) -> None:
    """Make the folder what it was before `_into_folder`."""
    shutil.rmtree(folder / "store", ignore_errors=True)
    (folder / f"{SETTINGS_FILE}.new").unlink(missing_ok=True)
    if not had_settings:
        (folder / SETTINGS_FILE).unlink(missing_ok=True)
    if aside:
        old = Path(aside)
        (old / "store").rename(folder / "store")
        if (old / SETTINGS_FILE).exists():
            (old / SETTINGS_FILE).replace(folder / SETTINGS_FILE)
        old.rmdir()


def _into_server(
    backup: _Backup, settings: Settings, clock: Clock, replace_hub: bool
) -> tuple[str, int]:
    store = connect(settings)
    try:
        aside = ""
        if holds_tables(store):
            if not replace_hub:
                raise _living("this PostgreSQL database")
            backup.erased.update(_erased_here(settings))
            aside = f"before_restore_{clock.now():%Y%m%d_%H%M%S}_{secrets.token_hex(2)}"
            with store.write() as session:
                schema = session.scalar(text("SELECT current_schema()"))
                session.execute(text(f'ALTER SCHEMA "{schema}" RENAME TO {aside}'))
                session.execute(text(f'CREATE SCHEMA "{schema}"'))
        try:
            migrate(store)
            with store.write() as session:
                forgotten = _pour(backup, session, clock)
        except BaseException:
            with store.write() as session:
                schema = session.scalar(text("SELECT current_schema()"))
                session.execute(text(f'DROP SCHEMA "{schema}" CASCADE'))
                back = f'ALTER SCHEMA {aside} RENAME TO "{schema}"'
                session.execute(text(back if aside else f'CREATE SCHEMA "{schema}"'))
            raise
        return aside, forgotten
    finally:
        store.close()


def _pour(backup: _Backup, session: Session, clock: Clock) -> int:
    """All rows in one transaction, past the guard, counted; then those that were erased go. How
    many these were.
    """
    note = backup.note
    with opened(backup.path, backup.key) as source:
        copied = copy_rows(source, session.connection())
    if any(copied.get(name) != count for name, count in note.counts.items()):
        raise Damaged("The backup holds fewer rows than it should.", hint="Nothing was changed.")
    if note.revision != revision.NEWEST:
        bring_shipped(session)
    changes = session.scalar(select(col(Hub.changes))) or 0
    session.execute(update(Hub).values(changes=changes + JUMP))
    forgotten = apply_erased(session, backup.erased)
    made = note.made_at.isoformat()
    record(session, clock, by=None, verb="hub.restored", made=made)
    return forgotten
