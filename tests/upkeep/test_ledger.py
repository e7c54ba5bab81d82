"""A due job runs once, however many schedulers there are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.upkeep.ledger import claim, finish

DUE = "2026-10-25T01:30"


def test_eight_schedulers_claim_a_run_once(store: Store, clock: Clock) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda _: claim(store, clock, job="backup", due_local=DUE), range(8))
    assert sum(run is not None for run in found) == 1


def test_a_run_cut_off_is_taken_over_once_and_a_finished_one_never(
    store: Store, clock: Clock
) -> None:
    run = claim(store, clock, job="backup", due_local=DUE)
    assert run is not None
    later = clock.at(clock.now() + timedelta(hours=4))
    assert claim(store, later, job="backup", due_local=DUE) == run
    assert claim(store, later, job="backup", due_local=DUE) is None
    finish(store, later, run=run, outcome="done")
    assert (
        claim(store, clock.at(later.now() + timedelta(days=1)), job="backup", due_local=DUE) is None
    )
