"""The lines of an entry's form: how each field reads there, and what was typed as the form that the
hub takes. Only what somebody changed is handed over, so that odd values nobody touched stay.

Leaves what a field may hold to `hub.directory`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hub.directory.checking import read_ages
from hub.directory.reading_times import times_said
from hub.directory.wording import age_words
from hub.views.directory import ServiceStatus
from hub.views.editing import PhoneForm, PlaceForm, ServiceForm
from hub.views.words import clean, clean_line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form."""

    name: str
    label: str
    eg: str = ""
    longest: int = 500
    help: str = ""
    """What is said while it is typed in."""


YES_NO = (("y", "yes"), ("n", "no"))
STATUSES = (
    (ServiceStatus.ACTIVE.value, "open"),
    (ServiceStatus.TEMPORARILY_CLOSED.value, "closed for now"),
    (ServiceStatus.INACTIVE.value, "closed"),
    (ServiceStatus.DEFUNCT.value, "closed for good"),
)
LONG = ("description", "getting_in")
"""Texts that may have several lines."""
CHOICES = {"status": STATUSES, "is_local": YES_NO, "is_urgent": YES_NO}
LINES = (
    Line("name", "Name", "Debt advice", 200),
    Line("organisation", "Organisation", "Citizens Advice", 200, "Who offers it."),
    Line("description", "What it is", help="In a few sentences. Ctrl+J begins a new line."),
    Line(
        "phones",
        "Phones",
        "01302 736000 (mornings); text 85258 (SHOUT)",
        2000,
        "A ; between two numbers, what to know of one in brackets, text before one for messages.",
    ),
    Line("url", "Web", "www.example.org", 2000),
    Line("email", "Email", "help@example.org", 254),
    Line("place", "Building", longest=200),
    Line("address", "Address", longest=200),
    Line("town", "Town", longest=200),
    Line("postcode", "Postcode", "DN1 3BD", 20),
    Line("times", "Open", "Mon-Fri 9am-5pm, Sat 10am-1pm", 500),
    Line("opening", "Or in words", "Ring first", 500, "In place of times, where times can't say."),
    Line("who_for", "Who for", "Carers", 1000),
    Line("ages", "Ages", "5 to 11; 18 and over; empty for all", 60),
    Line("cost", "Cost", "Free", 500),
    Line("areas", "Area", "Doncaster; Bentley", 1000, "Where it serves. Between two a ;"),
    Line("languages", "Languages", "English, Polish", 1000, "Between two a comma."),
    Line("access", "Access", "Step-free; hearing loop", 2000, "Between two remarks a ;"),
    Line("getting_in", "Getting in", help="How to get help. Ctrl+J begins a new line."),
    Line("alert", "Please note", "They have moved", 1000, "What everybody must know first."),
    Line("status", "Is it open?"),
    Line("is_local", "Near here?"),
    Line("is_urgent", "Urgent help?", help="An urgent helpline comes first and never disappears."),
)
WHERE = {"phones": "phones", "places": "postcode"}
"""The line of a field that the hub refuses under another name."""
_PLACE = {"place": "name", "address": "address", "town": "town", "postcode": "postcode"}
_PHONE = re.compile(r"(text\s+)?([^()]*?)\s*(?:\((.*)\))?", re.DOTALL | re.IGNORECASE)


def texts_of(form: ServiceForm | None) -> dict[str, str]:
    """What stands in each line; of a new entry, next to nothing."""
    one = form or ServiceForm(status=ServiceStatus.ACTIVE, is_local=True)
    place = one.places[0] if one.places else PlaceForm()
    return {
        **{
            line.name: clean(getattr(one, line.name) or "")
            for line in LINES
            if isinstance(getattr(one, line.name, 0), str)
        },
        **{
            line.name: ""
            for line in LINES
            if hasattr(one, line.name) and getattr(one, line.name) is None
        },
        "phones": "; ".join(map(phone_words, one.phones or ())),
        **{name: clean_line(getattr(place, field)) for name, field in _PLACE.items()},
        "access": "; ".join(place.accessibility),
        "areas": "; ".join(one.areas or ()),
        "languages": ", ".join(one.languages or ()),
        "status": (one.status or ServiceStatus.ACTIVE).value,
        "is_local": "y" if one.is_local else "n",
        "is_urgent": "y" if one.is_urgent else "n",
    }


def phone_words(one: PhoneForm) -> str:
    """text 85258 (SHOUT)."""
    number = f"{one.number} ext {one.extension}" if one.extension else one.number
    note = re.sub(r"\s*[;()]\s*", ", ", clean_line(one.note)).strip(", ")
    return f"{'text ' if one.is_text else ''}{clean_line(number)}{f' ({note})' if note else ''}"


def read_phones(typed: str, known: tuple[PhoneForm, ...] = ()) -> tuple[PhoneForm, ...]:
    """The numbers of a line. Those of `known` that nobody touched stay as they are."""
    same = {phone_words(one): one for one in known}
    return tuple(
        same.get(part) or _phone(part) for part in map(clean_line, typed.split(";")) if part
    )


def _phone(part: str) -> PhoneForm:
    match = _PHONE.fullmatch(part)
    if match is None:
        return PhoneForm(part)  # the hub says what is wrong with it
    return PhoneForm(match[2], note=match[3] or "", is_text=bool(match[1]))


def typed_form(
    typed: Mapping[str, str], before: Mapping[str, str], form: ServiceForm | None
) -> ServiceForm:
    """What was changed, as the hub takes it."""
    old = form or ServiceForm()
    changed = {name for name, text in typed.items() if text != before.get(name)}
    found: dict[str, Any] = {}
    for name in changed:
        text = typed[name]
        match name:
            case "phones":
                found[name] = read_phones(text, old.phones or ())
            case "areas":
                found[name] = _several(text, ";")
            case "languages":
                found[name] = _several(text, ",")
            case "status":
                found[name] = ServiceStatus(text)
            case "is_local" | "is_urgent":
                found[name] = text == "y"
            case _ if name not in (*_PLACE, "access"):
                found[name] = text
    if changed & {*_PLACE, "access"}:
        places = old.places or (PlaceForm(),)
        parts: dict[str, Any] = {
            field: typed[name] for name, field in _PLACE.items() if name in changed
        }
        if "access" in changed:
            parts["accessibility"] = _several(typed["access"], ";")
        found["places"] = (replace(places[0], **parts), *places[1:])
    if form is None:
        found |= {"is_local": typed["is_local"] == "y", "status": ServiceStatus(typed["status"])}
    return ServiceForm(**found, version=old.version)


def _several(text: str, sign: str) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_line, text.split(sign))))


def understood(line: Line, text: str) -> str:
    """What stands in a line, as the hub reads it. Raises WrongField."""
    if line.name == "times" and text:
        return f"Open: {times_said(text)}"
    if line.name == "ages":
        return f"For: {age_words(*read_ages(text)) or 'all ages'}"
    return line.help


FIELD = {line.name: line for line in LINES}
