"""Which languages there are, and their catalogues: gettext files in data/translations, which
anybody can edit with a plain editor or Poedit.

`messages.pot` lists all that the hub says; a test keeps it so. A catalogue that is damaged or
missing lines costs nobody a sheet: what it lacks is said in English, and `hub doctor` tells.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from hub.errors import BadInput
from hub.languages.language import ENGLISH, Language
from hub.resources import data_folder
from hub.views.words import fold

LANGUAGES = (
    ENGLISH,
    Language("pl", "Polski", "Polish"),
    Language("ro", "Română", "Romanian"),
    Language("cy", "Cymraeg", "Welsh"),
    Language("uk", "Українська", "Ukrainian"),
    Language("tr", "Türkçe", "Turkish", day_order="d MMMM EEEE"),
    Language("ar", "العربية", "Arabic", is_right_to_left=True),
    Language("ur", "اردو", "Urdu", is_right_to_left=True),
)
"""English first, then in the order in which they are offered."""

TEMPLATE = "messages.pot"


def language_for(typed: str) -> Language:
    """A language by its code or its name, in itself or in English; with its catalogue.

    Refuses (`BadInput`) one that we don't have, with those that we have.
    """
    wanted = fold(typed)
    for language in LANGUAGES:
        if wanted in {language.code, fold(language.name), fold(language.in_english)}:
            return ENGLISH if language.is_english else _with_catalogue(language.code)
    raise BadInput(
        f"There is no language {typed[:30]!r} here.",
        hint="Choose one of: " + ", ".join(f"{one.code} ({one.in_english})" for one in LANGUAGES),
    )


def translations_folder() -> Path:
    """Where the catalogues lie."""
    return data_folder() / "translations"


@cache
def _with_catalogue(code: str) -> Language:
    language = next(one for one in LANGUAGES if one.code == code)
    path = translations_folder() / f"{code}.po"
    return replace(language, catalogue=_read(path))


def _read(path: Path) -> NullTranslations:
    """What a catalogue says; nothing where it can't be read."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, abort_invalid=True))
        compiled.seek(0)
        return GNUTranslations(compiled)
    except (OSError, PoFileError, ValueError, LookupError):
        return NullTranslations()
