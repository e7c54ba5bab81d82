"""`hub languages`: what is there in each language, and what is still said in English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.languages.catalogue import all_lines, missing
from hub.languages.spoken import LANGUAGES
from kiosk.cli import hub
from kiosk.commands.paper import Wanted
from tests.languages.catalogues import line, with_own


def ask(folder: Path, *typed: str) -> Result:
    return CliRunner().invoke(hub, ["languages", *typed, "--data", str(folder)])


def test_each_language_says_how_much_of_it_is_there(tmp_path: Path) -> None:
    total = {one.code: len(all_lines(one)) for one in LANGUAGES}
    assert total["ur"] == total["ar"] < total["pl"] == total["en"]
    answer = ask(tmp_path)
    assert answer.exit_code == 0
    there = {one.code: total[one.code] - len(missing(one.code)) for one in LANGUAGES}
    said = {code: "all" if number == total[code] else f"{number}" for code, number in there.items()}
    assert answer.output.splitlines() == [
        f"{one.in_english} ({one.code}): {said[one.code]} of {total[one.code]} lines"
        for one in LANGUAGES
    ]
    assert json.loads(ask(tmp_path, "--json").output) == {
        "languages": [
            {
                "language": one.code,
                "name": one.name,
                "english": one.in_english,
                "lines": there[one.code],
                "of": total[one.code],
            }
            for one in LANGUAGES
        ]
    }


def test_missing_lines_are_told_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.languages.catalogue.translations_folder", lambda: tmp_path)
    (tmp_path / "messages.pot").write_text(line("Money", "") + line("Bees", ""))
    assert ask(tmp_path, "--missing", "Polish").output == "Money\nBees\n"
    with_own(tmp_path, line("Money", "Pieniądze"))
    assert ask(tmp_path, "--missing", "pl").output == "Bees\n"
    with_own(tmp_path, line("Money", "Pieniądze") + line("Bees", "Pszczoły"))
    assert ask(tmp_path, "--missing", "pl").output == "Nothing is missing in Polish.\n"
    assert json.loads(ask(tmp_path, "--missing", "pl", "--json").output) == {
        "language": "pl",
        "missing": [],
    }


def test_a_language_that_we_lack_is_refused(tmp_path: Path) -> None:
    refusal = ask(tmp_path, "--missing", "Klingon").exception
    assert str(refusal).startswith("There is no language 'Klingon' here.")


def test_a_sheet_is_said_in_the_words_of_the_hub_that_prints_it(tmp_path: Path) -> None:
    with_own(tmp_path, line("Money", "Kasa"))
    assert Wanted(typed_language="pl", hub_folder=tmp_path).language.say("Money") == "Kasa"
    assert Wanted(typed_language="pl").language.say("Money") == "Pieniądze"
