"""How many places a session has: its own number, or what its group had when it was meant to be."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from hub.store.tables import Booking, Group, GroupPhase, GroupSession


def capacity_of_session() -> ColumnElement[int | None]:
    """Places, None for as many as come; for a query that joins `booking`, `session_of_group` and
    `activity_group`. A session before a change "from this date on" keeps the places of its time.
    """
    then = (
        select(func.coalesce(col(GroupPhase.capacity), 0))
        .where(
            col(GroupPhase.group_id) == col(Group.id),
            col(GroupPhase.from_on) <= col(GroupSession.meant_for),
            col(GroupPhase.until_on) >= col(GroupSession.meant_for),
        )
        .order_by(col(GroupPhase.id).desc())
        .limit(1)
        .correlate(Group, GroupSession)
        .scalar_subquery()
    )
    return func.nullif(func.coalesce(col(Booking.capacity), then, col(Group.capacity)), 0)
