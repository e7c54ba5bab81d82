"""Where rooms and what else a visitor looks for lie on the plan of the building. Two rooms never
lie on one square, unless one is part of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import RoomSpot, SiteMark
from hub.timetable.rooms import find_room, room_scopes, rooms_in
from hub.views.floor import (
    LONGEST_FLOOR,
    SQUARES_ACROSS,
    SQUARES_DOWN,
    MarkKind,
    MarkView,
    Spot,
    floor_named,
)
from hub.views.place import RoomView
from hub.views.words import clean_line, fold

_MARKS = {
    MarkKind.HERE: '"You are here"',
    MarkKind.ENTRANCE: "the entrance",
    MarkKind.DESK: "the desk",
    MarkKind.TOILETS: "the toilets",
    MarkKind.ACCESSIBLE_TOILET: "the accessible toilet",
    MarkKind.LIFT: "the lift",
    MarkKind.STAIRS: "the stairs",
}


def list_marks(store: Store) -> tuple[MarkView, ...]:
    """What lies on the plan beside the rooms, in a fixed order."""
    with store.read() as session:
        return _marks_in(session)


def place_room(
    store: Store,
    clock: Clock,
    *,
    room: str,
    floor: str | None = None,
    at: tuple[int, int] | None = None,
    size: tuple[int, int] | None = None,
    by: str | None = None,
) -> RoomView:
    """Say where a room lies; what is not said stays as it was. Raises BadInput where it would lie
    off the grid or over another room."""

    def work(session: Session) -> RoomView:
        site = site_id(session)
        found = find_room(session, room)
        rooms = rooms_in(session)
        own = next(one for one in rooms if one.code == found.code)
        spot = _wanted_spot(own, rooms, floor, at, size)
        _refuse_overlap(own, spot, rooms)
        values = {
            "floor": spot.floor,
            "across": spot.across,
            "down": spot.down,
            "width": spot.width,
            "height": spot.height,
        }
        with undoable(
            session,
            clock,
            by=by,
            verb="room.changed",
            code=found.code,
            label=f"Put {found.name} on the plan",
            scopes=room_scopes(site),
        ):
            session.execute(delete(RoomSpot).where(col(RoomSpot.room_id) == found.id))
            session.execute(insert(RoomSpot), {"room_id": found.id, **values})
        if spot != own.spot:
            record(session, clock, by=by, verb="room.changed", code=found.code, what="plan")
            mark_public_change(session)
        return next(one for one in rooms_in(session) if one.code == found.code)

    return store.transact(work)


def unplace_room(store: Store, clock: Clock, *, room: str, by: str | None = None) -> RoomView:
    """Take a room off the plan; it stays a room. Raises BadInput where it isn't on it."""

    def work(session: Session) -> RoomView:
        site = site_id(session)
        found = find_room(session, room)
        own = next(one for one in rooms_in(session) if one.code == found.code)
        if own.spot is None:
            raise BadInput(f"{found.name} is not on the plan.", hint="See: hub room plan")
        with undoable(
            session,
            clock,
            by=by,
            verb="room.changed",
            code=found.code,
            label=f"Took {found.name} off the plan",
            scopes=room_scopes(site),
        ):
            session.execute(delete(RoomSpot).where(col(RoomSpot.room_id) == found.id))
        record(session, clock, by=by, verb="room.changed", code=found.code, what="plan")
        mark_public_change(session)
        return own

    return store.transact(work)


def mark_square(
    store: Store,
    clock: Clock,
    *,
    kind: MarkKind,
    at: tuple[int, int],
    floor: str | None = None,
    by: str | None = None,
) -> MarkView:
    """Say where the lift is, or the kiosk. There is one of each on a floor, and one "You are here"
    in the building: it moves. Without `floor` it is the only one that the plan has.
    """

    def work(session: Session) -> MarkView:
        site = site_id(session)
        marks = _marks_in(session)
        wanted = _floor(floor, [one.spot.floor for one in rooms_in(session) if one.spot], marks)
        spot = _on_grid(Spot(wanted, *at))
        moved = [
            one
            for one in marks
            if one.kind is kind and (_is_single(kind) or one.spot.floor == spot.floor)
        ]
        for other in marks:
            if other not in moved and other.spot == spot:
                raise BadInput(
                    f"That square has {_MARKS[other.kind]} already.",
                    hint="Give another square, or move that one first.",
                )
        with undoable(
            session,
            clock,
            by=by,
            verb="site.changed",
            label=f"Put {_MARKS[kind]} on the plan",
            scopes=room_scopes(site),
        ):
            _delete(session, site, moved)
            values = {"floor": spot.floor, "across": spot.across, "down": spot.down}
            session.execute(insert(SiteMark), {"site_id": site, "kind": kind.value, **values})
        if [one.spot for one in moved] != [spot]:
            record(session, clock, by=by, verb="site.changed", what="plan")
            mark_public_change(session)
        return MarkView(kind, spot)

    return store.transact(work)


