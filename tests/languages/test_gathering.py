"""What is gathered from the code, and what happens to a catalogue when the code changes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from hub.languages.catalogue import language_for
from hub.languages.gathering import gathered, merged, said_by, template
from hub.languages.reading import read_entries, sound


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ('language.say("Where")', ("Where",)),
        ('self._language.say("Phone {number}", number=number)', ("Phone {number}",)),
        ('wanted.language.count("one", "many", 3)', ("one", "many")),
        ('ENGLISH.say("Where" " to")', ("Where to",)),
        ('to_say("Where")', ("Where",)),
        ('self.say("Saved.")', ()),
        ("language.say(need.name)", ()),
        ('language.say(f"Phone {number}")', ()),
        ('language.count("one", many, 3)', ()),
        ('text.count("a")', ()),
        ('language("Where")', ()),
    ],
)
def test_a_line_is_known_by_who_says_it(code: str, english: tuple[str, ...]) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert said_by(call) == english


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with two lines of code and a need."""
    for folder in ("hub", "kiosk", "printables", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "hub" / "a.py").write_text(
        'language.say("Ask at the desk")\nlanguage.count("{number} bee", "{number} bees", 3)\n'
    )
    (tmp_path / "kiosk" / "b.py").write_text('language.say("Ask at the desk")\n')
    (tmp_path / "data" / "needs.toml").write_text(
        '[[group]]\nname = "Bees"\nhint = "honey"\n[[need]]\nname = "I need bees"\n'
    )
    (tmp_path / "data" / "interests.toml").write_text('[[interest]]\nname = "I like bees"\n')
    return tmp_path


def test_lines_and_names_are_gathered_once_with_where_they_are_said(house: Path) -> None:
    assert gathered(house) == {
        ("Bees",): ["data/needs.toml"],
        ("honey",): ["data/needs.toml"],
        ("I need bees",): ["data/needs.toml"],
        ("I like bees",): ["data/interests.toml"],
        ("Ask at the desk",): ["hub/a.py", "kiosk/b.py"],
        ("{number} bee", "{number} bees"): ["hub/a.py"],
    }


def test_the_template_is_the_same_on_every_machine(house: Path) -> None:
    assert template(house).decode() == (
        '# All that Community Hub says. Made by: make words\nmsgid ""\nmsgstr ""\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
        '#: data/needs.toml\nmsgid "Bees"\nmsgstr ""\n\n'
        '#: data/needs.toml\nmsgid "honey"\nmsgstr ""\n\n'
        '#: data/needs.toml\nmsgid "I need bees"\nmsgstr ""\n\n'
        '#: data/interests.toml\nmsgid "I like bees"\nmsgstr ""\n\n'
        '#: hub/a.py kiosk/b.py\nmsgid "Ask at the desk"\nmsgstr ""\n\n'
        '#: hub/a.py\nmsgid "{number} bee"\nmsgid_plural "{number} bees"\n'
        'msgstr[0] ""\nmsgstr[1] ""\n'
    )


def test_what_is_translated_stays_and_what_has_changed_is_marked(house: Path) -> None:
    polish = language_for("pl")
    first = merged(b"", polish, house).decode()
    done = first.replace(
        'msgid "Ask at the desk"\nmsgstr ""', 'msgid "Ask at the desk"\nmsgstr "Zapytaj w recepcji"'
    ).replace(
        '#: data/needs.toml\nmsgid "Bees"\nmsgstr ""',
        '# my own note\n#: data/needs.toml\nmsgid "Bees"\nmsgstr "Pszczoły"',
    )
    assert merged(done.encode(), polish, house).decode() == done

    for name in ("hub/a.py", "kiosk/b.py"):
        path = house / name
        path.write_text(path.read_text().replace("Ask at the desk", "Ask us at the desk"))
    path = house / "changed.po"
    path.write_bytes(merged(done.encode(), polish, house))
    assert sound(read_entries(path), "pl") == {("Bees",): ("Pszczoły",)}
    changed = path.read_text()
    assert '#, fuzzy\nmsgid "Ask us at the desk"\nmsgstr "Zapytaj w recepcji"\n' in changed
    assert "# my own note" in changed


def test_a_new_catalogue_says_that_nobody_has_read_it(house: Path) -> None:
    head = merged(b"", language_for("cy"), house).decode().split("msgid", 1)[0]
    assert "# Not yet read by somebody who speaks it at home: please correct." in head
    assert "gartref" in head
