"""Rooms and the spaces they are made of: adding, finding by name, listing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, cast, func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, tidy_code
from hub.store.core import run
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Booking, Occupancy, Room, RoomSpace, Site, Space
from hub.timetable.occupancy import held_stretch
from hub.views.place import RoomView
from hub.views.words import clean_line, fold

LONGEST_NAME = 100


_FIRST_SITE = select(func.min(col(Site.id))).scalar_subquery()
_FIND_ROOM = (
    select(
        col(Room.id),
        col(Room.code),
        col(Room.name),
        col(Room.capacity),
        col(RoomSpace.space_id),
    )
    .join(RoomSpace, col(RoomSpace.room_id) == col(Room.id))
    .where(
        (col(Room.name_key) == cast(_FIRST_SITE, String).concat(" ").concat(bindparam("folded")))
        | (col(Room.code) == bindparam("code")),
        col(Room.is_active),
    )
    .order_by(col(RoomSpace.space_id))
)


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """A room with the ids of its spaces, in the order in which they are locked and written."""

    id: int
    code: str
    name: str
    capacity: int | None
    spaces: tuple[int, ...]


def find_room(session: Session, typed: str) -> FoundRoom:
    """The room of a name or code. Raises NotFound, with the names that come near."""
    wanted = {"folded": fold(typed), "code": tidy_code(typed)}
    rows: list[Any] = list(run(session, _FIND_ROOM, wanted))
    if not rows:
        raise _no_such_room(session, typed)
    number, code, name, capacity, _ = rows[0]
    return FoundRoom(number, code, name, capacity, tuple(space for *_, space in rows))


def _no_such_room(session: Session, typed: str) -> NotFound:
    names = list(
        session.scalars(select(col(Room.name)).where(col(Room.is_active)).order_by(col(Room.name)))
    )
    if not names:
        return NotFound(
            "This hub has no rooms yet.", hint='Add one: hub room add "Hall A" --capacity 40'
        )
    near = difflib.get_close_matches(fold(typed), [fold(name) for name in names], n=1, cutoff=0.6)
    if near:
        name = next(name for name in names if fold(name) == near[0])
        return NotFound(f"There is no room called {clean_line(typed)!r}.", hint=f"Is it {name}?")
    return NotFound(
        f"There is no room called {clean_line(typed)!r}.",
        hint=f"There are: {', '.join(names[:12])}{' and more' if len(names) > 12 else ''}.",
    )


def list_rooms(store: Store) -> tuple[RoomView, ...]:
    """Every room in its order, with its spaces and the larger rooms it is part of."""
    with store.read() as session:
        return rooms_in(session)


def rooms_in(session: Session) -> tuple[RoomView, ...]:
    """The same within the caller's transaction: one statement."""
    rows = session.execute(
        select(
            col(Room.id),
            col(Room.code),
            col(Room.name),
            col(Room.capacity),
            col(Room.whereabouts),
            col(Space.id),
            col(Space.name),
        )
        .join(RoomSpace, col(RoomSpace.room_id) == col(Room.id))
        .join(Space, col(Space.id) == col(RoomSpace.space_id))
        .where(col(Room.is_active))
        .order_by(col(Room.position), col(Room.id), col(Space.id))
    ).all()
    spaces: dict[int, dict[int, str]] = {}
    for row in rows:
        spaces.setdefault(row[0], {})[row[5]] = row[6]
    names = {row[0]: row[2] for row in rows}
    firsts = {row[0]: row for row in reversed(rows)}
    return tuple(
        RoomView(
            code=firsts[room][1],
            name=firsts[room][2],
            capacity=firsts[room][3],
            spaces=tuple(own.values()),
            part_of=tuple(
                names[other]
                for other, theirs in spaces.items()
                if other != room and own.keys() < theirs.keys()
            ),
            whereabouts=firsts[room][4],
        )
        for room, own in spaces.items()
    )


