"""Gathers all that the hub says into data/translations/messages.pot, and merges that into every
catalogue: `make words`. Run by those who change the code, in a checkout.

Decides what is gathered: literals of `language.say("…")`, `language.count("…", "…", …)` and
`to_say("…")`, and the names of needs, their groups and interests. What is translated stays; what
has changed is marked.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from hub.languages.catalogue import FOLDER, TEMPLATE
from hub.languages.language import ENGLISH, Language
from hub.languages.plurals import plural_header
from hub.languages.reading import English
from hub.languages.spoken import LANGUAGES, is_said_in

SOURCES = ("hub", "kiosk", "printables")
_NAMED: dict[str, dict[str, tuple[str, ...]]] = {
    "needs.toml": {"group": ("name", "hint"), "need": ("name",)},
    "interests.toml": {"interest": ("name",)},
}
_SAID = {"say": 1, "count": 2, "to_say": 1}
"""What is called, and how many literals it begins with."""

_SAYS = re.compile(rb"(?i)(?:language|english)_*\s*\.\s*(?:say|count)\(|to_say\(")

_HEAD = """\
{english} for Community Hub.
Not yet read by somebody who speaks it at home: please correct.
{own}
Write between the quotes after msgstr. Words in {{}} stay as they are.
After that: make words"""

_UNREAD = {
    "pl": "Nikt, kto mówi tak na co dzień, jeszcze tego nie czytał: prosimy o poprawki.",
    "ro": "Încă necitit de cineva care vorbește limba acasă: vă rugăm să corectați.",
    "cy": "Heb ei ddarllen eto gan neb sy'n siarad yr iaith gartref: cywirwch os gwelwch yn dda.",
    "uk": "Ще не читав ніхто, хто говорить цією мовою вдома: просимо виправляти.",
    "tr": "Bu dili evinde konuşan biri henüz okumadı: lütfen düzeltin.",
    "ar": "لم يقرأها بعد أحد يتكلم هذه اللغة في بيته: نرجو التصحيح.",
    "ur": "ابھی تک کسی ایسے شخص نے نہیں پڑھا جو گھر میں یہ زبان بولتا ہو: براہ کرم درست کریں۔",
}


def gathered(root: Path) -> dict[English, list[str]]:
    """Every line in English, with the files that say it."""
    found: dict[English, list[str]] = {}
    for where, english in (*_from_data(root / "data"), *_from_code(root)):
        files = found.setdefault(english, [])
        files += [] if where in files else [where]
    return found


def template(root: Path) -> bytes:
    """messages.pot: the same for the same code, on every machine and every day."""
    return _written(_catalog(root))


def merged(before: bytes, language: Language, root: Path) -> bytes:
    """A catalogue with the lines that there are now."""
    head = _HEAD.format(english=language.in_english, own=_UNREAD[language.code])
    catalog = read_po(BytesIO(before), locale=language.code, abort_invalid=True)
    if not before:
        catalog.header_comment = "\n".join(f"# {line}" for line in head.split("\n"))
    catalog.update(_catalog(root, language), update_header_comment=False)
    return _written(catalog, language)


def _catalog(root: Path, language: Language = ENGLISH) -> Catalog:
    catalog = Catalog(header_comment="# All that Community Hub says. Made by: make words")
    for english, files in gathered(root).items():
        if not is_said_in(language, files):
            continue
        plain = english if len(english) > 1 else english[0]
        catalog.add(plain, locations=[(file, 0) for file in files])
    return catalog


def _written(catalog: Catalog, language: Language | None = None) -> bytes:
    """Without dates, programs and addresses: a head of four lines."""
    for message in catalog:
        # Babel takes our places for formats of Python.
        message.flags -= {"python-format", "python-brace-format"}
    file = BytesIO()
    write_po(file, catalog, width=100, omit_header=True, include_lineno=False, ignore_obsolete=True)
    lines = [catalog.header_comment, 'msgid ""', 'msgstr ""']
    if language is not None:
        lines.append(f'"Language: {language.code}\\n"')
        lines.append(f'"Plural-Forms: {plural_header(language.code)}\\n"')
    lines += [
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    ]
    return ("\n".join(lines) + "\n\n").encode() + file.getvalue().rstrip() + b"\n"


def _from_data(data: Path) -> Iterator[tuple[str, English]]:
    for name, tables in _NAMED.items():
        with (data / name).open("rb") as file:
            content: dict[str, Any] = tomllib.load(file)
        for table, columns in tables.items():
            for row in content[table]:
                for column in columns:
                    yield f"data/{name}", (row[column],)


def _from_code(root: Path) -> Iterator[tuple[str, English]]:
    for source in SOURCES:
        for path in sorted((root / source).rglob("*.py")):
            code = path.read_bytes()
            if not _SAYS.search(code):
                continue  # parsing takes its time
            calls = [
                node
                for node in ast.walk(ast.parse(code, filename=str(path)))
                if isinstance(node, ast.Call)
            ]
            for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
                if english := said_by(call):
                    yield path.relative_to(root).as_posix(), english


def said_by(call: ast.Call) -> English:
    """The literals of `language.say("…")`, `language.count("…", "…")` and `to_say("…")`; () for any
    other call: screens have a `say` of their own."""
    called = call.func
    if isinstance(called, ast.Name):
        name, speaks = called.id, called.id == "to_say"
    elif isinstance(called, ast.Attribute):
        owner = called.value
        whose = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        name, speaks = called.attr, whose.lower().strip("_").endswith(("language", "english"))
    else:
        return ()
    if not speaks or name not in _SAID:
        return ()
    literals = tuple(
        argument.value
        for argument in call.args[: _SAID[name]]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )
    return literals if len(literals) == _SAID[name] else ()


def main() -> None:
    """Write them all."""
    root = Path(__file__).resolve().parents[2]
    folder = root / "data" / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / TEMPLATE).write_bytes(template(root))
    for language in LANGUAGES:
        if language != ENGLISH:
            path = folder / f"{language.code}.po"
            before = path.read_bytes() if path.exists() else b""
            path.write_bytes(merged(before, language, root))


if __name__ == "__main__":
    main()
