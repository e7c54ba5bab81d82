"""The pages of a feed that were read so far, in a private folder of the hub, so that a reading
that broke off can go on. Nothing of them is in the directory before all are there.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from hub.directory.openreferral.reading import Row
from hub.errors import Busy, NoStorage

_LASTS = timedelta(hours=24)
"""Pages that are older than this don't fit to those that come next."""
_STATE = "state.json"
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class State:
    """How far a reading came."""

    started: str
    """UTC, ISO 8601."""
    services: str = ""
    """The address that gave the first page."""
    first_number: int = 1
    """What the feed calls its first page: 1.0 may count from 0."""
    pages: int = 0
    rows: int = 0
    bytes: int = 0
    details: int = 0
    is_complete: bool = False
    """Nothing is left to read."""
    is_whole: bool = True
    etag: str = ""
    notes: list[str] = field(default_factory=list)
    summaries: int = 0
    """Entries whose details couldn't be read."""


class Staging:
    """The folder of one feed. Open it with `staged`."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self.state = State(now.isoformat())
        self.seen: set[str] = set()
        """The ids on its pages."""
        self._now = now

    def begin(self) -> None:
        """Take up what is there, or start anew."""
        try:
            found = State(**json.loads((self.folder / _STATE).read_text(encoding="utf-8")))
            is_fresh = self._now - datetime.fromisoformat(found.started) < _LASTS
            pages = [self._page(number) for number in range(1, found.pages + 1)]
            if is_fresh and all(page.is_file() for page in pages):
                self.state = found
                count = 0
                for row in self.rows():
                    count += 1
                    if uid := id_of(row.value):
                        self.seen.add(uid)
                if count == found.rows:  # else the power went while a page was written
                    return
        except (OSError, ValueError, TypeError):
            pass
        self.forget()

    def forget(self) -> None:
        """Throw away what was read."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.state = State(self._now.isoformat())
        self.seen = set()

    def remove(self) -> None:
        """The reading is over."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def change(self, **values: Any) -> None:
        """Keep how far it came."""
        self.state = replace(self.state, **values)
        part = self.folder / f"{_STATE}.part"
        with _private(part) as file:
            json.dump(asdict(self.state), file)
        part.replace(self.folder / _STATE)

    @contextmanager
    def new_page(self, name: str = "") -> Iterator[IO[str]]:
        """The file of the page that is being read."""
        with _private(self.folder / f"page.part{name}") as file:
            yield file

    def part(self, name: str = "") -> Iterator[Row]:
        """The rows that were written to it."""
        return _rows(self.folder / f"page.part{name}")

    def keep_page(self, name: str = "", **values: Any) -> None:
        """It is read to its end: it is the next one."""
        number = self.state.pages + 1
        (self.folder / f"page.part{name}").replace(self._page(number))
        self.change(pages=number, **values)

    def rows(self) -> Iterator[Row]:
        """The rows of all pages in their order."""
        for number in range(1, self.state.pages + 1):
            yield from _rows(self._page(number))

    def _page(self, number: int) -> Path:
        return self.folder / f"page-{number:06}.jsonl"


@contextmanager
def staged(folder: Path, address: str, now: datetime) -> Iterator[Staging]:
    """The staging of the feed at an address, for one process at a time. Raises Busy, NoStorage."""
    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _private(folder / f"{name}.lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(
                    "This feed is being read already.", hint="Wait until that is done."
                ) from None
            staging = Staging(folder / name, now)
            staging.begin()
            yield staging
    except OSError as error:
        raise NoStorage(
            f"The hub's folder can't be written: {error.strerror or 'the disk fails'}.",
            hint="Nothing was changed. Make room on the disk, then try again.",
        ) from error


def write_row(file: IO[str], row: Row) -> None:
    """One row on a line of its own."""
    line = [row.value, row.is_one_place, row.is_old, row.refused]
    file.write(_ENCODE(line) + "\n")


def id_of(value: Any) -> str:
    """The id of a row as it came; empty if it has none."""
    uid = value.get("id") if isinstance(value, dict) else None
    return uid if isinstance(uid, str) else ""


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Row(*json.loads(line))


def _private(path: Path) -> IO[str]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(descriptor, "w", encoding="utf-8")
