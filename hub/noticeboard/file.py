"""One published file, opened to read: is it a noticeboard, is it whole, is it the latest.

Leaves what its rows mean to `hub.noticeboard.read`. Standard library only.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from hub.errors import Damaged, HubError, NotFound
from hub.noticeboard.schema import APPLICATION, SCHEMA

Made = TypeVar("Made")

_MEND = "Publish it again with: hub publish"


class PublishedFile:
    """A read-only connection to a file that never changes: a newer one takes its name instead."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = self._look()
        self._connection = self._connect()
        # Replaced between the look and the connection: look and connect again, or we would take
        # the size of the one for that of the other.
        while self.is_replaced():
            self._connection.close()
            self._identity = self._look()
            self._connection = self._connect()
        try:
            self._check()
        except BaseException:
            self._connection.close()
            raise

    def _look(self) -> tuple[int, int, int, int]:
        """Which file it is. Raises NotFound where it isn't there or can't be read."""
        try:
            with self.path.open("rb") as file:
                return _identity(os.fstat(file.fileno()))
        except FileNotFoundError:
            raise NotFound(f"There is no noticeboard in {self.path.parent}.", hint=_MEND) from None
        except OSError as error:
            raise NotFound(
                f"The noticeboard {self.path} can't be opened: {error.strerror}.",
                hint="Check that this user may read it.",
            ) from None

    def _connect(self) -> sqlite3.Connection:
        try:
            # A path may hold ?, # and %: as_uri writes them so that SQLite reads them as they are.
            return sqlite3.connect(
                f"{self.path.absolute().as_uri()}?immutable=1&mode=ro",
                uri=True,
                isolation_level=None,
                check_same_thread=False,  # nothing here writes, and SQLite serialises the calls
            )
        except (sqlite3.Error, ValueError) as error:
            raise self._damaged() from error

    def _check(self) -> None:
        """Refuse what isn't a noticeboard, isn't of this version, or was cut short."""
        if self.number("PRAGMA application_id") != APPLICATION:
            raise self._damaged()
        version = self.number("PRAGMA user_version")
        if version != SCHEMA:
            raise Damaged(
                f"The noticeboard {self.path} was made by another version of the hub "
                f"({version}, not {SCHEMA}).",
                hint=_MEND,
            )
        # SQLite itself reads zeros where the end of the last page is missing.
        if self.number("PRAGMA page_count") * self.number("PRAGMA page_size") != self._identity[2]:
            raise self._damaged()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def is_replaced(self) -> bool:
        """Whether another file has taken this one's name since."""
        try:
            return _identity(self.path.stat()) != self._identity
        except OSError:
            return False  # nothing newer to read: go on with this one

    @contextmanager
    def reading(self, sql: str, *values: object) -> Iterator[sqlite3.Cursor]:
        """The rows of a query. Whatever the file can't give as it should is Damaged."""
        try:
            yield self._connection.execute(sql, values)
        except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError) as error:
            raise self._damaged() from error

    def rows(self, make: Callable[..., Made], sql: str, *values: object) -> list[Made]:
        """`make(*row)` of every row."""
        with self.reading(sql, *values) as found:
            return [make(*row) for row in found]

    def first(self, make: Callable[..., Made], sql: str, *values: object) -> Made | None:
        """The same of the first row, or None."""
        found = self.rows(make, sql, *values)
        return found[0] if found else None

    def number(self, sql: str, *values: object) -> int:
        """One number, 0 where there is none."""
        return self.first(_number, sql, *values) or 0

    def _damaged(self) -> HubError:
        return Damaged(f"The noticeboard {self.path} is damaged.", hint=_MEND)


def _number(value: Any) -> int:
    return int(value)


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
