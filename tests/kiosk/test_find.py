"""`hub find`: in people's own words, for people and for scripts."""

from __future__ import annotations

import json

import pytest

from tests.kiosk.conftest import Hub


def test_every_need_finds_itself_and_says_how_many_help(starter: Hub) -> None:
    needs = starter("need", "list", "--json").document["needs"]
    assert len(needs) >= 53
    for need in needs[::6]:
        found = starter("find", need["name"], "--json").document["results"]
        (own,) = (one for one in found if one["code"] == need["need"])
        assert own["kind"] == "need"
        (line,) = (
            line
            for line in starter("find", need["name"]).out.splitlines()
            if line.startswith(need["name"])
        )
        assert line.endswith("nothing yet: please ask at the desk") == (own["helpers"] == 0)


def test_what_nobody_has_checked_yet_says_so(starter: Hub) -> None:
    (line,) = (
        line for line in starter("find", "StepChange").out.splitlines() if "0800 138 1111" in line
    )
    assert line == "StepChange debt advice. StepChange. 0800 138 1111. not checked yet"


def test_nothing_found_says_where_to_turn(starter: Hub) -> None:
    said = starter("find", "zzxxqq")
    assert said.code == 0
    assert said.out.startswith(
        "Nothing found for these words. Try other words, or ask at the desk.\n\n"
        "Help at any time:\n999: police, ambulance, fire\n111: NHS 111\n116 123: Samaritans\n"
    )
    document = starter("find", "zzxxqq", "--json").document
    assert document["results"] == []
    assert {"116 123", "999", "111"} <= {one["phone"] for one in document["nearest"]}


@pytest.mark.parametrize(
    "typed",
    ["chest pains", "heart attack", "a stroke", "can't breathe", "collapsed", "bleeding"],
)
def test_who_is_badly_ill_finds_999_and_111(starter: Hub, typed: str) -> None:
    found = starter("find", typed, "--json").document["results"]
    assert found[0]["code"] == "feeling-ill"
    assert {"999", "111"} <= {one["phone"] for one in found}


@pytest.mark.parametrize("typed", ["i took too many pills", "house on fire"])
def test_who_is_in_danger_finds_999(starter: Hub, typed: str) -> None:
    found = starter("find", typed, "--json").document["results"]
    assert "999" in {one["phone"] for one in found[:5]}


def test_a_slip_is_said(starter: Hub) -> None:
    said = starter("find", "i", "am", "in", "debtt")
    assert said.out.splitlines()[:2] == [
        "Showing what we found for: i am in debt",
        "I have debts. Money",
    ]


def test_hostile_words_are_words(starter: Hub) -> None:
    for words in ("\x1b[31mrent", "rent OR *", '"', "\u202erent", "rent " * 4000):
        said = starter("find", "--json", "--", words)
        assert said.code == 0
        assert "\x1b" not in said.out
        assert json.loads(said.out)["query"] is not None


def test_no_words_promise_no_numbers_that_are_not_there(starter: Hub) -> None:
    said = starter("find", "\x1b")
    assert said.out == "Nothing found for these words. Try other words, or ask at the desk.\n"


def test_a_line_says_no_name_or_number_twice_and_what_is_urgent(starter: Hub) -> None:
    lines = starter("find", "samaritans", "--plain").out.splitlines()
    assert "Urgent: Samaritans. 116 123. not checked yet" in lines
    assert "Urgent: 999: police, ambulance, fire. Emergency services. not checked yet" in lines


def test_a_terminal_of_plain_letters_gets_plain_letters(
    starter: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("book", "Hall A", "2026-12-25T10:00", "2026-12-25T11:00", "--public", "--title")
    starter(*words, "Café – Łódź")
    monkeypatch.setenv("LC_ALL", "C")
    assert "\n10am to 11am: Cafe - Lodz. Hall A.\n" in starter("whatson", "--day", "2026-12-25").out
    assert starter("find", "zzxxqq", "--plain").out.isascii()
