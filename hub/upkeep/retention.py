"""How long what we know of people is kept, and deleting it on time. Counts stay: they are numbers.

- Who signed up for a session, and who had to be told: until 14 days after the session.
- Who waits for a slot: until 14 days after the slot.
- Who booked a room, their number, and the note: until 183 days (half a year) after the booking.
- What undo keeps: until the shift ends, 12 hours at most.

Titles stay, because the timetable of a past week is still read; a title is no place for a name.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.people.undo import forget_undo
from hub.store.engine import Store
from hub.store.tables import Booking, SignUp, SlotWait, ToTell

SIGN_UPS_KEPT = timedelta(days=14)
CONTACTS_KEPT = timedelta(days=183)


def forget_people(store: Store, clock: Clock) -> str:
    """Delete names and numbers whose time is over; what was deleted, in words."""

    def work(session: Session) -> tuple[int, int]:
        now = clock.utc_now()
        over = select(col(Booking.id)).where(col(Booking.ends_at) <= now - SIGN_UPS_KEPT)
        people = 0
        for table in (SignUp, ToTell):
            gone = col(table.booking_id).in_(over)
            people += session.scalar(select(func.count()).select_from(table).where(gone)) or 0
            session.execute(delete(table).where(gone))
        waited = col(SlotWait.ends_at) <= now - SIGN_UPS_KEPT
        people += session.scalar(select(func.count()).select_from(SlotWait).where(waited)) or 0
        session.execute(delete(SlotWait).where(waited))
        old = (
            col(Booking.ends_at) <= now - CONTACTS_KEPT,
            (col(Booking.contact) != "")
            | (col(Booking.contact_phone) != "")
            | (col(Booking.note) != ""),
        )
        contacts = session.scalar(select(func.count()).select_from(Booking).where(*old)) or 0
        session.execute(update(Booking).where(*old).values(contact="", contact_phone="", note=""))
        forget_undo(session, clock)
        return people, contacts

    people, contacts = store.transact(work)
    if not people and not contacts:
        return "nothing to forget"
    return (
        f"{people} of those who signed up, waited or had to be told; the contact of"
        f" {contacts} old booking{'' if contacts == 1 else 's'}"
    )
