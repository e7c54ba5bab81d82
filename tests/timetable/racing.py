"""The racers: processes that all want the same slots at the same moment, as desks do: they book
halves of a divisible hall, the whole of it and the one projector, for sure or until a time that is
over already on the clocks of some; they move what they have, confirm it and cancel it.

The naive racer looks and then inserts, as the peers do, with the guard taken down: it
double-books, which shows that the race is one.
"""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select
from sqlmodel import col

from hub.clock import Clock, clock_for
from hub.errors import Clash
from hub.store.codes import new_code, new_uid
from hub.store.engine import Store, embedded_engine, server_engine
from hub.store.tables import Booking, Equipment, Occupancy, Room, Space
from hub.timetable.bookings import book_room, cancel_booking, confirm_booking, move_booking
from hub.timetable.equipment import add_equipment
from hub.timetable.occupancy import held_between, take
from hub.timetable.rooms import find_room
from hub.views.bookings import BookingView

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

FIRST = datetime(2027, 3, 1, 8, tzinfo=UTC)
CLOCK = clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))
LATER = CLOCK.at(CLOCK.now() + timedelta(hours=2))
"""The clock of every other racer: on it, what is provisional for an hour has lapsed."""

SLOTS = 500
KIT = "Projector"
_ROOMS = ("Hall A", "Main Hall", "Hall B", "Main Hall")
_TOGETHER = 5
"""Every so many attempts the racers wait for each other, so that they stay close."""


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
class Had:
    """A booking as its racer was last told that it stands."""

    code: str
    room: str
    starts: datetime
    minutes: int
    with_kit: bool
    status: str

    @classmethod
    def of(cls, one: BookingView) -> Had:
        minutes = int((one.ends - one.starts).total_seconds()) // 60
        starts = one.starts.astimezone(UTC)
        return cls(one.code, one.room, starts, minutes, KIT in one.equipment, one.status.value)


@dataclass(slots=True)
class Outcome:
    """What one racer saw."""

    done: int = 0
    refused: int = 0
    other: list[str] = field(default_factory=list)
    had: dict[str, Had] = field(default_factory=dict)
    """By code, each booking as it was last told to stand."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a race, all racers together."""

    done: int
    refused: int
    other: list[str]
    had: dict[str, Had]


def run_race(track: Track, *, racers: int, attempts: int, naive: bool = False) -> Result:
    """Set off the racers, `attempts` each, and wait for all of them."""
    context = multiprocessing.get_context("spawn")
    start: Barrier = context.Barrier(racers)
    results: Queue[Outcome] = context.Queue()
    processes = [
        context.Process(
            target=_race, args=(track, start, results, number, attempts, naive), daemon=True
        )
        for number in range(racers)
    ]
    for process in processes:
        process.start()
    outcomes = [results.get(timeout=max(240, attempts)) for _ in processes]
    for process in processes:
        process.join(timeout=30)
    return Result(
        done=sum(one.done for one in outcomes),
        refused=sum(one.refused for one in outcomes),
        other=[line for one in outcomes for line in one.other],
        had={code: had for one in outcomes for code, had in one.had.items()},
    )


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


