"""`hub directory`: entries added, changed, checked, hidden, put together and taken out."""

from __future__ import annotations

import json
from pathlib import Path

from tests.kiosk.conftest import Hub

FOODBANK = (
    "directory", "add", "Thorne Foodbank", "--organisation", "Thorne Churches",
    "--phone", "01302 496001; mornings", "--text", "85258; text FOOD",
    "--times", "Tue 10-12, Fri 1-3pm", "--ages", "18+", "--cost", "Free",
    "--language", "English", "--language", "Polish",
    "--building", "Church Hall", "--address", "1 Church Street", "--town", "Thorne",
    "--postcode", "dn85aa", "--access", "Step-free", "--need", "food-today", "--local",
)  # fmt: skip


def test_an_entry_is_added_and_shown_with_all_that_people_ask(starter: Hub) -> None:
    made = starter(*FOODBANK, "--json").document
    code = made["code"]
    assert made == {
        "code": code,
        "id": made["id"],
        "name": "Thorne Foodbank",
        "organisation": "Thorne Churches",
        "description": "",
        "status": "active",
        "phones": ["01302 496001", "85258"],
        "email": "",
        "url": "",
        "who_for": "18 and over",
        "cost": "Free",
        "when": "Tuesday, 10am to noon; Friday, 1pm to 3pm",
        "getting_in": "",
        "address": "Church Hall, 1 Church Street, Thorne, DN8 5AA",
        "postcode": "DN8 5AA",
        "area": "",
        "languages": ["English", "Polish"],
        "accessibility": ["Step-free"],
        "alert": "",
        "needs": ["food-today"],
        "interests": [],
        "local": True,
        "urgent": False,
        "hidden": False,
        "vanished": None,
        "assured": None,
    }
    starter("volunteer", "add", "Sam")
    checked = starter("directory", "assure", code, "--on", "2026-11-20", "--by", "Sam")
    assert checked.out == f"Checked on 20 November 2026: {code} Thorne Foodbank (Thorne Churches)\n"
    assert starter("directory", "show", code).out == "\n".join(
        [
            f"{code} Thorne Foodbank",
            "Thorne Churches",
            "Phone: 01302 496001 (mornings), text 85258 (text FOOD)",
            "When: Tuesday, 10am to noon; Friday, 1pm to 3pm",
            "Who for: 18 and over",
            "Cost: Free",
            "Where: Church Hall, 1 Church Street, Thorne, DN8 5AA",
            "Languages: English, Polish",
            "Access: Step-free",
            "Helps with: food-today",
            "Checked 20 Nov 2026, by Sam",
            "",
        ]
    )
    shown = starter("directory", "show", code, "--json").document
    assert (shown["assured"], shown["checked_by"], len(shown["version"])) == (
        "2026-11-20",
        "Sam",
        16,
    )
    assert "Thorne Foodbank" in starter("find", "thorne foodbank").out


def test_only_what_is_named_changes_and_nothing_bad_is_half_saved(starter: Hub) -> None:
    code = starter(*FOODBANK, "--json").document["code"]
    version = starter("directory", "show", code, "--json").document["version"]
    changed = starter(
        "directory", "change", code, "--opening", "By appointment", "--ages", "", "--access", "",
        "--phone", "", "--town", "Moorends", "--version", version, "--json",
    ).document  # fmt: skip
    assert (changed["when"], changed["who_for"], changed["accessibility"], changed["phones"]) == (
        "By appointment",
        "",
        [],
        [],
    )
    assert changed["address"] == "Church Hall, 1 Church Street, Moorends, DN8 5AA"
    late = starter("directory", "change", code, "--cost", "£1", "--version", version, "--json")
    assert (late.code, late.document) == (
        1,
        {
            "error": "Somebody has changed Thorne Foodbank meanwhile. Nothing of yours was saved.",
            "hint": "Look at it again, then make your change.",
        },
    )
    bad = starter("directory", "change", code, "--cost", "£1", "--email", "pat", "--json")
    assert (bad.code, bad.document) == (
        1,
        {
            "error": "Email: 'pat' is not an email address.",
            "hint": 'Write it like "help@example.org".',
        },
    )
    assert starter("directory", "show", code, "--json").document["cost"] == "Free"
    assert starter("directory", "change", code).code == 2
    assert starter("undo").code == 0
    assert starter("directory", "show", code, "--json").document["who_for"] == "18 and over"


