"""Public codes and the run ledger of the jobs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from hub.store.tables.base import Row


class PublicCode(Row, table=True):
    """Every short code ever given out, so that none means two things."""

    __tablename__ = "public_code"

    code: str = Field(primary_key=True, max_length=8)
    kind: str
    """"room", "activity", "group", "booking" or "service"."""


class JobRun(Row, table=True):
    """One run of a job. The unique due time makes it happen once across processes."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("job", "due_local", name="uq_job_run_due"),)

    id: int | None = Field(default=None, primary_key=True)
    job: str
    due_local: str
    """Local wall time it was due, e.g. 2026-11-23T02:30; "by hand …" for `hub jobs run`."""
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str = "running"
