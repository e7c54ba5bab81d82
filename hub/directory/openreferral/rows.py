"""One row of a feed -> a checked entry, or the reason in plain words why it is refused.

What Open Referral UK 3.0 requires must be right, or the row is refused. What is optional and
wrong (a web address that isn't one, a date to come) is left out and noted. An id is any text of
at most 64 characters, kept as it comes. What a row leaves unsaid is marked in `silent`: a key
that is absent, null or no list is unsaid, an empty list says that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hub.directory.entry import (
    ContactEntry,
    DetailEntry,
    OrganisationEntry,
    PhoneEntry,
    ScheduleEntry,
    ServiceEntry,
    TermEntry,
)
from hub.directory.openreferral.fields import Fields
from hub.directory.openreferral.places import read_place
from hub.directory.openreferral.reading import LATER, MARKS, Row, what_it_is
from hub.directory.terms import curie_of
from hub.errors import BadInput
from hub.views.directory import ServiceStatus

_PLACES = "service_at_locations"
_SAID_BY = {
    "contacts": ("contacts",),
    "phones": ("contacts", "phones"),
    "locations": (_PLACES,),
    "schedules": ("schedules", "regular_schedules"),
    "terms": ("attributes", "service_taxonomys"),
    "language": ("languages",),
    "area": ("service_areas",),
    "cost": ("cost_options",),
}
"""Which keys of a row say something about which part of an entry."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a row: the entry, and in words what of the row was left out or cut."""

    entry: ServiceEntry
    left_out: tuple[str, ...]


def read_service(row: Row, today: date) -> Read:
    """The entry of a row. Raises BadInput with the reason."""
    value = row.value
    if row.refused:
        raise BadInput(row.refused)
    if not isinstance(value, dict):
        raise BadInput("It isn't an object with fields.")
    what = what_it_is(value)
    if what and not MARKS & value.keys():
        raise BadInput(f"It is {what}.")
    notes: dict[str, None] = {}
    entry = _entry(Fields(value, notes), row, today)
    return Read(entry, tuple(notes))


def _entry(service: Fields, row: Row, today: date) -> ServiceEntry:
    organisation = service.one("organization", "organization")
    if organisation is None:
        raise BadInput("It has no organization.")
    status = _status(service, is_old=row.is_old or bool(LATER & row.value.keys()))
    uid, name = service.uid(), service.required("name")
    contacts: dict[str, ContactEntry] = {}
    phones: list[PhoneEntry] = []
    for contact in service.each("contacts", "contact"):
        entry = _contact(contact)
        contacts.setdefault(entry.uid, entry)
        phones += _phones(contact, entry)
    phones += _phones(service)
    schedules = [*_schedules(service)]
    locations = []
    for at in service.each(_PLACES, "place"):
        schedules += _schedules(at)
        phones += _phones(at)
        location = at.one("location", "location")
        if location is not None:
            phones += _phones(location)
            locations.append(read_place(at, location))
    eligibility, youngest, oldest = _who_for(service)
    details = [*_details(service, today)]
    found = {"phones": phones, "schedules": schedules}
    silent = {
        part for part, keys in _SAID_BY.items() if not service.says(*keys) and not found.get(part)
    }
    if not service.says("eligibilitys") and not service.has(
        "eligibility_description", "minimum_age", "maximum_age"
    ):
        silent |= {"eligibility", "minimum_age", "maximum_age"}
    return ServiceEntry(
        uid=uid,
        name=name,
        status=status,
        organisation=_organisation(organisation),
        description=service.text("description", 5000),
        url=service.web("url"),
        email=service.email("email"),
        fees=service.text("fees"),
        eligibility=eligibility,
        minimum_age=youngest,
        maximum_age=oldest,
        getting_in=service.text("application_process", 2000),
        alert=service.text("alert", 1000),
        accreditations=service.text("accreditations", 1000),
        assured_on=service.past_day("assured_date", today),
        assurer_email=service.email("assurer_email"),
        last_modified=service.moment("last_modified"),
        contacts=tuple(contacts.values()),
        phones=tuple(dict.fromkeys(phones)),
        locations=tuple(dict.fromkeys(locations)),
        schedules=tuple(dict.fromkeys(schedules)),
        details=tuple(dict.fromkeys(details)),
        terms=tuple(dict.fromkeys(_terms(service))),
        silent=tuple(sorted(silent)),
        is_one_place=row.is_one_place,
    )


def _status(service: Fields, *, is_old: bool) -> ServiceStatus:
    """1.0 knows services without a status; they are meant to be open."""
    if is_old and not service.has("status"):
        return ServiceStatus.ACTIVE
    try:
        return ServiceStatus(service.required("status"))
    except ValueError:
        raise BadInput(
            "Its status is none of active, inactive, defunct, temporarily closed."
        ) from None


