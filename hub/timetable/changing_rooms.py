"""Changing what is said of a room, making it part of a larger one, taking it out of use."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Booking, Equipment, Group, Room, RoomSpot, SlotWait, Space
from hub.timetable.joining import join_spaces, joining_scopes, wholes_of
from hub.timetable.occupancy import lock_spaces
from hub.timetable.rooms import (
    FoundRoom,
    check_capacity,
    checked_name,
    checked_words,
    find_room,
    list_rooms,
    room_scopes,
    rooms_in,
)
from hub.timetable.uses import refuse_in_use
from hub.views.place import RoomView
from hub.views.words import fold


def change_room(
    store: Store,
    clock: Clock,
    *,
    room: str,
    name: str | None = None,
    capacity: int | None = None,
    whereabouts: str | None = None,
    position: int | None = None,
    by: str | None = None,
) -> RoomView:
    """Change what is said of a room; None leaves it as it is.

    A capacity of 0 takes the number away. `position` is its place in the list, from 1.
    """
    if capacity != 0:
        check_capacity(capacity, what="A room")
    new_name = checked_name(name) if name is not None else None

    def work(session: Session) -> str:
        site = site_id(session)
        found = find_room(session, room)
        values: dict[str, Any] = {}
        if new_name is not None:
            _refuse_taken(session, site, new_name, found)
            values |= {"name": new_name, "name_key": f"{site} {fold(new_name)}"}
        if capacity is not None:
            values["capacity"] = capacity or None
        if whereabouts is not None:
            values["whereabouts"] = checked_words(whereabouts)
        with undoable(
            session,
            clock,
            by=by,
            verb="room.changed",
            code=found.code,
            label=f"Changed {found.name}",
            scopes=room_scopes(site),
        ):
            if values:
                session.execute(update(Room).where(col(Room.id) == found.id).values(values))
            if new_name is not None:
                session.execute(
                    update(Space)
                    .where(col(Space.id).in_(found.spaces), col(Space.name) == found.name)
                    .values(name=new_name)
                )
            if position is not None:
                _put_at(session, found.id, position)
        said: list[str] = [key for key in ("name", "capacity", "whereabouts") if key in values]
        said += ["position"] if position is not None else []
        if said:
            what = ", ".join(said)
            record(session, clock, by=by, verb="room.changed", code=found.code, what=what)
            mark_public_change(session)
        return found.code

    code = store.transact(work)
    return next(one for one in list_rooms(store) if one.code == code)


def join_room(
    store: Store, clock: Clock, *, room: str, part_of: str, by: str | None = None
) -> RoomView:
    """Make a room part of a larger one, so that neither can be had while the other is taken.

    Raises Clash where bookings of both to come are at one time.
    """

    def work(session: Session) -> str:
        site = site_id(session)
        part, whole = find_room(session, room), find_room(session, part_of)
        if part.id == whole.id:
            raise BadInput("A room can't be part of itself.")
        if set(whole.spaces) <= set(part.spaces):
            raise BadInput(f"{whole.name} is part of {part.name} already.")
        if set(part.spaces) <= set(whole.spaces):
            raise BadInput(f"{part.name} is part of {whole.name} already.")
        wholes = wholes_of(session, whole.id)
        with undoable(
            session,
            clock,
            by=by,
            verb="room.changed",
            code=part.code,
            label=f"Made {part.name} part of {whole.name}",
            scopes=[*room_scopes(site), *joining_scopes(clock, wholes)],
        ):
            join_spaces(
                session, clock, wholes=wholes, spaces=part.spaces, part=part.name, whole=whole.name
            )
        record(session, clock, by=by, verb="room.changed", code=part.code, what="part_of")
        mark_public_change(session)
        return part.code

    code = store.transact(work)
    return next(one for one in list_rooms(store) if one.code == code)


def remove_room(store: Store, clock: Clock, *, room: str, by: str | None = None) -> RoomView:
    """Take a room out of use. Refused while a booking, group or thing to come wants it.

    A larger room that it was part of keeps its space. Answers with the room as it was.
    """

    def work(session: Session) -> RoomView:
        site = site_id(session)
        found = find_room(session, room)
        view = next(one for one in rooms_in(session) if one.code == found.code)
        lock_spaces(session, found.spaces)
        refuse_in_use(
            session,
            clock,
            what=found.name,
            bookings=col(Booking.room_id) == found.id,
            groups=col(Group.room_id) == found.id,
        )
        _refuse_tied(session, clock, found)
        with undoable(
            session,
            clock,
            by=by,
            verb="room.changed",
            code=found.code,
            label=f"Removed {found.name}",
            scopes=room_scopes(site),
        ):
            # Its name is free for another room.
            session.execute(
                update(Room)
                .where(col(Room.id) == found.id)
                .values(is_active=False, name_key=f"{site} {fold(found.name)} ({found.code})")
            )
            session.execute(delete(RoomSpot).where(col(RoomSpot.room_id) == found.id))
        record(session, clock, by=by, verb="room.changed", code=found.code, what="removed")
        mark_public_change(session)
        return view

    return store.transact(work)


def _refuse_tied(session: Session, clock: Clock, found: FoundRoom) -> None:
    tied = session.scalar(
        select(col(Equipment.name))
        .where(col(Equipment.room_id) == found.id, col(Equipment.is_active))
        .limit(1)
    )
    if tied is not None:
        raise BadInput(
            f"The {tied} stays in {found.name}.",
            hint=f'Nothing was changed. Remove it first: hub room kit remove "{tied}"',
        )
    waits = session.scalar(
        select(func.count())
        .select_from(SlotWait)
        .where(col(SlotWait.room_id) == found.id, col(SlotWait.ends_at) > clock.utc_now())
    )
    if waits:
        raise BadInput(
            f"Somebody is waiting for {found.name}.",
            hint="Nothing was changed. Take them off the waiting list first.",
        )


def _refuse_taken(session: Session, site: int, name: str, found: FoundRoom) -> None:
    there = session.scalar(select(col(Room.id)).where(col(Room.name_key) == f"{site} {fold(name)}"))
    if there is not None and there != found.id:
        raise BadInput(f"There is a room called {name} already.", hint="See: hub room list")


def _put_at(session: Session, room: int, position: int) -> None:
    others = list(
        session.scalars(
            select(col(Room.id))
            .where(col(Room.is_active), col(Room.id) != room)
            .order_by(col(Room.position), col(Room.id))
        )
    )
    others.insert(max(0, position - 1), room)
    session.execute(
        update(Room), [{"id": number, "position": place} for place, number in enumerate(others, 1)]
    )
