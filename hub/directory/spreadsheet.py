"""The directory as a spreadsheet: its columns, and cells that no spreadsheet runs. Store-free.

One row is one entry. Several things in one cell are parted by semicolons. A cell that a
spreadsheet would take for a formula gets an apostrophe in front on the way out, and loses it on
the way in, so that it comes back as it was.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from hub.directory.comparing import name_key
from hub.directory.entry import PhoneEntry, ServiceEntry
from hub.directory.terms import NEED_PREFIX
from hub.directory.wording import schedule_words

COLUMNS: dict[str, str] = {
    "id": "Its Open Referral id. Leave it empty for a new entry.",
    "name": "What it is called. Must be there.",
    "organisation": "Who runs it. Must be there.",
    "organisation_about": "What the organisation is, in a sentence.",
    "organisation_id": "Its Open Referral id. May be empty.",
    "status": "active, inactive, defunct or temporarily closed. Empty is active.",
    "description": "What it does.",
    "phones": "Numbers, each with its note in brackets: 0800 111 222 (free); text 85258",
    "email": "One address.",
    "web": "One web address, with https:// in front.",
    "who_for": "Who may come, in words.",
    "minimum_age": "In years.",
    "maximum_age": "In years.",
    "cost": "In words.",
    "when": "Opening times in words.",
    "getting_in": "How to get in: just come, call first.",
    "place": "The name of the building.",
    "address": "Number and street.",
    "town": "",
    "postcode": "",
    "accessibility": "Step-free; hearing loop",
    "area": "Where it works: Doncaster; Rotherham. Empty is everywhere.",
    "languages": "English; Polish",
    "needs": "Short names, as `hub directory needs` lists them: debts; food-today",
    "alert": "What people should know just now.",
    "checked_on": "When somebody checked it: 2026-11-23 or 23/11/2026.",
}
"""The columns in their order, each with what goes into it."""

_ALSO = {
    "organization": "organisation",
    "organization_id": "organisation_id",
    "phone": "phones",
    "telephone": "phones",
    "url": "web",
    "website": "web",
    "eligibility": "who_for",
    "fees": "cost",
    "opening_times": "when",
    "opening_hours": "when",
    "postal_code": "postcode",
    "city": "town",
    "assured_date": "checked_on",
}
"""Other names that people give to the columns."""
_RISKY = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20|%]")
"""How a cell begins that Excel, LibreOffice or Sheets may run, be it behind apostrophes."""
_PHONE = re.compile(r"(.*\d.*?)\s+\((.*)\)")
_TEXT = re.compile(r"text\s+", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_OURS = uuid.UUID("0c6d5b57-13d9-5b93-8d36-9a0d4f8f0f02")

Cells = Mapping[str, str]
Object = dict[str, Any]


def safe(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if _RISKY.match(text) else text


def as_it_was(cell: str) -> str:
    """The text of a cell that `safe` wrote, or that was never in danger."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def column_of(heading: str) -> str:
    """The column that a heading means; empty if none."""
    name = re.sub(r"[\s-]+", "_", as_it_was(heading).strip().casefold())
    name = _ALSO.get(name, name)
    return name if name in COLUMNS else ""


def cells_of(entry: ServiceEntry, terms: Mapping[str, str]) -> dict[str, str]:
    """One entry as cells, not yet safe. Only its first place is written; no name of a person is.
    `terms` are those of its needs.
    """
    place = entry.locations[0] if entry.locations else None
    organisation = entry.organisation
    return {
        "id": entry.uid,
        "name": entry.name,
        "organisation": organisation.name,
        "organisation_about": organisation.description,
        "organisation_id": organisation.uid,
        "status": entry.status.value,
        "description": entry.description,
        "phones": _listed([_phone_words(one) for one in entry.phones]),
        "email": entry.email,
        "web": entry.url,
        "who_for": entry.eligibility,
        "minimum_age": "" if entry.minimum_age is None else str(entry.minimum_age),
        "maximum_age": "" if entry.maximum_age is None else str(entry.maximum_age),
        "cost": entry.fees or "; ".join(_texts(entry, "cost")),
        "when": entry.opening or schedule_words(entry.schedules),
        "getting_in": entry.getting_in,
        "place": place.name if place else "",
        "address": place.address_1 if place else "",
        "town": place.city if place else "",
        "postcode": place.postal_code if place else "",
        "accessibility": _listed(place.accessibility.split("\n")) if place else "",
        "area": _listed(_texts(entry, "area")),
        "languages": _listed(_texts(entry, "language")),
        "needs": _listed([term.removeprefix(f"{NEED_PREFIX}:") for term in terms]),
        "alert": entry.alert,
        "checked_on": entry.assured_on.isoformat() if entry.assured_on else "",
    }


