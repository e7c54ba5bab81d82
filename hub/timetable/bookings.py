"""Booking a room, once: what is asked for, what speaks against it, and the rows.

Leaves changing what is booked to `hub.timetable.changing`, and how it reads to
`hub.timetable.booked`; both are handed on from here, so that who books need know one file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import insert
from sqlmodel import Session

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.images import made
from hub.people.undo import remember
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_uid
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.tables import Booking, BookingEquipment, Occupancy
from hub.timetable.booked import (
    BOOKING_COLUMNS,
    booking_in,
    booking_views,
    check_padding,
    check_people,
    contact_of,
    earliest_start,
    label_of,
    moment_of,
    note_of,
    record_booking,
    show_booking,
    stretch_of,
    title_of,
)
from hub.timetable.changing import (
    cancel_booking,
    change_booking,
    confirm_booking,
    mark_no_show,
    move_booking,
)
from hub.timetable.holding import what_is_held
from hub.timetable.occupancy import held_stretch, lock_spaces, take
from hub.timetable.rooms import find_room
from hub.timetable.wanted import Wanted, check_obstacles, take_place, worth_knowing
from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus

__all__ = [
    "BOOKING_COLUMNS",
    "book_room",
    "booking_in",
    "booking_views",
    "cancel_booking",
    "change_booking",
    "confirm_booking",
    "earliest_start",
    "mark_no_show",
    "move_booking",
    "show_booking",
    "worth_knowing",
]

_BOOKINGS = table_of(Booking)
_INSERT = insert(_BOOKINGS).returning(_BOOKINGS.c.id)
_LEND = insert(table_of(BookingEquipment))


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
    setup_minutes: int | None = None,
    tidy_minutes: int | None = None,
    layout: str = "",
    equipment: Sequence[str] = (),
    people: int | None = None,
    lapses: datetime | None = None,
    anyway: bool = False,
    by: str | None = None,
) -> BookingView:
    """Book a room. Naive times are the hub's wall time.

    With `lapses` it is provisional, and lets go of its place by itself then. Set-up and tidy-up
    are those of the layout unless they are given. `anyway`: in spite of a closure, the opening
    hours or the room's size. Raises Clash with what is in the way and the nearest free
    alternatives; NotFound for a room, layout or thing that isn't there; BadInput for anything
    that makes no sense, and for what needs an `anyway`.
    """
    begin, end = stretch_of(clock, starts, ends)
    check_padding(setup_minutes or 0, tidy_minutes or 0)
    check_people(people)
    until = _lapse_of(clock, lapses, begin)
    status = BookingStatus.CONFIRMED if until is None else BookingStatus.PROVISIONAL
    values = {
        "title": title_of(title),
        "starts_at": begin,
        "ends_at": end,
        "status": status.value,
        "is_public": is_public,
        "reason": "",
        "note": note_of(note),
        "contact": contact_of(contact, "A name"),
        "contact_phone": contact_of(contact_phone, "A phone number"),
        "lapses_at": until,
        "people": people,
    }
    wanted = Wanted(
        room=room,
        starts=begin,
        ends=end,
        setup_minutes=setup_minutes,
        tidy_minutes=tidy_minutes,
        layout=layout,
        equipment=tuple(equipment),
    )
    work = partial(_book, clock=clock, wanted=wanted, values=values, anyway=anyway, by=by)
    return take_place(store, clock, work, wanted)


def _book(
    session: Session,
    *,
    clock: Clock,
    wanted: Wanted,
    values: dict[str, object],
    anyway: bool,
    by: str | None,
) -> BookingView:
    found = find_room(session, wanted.room)
    holding = what_is_held(
        session,
        found,
        layout=wanted.layout,
        equipment=wanted.equipment,
        setup_minutes=wanted.setup_minutes,
        tidy_minutes=wanted.tidy_minutes,
    )
    begin, end = wanted.starts, wanted.ends
    people = values["people"]
    assert people is None or isinstance(people, int)
    # First in line, then the look: nobody closes the room in between.
    lock_spaces(session, holding.spaces)
    held_from, held_to = held = held_stretch(
        begin, end, holding.setup_minutes, holding.tidy_minutes
    )
    if not anyway:
        check_obstacles(session, clock, found, begin, end, people, holding.capacity, held=held)
    code = new_code(session, kind="booking")
    row = {
        "code": code,
        "uid": new_uid(session),
        "room_id": found.id,
        "setup_minutes": holding.setup_minutes,
        "tidy_minutes": holding.tidy_minutes,
        "layout_id": holding.layout_id,
        **values,
    }
    booking = run(session, _INSERT, row).scalar_one()
    take(session, booking=booking, spaces=holding.spaces, starts=held_from, ends=held_to)
    lent = [{"booking_id": booking, "equipment_id": one} for one in holding.equipment_ids]
    if lent:
        run(session, _LEND, lent)
    title = str(values["title"])
    record_booking(session, clock, by, "booking.made", code, found.name, begin, end)
    remember(
        session,
        clock,
        by=by,
        verb="booking.made",
        code=code,
        label=f"Booked {label_of(clock, title, found.name, begin, end)}",
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
                for space in holding.spaces
            ),
            *(made(BookingEquipment, one) for one in lent),
        ],
    )
    mark_public_change(session)
    until = values["lapses_at"]
    assert until is None or isinstance(until, datetime)
    return BookingView(
        code=code,
        room=found.name,
        starts=clock.local(begin),
        ends=clock.local(end),
        title=title,
        status=BookingStatus(str(values["status"])),
        is_public=bool(values["is_public"]),
        setup_minutes=holding.setup_minutes,
        tidy_minutes=holding.tidy_minutes,
        note=str(values["note"]),
        people=people,
        layout=holding.layout,
        equipment=holding.equipment,
        lapses=None if until is None else clock.local(until),
    )


def _lapse_of(clock: Clock, lapses: datetime | None, begin: datetime) -> datetime | None:
    if lapses is None:
        return None
    until = moment_of(clock, lapses)
    if until <= clock.utc_now():
        raise BadInput(
            "The time to confirm it by is over already.", hint="Give a time that is still to come."
        )
    if until > begin:
        raise BadInput(
            "It must be confirmed before it begins.", hint="Give an earlier time to confirm it by."
        )
    return until
