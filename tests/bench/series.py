"""What a series costs over the same SQL: seeing each date of a weekly year and what is in its way,
then making it; and changing it, all dates at once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial
from itertools import groupby
from typing import Any

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.editing import change_group
from hub.timetable.groups import add_group
from hub.timetable.preview import preview_group
from hub.views.series import Scope, SeriesChange
from tests.bench.measure import Ratio, cpu_seconds, turn_about
from tests.bench.storing import Bench, Statement, bare, book_many, heard, opened, replay

WISH: dict[str, Any] = {
    "title": "Knit and Natter",
    "room": "Room 1",
    "rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=52",
    "starts_on": date(2026, 12, 1),
    "at": time(19),
    "minutes": 90,
}


def weekly_year(bench: Bench, *, times: int = 8, rounds: int = 5) -> tuple[Ratio, ...]:
    """Check and create, and change: each over the same statements through bare sqlcipher3."""
    return (
        _over_bare(bench, "check + create a weekly year", _check_and_create, times, rounds, 4.0),
        _over_bare(bench, "change a weekly year", _change, times, rounds, 8.0),
    )


def _check_and_create(store: Store, clock: Clock, number: int) -> None:
    wish = {**WISH, "room": f"Room {number + 1}"}
    preview_group(store, clock, **wish)
    add_group(store, clock, **wish)


def _change(store: Store, clock: Clock, number: int) -> None:
    change_group(
        store,
        clock,
        code=_codes(store)[number],
        scope=Scope.ALL,
        change=SeriesChange(at=time(18)),
    )


def _codes(store: Store) -> list[str]:
    with store.read() as session:
        rows = session.connection().exec_driver_sql("SELECT code FROM activity_group ORDER BY id")
        return [row[0] for row in rows]


def _over_bare(
    bench: Bench,
    name: str,
    work: Callable[[Store, Clock, int], None],
    times: int,
    rounds: int,
    limit: float,
) -> Ratio:
    def begun() -> Any:
        settings = bench.copy()
        with opened(settings) as store:
            book_many(store, bench.clock, 200)
            if work is _change:
                for number in range(times):
                    add_group(store, bench.clock, **{**WISH, "room": f"Room {number + 1}"})
        return settings

    start = begun()

    def fresh() -> Any:
        return bench.copy(start)

    def all_of_it(store: Store) -> None:
        store.random = random.Random(13)  # codes that nobody has yet
        for number in range(times):
            work(store, bench.clock, number)

    with opened(fresh()) as store, heard(store) as statements:
        all_of_it(store)
    count = statement_count(statements) // times

    def ours() -> float:
        with opened(fresh()) as store:
            with store.read() as session:
                session.connection()  # opening the file is no part of it
            return cpu_seconds(partial(all_of_it, store)) / times

    def theirs() -> float:
        with bare(fresh(), bench.key()) as connection:
            return cpu_seconds(partial(replay, connection, statements)) / times

    one, other = turn_about(ours, theirs, rounds)
    label = f"{name} ({count} statements) / bare sqlcipher3"
    return Ratio(label, one * 1000, other * 1000, limit, "ms")


def statement_count(statements: Sequence[Statement]) -> int:
    """How many statements were sent: the rows of one insert are one."""
    return sum(1 for _ in groupby(text for text, _ in statements))
