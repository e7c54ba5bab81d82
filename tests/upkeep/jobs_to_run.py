"""Jobs for tests, and what the ledger has of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.settings import Settings
from hub.store.engine import Store
from hub.store.tables import JobRun
from hub.upkeep.jobs import Due, Job, daily


@dataclass
class Counted:
    """A job that keeps the wall time of each of its runs; it fails with `fault` if it has one."""

    due: Due = field(default_factory=lambda: daily("02:15"))
    name: str = "count"
    fault: Exception | None = None
    deletes: bool = False
    runs: list[datetime] = field(default_factory=list)

    def job(self) -> Job:
        return Job(self.name, "Count", self.due, self._run, self.deletes)

    def walls(self) -> list[str]:
        return [f"{run:%Y-%m-%d %H:%M %Z}" for run in self.runs]

    def _run(self, store: Store, clock: Clock, settings: Settings) -> str:
        self.runs.append(clock.now())
        if self.fault:
            raise self.fault
        return f"run {len(self.runs)}"


def at(clock: Clock, wall: str) -> Clock:
    """The clock standing at a wall time of its zone (or an instant with an offset)."""
    moment = datetime.fromisoformat(wall)
    return clock.at(moment if moment.tzinfo else moment.replace(tzinfo=clock.zone))


def ledger(store: Store) -> list[tuple[str, str, str]]:
    """Job, due time and outcome of every run, oldest first."""
    columns = (col(JobRun.job), col(JobRun.due_local), col(JobRun.outcome))
    with store.read() as session:
        rows = session.execute(select(*columns).order_by(col(JobRun.id))).all()
        return [(job, due, outcome) for job, due, outcome in rows]
