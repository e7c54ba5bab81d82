"""Provisional bookings lapse by themselves: past its time, one is let go inside the transaction
that wants its place, or by the hourly job, whichever comes first.

Each lapse is a change of its own, in the trail and in undo; whoever booked it is put on the list of
those who must be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.core import run
from hub.store.engine import Store
from hub.store.tables import Booking, Occupancy, Room
from hub.timetable.booked import NOT_CONFIRMED, label_of, record_booking
from hub.timetable.occupancy import LONGEST, lock_spaces
from hub.timetable.telling import make_list
from hub.timetable.undoing import booking_scopes
from hub.views.timetable import BookingStatus


def is_lapsed(clock: Clock) -> ColumnElement[bool]:
    """The rows of `booking` that are provisional and past their time, cleared away or not yet."""
    return and_(
        col(Booking.status) == BookingStatus.PROVISIONAL.value,
        col(Booking.lapses_at) <= clock.utc_now(),
    )


def lapsed_in_the_way(
    session: Session, clock: Clock, *, spaces: Sequence[int], starts: datetime, ends: datetime
) -> list[int]:
    """Bookings past their time that still hold one of the spaces then. One statement."""
    return list(
        session.scalars(
            select(col(Booking.id))
            .join(Occupancy, col(Occupancy.booking_id) == col(Booking.id))
            .where(
                col(Occupancy.space_id).in_(spaces),
                col(Occupancy.starts_at) > starts - LONGEST - timedelta(days=2),
                col(Occupancy.starts_at) < ends,
                col(Occupancy.ends_at) > starts,
                is_lapsed(clock),
            )
            .distinct()
            .order_by(col(Booking.id))
        )
    )


def release_lapsed(
    session: Session, clock: Clock, *, spaces: Sequence[int], starts: datetime, ends: datetime
) -> int:
    """Let go of what lapsed in these spaces between two instants; how many there were.

    For whoever wants the place, in their transaction, after `lock_spaces`. One statement where
    nothing lapsed.
    """
    found = lapsed_in_the_way(session, clock, spaces=spaces, starts=starts, ends=ends)
    return sum(_let_lapse(session, clock, booking) for booking in found)


def let_lapse(session: Session, clock: Clock) -> int:
    """Let go of everything that lapsed, wherever it is: for a change that looks at many places.
    One statement where nothing lapsed.
    """
    now = clock.utc_now()
    due = run(session, _DUE, {"now": now, "earliest": now - LONGEST}).scalars().all()
    return sum(_let_lapse(session, clock, booking) for booking in due if booking)


def lapse_due(store: Store, clock: Clock) -> int:
    """Let go of every provisional booking past its time; how many there were."""
    with store.read() as session:
        due = session.scalars(_due(clock)).all()
    if not due:
        return 0

    def work(session: Session) -> int:
        spaces = session.scalars(
            select(col(Occupancy.space_id)).where(col(Occupancy.booking_id).in_(due)).distinct()
        )
        lock_spaces(session, list(spaces))
        return let_lapse(session, clock)

    return store.transact(work)


_DUE = (
    select(col(Booking.id))
    .where(
        col(Booking.starts_at) > bindparam("earliest"),
        col(Booking.status) == BookingStatus.PROVISIONAL.value,
        col(Booking.lapses_at) <= bindparam("now"),
    )
    .order_by(col(Booking.id))
)
"""The same as `_due`, made once for the many changes that ask."""


def _due(clock: Clock) -> Select[int | None]:
    # It lapses before it begins, so a look a month back finds all that the job ever missed.
    return (
        select(col(Booking.id))
        .where(col(Booking.starts_at) > clock.utc_now() - LONGEST, is_lapsed(clock))
        .order_by(col(Booking.id))
    )


def _let_lapse(session: Session, clock: Clock, booking: int) -> bool:
    """False where somebody was quicker: to let it go too, or to confirm it."""
    row = session.execute(
        select(
            col(Booking.code),
            col(Booking.title),
            col(Room.name),
            col(Booking.starts_at),
            col(Booking.ends_at),
        )
        .join(Room, col(Room.id) == col(Booking.room_id))
        .where(col(Booking.id) == booking, is_lapsed(clock))
        .with_for_update(of=Booking)
    ).first()
    if row is None:
        return False
    code, title, room, starts, ends = row
    with undoable(
        session,
        clock,
        by=None,
        verb="booking.lapsed",
        code=code,
        label=f"Let go of {label_of(clock, title, room, starts, ends)}: not confirmed in time",
        scopes=booking_scopes([booking]),
    ):
        session.execute(delete(Occupancy).where(col(Occupancy.booking_id) == booking))
        session.execute(
            update(Booking)
            .where(col(Booking.id) == booking)
            .values(status=BookingStatus.CANCELLED.value, reason=NOT_CONFIRMED)
        )
        make_list(session, clock, [booking], "lapsed")
    record_booking(session, clock, None, "booking.lapsed", code, room, starts, ends)
    mark_public_change(session)
    return True
