"""A hub puts a line right for itself, in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.errors import BadInput
from hub.languages.catalogue import language_for, missing
from hub.languages.language import ENGLISH
from hub.languages.spoken import LANGUAGES
from tests.languages.catalogues import HEAD, line, lines, with_own


def test_a_hubs_own_line_goes_before_ours_and_the_others_stay(tmp_path: Path) -> None:
    ours = language_for("pl").say("I feel lonely")
    theirs = with_own(
        tmp_path, HEAD + line("Money", "Kasa") + line("I like bees", "Lubię pszczoły")
    )
    assert ours not in ("", "I feel lonely")
    assert theirs.say("Money") == "Kasa"
    assert theirs.say("I like bees") == "Lubię pszczoły"
    assert theirs.say("I feel lonely") == ours
    assert language_for("pl").say("Money") == "Pieniądze"


def test_a_line_that_nobody_translated_is_said_in_english(tmp_path: Path) -> None:
    polish = with_own(tmp_path, HEAD)
    assert polish.say("I like {what}", what="bees") == "I like bees"
    assert polish.count("{number} bee", "{number} bees", 1) == "1 bee"
    assert polish.count("{number} bee", "{number} bees", 5) == "5 bees"


def test_a_number_bends_words_as_poles_do(tmp_path: Path) -> None:
    polish = with_own(
        tmp_path,
        lines(
            "{number} bee",
            "{number} bees",
            "jedna pszczoła",
            "{number} pszczoły",
            "{number} pszczół",
        ),
    )
    said = [polish.count("{number} bee", "{number} bees", number) for number in (0, 1, 3, 12, 22)]
    assert said == ["0 pszczół", "jedna pszczoła", "3 pszczoły", "12 pszczół", "22 pszczoły"]


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES if one != ENGLISH])
def test_what_is_missing_is_told_line_by_line(tmp_path: Path, code: str) -> None:
    lacking = missing(code)
    assert missing(code, tmp_path) == lacking
    with_own(tmp_path, line("Money", "M") + line("Food and basics", "{x}"), code)
    assert missing(code, tmp_path) == tuple(one for one in lacking if one != "Money")


def test_nothing_is_missing_in_english() -> None:
    assert missing("en") == ()


def test_a_language_is_found_by_each_of_its_names() -> None:
    for typed in ("pl", "PL", " polish ", "Polski"):
        assert language_for(typed).code == "pl"
    assert language_for("english") is ENGLISH
    assert language_for("اردو").is_right_to_left


def test_a_language_that_we_lack_is_refused_with_those_that_we_have() -> None:
    with pytest.raises(BadInput) as refusal:
        language_for("Klingon" * 20)
    assert len(refusal.value.message) < 80
    assert refusal.value.hint == (
        "Choose one of: en (English), pl (Polish), ro (Romanian), cy (Welsh), uk (Ukrainian),"
        " tr (Turkish), ar (Arabic), ur (Urdu)"
    )