def unmark(
    store: Store, clock: Clock, *, kind: MarkKind, floor: str | None = None, by: str | None = None
) -> tuple[MarkView, ...]:
    """Take something off the plan: on one floor, or on all of them. Answers with what is gone."""

    def work(session: Session) -> tuple[MarkView, ...]:
        site = site_id(session)
        name = _checked_floor(floor) if floor is not None else None
        gone = tuple(
            one
            for one in _marks_in(session)
            if one.kind is kind and (name is None or fold(one.spot.floor) == fold(name))
        )
        if not gone:
            where = f" of {name}" if name else ""
            raise NotFound(
                f"The plan{where} doesn't show {_MARKS[kind]}.", hint="See: hub room plan"
            )
        with undoable(
            session,
            clock,
            by=by,
            verb="site.changed",
            label=f"Took {_MARKS[kind]} off the plan",
            scopes=room_scopes(site),
        ):
            _delete(session, site, gone)
        record(session, clock, by=by, verb="site.changed", what="plan")
        mark_public_change(session)
        return gone

    return store.transact(work)


def _delete(session: Session, site: int, marks: Sequence[MarkView]) -> None:
    for one in marks:
        session.execute(
            delete(SiteMark).where(
                col(SiteMark.site_id) == site,
                col(SiteMark.kind) == one.kind.value,
                col(SiteMark.floor) == one.spot.floor,
            )
        )


def _marks_in(session: Session) -> tuple[MarkView, ...]:
    rows = session.execute(
        select(
            col(SiteMark.kind), col(SiteMark.floor), col(SiteMark.across), col(SiteMark.down)
        ).order_by(col(SiteMark.id))
    ).all()
    order = list(MarkKind)
    found = [MarkView(MarkKind(kind), Spot(*rest)) for kind, *rest in rows]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.spot.floor)))


def _is_single(kind: MarkKind) -> bool:
    return kind is MarkKind.HERE


def _wanted_spot(
    own: RoomView,
    rooms: Sequence[RoomView],
    floor: str | None,
    at: tuple[int, int] | None,
    size: tuple[int, int] | None,
) -> Spot:
    """Where the room is to lie: what is not said is what it was."""
    before = own.spot
    if before is None and (at is None or size is None):
        raise BadInput(
            f"{own.name} is not on the plan yet.",
            hint="Say where its first corner is and how large it is: --at 3,0 --size 6x4",
        )
    floors = [one.spot.floor for one in rooms if one.spot]
    was = before or Spot("", 0, 0)
    name = was.floor if floor is None and before is not None else _floor(floor, floors, ())
    across, down = at or (was.across, was.down)
    width, height = size or (was.width, was.height)
    return _on_grid(Spot(name, across, down, width, height))


def _floor(typed: str | None, rooms: Sequence[str], marks: Sequence[MarkView]) -> str:
    """The floor that is meant, spelled as it is on the plan already."""
    there = list(dict.fromkeys([*rooms, *(one.spot.floor for one in marks)]))
    if typed is None:
        if len(there) > 1:
            raise BadInput(
                "Which floor is it on?", hint=f"Say one of these: --floor {', '.join(there)}"
            )
        return there[0] if there else floor_named("ground")
    name = _checked_floor(typed)
    return next((one for one in there if fold(one) == fold(name)), name)


def _checked_floor(typed: str) -> str:
    name = floor_named(clean_line(typed))
    if not name or len(name) > LONGEST_FLOOR:
        raise BadInput(
            f"A floor needs a name of 1 to {LONGEST_FLOOR} letters.", hint="Write: --floor ground"
        )
    return name


def _on_grid(spot: Spot) -> Spot:
    fits = (
        spot.across >= 0
        and spot.down >= 0
        and spot.width >= 1
        and spot.height >= 1
        and spot.right <= SQUARES_ACROSS
        and spot.below <= SQUARES_DOWN
    )
    if not fits:
        raise BadInput(
            f"That lies off the plan: a floor is {SQUARES_ACROSS} squares across"
            f" and {SQUARES_DOWN} down.",
            hint=f"Squares are counted from 0: --at 0,0 is the top left,"
            f" {SQUARES_ACROSS - 1},{SQUARES_DOWN - 1} the bottom right.",
        )
    return spot


def _refuse_overlap(own: RoomView, spot: Spot, rooms: Sequence[RoomView]) -> None:
    mine = set(own.spaces)
    for other in rooms:
        if other.code == own.code or other.spot is None or not spot.meets(other.spot):
            continue
        theirs = set(other.spaces)
        if theirs < mine and spot.holds(other.spot):
            continue
        if mine < theirs and other.spot.holds(spot):
            continue
        if theirs < mine or mine < theirs:
            part, whole = (other, own) if theirs < mine else (own, other)
            raise BadInput(
                f"{part.name} is part of {whole.name}, and would lie only half inside it.",
                hint="Let it lie wholly inside, or wholly beside. See: hub room plan",
            )
        where = other.spot
        raise BadInput(
            f"{other.name} lies there already: {where.floor}, {squares_words(where)}.",
            hint="Give other squares, or move that one first. See: hub room plan",
        )


def squares_words(spot: Spot) -> str:
    """Squares 3 to 8 across, 0 to 3 down."""
    return f"squares {_span(spot.across, spot.right)} across, {_span(spot.down, spot.below)} down"


def _span(first: int, end: int) -> str:
    return f"{first}" if end == first + 1 else f"{first} to {end - 1}"
