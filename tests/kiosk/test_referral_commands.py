"""`hub refer`, `hub person` and `hub safeguarding`, as a volunteer types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kiosk.conftest import Hub


@pytest.fixture
def desk(starter: Hub) -> Hub:
    """A hub with helplines, where Sam helps."""
    assert starter("volunteer", "add", "Sam").code == 0
    return starter


def stepchange(hub: Hub) -> str:
    found = hub("find", "StepChange", "--json").document["results"]
    return next(str(one["code"]) for one in found if one["name"] == "StepChange debt advice")


def refer(hub: Hub, who: str = "Asha Khan", contact: str = "07700 900123") -> int:
    """Asha said yes, and Sam wrote it down; the number."""
    words = ("--contact", contact, "--reason", "debts", "--yes", "--by", "Sam", "--json")
    said = hub("refer", "add", stepchange(hub), who, *words)
    assert said.code == 0, said.err
    number: int = said.document["number"]
    return number


def test_the_words_come_first_and_without_a_yes_nothing_is_written(desk: Hub) -> None:
    code = stepchange(desk)
    words = desk("refer", "words", code)
    assert words.code == 0
    assert "How to get in: " in words.out
    assert 'Read aloud:\n"May we tell StepChange debt advice your name' in words.out
    document = desk("refer", "words", code, "--json").document
    assert document.keys() == {"service", "code", "getting_in", "phones", "email", "read_aloud"}
    add = ("refer", "add", code, "Asha Khan", "--contact", "07700 900123", "--reason", "debts")
    refused = desk(*add, "--by", "Sam")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "Nothing can be sent on without a yes.\n"
        f"Read the words aloud, and ask: hub refer words {code}\n"
    )
    nobody = desk(*add, "--yes", "--json")
    assert (nobody.code, nobody.document) == (
        1,
        {"error": "Who asked them?", "hint": "Say which volunteer: --by NAME"},
    )
    assert desk("refer", "list").out == "No referrals.\n"
    assert desk("refer", "add", code, "Asha").code == 2


def test_a_referral_from_its_yes_to_its_end_and_back(
    desk: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = refer(desk)
    listed = desk("refer", "list").out
    assert listed == "1: A. K., StepChange debt advice, not sent yet, send it on 24 Nov 2026\n"
    assert "Asha" not in desk("refer", "list", "--json").out
    again = desk(
        "refer",
        "add",
        stepchange(desk),
        "asha khan",
        "--contact",
        "a@b.org",
        "--reason",
        "other",
        "--yes",
        "--by",
        "Sam",
    )
    assert again.err == (
        "There is an open referral to StepChange debt advice with the same name: number 1.\n"
        "Look at that one first. If it is somebody else, add: --anyway\n"
    )
    assert desk("refer", "status", "1", "met").code == 1
    assert desk("refer", "status", "1", "withdrawn").code == 2
    sent = desk("refer", "status", "1", "sent", "--by", "Sam")
    assert sent.out == "Noted. 1: A. K., StepChange debt advice, sent, ask on 1 Dec 2026\n"
    monkeypatch.setenv("HUB_NOW", "2026-12-01T09:00")
    assert desk("refer", "list", "--due").out == (
        "1: A. K., StepChange debt advice, sent, ask today\n"
    )
    chased = desk("refer", "chase", "1", "--json").document
    assert (chased["chase"], chased["due"]) == ("2026-12-09", False)
    shown = desk("refer", "show", str(number)).out
    assert shown.startswith("Referral 1 to StepChange debt advice")
    assert "For: Asha Khan, 07700 900123\nWhy: I have debts\n" in shown
    assert "They said yes on 23 Nov 2026 10:42am, asked by Sam, to:\n" in shown
    met = desk("refer", "status", "1", "met", "--json").document
    assert (met["status"], met["chase"], met["deleted"]) == ("met", None, "2027-06-02")
    assert desk("refer", "list").out == "No referrals.\n"
    assert len(desk("refer", "list", "--all", "--json").document["referrals"]) == 1
    assert desk("undo").out == "Undone: Referral to StepChange debt advice: helped.\n"
    assert "Asha" not in desk("undo", "--list").out
    assert "Asha" not in desk("audit").out


def test_a_yes_taken_back_deletes_it_and_says_who_has_it(desk: Hub, tmp_path: Path) -> None:
    refer(desk)
    assert desk("refer", "withdraw", "1").out == "Referral 1 is deleted for good.\n"
    refer(desk)
    desk("refer", "status", "1", "sent")
    assert desk("refer", "withdraw", "1", "--by", "Sam").out == (
        "Referral 1 is deleted for good. StepChange debt advice has the details: ring them and ask"
        " them to delete these too.\n"
    )
    gone = desk("refer", "show", "1")
    assert gone.err == (
        "There is no referral number 1.\n"
        "It may have been withdrawn or deleted. See: hub refer list\n"
    )
    (kept,) = (tmp_path / "data").glob("erased-*.jsonl")
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert [line.keys() for line in lines] == [{"uid", "kind", "row"}] * 2


def test_who_is_erased_stays_so_when_a_backup_comes_back(desk: Hub, tmp_path: Path) -> None:
    refer(desk)
    refer(desk, who="Bo Lee", contact="bo@example.org")
    backup = desk("backup", "--json").document["file"]
    found = desk("person", "find", "asha KHAN", "--json").document["found"]
    assert [one["key"] for one in found] == ["referral-1", "undo-4"]
    first = desk("person", "erase", "Asha")
    assert first.err == (
        "What was found (2) may not all be of one person.\n"
        "Look: hub person find NAME. Then choose with --only KEY (again for each), or, if all of"
        " it is theirs, add: --yes\n"
    )
    out = tmp_path / "asha.json"
    assert desk("person", "export", "Asha Khan", "-o", str(out)).code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert json.loads(out.read_text())["held"][0]["contact"] == "07700 900123"
    assert "- contact: 07700 900123\n" in desk("person", "export", "Asha Khan").out
    erased = desk("person", "erase", "Asha Khan", "--by", "Sam")
    assert erased.out == (
        "Erased for good: 1.\n"
        "- a referral, to StepChange debt advice, 23 Nov 2026, not sent yet\n"
        "Changes that can't be undone any more: 1.\n"
        "If an older backup is restored, this is erased from that too.\n"
    )
    assert desk("person", "find", "Asha Khan").out == "Nothing here names them.\n"
    back = desk("restore", backup, "--replace", "--json")
    assert back.document["erased_again"] == 1
    assert desk("person", "find", "Asha Khan", "--json").document == {"found": []}
    assert [one["who"] for one in desk("refer", "list", "--json").document["referrals"]] == [
        "B. L."
    ]


def test_the_card_says_what_to_do_and_is_honest_where_nobody_leads(desk: Hub) -> None:
    empty = desk("safeguarding")
    assert empty.code == 0
    assert "This hub has not said yet who leads on safeguarding." in empty.out
    assert desk("safeguarding", "set", "Mary Okafor", "none").err.startswith(
        "That is not a phone number."
    )
    assert desk("safeguarding", "set", "Mary Okafor", "01632 960199", "--by", "Sam").code == 0
    assert desk("safeguarding", "show", "--json").document == {
        "lead": "Mary Okafor",
        "phone": "01632 960199",
        "lines": [
            "Is somebody in danger now? Ring 999.",
            "Tell Mary Okafor today: 01632 960199.",
            "Listen, and stay calm. Believe what you are told.",
            "Don't promise to keep it secret. Say that you must tell the person who can help.",
            "Don't investigate. Don't ask questions to find out more.",
            "Write nothing down here. This program keeps no notes of it.",
        ],
    }
    assert desk("undo").code == 0
    assert desk("safeguarding", "show", "--json").document["lead"] == ""
