"""Rooms and the spaces they are made of: finding by name, listing, adding."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, cast, func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, tidy_code
from hub.store.core import run
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import (
    Room,
    RoomSpace,
    RoomSpot,
    Site,
    SiteMark,
    Space,
)
from hub.timetable.joining import join_spaces, joining_scopes, wholes_of
from hub.views.floor import Spot
from hub.views.place import RoomView
from hub.views.words import clean_line, fold

LONGEST_NAME = 100
LONGEST_WHEREABOUTS = 300


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
            col(RoomSpot.floor),
            col(RoomSpot.across),
            col(RoomSpot.down),
            col(RoomSpot.width),
            col(RoomSpot.height),
        )
        .join(RoomSpace, col(RoomSpace.room_id) == col(Room.id))
        .join(Space, col(Space.id) == col(RoomSpace.space_id))
        .outerjoin(RoomSpot, col(RoomSpot.room_id) == col(Room.id))
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
            spot=Spot(*firsts[room][7:]) if firsts[room][7] is not None else None,
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
    wanted = checked_name(name)
    check_capacity(capacity, what="A room")
    there = session.execute(
        select(col(Room.id), col(Room.code), col(Room.capacity)).where(
            col(Room.name_key) == f"{site} {fold(wanted)}"
        )
    ).first()
    larger = _larger(session, site, part_of, wanted) if part_of is not None else None
    wholes = wholes_of(session, larger[0]) if larger else ()
    with undoable(
        session,
        clock,
        by=by,
        verb="room.added",
        label=f"Added {wanted}",
        scopes=[*room_scopes(site), *(joining_scopes(clock, wholes) if wholes else ())],
    ) as touched:
        if there is not None:
            own = session.scalar(
                select(col(Space.id))
                .join(RoomSpace, col(RoomSpace.space_id) == col(Space.id))
                .where(col(RoomSpace.room_id) == there[0], col(Space.name) == wanted)
            )
            if own is not None or there[2] is not None or part_of is not None:
                raise BadInput(
                    f"There is a room called {wanted} already.", hint="See: hub room list"
                )
            session.execute(
                update(Room)
                .where(col(Room.id) == there[0])
                .values(capacity=capacity, whereabouts=checked_words(whereabouts))
            )
            code = str(there[1])
        else:
            room, code = _insert_room(session, site, wanted, capacity, whereabouts)
            space = session.execute(
                insert(Space).returning(col(Space.id)), {"site_id": site, "name": wanted}
            ).scalar_one()
            session.execute(insert(RoomSpace), {"room_id": room, "space_id": space})
            if part_of is not None:
                if larger is None:
                    whole_name = checked_name(part_of)
                    wholes = (_insert_room(session, site, whole_name, None, "")[0],)
                    larger = (wholes[0], whole_name)
                join_spaces(
                    session, clock, wholes=wholes, spaces=[space], part=wanted, whole=larger[1]
                )
        touched.code = code
    record(session, clock, by=by, verb="room.added", code=code, capacity=capacity)
    mark_public_change(session)
    return code


def check_capacity(capacity: int | None, *, what: str) -> None:
    """Raise BadInput for a number of people that nothing can hold."""
    if capacity is not None and not 1 <= capacity <= 100_000:
        raise BadInput(f"{what} can't hold {capacity} people.", hint="Give a number from 1.")


def checked_name(name: str) -> str:
    """A name that a room can have. Raises BadInput."""
    wanted = clean_line(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise BadInput(f"A room needs a name of 1 to {LONGEST_NAME} letters.")
    return wanted


def checked_words(whereabouts: str) -> str:
    """How to find a room, in words. Raises BadInput."""
    words = clean_line(whereabouts)
    if len(words) > LONGEST_WHEREABOUTS:
        raise BadInput(f"How to find a room takes at most {LONGEST_WHEREABOUTS} letters.")
    return words


def room_scopes(site: int) -> list[Scope]:
    """Rooms are few: all of them, so that new ones are among them."""
    rooms = select(col(Room.id)).where(col(Room.site_id) == site)
    return [
        Scope(Room, col(Room.site_id) == site),
        Scope(Space, col(Space.site_id) == site),
        Scope(RoomSpace, col(RoomSpace.room_id).in_(rooms)),
        Scope(RoomSpot, col(RoomSpot.room_id).in_(rooms)),
        Scope(SiteMark, col(SiteMark.site_id) == site),
    ]


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
            "whereabouts": checked_words(whereabouts),
            "position": (position or 0) + 1,
            "is_active": True,
        },
    ).scalar_one()
    return room, code


def _larger(session: Session, site: int, larger: str, name: str) -> tuple[int, str] | None:
    """The larger room that a new one is to be part of, if it is there yet."""
    if fold(larger) == fold(name):
        raise BadInput("A room can't be part of itself.")
    row = session.execute(
        select(col(Room.id), col(Room.name)).where(
            (col(Room.name_key) == f"{site} {fold(larger)}")
            | (col(Room.code) == tidy_code(larger)),
            col(Room.is_active),
        )
    ).first()
    return (row[0], row[1]) if row else None
