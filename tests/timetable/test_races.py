"""Many want one slot at once: one gets it, the others are told; without the guard, they collide."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import func, select

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.guard import take_down_guard
from hub.store.tables import Booking
from tests.conftest import KEY_HEX
from tests.timetable.library import a_divisible_hall
from tests.timetable.racing import Track, overlaps, run_race, total

RACERS = 4
SLOTS = 2_500 if os.environ.get("HUB_TEST_SOAK") == "full" else 25
"""One hundredth in CI of what `make soak` runs."""


def track_of(store: Store) -> Track:
    url = store.engine.url
    if store.dialect == "postgresql":
        return Track(url=url.render_as_string(hide_password=False))
    return Track(path=str(url.database), key_hex=KEY_HEX)


def bookings(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Booking)) or 0


@pytest.mark.soak
def test_of_many_who_want_one_slot_exactly_one_gets_it(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    outcomes = run_race(track_of(store), racers=RACERS, slots=SLOTS, guarded=True)
    booked, refused, other = total(outcomes)
    assert other == []
    assert (booked, refused) == (SLOTS, SLOTS * (RACERS - 1))
    assert bookings(store) == SLOTS
    assert overlaps(store) == 0


def test_without_the_guard_the_same_race_double_books(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    with store.engine.begin() as connection:
        take_down_guard(connection)
    outcomes = run_race(track_of(store), racers=RACERS, slots=SLOTS, guarded=False)
    booked, _, other = total(outcomes)
    assert other == []
    assert booked > SLOTS
    assert overlaps(store) > 0
