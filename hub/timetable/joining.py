"""Making one room part of a larger one: the larger then holds its spaces in every booking to come.

Refused in words where both have been promised to different people at the same time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import Clash
from hub.people.undo import Scope
from hub.store.tables import Booking, Occupancy, RoomSpace
from hub.timetable.occupancy import (
    Holder,
    held_between,
    held_stretch,
    holders,
    lock_spaces,
    spaces_by_room,
)
from hub.timetable.uses import LIVE
from hub.views.words import day_words_short, span_words

_NAMED = 3
_Row = dict[str, Any]


def wholes_of(session: Session, whole: int) -> tuple[int, ...]:
    """A room and every larger one that it is part of itself."""
    spaces = spaces_by_room(session)
    own = set(spaces.get(whole, ()))
    return tuple(
        sorted({whole, *(room for room, theirs in spaces.items() if own and own < set(theirs))})
    )


def joining_scopes(clock: Clock, wholes: Sequence[int]) -> list[Scope]:
    """What joining something to these rooms may touch."""
    coming = select(col(Booking.id)).where(
        col(Booking.room_id).in_(wholes),
        col(Booking.status).in_(LIVE),
        col(Booking.ends_at) > clock.utc_now(),
    )
    return [
        Scope(RoomSpace, col(RoomSpace.room_id).in_(wholes)),
        Scope(Occupancy, col(Occupancy.booking_id).in_(coming)),
    ]


def join_spaces(
    session: Session,
    clock: Clock,
    *,
    wholes: Sequence[int],
    spaces: Collection[int],
    part: str,
    whole: str,
) -> None:
    """Give these rooms the spaces, and hold them for the rooms' bookings to come.

    `part` and `whole` are the names to refuse with. Raises Clash.
    """
    known = spaces_by_room(session)
    missing = {room: sorted(set(spaces) - set(known.get(room, ()))) for room in wholes}
    lock_spaces(session, {*spaces, *(space for room in wholes for space in known.get(room, ()))})
    rows = [{"room_id": room, "space_id": space} for room, new in missing.items() for space in new]
    if rows:
        session.execute(insert(RoomSpace), rows)
    coming = session.execute(
        select(
            col(Booking.id),
            col(Booking.room_id),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.setup_minutes),
            col(Booking.tidy_minutes),
        ).where(
            col(Booking.room_id).in_(wholes),
            col(Booking.status).in_(LIVE),
            col(Booking.ends_at) > clock.utc_now(),
        )
    ).all()
    wanted: list[_Row] = []
    for booking, room, starts, ends, setup, tidy in coming:
        begin, end = held_stretch(starts, ends, setup, tidy)
        wanted += [
            {"space_id": space, "starts_at": begin, "ends_at": end, "booking_id": booking}
            for space in missing[room]
        ]
    if not wanted:
        return
    _refuse_clashes(session, clock, wanted, part, whole)
    wanted.sort(key=lambda row: (row["space_id"], row["starts_at"]))
    session.execute(insert(Occupancy), wanted)


def _refuse_clashes(
    session: Session, clock: Clock, wanted: list[_Row], part: str, whole: str
) -> None:
    pairs: list[tuple[int, int]] = []
    for one in held_between(
        session,
        starts=min(row["starts_at"] for row in wanted),
        ends=max(row["ends_at"] for row in wanted),
        spaces=sorted({row["space_id"] for row in wanted}),
    ):
        pairs += [
            (row["booking_id"], one.booking)
            for row in wanted
            if row["space_id"] == one.space
            and row["starts_at"] < one.ends
            and row["ends_at"] > one.starts
            and row["booking_id"] != one.booking
        ]
    if not pairs:
        return
    once = list(dict.fromkeys(pairs))
    named = holders(session, {number for pair in once for number in pair})
    said = [
        f"{_words(clock, named[first])} and {_words(clock, named[second])}"
        for first, second in once[:_NAMED]
    ]
    more = f"; and {len(once) - _NAMED} more" if len(once) > _NAMED else ""
    raise Clash(
        f"{part} can't become part of {whole}: both are taken at one time by {'; '.join(said)}"
        f"{more}.",
        with_what=said,
        hint="Nothing was changed. Move or cancel one of each first.",
    )


def _words(clock: Clock, one: Holder) -> str:
    begin, end = clock.local(one.starts), clock.local(one.ends)
    return f"{one.title}, {one.room}, {day_words_short(begin.date())} {span_words(begin, end)}"