def add_room(
    store: Store,
    clock: Clock,
    *,
    name: str,
    capacity: int | None = None,
    part_of: str | None = None,
    whereabouts: str = "",
    by: str | None = None,
) -> RoomView:
    """Add a room. `part_of` names the larger room that it is a part of.

    A larger room that isn't there yet is added too: it is then the sum of its parts, and adding
    it by name later only gives it its capacity.
    """

    def work(session: Session) -> str:
        return _add_room(
            session,
            clock,
            name=name,
            capacity=capacity,
            part_of=part_of,
            whereabouts=whereabouts,
            by=by,
        )

    code = store.transact(work)
    return next(room for room in list_rooms(store) if room.code == code)


def _add_room(
    session: Session,
    clock: Clock,
    *,
    name: str,
    capacity: int | None,
    part_of: str | None,
    whereabouts: str,
    by: str | None,
) -> str:
    site = site_id(session)
    wanted = clean_line(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise BadInput(f"A room needs a name of 1 to {LONGEST_NAME} letters.")
    if capacity is not None and not 1 <= capacity <= 100_000:
        raise BadInput(f"A room can't hold {capacity} people.", hint="Give a number from 1.")
    there = session.execute(
        select(col(Room.id), col(Room.code), col(Room.capacity)).where(
            col(Room.name_key) == f"{site} {fold(wanted)}"
        )
    ).first()
    if there is not None:
        own = session.scalar(
            select(col(Space.id))
            .join(RoomSpace, col(RoomSpace.space_id) == col(Space.id))
            .where(col(RoomSpace.room_id) == there[0], col(Space.name) == wanted)
        )
        if own is not None or there[2] is not None or part_of is not None:
            raise BadInput(f"There is a room called {wanted} already.", hint="See: hub room list")
        session.execute(
            update(Room)
            .where(col(Room.id) == there[0])
            .values(capacity=capacity, whereabouts=clean_line(whereabouts))
        )
        code = str(there[1])
    else:
        room, code = _insert_room(session, site, wanted, capacity, whereabouts)
        space = session.execute(
            insert(Space).returning(col(Space.id)), {"site_id": site, "name": wanted}
        ).scalar_one()
        session.execute(insert(RoomSpace), {"room_id": room, "space_id": space})
        if part_of is not None:
            _join_to_larger(session, site, part_of, wanted, space)
    record(session, clock, by=by, verb="room.added", code=code, capacity=capacity)
    mark_public_change(session)
    return code


def _insert_room(
    session: Session, site: int, name: str, capacity: int | None, whereabouts: str
) -> tuple[int, str]:
    code = new_code(session, kind="room")
    position = session.scalar(
        select(col(Room.position)).order_by(col(Room.position).desc()).limit(1)
    )
    room = session.execute(
        insert(Room).returning(col(Room.id)),
        {
            "site_id": site,
            "code": code,
            "name": name,
            "name_key": f"{site} {fold(name)}",
            "capacity": capacity,
            "whereabouts": clean_line(whereabouts),
            "position": (position or 0) + 1,
            "is_active": True,
        },
    ).scalar_one()
    return room, code


def _join_to_larger(session: Session, site: int, larger: str, name: str, space: int) -> None:
    """Make a new space part of a larger room, which then holds it in all its bookings too."""
    if fold(larger) == fold(name):
        raise BadInput("A room can't be part of itself.")
    whole = session.scalar(
        select(col(Room.id)).where(
            (col(Room.name_key) == f"{site} {fold(larger)}") | (col(Room.code) == tidy_code(larger))
        )
    )
    if whole is None:
        whole, _ = _insert_room(session, site, clean_line(larger), None, "")
    session.execute(insert(RoomSpace), {"room_id": whole, "space_id": space})
    held = session.execute(
        select(
            col(Booking.id),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.setup_minutes),
            col(Booking.tidy_minutes),
        ).where(
            col(Booking.room_id) == whole,
            col(Booking.status).in_(("confirmed", "provisional")),
        )
    ).all()
    rows = []
    for booking, starts, ends, setup, tidy in held:
        begin, end = held_stretch(starts, ends, setup, tidy)
        rows.append({"space_id": space, "starts_at": begin, "ends_at": end, "booking_id": booking})
    if rows:
        session.execute(insert(Occupancy), rows)
