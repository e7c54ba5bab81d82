"""One way in and out of the private store, the same on both engines: short transactions that
write at once or not at all, and driver errors turned into words.

Leaves which file or server it is to `hub.store.opening`.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from hub.errors import Busy, Damaged, HubError, NoStorage

Result = TypeVar("Result")

BUSY_SECONDS = 10
"""How long anybody waits for a lock before being told that the store is busy."""

_TRIES = 5
_RETRIED_STATES = {"40P01", "40001"}  # deadlock detected, serialization failure
_BUSY_STATES = {"55P03", "57014", *_RETRIED_STATES}  # lock not available, cancelled


class Store:
    """The private store. `write` and `read` each give one short transaction."""

    def __init__(self, engine: Engine, *, source: random.Random | None = None) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name
        """"sqlite" or "postgresql"."""
        self.random = source or random.SystemRandom()
        """Where codes and ids come from; seeded only by the demo hub and by tests."""
        self._writer = engine.execution_options(hub_writes=True)
        self._reader = (
            engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            if self.dialect == "postgresql"
            else engine
        )

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that holds the write lock from its start.

        Commits at the end, rolls back whole on any exception. Raises Busy, NoStorage or Damaged
        in place of the driver's errors.
        """
        with in_words(), self._session(self._writer) as session:
            session.connection()  # else the lock would wait for the first statement
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One snapshot to read from; keep it short."""
        with in_words(), self._session(self._reader) as session:
            yield session

    def transact(self, work: Callable[[Session], Result]) -> Result:
        """Run `work` in a write transaction, again from the start after a deadlock.

        `work` must change nothing outside the session.
        """
        with in_words():
            for left in range(_TRIES - 1, -1, -1):
                try:
                    with self._session(self._writer) as session:
                        session.connection()
                        result = work(session)
                        session.commit()
                        return result
                except DBAPIError as error:
                    if not left or not _is_passing(error):
                        raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with Session(engine, expire_on_commit=False, autoflush=False) as session:
            session.info["random"] = self.random
            yield session


def _is_passing(error: DBAPIError) -> bool:
    """Whether the same transaction may well succeed if it is run again."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _RETRIED_STATES:
        return True
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", "")
    return state == "23505" and constraint == "pk_public_code"  # two took one code at once


@contextmanager
def in_words() -> Iterator[None]:
    """Turn the driver's errors that people can do something about into refusals."""
    try:
        yield
    except PoolTimeout as error:
        raise _busy() from error
    except DBAPIError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


def _busy() -> Busy:
    return Busy(
        "The store is busy: somebody else is saving.", hint="Nothing was changed. Try again."
    )


def _refusal(error: DBAPIError) -> HubError | None:
    state = getattr(error.orig, "sqlstate", None)
    # What the server says may quote names that people gave: only its states are to be trusted.
    text = "" if state else str(error.orig).lower()
    if "locked" in text or "busy" in text or state in _BUSY_STATES:
        return _busy()
    if "disk is full" in text or state == "53100":
        return NoStorage(
            "The disk is full.", hint="Nothing was changed. Make room on it, then try again."
        )
    if "readonly" in text or "read-only" in text or state == "25006":
        return NoStorage(
            "The store can't be written to.",
            hint="Nothing was changed. Check that the folder belongs to you and isn't read-only.",
        )
    if "disk i/o error" in text or "unable to open" in text:
        return NoStorage(
            "The store's disk can't be read or written.",
            hint="Nothing was changed. Is the disk full, unplugged or read-only? Put that right,"
            " then try again.",
        )
    if "not a database" in text or "malformed" in text or "hmac" in text:
        return Damaged(
            "The store can't be opened: its key is another one, or the file is damaged.",
            hint="Nothing was changed. Put the right key back, or: hub restore BACKUP",
        )
    is_lost = state.startswith(("08", "57P")) if state else "connect" in text or "server" in text
    if is_lost and isinstance(error, OperationalError):
        return Busy(
            "The store's server can't be reached.",
            hint="Nothing was changed. Check the network and HUB_STORE_URL, then try again.",
        )
    return None


def embedded_engine(path: str, key_hex: str, **options: Any) -> Engine:
    """An engine on an SQLCipher file; `key_hex` is 64 hexadecimal digits (a raw key)."""
    url = URL.create("sqlite+pysqlcipher", password=f"x'{key_hex}'", database=path)
    # The dialect's own default pool crashes the interpreter under threads.
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        **options,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")  # it would write on the screen
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # NORMAL loses confirmed work at power loss
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("hub_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def server_engine(url: str, **options: Any) -> Engine:
    """An engine on PostgreSQL (`postgresql+psycopg://…`)."""
    # Where the guard refuses one of several rows, psycopg warns that it stopped sending the others:
    # the refusal is ours to word, and the warning would write on the screen.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    engine = create_engine(
        url,
        pool_size=4,
        max_overflow=8,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,  # an error would quote what people gave, in logs and tracebacks
        connect_args={
            "connect_timeout": BUSY_SECONDS,
            "options": f"-c lock_timeout={BUSY_SECONDS * 1000} -c timezone=UTC",
        },
        **options,
    )
    event.listen(engine, "handle_error", _quote_nobody)
    return engine


def _quote_nobody(context: ExceptionContext) -> None:
    """PostgreSQL's details quote the whole row, with what people gave. They go before anything can
    write them down; what it is about, its state and its constraint, stays.
    """
    original: Any = context.original_exception
    told = getattr(getattr(original, "diag", None), "message_primary", None)
    if told is None:
        return
    if (original.sqlstate or "").startswith(
        "22"
    ):  # a data exception quotes the value in its first line
        told = f"a value was refused ({original.sqlstate})"
    original.args = (told,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (told,)
