"""One entry as Open Referral UK 3.0 writes a service: what the profile requires is there, what is
empty is left out, and nothing of it is private. Store-free.

Ids that are no UUIDs, as feeds and our own tables have them, become UUIDs that are the same each
time. Names and emails of contacts, and whoever checked an entry, stay here.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from hub.directory.entry import (
    LocationEntry,
    OrganisationEntry,
    PhoneEntry,
    ScheduleEntry,
    ServiceEntry,
)
from hub.directory.terms import NEED_PREFIX, published_curie
from hub.directory.wording import schedule_words

Object = dict[str, Any]

_OURS = uuid.UUID("5b0f1f9c-6a53-5d0c-8a70-0f2b7f0f5f31")
_ON_ONE_LINE = re.compile(r"(.+), ([^,]+), ([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})")
_WEEK = "MO,TU,WE,TH,FR,SA,SU"
_TAXONOMIES = {
    "openEligibility": "Open Eligibility",
    "esdServiceType": "esdServiceTypes",
    "esdNeed": "esdNeeds",
    "esdCircumstance": "esdCircumstances",
    NEED_PREFIX: "Community Hub needs",
}


def as_uuid(text: str, *more: str) -> str:
    """The id itself where it is a UUID, else one that stands for it."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid5(_OURS, "\n".join((text, *more))))


def service_object(entry: ServiceEntry, terms: Mapping[str, str]) -> Object:
    """A service with everything that hangs on it. `terms` are those of its needs: CURIE -> name."""
    uid = as_uuid(entry.uid, "service")

    def own(child: str, kind: str, number: int) -> str:
        return as_uuid(child or f"{uid} {kind} {number}", uid, kind)

    return service_head(entry) | _filled(
        {
            "contacts": [*_contacts(entry, uid)],
            "schedules": [
                said
                for number, one in enumerate(_schedules(entry, uid))
                if (said := _schedule(one, own(one.uid, "schedule", number), uid))
            ],
            "service_at_locations": service_at_locations(entry),
            "languages": [
                {"id": own(one.uid, "language", n), "service_id": uid, "name": one.text}
                for n, one in enumerate(_of_kind(entry, "language"))
            ],
            "service_areas": [
                {
                    "id": own(one.uid, "area", n),
                    "service_id": uid,
                    "name": one.text,
                    "service_area": one.text,
                }
                for n, one in enumerate(_of_kind(entry, "area"))
            ],
            "cost_options": [
                {"id": own(one.uid, "cost", n), "service_id": uid, "option": one.text}
                for n, one in enumerate(_of_kind(entry, "cost"))
            ],
            "attributes": [
                {
                    "id": as_uuid(f"{uid} {one['id']}", "attribute"),
                    "link_id": uid,
                    "link_type": "service",
                    "taxonomy_term_id": one["id"],
                    "taxonomy_term": one,
                }
                for one in term_objects(entry, terms)
            ],
        }
    )


def service_head(entry: ServiceEntry) -> Object:
    """What a list of services says of one."""
    moment = entry.last_modified
    return _filled(
        {
            "id": as_uuid(entry.uid, "service"),
            "organization_id": as_uuid(entry.organisation.uid, "organization"),
            "name": entry.name,
            "description": entry.description,
            "url": _web(entry.url),
            "email": entry.email,
            "status": entry.status.value,
            "fees": entry.fees,
            "accreditations": entry.accreditations,
            "eligibility_description": entry.eligibility,
            "minimum_age": entry.minimum_age,
            "maximum_age": entry.maximum_age,
            "application_process": entry.getting_in,
            "assured_date": entry.assured_on.isoformat() if entry.assured_on else "",
            "alert": entry.alert,
            "last_modified": f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z" if moment else "",
            "organization": _organisation(entry.organisation),
        }
    )


def service_at_locations(entry: ServiceEntry) -> list[Object]:
    """The places of a service."""
    uid = as_uuid(entry.uid, "service")
    found = []
    for number, place in enumerate(entry.locations):
        location = _location(place, as_uuid(place.uid or f"{uid} place {number}", uid, "location"))
        at = as_uuid(place.at_uid or f"{uid} at {number} {location['id']}", uid, "at")
        found.append(
            {"id": at, "service_id": uid, "location_id": location["id"], "location": location}
        )
    return found


def term_objects(entry: ServiceEntry, terms: Mapping[str, str]) -> list[Object]:
    """The taxonomy terms of a service, each once: those it came with, and those of its needs."""
    found: dict[str, Object] = {}
    for one in entry.terms:
        curie = published_curie(one.curie)
        slug = one.curie.removeprefix(f"{NEED_PREFIX}:")
        if slug != one.curie and one.curie not in terms:
            continue  # a need that the hub has taken off since
        name = one.name or curie or one.uid
        if name:
            uid = as_uuid(curie or one.uid or name, "" if curie else one.taxonomy, "term")
            found.setdefault(uid, _term(uid, name, curie, one.taxonomy, one.term_uri))
    for text, name in terms.items():
        curie = published_curie(text)
        uid = as_uuid(curie, "", "term")
        found.setdefault(uid, _term(uid, name, curie, "", ""))
    return [found[uid] for uid in sorted(found)]


