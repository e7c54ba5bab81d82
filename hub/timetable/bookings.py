"""One-off bookings and single dates of a group: book, show, move, cancel. Rows in, views out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import made, remember, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_uid, tidy_code
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.guard import is_occupied
from hub.store.tables import Activity, Booking, Group, GroupSession, Occupancy, Room
from hub.timetable.clashes import explain_clash
from hub.timetable.occupancy import (
    LONGEST,
    held_stretch,
    let_go,
    lock_spaces,
    take,
)
from hub.timetable.rooms import find_room
from hub.timetable.undoing import booking_scopes
from hub.timetable.walltime import in_zone
from hub.views.timetable import BookingStatus, BookingView
from hub.views.words import clean, clean_line, day_words, day_words_short, span_words

LONGEST_TITLE = 500

_BOOKINGS = table_of(Booking)
_INSERT = insert(_BOOKINGS).returning(_BOOKINGS.c.id)

_STATUSES = {status.value: status for status in BookingStatus}

_LIVE = (BookingStatus.CONFIRMED.value, BookingStatus.PROVISIONAL.value)


def book_room(
    store: Store,
    clock: Clock,
    *,
    room: str,
    starts: datetime,
    ends: datetime,
    title: str,
    is_public: bool = False,
    contact: str = "",
    contact_phone: str = "",
    note: str = "",
    setup_minutes: int = 0,
    tidy_minutes: int = 0,
    by: str | None = None,
) -> BookingView:
    """Book a room. Naive times are the hub's wall time.

    Raises Clash with what is in the way and the nearest free alternatives; NotFound for a room
    that isn't there; BadInput for anything that makes no sense.
    """
    begin, end = _stretch(clock, starts, ends)
    words = _title(title)
    _check_padding(setup_minutes, tidy_minutes)

    def work(session: Session) -> BookingView:
        found = find_room(session, room)
        lock_spaces(session, found.spaces)
        code = new_code(session, kind="booking")
        row = {
            "code": code,
            "uid": new_uid(session),
            "room_id": found.id,
            "title": words,
            "starts_at": begin,
            "ends_at": end,
            "setup_minutes": setup_minutes,
            "tidy_minutes": tidy_minutes,
            "status": BookingStatus.CONFIRMED.value,
            "is_public": is_public,
            "reason": "",
            "note": clean(note),
            "contact": clean_line(contact),
            "contact_phone": clean_line(contact_phone),
        }
        booking = run(session, _INSERT, row).scalar_one()
        held_from, held_to = held_stretch(begin, end, setup_minutes, tidy_minutes)
        take(session, booking=booking, spaces=found.spaces, starts=held_from, ends=held_to)
        _record(session, clock, by, "booking.made", code, found.name, begin, end)
        remember(
            session,
            clock,
            by=by,
            verb="booking.made",
            code=code,
            label=f"Booked {_label(clock, words, found.name, begin, end)}",
            changes=[
                made(Booking, {**row, "id": booking}),
                *(
                    made(
                        Occupancy,
                        {
                            "space_id": space,
                            "starts_at": held_from,
                            "ends_at": held_to,
                            "booking_id": booking,
                        },
                    )
                    for space in found.spaces
                ),
            ],
        )
        mark_public_change(session)
        return BookingView(
            code=code,
            room=found.name,
            starts=clock.local(begin),
            ends=clock.local(end),
            title=words,
            status=BookingStatus.CONFIRMED,
            is_public=is_public,
            setup_minutes=setup_minutes,
            tidy_minutes=tidy_minutes,
            note=str(row["note"]),
        )

    try:
        return store.transact(work)
    except DBAPIError as error:
        if not is_occupied(error):
            raise
        raise explain_clash(
            store,
            clock,
            room=room,
            starts=begin,
            ends=end,
            setup_minutes=setup_minutes,
            tidy_minutes=tidy_minutes,
        ) from None


def show_booking(store: Store, clock: Clock, *, code: str) -> BookingView:
    """One booking. Raises NotFound."""
    with store.read() as session:
        return booking_in(session, clock, code=code)


def booking_in(session: Session, clock: Clock, *, code: str) -> BookingView:
    """The same within the caller's transaction."""
    row = session.execute(BOOKING_COLUMNS.where(col(Booking.code) == tidy_code(code))).first()
    if row is None:
        raise NotFound(
            f"There is no booking with the code {clean_line(code)!r}.",
            hint="Codes have five letters and numbers, like A7KQ2.",
        )
    return booking_views(clock, [row])[0]


