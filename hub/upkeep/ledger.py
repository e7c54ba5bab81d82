"""The run ledger: one row for each job and due time, so that two schedulers run it once; and the
running of one job, whose end is written down however it ends.

Which jobs are due now, `hub.upkeep.due` decides.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, HubError, NotFound
from hub.settings import Settings
from hub.store.engine import Store
from hub.store.tables import JobRun
from hub.upkeep.jobs import Job
from hub.upkeep.plausible import doubt_about_clock
from hub.views.upkeep import JobView
from hub.views.words import clean_line

ABANDONED_AFTER = timedelta(hours=3)
"""A run that is still "running" after this was cut off with its machine; it may be taken over."""

_CUT_OFF = "failed: it was cut off"


def claim(store: Store, clock: Clock, *, job: str, due_local: str) -> int | None:
    """The id of the run if it is ours to do, None if somebody has done or is doing it."""
    now = clock.utc_now()
    row = {"job": job, "due_local": due_local, "started_at": now, "outcome": "running"}
    mine = (col(JobRun.job) == job, col(JobRun.due_local) == due_local)
    try:
        with store.write() as session:
            session.execute(insert(JobRun), row)
            return session.scalar(select(col(JobRun.id)).where(*mine))
    except IntegrityError:
        pass
    with store.write() as session:
        return session.scalar(
            update(JobRun)
            .where(*mine, col(JobRun.outcome) == "running")
            .where(col(JobRun.started_at) < now - ABANDONED_AFTER)
            .values(started_at=now)
            .returning(col(JobRun.id))
        )


def finish(store: Store, clock: Clock, *, run: int, outcome: str) -> None:
    """Write down how a run ended: "done: words" or "failed: words"."""
    ended = {"ended_at": clock.utc_now(), "outcome": outcome}
    with store.write() as session:
        session.execute(update(JobRun).where(col(JobRun.id) == run).values(ended))


def has_ended(session: Session, *, job: str, first: str, last: str) -> bool:
    """Whether a run that was due from `first` to `last` (local ISO times) has ended.

    Runs by hand don't count, and neither do those of a day when the clock was ahead.
    """
    return bool(
        session.scalar(
            select(col(JobRun.id))
            .where(col(JobRun.job) == job, col(JobRun.due_local).between(first, last))
            .where(col(JobRun.outcome) != "running")
            .limit(1)
        )
    )


def carry_out(store: Store, clock: Clock, settings: Settings, job: Job, *, run: int) -> str:
    """Run a job that was claimed, and write down how it ended; "done: …" in the end.

    Whatever the job raises is raised again, after it is written down as "failed: …".
    """
    try:
        words = clean_line(job.run(store, clock, settings))
        outcome = f"done: {words}" if words else "done"
    except BaseException as error:
        finish(store, clock, run=run, outcome=failure_words(error))
        raise
    finish(store, clock, run=run, outcome=outcome)
    return outcome


def failure_words(error: BaseException) -> str:
    """How a job failed. A fault's own text isn't kept: a driver puts people's data into it."""
    if isinstance(error, HubError):
        return f"failed: {clean_line(str(error))}"
    if isinstance(error, KeyboardInterrupt):
        return "failed: it was stopped by hand"
    return f"failed: an unexpected fault ({type(error).__name__})"


def run_job(store: Store, clock: Clock, settings: Settings, jobs: Sequence[Job], name: str) -> str:
    """Run a job by hand, whether it is due or not; how it ended ("done: …").

    Raises what the job raises, NotFound where there is no such job, and BadInput where it would
    delete things while the clock is in doubt.
    """
    job = next((job for job in jobs if job.name == name), None)
    if job is None:
        raise NotFound(f"There is no job called {clean_line(name)}.", hint="See them: hub jobs")
    if job.deletes:
        with store.read() as session:
            doubt = doubt_about_clock(session, clock)
        if doubt:
            raise BadInput(doubt, hint="Nothing was deleted. Set the clock right, then try again.")
    # Two people may press the key in the same second.
    key = f"by hand {clock.now():%Y-%m-%dT%H:%M:%S} {secrets.token_hex(4)}"
    run = claim(store, clock, job=job.name, due_local=key)
    assert run is not None, "nobody else has this key"
    return carry_out(store, clock, settings, job, run=run)


def list_jobs(store: Store, clock: Clock, jobs: Sequence[Job]) -> tuple[JobView, ...]:
    """Each job with its last run (by hand or not) and its next."""
    # The newest row, not the newest time: the clock may have been ahead once.
    newest = select(func.max(col(JobRun.id))).group_by(col(JobRun.job))
    with store.read() as session:
        rows = session.execute(
            select(col(JobRun.job), col(JobRun.started_at), col(JobRun.outcome)).where(
                col(JobRun.id).in_(newest)
            )
        ).all()
    found = {name: (started, outcome) for name, started, outcome in rows}
    views = []
    for job in jobs:
        started, outcome = found.get(job.name, (None, ""))
        if started and outcome == "running" and started < clock.utc_now() - ABANDONED_AFTER:
            outcome = _CUT_OFF
        last = clock.local(started) if started else None
        views.append(JobView(job.name, job.about, last, outcome, job.due.next(clock)))
    return tuple(views)
