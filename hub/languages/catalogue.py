"""The catalogues of our languages: gettext files in data/translations, which
anybody can edit with a plain editor or Poedit. A hub's own folder may hold a better line.

`messages.pot` lists all that the hub says; a test keeps it so. A catalogue that is damaged or
missing lines costs nobody a sheet: what it lacks is said in English, and `hub languages` tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from msgspec.structs import replace

from hub.errors import BadInput
from hub.languages.language import ENGLISH, Language
from hub.languages.plurals import form_for
from hub.languages.reading import English, read_entries, sound
from hub.languages.spoken import LANGUAGES, is_said_in
from hub.resources import data_folder
from hub.views.words import fold

TEMPLATE = "messages.pot"
FOLDER = "translations"
"""Of the shipped data, and of a hub that puts lines right for itself."""


class Catalogue(NullTranslations):
    """What the hub says in one language; what is not in it is said in English."""

    def __init__(self, code: str, lines: Mapping[English, tuple[str, ...]]) -> None:
        super().__init__()
        self._lines = lines
        self._form = form_for(code)

    def gettext(self, message: str) -> str:
        return self._lines.get((message,), (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._lines.get((msgid1, msgid2))
        if forms is None:
            return msgid1 if n == 1 else msgid2
        return forms[self._form(abs(n))]


def language_for(typed: str, own_folder: Path | None = None) -> Language:
    """A language by its code or its name, in itself or in English; with its catalogue. Lines in
    `translations/pl.po` of the hub's own folder go before the shipped ones.

    Refuses (`BadInput`) one that we don't have, with those that we have.
    """
    wanted = fold(typed)
    for language in LANGUAGES:
        if wanted in {language.code, fold(language.name), fold(language.in_english)}:
            if language.is_english:
                return ENGLISH
            lines = _lines(language.code, own_folder)
            return replace(language, catalogue=Catalogue(language.code, lines))
    raise BadInput(
        f"There is no language {typed[:30]!r} here.",
        hint="Choose one of: " + ", ".join(f"{one.code} ({one.in_english})" for one in LANGUAGES),
    )


def all_lines(language: Language = ENGLISH) -> tuple[English, ...]:
    """Every line that the hub says in this language, in English, as the template has them."""
    return tuple(
        entry.english
        for entry in read_entries(translations_folder() / TEMPLATE)
        if is_said_in(language, entry.files)
    )


def missing(code: str, own_folder: Path | None = None) -> tuple[str, ...]:
    """The lines that are still said in English."""
    if code == ENGLISH.code:
        return ()
    lines = _lines(code, own_folder)
    language = next(one for one in LANGUAGES if one.code == code)
    return tuple(english[0] for english in all_lines(language) if english not in lines)


def translations_folder() -> Path:
    """Where the shipped catalogues lie."""
    return data_folder() / FOLDER


def _lines(code: str, own_folder: Path | None) -> Mapping[English, tuple[str, ...]]:
    shipped = _shipped(translations_folder() / f"{code}.po", code)
    if own_folder is None:
        return shipped
    return {**shipped, **sound(read_entries(own_folder / FOLDER / f"{code}.po"), code)}


@cache
def _shipped(path: Path, code: str) -> Mapping[English, tuple[str, ...]]:
    return sound(read_entries(path), code)
