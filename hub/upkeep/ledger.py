"""The run ledger: one row for each job and due time, so that two schedulers run it once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import JobRun

ABANDONED_AFTER = timedelta(hours=3)
"""A run that is still "running" after this was cut off with its machine; it may be taken over."""


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
    """Write down how a run ended: "done" or "failed: words"."""
    ended = {"ended_at": clock.utc_now(), "outcome": outcome}
    with store.write() as session:
        session.execute(update(JobRun).where(col(JobRun.id) == run).values(ended))
