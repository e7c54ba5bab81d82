"""Whether the clock can be right. A Pi has no clock battery: after a power cut it may believe
that it is years ago, and then nothing may be thrown away on its word.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.tables import AuditEntry, JobRun
from hub.views.words import date_words

SLACK = timedelta(hours=1)
"""A clock that is put right may go back by so much."""
YEARS_AFTER = timedelta(days=2 * 365)


def newest_record(session: Session) -> datetime | None:
    """When the newest thing that the store remembers happened (UTC)."""
    found = (
        session.scalar(select(func.max(col(AuditEntry.at)))),
        session.scalar(select(func.max(col(JobRun.started_at)))),
    )
    return max((moment.astimezone(UTC) for moment in found if moment), default=None)


def doubt_about_clock(session: Session, clock: Clock) -> str:
    """Why the clock can't be right, in words; empty if it can."""
    newest = newest_record(session)
    if newest is None:
        return ""
    now = clock.utc_now()
    says = f"The clock says {date_words(clock.today())}"
    latest = date_words(clock.local(newest).date())
    if now < newest - SLACK:
        return f"{says}, but the newest record is later: {latest}."
    if now > newest + YEARS_AFTER:
        return f"{says}, but the newest record is years older: {latest}."
    return ""
