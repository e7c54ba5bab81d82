"""What our layers cost over the same SQL: booking a room, and reading a week of 20 rooms."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3
from msgspec.structs import replace
from sqlalchemy import event

from hub.clock import Clock, clock_for
from hub.noticeboard.publish import publish
from hub.noticeboard.read import Noticeboard
from hub.settings import Settings, load_settings
from hub.store.engine import Store
from hub.store.keys import read_key
from hub.store.opening import open_store
from hub.timetable.bookings import book_room
from hub.timetable.rooms import add_room
from hub.timetable.weeks import bookings_between
from hub.upkeep.making import make_hub
from tests.bench.filling import HOURS, fill_bookings
from tests.bench.measure import Ratio, cpu_seconds, turn_about

ROOMS = 20
MONDAY = date(2026, 11, 30)
Statement = tuple[str, Any]


class Bench:
    """A hub with 20 rooms in a folder of its own, and copies of its store to work on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        moment = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
        self.clock: Clock = clock_for("Europe/London", {}).at(moment)
        environment = {"HUB_KEYS": str(folder / "keys")}
        make_hub(
            folder / "hub",
            content="empty",
            clock=self.clock,
            environment=environment,
            source=random.Random(7),
        )
        self.settings: Settings = load_settings(folder / "hub", environment)
        self._copies = 0
        with closing(open_store(self.settings)) as store:
            for number in range(ROOMS):
                add_room(store, self.clock, name=f"Room {number + 1}", capacity=20, by=None)

    def copy(self, of: Settings | None = None) -> Settings:
        """Settings of a hub whose store is a copy of this one's, or of another's."""
        self._copies += 1
        place = self.folder / f"copy-{self._copies}"
        shutil.copytree((of or self.settings).folder, place)
        return replace(self.settings, folder=place)

    def key(self) -> str:
        return read_key(self.settings.key_file).hex()


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store, with codes that come out the same each time."""
    store = open_store(settings)
    store.random = random.Random(11)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def heard(store: Store) -> Iterator[list[Statement]]:
    """Every statement that the store sends meanwhile, commits included."""
    said: list[Statement] = []

    def statement(
        _connection: Any, _cursor: Any, text: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if many:
            said.extend((text, one) for one in parameters)
        else:
            said.append((text, parameters or ()))

    def commit(_connection: Any) -> None:
        said.append(("COMMIT", ()))

    def rollback(_connection: Any) -> None:
        said.append(("ROLLBACK", ()))

    listeners: tuple[tuple[str, Callable[..., None]], ...] = (
        ("before_cursor_execute", statement),
        ("commit", commit),
        ("rollback", rollback),
    )
    for name, listener in listeners:
        event.listen(store.engine, name, listener)
    try:
        yield said
    finally:
        for name, listener in listeners:
            event.remove(store.engine, name, listener)


@contextmanager
def bare(settings: Settings, key: str) -> Iterator[Any]:
    """A connection of sqlcipher3 with the store's own settings and nothing else."""
    connection = sqlcipher3.connect(str(settings.store_file), isolation_level=None)
    try:
        for pragma in (
            f"""key = "x'{key}'\"""",
            "cipher_log_level = NONE",
            "busy_timeout = 10000",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        yield connection
    finally:
        connection.close()


def replay(connection: Any, statements: list[Statement]) -> None:
    """Send the statements and fetch what they answer."""
    for text, parameters in statements:
        connection.execute(text, parameters).fetchall()


def book_many(store: Store, clock: Clock, count: int, *, first_day: date = MONDAY) -> None:
    """`count` bookings of an hour from `first_day` on, spread over hours and rooms."""
    first = clock.day_bounds(first_day)[0] + timedelta(hours=9)
    for number in range(count):
        hours, place = divmod(number, ROOMS)
        day, hour = divmod(hours, 10)
        starts = first + timedelta(days=day, hours=hour)
        book_room(
            store,
            clock,
            room=f"Room {place + 1}",
            starts=starts,
            ends=starts + timedelta(hours=1),
            title=f"Meeting {number}",
            is_public=True,
            by=None,
        )


def booking(bench: Bench, *, count: int = 60, rounds: int = 5) -> Ratio:
    """Booking a room, over the same statements through bare sqlcipher3."""
    tuesday = MONDAY + timedelta(days=1)

    def begun() -> Settings:
        """A copy in which one room is booked already, so that what is done once is done."""
        settings = bench.copy()
        with opened(settings) as store:
            book_many(store, bench.clock, 1)
        return settings

    with opened(begun()) as store, heard(store) as statements:
        book_many(store, bench.clock, count, first_day=tuesday)

    def ours() -> float:
        with opened(begun()) as store:
            with store.read() as session:
                session.connection()  # opening the file is no part of booking
            work = partial(book_many, store, bench.clock, count, first_day=tuesday)
            return cpu_seconds(work) / count

    def theirs() -> float:
        with bare(begun(), bench.key()) as connection:
            return cpu_seconds(partial(replay, connection, statements)) / count

    one, other = turn_about(ours, theirs, rounds)
    return Ratio("booking a room / bare sqlcipher3, CPU", one * 1000, other * 1000, 5.0, "ms")


def week(
    bench: Bench, *, bookings: int = 1_000_000, rounds: int = 5, times: int = 5
) -> tuple[Ratio, ...]:
    """A week of 20 rooms as views, out of so many bookings, from the store and from the
    noticeboard, over bare SQL with the start bounded on both sides.
    """
    settings = bench.copy()
    with bare(settings, bench.key()) as connection:
        fill_bookings(connection, bookings, around=MONDAY, rooms=ROOMS)
    with opened(settings) as store:
        board_path = publish(store, bench.clock, settings)
        from_store = _from_store(bench, settings, store, rounds, times)
    return (from_store, _from_noticeboard(board_path, rounds, times))


def _from_store(bench: Bench, settings: Settings, store: Store, rounds: int, times: int) -> Ratio:
    starts = bench.clock.day_bounds(MONDAY)[0]
    ends = bench.clock.day_bounds(MONDAY + timedelta(days=7))[0]

    def read() -> object:
        return bookings_between(store, bench.clock, starts=starts, ends=ends)

    found = bookings_between(store, bench.clock, starts=starts, ends=ends)
    assert len(found) == 7 * HOURS * ROOMS
    with heard(store) as statements:
        read()
    with bare(settings, bench.key()) as connection:
        one, other = turn_about(
            lambda: cpu_seconds(read, times),
            lambda: cpu_seconds(lambda: replay(connection, statements), times),
            rounds,
        )
    return Ratio("a week of 20 rooms: store / bare SQL", one * 1000, other * 1000, 5.0, "ms")


def _from_noticeboard(path: Path, rounds: int, times: int) -> Ratio:
    sunday = MONDAY + timedelta(days=6)
    said: list[str] = []
    board = Noticeboard.open(path)
    try:
        assert board.sessions(MONDAY, sunday)
        traced = board.file._connection  # nobody else needs it, so it has no public name

        def read() -> object:
            board._kept.clear()  # a second look at the same days would cost nothing at all
            return board.sessions(MONDAY, sunday)

        traced.set_trace_callback(said.append)
        read()
        traced.set_trace_callback(None)
        assert said
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            one, other = turn_about(
                lambda: cpu_seconds(read, times),
                lambda: cpu_seconds(
                    lambda: replay(connection, [(text, ()) for text in said]), times
                ),
                rounds,
            )
    finally:
        board.close()
    return Ratio("a week of 20 rooms: noticeboard / bare SQL", one * 1000, other * 1000, 2.0, "ms")
