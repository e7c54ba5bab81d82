"""Which entries somebody should check again. Leaves what a check is worth to `assurance`."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from hub.directory.assurance import AMBER_AFTER
from hub.directory.needs import OPEN_STATUSES
from hub.store.engine import Store
from hub.store.tables import Service


def checks_due(store: Store, *, today: date, limit: int = 3) -> tuple[tuple[str, int], ...]:
    """Name and days since the last check of open local entries, the longest ago first.

    What was never checked is not among them: its page says so, and the list would never end.
    """
    checked = col(Service.assured_on)
    with store.read() as session:
        rows = session.execute(
            select(col(Service.name), checked)
            .where(
                col(Service.is_local),
                col(Service.status).in_(OPEN_STATUSES),
                checked <= today - timedelta(days=AMBER_AFTER),
            )
            .order_by(checked, col(Service.name))
            .limit(limit)
        ).all()
    return tuple((name, (today - on).days) for name, on in rows if on is not None)
