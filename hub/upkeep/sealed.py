"""A backup file: SQLCipher, locked with the hub's key, holding every row and a note of what the
hub was. Decides when a file is good; leaves when one is made, kept or brought back to others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from hub.errors import BadInput, Damaged
from hub.store.engine import embedded_engine
from hub.store.revision import REVISIONS
from hub.upkeep.rows import count_rows

NOTE = "backup_note"


@dataclass(frozen=True, slots=True)
class Note:
    """What a backup says of itself."""

    hub_id: str
    made_at: datetime
    """Aware, UTC."""
    revision: str
    """Of the tables."""
    counts: dict[str, int]
    """Rows in each table when it was made."""
    settings: dict[str, str]
    """hub.toml, without where the store and the keys lie."""

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def write_note(connection: Connection, note: Note) -> None:
    """Put the note into a file that is being made."""
    connection.exec_driver_sql(f"CREATE TABLE {NOTE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    values = {
        "hub_id": note.hub_id,
        "made_at": note.made_at.isoformat(),
        "revision": note.revision,
        "counts": json.dumps(note.counts, sort_keys=True),
        "settings": json.dumps(note.settings, sort_keys=True),
    }
    for name, value in values.items():
        connection.execute(
            text(f"INSERT INTO {NOTE} VALUES (:name, :value)"),  # noqa: S608 - a constant
            {"name": name, "value": value},
        )


def read_note(connection: Connection) -> Note:
    """The note of an opened backup. Raises Damaged where it isn't one of ours."""
    try:
        rows = connection.exec_driver_sql(f"SELECT name, value FROM {NOTE}").all()  # noqa: S608 - a constant
        found: dict[str, Any] = {row.name: row.value for row in rows}
        return Note(
            hub_id=found["hub_id"],
            made_at=datetime.fromisoformat(found["made_at"]),
            revision=found["revision"],
            counts=json.loads(found["counts"]),
            settings=json.loads(found["settings"]),
        )
    except (DBAPIError, KeyError, ValueError) as error:
        raise Damaged("This file is not a whole backup of a hub.", hint=_UNTOUCHED) from error


_UNTOUCHED = "It was left as it is, and nothing was changed. Try an older backup."


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Connection]:
    """An open backup, read where it lies (a read-only stick will do). Raises Damaged."""

    def connect() -> Any:
        import sqlcipher3.dbapi2

        address = path.resolve().as_uri() + "?mode=ro&immutable=1"
        return sqlcipher3.dbapi2.connect(address, uri=True)

    url = URL.create("sqlite+pysqlcipher", password=f"x'{key.hex()}'")
    engine = create_engine(url, creator=connect, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA cipher_log_level = NONE")
            yield connection
    except DBAPIError as error:
        raise Damaged(
            f"The backup {path.name} can't be read: it is damaged, or its key is another one.",
            hint=_UNTOUCHED,
        ) from error
    finally:
        engine.dispose()


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens this file at all."""
    try:
        with opened(path, key) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()
    except Damaged:
        return False
    return True


def check(path: Path, key: bytes) -> Note:
    """Read the whole file again: every page, every pointer, every row counted.

    Raises Damaged if anything is not as it was when the note was written, BadInput for a
    backup of a newer program.
    """
    with opened(path, key) as connection:
        broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
        answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        pointers = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken or list(answers) != ["ok"] or pointers:
            raise Damaged(f"The backup {path.name} is damaged.", hint=_UNTOUCHED)
        note = read_note(connection)
        if note.revision not in REVISIONS:
            raise BadInput(
                "This backup was made by a newer version of the program.",
                hint="Install the newer version, then restore.",
            )
        if count_rows(connection, note.counts) != note.counts:
            raise Damaged(f"Rows are missing from the backup {path.name}.", hint=_UNTOUCHED)
    return note


def settle(path: Path, key: bytes) -> None:
    """One plain file instead of a file and its log, on the disk for good."""
    engine = embedded_engine(str(path), key.hex())
    connection = engine.raw_connection()  # a journal can't change inside a transaction
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode = DELETE")
        cursor.close()
    finally:
        connection.close()
        engine.dispose()
    to_disk(path)


def to_disk(path: Path) -> None:
    """fsync a file or a folder: what is said to be kept is kept, whatever the power does."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
