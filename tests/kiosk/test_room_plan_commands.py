"""`hub room place|mark|plan`, as they are typed."""

from __future__ import annotations

from tests.kiosk.conftest import Hub


def test_a_plan_is_typed_looked_at_and_taken_back(starter: Hub) -> None:
    assert starter("room", "plan").out == (
        'There is no plan yet. Begin: hub room place "Hall A" --at 0,0 --size 6x4\n'
    )
    hall = starter(
        "room", "place", "Hall A", "--floor", "ground", "--at", "3,0", "--size", "6x4", "--json"
    ).document
    lies = {"room": "Hall A", "floor": "Ground floor", "at": [3, 0], "size": [6, 4]}
    assert hall == {"code": hall["code"], **lies}
    assert starter("room", "mark", "toilets", "--at", "9,5", "--floor", "ground").out == (
        "toilets: Ground floor, at 9,5\n"
    )
    document = starter("room", "plan", "--json").document
    assert document["floors"] == [
        {
            "floor": "Ground floor",
            "rooms": [hall],
            "marks": [{"mark": "toilets", "floor": "Ground floor", "at": [9, 5]}],
        }
    ]
    drawn = starter("room", "plan", "--floor", "ground").out.split("\n")
    assert drawn[0] == "Ground floor"
    assert any("│ 1 Hall A   " in line for line in drawn)
    assert any("   Toilets" in line for line in drawn)
    assert drawn[-2].startswith("Not on the plan: ")
    assert starter("room", "mark", "toilets", "--off").out == (
        "Off the plan: toilets, Ground floor.\n"
    )
    assert starter("room", "place", "Hall A", "--off").out == "Off the plan: Hall A.\n"
    assert starter("undo").out == "Undone: Took Hall A off the plan.\n"


def test_what_makes_no_plan_is_refused_with_words(starter: Hub) -> None:
    for words, said in (
        (("place", "Hall A", "--at", "3-0", "--size", "6x4"), "Write: --at 3,0"),
        (("place", "Hall A", "--at", "30,0", "--size", "6x4"), "off the plan"),
        (("place", "Hall A", "--at", "3,0"), "--at 3,0 --size 6x4"),
        (("plan", "--floor", "attic"), "There is no floor called Attic."),
        (("mark", "lift", "--off"), "doesn't show the lift"),
    ):
        refused = starter("room", *words)
        assert said in refused.err
    for typed in ("place|Hall A", "mark|lift", "place|Hall A|--off|--at|1,1"):
        assert "Say where it lies" in starter("room", *typed.split("|")).err
