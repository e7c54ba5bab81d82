"""A count at the door in one key."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import read_trail
from hub.signposting.footfall import count_at_the_door, footfall
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.visits import FootfallView
from tests.timetable.dumps import dump

MONDAY = date(2026, 11, 23)


def test_the_door_counts_a_day_and_its_week(store: Store, clock: Clock) -> None:
    assert count_at_the_door(store, clock) == FootfallView(MONDAY, 1, 1)
    assert count_at_the_door(store, clock, people=4) == FootfallView(MONDAY, 5, 5)
    sunday = clock.at(clock.now() + timedelta(days=6))
    assert count_at_the_door(store, sunday, people=2) == FootfallView(date(2026, 11, 29), 2, 7)
    next_week = clock.at(clock.now() + timedelta(days=7))
    assert count_at_the_door(store, next_week) == FootfallView(date(2026, 11, 30), 1, 1)
    assert footfall(store, since=date(2026, 11, 24), until=date(2026, 11, 30)) == (
        FootfallView(date(2026, 11, 29), 2, 7),
        FootfallView(date(2026, 11, 30), 1, 1),
    )


def test_a_count_is_of_the_hubs_own_day(store: Store, clock: Clock) -> None:
    # 23:30 UTC on Sunday 28 March 2027 is half past midnight on Monday in London.
    from datetime import UTC, datetime

    late = clock.at(datetime(2027, 3, 28, 23, 30, tzinfo=UTC))
    assert count_at_the_door(store, late) == FootfallView(date(2027, 3, 29), 1, 1)


@pytest.mark.parametrize("people", [0, -1, 1001, 10**30])
def test_a_number_that_cannot_be_is_refused(store: Store, clock: Clock, people: int) -> None:
    before = dump(store)
    with pytest.raises(BadInput, match="between 1 and 1000"):
        count_at_the_door(store, clock, people=people)
    assert dump(store) == before


def test_a_slip_at_the_door_is_taken_back_exactly(store: Store, clock: Clock) -> None:
    empty = dump(store)
    count_at_the_door(store, clock, people=3)
    three = dump(store)
    count_at_the_door(store, clock, people=30)
    assert undo_last_change(store, clock).label == "Counted 30 at the door"
    assert dump(store) == three
    undo_last_change(store, clock)
    assert dump(store) == empty
    assert {line.verb for line in read_trail(store, clock)} == {"change.undone"}


def test_two_who_count_at_once_lose_nobody_and_can_both_take_it_back(
    store: Store, clock: Clock
) -> None:
    empty = dump(store)
    together = threading.Barrier(4)

    def count(_: int) -> None:
        together.wait()
        count_at_the_door(store, clock)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(4)))
    assert footfall(store, since=MONDAY, until=MONDAY) == (FootfallView(MONDAY, 4, 4),)
    for _ in range(4):
        undo_last_change(store, clock)
    assert dump(store) == empty
