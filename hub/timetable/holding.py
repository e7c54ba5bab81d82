"""What a booking holds beside its room: how the room is set up, and what is lent with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import NotFound
from hub.store.codes import tidy_code
from hub.store.site import site_id
from hub.store.tables import Equipment, Room, RoomLayout
from hub.timetable.rooms import FoundRoom
from hub.views.words import clean_line, fold


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held, in the order in which spaces are locked and written."""

    spaces: tuple[int, ...]
    """The room's own and those of the equipment."""
    setup_minutes: int
    tidy_minutes: int
    capacity: int | None
    """How many fit, set up like this; None where nobody has said."""
    layout_id: int | None = None
    layout: str = ""
    equipment_ids: tuple[int, ...] = ()
    equipment: tuple[str, ...] = ()


def what_is_held(
    session: Session,
    room: FoundRoom,
    *,
    layout: str = "",
    equipment: Sequence[str] = (),
    setup_minutes: int | None = None,
    tidy_minutes: int | None = None,
) -> Holding:
    """A room with a layout and equipment, by name or code. At most two statements, none for a bare
    room.

    Set-up and tidy-up times are those of the layout unless they are given. Raises NotFound, with
    what there is.
    """
    before, after, capacity = 0, 0, room.capacity
    layout_id, layout_name = None, ""
    if layout.strip():
        layout_id, layout_name, most, before, after = _find_layout(session, room, layout)
        capacity = most if most is not None else capacity
    things = _find_equipment(session, room, equipment) if equipment else []
    return Holding(
        spaces=tuple(sorted({*room.spaces, *(space for _, _, space in things)})),
        setup_minutes=before if setup_minutes is None else setup_minutes,
        tidy_minutes=after if tidy_minutes is None else tidy_minutes,
        capacity=capacity,
        layout_id=layout_id,
        layout=layout_name,
        equipment_ids=tuple(number for number, _, _ in things),
        equipment=tuple(name for _, name, _ in things),
    )


def _find_layout(
    session: Session, room: FoundRoom, typed: str
) -> tuple[int, str, int | None, int, int]:
    rows = session.execute(
        select(
            col(RoomLayout.id),
            col(RoomLayout.name),
            col(RoomLayout.capacity),
            col(RoomLayout.setup_minutes),
            col(RoomLayout.tidy_minutes),
        )
        .where(col(RoomLayout.room_id) == room.id, col(RoomLayout.is_active))
        .order_by(col(RoomLayout.id))
    ).all()
    for number, name, capacity, before, after in rows:
        if fold(name) == fold(typed):
            return number, name, capacity, before, after
    names = ", ".join(row[1] for row in rows)
    raise NotFound(
        f"{room.name} has no layout called {clean_line(typed)!r}.",
        hint=f"There are: {names}."
        if names
        else "It has none: leave that out, or choose another room.",
    )


def _find_equipment(
    session: Session, room: FoundRoom, typed: Sequence[str]
) -> list[tuple[int, str, int]]:
    site = site_id(session)
    rows = session.execute(
        select(
            col(Equipment.id),
            col(Equipment.name),
            col(Equipment.space_id),
            col(Equipment.code),
            col(Equipment.room_id),
            col(Room.name),
        )
        .outerjoin(Room, col(Room.id) == col(Equipment.room_id))
        .where(col(Equipment.site_id) == site, col(Equipment.is_active))
        .order_by(col(Equipment.id))
    ).all()
    found: dict[int, tuple[int, str, int]] = {}
    for words in typed:
        mine = [row for row in rows if fold(row[1]) == fold(words) or row[3] == tidy_code(words)]
        if not mine:
            names = ", ".join(row[1] for row in rows)
            raise NotFound(
                f"There is no {clean_line(words)!r} to lend.",
                hint=f"There are: {names}." if names else "Add it with: hub room kit add",
            )
        number, name, space, _, stays_in, where = mine[0]
        if stays_in is not None and stays_in != room.id:
            raise NotFound(f"The {name} can't leave {where}.", hint=f"Book {where}, or leave it.")
        found[number] = (number, name, space)
    return list(found.values())
