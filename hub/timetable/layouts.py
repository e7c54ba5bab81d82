"""How a room can be set up: theatre for 60, tables for 30. One that goes is only put away, because
bookings of the past were set up like that.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select, true, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.engine import Store
from hub.store.tables import Booking, Group, Room, RoomLayout
from hub.timetable.rooms import FoundRoom, check_capacity, find_room
from hub.timetable.uses import refuse_in_use
from hub.views.rooms import LayoutView
from hub.views.words import clean_line, fold

LONGEST_NAME = 60


def list_layouts(store: Store, *, room: str | None = None) -> tuple[LayoutView, ...]:
    """How a room can be set up, or every room, in the order in which it was said.

    Raises NotFound for a room that isn't there.
    """
    with store.read() as session:
        mine = true() if room is None else col(RoomLayout.room_id) == find_room(session, room).id
        rows = session.execute(
            select(
                col(Room.name),
                col(RoomLayout.name),
                col(RoomLayout.capacity),
                col(RoomLayout.setup_minutes),
                col(RoomLayout.tidy_minutes),
            )
            .join(Room, col(Room.id) == col(RoomLayout.room_id))
            .where(mine, col(RoomLayout.is_active), col(Room.is_active))
            .order_by(col(Room.position), col(Room.id), col(RoomLayout.id))
        ).all()
    return tuple(LayoutView(*row) for row in rows)


def add_layout(
    store: Store,
    clock: Clock,
    *,
    room: str,
    name: str,
    capacity: int | None = None,
    setup_minutes: int = 0,
    tidy_minutes: int = 0,
    by: str | None = None,
) -> LayoutView:
    """Add a way to set a room up, with the minutes that it takes before and after a booking."""
    wanted = _checked_name(name)
    check_capacity(capacity, what="A layout")
    _check_minutes(setup_minutes, tidy_minutes)

    def work(session: Session) -> LayoutView:
        found = find_room(session, room)
        mine = (col(RoomLayout.room_id) == found.id) & (col(RoomLayout.name_key) == fold(wanted))
        there = session.execute(
            select(col(RoomLayout.id), col(RoomLayout.is_active)).where(mine)
        ).first()
        if there is not None and there.is_active:
            raise BadInput(
                f"{found.name} has a layout called {wanted} already.",
                hint=f'See: hub room layout list "{found.name}"',
            )
        values = {
            "name": wanted,
            "capacity": capacity,
            "setup_minutes": setup_minutes,
            "tidy_minutes": tidy_minutes,
            "is_active": True,
        }
        with undoable(
            session,
            clock,
            by=by,
            verb="layout.added",
            code=found.code,
            label=f"Added the layout {wanted} to {found.name}",
            scopes=[Scope(RoomLayout, mine)],
        ):
            if there is not None:
                session.execute(
                    update(RoomLayout).where(col(RoomLayout.id) == there.id).values(values)
                )
            else:
                session.execute(
                    insert(RoomLayout), {"room_id": found.id, "name_key": fold(wanted), **values}
                )
        record(
            session,
            clock,
            by=by,
            verb="layout.added",
            code=found.code,
            room=found.name,
            capacity=capacity,
        )
        return LayoutView(found.name, wanted, capacity, setup_minutes, tidy_minutes)

    return store.transact(work)


def change_layout(
    store: Store,
    clock: Clock,
    *,
    room: str,
    layout: str,
    name: str | None = None,
    capacity: int | None = None,
    setup_minutes: int | None = None,
    tidy_minutes: int | None = None,
    by: str | None = None,
) -> LayoutView:
    """Change what is said of a layout; None leaves it as it is, a capacity of 0 takes it away.

    What is booked already keeps the minutes that it was booked with.
    """
    wanted = _checked_name(name) if name is not None else None
    if capacity != 0:
        check_capacity(capacity, what="A layout")
    _check_minutes(setup_minutes or 0, tidy_minutes or 0)

    def work(session: Session) -> LayoutView:
        found, there = _find_layout(session, room, layout)
        values: dict[str, Any] = {}
        if wanted is not None and wanted != there.name:
            _refuse_taken(session, found, there.id, wanted)
            values |= {"name": wanted, "name_key": fold(wanted)}
        if capacity is not None and (capacity or None) != there.capacity:
            values["capacity"] = capacity or None
        if setup_minutes is not None and setup_minutes != there.setup_minutes:
            values["setup_minutes"] = setup_minutes
        if tidy_minutes is not None and tidy_minutes != there.tidy_minutes:
            values["tidy_minutes"] = tidy_minutes
        if values:
            mine = col(RoomLayout.id) == there.id
            with undoable(
                session,
                clock,
                by=by,
                verb="layout.changed",
                code=found.code,
                label=f"Changed the layout {there.name} of {found.name}",
                scopes=[Scope(RoomLayout, mine)],
            ):
                session.execute(update(RoomLayout).where(mine).values(values))
            record(
                session,
                clock,
                by=by,
                verb="layout.changed",
                code=found.code,
                room=found.name,
                what=", ".join(key for key in values if key != "name_key"),
            )
        return LayoutView(
            found.name,
            values.get("name", there.name),
            values.get("capacity", there.capacity),
            values.get("setup_minutes", there.setup_minutes),
            values.get("tidy_minutes", there.tidy_minutes),
        )

    return store.transact(work)


def remove_layout(
    store: Store, clock: Clock, *, room: str, name: str, by: str | None = None
) -> LayoutView:
    """Take a layout out of use. Refused while a booking or a group still to come wants it."""

    def work(session: Session) -> LayoutView:
        found, there = _find_layout(session, room, name)
        refuse_in_use(
            session,
            clock,
            what=f"The layout {there.name}",
            bookings=col(Booking.layout_id) == there.id,
            groups=col(Group.layout_id) == there.id,
        )
        mine = col(RoomLayout.id) == there.id
        with undoable(
            session,
            clock,
            by=by,
            verb="layout.removed",
            code=found.code,
            label=f"Removed the layout {there.name} from {found.name}",
            scopes=[Scope(RoomLayout, mine)],
        ):
            session.execute(update(RoomLayout).where(mine).values(is_active=False))
        record(session, clock, by=by, verb="layout.removed", code=found.code, room=found.name)
        return LayoutView(found.name, *there[1:])

    return store.transact(work)


def _find_layout(session: Session, room: str, typed: str) -> tuple[FoundRoom, Any]:
    """The room, and the row of its layout: id, name, capacity, minutes. Raises NotFound."""
    found = find_room(session, room)
    rows = session.execute(
        select(
            col(RoomLayout.id),
            col(RoomLayout.name),
            col(RoomLayout.capacity),
            col(RoomLayout.setup_minutes),
            col(RoomLayout.tidy_minutes),
        )
        .where(col(RoomLayout.room_id) == found.id, col(RoomLayout.is_active))
        .order_by(col(RoomLayout.id))
    ).all()
    there = next((row for row in rows if fold(row.name) == fold(typed)), None)
    if there is None:
        names = ", ".join(row.name for row in rows)
        raise NotFound(
            f"{found.name} has no layout called {clean_line(typed)!r}.",
            hint=f"There are: {names}." if names else "There are none.",
        )
    return found, there


def _refuse_taken(session: Session, found: FoundRoom, layout: int, name: str) -> None:
    other = session.execute(
        select(col(RoomLayout.id), col(RoomLayout.is_active)).where(
            col(RoomLayout.room_id) == found.id, col(RoomLayout.name_key) == fold(name)
        )
    ).first()
    if other is None or other.id == layout:
        return
    if other.is_active:
        raise BadInput(f"{found.name} has a layout called {name} already.")
    # Bookings of the past were set up like that one: its name stays with it.
    raise BadInput(
        f"{found.name} had a layout called {name} before.",
        hint="Choose another name, or add that one again.",
    )


def _checked_name(name: str) -> str:
    wanted = clean_line(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise BadInput(f"A layout needs a name of 1 to {LONGEST_NAME} letters.")
    return wanted


def _check_minutes(setup: int, tidy: int) -> None:
    if not (0 <= setup <= 24 * 60 and 0 <= tidy <= 24 * 60):
        raise BadInput("Setting up and tidying up take from 0 minutes to a day.")
