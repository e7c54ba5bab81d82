"""Which rooms would do for a meeting if they were free: large enough, set up so, with the kit.

Leaves when they are free, and which is best, to `hub.timetable.finding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import NotFound
from hub.store.codes import tidy_code
from hub.store.tables import Equipment, Room, RoomLayout
from hub.timetable.occupancy import spaces_by_room
from hub.views.words import clean_line, fold

UNKNOWN = 10**6
"""What a room counts as whose capacity nobody has said: it comes last."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One piece of equipment."""

    name: str
    space: int
    stays_in: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A room, set up in one way, that is large enough and can have what is wanted."""

    room: int
    name: str
    spaces: tuple[int, ...]
    capacity: int | None
    layout: str
    setup: timedelta
    tidy: timedelta
    kit: tuple[tuple[Thing, ...], ...]
    """For each thing that is wanted, those that would do, the room's own first."""
    position: int
    spoils: int
    """How many the largest room holds that can't be had meanwhile."""

    @property
    def has_own_kit(self) -> bool:
        """Whether everything that is wanted stays in the room anyway."""
        return all(things[0].stays_in == self.room for things in self.kit)


def candidates(
    session: Session, *, people: int | None, equipment: Sequence[str], layout: str
) -> list[Candidate]:
    """Rooms that would do if they were free. Four statements at most."""
    rooms = session.execute(
        select(col(Room.id), col(Room.name), col(Room.capacity), col(Room.position))
        .where(col(Room.is_active))
        .order_by(col(Room.position), col(Room.id))
    ).all()
    spaces = spaces_by_room(session)
    layouts: dict[int, list[tuple[str, int | None, int, int]]] = {}
    for row in session.execute(
        select(
            col(RoomLayout.room_id),
            col(RoomLayout.name),
            col(RoomLayout.capacity),
            col(RoomLayout.setup_minutes),
            col(RoomLayout.tidy_minutes),
        )
        .where(col(RoomLayout.is_active))
        .order_by(col(RoomLayout.id))
    ):
        layouts.setdefault(row[0], []).append((row[1], row[2], row[3], row[4]))
    if layout.strip() and not any(
        fold(way[0]) == fold(layout) for ways in layouts.values() for way in ways
    ):
        names = list(dict.fromkeys(way[0] for ways in layouts.values() for way in ways))
        raise NotFound(
            f"No room can be set up as {clean_line(layout)!r}.",
            hint=f"There are: {', '.join(names)}." if names else "Add it with: hub room layout add",
        )
    wanted = _wanted_kit(session, equipment)
    found = []
    for room, name, capacity, position in rooms:
        way = _way(layouts.get(room, []), capacity, people, layout)
        own = spaces.get(room, ())
        kit = tuple(
            tuple(
                sorted(
                    (one for one in things if one.stays_in in (None, room)),
                    key=lambda one: one.stays_in is None,
                )
            )
            for things in wanted
        )
        if way is None or not own or not all(kit):
            continue
        sharing = [
            other[2] or 0 for other in rooms if not set(own).isdisjoint(spaces.get(other[0], ()))
        ]
        found.append(
            Candidate(
                room,
                name,
                own,
                way[1],
                way[0],
                timedelta(minutes=way[2]),
                timedelta(minutes=way[3]),
                kit,
                position,
                max(sharing) or UNKNOWN,
            )
        )
    return found


def _way(
    layouts: Sequence[tuple[str, int | None, int, int]],
    capacity: int | None,
    people: int | None,
    layout: str,
) -> tuple[str, int | None, int, int] | None:
    """How to set a room up for so many: as it is asked, as it stands, or in the smallest way that
    fits."""
    if layout.strip():
        ways = [way for way in layouts if fold(way[0]) == fold(layout)]
        ways = [(way[0], way[1] if way[1] is not None else capacity, *way[2:]) for way in ways]
    else:
        ways = [("", capacity, 0, 0)]
    if people is None:
        return ways[0] if ways else None
    fits = [way for way in ways if way[1] is not None and way[1] >= people]
    if not fits and not layout.strip():
        fits = [way for way in layouts if way[1] is not None and way[1] >= people]
    return min(fits, key=lambda way: way[1] or 0, default=None)


def _wanted_kit(session: Session, equipment: Sequence[str]) -> list[list[Thing]]:
    """For each thing that is wanted, all that go by that name: "projector" is any projector."""
    if not equipment:
        return []
    rows = session.execute(
        select(
            col(Equipment.name),
            col(Equipment.code),
            col(Equipment.space_id),
            col(Equipment.room_id),
        )
        .where(col(Equipment.is_active))
        .order_by(col(Equipment.id))
    ).all()
    wanted = []
    for typed in equipment:
        words = fold(typed)
        mine = [
            Thing(name, space, room)
            for name, code, space, room in rows
            if fold(name) == words or fold(name).startswith(f"{words} ") or code == tidy_code(typed)
        ]
        if not mine or not words:
            names = ", ".join(row[0] for row in rows)
            raise NotFound(
                f"There is no {clean_line(typed)!r} to lend.",
                hint=f"There are: {names}." if names else "Add it with: hub room kit add",
            )
        wanted.append(mine)
    return wanted


def why_none(session: Session, people: int | None, layout: str) -> str:
    """Why no room would do, even if all were free."""
    most = max(
        (
            (capacity, name)
            for name, capacity in session.execute(
                select(col(Room.name), col(Room.capacity)).where(
                    col(Room.is_active), col(Room.capacity).is_not(None)
                )
            )
        ),
        default=None,
    )
    if people is None or most is None:
        return "No room can have all of that."
    as_set_up = f" set up as {clean_line(layout)}" if layout.strip() else ""
    return f"No room holds {people}{as_set_up}. The largest is {most[1]}, which holds {most[0]}."
