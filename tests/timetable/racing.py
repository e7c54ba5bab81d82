"""The racers: processes that all want the same slots at the same moment.

Each slot is wanted as Hall A by some and as the Main Hall (which holds Hall A) by others. The
guarded racer books as the desk does. The naive one looks and then inserts, as the peers do, with
the guard taken down: it double-books, which shows that the race is one.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select
from sqlmodel import col

from hub.clock import clock_for
from hub.errors import Clash
from hub.store.codes import new_code, new_uid
from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.tables import Booking, Occupancy
from hub.timetable.bookings import book_room
from hub.timetable.occupancy import held_between, take
from hub.timetable.rooms import find_room

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

FIRST = datetime(2027, 3, 1, 8, tzinfo=UTC)
CLOCK = clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Track:
    """Where the race is run: an address (PostgreSQL) or a file and its key."""

    url: str = ""
    path: str = ""
    key_hex: str = ""

    def open(self) -> Store:
        if self.url:
            return Store(server_engine(self.url))
        return Store(embedded_engine(self.path, self.key_hex))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one racer saw."""

    booked: int
    refused: int
    other: tuple[str, ...]


def run_race(track: Track, *, racers: int, slots: int, guarded: bool) -> list[Outcome]:
    """Set off the racers and wait for all of them."""
    context = multiprocessing.get_context("spawn")
    start: Barrier = context.Barrier(racers)
    results: Queue[Outcome] = context.Queue()
    processes = [
        context.Process(
            target=_race, args=(track, start, results, number, slots, guarded), daemon=True
        )
        for number in range(racers)
    ]
    for process in processes:
        process.start()
    outcomes = [results.get(timeout=max(240, slots)) for _ in processes]
    for process in processes:
        process.join(timeout=30)
    return outcomes


def overlaps(store: Store) -> int:
    """How many pairs of rows hold one space at one moment."""
    from sqlalchemy.orm import aliased

    one, other = aliased(Occupancy), aliased(Occupancy)
    with store.read() as session:
        return (
            session.scalar(
                select(func.count())
                .select_from(one, other)
                .where(
                    col(one.space_id) == col(other.space_id),
                    col(one.booking_id) < col(other.booking_id),
                    col(one.starts_at) < col(other.ends_at),
                    col(other.starts_at) < col(one.ends_at),
                )
            )
            or 0
        )


def _race(
    track: Track,
    start: Barrier,
    results: Queue[Outcome],
    number: int,
    slots: int,
    guarded: bool,
) -> None:
    store = track.open()
    room = ("Hall A", "Main Hall")[number % 2]
    booked = refused = 0
    other: list[str] = []
    for slot in range(slots):
        # never quite the same stretch, so that no key alone could notice
        starts = FIRST + timedelta(hours=slot, minutes=number)
        start.wait()
        try:
            if guarded:
                ends = starts + timedelta(minutes=30)
                book_room(store, CLOCK, room=room, starts=starts, ends=ends, title=f"{number}")
                booked += 1
            elif _book_naively(store, start, room, starts):
                booked += 1
            else:
                refused += 1
        except Clash:
            refused += 1
        except Exception as error:  # whatever reaches the user is the finding
            other.append(f"{type(error).__name__}: {error}")
    store.close()
    results.put(Outcome(booked, refused, tuple(other)))


def _book_naively(store: Store, everybody: Barrier, room: str, starts: datetime) -> bool:
    """Look whether it is free; then insert. Between the two, everybody else looks too."""
    ends = starts + timedelta(minutes=30)
    with store.read() as session:
        found = find_room(session, room)
        is_free = not held_between(session, starts=starts, ends=ends, spaces=found.spaces)
    everybody.wait()
    if not is_free:
        return False
    with store.write() as session:
        row = {
            "code": new_code(session, kind="booking"),
            "uid": new_uid(session),
            "room_id": found.id,
            "title": "naive",
            "starts_at": starts,
            "ends_at": ends,
        }
        booking = session.execute(insert(Booking).returning(col(Booking.id)), row).scalar_one()
        take(session, booking=booking, spaces=found.spaces, starts=starts, ends=ends)
    return True


def total(outcomes: Sequence[Outcome]) -> tuple[int, int, list[str]]:
    """Booked, refused, and whatever else happened."""
    return (
        sum(one.booked for one in outcomes),
        sum(one.refused for one in outcomes),
        [line for one in outcomes for line in one.other],
    )
