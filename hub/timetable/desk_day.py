"""What the desk should know of today beside what is on: from the waiting list, the list of people
to tell, what lapses, the closures, the head counts and the notes.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import Booking, HeadCount
from hub.timetable.booked import BOOKING_COLUMNS, booking_views, earliest_start
from hub.timetable.lifting import list_closures
from hub.timetable.telling import list_to_tell
from hub.timetable.waiting import waiting_due
from hub.views.timetable import BookingStatus
from hub.views.today import DeskDay


def desk_day(store: Store, clock: Clock) -> DeskDay:
    """Today, at this moment. A constant number of statements, and some for each closure."""
    starts, ends = clock.day_bounds(clock.today())
    yesterday, _ = clock.day_bounds(clock.today() - timedelta(days=1))
    now = clock.utc_now()
    with store.read() as session:
        lapsing = session.execute(
            BOOKING_COLUMNS.where(
                col(Booking.status) == BookingStatus.PROVISIONAL.value,
                col(Booking.lapses_at) > now,
                col(Booking.lapses_at) <= ends,
                col(Booking.starts_at) > now,
            ).order_by(col(Booking.lapses_at), col(Booking.id))
        ).all()
        noted = session.execute(
            BOOKING_COLUMNS.where(
                col(Booking.note) != "",
                col(Booking.starts_at) >= earliest_start(yesterday),
                col(Booking.starts_at) < now,
                col(Booking.ends_at) > yesterday,
                col(Booking.ends_at) <= now,
            ).order_by(col(Booking.ends_at).desc(), col(Booking.id))
        ).all()
        counted = session.execute(
            select(col(Booking.code), col(HeadCount.total))
            .join(HeadCount, col(HeadCount.booking_id) == col(Booking.id))
            .where(
                col(Booking.starts_at) >= earliest_start(starts),
                col(Booking.starts_at) < ends,
                col(Booking.ends_at) > starts,
            )
            .order_by(col(Booking.id))
        ).all()
    return DeskDay(
        lapsing=booking_views(clock, lapsing),
        waiting=waiting_due(store, clock),
        to_tell=list_to_tell(store, clock),
        left_inside=tuple(one for closure in list_closures(store, clock) for one in closure.left),
        counted=tuple((code, total) for code, total in counted),
        notes=booking_views(clock, noted),
    )
