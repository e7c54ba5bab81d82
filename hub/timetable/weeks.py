"""What happens between two instants: the desk's grid, the public's what's on, the printed week.

Every look is bounded on both sides and builds views straight from columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.core import run
from hub.store.engine import Store
from hub.store.tables import (
    Activity,
    Booking,
    BookingEquipment,
    Equipment,
    Group,
    GroupSession,
    Room,
)
from hub.timetable.booked import (
    BOOKING_COLUMNS,
    NOT_CONFIRMED,
    booking_views,
    earliest_start,
    has_lapsed,
)
from hub.timetable.notices import notices_between
from hub.views.bookings import BookingView
from hub.views.timetable import PRIVATE_TITLE, BookingStatus, DayView, SessionView, WeekView

_BETWEEN = BOOKING_COLUMNS.where(
    col(Booking.starts_at) >= bindparam("earliest"),
    col(Booking.starts_at) < bindparam("ends"),
    col(Booking.ends_at) > bindparam("starts"),
).order_by(col(Booking.starts_at), col(Room.position), col(Booking.id))


def bookings_between(
    store: Store, clock: Clock, *, starts: datetime, ends: datetime
) -> tuple[BookingView, ...]:
    """Every booking that is on at any moment between two aware instants. One statement."""
    bounds = {"earliest": earliest_start(starts), "starts": starts, "ends": ends}
    with store.read() as session:
        rows = run(session, _BETWEEN, bounds).all()
    return booking_views(clock, rows)


def kit_between(store: Store, *, starts: datetime, ends: datetime) -> dict[str, tuple[str, ...]]:
    """What the bookings between two aware instants hold beside their rooms, by code; those that
    hold nothing are left out. One statement.
    """
    with store.read() as session:
        rows = session.execute(
            select(col(Booking.code), col(Equipment.name))
            .join(BookingEquipment, col(BookingEquipment.booking_id) == col(Booking.id))
            .join(Equipment, col(Equipment.id) == col(BookingEquipment.equipment_id))
            .where(
                col(Booking.starts_at) >= earliest_start(starts),
                col(Booking.starts_at) < ends,
                col(Booking.ends_at) > starts,
            )
            .order_by(col(Equipment.id))
        ).all()
    found: dict[str, tuple[str, ...]] = {}
    for code, name in rows:
        found[code] = (*found.get(code, ()), name)
    return found


def public_sessions(
    session: Session, clock: Clock, *, first: date, last: date
) -> tuple[SessionView, ...]:
    """What anybody may know of the local days from `first` to `last`. One statement.

    A private booking keeps its room and times and loses everything else; once cancelled, it is
    nobody's business at all.
    """
    starts, _ = clock.day_bounds(first)
    _, ends = clock.day_bounds(last)
    rows = session.execute(
        select(
            col(Booking.code),
            col(Booking.title),
            col(Room.name),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.status),
            col(Booking.is_public),
            col(Booking.reason),
            col(Group.code),
            col(Activity.code),
            col(Activity.who_for),
            col(Activity.cost),
            col(Activity.is_public),
            col(Booking.lapses_at),
            col(Group.is_public),
        )
        .join(Room, col(Room.id) == col(Booking.room_id))
        .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
        .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
        .outerjoin(Activity, col(Activity.id) == col(Booking.activity_id))
        .where(
            col(Booking.starts_at) >= earliest_start(starts),
            col(Booking.starts_at) < ends.astimezone(UTC),
            col(Booking.ends_at) > starts.astimezone(UTC),
        )
        .order_by(col(Booking.starts_at), col(Room.position), col(Booking.id))
    )
    found: list[SessionView] = []
    for row in rows:
        begin, end, status = clock.local(row[3]), clock.local(row[4]), BookingStatus(row[5])
        reason = row[7] if status is BookingStatus.CANCELLED else ""
        if status is BookingStatus.PROVISIONAL and has_lapsed(clock, row[13]):
            status, reason = BookingStatus.CANCELLED, NOT_CONFIRMED
        if row[6] and row[12] is not False and row[14] is not False:
            found.append(
                SessionView(
                    code=row[0],
                    title=row[1],
                    room=row[2],
                    starts=begin,
                    ends=end,
                    # That nobody came is for the hub to know.
                    status=BookingStatus.CONFIRMED if status is BookingStatus.NO_SHOW else status,
                    group=row[8],
                    activity=row[9],
                    who_for=row[10] or "",
                    cost=row[11] or "",
                    reason=reason,
                )
            )
        elif status in (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL):
            found.append(
                SessionView(
                    code="",
                    title=PRIVATE_TITLE,
                    room=row[2],
                    starts=begin,
                    ends=end,
                    status=BookingStatus.CONFIRMED,
                    is_private=True,
                )
            )
    return tuple(found)


def public_week(store: Store, clock: Clock, *, year: int, week: int) -> WeekView:
    """Monday to Sunday of an ISO week, as it is printed. Raises BadInput for no such week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise BadInput(
            f"{year} has no week {week}.", hint="Weeks are numbered from 1 to 52 or 53: 2026-W48"
        ) from None
    with store.read() as session:
        return week_in(session, clock, monday=monday)


def week_in(session: Session, clock: Clock, *, monday: date) -> WeekView:
    """The same within the caller's transaction. A session is listed on each day it is on."""
    days = [monday + timedelta(days=number) for number in range(7)]
    year, week, _ = monday.isocalendar()
    return WeekView(year, week, _days_in(session, clock, days))


def day_in(session: Session, clock: Clock, *, day: date) -> DayView:
    """One local day of it, likewise."""
    return _days_in(session, clock, [day])[0]


def _days_in(session: Session, clock: Clock, days: Sequence[date]) -> tuple[DayView, ...]:
    notices = notices_between(session, clock, first=days[0], last=days[-1])
    on: dict[date, list[SessionView]] = defaultdict(list)
    for one in public_sessions(session, clock, first=days[0], last=days[-1]):
        last_moment = max(one.starts, one.ends - timedelta(seconds=1))
        day = one.starts.date()
        while day <= last_moment.date():
            on[day].append(one)
            day += timedelta(days=1)
    return tuple(DayView(day, tuple(on[day]), notices.get(day, ())) for day in days)
