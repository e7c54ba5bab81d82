"""Bookings on half-hours."""

from __future__ import annotations

from datetime import datetime

from hub.clock import Clock
from hub.views.bookings import BookingView
from hub.views.place import RoomView
from hub.views.timetable import BookingStatus
from kiosk.desk.grid import Layout, Spot, ends_after, lay_out, rooms_of_a_day
from kiosk.desk.rooms_painting import paint

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


def at(clock: Clock, hour: int, minute: int = 0, *, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=clock.zone)


def grid(clock: Clock, *bookings: BookingView) -> Layout:
    rooms = (HALL_A, HALL_B, MAIN)
    return lay_out(rooms_of_a_day(rooms, at(clock, 0).date()), rooms, bookings, clock.zone)


def test_a_half_hour_that_is_tidied_up_in_is_free_from_the_next_quarter(clock: Clock) -> None:
    tea = BookingView(
        "T1111",
        "Hall A",
        at(clock, 10),
        at(clock, 11),
        "Tea",
        BookingStatus.CONFIRMED,
        is_public=True,
        setup_minutes=20,
        tidy_minutes=10,
    )

    layout = grid(clock, tea)

    column = layout.cells[0]
    assert [(f"{one.starts:%H:%M}", one.note) for one in column if one.note] == [
        ("09:30", "set up"),
        ("11:00", "tidy up"),
    ]
    assert [f"{one.starts:%H:%M}" for one in column if one.booking] == ["10:00", "10:30"]
    assert column[6].book_from == at(clock, 11, 15)
    assert layout.free_until(0, 6) == at(clock, 22)
    assert layout.free_until(0, 3) == at(clock, 9, 40)
    assert layout.minutes_to_offer(Spot(0, 3)) == 15
    assert layout.minutes_to_offer(Spot(0, 6)) == 60


def test_a_block_says_its_title_its_times_and_what_is_held_or_cancelled(clock: Clock) -> None:
    def booking(title: str, room: str, hour: int, status: BookingStatus) -> BookingView:
        ends = at(clock, hour + 1, 30)
        return BookingView(title, room, at(clock, hour), ends, title, status, is_public=True)

    layout = grid(
        clock,
        booking("Carers\u2019 Caf\u00e9", "Hall A", 10, BookingStatus.CONFIRMED),
        booking("Knitting", "Main Hall", 14, BookingStatus.CANCELLED),
    )

    assert [paint(layout, 0, 12)[row] for row in (3, 4, 5, 6)] == [
        ("           ", "free"),
        ("▌Carers’   ", "booked-title"),
        ("▌Café      ", "booked-title"),
        ("▘10-11:30  ", "booked"),
    ]
    assert [paint(layout, 2, 12)[row][0].rstrip() for row in (4, 5, 6)] == [
        "╎held:",
        "╎Carers’ C…",
        "╎Hall A",
    ]
    assert [paint(layout, 2, 12)[row] for row in (12, 13)] == [
        ("┊cancelled ", "cancelled"),
        ("┊Knitting  ", "cancelled"),
    ]


def test_an_hour_is_an_hour_when_the_clocks_change(clock: Clock) -> None:
    before = datetime(2027, 3, 28, 0, 30, tzinfo=clock.zone)

    assert ends_after(before, 60) == datetime(2027, 3, 28, 2, 30, tzinfo=clock.zone)
    assert f"{ends_after(before, 60):%H:%M}" == "02:30"


def test_the_grid_grows_for_what_begins_early_or_ends_late(clock: Clock) -> None:
    early = BookingView(
        "E1111",
        "Hall A",
        at(clock, 6, 45),
        at(clock, 23, 10),
        "Vote",
        BookingStatus.CONFIRMED,
        is_public=True,
    )

    layout = grid(clock, early)

    assert (f"{layout.times[0]:%H:%M}", f"{layout.times[-1]:%H:%M}") == ("06:30", "23:00")
    assert layout.where("Hall A", at(clock, 6, 50)) == Spot(0, 0)
    assert layout.kept_inside(Spot(9, 99)) == Spot(2, len(layout.times) - 1)
