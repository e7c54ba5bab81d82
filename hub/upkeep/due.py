"""Decides which jobs are due now and runs them, each once, however many schedulers ask.

Needs no scheduler itself; `hub.upkeep.scheduler` asks every half minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hub.clock import Clock
from hub.settings import Settings
from hub.store.engine import Store
from hub.upkeep.jobs import Job
from hub.upkeep.ledger import carry_out, claim, failure_words, has_ended
from hub.upkeep.plausible import doubt_about_clock


def run_due(store: Store, clock: Clock, settings: Settings, jobs: Sequence[Job]) -> tuple[str, ...]:
    """Run every job whose newest due time has no run yet; a line of words for each.

    Of several times missed while the machine was off only the newest is caught up; a job that
    has never run is due at once. A job that fails stops no other. While the clock is in doubt
    nothing runs, and the one line says why.
    """
    due = _due_now(store, clock, jobs)
    if not due:
        return ()
    with store.read() as session:
        doubt = doubt_about_clock(session, clock)
    if doubt:
        names = ", ".join(job.name for job, _ in due)
        hint = f"Set the clock right. If it is right: hub jobs run {due[0][0].name}"
        return (f"{doubt} Not run: {names}. {hint}",)
    lines = []
    for job, due_local in due:
        try:
            run = claim(store, clock, job=job.name, due_local=due_local)
            if run is None:
                continue
            outcome = carry_out(store, clock, settings, job, run=run)
        except Exception as error:  # the other jobs have to run
            outcome = failure_words(error)
        lines.append(f"{job.name}: {outcome}")
    return tuple(lines)


def _due_now(store: Store, clock: Clock, jobs: Sequence[Job]) -> list[tuple[Job, str]]:
    """Jobs that have to run, each with the due time that its run is kept under."""
    wall = clock.now().replace(tzinfo=None)
    due = []
    with store.read() as session:
        for job in jobs:
            newest = job.due.last(clock)
            # While an hour is shown twice, the wall may be behind what was due already.
            key, until = _iso(newest), _iso(max(newest, wall))
            if not has_ended(session, job=job.name, first=key, last=until):
                due.append((job, key))
    return due


def _iso(wall: datetime) -> str:
    return f"{wall:%Y-%m-%dT%H:%M}"
