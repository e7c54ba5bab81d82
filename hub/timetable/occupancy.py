"""Which spaces are held, when, and by what: taking, letting go, and who is in the way.

The guard in the database decides; this file only writes rows in space order (so that two
bookings never wait for each other) and finds the words for a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, text
from sqlmodel import Session, col

from hub.store.core import run, table_of
from hub.store.tables import Booking, Occupancy, Room, RoomSpace

_TAKE = insert(table_of(Occupancy))

LONGEST = timedelta(days=31)
"""No booking is longer: it bounds every look at a stretch of time from both sides."""


@dataclass(frozen=True, slots=True)
class Held:
    """One space that a booking holds, set-up and tidy-up included. Instants in UTC."""

    space: int
    starts: datetime
    ends: datetime
    booking: int


def held_stretch(
    starts: datetime, ends: datetime, setup_minutes: int, tidy_minutes: int
) -> tuple[datetime, datetime]:
    """What a booking holds: from the start of setting up to the end of tidying, in UTC."""
    return (
        starts.astimezone(UTC) - timedelta(minutes=setup_minutes),
        ends.astimezone(UTC) + timedelta(minutes=tidy_minutes),
    )


def lock_spaces(session: Session, spaces: Iterable[int]) -> None:
    """On PostgreSQL, wait in line for each space, in order, until the transaction ends.

    The embedded store's write lock does the same for the whole store.
    """
    if session.get_bind().dialect.name == "postgresql":
        for space in sorted(spaces):
            session.execute(text("SELECT pg_advisory_xact_lock(7201, :space)"), {"space": space})


def take(
    session: Session, *, booking: int, spaces: Sequence[int], starts: datetime, ends: datetime
) -> None:
    """Hold spaces for a booking. The guard raises where one is taken."""
    run(
        session,
        _TAKE,
        [
            {"space_id": space, "starts_at": starts, "ends_at": ends, "booking_id": booking}
            for space in sorted(spaces)
        ],
    )


def let_go(session: Session, *, booking: int) -> None:
    """Free whatever a booking holds."""
    session.execute(delete(Occupancy).where(col(Occupancy.booking_id) == booking))


def held_between(
    session: Session,
    *,
    starts: datetime,
    ends: datetime,
    spaces: Sequence[int] | None = None,
    now: datetime | None = None,
) -> list[Held]:
    """What is held at any moment between two instants, by start. One statement.

    With `now`, provisional bookings that have lapsed by then are left out, though they may not
    have been cleared away: for whoever only looks, or lets them go before taking their place.
    """
    query = (
        select(
            col(Occupancy.space_id),
            col(Occupancy.starts_at),
            col(Occupancy.ends_at),
            col(Occupancy.booking_id),
        )
        .where(
            col(Occupancy.starts_at) > starts - LONGEST - timedelta(days=2),
            col(Occupancy.starts_at) < ends,
            col(Occupancy.ends_at) > starts,
        )
        .order_by(col(Occupancy.starts_at), col(Occupancy.space_id))
    )
    if spaces is not None:
        query = query.where(col(Occupancy.space_id).in_(spaces))
    if now is not None:
        query = query.join(Booking, col(Booking.id) == col(Occupancy.booking_id)).where(
            (col(Booking.status) != "provisional")
            | col(Booking.lapses_at).is_(None)
            | (col(Booking.lapses_at) > now)
        )
    return [Held(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Holder:
    """A booking that is in the way, as people know it. Instants in UTC, padding apart."""

    booking: int
    title: str
    room: str
    starts: datetime
    ends: datetime
    setup_minutes: int
    tidy_minutes: int


def holders(session: Session, bookings: Iterable[int]) -> dict[int, Holder]:
    """The bookings of these ids. One statement."""
    wanted = sorted(set(bookings))
    if not wanted:
        return {}
    rows = session.execute(
        select(
            col(Booking.id),
            col(Booking.title),
            col(Room.name),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.setup_minutes),
            col(Booking.tidy_minutes),
        )
        .join(Room, col(Room.id) == col(Booking.room_id))
        .where(col(Booking.id).in_(wanted))
    )
    return {row[0]: Holder(*row) for row in rows}


def spaces_by_room(session: Session) -> dict[int, tuple[int, ...]]:
    """The spaces of every room in use. One statement."""
    found: dict[int, list[int]] = {}
    rows = session.execute(
        select(col(RoomSpace.room_id), col(RoomSpace.space_id))
        .join(Room, col(Room.id) == col(RoomSpace.room_id))
        .where(col(Room.is_active))
        .order_by(col(RoomSpace.space_id))
    )
    for room, space in rows:
        found.setdefault(room, []).append(space)
    return {room: tuple(spaces) for room, spaces in found.items()}
