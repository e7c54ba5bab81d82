"""What can be asked for with a room: the things to lend, and the ways to set rooms up."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from hub.store.engine import Store
from hub.store.tables import Equipment, Room, RoomLayout
from hub.views.rooms import Askable


def what_to_ask_for(store: Store) -> Askable:
    """Names of equipment and layouts in use. Two statements."""
    with store.read() as session:
        kit = session.scalars(
            select(col(Equipment.name))
            .where(col(Equipment.is_active))
            .order_by(col(Equipment.name), col(Equipment.id))
        ).all()
        layouts = session.scalars(
            select(col(RoomLayout.name))
            .join(Room, col(Room.id) == col(RoomLayout.room_id))
            .where(col(RoomLayout.is_active), col(Room.is_active))
            .order_by(col(RoomLayout.name))
        ).all()
    return Askable(tuple(kit), tuple(dict.fromkeys(layouts)))