def taxonomy_of(term: Object) -> Object:
    """The taxonomy that a term belongs to."""
    name = term.get("taxonomy", "Other")
    return {"id": as_uuid(name, "taxonomy"), "name": name, "description": name}


def _term(uid: str, name: str, curie: str, taxonomy: str, term_uri: str) -> Object:
    return _filled(
        {
            "id": uid,
            "name": name,
            "description": name,
            "taxonomy": taxonomy or _TAXONOMIES.get(curie.partition(":")[0], ""),
            "term": curie,
            "term_uri": _web(term_uri),
        }
    )


def _organisation(organisation: OrganisationEntry) -> Object:
    return _filled(
        {
            "id": as_uuid(organisation.uid, "organization"),
            "name": organisation.name,
            "description": organisation.description or organisation.name,  # required
            "email": organisation.email,
            "website": _web(organisation.website),
            "logo": _web(organisation.logo),
            "uri": _web(organisation.uri),
        }
    )


def _contacts(entry: ServiceEntry, uid: str) -> Iterable[Object]:
    """Contacts in the order of their phones, as phones lie under contacts; those numbers that
    belong to nobody lie under a contact without a name.
    """
    phones: dict[str, list[PhoneEntry]] = {}
    known = {one.uid: one for one in entry.contacts}
    for phone in entry.phones:
        phones.setdefault(phone.contact if phone.contact in known else "", []).append(phone)
    number = 0
    for contact in (*phones, *(one for one in known if one not in phones)):
        one = known.get(contact)
        listed = []
        for phone in phones.get(contact, ()):
            listed.append(_phone(phone, as_uuid(phone.uid or f"{uid} phone {number}", uid)))
            number += 1
        name = contact if one else "phones"
        said = _filled(
            {
                "title": one.title if one else "",
                "department": one.department if one else "",
                "phones": listed,
            }
        )
        if said:
            yield {
                "id": as_uuid(name or f"{uid} contact", uid, "contact"),
                "service_id": uid,
            } | said


def _phone(phone: PhoneEntry, uid: str) -> Object:
    return _filled(
        {
            "id": uid,
            "number": phone.number,
            "extension": phone.extension,
            "type": phone.kind,
            "description": phone.note,
        }
    )


def _location(place: LocationEntry, uid: str) -> Object:
    kind = place.location_type if place.location_type in ("postal", "virtual") else "physical"
    parts = {
        "address_1": place.address_1,
        "city": place.city,
        "state_province": place.state_province,
        "postal_code": place.postal_code,
    }
    if place.address_1 and not (place.city or place.postal_code):
        parts |= _taken_apart(place.address_1)
    address = {"id": as_uuid(f"{uid} address"), "location_id": uid} | parts
    address |= {"country": place.country or "GB", "address_type": kind}
    return _filled(
        {
            "id": uid,
            "location_type": kind,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            # all of it is required, so what nobody knows is there, and empty
            "addresses": [address] if any(parts.values()) else [],
            "accessibility": [
                {
                    "id": as_uuid(f"{uid} accessibility {number}"),
                    "location_id": uid,
                    "description": line,
                }
                for number, line in enumerate(filter(None, place.accessibility.split("\n")))
            ],
        }
    )


def _taken_apart(line: str) -> Object:
    """An address on one line: what stands before the postcode is the town."""
    found = _ON_ONE_LINE.fullmatch(line)
    return (
        dict(zip(("address_1", "city", "postal_code"), found.groups(), strict=True))
        if found
        else {}
    )


def _schedules(entry: ServiceEntry, uid: str) -> Sequence[ScheduleEntry]:
    if not entry.opening:
        return entry.schedules
    words = ScheduleEntry(as_uuid(f"{uid} opening"), description=entry.opening)
    return (words, *entry.schedules)


def _schedule(one: ScheduleEntry, uid: str, service: str) -> Object:
    """The profile knows WEEKLY and MONTHLY; anything else is said in words. Empty where nothing is
    said.
    """
    is_known = one.freq in ("WEEKLY", "MONTHLY")
    is_daily = one.freq == "DAILY" and (one.interval or 1) == 1 and not one.bymonthday
    words = one.description or ("" if is_known or is_daily else schedule_words([one]))
    rule: Object = {}
    if is_known:
        rule = {"freq": one.freq, "interval": one.interval, "byday": one.byday}
        rule["bymonthday"] = one.bymonthday
    elif is_daily:
        rule = {"freq": "WEEKLY", "byday": one.byday or _WEEK}
    said = _filled(
        {
            "valid_from": one.valid_from.isoformat() if one.valid_from else "",
            "valid_to": one.valid_to.isoformat() if one.valid_to else "",
            "dtstart": one.dtstart.isoformat() if one.dtstart else "",
            **rule,
            "opens_at": one.opens_at,
            "closes_at": one.closes_at,
            "description": words,
        }
    )
    return {"id": uid, "service_id": service} | said if said else {}


def _of_kind(entry: ServiceEntry, kind: str) -> list[Any]:
    return [one for one in entry.details if one.kind == kind]


def _web(address: str) -> str:
    """The address as RFC 3986 spells it."""
    return quote(address, safe="%/:=&?~#+!$,;'@()*[].-_")


def _filled(values: Object) -> Object:
    """Without what is empty; nought is something."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
