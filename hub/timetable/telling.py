"""Who must be told when a session is cancelled, moved or let go, or has a place for them; ticked
off by hand. Nothing is sent.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, literal, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import Activity, Booking, Room, SignUp, ToTell
from hub.timetable.booked import id_of, row_id
from hub.timetable.uses import LIVE
from hub.views.sessions import TellView

_AT_ONCE = 5_000
_TELL = insert(table_of(ToTell))


def make_list(session: Session, clock: Clock, booking_ids: Sequence[int], why: str) -> None:
    """Put everybody on the list who must be told about these bookings: those who signed up, who
    booked it, whom to ask about the activity. A constant number of statements.

    Call it inside the `undoable` of the change. Who had not been told of an earlier change is
    told of this one instead. Nobody is told of what is over.
    """
    now = clock.utc_now()
    for start in range(0, len(booking_ids), _AT_ONCE):
        wanted = list(booking_ids[start : start + _AT_ONCE])
        coming = (col(Booking.id).in_(wanted), col(Booking.ends_at) > now)
        session.execute(
            delete(ToTell).where(
                col(ToTell.booking_id).in_(wanted),
                col(ToTell.told_at).is_(None),
                col(ToTell.why) != "place",
            )
        )
        signed = select(col(Booking.id), col(SignUp.name), col(SignUp.phone), literal(0)).join(
            SignUp, col(SignUp.booking_id) == col(Booking.id)
        )
        booked = select(
            col(Booking.id), col(Booking.contact), col(Booking.contact_phone), literal(1)
        ).where((col(Booking.contact) != "") | (col(Booking.contact_phone) != ""))
        asked = (
            select(col(Booking.id), col(Activity.contact), col(Activity.phone), literal(2))
            .join(Activity, col(Activity.id) == col(Booking.activity_id))
            .where((col(Activity.contact) != "") | (col(Activity.phone) != ""))
        )
        found = [
            row
            for query in (signed, booked, asked)
            for row in session.execute(query.where(*coming))
        ]
        nameless = ("", "Who booked it", "Whom to ask about it")
        rows = [
            {
                "booking_id": booking,
                "who": who or nameless[kind],
                "phone": phone,
                "why": why,
                "asked_at": now,
            }
            for booking, who, phone, kind in sorted(found, key=lambda row: (row[0], row[3]))
        ]
        if rows:
            session.execute(_TELL, rows)


def tell_it_is_on(session: Session, clock: Clock, booking_ids: Sequence[int]) -> None:
    """These were cancelled and take place after all: who was told must hear of it, and who was not
    needs to hear of nothing. Two statements. Call it inside the `undoable` of the change.
    """
    for start in range(0, len(booking_ids), _AT_ONCE):
        mine = (
            col(ToTell.booking_id).in_(booking_ids[start : start + _AT_ONCE]),
            col(ToTell.why).in_(("cancelled", "lapsed")),
        )
        session.execute(delete(ToTell).where(*mine, col(ToTell.told_at).is_(None)))
        session.execute(
            update(ToTell)
            .where(*mine)
            .values(why="back", asked_at=clock.utc_now(), told_at=None)
            .execution_options(synchronize_session=False)
        )


def tell_of_place(session: Session, clock: Clock, moved_up: Sequence[tuple[int, str, str]]) -> None:
    """Put those on the list who have moved up, where they left a phone: booking, name, phone."""
    rows = [
        {"booking_id": one, "who": who, "phone": phone, "why": "place", "asked_at": clock.utc_now()}
        for one, who, phone in moved_up
        if phone
    ]
    if rows:
        session.execute(_TELL, rows)


def list_to_tell(store: Store, clock: Clock, *, code: str | None = None) -> tuple[TellView, ...]:
    """Who is still to be told, the soonest session first; what was over before today is left out.
    With the code of a booking, all of its list, those who have been told too.
    """
    with store.read() as session:
        return told_in(session, clock, code=code)


def told_in(session: Session, clock: Clock, *, code: str | None = None) -> tuple[TellView, ...]:
    """The same within the caller's transaction. One statement, two with a code."""
    query = (
        select(
            col(ToTell.id),
            col(Booking.code),
            col(Booking.title),
            col(Booking.starts_at),
            col(Room.name),
            col(ToTell.who),
            col(ToTell.phone),
            col(ToTell.why),
            col(ToTell.told_at),
        )
        .join(Booking, col(Booking.id) == col(ToTell.booking_id))
        .join(Room, col(Room.id) == col(Booking.room_id))
        # Nobody is told of a place in what doesn't take place.
        .where((col(ToTell.why) != "place") | col(Booking.status).in_(LIVE))
        .order_by(col(Booking.starts_at), col(ToTell.id))
    )
    if code is None:
        today, _ = clock.day_bounds(clock.today())
        query = query.where(col(ToTell.told_at).is_(None), col(Booking.ends_at) > today)
    else:
        query = query.where(col(ToTell.booking_id) == id_of(session, code))
    return tuple(
        TellView(
            number, its_code, title, clock.local(starts), room, who, phone, why, told is not None
        )
        for number, its_code, title, starts, room, who, phone, why, told in session.execute(query)
    )


def tick_told(store: Store, clock: Clock, *, number: int, by: str | None = None) -> TellView:
    """Tick off somebody who has been told. Raises NotFound, BadInput where they were already."""

    def work(session: Session) -> str:
        row = session.execute(
            select(col(Booking.code), col(ToTell.who), col(ToTell.why), col(ToTell.told_at))
            .join(Booking, col(Booking.id) == col(ToTell.booking_id))
            .where(col(ToTell.id) == row_id(number))
            .with_for_update()
        ).first()
        if row is None:
            raise NotFound(
                f"Nobody on the list has the number {number}.", hint="See: hub session tell"
            )
        code, who, why, told_at = row
        if told_at is not None:
            raise BadInput(f"{who} has been told already.")
        with undoable(
            session,
            clock,
            by=by,
            verb="told",
            code=code,
            label=f"Told {who}",
            scopes=[Scope(ToTell, col(ToTell.id) == number)],
        ):
            session.execute(
                update(ToTell).where(col(ToTell.id) == number).values(told_at=clock.utc_now())
            )
        record(session, clock, by=by, verb="told", code=code, why=why)
        return str(code)

    code = store.transact(work)
    with store.read() as session:
        return next(one for one in told_in(session, clock, code=code) if one.number == number)
