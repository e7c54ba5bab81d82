"""What the Rooms screen asks of the store: a day or a week, book, move, cancel. Runs in worker
threads; leaves the store's opening to `kiosk.desk.errands`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hub.timetable.asking import Asked
from hub.views.bookings import BookingView
from hub.views.place import RoomView
from hub.views.rooms import Askable, RoomSearch
from hub.views.sessions import WaitView
from hub.views.shut import ShutView
from kiosk.desk.errands import Errands


@dataclass(frozen=True, slots=True)
class Stretch:
    """The bookings of some days, with the rooms they are in."""

    first: date
    days: int
    rooms: tuple[RoomView, ...]
    bookings: tuple[BookingView, ...]
    notices: tuple[tuple[date, str], ...]
    """What is said about a day: a bank holiday, a closure."""
    shut: tuple[ShutView, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A room for a while, for something new or for a booking that moves there."""

    room: str
    starts: datetime
    ends: datetime
    title: str
    is_public: bool = False
    moving: BookingView | None = None
    people: int | None = None
    layout: str = ""
    equipment: tuple[str, ...] = ()
    lapses: datetime | None = None
    """Until when it isn't sure; None: it is."""
    anyway: bool = False
    """In spite of a closure, the opening hours or the room's size."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a booking shall say; None leaves it as it is."""

    title: str | None = None
    is_public: bool | None = None
    note: str | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that somebody waits for, and whom to ring."""

    room: str
    starts: datetime
    ends: datetime
    title: str
    contact: str = ""
    phone: str = ""
    people: int | None = None


class RoomErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk

    def stretch(self, first: date, days: int) -> Stretch:
        from hub.timetable.notices import notices_between
        from hub.timetable.rooms import list_rooms
        from hub.timetable.weeks import bookings_between, kit_between
        from hub.timetable.when_shut import shut_between

        store, clock = self._desk.store, self._desk.clock
        last = first + timedelta(days=days - 1)
        starts, _ = clock.day_bounds(first)
        _, ends = clock.day_bounds(last)
        with store.read() as session:
            notices = notices_between(session, clock, first=first, last=last)
        kit = kit_between(store, starts=starts, ends=ends)
        return Stretch(
            first,
            days,
            list_rooms(store),
            tuple(
                replace(one, equipment=kit[one.code]) if one.code in kit else one
                for one in bookings_between(store, clock, starts=starts, ends=ends)
            ),
            tuple((day, "; ".join(said)) for day, said in sorted(notices.items())),
            shut_between(store, clock, first=first, last=last),
        )

    def carry_out(self, wish: Wish, *, by: str | None) -> BookingView:
        """Book or move. Raises Clash with the nearest alternatives."""
        from hub.timetable.bookings import book_room, move_booking

        store, clock = self._desk.store, self._desk.clock
        if wish.moving is not None:
            return move_booking(
                store,
                clock,
                code=wish.moving.code,
                to=wish.starts,
                room=wish.room,
                anyway=wish.anyway,
                by=by,
            )
        return book_room(
            store,
            clock,
            room=wish.room,
            starts=wish.starts,
            ends=wish.ends,
            title=wish.title,
            is_public=wish.is_public,
            people=wish.people,
            layout=wish.layout,
            equipment=wish.equipment,
            lapses=wish.lapses,
            anyway=wish.anyway,
            by=by,
        )

    def cancel(self, *, code: str, reason: str, by: str | None) -> BookingView:
        from hub.timetable.bookings import cancel_booking

        return cancel_booking(self._desk.store, self._desk.clock, code=code, reason=reason, by=by)

    def confirm(self, *, code: str, by: str | None) -> BookingView:
        """A provisional booking is sure now. Raises Clash where it has lapsed and is taken."""
        from hub.timetable.bookings import confirm_booking

        return confirm_booking(self._desk.store, self._desk.clock, code=code, by=by)

    def nobody_came(self, *, code: str, by: str | None) -> BookingView:
        from hub.timetable.bookings import mark_no_show

        return mark_no_show(self._desk.store, self._desk.clock, code=code, by=by)

    def change(self, *, code: str, to: Saying, by: str | None, anyway: bool = False) -> BookingView:
        """Change what a booking says, not where or when it is. Raises NeedsAnyway where the room
        is too small.
        """
        from hub.timetable.bookings import change_booking

        return change_booking(
            self._desk.store,
            self._desk.clock,
            code=code,
            title=to.title,
            is_public=to.is_public,
            note=to.note,
            people=to.people,
            anyway=anyway,
            by=by,
        )

    def wait_for(self, slot: Slot, *, by: str | None) -> WaitView:
        """Keep somebody in mind for a time that is taken."""
        from hub.timetable.waiting import wait_for

        return wait_for(
            self._desk.store,
            self._desk.clock,
            room=slot.room,
            starts=slot.starts,
            ends=slot.ends,
            title=slot.title,
            people=slot.people,
            contact=slot.contact,
            contact_phone=slot.phone,
            by=by,
        )

    def askable(self) -> Askable:
        """What can be asked for with a room."""
        from hub.timetable.askable import what_to_ask_for

        return what_to_ask_for(self._desk.store)

    def find(self, asked: Asked) -> RoomSearch:
        """Rooms that would do, or the nearest times."""
        from hub.timetable.finding import find_a_room

        return find_a_room(
            self._desk.store,
            self._desk.clock,
            starts=asked.starts,
            ends=asked.ends,
            minutes=asked.minutes,
            people=asked.people,
            equipment=asked.equipment,
            layout=asked.layout,
        )

    def waiting(self) -> tuple[WaitView, ...]:
        """Everybody who waits for a room, the soonest first."""
        from hub.timetable.waiting import list_waiting

        return list_waiting(self._desk.store, self._desk.clock)

    def stop_waiting(self, number: int, *, by: str | None) -> WaitView:
        from hub.timetable.waiting import stop_waiting

        return stop_waiting(self._desk.store, self._desk.clock, number=number, by=by)
