"""`hub term`: terms added in plain words, listed, taken away and put back."""

from __future__ import annotations

from tests.kiosk.conftest import Hub


def test_a_term_is_added_in_plain_words_taken_away_and_put_back(starter: Hub) -> None:
    autumn = ("Autumn 2027", "1 sep", "17 dec", "--half-term", "25 oct", "29 oct")
    made = starter("term", "add", *autumn, "--first-week", "b", "--json")
    assert made.code == 0
    assert made.document == {
        "number": 1,
        "name": "Autumn 2027",
        "from": "2027-09-01",
        "until": "2027-12-17",
        "half_term": {"from": "2027-10-25", "until": "2027-10-29"},
        "first_week": "B",
    }
    line = (
        "1  Autumn 2027: 1 September 2027 to 17 December 2027, half-term 25 October 2027 to"
        " 29 October 2027. Its first week is B.\n"
    )
    listed = starter("term", "list").out
    assert " ".join(listed.split()) == " ".join(line.split())
    assert starter("term", "remove", "1").code == 0
    assert starter("term", "list", "--json").document == {"terms": []}
    assert starter("undo").code == 0
    assert starter("term", "list").out == listed


def test_a_term_is_changed_and_changed_back(starter: Hub) -> None:
    starter("term", "add", "Autumn", "1 sep 2027", "17 dec 2027")
    before = starter("term", "list").out
    half = ("--half-term", "25 oct", "29 oct")
    changed = starter(
        "term", "change", "1", "--last", "18 dec", *half, "--first-week", "b", "--json"
    )
    assert changed.document == {
        "number": 1,
        "name": "Autumn",
        "from": "2027-09-01",
        "until": "2027-12-18",
        "half_term": {"from": "2027-10-25", "until": "2027-10-29"},
        "first_week": "B",
    }
    without = starter("term", "change", "1", "--no-half-term", "--name", "Winter", "--json")
    assert (without.document["name"], without.document["half_term"]) == ("Winter", None)
    assert [starter("undo").code for _ in range(2)] == [0, 0]
    assert starter("term", "list").out == before
    assert starter("term", "change", "1").code == 2
    refused = starter("term", "change", "1", "--last", "1 sep 2027")
    assert (refused.code, refused.out) == (1, "")
    assert "A term can't go from" in refused.err


def test_a_term_is_refused_in_words(starter: Hub) -> None:
    assert starter("term", "add", "Spring", "4 jan", "25 mar").code == 0
    for words, why in (
        (("Clash", "mon 22 mar", "1 jul"), "Clash would overlap Spring, 4 January 2027"),
        (("Bad", "fri 3 dec", "1 may"), "3 December 2026 is a Thursday, not a Friday."),
        (("Bad", "someday", "1 may"), "'someday' is not a date that we can read."),
        (("Long", "1 jul", "1 may"), "A term can't go from 1 July 2027 to 1 May 2028."),
    ):
        refused = starter("term", "add", *words)
        assert (refused.code, refused.out) == (1, "")
        assert why in refused.err
    assert starter("term", "remove", "9").err.startswith("There is no term number 9.")
    assert starter("term", "add", "Spring").code == 2