def move_booking(
    store: Store,
    clock: Clock,
    *,
    code: str,
    to: datetime,
    room: str | None = None,
    by: str | None = None,
) -> BookingView:
    """Move a booking to another start, and another room if one is named; its length stays.

    A group's session that is moved becomes an exception: edits of the series leave it alone.
    """
    target = in_zone(to, clock.zone).astimezone(UTC)

    def work(session: Session) -> None:
        old = _live_booking(session, clock, code, "moved")
        found = find_room(session, room or old.room)
        was = find_room(session, old.room)
        lock_spaces(session, {*found.spaces, *was.spaces})
        booking = _id_of(session, old.code)
        length = old.ends.astimezone(UTC) - old.starts.astimezone(UTC)
        end = target + length
        label = f"Moved {_label(clock, old.title, old.room, old.starts, old.ends)}"
        with undoable(
            session,
            clock,
            by=by,
            verb="booking.moved",
            code=old.code,
            label=label,
            scopes=booking_scopes([booking]),
        ):
            let_go(session, booking=booking)
            held_from, held_to = held_stretch(target, end, old.setup_minutes, old.tidy_minutes)
            take(session, booking=booking, spaces=found.spaces, starts=held_from, ends=held_to)
            session.execute(
                update(Booking)
                .where(col(Booking.id) == booking)
                .values(room_id=found.id, starts_at=target, ends_at=end)
            )
            _mark_exception(session, booking)
        record(
            session,
            clock,
            by=by,
            verb="booking.moved",
            code=old.code,
            room=found.name,
            starts=target.isoformat(),
            ends=end.isoformat(),
            was_room=old.room,
            was_starts=old.starts.astimezone(UTC).isoformat(),
            was_ends=old.ends.astimezone(UTC).isoformat(),
        )
        mark_public_change(session)

    try:
        store.transact(work)
    except DBAPIError as error:
        if not is_occupied(error):
            raise
        old = show_booking(store, clock, code=code)
        raise explain_clash(
            store,
            clock,
            room=room or old.room,
            starts=target,
            ends=target + (old.ends.astimezone(UTC) - old.starts.astimezone(UTC)),
            setup_minutes=old.setup_minutes,
            tidy_minutes=old.tidy_minutes,
            moving=old.code,
        ) from None
    return show_booking(store, clock, code=code)


def cancel_booking(
    store: Store, clock: Clock, *, code: str, reason: str, by: str | None = None
) -> BookingView:
    """Cancel a booking; its room is free at once. The reason is shown to the public."""
    words = clean_line(reason)
    if len(words) > LONGEST_TITLE:
        raise BadInput("The reason is too long.", hint="A few words are enough: Boiler")

    def work(session: Session) -> None:
        old = _live_booking(session, clock, code, "cancelled")
        booking = _id_of(session, old.code)
        label = f"Cancelled {_label(clock, old.title, old.room, old.starts, old.ends)}"
        with undoable(
            session,
            clock,
            by=by,
            verb="booking.cancelled",
            code=old.code,
            label=label,
            scopes=booking_scopes([booking]),
        ):
            let_go(session, booking=booking)
            session.execute(
                update(Booking)
                .where(col(Booking.id) == booking)
                .values(status=BookingStatus.CANCELLED.value, reason=words)
            )
            _mark_exception(session, booking)
        starts, ends = old.starts.astimezone(UTC), old.ends.astimezone(UTC)
        _record(session, clock, by, "booking.cancelled", old.code, old.room, starts, ends)
        mark_public_change(session)

    store.transact(work)
    return show_booking(store, clock, code=code)


