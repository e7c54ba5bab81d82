"""Places in a session: by first name or number only, a waiting list that moves up, and never one
place for two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import Booking, Group, GroupSession, HeadCount, SignUp
from hub.timetable.booked import (
    booking_in,
    equipment_of,
    hold_still,
    id_of,
    label_for,
    live_booking,
    row_id,
)
from hub.timetable.places import capacity_of_session
from hub.timetable.telling import tell_of_place, told_in
from hub.timetable.undoing import booking_scopes
from hub.timetable.uses import LIVE
from hub.views.bookings import BookingView
from hub.views.sessions import PlaceView, SessionDetails
from hub.views.words import clean_line

LONGEST_NAME = 40
_LONGEST_PHONE = 30
_NOT_A_NAME = re.compile(r"@|www\.|://|\.(com|org|net|co|uk)\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d ()/.-]{3,}")


def sign_up(
    store: Store, clock: Clock, *, code: str, name: str, phone: str = "", by: str | None = None
) -> PlaceView:
    """Give somebody a place in a session, or a turn on its waiting list where it is full.

    `name` is a first name or a number, `phone` only for those who wish to be told of a change.
    Raises NotFound, and BadInput for a session that is off or over.
    """
    who, number = _name(name), _phone(phone)

    def work(session: Session) -> tuple[str, int]:
        booking = hold_still(session, code)
        old = live_booking(session, clock, code, "signed up for")
        _check_not_over(clock, old)
        capacity, taken = _room_left(session, booking)
        is_waiting = capacity is not None and taken >= capacity
        word = "on the waiting list of" if is_waiting else "a place in"
        with undoable(
            session,
            clock,
            by=by,
            verb="place.taken",
            code=old.code,
            label=f"Gave {who} {word} {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            made = session.execute(
                insert(table_of(SignUp)).returning(table_of(SignUp).c.id),
                {
                    "booking_id": booking,
                    "name": who,
                    "phone": number,
                    "is_waiting": is_waiting,
                    "signed_at": clock.utc_now(),
                },
            ).scalar_one()
        record(session, clock, by=by, verb="place.taken", code=old.code, waiting=is_waiting)
        return old.code, made

    known, made = store.transact(work)
    with store.read() as session:
        return next(one for one in _places(session, id_of(session, known)) if one.number == made)


def give_up_place(
    store: Store, clock: Clock, *, code: str, number: int, by: str | None = None
) -> PlaceView | None:
    """Take a sign-up back. Who was next on the waiting list moves up, is put on the list of those
    to tell if they left a phone, and is given back; None where nobody moved up.
    """

    def work(session: Session) -> int | None:
        booking = hold_still(session, code)
        old = booking_in(session, clock, code=code)
        row = session.execute(
            select(col(SignUp.name), col(SignUp.is_waiting)).where(
                col(SignUp.id) == row_id(number), col(SignUp.booking_id) == booking
            )
        ).first()
        if row is None:
            raise NotFound(
                f"Nobody in {old.title} has the number {number}.",
                hint=f"See: hub session show {old.code}",
            )
        with undoable(
            session,
            clock,
            by=by,
            verb="place.given-up",
            code=old.code,
            label=f"Took {row[0]} off {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            session.execute(delete(SignUp).where(col(SignUp.id) == number))
            moved = move_up(session, clock, [booking])
        record(session, clock, by=by, verb="place.given-up", code=old.code, waiting=row[1])
        return moved[0] if moved else None

    moved = store.transact(work)
    if moved is None:
        return None
    with store.read() as session:
        places = _places(session, id_of(session, code))
    return next((one for one in places if one.number == moved), None)


def move_up(session: Session, clock: Clock, booking_ids: Sequence[int]) -> list[int]:
    """Give the places that are free to those who wait, in their order; the ids that moved up. Never
    in a session that is off.

    Call it inside the `undoable` of a change that frees places. A constant number of statements.
    """
    rows = session.execute(
        select(
            col(SignUp.id),
            col(SignUp.booking_id),
            col(SignUp.name),
            col(SignUp.phone),
            col(SignUp.is_waiting),
            capacity_of_session(),
            col(Booking.ends_at),
        )
        .join(Booking, col(Booking.id) == col(SignUp.booking_id))
        .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
        .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
        .where(col(SignUp.booking_id).in_(booking_ids), col(Booking.status).in_(LIVE))
        .order_by(col(SignUp.id))
    ).all()
    taken: dict[int, int] = {}
    for row in rows:
        taken[row[1]] = taken.get(row[1], 0) + (not row[4])
    moved = []
    for number, booking, name, phone, is_waiting, capacity, ends in rows:
        if (
            is_waiting
            and ends > clock.utc_now()
            and (capacity is None or taken[booking] < capacity)
        ):
            taken[booking] += 1
            moved.append((number, booking, name, phone))
    if moved:
        session.execute(
            update(SignUp)
            .where(col(SignUp.id).in_([number for number, *_ in moved]))
            .values(is_waiting=False)
        )
        tell_of_place(session, clock, [(booking, name, phone) for _, booking, name, phone in moved])
    return [number for number, *_ in moved]


def session_details(store: Store, clock: Clock, *, code: str) -> SessionDetails:
    """A booking with its places, its head count and who must be told. Raises NotFound."""
    with store.read() as session:
        return details_in(session, clock, code=code)


def details_in(session: Session, clock: Clock, *, code: str) -> SessionDetails:
    """The same within the caller's transaction."""
    found = booking_in(session, clock, code=code)
    booking = id_of(session, found.code)
    capacity, _ = _room_left(session, booking)
    counted = session.execute(
        select(col(HeadCount.total), col(HeadCount.first_timers)).where(
            col(HeadCount.booking_id) == booking
        )
    ).first()
    total, first_timers = counted or (None, None)
    return SessionDetails(
        booking=replace(found, equipment=equipment_of(session, found.code)),
        capacity=capacity,
        places=_places(session, booking),
        head_count=total,
        first_timers=first_timers,
        to_tell=told_in(session, clock, code=found.code),
    )


