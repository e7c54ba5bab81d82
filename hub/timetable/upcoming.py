"""Groups at a glance: when each meets next, and what was noted at its sessions.

Leaves the groups to `hub.timetable.groups`, one session with its names to `signups`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import Integer, case, cast, func, select
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import Booking, Group, GroupSession, HeadCount, Room, SignUp
from hub.timetable.occupancy import LONGEST
from hub.views.groups import GroupGlance, SessionMarks
from hub.views.timetable import BookingStatus


def groups_at_a_glance(store: Store, clock: Clock) -> dict[str, GroupGlance]:
    """Each group by its code. Two statements, however many groups."""
    now = clock.utc_now().astimezone(UTC)
    nearest = (
        select(
            col(GroupSession.group_id).label("group_id"),
            func.min(col(Booking.starts_at)).label("starts"),
        )
        .join(Booking, col(Booking.id) == col(GroupSession.booking_id))
        .where(
            col(Booking.ends_at) > now,
            col(Booking.starts_at) > now - LONGEST,
            col(Booking.status) != BookingStatus.CANCELLED.value,
        )
        .group_by(col(GroupSession.group_id))
        .subquery()
    )
    with store.read() as session:
        capacities = session.execute(select(col(Group.code), col(Group.capacity))).all()
        rows = session.execute(
            select(col(Group.code), func.min(col(Booking.code)), nearest.c.starts)
            .join(nearest, nearest.c.group_id == col(Group.id))
            .join(GroupSession, col(GroupSession.group_id) == col(Group.id))
            .join(
                Booking,
                (col(Booking.id) == col(GroupSession.booking_id))
                & (col(Booking.starts_at) == nearest.c.starts)
                & (col(Booking.status) != BookingStatus.CANCELLED.value),
            )
            .group_by(col(Group.code), nearest.c.starts)
        ).all()
    met = {code: (booking, clock.local(starts)) for code, booking, starts in rows}
    return {
        code: GroupGlance(code, *met.get(code, (None, None)), capacity)
        for code, capacity in capacities
    }


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
                func.coalesce(col(Booking.capacity), col(Group.capacity)),
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
