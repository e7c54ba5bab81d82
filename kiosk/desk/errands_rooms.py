"""What the Rooms screen asks of the store: a day or a week, book, move, cancel. Runs in worker
threads; leaves the store's opening to `kiosk.desk.errands`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hub.views.place import RoomView
from hub.views.timetable import BookingView
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


@dataclass(frozen=True, slots=True)
class Wish:
    """A room for a while, for something new or for a booking that moves there."""

    room: str
    starts: datetime
    ends: datetime
    title: str
    is_public: bool = False
    moving: BookingView | None = None


class RoomErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk

    def stretch(self, first: date, days: int) -> Stretch:
        from hub.timetable.notices import notices_between
        from hub.timetable.rooms import list_rooms
        from hub.timetable.weeks import bookings_between

        store, clock = self._desk.store, self._desk.clock
        last = first + timedelta(days=days - 1)
        starts, _ = clock.day_bounds(first)
        _, ends = clock.day_bounds(last)
        with store.read() as session:
            notices = notices_between(session, clock, first=first, last=last)
        return Stretch(
            first,
            days,
            list_rooms(store),
            bookings_between(store, clock, starts=starts, ends=ends),
            tuple((day, "; ".join(said)) for day, said in sorted(notices.items())),
        )

    def carry_out(self, wish: Wish, *, by: str | None) -> BookingView:
        """Book or move. Raises Clash with the nearest alternatives."""
        from hub.timetable.bookings import book_room, move_booking

        store, clock = self._desk.store, self._desk.clock
        if wish.moving is not None:
            return move_booking(
                store, clock, code=wish.moving.code, to=wish.starts, room=wish.room, by=by
            )
        return book_room(
            store,
            clock,
            room=wish.room,
            starts=wish.starts,
            ends=wish.ends,
            title=wish.title,
            is_public=wish.is_public,
            by=by,
        )

    def cancel(self, *, code: str, reason: str, by: str | None) -> BookingView:
        from hub.timetable.bookings import cancel_booking

        return cancel_booking(self._desk.store, self._desk.clock, code=code, reason=reason, by=by)
