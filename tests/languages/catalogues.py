"""Catalogues as somebody may have written them, in a folder of a hub."""

from __future__ import annotations

from pathlib import Path

from hub.languages.catalogue import FOLDER, language_for
from hub.languages.language import Language

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def line(english: str, said: str, *, flags: str = "") -> str:
    """One line of a catalogue; plain words, without quotes or backslashes."""
    return f'{flags}msgid "{english}"\nmsgstr "{said}"\n\n'


def lines(one: str, many: str, *forms: str) -> str:
    """A line that bends with a number."""
    said = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'msgid "{one}"\nmsgid_plural "{many}"\n{said}\n'


def with_own(folder: Path, content: str | bytes, code: str = "pl") -> Language:
    """The language of a hub that has put this into its own folder."""
    path = folder / FOLDER / f"{code}.po"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return language_for(code, folder)
