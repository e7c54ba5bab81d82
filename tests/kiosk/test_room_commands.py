"""`hub room` and `hub closure`, as they are typed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kiosk.conftest import Hub

COUNCIL = ("book", "Hall A", "2027-03-02T10:00", "2027-03-02T11:00", "--title", "Parish council")
TUESDAY = ("--on", "2027-03-02", "--from", "10:00", "--until", "11:00")


LISTS = (("layout", "Main Hall"), ("kit",))


def booked(hub: Hub, *words: str) -> str:
    code: str = hub(*COUNCIL, *words, "--json").document["code"]
    return code


def test_a_layout_is_added_listed_and_removed(starter: Hub) -> None:
    words = ("Hall A", "theatre", "--capacity", "60", "--setup", "30m", "--tidy", "15m")
    theatre = {
        "room": "Hall A",
        "layout": "theatre",
        "capacity": 60,
        "setup_minutes": 30,
        "tidy_minutes": 15,
    }
    assert starter("room", "layout", "add", *words, "--json").document == theatre
    assert starter("room", "layout", "list", "Hall A", "--json").document == {"layouts": [theatre]}
    assert starter("room", "layout", "list", "Hall A").out == (
        "Hall A, theatre, holds 60, 30 minutes to set up, 15 minutes to tidy up\n"
    )
    gone = starter("room", "layout", "remove", "hall a", "THEATRE")
    assert gone.out == "Removed: theatre from Hall A.\n"
    assert starter("room", "layout", "list", "Hall A").out == (
        "It has none yet. Add one: hub room layout add\n"
    )


def test_kit_is_added_listed_and_removed_by_its_code(starter: Hub) -> None:
    loop = starter("room", "kit", "add", "Hearing loop", "--room", "Hall A", "--json").document
    assert loop == {"code": loop["code"], "name": "Hearing loop", "room": "Hall A"}
    listed = starter("room", "kit", "list")
    assert listed.out == f"{loop['code']} Hearing loop, stays in Hall A\n"
    assert starter("room", "kit", "remove", loop["code"].lower()).out == "Removed: Hearing loop.\n"
    assert starter("room", "kit", "list", "--json").document == {"kit": []}


def test_a_layout_and_a_thing_are_changed_and_changed_back(starter: Hub) -> None:
    starter("room", "layout", "add", "Main Hall", "theatre", "--capacity", "60", "--setup", "30m")
    starter("room", "kit", "add", "Projector")
    before = [starter("room", kind, "list", *room).out for kind, *room in LISTS]
    words = ("--name", "rows", "--capacity", "0", "--setup", "0", "--tidy", "15m", "--json")
    layout = starter("room", "layout", "change", "main hall", "Theatre", *words)
    assert layout.document == {
        "room": "Main Hall",
        "layout": "rows",
        "capacity": None,
        "setup_minutes": 0,
        "tidy_minutes": 15,
    }
    kit = starter("room", "kit", "change", "projector", "--name", "Beamer", "--room", "main hall")
    assert kit.out.endswith(" Beamer, stays in Main Hall\n")
    assert starter("room", "kit", "change", "Beamer", "--anywhere").out.endswith(" Beamer\n")
    assert [starter("undo").code for _ in range(3)] == [0, 0, 0]
    assert [starter("room", kind, "list", *room).out for kind, *room in LISTS] == before
    for wrong in (("layout", "change", "Main Hall", "theatre"), ("kit", "change", "Projector")):
        assert starter("room", *wrong).code == 2
    refused = starter("room", "layout", "change", "Main Hall", "circle", "--capacity", "3")
    assert (refused.code, refused.out) == (1, "")
    assert "Main Hall has no layout called 'circle'." in refused.err


def test_opening_hours_are_typed_as_people_write_them(starter: Hub) -> None:
    assert starter("room", "hours", "list").out == (
        "No opening hours are set: bookings may be at any time.\n"
    )
    assert starter("room", "hours", "set", "mon-fri", "9:00-17:00").code == 0
    assert starter("room", "hours", "set", "sat,sun", "10:00 to 13:00", "14:00–24:00").code == 0
    assert starter("room", "hours", "set", "sunday", "closed").out == (
        "Monday to Friday: 9am to 5pm\nSaturday: 10am to 1pm and 2pm to midnight\nSunday: closed\n"
    )
    document = starter("room", "hours", "list", "--json").document
    assert document["hours"][5:] == [
        {"weekday": "Saturday", "open": [["10:00", "13:00"], ["14:00", "00:00"]]},
        {"weekday": "Sunday", "open": []},
    ]
    assert starter("room", "hours", "set", "all", "8:00-22:00", "--room", "Hall A").out == (
        "Every day: 8am to 10pm\n"
    )
    assert starter("room", "hours", "set", "sat-mon", "9:00-10:00").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("room", "hours", "set", "funday", "9:00-17:00"), "are not days of the week"),
        (("room", "hours", "set", "mo", "9:00-17:00"), "are not days of the week"),
        (("room", "hours", "set", "mon", "nine"), "is not a stretch of time"),
        (("room", "hours", "set", "mon", "17:00-9:00"), "closing time comes before"),
        (("room", "layout", "add", "Attic", "theatre"), "no room called"),
        (("room", "kit", "remove", "kettle"), "no 'kettle' to lend"),
        (("room", "find", *TUESDAY, "--with", "kettle"), "no 'kettle' to lend"),
        (("room", "free", *TUESDAY, "--layout", "banquet"), "set up as 'banquet'"),
        (("room", "find", "--from", "11:00", "--until", "10:00"), "end comes before"),
        (("room", "change", "Hall A", "--part-of", "Main Hall"), "part of Main Hall already"),
        (("room", "remove", "Attic"), "no room called"),
        (("closure", "add", "2027-03-02"), "Say why it is closed"),
        (("closure", "add", "2027-03-02T10:00", "--reason", "Leak"), "until when"),
        (("closure", "add", "2027-03-03", "2027-03-02", "--reason", "x"), "end comes before"),
        (("closure", "add", "2026-03-03", "--reason", "x"), "gone by"),
        (("closure", "lift", "ZZZZZ"), "no closure with the code"),
        (("closure", "show", "ZZZZZ"), "no closure with the code"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    starter: Hub, words: tuple[str, ...], said: str
) -> None:
    refused = starter(*words)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert starter("undo", "--list").out.count("\n") == 3  # the three rooms, and nothing more


def test_wrong_usage_of_change_and_closure_ends_with_two(starter: Hub) -> None:
    assert starter("room", "change", "Hall A").code == 2
    assert (
        starter("room", "change", "Hall A", "--name", "Hall C", "--part-of", "Main Hall").code == 2
    )
    assert starter("closure", "add", "2027-03-02", "--then", "hope").code == 2


def test_a_room_is_changed_joined_and_removed(starter: Hub) -> None:
    changed = starter("room", "change", "Hall A", "--name", "Hall C", "--capacity", "45", "--json")
    assert changed.document | {"code": ""} == {
        "code": "",
        "room": "Hall C",
        "capacity": 45,
        "part_of": ["Main Hall"],
        "spaces": ["Hall C"],
        "where": "",
    }
    assert starter("room", "add", "Stage").code == 0
    assert "part of Main Hall" in starter("room", "change", "Stage", "--part-of", "main hall").out
    assert starter("room", "remove", "stage").out == "Removed: Stage.\n"
    assert "Stage" not in starter("room", "list").out


def test_find_me_a_room_with_a_projector(starter: Hub) -> None:
    starter("room", "kit", "add", "Projector")
    starter("room", "layout", "add", "Hall B", "theatre", "--capacity", "60")
    wish = (*TUESDAY, "--people", "50", "--with", "projector", "--layout", "theatre")
    answer = {
        "room": "Hall B",
        "starts": "2027-03-02T10:00:00+00:00",
        "ends": "2027-03-02T11:00:00+00:00",
        "capacity": 60,
        "layout": "theatre",
        "equipment": ["Projector"],
        "words": "Holds 60 set up as theatre, the Projector is free",
    }
    found = starter("room", "find", *wish, "--json").document
    assert found == {"answers": [answer], "nearest": [], "why": ""}
    assert starter("room", "find", *wish).out == (
        "Tuesday 2 March 2027:\n"
        "Hall B: 10am to 11am. Holds 60 set up as theatre, the Projector is free\n"
    )
    short = ("room", "starts", "ends", "capacity")
    assert starter("room", "free", *wish, "--json").document == {
        "free": [{name: answer[name] for name in short}]
    }
    assert starter("room", "find", *TUESDAY, "--people", "500").out == (
        "No room holds 500. The largest is Main Hall, which holds 90.\n"
    )


def test_the_nearest_times_are_told_where_nothing_suits(starter: Hub) -> None:
    booked(starter)
    starter(*COUNCIL[:1], "Hall B", *COUNCIL[2:])
    said = starter("room", "find", *TUESDAY, "--people", "30").out
    assert said.splitlines()[:3] == [
        "Nothing suits then, Tuesday 2 March 2027. The nearest:",
        "Tuesday 2 March, Hall A: 11am to noon. Holds 40",
        "Tuesday 2 March, Hall B: 11am to noon. Holds 40",
    ]


def test_what_is_free_says_which_day_was_understood(starter: Hub) -> None:
    booked(starter, "--anyway")
    wish = ("--from", "10:00", "--until", "11:00", "--people", "30")
    assert starter("room", "free", "--on", "2 mar", *wish).out == (
        "Tuesday 2 March 2027:\nHall B: 10am to 11am, holds 40\n"
    )
    assert starter("room", "free", "--on", "2 mar", *wish[:4], "--people", "500").out == (
        "No room is free then on Tuesday 2 March 2027. Other times: hub room find\n"
    )


def closed(hub: Hub, *words: str) -> dict[str, Any]:
    given = ("closure", "add", "2027-03-02", "--room", "Hall A", "--reason", "Leak")
    document: dict[str, Any] = hub(*given, *words, "--json").document
    return document


def test_a_closure_is_looked_at_made_shown_and_lifted(starter: Hub) -> None:
    council = booked(starter)
    seen = closed(starter, "--preview")
    assert [(one["code"], one["could_move_to"]) for one in seen["affected"]] == [
        (council, "Hall B")
    ]
    assert starter("closure", "list").out == "Nothing is closed.\n"
    made = closed(starter)
    assert (made["room"], made["starts"], made["ends"], made["reason"]) == (
        "Hall A",
        "2027-03-02T00:00:00+00:00",
        "2027-03-03T00:00:00+00:00",
        "Leak",
    )
    assert [one["code"] for one in made["cancelled"]] == [council]
    assert starter("closure", "list").out == (f"{made['code']} Hall A, Tue 2 Mar all day: Leak\n")
    assert starter("closure", "show", made["code"]).out == (
        f"{made['code']} Hall A, Tue 2 Mar all day: Leak\n"
        f"Cancelled: {council} Parish council, Hall A, Tue 2 Mar 10am to 11am\n"
    )
    assert "Hall A is closed all day: Leak" in starter("whatson", "--day", "2027-03-02").out
    opened = starter("closure", "lift", made["code"]).out
    assert "Takes place after all" in opened
    assert starter("booking", "show", council, "--json").document["status"] == "confirmed"
    assert "closed" not in starter("whatson", "--day", "2027-03-02").out


def test_a_closure_moves_keeps_and_is_undone(starter: Hub) -> None:
    council = booked(starter)
    moved = closed(starter, "--then", "move")
    assert [(one["code"], one["room"]) for one in moved["moved"]] == [(council, "Hall B")]
    assert starter("undo").out == "Undone: Closed Hall A, Tue 2 Mar all day: 1 moved.\n"
    made = closed(starter)
    kept = starter("closure", "keep", made["code"], council, "--json").document
    assert [one["code"] for one in kept["kept"]] == [council]
    assert kept["cancelled"] == []
    starter("undo"), starter("undo")
    alive = closed(starter, "--keep", council)
    assert [one["code"] for one in alive["kept"]] == [council]


def test_several_days_and_odd_hours_are_said_in_words(starter: Hub) -> None:
    whole = starter("closure", "add", "2026-12-24", "2026-12-28", "--reason", "Christmas").out
    assert whole[6:] == "The building, Thu 24 Dec to Mon 28 Dec: Christmas\n"
    odd = ("2027-01-04T12:00", "2027-01-05", "--reason", "Lift", "--room", "Hall B")
    assert starter("closure", "add", *odd).out[6:] == (
        "Hall B, Mon 4 Jan noon to Tue 5 Jan midnight: Lift\n"
    )


def test_plain_words_close_and_the_preview_says_what_they_were_taken_for(starter: Hub) -> None:
    given = ("--reason", "Lift", "--preview")
    for words, said in (
        (("next tue",), "Tuesday 1 December 2026, all day"),
        (("24 dec", "28 dec"), "Thursday 24 December 2026 to Monday 28 December 2026, all day"),
        (("fri 2pm-4pm",), "Friday 27 November 2026, 2pm to 4pm"),
        (("fri 2pm", "4pm"), "Friday 27 November 2026, 2pm to 4pm"),
    ):
        assert starter("closure", "add", *words, *given).out == f"{said}: nothing is inside.\n"
