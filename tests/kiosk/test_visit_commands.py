"""`hub visit|door|idea|report` and `hub directory wrong`, as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kiosk.conftest import Hub


def a_code(hub: Hub) -> str:
    return str(hub("directory", "list", "--json").document["services"][0]["code"])


def test_a_visit_is_noted_listed_and_taken_back(starter: Hub) -> None:
    code = a_code(starter)
    made = starter(
        *("visit", "record", "behind-with-rent", "--unmet", "food-today"),
        *("--suggested", code.lower(), "--channel", "phone", "--json"),
    )
    if made.code:
        pytest.fail(made.err or made.out)
    document = made.document
    number = document.pop("number")
    assert isinstance(number, int)
    assert document == {
        "week": "2026-11-23",
        "channel": "phone",
        "outcome": "given",
        "needs": ["behind-with-rent", "food-today"],
        "unmet": ["food-today"],
        "interests": [],
        "suggested": [code],
    }
    listed = starter("visit", "list", "--json").document
    assert [one["number"] for one in listed["visits"]] == [number]
    assert starter("visit", "list").out == (
        "Week of 23 Nov 2026, on the phone: something was suggested;"
        f" about behind-with-rent, food-today; suggested {code}; unmet food-today.\n"
    )
    assert starter("undo").code == 0
    assert starter("visit", "list").out == (
        "No visits were noted in that time. Note one: hub visit record food-today\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("visit", "record"), 1, "A visit needs at least one need or interest."),
        (("visit", "record", "rant"), 1, "There is no need called 'rant'."),
        (("visit", "record", "x", "--channel", "pigeon"), 2, "'pigeon' is not one of"),
        (("visit", "list", "--from", "2027-01-02", "--until", "2027-01-01"), 1, "comes before"),
        (("visit", "list", "--from", "someday"), 1, "'someday' is not a date"),
        (("door", "0"), 1, "between 1 and 1000"),
        (("door", "many"), 2, "not a valid integer"),
        (("idea", "add", ""), 1, "There are no words."),
        (("idea", "keep", "7"), 1, "No idea has the number 7."),
        (("idea", "throw-away", "7"), 1, "No idea has the number 7."),
        (("directory", "wrong", "add", "ZZZZZ", "phone"), 1, "No entry and no activity"),
        (("directory", "wrong", "add", "ZZZZZ", "colour"), 2, "'colour' is not one of"),
        (("directory", "wrong", "settle", "7"), 1, "No note has the number 7."),
        (("report", "--from", "2027-02-01", "--until", "2027-01-01"), 1, "comes before"),
        (("report", "--from", "2026-11-23"), 1, "is not over yet"),
        (("report", "--csv", "/no/such/folder/report.csv"), 1, "No such file"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    starter: Hub, words: tuple[str, ...], code: int, why: str
) -> None:
    refused = starter(*words)
    assert (refused.code, refused.out) == (code, "")
    assert why in refused.err


def test_the_door_is_counted_in_one_word(starter: Hub) -> None:
    assert starter("door").out == "Monday 23 November: 1 through the door, 1 this week.\n"
    assert starter("door", "3", "--json").document == {"day": "2026-11-23", "today": 4, "week": 4}


def test_an_idea_is_read_kept_and_thrown_away(starter: Hub) -> None:
    made = starter("idea", "add", "A bench \x1b[31mby the door", "--json").document
    assert made == {
        "number": 1,
        "kind": "idea",
        "words": "A bench [31mby the door",
        "week": "2026-11-23",
        "channel": "desk",
        "read": False,
        "kept": False,
    }
    assert starter("idea", "add", "Chess", "--group").out == (
        "Noted. 2 a group for: Chess · week of 23 Nov 2026\n"
    )
    assert starter("idea", "keep", "2").code == 0
    listed = starter("idea", "list", "--unread", "--json").document
    assert [one["number"] for one in listed["ideas"]] == [1]
    assert starter("idea", "throw-away", "1", "--json").document == {"thrown_away": 1}
    assert starter("idea", "list").out == "2 a group for: Chess · week of 23 Nov 2026 (kept)\n"
    assert starter("undo").code == 0
    assert len(starter("idea", "list", "--json").document["ideas"]) == 2


def test_what_is_wrong_is_noted_and_settled(starter: Hub) -> None:
    code = a_code(starter)
    assert starter("directory", "wrong", "list").out == "Nobody says that anything is wrong.\n"
    for _ in range(2):
        made = starter("directory", "wrong", "add", code, "phone", "--json").document
    assert (made["code"], made["part"], made["times"]) == (code, "phone", 2)
    assert "2 people say so" in starter("directory", "wrong", "list").out
    assert starter("directory", "wrong", "settle", str(made["number"])).code == 0
    assert starter("directory", "wrong", "list", "--json").document == {"wrong": []}


def test_a_report_is_written_for_a_spreadsheet(
    starter: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        starter("visit", "record", "behind-with-rent", "food-today")
    monkeypatch.setenv("HUB_NOW", "2027-01-04T10:00")
    file = tmp_path / "report.csv"
    said = starter("report", "--from", "2026-11-23", "--csv", str(file), "--json").document
    assert said["visits"] == 12
    assert said["outcomes"] == []
    assert [(one["need"], one["asked"], one["unmet"]) for one in said["needs"]] == [
        ("behind-with-rent", "not shown", "not shown"),
        ("food-today", "not shown", "not shown"),
    ]
    lines = file.read_bytes().split(b"\r\n")
    assert lines[0] == b"about,what,name,number"
    assert b"visits,,,12" in lines
    assert "Numbers under 5 are never shown" in starter("report").out