def test_hiding_and_looking_again(starter: Hub) -> None:
    code = starter(*FOODBANK, "--json").document["code"]
    assert starter("directory", "hide", code).code == 0
    assert "Thorne Foodbank" not in starter("find", "thorne foodbank").out
    hidden = starter("directory", "list", "--hidden", "--json").document["services"]
    assert [one["code"] for one in hidden] == [code]
    assert starter("directory", "show-again", code).code == 0
    assert starter("directory", "list", "--hidden").out == "Nothing is hidden.\n"
    assert starter("directory", "hide", "--all-unchecked", "--json").document == {
        "hides_unchecked": True
    }
    assert "Thorne Foodbank" not in starter("directory", "list").out
    urgent = starter("directory", "list", "--json").document["services"]
    assert {one["urgent"] for one in urgent} == {True}
    assert starter("directory", "show-again", "--all-unchecked").code == 0
    assert starter("directory", "review", code, "31 mar").out.startswith(
        "To be looked at again on 31 March 2027:"
    )
    assert starter("directory", "review", code, "--never").code == 0
    due = starter("directory", "due", "--json").document
    assert due == starter("directory", "list", "--due", "--json").document
    assert [(one["name"], one["reason"]) for one in due["due"]] == [("Thorne Foodbank", "never")]
    for wrong in (
        ("hide",), ("hide", code, "--all-unchecked"), ("review", code),
        ("review", code, "tomorrow", "--never"), ("list", "rent", "--due"), ("list-again", "x"),
    ):  # fmt: skip
        assert starter("directory", *wrong).code == 2


def test_duplicates_are_put_together_or_told_apart(starter: Hub) -> None:
    first = starter(*FOODBANK, "--json").document["code"]
    twin = ("directory", "add", "The Thorne Food Bank", "--organisation", "Thorne Parish")
    second = starter(*twin, "--phone", "+44 1302 496001", "--json").document["code"]
    assert starter("directory", "duplicates").out == "\n".join(
        [
            f"{first} Thorne Foodbank (Thorne Churches)",
            f"{second} The Thorne Food Bank (Thorne Parish)",
            "The same name, written another way. The same phone number, 01302496001.",
            f"One and the same: hub directory merge {first} {second}"
            f" Not: hub directory not-the-same {first} {second}",
            "",
        ]
    )
    assert starter("directory", "not-the-same", first, second, "--json").document == {
        "not_the_same": [first, second]
    }
    assert starter("directory", "duplicates").out == "No two entries look like one.\n"
    starter("undo")
    merged = starter("directory", "merge", first, second)
    assert merged.out == f"{second} now leads to {first} Thorne Foodbank (Thorne Churches)\n"
    shown = starter("directory", "show", second, "--json").document
    assert (shown["code"], shown["older_codes"]) == (first, [second])
    assert starter("directory", "show", first).out.endswith(f"\nAlso found by: {second}\n")
    assert starter("directory", "merge", first, second).code == 1


def test_what_is_taken_out_stays_out_until_it_is_let_in(starter: Hub) -> None:
    code = starter(*FOODBANK, "--json").document["code"]
    assert starter("directory", "do-not-list").out == "Everything may be listed.\n"
    done = starter("directory", "do-not-list", code, "--reason", "They asked", "--json").document
    assert done == {
        "number": 1,
        "name": "Thorne Foodbank (Thorne Churches)",
        "reason": "They asked",
        "since": "2026-11-23",
    }
    assert starter("directory", "show", code).code == 1
    refused = starter(*FOODBANK, "--json")
    assert (refused.code, refused.document["error"]) == (
        1,
        "Thorne Foodbank can't be added. The hub has it on its do-not-list. To lift that:"
        " hub directory list-again 1",
    )
    assert starter("directory", "list-again", "1").code == 0
    assert starter(*FOODBANK).code == 0


def test_our_edits_of_a_feeds_entry_stand_until_theirs_are_taken(
    starter: Hub, tmp_path: Path
) -> None:
    row = {
        "id": "f1", "name": "Xylophone helpline", "status": "active", "fees": "Free",
        "organization": {"id": "o1", "name": "Advice", "description": "A charity."},
    }  # fmt: skip
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([row]))
    assert starter("directory", "import", str(path)).code == 0
    (one,) = starter("directory", "list", "xylophone", "--json").document["services"]
    code = one["code"]
    assert starter("directory", "edits", code).out == (
        "Nothing of it differs from its feed by our doing.\n"
    )
    starter("directory", "change", code, "--cost", "£2")
    path.write_text(json.dumps([row | {"fees": "£5", "alert": "Moved"}]))
    assert starter("directory", "import", str(path)).code == 0
    shown = starter("directory", "show", code, "--json").document
    assert (shown["cost"], shown["alert"]) == ("£2", "Moved")
    assert starter("directory", "edits", code).out == (
        "cost (Cost), changed 23 Nov 2026: we say £2; its feed says £5\n"
    )
    taken = starter("directory", "edits", code, "--use-theirs", "cost", "--json").document
    assert taken == {"edits": []}
    assert starter("directory", "show", code, "--json").document["cost"] == "£5"
    assert starter("directory", "edits", code, "--use-theirs", "cost").code == 1
