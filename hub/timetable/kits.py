"""Which equipment a session gets that is made for a date among others: what those about it have.

A group knows only what it needs from its last change on; its sessions know what they had before.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from hub.store.tables import BookingEquipment, Equipment, GroupSession
from hub.timetable.series import Kit, Series


class KitHistory:
    """What each session of a group has that was not changed by hand."""

    def __init__(
        self, now: tuple[Kit, ...], had: dict[date, tuple[Kit, ...]] | None = None
    ) -> None:
        self._now = now
        self._had = had or {}
        self._days = sorted(self._had)

    def on(self, day: date) -> tuple[Kit, ...]:
        """As the session before it; as the first one where it comes before all of them. After the
        last one: what the group needs now.
        """
        place = bisect_left(self._days, day)
        if place == len(self._days):
            return self._now
        return self._had[self._days[max(0, place - 1)]]


def kit_history(session: Session, series: Series) -> KitHistory:
    """One statement."""
    rows = session.execute(
        select(
            col(GroupSession.meant_for),
            col(Equipment.id),
            col(Equipment.name),
            col(Equipment.space_id),
            col(Equipment.room_id),
        )
        .outerjoin(
            BookingEquipment, col(BookingEquipment.booking_id) == col(GroupSession.booking_id)
        )
        .outerjoin(
            Equipment,
            (col(Equipment.id) == col(BookingEquipment.equipment_id)) & col(Equipment.is_active),
        )
        .where(
            col(GroupSession.group_id) == series.group, col(GroupSession.is_exception).is_(False)
        )
        .order_by(col(GroupSession.meant_for), col(Equipment.id))
    )
    had: dict[date, tuple[Kit, ...]] = {}
    for day, number, *thing in rows:
        mine = had.setdefault(day, ())
        if number is not None:
            had[day] = (*mine, Kit(number, *thing))
    return KitHistory(series.kit, had)
