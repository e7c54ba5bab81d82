"""Many desks want one slot at once: one gets it, the others are told by whom. Nothing that was
promised is lost, and without the guard the same race double-books.
"""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.guard import take_down_guard
from tests.conftest import KEY_HEX
from tests.soaking import SOAK
from tests.timetable.racing import Track, lay_the_track, lost, overlaps, run_race

RACERS = 8
ATTEMPTS = (100_000 if SOAK else 1_000) // RACERS
"""Of each racer: one hundredth in CI of what `make soak` runs."""


def track_of(store: Store) -> Track:
    url = store.engine.url
    if store.dialect == "postgresql":
        return Track(url=url.render_as_string(hide_password=False))
    return Track(path=str(url.database), key_hex=KEY_HEX)


def without_guard(store: Store) -> None:
    with store.engine.begin() as connection:
        take_down_guard(connection)


def deadlocks(store: Store) -> int:
    """How many PostgreSQL has seen here; the embedded store has one writer at a time."""
    if store.dialect != "postgresql":
        return 0
    with store.read() as session:
        found: int | None = session.scalar(
            text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        )
    return found or 0


@pytest.mark.soak
def test_eight_desks_never_promise_a_space_twice_and_lose_nothing(
    store: Store, clock: Clock
) -> None:
    lay_the_track(store, clock)
    began = time.monotonic()
    race = run_race(track_of(store), racers=RACERS, attempts=ATTEMPTS)
    print(  # noqa: T201 # the soak says what it did
        f"{store.dialect}: {RACERS * ATTEMPTS} attempts in {time.monotonic() - began:.0f} s,"
        f" {race.done} done, {race.refused} refused, {len(race.other)} other"
    )
    assert race.other == []
    assert race.done + race.refused == RACERS * ATTEMPTS
    assert race.refused > ATTEMPTS  # it was a race
    assert overlaps(store) == 0
    assert deadlocks(store) == 0  # they are tried again, but each costs everybody a second
    assert lost(store, race.had) == []


def test_without_the_guard_the_same_race_double_books(store: Store, clock: Clock) -> None:
    lay_the_track(store, clock)
    without_guard(store)
    run_race(track_of(store), racers=RACERS, attempts=25)
    assert overlaps(store) > 0


def test_who_looks_and_then_books_double_books(store: Store, clock: Clock) -> None:
    """As the peers do it; the guard is what saves us, not our looking."""
    lay_the_track(store, clock)
    without_guard(store)
    race = run_race(track_of(store), racers=4, attempts=25, naive=True)
    assert race.other == []
    assert race.done > 25
    assert overlaps(store) > 0
