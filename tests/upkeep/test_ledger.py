"""A due job runs once, however many schedulers there are; by hand it runs when asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NoStorage, NotFound
from hub.settings import Settings
from hub.store.engine import Store
from hub.upkeep.due import run_due
from hub.upkeep.jobs import weekly
from hub.upkeep.ledger import claim, finish, list_jobs, run_job
from hub.views.upkeep import JobView
from tests.upkeep.jobs_to_run import Counted, at, ledger

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


def test_a_job_runs_by_hand_twice_in_one_second_and_is_still_due(
    store: Store, clock: Clock, settings: Settings
) -> None:
    counted = Counted()
    jobs = [counted.job()]
    assert run_job(store, clock, settings, jobs, "count") == "done: run 1"
    assert run_job(store, clock, settings, jobs, "count") == "done: run 2"
    assert [due[:27] for _, due, _ in ledger(store)] == ["by hand 2026-11-23T10:42:00"] * 2
    assert run_due(store, clock, settings, jobs) == ("count: done: run 3",)


def test_a_job_that_fails_by_hand_says_why_and_is_written_down(
    store: Store, clock: Clock, settings: Settings
) -> None:
    jobs = [
        Counted(name="full", fault=NoStorage("The disk is full.")).job(),
        Counted(name="broken", fault=KeyError("Ada Lovelace")).job(),
    ]
    with pytest.raises(NoStorage, match="full"):
        run_job(store, clock, settings, jobs, "full")
    with pytest.raises(KeyError):
        run_job(store, clock, settings, jobs, "broken")
    assert [outcome for _, _, outcome in ledger(store)] == [
        "failed: The disk is full.",
        "failed: an unexpected fault (KeyError)",
    ]


def test_a_job_nobody_knows_is_refused(store: Store, clock: Clock, settings: Settings) -> None:
    with pytest.raises(NotFound, match="no job called tea"):
        run_job(store, clock, settings, [Counted().job()], "tea")


def test_by_hand_only_what_deletes_is_refused_while_the_clock_is_in_doubt(
    store: Store, clock: Clock, settings: Settings
) -> None:
    keeping, deleting = Counted(name="keep"), Counted(name="delete", deletes=True)
    jobs = [keeping.job(), deleting.job()]
    assert run_job(store, clock, settings, jobs, "delete") == "done: run 1"
    long_ago = at(clock, "2019-05-01T12:00")
    with pytest.raises(BadInput, match=r"1 May 2019.*Nothing was deleted"):
        run_job(store, long_ago, settings, jobs, "delete")
    assert run_job(store, long_ago, settings, jobs, "keep") == "done: run 1"
    assert len(deleting.runs) == 1


def test_jobs_are_listed_with_their_last_run_and_their_next(
    store: Store, clock: Clock, settings: Settings
) -> None:
    ran, cut_off, never = (Counted(name=name) for name in ("ran", "cut-off", "never"))
    ran.due = weekly("SU", "18:00")
    run_due(store, clock, settings, [ran.job()])
    assert claim(store, clock, job="cut-off", due_local=DUE) is not None
    jobs = [ran.job(), cut_off.job(), never.job()]
    sunday = at(clock, "2026-11-29T18:00").now()
    tomorrow = at(clock, "2026-11-24T02:15").now()
    assert list_jobs(store, clock, jobs) == (
        JobView("ran", "Count", clock.now(), "done: run 1", sunday),
        JobView("cut-off", "Count", clock.now(), "running", tomorrow),
        JobView("never", "Count", None, "", tomorrow),
    )
    later = at(clock, "2026-11-23T14:00")
    assert list_jobs(store, later, jobs)[1].last_outcome == "failed: it was cut off"
