"""What is lent with a room. Each thing is a space of its own, so that the guard in the database
lets nobody promise it twice. One that goes is only put away: bookings of the past had it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.codes import new_code, tidy_code
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import (
    Booking,
    BookingEquipment,
    Equipment,
    Group,
    GroupEquipment,
    Room,
    Space,
)
from hub.timetable.rooms import find_room
from hub.timetable.uses import refuse_in_use
from hub.views.rooms import EquipmentView
from hub.views.words import clean_line, fold

LONGEST_NAME = 100


def list_equipment(store: Store) -> tuple[EquipmentView, ...]:
    """Everything that is lent, by name."""
    with store.read() as session:
        rows = session.execute(
            select(col(Equipment.code), col(Equipment.name), col(Room.name))
            .outerjoin(Room, col(Room.id) == col(Equipment.room_id))
            .where(col(Equipment.is_active))
            .order_by(col(Equipment.name_key))
        ).all()
    return tuple(EquipmentView(code, name, room or "") for code, name, room in rows)


def add_equipment(
    store: Store,
    clock: Clock,
    *,
    name: str,
    room: str | None = None,
    by: str | None = None,
) -> EquipmentView:
    """Add one thing to lend; `room` is the one it can't leave. Two projectors are two things."""
    wanted = _checked_name(name)

    def work(session: Session) -> EquipmentView:
        site = site_id(session)
        found = find_room(session, room) if room else None
        key = f"{site} {fold(wanted)}"
        there = session.execute(
            select(
                col(Equipment.id),
                col(Equipment.code),
                col(Equipment.space_id),
                col(Equipment.is_active),
            ).where(col(Equipment.name_key) == key)
        ).first()
        if there is not None and there.is_active:
            raise BadInput(
                f"There is a {wanted} already.",
                hint=f'One more of them needs a name of its own: "{wanted} 2"',
            )
        stays_in = found.id if found else None
        code = there.code if there else new_code(session, kind="equipment")
        with undoable(
            session,
            clock,
            by=by,
            verb="equipment.added",
            code=code,
            label=f"Added {wanted}{f' to {found.name}' if found else ''}",
            scopes=[
                Scope(Equipment, col(Equipment.name_key) == key),
                Scope(Space, col(Space.name) == wanted),
            ],
        ):
            if there is not None:
                session.execute(
                    update(Equipment)
                    .where(col(Equipment.id) == there.id)
                    .values(name=wanted, room_id=stays_in, is_active=True)
                )
            else:
                space = session.execute(
                    insert(Space).returning(col(Space.id)), {"site_id": site, "name": wanted}
                ).scalar_one()
                session.execute(
                    insert(Equipment),
                    {
                        "site_id": site,
                        "code": code,
                        "name": wanted,
                        "name_key": key,
                        "space_id": space,
                        "room_id": stays_in,
                        "is_active": True,
                    },
                )
        record(
            session,
            clock,
            by=by,
            verb="equipment.added",
            code=code,
            room=found.name if found else None,
        )
        return EquipmentView(code, wanted, found.name if found else "")

    return store.transact(work)


