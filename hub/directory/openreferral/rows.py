"""One row of a feed -> a checked entry, or the reason in plain words why it is refused.

What Open Referral UK 3.0 requires must be right, or the row is refused. What is optional and
wrong (a web address that isn't one, a date to come) is left out. An id is any text of at most
64 characters, kept as it comes.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from hub.directory.entry import (
    DetailEntry,
    LocationEntry,
    OrganisationEntry,
    PhoneEntry,
    ServiceEntry,
    TermEntry,
)
from hub.directory.terms import curie_of
from hub.errors import BadInput
from hub.views.directory import ServiceStatus
from hub.views.words import clean, clean_line

_EMAIL = re.compile(r"[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"']+")
_MAX_ROW = 1_000_000


def read_service(row: Any, today: date) -> ServiceEntry:
    """The entry of a row. Raises BadInput with the reason."""
    if not isinstance(row, dict):
        raise BadInput("It isn't an object with fields.")
    if len(json.dumps(row)) > _MAX_ROW:
        raise BadInput("It is larger than 1 MB.")
    organisation = row.get("organization")
    if not isinstance(organisation, dict):
        raise BadInput("It has no organization.")
    try:
        status = ServiceStatus(_required(row, "status", ""))
    except ValueError:
        raise BadInput(
            "Its status is none of active, inactive, defunct, temporarily closed."
        ) from None
    phones: list[PhoneEntry] = []
    places: list[LocationEntry] = []
    for contact in _objects(row, "contacts"):
        phones += _phones(contact)
    phones += _phones(row)
    for at in _objects(row, "service_at_locations"):
        location = at.get("location")
        if isinstance(location, dict):
            phones += _phones(location)
            places.append(_place(at, location))
    return ServiceEntry(
        uid=_uid(row, ""),
        name=_required(row, "name", "")[:200],
        status=status,
        organisation=OrganisationEntry(
            uid=_uid(organisation, "organization "),
            name=_required(organisation, "name", "organization ")[:200],
            description=_required(organisation, "description", "organization ")[:5000],
            email=_email(organisation, "email"),
            website=_web(organisation, "website") or _web(organisation, "url"),
        ),
        description=_text(row, "description", 5000),
        url=_web(row, "url"),
        email=_email(row, "email"),
        fees=_text(row, "fees"),
        getting_in=_text(row, "application_process", 2000),
        alert=_text(row, "alert", 1000),
        accreditations=_text(row, "accreditations", 1000),
        minimum_age=_age(row, "minimum_age"),
        maximum_age=_age(row, "maximum_age"),
        opening="; ".join(
            filter(None, (_text(one, "description") for one in _objects(row, "schedules")))
        ),
        assured_on=_past(row, "assured_date", today),
        phones=tuple(dict.fromkeys(phones)),
        locations=tuple(places),
        details=tuple(
            DetailEntry(kind, text)
            for kind, key, field in (
                ("language", "languages", "name"),
                ("area", "service_areas", "name"),
            )
            for text in (_text(one, field) for one in _objects(row, key))
            if text
        ),
        terms=tuple(
            _term(one["taxonomy_term"])
            for one in _objects(row, "attributes")
            if isinstance(one.get("taxonomy_term"), dict)
        ),
    )


def _required(row: dict[str, Any], field: str, whose: str) -> str:
    value = row.get(field)
    text = clean_line(value) if isinstance(value, str) else ""
    if not text:
        raise BadInput(f"Its {whose}{field} is missing or isn't text.")
    return text


def _uid(row: dict[str, Any], whose: str) -> str:
    uid = _required(row, "id", whose)
    if len(uid) > 64:
        raise BadInput(f"Its {whose}id is longer than 64 characters.")
    return uid


def _text(row: dict[str, Any], field: str, most: int = 500) -> str:
    value = row.get(field)
    return clean(value)[:most].strip() if isinstance(value, str) else ""


def _objects(row: dict[str, Any], field: str) -> list[dict[str, Any]]:
    value = row.get(field)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _web(row: dict[str, Any], field: str) -> str:
    text = _text(row, field, 2001)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.netloc and len(text) <= 2000
    return text if fits and not re.search(r"\s", text) else ""


def _email(row: dict[str, Any], field: str) -> str:
    text = _text(row, field, 254)
    return text if _EMAIL.fullmatch(text) else ""


def _age(row: dict[str, Any], field: str) -> int | None:
    value = row.get(field)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and value is not None and 0 <= value <= 150 else None


def _past(row: dict[str, Any], field: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(_text(row, field)[:10])
    except ValueError:
        return None
    return day if day <= today else None


def _phones(row: dict[str, Any]) -> list[PhoneEntry]:
    return [
        PhoneEntry(
            _text(one, "id", 64),
            clean_line(_text(one, "number", 40)),
            extension=_text(one, "extension", 20),
            kind=_text(one, "type", 20),
            note=clean_line(_text(one, "description", 200)),
        )
        for one in _objects(row, "phones")
        if _text(one, "number")
    ]


def _place(at: dict[str, Any], location: dict[str, Any]) -> LocationEntry:
    addresses = _objects(location, "addresses") or _objects(location, "physical_addresses")
    address = addresses[0] if addresses else {}
    remarks = [clean_line(_text(one, "description")) for one in _objects(location, "accessibility")]
    return LocationEntry(
        uid=_text(location, "id", 64),
        at_uid=_text(at, "id", 64),
        location_type=_text(location, "location_type", 20) or "physical",
        name=clean_line(_text(location, "name", 200)),
        address_1=clean_line(_text(address, "address_1", 200)),
        city=clean_line(_text(address, "city", 100)),
        state_province=clean_line(_text(address, "state_province", 100)),
        postal_code=clean_line(_text(address, "postal_code", 20)),
        country=clean_line(_text(address, "country", 60)),
        accessibility="\n".join(remark for remark in remarks if remark),
    )


def _term(term: dict[str, Any]) -> TermEntry:
    uid, name = _text(term, "id", 64), _text(term, "name", 200)
    uri, taxonomy = _web(term, "term_uri"), _text(term, "taxonomy", 100)
    curie = curie_of(
        uid=uid,
        term=_text(term, "term", 100),
        term_uri=_text(term, "term_uri", 200),
        taxonomy=taxonomy,
    )
    return TermEntry(uid, curie, name, uri, taxonomy)
