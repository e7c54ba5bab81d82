"""How long what we know of people is kept, and deleting it on time. Counts stay: they are numbers.

- Who signed up for a session, and who had to be told: until 14 days after the session.
- Who waits for a slot: until 14 days after the slot.
- Who booked a room, their number, and the note: until 183 days (half a year) after the booking.
- An idea that was read, and a note that something is wrong that was settled: until 183 days after.
  An idea that is thrown away is gone at once.
- A referral: until 183 days after it was closed; one that was never sent, 30 days. An open one is
  never deleted by itself: after a year, the first screen asks about it. What is deleted stays
  deleted when an older backup is restored.
- The bare name of a do-not-list entry that referrals were sent to: until the last of them is gone.
- What undo keeps: until the shift ends, 12 hours at most.

Titles stay, because the timetable of a past week is still read; a title is no place for a name.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.unlisting import clear_unlisted
from hub.people.undo import forget_undo
from hub.signposting.referral_rows import KEPT as REFERRALS_KEPT
from hub.signposting.referral_rows import delete_referrals
from hub.store.engine import Store
from hub.store.tables import (
    Booking,
    CountedLine,
    Idea,
    Referral,
    SignUp,
    SlotWait,
    ToTell,
    WrongNote,
)
from hub.views.referrals import ReferralStatus

SIGN_UPS_KEPT = timedelta(days=14)
CONTACTS_KEPT = timedelta(days=183)
SAYINGS_KEPT = timedelta(days=183)
"""What visitors said, counted from when it was read or settled."""
DRAFTS_KEPT = timedelta(days=30)


def forget_people(store: Store, clock: Clock) -> str:
    """Delete names and numbers whose time is over; what was deleted, in words."""

    def work(session: Session) -> tuple[int, int, int, int, int]:
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
        sayings = _forget_sayings(session, clock)
        forget_undo(session, clock)
        referrals = _forget_referrals(session, clock)
        return people, contacts, sayings, referrals, clear_unlisted(session, clock.today())

    people, contacts, sayings, referrals, unlisted = store.transact(work)
    said = []
    if people or contacts:
        said.append(
            f"{people} of those who signed up, waited or had to be told; the contact of"
            f" {contacts} old booking{'' if contacts == 1 else 's'}"
        )
    if sayings:
        said.append(f"{sayings} of what visitors said")
    if referrals:
        said.append(f"{referrals} old referral{'' if referrals == 1 else 's'}")
    if unlisted:
        said.append(
            f"{unlisted} {'entry' if unlisted == 1 else 'entries'} of the do-not-list,"
            " to which nobody's details point any more"
        )
    return "; ".join(said) or "nothing to forget"


def _forget_sayings(session: Session, clock: Clock) -> int:
    """Ideas and notes whose time is over; and names of lines whose files must be gone by now."""
    last = clock.today() - SAYINGS_KEPT
    sayings = 0
    for table, old in (
        (Idea, col(Idea.read_on) <= last),
        (WrongNote, col(WrongNote.settled_on) <= last),
    ):
        sayings += session.scalar(select(func.count()).select_from(table).where(old)) or 0
        session.execute(delete(table).where(old))
    session.execute(delete(CountedLine).where(col(CountedLine.on_day) <= last))
    return sayings


def _forget_referrals(session: Session, clock: Clock) -> int:
    today = clock.today()
    is_draft = col(Referral.status) == ReferralStatus.DRAFT.value
    numbers = session.scalars(
        select(col(Referral.id)).where(
            (col(Referral.closed_on) <= today - REFERRALS_KEPT)
            | (is_draft & (col(Referral.made_on) <= today - DRAFTS_KEPT))
        )
    ).all()
    delete_referrals(session, [number for number in numbers if number is not None])
    return len(numbers)
