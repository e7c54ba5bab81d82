"""How a room can be set up: theatre for 60, tables for 30. One that goes is only put away, because
bookings of the past were set up like that.
"""

from __future__ import annotations

from sqlalchemy import insert, select, true, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.engine import Store
from hub.store.tables import Booking, Group, Room, RoomLayout
from hub.timetable.rooms import check_capacity, find_room
from hub.timetable.uses import refuse_in_use
from hub.views.place import LayoutView
from hub.views.words import clean_line, fold

LONGEST_NAME = 60


def list_layouts(store: Store, *, room: str | None = None) -> tuple[LayoutView, ...]:
    """How a room can be set up, or every room, in the order in which it was said.

    Raises NotFound for a room that isn't there.
    """
    with store.read() as session:
        mine = col(RoomLayout.room_id) == find_room(session, room).id if room else true()
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
    wanted = clean_line(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise BadInput(f"A layout needs a name of 1 to {LONGEST_NAME} letters.")
    check_capacity(capacity, what="A layout")
    if not (0 <= setup_minutes <= 24 * 60 and 0 <= tidy_minutes <= 24 * 60):
        raise BadInput("Setting up and tidying up take from 0 minutes to a day.")

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


def remove_layout(
    store: Store, clock: Clock, *, room: str, name: str, by: str | None = None
) -> LayoutView:
    """Take a layout out of use. Refused while a booking or a group still to come wants it."""

    def work(session: Session) -> LayoutView:
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
        there = next((row for row in rows if fold(row.name) == fold(name)), None)
        if there is None:
            names = ", ".join(row.name for row in rows)
            raise NotFound(
                f"{found.name} has no layout called {clean_line(name)!r}.",
                hint=f"There are: {names}." if names else "There are none.",
            )
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
