"""Booking, moving and cancelling, as it goes at the desk."""

from __future__ import annotations

from datetime import datetime

import pytest

from hub.clock import Clock
from hub.errors import BadInput, Clash, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking, move_booking, show_booking
from hub.timetable.free import free_rooms
from hub.timetable.rooms import add_room, list_rooms
from hub.timetable.weeks import bookings_between
from hub.views.bookings import BookingView, FreeStretch
from hub.views.timetable import BookingStatus
from tests.timetable.library import a_divisible_hall, at


def council(store: Store, clock: Clock, room: str = "Hall A") -> BookingView:
    return book_room(
        store,
        clock,
        room=room,
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 11:00"),
        title="Parish council",
    )


def test_the_parish_council_books_hall_a(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    assert made == BookingView(
        code=made.code,
        room="Hall A",
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 11:00"),
        title="Parish council",
        status=BookingStatus.CONFIRMED,
        is_public=False,
    )
    assert show_booking(store, clock, code=made.code.lower()) == made
    (line, *_) = read_trail(store, clock)
    assert (line.verb, line.code, line.by) == ("booking.made", made.code, "")
    assert dict(line.fields) == {
        "room": "Hall A",
        "starts": "2027-03-02T10:00:00+00:00",
        "ends": "2027-03-02T11:00:00+00:00",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [("Hall A", "Hall A"), ("Hall A", "Main Hall"), ("Main Hall", "Hall B")],
)
def test_a_space_is_never_promised_twice(
    store: Store, clock: Clock, first: str, second: str
) -> None:
    a_divisible_hall(store, clock)
    council(store, clock, first)
    with pytest.raises(Clash) as refusal:
        council(store, clock, second)
    where = "" if first == second else f" in {first}"
    assert refusal.value.with_what == (f"Parish council{where}, 10am to 11am",)
    starts, ends = at("2027-03-02 00:00"), at("2027-03-03 00:00")
    assert len(bookings_between(store, clock, starts=starts, ends=ends)) == 1


def test_both_halves_of_the_hall_can_be_used_at_once(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    council(store, clock, "Hall A")
    council(store, clock, "Hall B")


def test_a_clash_offers_the_nearest_times_and_another_room(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    council(store, clock)
    with pytest.raises(Clash) as refusal:
        council(store, clock)
    assert refusal.value.alternatives == (
        FreeStretch("Hall A", at("2027-03-02 11:00"), at("2027-03-02 12:00"), 40),
        FreeStretch("Hall A", at("2027-03-02 09:00"), at("2027-03-02 10:00"), 40),
        FreeStretch("Hall B", at("2027-03-02 10:00"), at("2027-03-02 11:00"), 40),
    )
    for free in refusal.value.alternatives[:1]:
        book_room(store, clock, room=free.room, starts=free.starts, ends=free.ends, title="Another")


def test_setting_up_and_tidying_up_belong_to_the_booking(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    book_room(
        store,
        clock,
        room="Hall A",
        starts=at("2027-03-02 11:00"),
        ends=at("2027-03-02 12:30"),
        title="Carers' Café",
        tidy_minutes=15,
    )
    with pytest.raises(Clash) as refusal:
        book_room(
            store,
            clock,
            room="Hall A",
            starts=at("2027-03-02 12:30"),
            ends=at("2027-03-02 13:30"),
            title="Choir",
        )
    assert refusal.value.message == (
        "Hall A is taken by Carers' Café, 11am to 12:30pm (with 15 minutes to tidy up) on"
        " Tuesday 2 March."
    )
    assert refusal.value.alternatives[0].starts == at("2027-03-02 12:45")


def test_a_booking_moves_with_its_length_and_its_code(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    old = council(store, clock)
    moved = move_booking(store, clock, code=old.code, to=at("2027-03-02 10:30"), room="Quiet room")
    assert (moved.code, moved.room) == (old.code, "Quiet Room")
    assert (moved.starts, moved.ends) == (at("2027-03-02 10:30"), at("2027-03-02 11:30"))
    council(store, clock)  # the hall is free again


def test_a_booking_can_move_onto_part_of_its_own_time(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    old = council(store, clock)
    moved = move_booking(store, clock, code=old.code, to=at("2027-03-02 10:30"))
    assert moved.starts == at("2027-03-02 10:30")


def test_a_move_into_somebody_elses_time_changes_nothing(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    one, other = council(store, clock), council(store, clock, "Hall B")
    with pytest.raises(Clash):
        move_booking(store, clock, code=other.code, to=at("2027-03-02 10:15"), room="Hall A")
    assert show_booking(store, clock, code=other.code) == other
    assert show_booking(store, clock, code=one.code) == one


def test_a_cancelled_booking_frees_its_room_and_says_why(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    old = council(store, clock)
    cancelled = cancel_booking(store, clock, code=old.code, reason="Boiler")
    assert (cancelled.status, cancelled.reason) == (BookingStatus.CANCELLED, "Boiler")
    council(store, clock)
    with pytest.raises(BadInput, match="cancelled already"):
        move_booking(store, clock, code=old.code, to=at("2027-03-02 12:00"))
    with pytest.raises(BadInput, match="cancelled already"):
        cancel_booking(store, clock, code=old.code, reason="Again")


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (at("2027-03-02 11:00"), at("2027-03-02 10:00"), "The end comes before the start."),
        (at("2027-03-02 11:00"), at("2027-03-02 11:00"), "The end comes before the start."),
        (at("2027-03-02 11:00"), at("2027-05-02 11:00"), "can't be longer than 31 days"),
        (datetime(2027, 3, 28, 1, 30), at("2027-03-28 03:00"), "01:30 doesn't exist"),  # noqa: DTZ001 # wall time is meant
        (datetime(2026, 10, 25, 1, 30), at("2026-10-25 03:00"), "01:30 happens twice"),  # noqa: DTZ001 # wall time is meant
    ],
)
def test_a_stretch_that_makes_no_sense_is_refused_in_words(
    store: Store, clock: Clock, starts: datetime, ends: datetime, words: str
) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match=words):
        book_room(store, clock, room="Hall A", starts=starts, ends=ends, title="Odd")
    assert len(read_trail(store, clock)) == 4  # the rooms, and nothing since


def test_a_room_that_is_not_there_is_named_with_the_one_that_is_meant(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(NotFound) as refusal:
        council(store, clock, "Hal A")
    assert str(refusal.value) == "There is no room called 'Hal A'. Is it Hall A?"


def test_an_unknown_volunteer_books_nothing(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match="Nobody called 'Zoë'"):
        book_room(
            store,
            clock,
            room="Hall A",
            starts=at("2027-03-02 10:00"),
            ends=at("2027-03-02 11:00"),
            title="Parish council",
            by="Zoë",
        )
    council(store, clock)


def test_a_part_that_is_added_later_is_held_by_the_wholes_bookings(
    store: Store, clock: Clock
) -> None:
    add_room(store, clock, name="Main Hall", capacity=90)
    council(store, clock, "Main Hall")
    add_room(store, clock, name="Hall A", capacity=40, part_of="Main Hall")
    with pytest.raises(Clash):
        council(store, clock, "Hall A")


def test_a_whole_that_nobody_added_is_the_sum_of_its_parts(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Hall A", capacity=40, part_of="Main Hall")
    add_room(store, clock, name="Hall B", capacity=40, part_of="main  hall")
    add_room(store, clock, name="Main Hall", capacity=90)
    rooms = {room.name: room for room in list_rooms(store)}
    assert rooms["Main Hall"].spaces == ("Hall A", "Hall B")
    assert rooms["Main Hall"].capacity == 90
    assert rooms["Hall A"].part_of == ("Main Hall",)
    with pytest.raises(BadInput, match="already"):
        add_room(store, clock, name="Main Hall", capacity=60)


def test_the_smallest_free_room_that_fits_comes_first(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    council(store, clock, "Hall A")
    starts, ends = at("2027-03-02 10:30"), at("2027-03-02 12:00")
    assert free_rooms(store, clock, starts=starts, ends=ends, people=5) == (
        FreeStretch("Quiet Room", starts, ends, 8),
        FreeStretch("Hall B", starts, ends, 40),
    )
    assert free_rooms(store, clock, starts=starts, ends=ends, people=20, minutes=60) == (
        FreeStretch("Hall A", at("2027-03-02 11:00"), ends, 40),
        FreeStretch("Hall B", starts, ends, 40),
        FreeStretch("Main Hall", at("2027-03-02 11:00"), ends, 90),
    )
