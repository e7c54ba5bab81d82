"""What becomes of one booking: moved, cancelled, confirmed, changed, or nobody came.

A group's session that is changed here is an exception from then on: edits of the series leave it
alone. Leaves who must be told to `hub.timetable.telling`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NeedsAnyway, NotFound
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.tables import Booking, BookingEquipment, Equipment
from hub.timetable.booked import (
    LONGEST_TITLE,
    booking_in,
    check_people,
    contact_of,
    hold_still,
    id_of,
    label_for,
    live_booking,
    mark_exception,
    moment_of,
    note_of,
    record_booking,
    show_booking,
    title_of,
)
from hub.timetable.holding import Holding, what_is_held
from hub.timetable.occupancy import held_stretch, let_go, take
from hub.timetable.rooms import FoundRoom, find_room
from hub.timetable.signups import move_up
from hub.timetable.telling import make_list, tell_it_is_on
from hub.timetable.undoing import booking_scopes
from hub.timetable.wanted import Wanted, check_obstacles, check_size, take_place
from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus
from hub.views.words import clean_line, day_words


def move_booking(
    store: Store,
    clock: Clock,
    *,
    code: str,
    to: datetime,
    room: str | None = None,
    anyway: bool = False,
    by: str | None = None,
) -> BookingView:
    """Move a booking to another start, and another room if one is named; its length stays, and
    its equipment comes along. Whoever must be told of it is put on the list.

    `anyway`: in spite of a closure, the opening hours or the room's size, and without its layout
    where the new room hasn't got it. Raises Clash, NotFound, BadInput and
    NeedsAnyway as booking does.
    """
    target = moment_of(clock, to)
    with store.read() as session:
        old = live_booking(session, clock, code, "moved")
        kit = _equipment_codes(session, id_of(session, code))
    moment_of(clock, target + (old.ends - old.starts))
    wanted = Wanted(
        room=room or old.room,
        starts=target,
        ends=target + (old.ends.astimezone(UTC) - old.starts.astimezone(UTC)),
        setup_minutes=old.setup_minutes,
        tidy_minutes=old.tidy_minutes,
        equipment=kit,
        moving=old.code,
    )
    work = partial(_move, clock=clock, code=code, to=target, room=room, anyway=anyway, by=by)
    take_place(store, clock, work, wanted)
    return show_booking(store, clock, code=code)


def _move(
    session: Session,
    *,
    clock: Clock,
    code: str,
    to: datetime,
    room: str | None,
    anyway: bool,
    by: str | None,
) -> None:
    wanted = find_room(session, room or booking_in(session, clock, code=code).room)
    booking = hold_still(session, code, wanted.spaces)
    old = live_booking(session, clock, code, "moved")
    found = find_room(session, room or old.room)
    end = to + (old.ends.astimezone(UTC) - old.starts.astimezone(UTC))
    holding = _held_there(session, found, old, _equipment_codes(session, booking), anyway)
    held_from, held_to = held = held_stretch(to, end, old.setup_minutes, old.tidy_minutes)
    if not anyway:
        check_obstacles(
            session, clock, found, to, end, old.people, holding.capacity, held=held, booking=booking
        )
    with undoable(
        session,
        clock,
        by=by,
        verb="booking.moved",
        code=old.code,
        label=f"Moved {label_for(clock, old)}",
        scopes=booking_scopes([booking]),
    ):
        let_go(session, booking=booking)
        take(session, booking=booking, spaces=holding.spaces, starts=held_from, ends=held_to)
        session.execute(
            update(Booking)
            .where(col(Booking.id) == booking)
            .values(room_id=found.id, starts_at=to, ends_at=end, layout_id=holding.layout_id)
        )
        mark_exception(session, booking)
        make_list(session, clock, [booking], "moved")
    record(
        session,
        clock,
        by=by,
        verb="booking.moved",
        code=old.code,
        room=found.name,
        starts=to.isoformat(),
        ends=end.isoformat(),
        was_room=old.room,
        was_starts=old.starts.astimezone(UTC).isoformat(),
        was_ends=old.ends.astimezone(UTC).isoformat(),
    )
    mark_public_change(session)


def cancel_booking(
    store: Store, clock: Clock, *, code: str, reason: str, by: str | None = None
) -> BookingView:
    """Cancel a booking; its room is free at once. The reason is shown to the public, and whoever
    must be told is put on the list.
    """
    words = clean_line(reason)
    if len(words) > LONGEST_TITLE:
        raise BadInput("The reason is too long.", hint="A few words are enough: Boiler")

    def work(session: Session) -> None:
        booking = hold_still(session, code)
        old = live_booking(session, clock, code, "cancelled")
        with undoable(
            session,
            clock,
            by=by,
            verb="booking.cancelled",
            code=old.code,
            label=f"Cancelled {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            let_go(session, booking=booking)
            session.execute(
                update(Booking)
                .where(col(Booking.id) == booking)
                .values(status=BookingStatus.CANCELLED.value, reason=words, lapses_at=None)
            )
            mark_exception(session, booking)
            make_list(session, clock, [booking], "cancelled")
        record_booking(
            session, clock, by, "booking.cancelled", old.code, old.room, old.starts, old.ends
        )
        mark_public_change(session)

    store.transact(work)
    return show_booking(store, clock, code=code)


def confirm_booking(
    store: Store, clock: Clock, *, code: str, anyway: bool = False, by: str | None = None
) -> BookingView:
    """Confirm a provisional booking. One that lapsed is taken up again where its place is still
    free, and where nothing has come to speak against it (unless `anyway`). Raises Clash where the
    place is taken, BadInput for one that isn't provisional.
    """
    with store.read() as session:
        old = booking_in(session, clock, code=code)
        kit = _equipment_codes(session, id_of(session, code))
    wanted = Wanted(
        room=old.room,
        starts=old.starts.astimezone(UTC),
        ends=old.ends.astimezone(UTC),
        setup_minutes=old.setup_minutes,
        tidy_minutes=old.tidy_minutes,
        equipment=kit,
        moving=old.code,
    )

    def work(session: Session) -> None:
        room = find_room(session, old.room)
        spaces = what_is_held(session, room, equipment=kit).spaces
        booking = hold_still(session, code, spaces)
        now = booking_in(session, clock, code=code)
        on = f"{now.title} on {day_words(now.starts.date())}"
        # Only one that lapsed keeps the time at which it did.
        is_late = now.status is BookingStatus.CANCELLED and now.lapses is not None
        if now.status is not BookingStatus.PROVISIONAL and not is_late:
            raise BadInput(f"{on} is {now.status.value} already, so it can't be confirmed.")
        held = held_stretch(now.starts, now.ends, now.setup_minutes, now.tidy_minutes)
        if is_late and not anyway:
            check_obstacles(
                session, clock, room, now.starts, now.ends, None, None, held=held, booking=booking
            )
        if now.ends <= clock.now():
            raise BadInput(f"{on} is over, so it can't be confirmed.")
        with undoable(
            session,
            clock,
            by=by,
            verb="booking.confirmed",
            code=now.code,
            label=f"Confirmed {label_for(clock, now)}",
            scopes=booking_scopes([booking]),
        ):
            if is_late:
                let_go(session, booking=booking)  # it may not have been cleared away
                take(session, booking=booking, spaces=spaces, starts=held[0], ends=held[1])
                tell_it_is_on(session, clock, [booking])
            session.execute(
                update(Booking)
                .where(col(Booking.id) == booking)
                .values(status=BookingStatus.CONFIRMED.value, reason="", lapses_at=None)
            )
        record_booking(
            session, clock, by, "booking.confirmed", now.code, now.room, now.starts, now.ends
        )
        mark_public_change(session)

    take_place(store, clock, work, wanted)
    return show_booking(store, clock, code=code)


def mark_no_show(store: Store, clock: Clock, *, code: str, by: str | None = None) -> BookingView:
    """Nobody came: the room is free for what is left of the time. Raises BadInput before it has
    begun.
    """

    def work(session: Session) -> None:
        booking = hold_still(session, code)
        old = live_booking(session, clock, code, "marked as no-show")
        if old.starts > clock.now():
            raise BadInput(
                f"{old.title} hasn't begun yet.", hint="To call it off: hub booking cancel"
            )
        with undoable(
            session,
            clock,
            by=by,
            verb="booking.no-show",
            code=old.code,
            label=f"Nobody came: {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            let_go(session, booking=booking)
            session.execute(
                update(Booking)
                .where(col(Booking.id) == booking)
                .values(status=BookingStatus.NO_SHOW.value, lapses_at=None)
            )
            mark_exception(session, booking)
        record_booking(
            session, clock, by, "booking.no-show", old.code, old.room, old.starts, old.ends
        )
        mark_public_change(session)

    store.transact(work)
    return show_booking(store, clock, code=code)


def change_booking(
    store: Store,
    clock: Clock,
    *,
    code: str,
    title: str | None = None,
    is_public: bool | None = None,
    note: str | None = None,
    contact: str | None = None,
    contact_phone: str | None = None,
    people: int | None = None,
    capacity: int | None = None,
    anyway: bool = False,
    by: str | None = None,
) -> BookingView:
    """Change what a booking says; None leaves it as it is. `capacity` is its places, 0 for as many
    as come; where it rises, those who wait move up.

    Raises NeedsAnyway where more people are expected than its room holds, unless `anyway`.
    """
    check_people(people)
    if capacity is not None and not 0 <= capacity <= 100_000:
        raise BadInput("Give a number of places from 1, or 0 for as many as come.")
    given: dict[str, Any] = {
        "title": None if title is None else title_of(title),
        "is_public": is_public,
        "note": None if note is None else note_of(note),
        "contact": None if contact is None else contact_of(contact, "A name"),
        "contact_phone": (
            None if contact_phone is None else contact_of(contact_phone, "A phone number")
        ),
        "people": people,
        "capacity": capacity,
    }
    values = {name: value for name, value in given.items() if value is not None}
    if not values:
        raise BadInput("There is nothing to change.", hint="Say what: --title, --note, --people …")
    said = sorted(values)

    def work(session: Session) -> None:
        booking = hold_still(session, code)
        old = booking_in(session, clock, code=code)
        if people is not None and not anyway:
            room = find_room(session, old.room)
            fits = what_is_held(session, room, layout=old.layout).capacity
            check_size(room, people, fits)
        with undoable(
            session,
            clock,
            by=by,
            verb="booking.changed",
            code=old.code,
            label=f"Changed {label_for(clock, old)}",
            scopes=booking_scopes([booking]),
        ):
            session.execute(update(Booking).where(col(Booking.id) == booking).values(**values))
            mark_exception(session, booking)
            if "capacity" in values:
                move_up(session, clock, [booking])
        record(session, clock, by=by, verb="booking.changed", code=old.code, what=", ".join(said))
        mark_public_change(session)

    store.transact(work)
    return show_booking(store, clock, code=code)


def _held_there(
    session: Session, room: FoundRoom, old: BookingView, kit: tuple[str, ...], anyway: bool
) -> Holding:
    """What it holds in its new room, set up the same way."""
    held = partial(
        what_is_held,
        session,
        room,
        equipment=kit,
        setup_minutes=old.setup_minutes,
        tidy_minutes=old.tidy_minutes,
    )
    try:
        return held(layout=old.layout)
    except NotFound as missing:
        if not old.layout or room.name == old.room:
            raise
        if not anyway:
            hint = "Choose another room. To move it without, add: --anyway"
            raise NeedsAnyway(missing.message, hint=hint) from None
    return held()


def _equipment_codes(session: Session, booking: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(col(Equipment.code))
            .join(BookingEquipment, col(BookingEquipment.equipment_id) == col(Equipment.id))
            .where(col(BookingEquipment.booking_id) == booking)
            .order_by(col(Equipment.id))
        )
    )
