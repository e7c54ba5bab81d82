"""How many came to a session, and the note to the next volunteer."""

from __future__ import annotations

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.engine import Store
from hub.store.tables import Booking, HeadCount
from hub.timetable.booked import (
    MOST_PEOPLE,
    booking_in,
    hold_still,
    label_for,
    live_booking,
    mark_exception,
    note_of,
)
from hub.timetable.signups import session_details
from hub.timetable.undoing import booking_scopes
from hub.views.sessions import SessionDetails


def count_heads(
    store: Store,
    clock: Clock,
    *,
    code: str,
    total: int,
    first_timers: int = 0,
    by: str | None = None,
) -> SessionDetails:
    """Keep how many came, and how many of them for the first time; again puts it right.

    From the day of the session on. Raises BadInput for numbers that can't be, and for a session
    that was called off.
    """
    if not 0 <= total <= MOST_PEOPLE:
        raise BadInput("Give how many came, from 0.", hint="For example: 14")
    if not 0 <= first_timers <= total:
        raise BadInput(
            f"{first_timers} can't have come for the first time, because {total} came.",
            hint="First how many came, then how many of them are new.",
        )

    def work(session: Session) -> None:
        booking = hold_still(session, code)
        old = live_booking(session, clock, code, "counted")
        if old.starts.date() > clock.today():
            raise BadInput(
                f"{old.title} hasn't begun yet.", hint="Count heads on the day of the session."
            )
        with undoable(
            session,
            clock,
            by=by,
            verb="session.counted",
            code=old.code,
            label=f"Counted {total} in {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            session.execute(delete(HeadCount).where(col(HeadCount.booking_id) == booking))
            session.execute(
                insert(HeadCount),
                {
                    "booking_id": booking,
                    "total": total,
                    "first_timers": first_timers,
                    "counted_at": clock.utc_now(),
                },
            )
        record(
            session,
            clock,
            by=by,
            verb="session.counted",
            code=old.code,
            total=total,
            first_timers=first_timers,
        )

    store.transact(work)
    return session_details(store, clock, code=code)


def note_session(
    store: Store, clock: Clock, *, code: str, note: str, by: str | None = None
) -> SessionDetails:
    """Leave a note to the next volunteer; an empty one takes it away. Never published."""
    words = note_of(note)

    def work(session: Session) -> None:
        booking = hold_still(session, code)
        old = booking_in(session, clock, code=code)
        with undoable(
            session,
            clock,
            by=by,
            verb="session.noted",
            code=old.code,
            label=f"{'Noted' if words else 'Took the note off'} {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            session.execute(update(Booking).where(col(Booking.id) == booking).values(note=words))
            mark_exception(session, booking)
        record(session, clock, by=by, verb="session.noted", code=old.code)

    store.transact(work)
    return session_details(store, clock, code=code)