def _organisation(organisation: Fields) -> OrganisationEntry:
    return OrganisationEntry(
        uid=organisation.uid(),
        name=organisation.required("name"),
        description=organisation.required("description", 5000),
        email=organisation.email("email"),
        website=organisation.web("website") or organisation.web("url"),
        logo=organisation.web("logo"),
        uri=organisation.web("uri"),
    )


def _contact(contact: Fields) -> ContactEntry:
    return ContactEntry(
        uid=contact.own_id(),
        name=contact.line("name"),
        title=contact.line("title"),
        department=contact.line("department"),
        email=contact.email("email"),
    )


def _phones(owner: Fields, contact: ContactEntry | None = None) -> Iterator[PhoneEntry]:
    for phone in owner.each("phones", "phone"):
        number = phone.line("number", 40)
        if not number:
            phone.note("number", "is missing; it was left out.")
            continue
        yield PhoneEntry(
            phone.own_id(),
            number,
            extension=phone.line("extension", 20),
            kind=phone.line("type", 20),
            note=phone.line("description"),
            contact=contact.uid if contact else "",
        )


def _schedules(owner: Fields) -> Iterator[ScheduleEntry]:
    for name in ("schedules", "regular_schedules", "regular_schedule"):
        for schedule in owner.each(name, "schedule"):
            entry = ScheduleEntry(
                uid=schedule.own_id(),
                valid_from=schedule.day("valid_from"),
                valid_to=schedule.day("valid_to"),
                dtstart=schedule.day("dtstart"),
                freq=schedule.line("freq", 20).upper(),
                interval=schedule.whole("interval", 1, 1000),
                byday=schedule.line("byday", 100).upper().replace(" ", ""),
                bymonthday=schedule.line("bymonthday", 200).replace(" ", ""),
                opens_at=schedule.hour("opens_at"),
                closes_at=schedule.hour("closes_at"),
                description=schedule.line("description", 1000),
            )
            if entry != ScheduleEntry(entry.uid):
                yield entry


def _details(service: Fields, today: date) -> Iterator[DetailEntry]:
    for language in service.each("languages", "language"):
        text = language.line("name") or language.line("language")
        if text:
            yield DetailEntry("language", text, language.own_id())
    for area in service.each("service_areas", "service area"):
        text = area.line("name", 500) or area.line("service_area", 500)
        if text:
            yield DetailEntry("area", text, area.own_id())
    for cost in service.each("cost_options", "cost option"):
        ends, words = cost.day("valid_to"), _cost_words(cost)
        if ends is not None and ends < today:
            cost.note("valid_to", "is over; it was left out.")
        elif words:
            yield DetailEntry("cost", words, cost.own_id())


def _cost_words(cost: Fields) -> str:
    """ "Under 18s: £3.50 per session"; nothing to pay is "free"."""
    option, per = cost.line("option"), cost.line("amount_description")
    amount = cost.number("amount", 0, 1_000_000)
    if amount is None:
        said = per
    elif amount == 0:
        said = "free"
    else:
        pounds = f"£{amount:.0f}" if amount == int(amount) else f"£{amount:.2f}"
        said = f"{pounds} {per}".strip()
    words = ": ".join(filter(None, (option, said)))
    return words[:1].upper() + words[1:]


def _who_for(service: Fields) -> tuple[str, int | None, int | None]:
    said = [service.line("eligibility_description", 1000)]
    youngest = service.whole("minimum_age", 0, 150)
    oldest = service.whole("maximum_age", 0, 150)
    for one in service.each("eligibilitys", "eligibility"):
        said.append(one.line("eligibility"))
        low, high = one.whole("minimum_age", 0, 150), one.whole("maximum_age", 0, 150)
        youngest = low if youngest is None else youngest
        oldest = high if oldest is None else oldest
    return "; ".join(filter(None, dict.fromkeys(said))), youngest, oldest


def _terms(service: Fields) -> Iterator[TermEntry]:
    for key, inner, source in (
        ("attributes", "taxonomy_term", "taxonomy"),
        ("service_taxonomys", "taxonomy", "vocabulary"),
    ):
        for link in service.each(key, "attribute"):
            term = link.one(inner, "taxonomy term")
            if term is not None:
                uid, taxonomy = term.own_id(), term.line(source, 100)
                term_uri = term.web("term_uri")
                word = term.line("term", 100)
                curie = curie_of(uid=uid, term=word, term_uri=term_uri, taxonomy=taxonomy)
                yield TermEntry(uid, curie, term.line("name"), term_uri, taxonomy)
