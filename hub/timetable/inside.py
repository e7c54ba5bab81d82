"""The bookings inside a closure: which they are, where each could go, and letting them go.

Leaves closing and lifting to `hub.timetable.closures`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.people.undo import Scope
from hub.store.tables import (
    Booking,
    BookingEquipment,
    Equipment,
    GroupSession,
    Occupancy,
    Room,
    RoomLayout,
    RoomSpace,
    Space,
)
from hub.timetable.booked import BOOKING_COLUMNS, booking_views, earliest_start
from hub.timetable.hours import Hours, opening_hours
from hub.timetable.occupancy import held_between, held_stretch, spaces_by_room
from hub.timetable.provisional import is_lapsed
from hub.timetable.shut import closures_between, open_windows
from hub.timetable.undoing import booking_scopes
from hub.timetable.uses import LIVE
from hub.views.bookings import BookingView, FreeStretch
from hub.views.words import fold

_AT_ONCE = 5000
"""Ids in one statement: both engines take many more."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A booking that a closure meets. Instants in UTC."""

    id: int
    code: str
    room: int
    starts: datetime
    ends: datetime
    setup: int
    tidy: int
    people: int | None
    layout: str
    kit: tuple[tuple[int, int | None], ...] = ()
    """Space of each thing that it holds, and the room which that can't leave."""

    @property
    def held(self) -> tuple[datetime, datetime]:
        """With set-up and tidy-up."""
        return held_stretch(self.starts, self.ends, self.setup, self.tidy)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another room for a booking at its own time."""

    room: int
    name: str
    capacity: int | None
    spaces: tuple[int, ...]
    """The room's, and those of what is lent with it."""
    layout: int | None
    starts: datetime
    ends: datetime

    def stretch(self, clock: Clock) -> FreeStretch:
        """As the desk sees it."""
        return FreeStretch(
            self.name, clock.local(self.starts), clock.local(self.ends), self.capacity
        )


def spaces_of(session: Session) -> list[int]:
    """Every space of the hub."""
    return list(session.scalars(select(col(Space.id)).order_by(col(Space.id))))


def inside_of(
    session: Session,
    clock: Clock,
    begin: datetime,
    end: datetime,
    spaces: Collection[int] | None,
) -> list[Inside]:
    """Live bookings that a closure of these spaces (None: of everything) meets, by start. Two
    statements."""
    query = (
        select(
            col(Booking.id),
            col(Booking.code),
            col(Booking.room_id),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.setup_minutes),
            col(Booking.tidy_minutes),
            col(Booking.people),
            col(RoomLayout.name),
        )
        .outerjoin(RoomLayout, col(RoomLayout.id) == col(Booking.layout_id))
        .where(
            col(Booking.status).in_(LIVE),
            ~is_lapsed(clock),
            col(Booking.starts_at) >= earliest_start(begin),
            col(Booking.starts_at) < end,
            col(Booking.ends_at) > begin,
        )
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    if spaces is not None:
        query = query.where(
            col(Booking.room_id).in_(
                select(col(RoomSpace.room_id)).where(col(RoomSpace.space_id).in_(sorted(spaces)))
            )
        )
    rows = session.execute(query).all()
    kit = kit_of(session, [row[0] for row in rows])
    return [
        Inside(
            number,
            code,
            room,
            starts.astimezone(UTC),
            ends.astimezone(UTC),
            setup,
            tidy,
            people,
            layout or "",
            kit.get(number, ()),
        )
        for number, code, room, starts, ends, setup, tidy, people, layout in rows
    ]


def kit_of(
    session: Session, bookings: Sequence[int]
) -> dict[int, tuple[tuple[int, int | None], ...]]:
    """What each of these bookings has beside its room: the space, and the room it can't leave."""
    found: dict[int, list[tuple[int, int | None]]] = {}
    for part in chunks(bookings):
        for booking, space, room in session.execute(
            select(
                col(BookingEquipment.booking_id),
                col(Equipment.space_id),
                col(Equipment.room_id),
            )
            .join(Equipment, col(Equipment.id) == col(BookingEquipment.equipment_id))
            .where(col(BookingEquipment.booking_id).in_(part))
        ):
            found.setdefault(booking, []).append((space, room))
    return {booking: tuple(things) for booking, things in found.items()}


