"""Bookings on half-hours."""

from __future__ import annotations

from datetime import datetime

from hub.clock import Clock
from hub.views.place import RoomView
from hub.views.timetable import BookingStatus, BookingView
from kiosk.desk.grid import lay_out, rooms_of_a_day

HALL_A = RoomView("A1111", "Hall A", 40, ("Hall A",), ("Main Hall",))
HALL_B = RoomView("B1111", "Hall B", 40, ("Hall B",), ("Main Hall",))
MAIN = RoomView("M1111", "Main Hall", 80, ("Hall A", "Hall B"))


def test_a_booking_of_half_a_hall_holds_the_whole_one_but_not_the_other_half(clock: Clock) -> None:
    def at(hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, 23, hour, minute, tzinfo=clock.zone)

    tea = BookingView(
        "T1111", "Hall A", at(10), at(11, 15), "Tea", BookingStatus.CONFIRMED, is_public=True
    )
    rooms = (HALL_A, HALL_B, MAIN)

    layout = lay_out(rooms_of_a_day(rooms, at(0).date()), rooms, (tea,), clock.zone)

    held = [
        [f"{cell.starts:%H:%M}{'*' if cell.is_first else ''}" for cell in column if cell.booking]
        for column in layout.cells
    ]
    assert held == [["10:00*", "10:30", "11:00"], [], ["10:00*", "10:30", "11:00"]]
    assert layout.free_until(0, 2) == at(10)
