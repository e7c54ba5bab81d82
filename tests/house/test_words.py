"""The catalogues are whole: every line that the code says is there to be translated, and what is
translated can be said as it stands."""

from __future__ import annotations

from gettext import c2py
from io import BytesIO

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from hub.languages.catalogue import TEMPLATE, all_lines, translations_folder
from hub.languages.gathering import gathered, template
from hub.languages.language import ENGLISH, Language
from hub.languages.plurals import PLURALS, form_for, plural_header
from hub.languages.reading import Entry, faults, read_entries
from hub.languages.spoken import LANGUAGES
from tests.house.sources import ROOT

OTHERS = tuple(one for one in LANGUAGES if one != ENGLISH)
MARKUP = ("<", ">", "[", "]", "*", "_", "&", "http", "%")
"""Signs of markup, formats or addresses: no line of ours has them."""


def entries(language: Language) -> tuple[Entry, ...]:
    return read_entries(translations_folder() / f"{language.code}.po")


def named(language: Language) -> str:
    return language.code


def test_whatever_the_code_says_is_there_to_be_translated() -> None:
    # In another order is no harm; `make words` puts it right.
    assert sorted(all_lines()) == sorted(gathered(ROOT)), "make words"


def test_gathering_twice_changes_nothing() -> None:
    made = template(ROOT)
    assert template(ROOT) == made
    assert str(ROOT).encode() not in made
    assert b"202" not in made, "a date"


def test_no_line_is_there_twice() -> None:
    firsts = [english[0] for english in all_lines()]
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize("language", OTHERS, ids=named)
def test_every_catalogue_has_the_same_lines(language: Language) -> None:
    found = entries(language)
    assert sorted(entry.english for entry in found) == sorted(all_lines(language)), "make words"
    assert [entry for entry in found if entry.is_damaged] == []


@pytest.mark.parametrize("language", OTHERS, ids=named)
def test_every_translation_can_be_said_as_it_stands(language: Language) -> None:
    wrong = {
        entry.english: found
        for entry in entries(language)
        if entry.translation and (found := faults(entry.english, entry.translation, language.code))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", OTHERS, ids=named)
def test_no_translation_is_markup(language: Language) -> None:
    marked = {
        entry.english: sign
        for entry in entries(language)
        for sign in MARKUP
        if any(sign in form for form in entry.translation)
        and not any(sign in english for english in entry.english)
    }
    assert marked == {}


@pytest.mark.parametrize("language", OTHERS, ids=named)
def test_no_translation_is_a_heap_of_capitals_where_the_english_is_none(
    language: Language,
) -> None:
    shouted = [
        entry.english
        for entry in entries(language)
        if any(form.isupper() and sum(map(str.isupper, form)) > 3 for form in entry.translation)
        and not entry.one.isupper()
    ]
    assert shouted == []


@pytest.mark.parametrize("language", OTHERS, ids=named)
def test_other_programs_read_a_catalogue_as_we_do(language: Language) -> None:
    content = (translations_folder() / f"{language.code}.po").read_bytes()
    read = read_po(BytesIO(content), abort_invalid=True)
    theirs = {
        message.id if isinstance(message.id, tuple) else (message.id,): message.string
        for message in read
        if message.id
    }
    assert {
        entry.english: entry.translation[0] if entry.many is None else entry.translation
        for entry in entries(language)
        if entry.translation
    } == {english: form for english, form in theirs.items() if form and all(form)}
    head = content.decode().split("\n\n")[0]
    assert f'"Language: {language.code}\\n"' in head
    assert f'"Plural-Forms: {plural_header(language.code)}\\n"' in head
    assert '"Content-Type: text/plain; charset=UTF-8\\n"' in head
    assert "please correct" in head


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_a_number_bends_words_as_unicode_says(language: Language) -> None:
    theirs = get_plural(language.code)
    assert PLURALS[language.code][0] == theirs.num_plurals
    form, other = form_for(language.code), c2py(theirs.plural_expr)
    assert [form(number) for number in range(1200)] == [other(number) for number in range(1200)]


def test_the_template_bears_no_translation() -> None:
    assert all(
        not any(entry.forms.values()) for entry in read_entries(translations_folder() / TEMPLATE)
    )
