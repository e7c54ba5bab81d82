"""What no volunteer means to type: bytes that are no text, a megabyte, another kind's code."""

from __future__ import annotations

import os

import pytest

from kiosk.cli import LONGEST_WORDS
from tests.kiosk.conftest import Hub

NO_TEXT = os.fsdecode(b"\xff\xfe\x80")
HOSTILE = "\x1b[31m\u202egnp\x07[@click=app.quit]"
MEGABYTE = "x" * 1_000_000

LOOKING = (
    ("room", "change", "{}", "--capacity", "4"),
    ("room", "remove", "{}"),
    ("room", "layout", "list", "{}"),
    ("activity", "show", "{}"),
    ("group", "show", "{}"),
    ("group", "end", "{}", "--last", "2027-01-01"),
    ("booking", "show", "{}"),
    ("booking", "cancel", "{}", "--reason", "Boiler"),
    ("session", "sign-up", "{}", "Asha"),
    ("closure", "show", "{}"),
    ("need", "hide", "{}"),
    ("interest", "words", "{}", "--add", "tea"),
    ("signpost", "debts", "--pin", "{}", "--no-record"),
    ("book", "{}", "2027-03-02T10:00", "2027-03-02T11:00", "--title", "Tea"),
)


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_what_can_be_nobodys_name_is_refused_in_words(starter: Hub, words: tuple[str, ...]) -> None:
    room = starter("room", "list", "--json").document["rooms"][0]["code"]
    for typed in (NO_TEXT, HOSTILE, MEGABYTE, "", *([room] if words[0] != "room" else [])):
        if typed == room and words[0] == "book":
            continue
        said = starter(*(typed if word == "{}" else word for word in words), "--json")
        assert said.code == 1, (typed[:20], said.err)
        assert list(said.document) == ["error", "hint"]
        assert len(said.out) < 3 * LONGEST_WORDS
        assert said.err == ""


def test_wrong_usage_quotes_no_control_characters_and_no_megabyte(starter: Hub) -> None:
    for words in (
        (HOSTILE,),
        ("room", "list", f"--{HOSTILE}"),
        ("room", "list", HOSTILE),
        ("room", "add", "Attic", "--capacity", MEGABYTE),
    ):
        said = starter(*words)
        assert (said.code, said.out) == (2, "")
        assert not set(said.err) & set("\x1b\u202e\x07"), said.err
        assert len(said.err) < 2 * LONGEST_WORDS
