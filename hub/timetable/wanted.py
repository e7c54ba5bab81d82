"""Getting a place for a booking: what speaks against it, what lapsed there, and who has it.

The guard in the database decides. A place that is refused is looked at once more, for a
provisional booking past its time; so booking costs nothing more where nothing is in the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import NeedsAnyway
from hub.store.engine import Store
from hub.store.guard import is_occupied
from hub.store.tables import Booking, Occupancy
from hub.timetable.booked import booking_in
from hub.timetable.clashes import explain_clash
from hub.timetable.holding import Holding, what_is_held
from hub.timetable.obstacles import obstacles, too_small
from hub.timetable.occupancy import held_stretch, lock_spaces
from hub.timetable.provisional import lapsed_in_the_way, release_lapsed
from hub.timetable.rooms import FoundRoom, find_room
from hub.views.groups import Obstacle

Result = TypeVar("Result")

_ONLY_MENTIONED = (Obstacle.BANK_HOLIDAY, Obstacle.BOOKING)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that somebody wants. Instants in UTC, set-up and tidy-up apart."""

    room: str
    starts: datetime
    ends: datetime
    setup_minutes: int | None = None
    """None: that of the layout."""
    tidy_minutes: int | None = None
    layout: str = ""
    equipment: tuple[str, ...] = ()
    moving: str | None = None
    """The code of the booking that is moved: never in its own way."""

    def held(self, session: Session) -> Holding:
        """Which spaces that would take. Raises NotFound."""
        return what_is_held(
            session,
            find_room(session, self.room),
            layout=self.layout,
            equipment=self.equipment,
            setup_minutes=self.setup_minutes,
            tidy_minutes=self.tidy_minutes,
        )

    def stretch(self, holding: Holding) -> tuple[datetime, datetime]:
        return held_stretch(self.starts, self.ends, holding.setup_minutes, holding.tidy_minutes)


def take_place(
    store: Store, clock: Clock, work: Callable[[Session], Result], wanted: Wanted
) -> Result:
    """Run `work`, which takes the place; where the guard refuses, let go of what lapsed there and
    run it once more. Raises Clash with who has the place, and what is free.
    """
    try:
        return store.transact(work)
    except DBAPIError as error:
        if not is_occupied(error):
            raise
    with store.read() as session:
        holding = wanted.held(session)
        starts, ends = wanted.stretch(holding)
        found = lapsed_in_the_way(session, clock, spaces=holding.spaces, starts=starts, ends=ends)

    def again(session: Session) -> Result:
        # All locks that `work` will want, before anything is written: who lets go of a booking
        # writes what everybody writes last, and must not wait for anybody after that.
        own = _held_by(session, wanted.moving) if wanted.moving else []
        lock_spaces(session, {*holding.spaces, *own})
        release_lapsed(session, clock, spaces=holding.spaces, starts=starts, ends=ends)
        return work(session)

    if found:
        try:
            return store.transact(again)
        except DBAPIError as error:
            if not is_occupied(error):
                raise
    raise explain_clash(
        store,
        clock,
        room=wanted.room,
        starts=wanted.starts,
        ends=wanted.ends,
        setup_minutes=holding.setup_minutes,
        tidy_minutes=holding.tidy_minutes,
        moving=wanted.moving,
        equipment=holding.equipment_ids,
    )


def _held_by(session: Session, code: str) -> list[int]:
    return list(
        session.scalars(
            select(col(Occupancy.space_id))
            .join(Booking, col(Booking.id) == col(Occupancy.booking_id))
            .where(col(Booking.code) == code)
            .distinct()
        )
    )


def check_obstacles(
    session: Session,
    clock: Clock,
    room: FoundRoom,
    starts: datetime,
    ends: datetime,
    people: int | None,
    capacity: int | None,
    *,
    held: tuple[datetime, datetime],
    booking: int | None = None,
) -> None:
    """Raises BadInput where a closure, the opening hours or the room's size speak against it.
    `held` is the same stretch with set-up and tidy-up; `booking` is the one that is moved, which
    may be kept inside a closure.
    """
    (found,) = obstacles(
        session,
        clock,
        room=room,
        stretches=[(starts, ends)],
        people=people,
        capacity=capacity,
        bookings=() if booking is None else [booking],
        held=[held],
    )
    hard = [one for one in found if one.kind not in _ONLY_MENTIONED]
    if hard:
        raise NeedsAnyway(
            f"{'. '.join(one.words for one in hard)}.",
            hint="Choose another time or room. To do it all the same, add: --anyway",
        )


def check_size(room: FoundRoom, people: int, capacity: int | None) -> None:
    """Raises NeedsAnyway where more people are expected than fit."""
    for one in too_small(room, people, capacity):
        raise NeedsAnyway(
            f"{one.words}.", hint="Move it to a larger room. To keep it here all the same: --anyway"
        )


def worth_knowing(store: Store, clock: Clock, *, code: str) -> tuple[str, ...]:
    """What a booking should be made aware of though it refuses nothing: "Christmas Day"."""
    with store.read() as session:
        one = booking_in(session, clock, code=code)
        room = find_room(session, one.room)
        (found,) = obstacles(session, clock, room=room, stretches=[(one.starts, one.ends)])
    return tuple(each.words for each in found if each.kind is Obstacle.BANK_HOLIDAY)
