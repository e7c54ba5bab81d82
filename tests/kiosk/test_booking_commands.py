"""`hub book`, `hub booking …` and `hub session …`, as they are typed at the desk."""

from __future__ import annotations

import pytest

from tests.kiosk.conftest import Hub

SLOT = ("2027-03-02T10:00", "2027-03-02T11:00")


def book(run: Hub, *more: str, room: str = "Hall A", title: str = "Parish council") -> str:
    made = run("book", room, *SLOT, "--title", title, "--json", *more)
    assert made.code == 0, made
    code = made.document["code"]
    assert isinstance(code, str)
    return code


def test_a_provisional_booking_is_made_and_confirmed(starter: Hub) -> None:
    code = book(starter, "--until-confirmed", "2026-11-27T17:00", "--people", "20")
    said = starter("booking", "show", code)
    assert said.out == (
        f"{code} Parish council, Hall A, Tuesday 2 March 2027, 10am to 11am. 20 people."
        f" PROVISIONAL. Confirm it by Friday 27 November, 5pm: hub booking confirm {code}\n"
    )
    sure = starter("booking", "confirm", code, "--json").document
    assert (sure["status"], sure["lapses"], sure["people"]) == ("confirmed", None, 20)
    again = starter("booking", "confirm", code)
    assert (again.code, again.out) == (1, "")
    assert "is confirmed already, so it can't be confirmed" in again.err


def test_too_many_people_is_refused_unless_they_insist(starter: Hub) -> None:
    words = ("book", "Hall A", *SLOT, "--title", "Party", "--people", "41")
    refused = starter(*words)
    assert (refused.code, refused.err) == (
        1,
        "Hall A holds 40, not 41.\nChoose another time or room. To do it all the same, add:"
        " --anyway\n",
    )
    assert starter(*words, "--anyway").code == 0


def test_who_waits_is_rung_when_the_slot_is_free(starter: Hub) -> None:
    code = book(starter)
    waits = starter("booking", "wait", "Main Hall", *SLOT, "--title", "Scouts", "--contact", "Ali")
    assert waits.out == "1: Scouts waits for Main Hall, Tue 2 Mar 10am to 11am. (Ali)\n"
    assert starter("booking", "cancel", code, "--reason", "Flu").code == 0
    assert starter("booking", "waiting").out == (
        "1: Scouts waits for Main Hall, Tue 2 Mar 10am to 11am: it is free now. Ring them. (Ali)\n"
    )
    assert starter("booking", "waiting", "--json").document["waiting"][0]["free"] is True
    assert starter("booking", "stop-waiting", "1").out == (
        "Scouts no longer waits for Main Hall.\n"
    )
    assert starter("booking", "waiting").out == "Nobody waits for a room.\n"
    assert starter("booking", "stop-waiting", "1").code == 1


def test_a_session_from_sign_up_to_telling(starter: Hub) -> None:
    code = book(starter, "--public", title="Craft day")
    assert starter("booking", "change", code, "--places", "1").code == 0
    asha = starter("session", "sign-up", code, "Asha", "--phone", "07700 900900")
    assert asha.out == "Asha has place 1. To give it up: number 1\n"
    assert starter("session", "sign-up", code, "12", "--phone", "01632 960960").out == (
        "It is full. 12 is number 1 on the waiting list. To give it up: number 2\n"
    )
    assert starter("session", "give-up", code, "1").out == (
        "Given up. 12 has it now. Ring them: 01632 960960\n"
    )
    assert starter("session", "note", code, "Glue is low").code == 0
    cancelled = starter("booking", "cancel", code, "--reason", "Flood")
    assert cancelled.out.endswith(f"1 person has to be told: hub session tell {code}\n")
    listed = starter("session", "tell", "--json").document["to_tell"]
    assert [(one["who"], one["why"], one["told"]) for one in listed] == [
        ("12", "cancelled", False),
    ]
    assert starter("session", "told", str(listed[0]["number"])).out == "12 has been told.\n"
    shown = starter("session", "show", code).out.splitlines()
    assert shown[1:] == [
        "Places: 1 of 1 taken",
        "2: 12, place 1, 01632 960960",
        "Note: Glue is low",
        "To tell:",
        "2: told 12 (01632 960960) that Craft day on Tue 2 Mar is cancelled",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("booking", "confirm", "ZZZZZ"),
        ("booking", "no-show", "ZZZZZ"),
        ("booking", "change", "ZZZZZ", "--title", "x"),
        ("booking", "change", "ZZZZZ"),
        ("booking", "move", "ZZZZZ", "--to", "0001-01-01T00:00"),
        ("booking", "wait", "Attic", *SLOT, "--title", "x"),
        ("book", "Hall A", "9999-12-31T22:00", "9999-12-31T23:00", "--title", "x"),
        ("book", "Hall A", *SLOT, "--title", "x", "--with", "Trampoline"),
        ("book", "Hall A", *SLOT, "--title", "x", "--layout", "boxing ring"),
        ("book", "Hall A", *SLOT, "--title", "x", "--people", "0"),
        ("book", "Hall A", *SLOT, "--title", "x", "--until-confirmed", "2020-01-01T10:00"),
        ("session", "show", "ZZZZZ"),
        ("session", "count", "ZZZZZ", "3"),
        ("session", "sign-up", "ZZZZZ", "Asha"),
        ("session", "told", "99999999999999999999999"),
        ("session", "give-up", "ZZZZZ", "99999999999999999999999"),
        ("booking", "stop-waiting", "99999999999999999999999"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(starter: Hub, words: tuple[str, ...]) -> None:
    refused = starter(*words)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err


def test_the_end_may_be_a_time_on_the_day_of_the_start(starter: Hub) -> None:
    made = starter("book", "Hall A", "fri 2pm", "3.30pm", "--title", "Jumble", "--public").out
    assert made[14:] == "Jumble, Hall A, Friday 27 November 2026, 2pm to 3:30pm.\n"
    refused = starter("book", "Hall A", "fri 5pm", "soon", "--title", "Jumble")
    assert (refused.code, refused.out) == (1, "")
    assert "'soon' is not a date and time" in refused.err


def test_whats_on_says_what_is_not_certain_yet(starter: Hub) -> None:
    given = ("--title", "Jumble", "--public", "--until-confirmed", "thu 5pm")
    starter("book", "Hall A", "fri 2pm", "fri 3pm", *given)
    said = starter("whatson", "--day", "fri").out
    assert "2pm to 3pm: Jumble. Hall A. Not certain yet.\n" in said
