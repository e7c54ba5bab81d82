"""What was noted at the sessions of groups: places, heads, and what is out of the ordinary.

Leaves one session with its names to `signups`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Integer, case, cast, func, select
from sqlmodel import col

from hub.store.engine import Store
from hub.store.tables import (
    Booking,
    Group,
    GroupSession,
    HeadCount,
    Room,
    SignUp,
)
from hub.timetable.places import capacity_of_session
from hub.views.noted import SessionMarks


def session_marks(store: Store, codes: Sequence[str]) -> dict[str, SessionMarks]:
    """What was noted at these sessions of groups, by booking code. One statement."""
    if not codes:
        return {}
    signed = (
        select(
            col(SignUp.booking_id).label("booking_id"),
            func.sum(case((col(SignUp.is_waiting), 0), else_=1)).label("places"),
            func.sum(case((col(SignUp.is_waiting), 1), else_=0)).label("waiting"),
        )
        .join(Booking, col(Booking.id) == col(SignUp.booking_id))
        .where(col(Booking.code).in_(codes))
        .group_by(col(SignUp.booking_id))
        .subquery()
    )
    with store.read() as session:
        rows = session.execute(
            select(
                col(Booking.code),
                col(GroupSession.meant_for),
                col(GroupSession.is_exception),
                capacity_of_session(),
                cast(func.coalesce(signed.c.places, 0), Integer),
                cast(func.coalesce(signed.c.waiting, 0), Integer),
                col(HeadCount.total),
                col(HeadCount.first_timers),
                col(Room.name),
            )
            .join(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
            .join(Group, col(Group.id) == col(GroupSession.group_id))
            .join(Room, col(Room.id) == col(Group.room_id))
            .outerjoin(signed, signed.c.booking_id == col(Booking.id))
            .outerjoin(HeadCount, col(HeadCount.booking_id) == col(Booking.id))
            .where(col(Booking.code).in_(codes))
        ).all()
    return {row[0]: SessionMarks(*row) for row in rows}
