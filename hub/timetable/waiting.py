"""Who would take a room at a time if it came free: the waiting list of a slot. Private.

Whether the place is free is looked up, never stored, so it can't be out of date.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import Booking, Occupancy, Room, RoomSpace, SlotWait
from hub.timetable.booked import check_people, contact_of, label_of, row_id, stretch_of, title_of
from hub.timetable.provisional import is_lapsed
from hub.timetable.rooms import find_room
from hub.views.sessions import WaitView


def wait_for(
    store: Store,
    clock: Clock,
    *,
    room: str,
    starts: datetime,
    ends: datetime,
    title: str,
    people: int | None = None,
    contact: str = "",
    contact_phone: str = "",
    by: str | None = None,
) -> WaitView:
    """Keep somebody in mind for a room at a time that is taken. Raises BadInput where it is free:
    then they can have it.
    """
    begin, end = stretch_of(clock, starts, ends)
    words = title_of(title)
    check_people(people)
    if end <= clock.utc_now():
        raise BadInput("That time is over.", hint="Give a time that is still to come.")
    row = {
        "starts_at": begin,
        "ends_at": end,
        "title": words,
        "people": people,
        "contact": contact_of(contact, "A name"),
        "contact_phone": contact_of(contact_phone, "A phone number"),
        "asked_at": clock.utc_now(),
    }

    def work(session: Session) -> WaitView:
        found = find_room(session, room)
        label = label_of(clock, words, found.name, begin, end)
        with undoable(
            session, clock, by=by, verb="wait.added", label=f"Waits: {label}", scopes=()
        ) as touched:
            number = session.execute(
                insert(table_of(SlotWait)).returning(table_of(SlotWait).c.id),
                {**row, "room_id": found.id},
            ).scalar_one()
            touched.scopes.append(Scope(SlotWait, col(SlotWait.id) == number))
        (made,) = _waiting(session, clock, number=number)
        if made.is_free:
            raise BadInput(
                f"{found.name} is free then, so nobody has to wait.", hint="Book it: hub book"
            )
        record(
            session,
            clock,
            by=by,
            verb="wait.added",
            room=found.name,
            starts=begin.isoformat(),
            ends=end.isoformat(),
        )
        return made

    return store.transact(work)


def list_waiting(store: Store, clock: Clock) -> tuple[WaitView, ...]:
    """Who waits for a time that is not over, the soonest first. One statement."""
    with store.read() as session:
        return _waiting(session, clock)


def waiting_due(store: Store, clock: Clock) -> tuple[WaitView, ...]:
    """Those whose time is free now: somebody should ring them. `WaitView.words` says it."""
    return tuple(one for one in list_waiting(store, clock) if one.is_free)


def stop_waiting(store: Store, clock: Clock, *, number: int, by: str | None = None) -> WaitView:
    """Take somebody off the list: they have it, or no longer want it. Raises NotFound."""

    def work(session: Session) -> WaitView:
        found = _waiting(session, clock, number=row_id(number))
        if not found:
            raise NotFound(
                f"Nobody who waits has the number {number}.", hint="See: hub booking waiting"
            )
        one = found[0]
        with undoable(
            session,
            clock,
            by=by,
            verb="wait.removed",
            label=f"No longer waits: {label_of(clock, one.title, one.room, one.starts, one.ends)}",
            scopes=[Scope(SlotWait, col(SlotWait.id) == number)],
        ):
            session.execute(delete(SlotWait).where(col(SlotWait.id) == number))
        record(
            session,
            clock,
            by=by,
            verb="wait.removed",
            room=one.room,
            starts=one.starts.isoformat(),
            ends=one.ends.isoformat(),
        )
        return one

    return store.transact(work)


def _waiting(session: Session, clock: Clock, *, number: int | None = None) -> tuple[WaitView, ...]:
    # As the guard looks: rows of one space never overlap, so the nearest earlier one that still
    # counts ends last.
    nearest_end = (
        select(col(Occupancy.ends_at))
        .join(Booking, col(Booking.id) == col(Occupancy.booking_id))
        .where(
            col(Occupancy.space_id) == col(RoomSpace.space_id),
            col(Occupancy.starts_at) < col(SlotWait.ends_at),
            ~is_lapsed(clock) | col(Booking.lapses_at).is_(None),
        )
        .order_by(col(Occupancy.starts_at).desc())
        .limit(1)
        .correlate(RoomSpace, SlotWait)
        .scalar_subquery()
    )
    is_taken = exists(
        select(col(RoomSpace.space_id))
        .where(col(RoomSpace.room_id) == col(SlotWait.room_id), nearest_end > SlotWait.starts_at)
        .correlate(SlotWait)
    )
    query = (
        select(
            col(SlotWait.id),
            col(Room.name),
            col(SlotWait.starts_at),
            col(SlotWait.ends_at),
            col(SlotWait.title),
            col(SlotWait.contact),
            col(SlotWait.contact_phone),
            ~is_taken,
            col(SlotWait.people),
        )
        .join(Room, col(Room.id) == col(SlotWait.room_id))
        .order_by(col(SlotWait.starts_at), col(SlotWait.id))
    )
    query = (
        query.where(col(SlotWait.ends_at) > clock.utc_now())
        if number is None
        else query.where(col(SlotWait.id) == number)
    )
    return tuple(
        WaitView(
            one, room, clock.local(starts), clock.local(ends), title, who, phone, bool(free), n
        )
        for one, room, starts, ends, title, who, phone, free, n in session.execute(query)
    )