def lost(store: Store, had: dict[str, Had]) -> list[str]:
    """Every success that isn't in the store as its racer was told, and what holds a space without
    one. A provisional booking may have lapsed since: then it holds nothing.
    """
    with store.read() as session:
        spaces = {
            "Hall A": {"Hall A"},
            "Hall B": {"Hall B"},
            "Main Hall": {"Main Hall", "Hall A", "Hall B"},
        }
        names = dict(session.execute(select(col(Space.id), col(Space.name))).all())
        kit = session.scalar(select(col(Equipment.space_id)))
        held: dict[int, set[tuple[str, datetime, datetime]]] = {}
        for booking, space, starts, ends in session.execute(
            select(
                col(Occupancy.booking_id),
                col(Occupancy.space_id),
                col(Occupancy.starts_at),
                col(Occupancy.ends_at),
            )
        ):
            name = KIT if space == kit else names[space]
            held.setdefault(booking, set()).add((name, starts, ends))
        rows = {
            row.code: row
            for row in session.execute(
                select(
                    col(Booking.id),
                    col(Booking.code),
                    col(Booking.status),
                    col(Booking.starts_at),
                    col(Booking.ends_at),
                    col(Room.name).label("room"),
                ).join(Room, col(Room.id) == col(Booking.room_id))
            )
        }
    problems = [f"{code} is in the store, and nobody was told" for code in rows.keys() - had.keys()]
    for code, one in had.items():
        row = rows.get(code)
        if row is None:
            problems.append(f"{code} is not in the store")
            continue
        ends = one.starts + timedelta(minutes=one.minutes)
        if (row.room, row.starts_at, row.ends_at) != (one.room, one.starts, ends):
            problems.append(f"{code} is somewhere else: {row} for {one}")
        wanted = {(name, one.starts, ends) for name in spaces[one.room]}
        if one.with_kit:
            wanted.add((KIT, one.starts, ends))
        may_be = {one.status} if one.status != "provisional" else {"provisional", "cancelled"}
        if row.status not in may_be:
            problems.append(f"{code} is {row.status}, and its racer was told {one.status}")
        if held.get(row.id, set()) != (wanted if row.status != "cancelled" else set()):
            problems.append(f"{code} ({row.status}) holds {held.get(row.id)} for {one}")
    return problems


def lay_the_track(store: Store, clock: Clock) -> None:
    """A divisible hall and one projector."""
    from tests.timetable.library import a_divisible_hall

    a_divisible_hall(store, clock)
    add_equipment(store, clock, name=KIT)


def _race(
    track: Track,
    start: Barrier,
    results: Queue[Outcome],
    number: int,
    attempts: int,
    naive: bool,
) -> None:
    store = track.open()
    outcome = Outcome()
    slots = random.Random(5)  # the same for all: they want one slot at one time
    own = random.Random(number)
    for attempt in range(attempts):
        # never quite the same stretch, so that no key alone could notice
        starts = FIRST + timedelta(hours=slots.randrange(SLOTS), minutes=number)
        if naive or attempt % _TOGETHER == 0:
            start.wait()
        try:
            if not naive:
                _as_a_desk_does(store, outcome, own, number, starts)
            elif not _book_naively(store, start, _ROOMS[number % 2], starts):
                outcome.refused += 1
                continue
            outcome.done += 1
        except Clash:
            outcome.refused += 1
        except Exception as error:  # whatever reaches the user is the finding
            outcome.other.append(f"{type(error).__name__}: {error}")
    store.close()
    results.put(outcome)


def _as_a_desk_does(
    store: Store, outcome: Outcome, own: random.Random, number: int, starts: datetime
) -> None:
    clock = LATER if number % 2 else CLOCK
    sure = sorted(code for code, one in outcome.had.items() if one.status == "confirmed")
    unsure = sorted(code for code, one in outcome.had.items() if one.status == "provisional")
    chance = own.random()
    done: Callable[[], BookingView]
    if chance < 0.2 and len(sure) > 3:
        code = own.choice(sure)
        done = lambda: cancel_booking(store, clock, code=code, reason="Boiler")  # noqa: E731 # said in the line it is chosen in
    elif chance < 0.4 and sure:
        code, room = own.choice(sure), own.choice(_ROOMS)
        done = lambda: move_booking(store, clock, code=code, to=starts, room=room)  # noqa: E731 # as above
    elif chance < 0.45 and unsure:
        code = own.choice(unsure)
        done = lambda: confirm_booking(store, clock, code=code)  # noqa: E731 # as above
    else:
        done = lambda: book_room(  # noqa: E731 # as above
            store,
            clock,
            room=_ROOMS[number % 4] if own.random() < 0.8 else own.choice(_ROOMS),
            starts=starts,
            ends=starts + timedelta(minutes=30),
            title=f"{number}",
            equipment=(KIT,) if own.random() < 0.2 else (),
            lapses=clock.now() + timedelta(hours=1) if own.random() < 0.15 else None,
        )
    told = Had.of(done())
    outcome.had[told.code] = told


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
