"""`hub signpost`, `hub print next-steps`, `hub need` and `hub interest`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.kiosk.conftest import Hub


def names(steps: list[dict[str, object]]) -> list[object]:
    return [step["name"] for step in steps]


def test_a_plan_from_plain_words_and_the_visit_kept_without_a_name(starter: Hub) -> None:
    said = starter("signpost", "behind with the rent", "lonely", "--json").document
    assert said["needs"] == [
        {"need": "behind-with-rent", "name": "I am behind with my rent"},
        {"need": "lonely", "name": "I feel lonely"},
    ]
    assert said["recorded"] is True
    assert [phone for step in said["urgent"] for phone in step["phones"]] == [
        "999",
        "111",
        "116 123",
    ]
    assert len(said["steps"]) == 5
    assert set(said["steps"][0]) == {
        *("kind", "code", "name", "organisation", "phones", "url", "why", "meets"),
        *("getting_in", "next", "room", "pinned", "checked"),
    }
    assert said["steps"][0]["why"][-1] == "not checked yet"
    assert (said["unmet"], said["groups"], said["interest_steps"]) == ([], [], [])


def test_pinned_dropped_and_own_lines(starter: Hub) -> None:
    first = starter("signpost", "debts", "--no-record", "--json").document
    assert first["recorded"] is False
    pinned, dropped = first["left_over"][0]["code"], first["steps"][0]["code"]
    made = starter(
        "signpost", "debts", "--pin", pinned.lower(), "--drop", dropped,
        "--line", "Bring the\x1b letter", "--no-record", "--json",
    ).document  # fmt: skip
    assert made["steps"][0]["code"] == pinned
    assert made["steps"][0]["pinned"] is True
    assert dropped not in [step["code"] for step in (*made["steps"], *made["left_over"])]
    assert made["lines"] == ["Bring the letter"]
    both = starter("signpost", "debts", "--pin", pinned, "--drop", pinned)
    assert (both.code, both.err) == (
        1,
        "The same code is pinned and dropped.\nChoose one of the two.\n",
    )
    nothing = starter("signpost", "debts", "--pin", "ZZZZZ", "--json")
    assert (nothing.code, nothing.document["error"]) == (
        1,
        "Nothing that is published has the code 'ZZZZZ'.",
    )


def test_what_it_cannot_understand_it_says(starter: Hub) -> None:
    refused = starter("signpost", "xqzzy", "--json")
    assert refused.code == 1
    assert refused.document == {
        "error": "We don't know what 'xqzzy' stands for.",
        "hint": "Use other words, or one of: hub need list",
    }
    assert starter("signpost").code == 2
    assert starter("signpost", "--interest", "gardening", "--no-record").code == 0


def test_the_plan_reads_well_in_a_terminal(starter: Hub) -> None:
    said = starter("signpost", "volunteering", "--interest", "I have time to give", "--no-record")
    assert said.code == 0
    code = starter("find", "volunteering", "--json").document
    (place,) = [one for one in code["results"] if one["name"] == "Places to volunteer"]
    lines = said.out.splitlines()
    assert lines[:9] == [
        "Your next steps",
        "For: I want to volunteer; I have time to give",
        "",
        "Who can help",
        "",
        f"1. Places to volunteer ({place['code']}) https://www.gov.uk/volunteering",
        "free · not checked yet",
        "Who for: Anyone with time to give",
        "How: Go online, or ask at the desk what there is near here.",
    ]
    assert "Help at any time" in lines


def test_next_steps_are_printed_without_a_name(starter: Hub, tmp_path: Path) -> None:
    for large in ((), ("--large",)):
        path = tmp_path / f"steps{len(large)}.pdf"
        said = starter("print", "next-steps", "rent", "gambling", *large, "-o", str(path), "--json")
        assert said.document == {
            "file": str(path),
            "needs": ["behind-with-rent", "gambling"],
            "interests": [],
            "unmet": [],
        }
        reader = PdfReader(BytesIO(path.read_bytes()))
        assert reader.metadata is not None
        assert reader.metadata.title == "Our library: next steps"
        words = " ".join(page.extract_text() for page in reader.pages)
        assert "Your next steps" in words
        assert "gambl" not in words.casefold().replace("gamcare", "")
    assert starter("print", "next-steps", "-o", str(tmp_path / "x.pdf")).code == 2


def test_letters_that_are_missing_on_the_next_steps_are_said(starter: Hub, tmp_path: Path) -> None:
    added = (
        "directory", "add", "食 Canteen", "--organisation", "Thorne Churches",
        "--phone", "01302 496001", "--need", "food-today", "--json",
    )  # fmt: skip
    code = starter(*added).document["code"]
    asked = ("print", "next-steps", "food-today", "--pin", code, "-o", str(tmp_path / "x.pdf"))
    sentence = (
        f"The name of {code} “食 Canteen” has a character we cannot print: "
        "食 (U+98DF, CJK UNIFIED IDEOGRAPH-98DF). It is left out."
    )
    assert sentence in starter(*asked).err
    assert starter(*asked, "--json").document["left_out"] == [sentence]


def test_next_steps_are_printed_in_the_language_asked_for(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    asked = ("print", "next-steps", "food-today", "-o", str(path))
    assert starter(*asked, "--language", "Polish").code == 0
    root = PdfReader(BytesIO(path.read_bytes())).trailer["/Root"]
    assert root["/Lang"] == "pl"  # type: ignore[index] # pypdf's objects are of any kind
    refused = starter(*asked, "--language", "Klingon")
    assert (refused.code, "There is no language 'Klingon' here." in refused.err) == (1, True)


def test_needs_are_listed_added_given_words_hidden_and_put_back(starter: Hub) -> None:
    listed = starter("need", "list", "--json").document["needs"]
    made = starter(
        "need", "add", "My bike is broken",
        "--group", "getting-about", "--word", "puncture", "--json",
    ).document  # fmt: skip
    assert made == {
        "need": "my-bike-is-broken",
        "name": "My bike is broken",
        "group": "getting-about",
        "urgent": False,
        "discreet": False,
        "own": True,
        "hidden": False,
        "words": ["puncture"],
        "services": 0,
        "activities": 0,
    }
    added = starter("need", "words", "my-bike-is-broken", "--add", "flat tyre", "--json").document
    assert added["words"] == ["puncture", "flat tyre"]
    plan = starter("signpost", "flat tyre", "--no-record", "--json").document
    assert plan["unmet"] == ["my-bike-is-broken"]
    assert starter("need", "change", "my-bike-is-broken", "--name", "My bike", "--urgent").code == 0
    assert starter("need", "hide", "my bike").code == 0
    assert starter("need", "list", "--json").document["needs"] == listed
    assert "My bike (urgent, the hub's own, hidden)" in starter("need", "list", "--hidden").out
    for _ in range(4):
        assert starter("undo").code == 0
    assert starter("need", "list", "--hidden", "--json").document["needs"] == listed
    assert starter("need", "words", "debts", "--add", "a", "--remove", "b").code == 2
    refused = starter("need", "hide", "nothing", "--json")
    assert (refused.code, refused.document["error"]) == (1, "There is no need called 'nothing'.")


def test_interests_the_same_and_activities_bear_them(starter: Hub) -> None:
    made = starter("interest", "add", "I like bees", "--kind", "do", "--word", "honey", "--json")
    assert made.document == {
        "interest": "i-like-bees",
        "name": "I like bees",
        "kind": "do",
        "own": True,
        "hidden": False,
        "words": ["honey"],
        "activities": 0,
        "services": 0,
    }
    wanted = ("activity", "add", "Bee Club", "--interest", "i-like-bees", "--json")
    assert starter(*wanted).document["interests"] == ["i-like-bees"]
    assert "i-like-bees: I like bees (the hub's own)" in starter("interest", "list").out
    hive = starter("interest", "words", "I like BEES", "--add", "hive", "--json").document
    assert (hive["words"], hive["activities"]) == (["honey", "hive"], 1)
    assert starter("interest", "hide", "i-like-bees").code == 0
    assert "bees" not in starter("interest", "list").out
    assert starter("interest", "show-again", "i-like-bees").code == 0
    assert starter("interest", "add", "I like tea", "--kind", "drink").code == 2
