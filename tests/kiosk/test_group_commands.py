"""`hub group`: previewed, changed, ended and put back by command."""

from __future__ import annotations

from tests.kiosk.conftest import Hub


def test_a_group_is_changed_ended_and_put_back(starter: Hub) -> None:
    choir = (
        "Choir", "--room", "Hall A", "--rule", "FREQ=WEEKLY;BYDAY=WE;COUNT=4",
        "--from", "2027-01-06", "--at", "19:00", "--for", "90m",
    )  # fmt: skip
    seen = starter("group", "preview", *choir, "--json").document
    assert [one["date"] for one in seen["dates"]] == [
        "2027-01-06", "2027-01-13", "2027-01-20", "2027-01-27",
    ]  # fmt: skip
    code = starter("group", "add", *choir, "--json").document["code"]
    changed = starter(
        "group", "change", code, "--at", "18:00", "--scope", "following", "--date", "2027-01-20",
        "--json",
    )  # fmt: skip
    assert changed.document == {
        "code": code,
        "title": "Choir",
        "changed": 2,
        "made": 0,
        "removed": 0,
        "kept": 0,
        "clashes": [],
        "skipped": [],
    }
    ended = starter("group", "end", code, "--last", "2027-01-13", "--json").document
    assert ended["removed"] == 2
    starter("undo")
    shown = starter("group", "show", code, "--json").document
    assert (shown["at"], shown["changes"], shown["ended"]) == ("19:00", "2027-01-20", None)
    assert starter("group", "change", code, "--at", "18:00").code == 2
    refused = starter("group", "change", code, "--scope", "this", "--at", "18:00")
    assert (refused.code, refused.out) == (1, "")


def test_a_group_that_ended_is_found_again_among_those_that_have(starter: Hub) -> None:
    words = ("--rule", "FREQ=WEEKLY;BYDAY=WE", "--from", "2026-10-07", "--at", "19:00")
    made = starter("group", "add", "Choir", "--room", "Hall A", *words, "--for", "90m", "--json")
    code = made.document["code"]
    assert starter("group", "list", "--ended").out == "No group has ended.\n"
    assert starter("group", "end", code, "--last", "yesterday").code == 0
    assert starter("group", "list").out == "There are no groups yet.\n"
    assert starter("group", "list", "--ended").out.startswith(f"{code} Choir: every Wednesday")
