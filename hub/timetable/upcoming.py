"""Groups at a glance: when each meets next, and what was noted at its sessions.

Leaves the groups to `hub.timetable.groups`, one session with its names to `signups`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date

from sqlalchemy import Integer, case, cast, func, select
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import (
    Booking,
    Equipment,
    Group,
    GroupEquipment,
    GroupPause,
    GroupSession,
    HeadCount,
    Room,
    RoomLayout,
    SignUp,
)
from hub.timetable.occupancy import LONGEST
from hub.views.groups import GroupGlance, SessionMarks
from hub.views.timetable import BookingStatus, Weeks


def groups_at_a_glance(store: Store, clock: Clock) -> dict[str, GroupGlance]:
    """Each group by its code. Four statements, however many groups."""
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
        groups = session.execute(
            select(
                col(Group.id),
                col(Group.code),
                col(Group.capacity),
                col(Group.weeks),
                col(RoomLayout.name),
            ).outerjoin(RoomLayout, col(RoomLayout.id) == col(Group.layout_id))
        ).all()
        pauses: defaultdict[int, list[tuple[date, date]]] = defaultdict(list)
        for group, first, last in session.execute(
            select(col(GroupPause.group_id), col(GroupPause.first), col(GroupPause.last))
            .where(col(GroupPause.last) >= clock.today())
            .order_by(col(GroupPause.first))
        ):
            pauses[group].append((first, last))
        kit: defaultdict[int, list[str]] = defaultdict(list)
        for group, name in session.execute(
            select(col(GroupEquipment.group_id), col(Equipment.name))
            .join(Equipment, col(Equipment.id) == col(GroupEquipment.equipment_id))
            .order_by(col(Equipment.name))
        ):
            kit[group].append(name)
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
    met = {row[0]: (row[1], clock.local(row[2])) for row in rows}
    return {
        code: GroupGlance(
            code,
            next_code=met[code][0] if code in met else None,
            next_starts=met[code][1] if code in met else None,
            capacity=capacity,
            weeks=Weeks(weeks),
            layout=layout or "",
            equipment=tuple(kit[group]),
            pauses=tuple(pauses[group]),
        )
        for group, code, capacity, weeks, layout in groups
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