def object_of(cells: Cells) -> Object:
    """The cells of one row as a service of Open Referral, to be checked like any other. A column
    that isn't there says nothing; where it can, what is kept stays then.
    """

    def said(column: str) -> str:
        return cells.get(column, "").strip()

    name, organisation = said("name"), said("organisation")
    found: Object = {
        "id": said("id") or str(uuid.uuid5(_OURS, name_key(name, organisation))),
        "name": name,
        "status": said("status").casefold() or "active",
        "organization": {
            "id": said("organisation_id") or str(uuid.uuid5(_OURS, name_key("", organisation))),
            "name": organisation,
            "description": said("organisation_about") or organisation,
        },
        "description": said("description"),
        "url": said("web"),
        "email": said("email"),
        "fees": said("cost"),
        "application_process": said("getting_in"),
        "alert": said("alert"),
        "assured_date": _iso(said("checked_on")),
    }
    if "who_for" in cells:
        found["eligibility_description"] = said("who_for")
    for age in ("minimum_age", "maximum_age"):
        if said(age):
            found[age] = int(said(age)) if said(age).isdecimal() else said(age)
    if "phones" in cells:
        phones = [_phone(one) for one in _parts(said("phones"))]
        found["contacts"] = [{"phones": phones}] if phones else []
    if "when" in cells:
        found["schedules"] = [{"description": said("when")}] if said("when") else []
    if "area" in cells:
        found["service_areas"] = [{"name": one} for one in _parts(said("area"))]
    if "languages" in cells:
        found["languages"] = [{"name": one} for one in _parts(said("languages"))]
    if "needs" in cells:
        curies = [f"{NEED_PREFIX}:{one}" for one in _parts(said("needs"))]
        found["attributes"] = [{"taxonomy_term": {"id": one, "term": one}} for one in curies]
    if {"place", "address", "town", "postcode", "accessibility"} & cells.keys():
        found["service_at_locations"] = _places(said)
    return found


def _places(said: Any) -> list[Object]:
    parts = {"address_1": said("address"), "city": said("town"), "postal_code": said("postcode")}
    remarks = [{"description": one} for one in _parts(said("accessibility"))]
    if not (said("place") or any(parts.values()) or remarks):
        return []
    location = {
        "location_type": "physical",
        "name": said("place"),
        "addresses": [parts],
        "accessibility": remarks,
    }
    return [{"location": location}]


def _phone_words(phone: PhoneEntry) -> str:
    number = f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number
    kind = "text " if phone.kind in ("text", "sms") and not _TEXT.match(number) else ""
    return f"{kind}{number} ({phone.note})" if phone.note else f"{kind}{number}"


def _phone(words: str) -> Object:
    match = _PHONE.fullmatch(words)
    number, note = match.groups() if match else (words, "")
    number, _, extension = number.partition(" ext. ")
    is_text = bool(_TEXT.match(number))
    number = _TEXT.sub("", number, count=1) if is_text else number
    return {
        "number": number,
        "extension": extension,
        "description": note,
        "type": "text" if is_text else "voice",
    }


def _texts(entry: ServiceEntry, kind: str) -> list[str]:
    return [one.text for one in entry.details if one.kind == kind]


def _listed(texts: list[str]) -> str:
    return "; ".join(text.replace(";", ",") for text in texts if text)


def _parts(cell: str) -> list[str]:
    return [part for text in re.split(r"[;\n]", cell) if (part := text.strip())]


def _iso(day: str) -> str:
    """A day as ISO 8601, where it is written as in Britain."""
    match = _DAY.fullmatch(day)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else day
