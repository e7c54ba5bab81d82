"""Booking a room among a thousand bookings and among a million: the same statements, the same
query plans, and nearly the same time.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from msgspec.structs import replace

from hub.settings import Settings
from hub.store.codes import ALPHABET
from tests.bench.measure import Ratio, cpu_seconds, turn_about
from tests.bench.storing import (
    MONDAY,
    ROOMS,
    Bench,
    Statement,
    bare,
    book_many,
    heard,
    opened,
    replay,
)

FEW, MANY = 1_000, 1_000_000
_SATURDAY = MONDAY + timedelta(days=5)

_NUMBERS = """
CREATE TEMP TABLE slot AS
WITH RECURSIVE one(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM one WHERE n + 1 < :count)
SELECT n, 1 + n % :rooms AS room, :first + n / :rooms * 3600 AS at FROM one
"""
_MOMENT = "strftime('%Y-%m-%d %H:%M:%S.000000', at{more}, 'unixepoch')"
_SPREAD = "printf('%08x', n * 2654435761 % 4294967296)"
_CODE = " || ".join(f"substr('{ALPHABET}', 1 + (n >> {5 * place}) % 32, 1)" for place in range(5))


@dataclass(frozen=True, slots=True)
class Grown:
    """A hub with so many bookings, and what booking said to it."""

    settings: Settings
    statements: tuple[Statement, ...]
    plans: dict[str, tuple[str, ...]]
    """By statement, how it is answered."""


def growing(
    bench: Bench, *, few: int = FEW, many: int = MANY, count: int = 60, rounds: int = 5
) -> tuple[Ratio, ...]:
    """The time of booking among many over that among few, and over the bare driver.

    Raises AssertionError where the statements or their plans aren't the same.
    """
    small, large = grown(bench, few, count), grown(bench, many, count)
    # A code drawn by chance that is taken already is drawn again: so they are as many, or nearly.
    assert shapes(small).keys() == shapes(large).keys(), "booking says something else"
    assert small.plans == large.plans, "the database looks things up another way"
    each = shapes(large).total() / count / 2
    print(
        f"{each:.1f} statements a booking, {len(large.plans)} different ones, the same among"
        f" {few:,} and {many:,} bookings, and so are their plans"
    )

    def ours(one: Grown) -> float:
        settings = copied(bench, one)
        with opened(settings) as store:
            book_many(store, bench.clock, count, first_day=MONDAY)  # as a desk that has been open
            spent = cpu_seconds(partial(book_many, store, bench.clock, count, first_day=_SATURDAY))
        shutil.rmtree(settings.folder)
        return spent / count

    def theirs() -> float:
        settings = copied(bench, large)
        with bare(settings, bench.key()) as connection:
            warm = len(large.statements) // 2
            replay(connection, list(large.statements[:warm]))
            spent = cpu_seconds(partial(replay, connection, list(large.statements[warm:])))
        shutil.rmtree(settings.folder)
        return spent / count

    at_many, at_few = turn_about(partial(ours, large), partial(ours, small), rounds)
    again, bare_one = turn_about(partial(ours, large), theirs, rounds)
    return (
        Ratio(
            f"booking a room among {many:,} / among {few:,}, CPU",
            at_many * 1000,
            at_few * 1000,
            1.2,
            "ms",
        ),
        Ratio(
            f"booking a room among {many:,} / bare, CPU", again * 1000, bare_one * 1000, 5.0, "ms"
        ),
    )


def grown(bench: Bench, bookings: int, count: int) -> Grown:
    """A hub with so many bookings; what is said when `count` more are made, on a copy of it."""
    settings = bench.copy()
    with bare(settings, bench.key()) as connection:
        fill(connection, bench, bookings)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    empty = Grown(settings, (), {})
    trial = copied(bench, empty)
    with opened(trial) as store, heard(store) as statements:
        book_many(store, bench.clock, count, first_day=MONDAY)
        book_many(store, bench.clock, count, first_day=_SATURDAY)
    with bare(trial, bench.key()) as connection:
        plans = {
            text: tuple(
                row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", parameters)
            )
            for text, parameters in dict(statements).items()
            if not text.startswith(("BEGIN", "COMMIT", "ROLLBACK"))
        }
    shutil.rmtree(trial.folder)
    return Grown(settings, tuple(statements), plans)


def copied(bench: Bench, one: Grown) -> Settings:
    place = bench.folder / "trial"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(one.settings.folder, place)
    return replace(one.settings, folder=place)


def shapes(one: Grown) -> Counter[str]:
    """Each statement, and how often it is said."""
    return Counter(text for text, _ in one.statements)


def fill(connection: Any, bench: Bench, bookings: int) -> None:
    """So many bookings of an hour, room by room and hour by hour, with all that belongs to them;
    as many before the fortnight that is kept free as after it. Codes and ids lie spread, as those
    that are drawn do, so that a new one has its place among them.
    """
    monday = bench.clock.day_bounds(MONDAY)[0]
    first = int((monday - timedelta(hours=bookings // ROOMS // 2)).timestamp())
    starts, ends = _MOMENT.format(more=""), _MOMENT.format(more=" + 3600")
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA cache_size = -200000")
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(_NUMBERS, {"count": bookings, "rooms": ROOMS, "first": first})
        cursor.execute(
            "UPDATE slot SET at = at + 14 * 86400 WHERE at >= :free",
            {"free": int(monday.timestamp())},
        )
        cursor.execute(
            f"INSERT INTO public_code (code, kind) SELECT {_CODE}, 'booking' FROM slot"  # noqa: S608 # our own words
            " WHERE true ON CONFLICT DO NOTHING"
        )
        cursor.execute(
            "INSERT INTO booking (id, code, uid, room_id, title, starts_at, ends_at, setup_minutes,"  # noqa: S608 # as above
            " tidy_minutes, status, is_public, reason, note, contact, contact_phone)"
            f" SELECT n + 1, {_CODE}, {_SPREAD}, room, 'Meeting ' || n, {starts}, {ends},"
            " 0, 0, 'confirmed', 1, '', '', '', '' FROM slot"
        )
        cursor.execute(
            "INSERT INTO occupancy (space_id, starts_at, ends_at, booking_id)"  # noqa: S608 # as above
            f" SELECT space_id, {starts}, {ends}, n + 1 FROM slot"
            " JOIN room_space ON room_space.room_id = room ORDER BY space_id, at"
        )
        cursor.execute(
            "INSERT INTO audit_entry (at, verb, code, fields)"  # noqa: S608 # as above
            f" SELECT {starts}, 'booking.made', {_CODE}, '{{}}' FROM slot"
        )
        cursor.execute("COMMIT")
        cursor.execute("DROP TABLE slot")