def change_equipment(
    store: Store,
    clock: Clock,
    *,
    thing: str,
    name: str | None = None,
    room: str | None = None,
    by: str | None = None,
) -> EquipmentView:
    """Change a thing's name, or the room that it can't leave; None leaves it as it is.

    An empty room lets it go anywhere. Refused while something to come wants it in another room.
    """
    wanted = _checked_name(name) if name is not None else None

    def work(session: Session) -> EquipmentView:
        there = _find_thing(session, thing)
        home = there[3] or ""
        values: dict[str, Any] = {}
        if wanted is not None and wanted != there[2]:
            key = f"{site_id(session)} {fold(wanted)}"
            _refuse_taken(session, there[0], wanted, key)
            values |= {"name": wanted, "name_key": key}
        if room == "" and home:
            values["room_id"], home = None, ""
        elif room:
            found = find_room(session, room)
            if found.name != home:
                bookings, groups = _wanting(there[0])
                refuse_in_use(
                    session,
                    clock,
                    what=f"Outside {found.name}, the {there[2]}",
                    bookings=bookings & (col(Booking.room_id) != found.id),
                    groups=groups & (col(Group.room_id) != found.id),
                )
                values["room_id"], home = found.id, found.name
        if values:
            mine = col(Equipment.id) == there[0]
            space = col(Space.id) == there[4]
            with undoable(
                session,
                clock,
                by=by,
                verb="equipment.changed",
                code=there[1],
                label=f"Changed {there[2]}",
                scopes=[Scope(Equipment, mine), Scope(Space, space)],
            ):
                session.execute(update(Equipment).where(mine).values(values))
                if "name" in values:
                    session.execute(update(Space).where(space).values(name=wanted))
            said = [word for word, key in (("name", "name"), ("room", "room_id")) if key in values]
            what = ", ".join(said)
            record(session, clock, by=by, verb="equipment.changed", code=there[1], what=what)
        return EquipmentView(there[1], values.get("name", there[2]), home)

    return store.transact(work)


def remove_equipment(
    store: Store, clock: Clock, *, name: str, by: str | None = None
) -> EquipmentView:
    """Take a thing out of use, by name or code. Refused while something to come wants it."""

    def work(session: Session) -> EquipmentView:
        there = _find_thing(session, name)
        bookings, groups = _wanting(there[0])
        refuse_in_use(session, clock, what=f"The {there[2]}", bookings=bookings, groups=groups)
        mine = col(Equipment.id) == there[0]
        with undoable(
            session,
            clock,
            by=by,
            verb="equipment.removed",
            code=there[1],
            label=f"Removed {there[2]}",
            scopes=[Scope(Equipment, mine)],
        ):
            session.execute(update(Equipment).where(mine).values(is_active=False))
        record(session, clock, by=by, verb="equipment.removed", code=there[1])
        return EquipmentView(there[1], there[2], there[3] or "")

    return store.transact(work)


def _find_thing(session: Session, typed: str) -> Any:
    """By name or code: id, code, name, the name of its room, its space. Raises NotFound."""
    rows = session.execute(
        select(
            col(Equipment.id),
            col(Equipment.code),
            col(Equipment.name),
            col(Room.name),
            col(Equipment.space_id),
        )
        .outerjoin(Room, col(Room.id) == col(Equipment.room_id))
        .where(col(Equipment.is_active))
        .order_by(col(Equipment.name_key))
    ).all()
    there = next(
        (row for row in rows if fold(row[2]) == fold(typed) or row[1] == tidy_code(typed)), None
    )
    if there is None:
        names = ", ".join(row[2] for row in rows)
        raise NotFound(
            f"There is no {clean_line(typed)!r} to lend.",
            hint=f"There are: {names}." if names else "There is none yet.",
        )
    return there


def _wanting(thing: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Which bookings and which groups ask for it."""
    booked = select(col(BookingEquipment.booking_id)).where(
        col(BookingEquipment.equipment_id) == thing
    )
    wished = select(col(GroupEquipment.group_id)).where(col(GroupEquipment.equipment_id) == thing)
    return col(Booking.id).in_(booked), col(Group.id).in_(wished)


def _refuse_taken(session: Session, thing: int, name: str, key: str) -> None:
    other = session.execute(
        select(col(Equipment.id), col(Equipment.is_active)).where(col(Equipment.name_key) == key)
    ).first()
    if other is None or other.id == thing:
        return
    if other.is_active:
        raise BadInput(f"There is a {name} already.", hint=f'For example: "{name} 2"')
    # Bookings of the past had that one: its name stays with it.
    raise BadInput(
        f"There was a {name} before.", hint="Choose another name, or add that one again."
    )


def _checked_name(name: str) -> str:
    wanted = clean_line(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise BadInput(f"Equipment needs a name of 1 to {LONGEST_NAME} letters.")
    return wanted