def put_elsewhere(
    session: Session,
    clock: Clock,
    inside: Sequence[Inside],
    spaces: Collection[int] | None,
) -> dict[int, Elsewhere]:
    """Another room at the same time for each booking that can have one, by booking. Six statements.

    It must hold as many as are expected, or else be no less than half as large as the booking's
    own room; have the same layout; and be open. The first to start chooses first.
    """
    if not inside or spaces is None:  # with the building shut there is nowhere to go
        return {}
    since = min(one.held[0] for one in inside)
    until = max(one.held[1] for one in inside)
    held: dict[int, list[tuple[datetime, datetime, int]]] = {}
    for row in held_between(session, starts=since, ends=until, now=clock.utc_now()):
        held.setdefault(row.space, []).append((row.starts, row.ends, row.booking))
    closed = closures_between(session, since, until)
    hours, anytime = opening_hours(session), Hours({})
    own_spaces = spaces_by_room(session)
    rooms = session.execute(
        select(col(Room.id), col(Room.name), col(Room.capacity))
        .where(col(Room.is_active))
        .order_by(col(Room.position), col(Room.id))
    ).all()
    capacities = {row[0]: row[2] for row in rooms}
    layouts = {
        (room, fold(name)): (number, capacity)
        for room, name, number, capacity in session.execute(
            select(
                col(RoomLayout.room_id),
                col(RoomLayout.name),
                col(RoomLayout.id),
                col(RoomLayout.capacity),
            ).where(col(RoomLayout.is_active))
        )
    }
    shut = set(spaces)
    found: dict[int, Elsewhere] = {}
    for one in inside:
        if any(stays_in is not None for _, stays_in in one.kit):
            continue
        usual = capacities.get(one.room)
        own_hours = hours.open_between(clock, one.room, one.starts, one.ends)
        # What meets outside the hours anyway may do so elsewhere.
        is_late = own_hours is not None and not any(
            opens <= one.starts and closes >= one.ends for opens, closes in own_hours
        )
        ways: list[tuple[tuple[bool, int], Elsewhere]] = []
        for room, name, capacity in rooms:
            theirs = own_spaces.get(room, ())
            number, most = layouts.get((room, fold(one.layout)), (None, None))
            if room == one.room or not theirs or not shut.isdisjoint(theirs):
                continue
            if one.layout and number is None:
                continue
            holds = most if most is not None else capacity
            if not _is_large_enough(holds, one.people, usual):
                continue
            windows = open_windows(
                clock,
                anytime if is_late else hours,
                closed,
                room=room,
                spaces=theirs,
                starts=one.starts,
                ends=one.ends,
            )
            from_, to = one.held
            is_free = not any(
                starts < to and ends > from_ and booking != one.id
                for space in theirs
                for starts, ends, booking in held.get(space, ())
            )
            if is_free and (one.starts, one.ends) in windows:
                taken = tuple(sorted({*theirs, *(space for space, _ in one.kit)}))
                way = Elsewhere(room, name, holds, taken, number, one.starts, one.ends)
                smaller = usual is not None and (holds or 0) < usual
                ways.append(((smaller, -(holds or 0) if smaller else holds or 0), way))
        if ways:
            best = min(ways, key=lambda way: way[0])[1]
            found[one.id] = best
            for space, rows in held.items():  # where it was is free for the next
                held[space] = [row for row in rows if row[2] != one.id]
            for space in best.spaces:
                held.setdefault(space, []).append((*one.held, one.id))
    return found


def _is_large_enough(holds: int | None, people: int | None, usual: int | None) -> bool:
    if people is not None:
        return holds is not None and holds >= people
    return usual is None or (holds is not None and holds * 2 >= usual)


def views_of(session: Session, clock: Clock, bookings: Sequence[int]) -> dict[int, BookingView]:
    """These bookings as the desk sees them, by id."""
    found: dict[int, BookingView] = {}
    for part in chunks(bookings):
        rows = session.execute(
            BOOKING_COLUMNS.add_columns(col(Booking.id)).where(col(Booking.id).in_(part))
        ).all()
        views = booking_views(clock, [row[:-1] for row in rows])
        found |= {row[-1]: view for row, view in zip(rows, views, strict=True)}
    return found


def mark_exceptions(session: Session, bookings: Sequence[int]) -> None:
    """An edit of their series leaves these sessions alone from now on."""
    session.execute(
        update(GroupSession)
        .where(col(GroupSession.booking_id).in_(bookings))
        .values(is_exception=True)
    )


def hold(session: Session, wanted: Sequence[tuple[Inside, Sequence[int]]]) -> None:
    """Hold these spaces for these bookings, in the order of the spaces."""
    rows: list[dict[str, Any]] = [
        {
            "space_id": space,
            "starts_at": one.held[0],
            "ends_at": one.held[1],
            "booking_id": one.id,
        }
        for one, spaces in wanted
        for space in spaces
    ]
    rows.sort(key=lambda row: (row["space_id"], row["starts_at"]))
    if rows:
        session.execute(insert(Occupancy), rows)


def scopes_of(bookings: Sequence[int]) -> list[Scope]:
    """All that belongs to these bookings, however many."""
    return [scope for part in chunks(bookings) for scope in booking_scopes(part)]


def chunks(numbers: Iterable[int]) -> list[list[int]]:
    """Ids in parts that fit into one statement each."""
    known = list(numbers)
    return [known[start : start + _AT_ONCE] for start in range(0, len(known), _AT_ONCE)]
