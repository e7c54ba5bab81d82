"""The command `hub` as scripts and new volunteers use it: whole answers, and refusals in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kiosk.conftest import Hub


def test_init_makes_a_hub_and_shows_its_recovery_words_once(hub: Hub, tmp_path: Path) -> None:
    made = hub("init", "--from", "starter", "--name", "Ferry Road")
    assert made.code == 0
    assert "RECOVERY WORDS" in made.out
    assert "24 " in made.out
    again = hub("init", "--from", "starter")
    assert (again.code, again.out) == (1, "")
    assert "already" in again.err
    assert (tmp_path / "data" / "noticeboard.sqlite").is_file()


def test_a_choir_is_added_and_seen_by_everybody(starter: Hub) -> None:
    made = starter(
        "group", "add", "Choir", "--room", "Hall A", "--rule", "FREQ=WEEKLY;BYDAY=WE",
        "--from", "2027-01-06", "--at", "19:00", "--for", "90m", "--json",
    )  # fmt: skip
    document = made.document
    assert made.code == 0
    assert document == {
        "code": document["code"],
        "title": "Choir",
        "sessions": 79,
        "first": "2027-01-06",
        "last": "2028-07-05",
        "clashes": [],
        "skipped": [],
    }
    seen = starter("whatson", "--week", "2027-W01", "--json").document
    (session,) = seen["sessions"]
    assert seen == {
        "from": "2027-01-04",
        "to": "2027-01-10",
        "sessions": [
            {
                "code": session["code"],
                "title": "Choir",
                "room": "Hall A",
                "starts": "2027-01-06T19:00:00+00:00",
                "ends": "2027-01-06T20:30:00+00:00",
                "status": "confirmed",
                "group": document["code"],
                "reason": "",
            }
        ],
    }


def test_a_booking_is_made_moved_and_cancelled(starter: Hub) -> None:
    made = starter(
        "book", "Hall A", "2027-03-02T10:00", "2027-03-02T11:00", "--title", "Council", "--json"
    ).document
    code = made["code"]
    moved = starter(
        "booking", "move", code, "--to", "2027-03-02T14:00", "--room", "Hall B", "--json"
    ).document
    assert (moved["room"], moved["starts"]) == ("Hall B", "2027-03-02T14:00:00+00:00")
    cancelled = starter("booking", "cancel", code, "--reason", "Boiler", "--json").document
    assert (cancelled["status"], cancelled["reason"]) == ("cancelled", "Boiler")
    assert starter("booking", "show", code, "--json").document == cancelled


def test_a_clash_is_refused_with_the_way_out(starter: Hub) -> None:
    words = ("book", "Hall A", "2027-03-02T10:00", "2027-03-02T11:00", "--title", "Council")
    assert starter(*words).code == 0
    refused = starter(*words)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "Hall A is taken by Council, 10am to 11am on Tuesday 2 March.\n"
        "Free: Hall A 11am to noon, or Hall A 9am to 10am, or Hall B then.\n"
    )
    in_json = starter(*words, "--json")
    assert in_json.code == 1
    assert in_json.document == {
        "error": "Hall A is taken by Council, 10am to 11am on Tuesday 2 March.",
        "hint": "Free: Hall A 11am to noon, or Hall A 9am to 10am, or Hall B then.",
    }


def test_free_rooms_for_twenty(starter: Hub) -> None:
    starter("book", "Hall A", "2027-03-02T10:00", "2027-03-02T14:00", "--title", "Council")
    found = starter(
        "room", "free", "--on", "2027-03-02", "--from", "13:00", "--until", "17:00",
        "--people", "20", "--json",
    )  # fmt: skip
    assert found.document == {
        "free": [
            {
                "room": "Hall B",
                "starts": "2027-03-02T13:00:00+00:00",
                "ends": "2027-03-02T17:00:00+00:00",
                "capacity": 40,
            }
        ]
    }


@pytest.mark.parametrize(
    "words",
    [
        ("book", "Hall A", "2027-02-30T10:00", "2027-02-30T11:00", "--title", "No such day"),
        ("book", "Hall A", "2027-03-02T11:00", "2027-03-02T10:00", "--title", "Backwards"),
        ("book", "Hall Z", "2027-03-02T10:00", "2027-03-02T11:00", "--title", "Nowhere"),
        ("book", "Hall A", "10 o'clock", "eleven", "--title", "Words"),
        ("booking", "show", "ZZZZZ"),
        ("booking", "cancel", "ZZZZZ"),
        ("whatson", "--day", "2027-13-01"),
        ("whatson", "--week", "2027-W60"),
        ("room", "add", "Hall A"),
        ("room", "free", "--from", "17:00", "--until", "13:00"),
        ("print", "timetable", "--week", "2026-W54", "-o", "week.pdf"),
        ("directory", "import", "no-such-file.json"),
        ("restore", "no-such-file.backup"),
        (
            "group", "add", "Choir", "--room", "Hall A", "--rule", "FREQ=HOURLY",
            "--from", "2027-01-06", "--at", "19:00", "--for", "90m",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_words_and_changes_nothing(
    starter: Hub, words: tuple[str, ...]
) -> None:
    before = starter("audit", "--json").out
    refused = starter(*words)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.strip()
    assert "Traceback" not in refused.err
    assert starter("audit", "--json").out == before


def test_wrong_usage_ends_with_two(starter: Hub) -> None:
    assert starter("book", "Hall A").code == 2
    assert starter("no-such-command").code == 2


def test_without_a_hub_every_command_says_how_to_make_one(hub: Hub) -> None:
    refused = hub("room", "list")
    assert refused.code == 1
    assert "hub init" in refused.err


def test_christmas_week_is_printed(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    said = starter("print", "timetable", "--week", "2026-W52", "-o", str(path))
    assert (said.code, said.out) == (0, f"The timetable is in {path}.\n")
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_missing_folder_for_paper_is_said_and_nothing_is_written(
    starter: Hub, tmp_path: Path
) -> None:
    said = starter("print", "timetable", "-o", str(tmp_path / "nowhere" / "week.pdf"))
    assert said.code == 1
    assert "can't be written" in said.err


def test_help_that_people_ask_for_in_their_own_words(starter: Hub) -> None:
    found = starter("find", "behind with the rent", "--json").document
    assert found["query"] == "behind with the rent"
    assert found["results"]
    assert set(found["results"][0]) == {
        *("kind", "code", "name", "phone", "when", "assured", "open", "helpers")
    }
    nothing = starter("find", "zzxxqq")
    assert nothing.code == 0
    assert "116 123" in nothing.out


def test_who_did_it_is_in_the_trail(starter: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    assert starter("volunteer", "add", "Sam").code == 0
    monkeypatch.setenv("HUB_BY", "sam")
    starter("room", "add", "Quiet Room")
    (newest, *_) = starter("audit", "--json").document["changes"]
    assert (newest["by"], newest["verb"]) == ("Sam", "room.added")
    monkeypatch.setenv("HUB_BY", "Nobody")
    refused = starter("room", "add", "Loud Room")
    assert refused.code == 1
    assert 'hub volunteer add "Nobody"' in refused.err


def test_a_week_that_the_noticeboard_does_not_reach_is_answered_all_the_same(
    starter: Hub,
) -> None:
    starter(
        "group", "add", "Warm space", "--room", "Hall A", "--rule", "FREQ=DAILY",
        "--from", "2026-12-01", "--at", "10:00", "--for", "2h",
    )  # fmt: skip
    seen = starter("whatson", "--week", "2027-W52", "--json").document
    assert [one["starts"][:10] for one in seen["sessions"]] == [
        "2027-12-29", "2027-12-30", "2027-12-31", "2028-01-02",
    ]  # fmt: skip
    plain = starter("whatson", "--day", "2027-12-28").out
    assert "Bank holiday: Boxing Day (substitute day)" in plain


def test_the_public_timetable_for_a_screen_reader(starter: Hub) -> None:
    starter(
        "book", "Hall A", "2026-12-25T10:00", "2026-12-25T11:00", "--title", "Carols", "--public"
    )
    starter("book", "Hall B", "2026-12-25T10:00", "2026-12-25T11:00", "--title", "Mrs Smith")
    said = starter("whatson", "--day", "2026-12-25", "--plain")
    assert said.out == (
        "What's on at Our library, 25 December 2026\n"
        "\n"
        "Friday 25 December\n"
        "Bank holiday: Christmas Day\n"
        "10am to 11am: Carols. Hall A.\n"
        "10am to 11am: Private booking. Hall B.\n"
    )
