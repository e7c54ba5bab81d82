"""Layouts, things to lend, and changes of a room: kept, refused where they are wanted, undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, Clash, HubError, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.guard import is_occupied
from hub.store.tables import Booking, Equipment, Occupancy
from hub.timetable.bookings import book_room
from hub.timetable.changing_rooms import change_room, join_room, remove_room
from hub.timetable.equipment import add_equipment, list_equipment, remove_equipment
from hub.timetable.free import free_rooms
from hub.timetable.groups import add_group
from hub.timetable.layouts import add_layout, list_layouts, remove_layout
from hub.timetable.rooms import add_room, list_rooms
from hub.upkeep.undoing import undo_last_change
from hub.views.place import RoomView
from hub.views.rooms import EquipmentView, LayoutView
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at


def book(store: Store, clock: Clock, room: str, **others: Any) -> str:
    given = {
        "starts": at("2027-03-02 10:00"),
        "ends": at("2027-03-02 11:00"),
        "title": "Parish council",
    }
    return book_room(store, clock, room=room, **{**given, **others}).code


def choir(store: Store, clock: Clock, **others: Any) -> str:
    made = add_group(
        store,
        clock,
        title="Choir",
        room="Hall A",
        rule="FREQ=WEEKLY;BYDAY=WE;COUNT=3",
        starts_on=date(2027, 3, 3),
        at=time(19),
        minutes=90,
        **others,
    )
    return made.code


# Layouts


def test_a_room_is_set_up_in_more_than_one_way(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    theatre = add_layout(
        store,
        clock,
        room="hall a",
        name=" Theatre ",
        capacity=60,
        setup_minutes=30,
        tidy_minutes=15,
    )
    tables = add_layout(store, clock, room="Hall A", name="tables", capacity=30)
    assert theatre == LayoutView("Hall A", "Theatre", 60, 30, 15)
    assert list_layouts(store, room="Hall A") == (theatre, tables)
    assert list_layouts(store, room="Hall B") == ()
    of_the_whole = add_layout(store, clock, room="Main Hall", name="Theatre", capacity=80)
    assert list_layouts(store) == (of_the_whole, theatre, tables)
    line = read_trail(store, clock, limit=2)[1]
    assert (line.verb, line.fields) == ("layout.added", (("capacity", "30"), ("room", "Hall A")))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "THEATRE"}, "has a layout called THEATRE already"),
        ({"name": "\x07"}, "needs a name"),
        ({"name": "x" * 61}, "needs a name"),
        ({"capacity": 0}, "can't hold 0 people"),
        ({"setup_minutes": -1}, "from 0 minutes to a day"),
        ({"tidy_minutes": 1441}, "from 0 minutes to a day"),
        ({"room": "Attic"}, "no room called"),
    ],
)
def test_a_layout_that_makes_no_sense_is_refused(
    store: Store, clock: Clock, given: dict[str, Any], words: str
) -> None:
    a_divisible_hall(store, clock)
    add_layout(store, clock, room="Hall A", name="Theatre")
    before = dump(store)
    with pytest.raises(HubError, match=words):
        add_layout(store, clock, **{"room": "Hall A", "name": "Circle", **given})
    assert dump(store) == before


def test_a_layout_that_is_still_wanted_is_not_removed(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    add_layout(store, clock, room="Hall A", name="theatre")
    group = choir(store, clock, layout="theatre")
    council = book(store, clock, "Hall A", layout="theatre")
    with pytest.raises(BadInput) as refusal:
        remove_layout(store, clock, room="Hall A", name="theatre")
    assert refusal.value.message == (
        f"The layout theatre is still wanted by Choir (group {group}),"
        f" Parish council on Tue 2 Mar ({council})."
    )
    after = clock.at(datetime(2027, 3, 3, tzinfo=UTC))
    with pytest.raises(BadInput) as later:
        remove_layout(store, after, room="Hall A", name="theatre")
    assert later.value.message == f"The layout theatre is still wanted by Choir (group {group})."


def test_a_layout_that_goes_can_come_back_and_the_past_keeps_it(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    add_layout(store, clock, room="Hall A", name="theatre", capacity=60)
    book(store, clock, "Hall A", layout="theatre")
    after = clock.at(datetime(2027, 3, 3, tzinfo=UTC))
    before = dump(store)
    remove_layout(store, after, room="hall a", name="THEATRE")
    assert list_layouts(store, room="Hall A") == ()
    with pytest.raises(NotFound, match="no layout called 'theatre'"):
        remove_layout(store, after, room="Hall A", name="theatre")
    with pytest.raises(NotFound):
        book(store, clock, "Hall B", layout="theatre")
    assert undo_last_change(store, after).label == "Removed the layout theatre from Hall A"
    assert dump(store) == before
    remove_layout(store, after, room="Hall A", name="theatre")
    gone = dump(store)
    again = add_layout(store, after, room="Hall A", name="Theatre", capacity=50)
    assert list_layouts(store, room="Hall A") == (again,)
    undo_last_change(store, after)
    assert dump(store) == gone


# Things to lend


def test_each_thing_is_a_space_of_its_own(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    loop = add_equipment(store, clock, name="Hearing loop", room="hall a")
    projector = add_equipment(store, clock, name="Projector")
    assert (loop.room, projector.room) == ("Hall A", "")
    assert list_equipment(store) == (loop, projector)
    assert loop == EquipmentView(loop.code, "Hearing loop", "Hall A")
    with store.read() as session:
        spaces = session.scalars(select(col(Equipment.space_id))).all()
    assert len(set(spaces)) == 2
    # A thing that is lent is no room.
    assert [room.name for room in list_rooms(store)] == [
        "Main Hall",
        "Hall A",
        "Hall B",
        "Quiet Room",
    ]


def test_the_database_promises_no_thing_twice_whatever_the_code_above_does(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    add_equipment(store, clock, name="Projector")
    film = book(store, clock, "Hall A", equipment=["projector"])
    talk = book(store, clock, "Quiet Room")
    with pytest.raises(Clash, match="Projector"):
        book(store, clock, "Hall B", equipment=["projector"])
    with store.read() as session:
        space = session.scalar(select(col(Equipment.space_id)))
        ids = dict(session.execute(select(col(Booking.code), col(Booking.id))).all())
    row = {
        "space_id": space,
        "starts_at": at("2027-03-02 10:30").astimezone(UTC),
        "ends_at": at("2027-03-02 12:00").astimezone(UTC),
        "booking_id": ids[talk],
    }
    with pytest.raises(DBAPIError) as refusal, store.write() as session:
        session.execute(insert(Occupancy), row)
    assert is_occupied(refusal.value)
    with store.read() as session:
        holders = session.scalars(
            select(col(Occupancy.booking_id)).where(col(Occupancy.space_id) == space)
        ).all()
    assert holders == [ids[film]]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "PROJECTOR"}, "There is a PROJECTOR already"),
        ({"name": ""}, "needs a name"),
        ({"name": "x" * 101}, "needs a name"),
        ({"name": "Loop", "room": "Attic"}, "no room called"),
    ],
)
def test_a_thing_that_makes_no_sense_is_refused(
    store: Store, clock: Clock, given: dict[str, Any], words: str
) -> None:
    a_divisible_hall(store, clock)
    add_equipment(store, clock, name="Projector")
    before = dump(store)
    with pytest.raises(HubError, match=words):
        add_equipment(store, clock, **given)
    assert dump(store) == before


def test_a_thing_that_is_still_wanted_is_not_removed(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    thing = add_equipment(store, clock, name="Projector")
    group = choir(store, clock, equipment=["projector"])
    film = book(store, clock, "Hall B", equipment=["projector"], title="Film")
    with pytest.raises(BadInput) as refusal:
        remove_equipment(store, clock, name=thing.code)
    assert refusal.value.message == (
        f"The Projector is still wanted by Choir (group {group}), Film on Tue 2 Mar ({film})."
    )
    with pytest.raises(NotFound, match="no 'kettle' to lend"):
        remove_equipment(store, clock, name="kettle")


def test_a_thing_is_added_removed_and_added_again_and_each_is_undone(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    states = [dump(store)]
    first = add_equipment(store, clock, name="Projector")
    states.append(dump(store))
    assert remove_equipment(store, clock, name="projector") == first
    states.append(dump(store))
    again = add_equipment(store, clock, name="Projector", room="Hall A")
    assert again == EquipmentView(first.code, "Projector", "Hall A")
    labels = []
    for state in reversed(states):
        labels.append(undo_last_change(store, clock).label)
        assert dump(store) == state
    assert labels == ["Added Projector to Hall A", "Removed Projector", "Added Projector"]


# Rooms


def test_a_room_is_changed_and_changed_back(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    changed = change_room(
        store,
        clock,
        room="Quiet Room",
        name="Snug",
        capacity=9,
        whereabouts="Up the stairs",
        position=1,
    )
    assert changed == RoomView(changed.code, "Snug", 9, ("Snug",), (), "Up the stairs")
    assert [one.name for one in list_rooms(store)] == ["Snug", "Main Hall", "Hall A", "Hall B"]
    assert read_trail(store, clock, limit=1)[0].fields == (
        ("what", "name, capacity, whereabouts, position"),
    )
    assert undo_last_change(store, clock).label == "Changed Quiet Room"
    assert dump(store) == before
    assert change_room(store, clock, room="Quiet Room", capacity=0).capacity is None


def test_a_change_that_makes_no_sense_is_refused(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    for given, words in (
        ({"name": "hall  B"}, "room called hall B already"),
        ({"name": " "}, "needs a name"),
        ({"capacity": -1}, "can't hold -1"),
        ({"whereabouts": "x" * 301}, "at most 300"),
    ):
        with pytest.raises(BadInput, match=words):
            change_room(store, clock, room="Hall A", **given)
    assert dump(store) == before


def test_adding_a_room_is_undone_with_the_larger_one_that_came_with_it(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    add_room(store, clock, name="North Wing", part_of="Old House")
    assert undo_last_change(store, clock).label == "Added North Wing"
    assert dump(store) == before


def test_a_new_part_is_held_by_the_bookings_that_the_whole_has(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    book(store, clock, "Main Hall")
    before = dump(store)
    add_room(store, clock, name="Stage", part_of="Main Hall")
    with pytest.raises(Clash, match="Stage is taken by Parish council in Main Hall"):
        book(store, clock, "Stage")
    undo_last_change(store, clock)
    assert dump(store) == before


def test_two_rooms_are_joined_and_neither_can_be_had_while_the_other_is_taken(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    add_room(store, clock, name="Ground Floor")
    join_room(store, clock, room="Main Hall", part_of="Ground Floor")
    book(store, clock, "Ground Floor")
    before = dump(store)
    joined = join_room(store, clock, room="Quiet Room", part_of="Main Hall")
    # What is part of the hall is part of what the hall is part of.
    assert joined.part_of == ("Main Hall", "Ground Floor")
    with pytest.raises(Clash, match="Quiet Room is taken by Parish council in Ground Floor"):
        book(store, clock, "Quiet Room")
    assert undo_last_change(store, clock).label == "Made Quiet Room part of Main Hall"
    assert dump(store) == before
    book(store, clock, "Quiet Room")


def test_rooms_that_are_taken_at_one_time_are_not_joined(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    book(store, clock, "Main Hall")
    book(store, clock, "Quiet Room", title="Silence", starts=at("2027-03-02 09:30"))
    before = dump(store)
    with pytest.raises(Clash) as refusal:
        join_room(store, clock, room="Quiet Room", part_of="Main Hall")
    assert refusal.value.message == (
        "Quiet Room can't become part of Main Hall: both are taken at one time by Parish council,"
        " Main Hall, Tue 2 Mar 10am to 11am and Silence, Quiet Room, Tue 2 Mar 9:30am to 11am."
    )
    assert dump(store) == before
    # What is over is no hindrance.
    join_room(
        store,
        clock.at(datetime(2027, 3, 3, tzinfo=UTC)),
        room="Quiet Room",
        part_of="Main Hall",
    )


def test_a_room_is_not_joined_to_itself_nor_to_its_own_part(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    for room, whole, words in (
        ("Hall A", "hall a", "part of itself"),
        ("Main Hall", "Hall A", "Hall A is part of Main Hall already"),
        ("Hall A", "Main Hall", "Hall A is part of Main Hall already"),
    ):
        with pytest.raises(BadInput, match=words):
            join_room(store, clock, room=room, part_of=whole)


def test_a_room_goes_when_nothing_wants_it_and_its_name_is_free_again(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    loop = add_equipment(store, clock, name="Hearing loop", room="Hall A")
    group = choir(store, clock)
    with pytest.raises(BadInput, match=f"Hall A is still wanted by Choir \\(group {group}\\)"):
        remove_room(store, clock, room="Hall A")
    over = clock.at(datetime(2027, 4, 1, tzinfo=UTC))
    undo_last_change(store, clock)
    with pytest.raises(BadInput, match="The Hearing loop stays in Hall A"):
        remove_room(store, over, room="Hall A")
    remove_equipment(store, over, name=loop.name)
    before = dump(store)
    assert remove_room(store, over, room="hall a").name == "Hall A"
    assert [one.name for one in list_rooms(store)] == ["Main Hall", "Hall B", "Quiet Room"]
    free = free_rooms(store, clock, starts=at("2027-05-01 10:00"), ends=at("2027-05-01 11:00"))
    assert [one.room for one in free] == ["Quiet Room", "Hall B", "Main Hall"]
    gone = dump(store)
    add_room(store, over, name="Hall A", capacity=12)
    undo_last_change(store, over)
    assert dump(store) == gone
    assert undo_last_change(store, over).label == "Removed Hall A"
    assert dump(store) == before
