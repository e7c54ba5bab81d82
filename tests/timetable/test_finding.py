"""Find me a room: when, how long, how many, with what; and the nearest times if there is none."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.closures import add_closure
from hub.timetable.equipment import add_equipment
from hub.timetable.finding import find_a_room
from hub.timetable.hours import set_hours
from hub.timetable.layouts import add_layout
from hub.timetable.rooms import add_room
from hub.views.rooms import RoomAnswer, RoomSearch
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.test_obstacles import counted

TUESDAY = "2027-03-02"


def a_library(store: Store, clock: Clock) -> None:
    """A hall of two halves, a Garden Room, a Quiet Room; kit; open nine to five."""
    a_divisible_hall(store, clock)
    add_room(store, clock, name="Garden Room", capacity=40)
    add_equipment(store, clock, name="Projector 1")
    add_equipment(store, clock, name="Projector 2")
    add_equipment(store, clock, name="Hearing loop", room="Hall B")
    add_layout(store, clock, room="Hall A", name="theatre", capacity=60, setup_minutes=30)
    add_layout(store, clock, room="Main Hall", name="theatre", capacity=120, setup_minutes=60)
    set_hours(store, clock, weekdays=range(5), spans=[(time(9), time(17))])


def find(store: Store, clock: Clock, since: str, until: str, **others: Any) -> RoomSearch:
    return find_a_room(
        store, clock, starts=at(f"{TUESDAY} {since}"), ends=at(f"{TUESDAY} {until}"), **others
    )


def take(store: Store, clock: Clock, room: str, since: str, until: str, **others: Any) -> None:
    book_room(
        store,
        clock,
        room=room,
        starts=at(f"{TUESDAY} {since}"),
        ends=at(f"{TUESDAY} {until}"),
        title="Taken",
        **others,
    )


def said(answers: tuple[RoomAnswer, ...]) -> list[str]:
    return [f"{one.room} {one.starts:%d %H:%M}-{one.ends:%H:%M}" for one in answers]


def test_the_smallest_that_fits_comes_first_and_half_a_hall_after_a_whole_room(
    store: Store, clock: Clock
) -> None:
    a_library(store, clock)
    found = find(store, clock, "10:00", "11:00", people=20)
    assert found == RoomSearch(
        (
            RoomAnswer(
                "Garden Room",
                at("2027-03-02 10:00"),
                at("2027-03-02 11:00"),
                40,
                words="Holds 40",
            ),
            RoomAnswer(
                "Hall A", at("2027-03-02 10:00"), at("2027-03-02 11:00"), 40, words="Holds 40"
            ),
            RoomAnswer(
                "Hall B", at("2027-03-02 10:00"), at("2027-03-02 11:00"), 40, words="Holds 40"
            ),
            RoomAnswer(
                "Main Hall", at("2027-03-02 10:00"), at("2027-03-02 11:00"), 90, words="Holds 90"
            ),
        )
    )
    assert said(find(store, clock, "10:00", "11:00").answers)[0] == "Quiet Room 02 10:00-11:00"


def test_a_room_that_has_the_kit_comes_first_and_the_thing_that_is_free_is_named(
    store: Store, clock: Clock
) -> None:
    a_library(store, clock)
    add_equipment(store, clock, name="Projector of the hall", room="Hall A")
    take(store, clock, "Quiet Room", "10:00", "11:00", equipment=["Projector 1"])
    found = find(store, clock, "10:00", "11:00", people=20, equipment=["projector"])
    assert [(one.room, one.equipment, one.words) for one in found.answers] == [
        ("Hall A", ("Projector of the hall",), "Holds 40, has the Projector of the hall"),
        ("Garden Room", ("Projector 2",), "Holds 40, the Projector 2 is free"),
        ("Hall B", ("Projector 2",), "Holds 40, the Projector 2 is free"),
        ("Main Hall", ("Projector 2",), "Holds 90, the Projector 2 is free"),
    ]


def test_what_stays_in_a_room_is_found_there_only(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    found = find(store, clock, "10:00", "11:00", equipment=["hearing loop"])
    assert [(one.room, one.words) for one in found.answers] == [
        ("Hall B", "Holds 40, has the Hearing loop")
    ]


def test_two_projectors_are_two_things_and_three_are_too_many(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    two = find(store, clock, "10:00", "11:00", equipment=["projector"] * 2)
    assert two.answers[0].equipment == ("Projector 1", "Projector 2")
    three = find(store, clock, "10:00", "11:00", equipment=["projector"] * 3)
    assert (three.answers, three.nearest) == ((), ())
    assert three.why == "Nothing is free then, nor at any time in the 14 days after it."


def test_a_layout_brings_its_capacity_and_its_time_to_set_up(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    take(store, clock, "Hall A", "09:00", "09:45")
    found = find(store, clock, "10:00", "16:00", minutes=60, people=50, layout="Theatre")
    assert [(*said((one,)), one.capacity, one.words) for one in found.answers] == [
        ("Hall A 02 10:15-11:15", 60, "Holds 60 set up as theatre"),
        ("Main Hall 02 10:45-11:45", 120, "Holds 120 set up as theatre"),
    ]


def test_a_room_too_small_as_it_stands_is_offered_in_a_layout_that_fits(
    store: Store, clock: Clock
) -> None:
    a_library(store, clock)
    found = find(store, clock, "11:00", "12:00", people=55)
    assert [(one.room, one.layout) for one in found.answers] == [
        ("Hall A", "theatre"),
        ("Main Hall", ""),
    ]


def test_a_length_within_a_longer_time_begins_as_early_as_it_can(
    store: Store, clock: Clock
) -> None:
    a_library(store, clock)
    take(store, clock, "Quiet Room", "09:00", "10:50")
    found = find(store, clock, "10:00", "12:00", minutes=60, people=5)
    assert said(found.answers)[-1] == "Main Hall 02 10:00-11:00"
    assert said(found.answers)[0] == "Quiet Room 02 11:00-12:00"


def test_a_closed_room_and_a_shut_day_are_not_offered(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    add_closure(
        store,
        clock,
        starts=at("2027-03-02 00:00"),
        ends=at("2027-03-03 00:00"),
        room="Hall A",
        reason="Leak",
    )
    found = find(store, clock, "10:00", "11:00", people=20)
    assert [one.room for one in found.answers] == ["Garden Room", "Hall B"]
    evening = find(store, clock, "18:00", "19:00", people=5)
    assert evening.answers == ()
    assert said(evening.nearest)[0] == "Quiet Room 02 16:00-17:00"


def test_where_nothing_is_free_the_nearest_times_are_told_the_same_day_first(
    store: Store, clock: Clock
) -> None:
    a_library(store, clock)
    take(store, clock, "Main Hall", "09:00", "12:30")
    take(store, clock, "Garden Room", "09:00", "17:00")
    found = find(store, clock, "10:00", "11:00", people=30)
    assert said(found.nearest) == [
        "Hall A 02 12:30-13:30",
        "Hall B 02 12:30-13:30",
        "Main Hall 02 12:30-13:30",
        "Garden Room 03 10:00-11:00",
        "Hall A 03 10:00-11:00",
        "Hall B 03 10:00-11:00",
    ]
    assert (found.answers, found.why) == ((), "")


def test_a_bank_holiday_comes_last_and_is_named(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    found = find_a_room(
        store, clock, starts=at("2026-12-25 10:00"), ends=at("2026-12-25 11:00"), people=5
    )
    assert found.answers[0].words == "Holds 8, but it is a bank holiday: Christmas Day"


def test_what_no_room_can_do_is_said_at_once(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    assert find(store, clock, "10:00", "11:00", people=500) == RoomSearch(
        (), (), "No room holds 500. The largest is Main Hall, which holds 90."
    )
    with pytest.raises(NotFound, match="no 'kettle' to lend"):
        find(store, clock, "10:00", "11:00", equipment=["kettle"])
    with pytest.raises(NotFound, match="set up as 'banquet'"):
        find(store, clock, "10:00", "11:00", layout="banquet")


@pytest.mark.parametrize(
    ("since", "until", "others", "words"),
    [
        ("11:00", "10:00", {}, "end comes before"),
        ("10:00", "11:00", {"people": 0}, "from 1"),
        ("10:00", "11:00", {"minutes": 61}, "longer than the time"),
        ("10:00", "11:00", {"minutes": 0}, "longer than the time"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    store: Store, clock: Clock, since: str, until: str, others: dict[str, Any], words: str
) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match=words):
        find(store, clock, since, until, **others)


def test_nobody_finds_a_room_in_the_past(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match="gone by"):
        find_a_room(store, clock, starts=at("2026-11-23 09:00"), ends=at("2026-11-23 10:00"))
    today = find_a_room(
        store, clock, starts=at("2026-11-23 09:00"), ends=at("2026-11-23 12:00"), minutes=30
    )
    assert said(today.answers)[0] == "Quiet Room 23 10:45-11:15"


def test_an_hour_that_the_clocks_skip_is_refused(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match="doesn't exist"):
        find_a_room(
            store,
            clock,
            starts=datetime(2027, 3, 28, 1, 30),  # noqa: DTZ001 # a wall time, as it is typed
            ends=datetime(2027, 3, 28, 3),  # noqa: DTZ001 # typed wall time
        )


def test_it_takes_no_more_statements_with_more_rooms_and_bookings(
    store: Store, clock: Clock
) -> None:
    a_library(store, clock)
    with counted(store) as few:
        find(store, clock, "18:00", "19:00", people=5, equipment=["projector"])
    for number in range(10):
        add_room(store, clock, name=f"Cell {number}", capacity=6)
        take(store, clock, f"Cell {number}", "10:00", "11:00")
    with counted(store) as many:
        find(store, clock, "18:00", "19:00", people=5, equipment=["projector"])
    assert len(few) == len(many)
    assert len([one for one in many if one != "BEGIN"]) == 11


def test_a_closed_room_cannot_be_set_up(store: Store, clock: Clock) -> None:
    """Theatre for 60 in Hall A takes half an hour, which has to wait for the leak to be mended."""
    a_library(store, clock)
    add_closure(
        store,
        clock,
        room="Hall A",
        starts=at("2027-03-02 12:00"),
        ends=at("2027-03-02 14:00"),
        reason="Leak",
    )
    found = find(
        store,
        clock,
        "12:00",
        "16:00",
        people=60,
        layout="theatre",
        minutes=60,
    )
    assert [f"{one.room} {one.starts:%H:%M}" for one in found.answers if one.room == "Hall A"] == [
        "Hall A 14:30"
    ]