BOOKING_COLUMNS: Select[*tuple[Any, ...]] = (
    select(
        col(Booking.code),
        col(Room.name),
        col(Booking.starts_at),
        col(Booking.ends_at),
        col(Booking.title),
        col(Booking.status),
        col(Booking.is_public),
        col(Group.code),
        col(Activity.code),
        col(Booking.reason),
        col(Booking.setup_minutes),
        col(Booking.tidy_minutes),
        col(Booking.note),
    )
    .join(Room, col(Room.id) == col(Booking.room_id))
    .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
    .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
    .outerjoin(Activity, col(Activity.id) == col(Booking.activity_id))
)


def booking_views(clock: Clock, rows: Sequence[Sequence[Any]]) -> tuple[BookingView, ...]:
    """Rows of `BOOKING_COLUMNS` as views, in the hub's zone.

    Many bookings begin or end at one moment, so each instant is put into the zone once.
    """
    zone = clock.zone
    local = {
        moment: moment.astimezone(zone) for moment in {m for row in rows for m in (row[2], row[3])}
    }
    return tuple(
        BookingView(code, room, local[starts], local[ends], title, _STATUSES[status], *others)
        for code, room, starts, ends, title, status, *others in rows
    )


def _stretch(clock: Clock, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    begin = in_zone(starts, clock.zone).astimezone(UTC)
    end = in_zone(ends, clock.zone).astimezone(UTC)
    if begin >= end:
        raise BadInput(
            "The end comes before the start.", hint="Give the start first, then the end."
        )
    if end - begin > LONGEST:
        raise BadInput(
            f"A booking can't be longer than {LONGEST.days} days.", hint="Book it month by month."
        )
    return begin, end


def _title(typed: str) -> str:
    words = clean_line(typed)
    if not words:
        raise BadInput("A booking needs a title.", hint='Say what it is: --title "Parish council"')
    if len(words) > LONGEST_TITLE:
        raise BadInput(f"A title can't be longer than {LONGEST_TITLE} letters.")
    return words


def _check_padding(setup_minutes: int, tidy_minutes: int) -> None:
    if not (0 <= setup_minutes <= 24 * 60 and 0 <= tidy_minutes <= 24 * 60):
        raise BadInput("Setting up and tidying up take from 0 minutes to a day.")


def _live_booking(session: Session, clock: Clock, code: str, verb: str) -> BookingView:
    old = booking_in(session, clock, code=code)
    if old.status.value not in _LIVE:
        raise BadInput(
            f"{old.title} on {day_words(old.starts.date())} is {old.status.value} already, so it"
            f" can't be {verb}."
        )
    return old


def _id_of(session: Session, code: str) -> int:
    found = session.scalar(select(col(Booking.id)).where(col(Booking.code) == tidy_code(code)))
    assert found is not None, "the caller has just read this booking"
    return found


def _mark_exception(session: Session, booking: int) -> None:
    session.execute(
        update(GroupSession)
        .where(col(GroupSession.booking_id) == booking)
        .values(is_exception=True)
    )


def _label(clock: Clock, title: str, room: str, starts: datetime, ends: datetime) -> str:
    """Parish council, Hall A, Tue 2 Mar 10am to 11am: as undo names it."""
    begin, end = clock.local(starts), clock.local(ends)
    return f"{title}, {room}, {day_words_short(begin.date())} {span_words(begin, end)}"


def _record(
    session: Session,
    clock: Clock,
    by: str | None,
    verb: str,
    code: str,
    room: str,
    starts: datetime,
    ends: datetime,
) -> None:
    record(
        session,
        clock,
        by=by,
        verb=verb,
        code=code,
        room=room,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
    )


def earliest_start(starts: datetime) -> datetime:
    """How far back a booking that reaches into `starts` may have begun."""
    return starts.astimezone(UTC) - LONGEST - timedelta(days=1)
