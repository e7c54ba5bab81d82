"""Reads a catalogue (gettext's .po) that anybody may have edited: line by line, and running nothing
of it. What is damaged, unsound or only guessed is left out, and so is said in English.

Decides what a sound translation is. Which catalogues there are decides `hub.languages.catalogue`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hub.languages.language import PLACE
from hub.languages.plurals import PLURALS, forms_of_one_number
from hub.views.words import clean

MOST_BYTES = 1_000_000
"""A larger file is no catalogue."""
MOST_LETTERS = 1_000
"""A longer translation is no line of a sheet."""

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]{1,2})\])?)\s*("?.*)')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

# What our typeface has of the letters of our languages: others would leave gaps on paper.
LETTERS = (
    " -~\u00a1-\u017e\u0218-\u021b\u0400-\u045f\u0490\u0491\u1e80-\u1e85\u1ef2\u1ef3"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u20ac\u2116\u2192\u2713"
)
ARABIC = "\u060c\u061b\u061f\u0620-\u0652\u0670-\u06d5\u06f0-\u06f9"
_DRAWN = {
    code: re.compile(f"[{LETTERS}{ARABIC if code in ('ar', 'ur') else ''}]*") for code in PLURALS
}

English = tuple[str, ...]
"""One line, or the line for one and the line for many."""


@dataclass(slots=True)
class Entry:
    """One line of a catalogue, as it stands there."""

    one: str = ""
    many: str | None = None
    files: tuple[str, ...] = ()
    """Which files say it."""
    forms: dict[int, str] = field(default_factory=dict)
    is_fuzzy: bool = False
    is_damaged: bool = False

    @property
    def english(self) -> English:
        return (self.one,) if self.many is None else (self.one, self.many)

    @property
    def translation(self) -> tuple[str, ...]:
        """The forms in order; () where some are missing."""
        forms = tuple(self.forms.get(number, "") for number in range(len(self.forms)))
        return forms if all(forms) else ()


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Every entry of a catalogue but its head; none where the file can't be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return ()
    if len(content) > MOST_BYTES:
        return ()
    # A byte that is no UTF-8 damages the line it stands in, and no other.
    return tuple(_entries(content.decode("utf-8", errors="replace").split("\n")))


def sound(entries: Iterable[Entry], code: str) -> dict[English, tuple[str, ...]]:
    """What of a catalogue may be said, by its English."""
    return {
        entry.english: entry.translation
        for entry in entries
        if not (entry.is_fuzzy or entry.is_damaged)
        and entry.translation
        and not faults(entry.english, entry.translation, code)
    }


def faults(english: English, forms: tuple[str, ...], code: str) -> tuple[str, ...]:
    """What is wrong with a translation, in words for whoever wrote it; () where nothing is."""
    found = []
    wanted = PLURALS[code][0] if len(english) > 1 else 1
    if len(forms) != wanted:
        found.append(f"There should be {wanted} forms, and there are {len(forms)}.")
    for number, form in enumerate(forms):
        if len(form) > MOST_LETTERS:
            found.append("It is too long.")
        elif clean(form) != form or "\ufffd" in form or "\n" in form:
            found.append("It has letters that can't be seen, or spaces too many.")
        elif not _DRAWN[code].fullmatch(form):
            found.append("It has letters that no typeface of ours has.")
        needed, known = _places(english, number, code)
        has = set(PLACE.findall(form))
        found += [f"It lacks {{{place}}}." for place in sorted(needed - has)]
        found += [f"There is no {{{place}}} in the English." for place in sorted(has - known)]
        if set("{}") & set(PLACE.sub("", form)):
            found.append("A { or } stands by itself.")
    return tuple(dict.fromkeys(found))


def _places(english: English, form: int, code: str) -> tuple[set[str], set[str]]:
    """Places that a form must have, and may have. Which number it is need not be said where only
    one number takes this form."""
    if len(english) == 1:
        only = set(PLACE.findall(english[0]))
        return only, only
    known = set(PLACE.findall(" ".join(english)))
    in_many = set(PLACE.findall(english[1]))
    return (in_many - {"number"} if form in forms_of_one_number(code) else in_many), known


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    entry, begun, reading = Entry(), False, ""
    for raw in lines:
        line = raw.strip()
        if line.startswith("#") or not line:
            if begun:
                yield from _whole(entry)
                entry, begun, reading = Entry(), False, ""
            if line.startswith("#,") and "fuzzy" in line:
                entry.is_fuzzy = True
            elif line.startswith("#:"):
                entry.files += tuple(line[2:].split())
            continue
        keyword = _KEYWORD.fullmatch(line)
        if keyword is not None:
            word = keyword[1]
            if word in ("msgid", "msgctxt") and begun and reading.startswith("msgstr"):
                yield from _whole(entry)
                entry = Entry()
            begun, reading = True, word
            _begin(entry, word, keyword[2])
            line = keyword[3].strip()
        _add(entry, reading, line)
    if begun:
        yield from _whole(entry)


def _whole(entry: Entry) -> Iterator[Entry]:
    """The entry, unless it is the head or has no English."""
    if entry.one:
        yield entry


def _begin(entry: Entry, word: str, form: str | None) -> None:
    if word == "msgctxt":
        entry.is_damaged = True  # the hub says one thing in one way; another context is not ours
    elif word == "msgid_plural":
        entry.many = entry.many or ""
    elif word.startswith("msgstr"):
        entry.is_damaged |= int(form or 0) in entry.forms
        entry.forms.setdefault(int(form or 0), "")


def _add(entry: Entry, reading: str, line: str) -> None:
    """A string in quotes to what is being read. Anything else damages the entry."""
    quoted = _QUOTED.fullmatch(line)
    if quoted is None:
        entry.is_damaged = True
        return
    text = _ESCAPED.sub(lambda at: _ESCAPES.get(at[1], "\ufffd"), quoted[1])
    if reading == "msgid":
        entry.one += text
    elif reading == "msgid_plural":
        entry.many = (entry.many or "") + text
    elif reading.startswith("msgstr"):
        form = int(reading[7:-1]) if "[" in reading else 0
        entry.forms[form] += text
    elif reading != "msgctxt":
        entry.is_damaged = True