def _room_left(session: Session, booking: int) -> tuple[int | None, int]:
    """Places of a session (None: as many as come), and how many are taken."""
    capacity = session.scalar(
        select(capacity_of_session())
        .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
        .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
        .where(col(Booking.id) == booking)
    )
    taken = session.scalar(
        select(func.count()).where(
            col(SignUp.booking_id) == booking, col(SignUp.is_waiting).is_(False)
        )
    )
    return capacity, taken or 0


def _places(session: Session, booking: int) -> tuple[PlaceView, ...]:
    rows = session.execute(
        select(col(SignUp.id), col(SignUp.name), col(SignUp.phone), col(SignUp.is_waiting))
        .where(col(SignUp.booking_id) == booking)
        .order_by(col(SignUp.is_waiting), col(SignUp.id))
    ).all()
    have = sum(not row[3] for row in rows)
    return tuple(
        PlaceView(number, name, phone, is_waiting, at - have if is_waiting else at)
        for at, (number, name, phone, is_waiting) in enumerate(rows, start=1)
    )


def _check_not_over(clock: Clock, one: BookingView) -> None:
    if one.ends <= clock.now():
        raise BadInput(f"{one.title} is over.", hint="Choose a session that is still to come.")


def _name(typed: str) -> str:
    words = clean_line(typed)
    if not words:
        raise BadInput("Give a first name, or a number.", hint="For example: Asha, or 12")
    if _NOT_A_NAME.search(words):
        raise BadInput(
            "That looks like an address. Only a first name or a number is kept.",
            hint="For example: Asha, or 12. A phone number goes in its own place.",
        )
    if len(words) > LONGEST_NAME:
        raise BadInput(
            f"A first name or number has at most {LONGEST_NAME} letters.", hint="For example: Asha"
        )
    return words


def _phone(typed: str) -> str:
    words = clean_line(typed)
    if words and (len(words) > _LONGEST_PHONE or not _PHONE.fullmatch(words)):
        raise BadInput(
            "That is not a phone number.", hint="For example: 01632 960100. Or leave it out."
        )
    return words
