"""Where rooms lie in the building is said, moved, refused and undone."""

from __future__ import annotations

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.changing_rooms import remove_room
from hub.timetable.floor_plan import list_marks, mark_square, place_room, unmark, unplace_room
from hub.timetable.rooms import list_rooms
from hub.upkeep.undoing import undo_last_change
from hub.views.floor import MarkKind, MarkView, Spot, floor_named
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall

GROUND = "Ground floor"


def spots(store: Store) -> dict[str, Spot | None]:
    return {room.name: room.spot for room in list_rooms(store)}


def test_a_room_is_placed_moved_and_taken_off_and_each_is_undone(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    placed = place_room(store, clock, room="hall a", floor="G", at=(3, 0), size=(6, 4))
    assert placed.spot == Spot(GROUND, 3, 0, 6, 4)
    entry = read_trail(store, clock, limit=1)[0]
    assert (entry.verb, dict(entry.fields)) == ("room.changed", {"what": "plan"})
    there = dump(store)
    assert place_room(store, clock, room="Hall A", at=(4, 1)).spot == Spot(GROUND, 4, 1, 6, 4)
    undo_last_change(store, clock)
    assert dump(store) == there
    unplace_room(store, clock, room="Hall A")
    assert spots(store)["Hall A"] is None
    with pytest.raises(BadInput, match="Hall A is not on the plan"):
        unplace_room(store, clock, room="Hall A")
    undo_last_change(store, clock)
    remove_room(store, clock, room="Quiet Room")
    undo_last_change(store, clock)
    assert dump(store) == there
    undo_last_change(store, clock)
    assert dump(store) == before


def test_no_room_lies_over_another_but_a_part_lies_in_its_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    place_room(store, clock, room="Main Hall", floor="ground", at=(0, 0), size=(10, 4))
    place_room(store, clock, room="Hall A", at=(0, 0), size=(5, 4))
    place_room(store, clock, room="Quiet Room", floor="first", at=(0, 0), size=(10, 4))
    before = dump(store)
    for room, at, size, words in (
        (
            "Hall B",
            (4, 0),
            (5, 4),
            "Hall A lies there already: Ground floor, squares 0 to 4 across",
        ),
        ("Hall B", (5, 0), (6, 4), "Hall B is part of Main Hall, and would lie only half inside"),
        ("Main Hall", (1, 0), (10, 4), "Hall A is part of Main Hall"),
        ("Hall B", (20, 0), (5, 4), "off the plan: a floor is 24 squares across and 12 down"),
        ("Hall B", (0, 9), (5, 4), "off the plan"),
        ("Hall B", (0, 9), (0, 1), "off the plan"),
    ):
        with pytest.raises(BadInput, match=words):
            place_room(store, clock, room=room, floor="ground", at=at, size=size)
    with pytest.raises(BadInput, match="Hall B is not on the plan yet"):
        place_room(store, clock, room="Hall B", at=(5, 0))
    with pytest.raises(BadInput, match="Which floor is it on"):
        place_room(store, clock, room="Hall B", at=(5, 0), size=(5, 4))
    with pytest.raises(BadInput, match="Quiet Room lies there already"):
        place_room(store, clock, room="Hall B", floor="1st", at=(9, 3), size=(1, 1))
    assert dump(store) == before
    place_room(store, clock, room="Hall B", floor="Ground floor", at=(5, 0), size=(5, 4))
    assert spots(store)["Hall B"] == Spot(GROUND, 5, 0, 5, 4)


def test_a_room_that_is_gone_leaves_its_squares_free(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    place_room(store, clock, room="Quiet Room", at=(0, 0), size=(2, 2))
    remove_room(store, clock, room="Quiet Room")
    place_room(store, clock, room="Hall A", at=(0, 0), size=(2, 2))
    assert spots(store)["Hall A"] == Spot(GROUND, 0, 0, 2, 2)


def test_marks_move_and_there_is_one_of_each_on_a_floor(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    mark_square(store, clock, kind=MarkKind.LIFT, at=(9, 5))
    mark_square(store, clock, kind=MarkKind.LIFT, at=(9, 5), floor="first")
    mark_square(store, clock, kind=MarkKind.LIFT, at=(9, 6), floor="ground")
    mark_square(store, clock, kind=MarkKind.HERE, at=(1, 1), floor="ground")
    mark_square(store, clock, kind=MarkKind.HERE, at=(2, 2), floor="first")
    assert list_marks(store) == (
        MarkView(MarkKind.HERE, Spot("First floor", 2, 2)),
        MarkView(MarkKind.LIFT, Spot("First floor", 9, 5)),
        MarkView(MarkKind.LIFT, Spot(GROUND, 9, 6)),
    )
    with pytest.raises(BadInput, match="That square has the lift already"):
        mark_square(store, clock, kind=MarkKind.STAIRS, at=(9, 6), floor="ground")
    with pytest.raises(NotFound, match="The plan of Basement doesn't show the lift"):
        unmark(store, clock, kind=MarkKind.LIFT, floor="basement")
    assert len(unmark(store, clock, kind=MarkKind.LIFT)) == 2
    assert [mark.kind for mark in list_marks(store)] == [MarkKind.HERE]
    for _ in range(6):
        undo_last_change(store, clock)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("typed", "floor"),
    [
        ("ground", GROUND),
        ("Ground Floor", GROUND),
        ("g", GROUND),
        ("0", GROUND),
        ("1", "First floor"),
        ("2nd floor", "Second floor"),
        ("-1", "Basement"),
        ("the basement", "The basement"),
        ("level 7", "Floor 7"),
        ("café level", "Café level"),
    ],
)
def test_a_floor_is_known_by_what_people_call_it(typed: str, floor: str) -> None:
    assert floor_named(typed) == floor
    assert floor_named(floor) == floor
