"""Builds the bookings inside a closure, and the closure."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room, show_booking
from hub.timetable.closures import add_closure
from hub.timetable.groups import add_group
from hub.views.bookings import BookingView
from hub.views.closures import ClosureView
from tests.timetable.library import at

DAY = "2027-03-02"


def book(store: Store, clock: Clock, room: str, hour: int, title: str, **others: Any) -> str:
    given = {"starts": at(f"{DAY} {hour:02}:00"), "ends": at(f"{DAY} {hour + 1:02}:00")}
    return book_room(store, clock, room=room, title=title, **{**given, **others}).code


def close(store: Store, clock: Clock, room: str | None = None, **others: Any) -> ClosureView:
    given = {"starts": at(f"{DAY} 09:00"), "ends": at(f"{DAY} 17:00"), "reason": "Boiler"}
    return add_closure(store, clock, room=room, **{**given, **others})


def choir(store: Store, clock: Clock) -> str:
    made = add_group(
        store,
        clock,
        title="Choir",
        room="Hall A",
        rule="FREQ=WEEKLY;BYDAY=TU;COUNT=4",
        starts_on=date(2027, 3, 2),
        at=time(14),
        minutes=60,
    )
    return made.code


def state(store: Store, clock: Clock, code: str) -> tuple[str, str, str]:
    one = show_booking(store, clock, code=code)
    return one.room, one.status.value, one.reason


def codes(bookings: tuple[BookingView, ...]) -> list[str]:
    return [one.code for one in bookings]
