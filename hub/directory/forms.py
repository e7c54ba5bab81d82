"""An entry as a form that people fill in, and a filled form as the entry it makes. Only what
differs from the entry is read and checked: a feed's odd values that nobody touched stay as they
are. What is saved, and how, is decided by `editing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from hub.directory.checking import (
    few,
    read_ages,
    read_email,
    read_languages,
    read_line,
    read_phone,
    read_postcode,
    read_text,
    read_web,
    required_line,
    short_lines,
)
from hub.directory.edits import value_of, with_value
from hub.directory.entry import (
    ContactEntry,
    DetailEntry,
    LocationEntry,
    OrganisationEntry,
    PhoneEntry,
    ScheduleEntry,
    ServiceEntry,
)
from hub.directory.reading_times import read_times
from hub.directory.wording import age_words, schedule_words
from hub.views.directory import ServiceStatus
from hub.views.editing import ContactForm, PhoneForm, PlaceForm, ServiceForm

EMPTY = ServiceEntry(uid="", organisation=OrganisationEntry("", ""), name="")
"""What a new entry begins with."""

TEXT_KINDS = ("text", "sms", "textphone")
_OUTSIDE = ("organisation", "interests", "version")
"""What of a form isn't part of the entry by itself."""


def form_of(entry: ServiceEntry) -> ServiceForm:
    """The form with everything that the entry says. Interests and version are the caller's."""
    return ServiceForm(
        name=entry.name,
        organisation=entry.organisation.name,
        description=entry.description,
        url=entry.url,
        email=entry.email,
        status=entry.status,
        phones=tuple(map(_phone_form, entry.phones)),
        places=tuple(map(_place_form, entry.locations)),
        contacts=tuple(map(_contact_form, entry.contacts)),
        times="" if entry.opening else schedule_words(entry.schedules),
        opening=entry.opening,
        who_for=entry.eligibility,
        ages=age_words(entry.minimum_age, entry.maximum_age),
        cost=entry.fees or "; ".join(_texts(entry, "cost")),
        languages=_texts(entry, "language"),
        areas=_texts(entry, "area"),
        getting_in=entry.getting_in,
        alert=entry.alert,
        needs=entry.needs,
        interests=(),
        is_local=entry.is_local,
        is_urgent=entry.is_urgent,
    )


def differing(form: ServiceForm, current: ServiceForm) -> tuple[str, ...]:
    """Fields of a form that say something else than the entry does."""
    return tuple(
        field.name
        for field in fields(ServiceForm)
        if field.name != "version"
        and getattr(form, field.name) is not None
        and getattr(form, field.name) != getattr(current, field.name)
    )


def filled(entry: ServiceEntry, form: ServiceForm, changed: Sequence[str]) -> ServiceEntry:
    """The entry with what `changed` of the form, checked. Raises WrongField. Organisation and
    interests are left to the caller, and whether there are such needs.
    """
    for field in changed:
        if field not in _OUTSIDE:
            entry = _READERS[field](entry, form)
    return entry


def _phone_form(one: PhoneEntry) -> PhoneForm:
    return PhoneForm(one.number, one.extension, one.note, one.kind.lower() in TEXT_KINDS)


def _place_form(one: LocationEntry) -> PlaceForm:
    return PlaceForm(
        name=one.name,
        address=one.address_1,
        town=one.city,
        county=one.state_province,
        postcode=one.postal_code,
        accessibility=tuple(filter(None, one.accessibility.split("\n"))),
        id=one.uid,
    )


def _contact_form(one: ContactEntry) -> ContactForm:
    return ContactForm(one.name, one.title or one.department, one.email, one.uid)


def _texts(entry: ServiceEntry, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in value_of(entry, kind)))


def _name(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, name=required_line("name", form.name or ""))


def _description(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, description=read_text("description", form.description or ""))


def _url(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, url=read_web(form.url or ""))


def _email(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, email=read_email(form.email or ""))


def _status(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, status=ServiceStatus(form.status or ServiceStatus.ACTIVE))


def _phones(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    known = {_phone_form(one): one for one in entry.phones}
    asked = form.phones or ()
    few("phones", asked)
    found = dict.fromkeys(known.get(one) or _new_phone(one) for one in asked)
    return replace(entry, phones=tuple(found))


def _new_phone(form: PhoneForm) -> PhoneEntry:
    number, extension = read_phone(form.number, form.extension)
    return PhoneEntry(
        uid="",
        number=number,
        extension=extension,
        kind="text" if form.is_text else "voice",
        note=read_line("phones", form.note),
    )


def _places(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    known = {one.uid: one for one in entry.locations}
    asked = form.places or ()
    few("places", asked)
    same = {_place_form(one): one for one in entry.locations}
    found = (same.get(one) or _place(one, known.get(one.id) if one.id else None) for one in asked)
    return replace(entry, locations=tuple(one for one in found if one is not None))


def _place(form: PlaceForm, known: LocationEntry | None) -> LocationEntry | None:
    """The place of the form; None where nothing is said of it."""
    before = known or LocationEntry("", country="GB")
    is_new = form.postcode != before.postal_code
    after = replace(
        before,
        name=read_line("places", form.name),
        address_1=read_line("places", form.address),
        city=read_line("places", form.town),
        state_province=read_line("places", form.county),
        postal_code=read_postcode(form.postcode) if is_new else before.postal_code,
        accessibility="\n".join(short_lines("places", form.accessibility)),
    )
    if replace(_place_form(after), id="") == PlaceForm():
        return None
    moved = any(getattr(before, name) != getattr(after, name) for name in _WHERE)
    # The map's point was that of the old address.
    return replace(after, latitude=None, longitude=None) if moved else after


_WHERE = ("address_1", "city", "postal_code")


def _contacts(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    known = {one.uid: one for one in entry.contacts}
    asked = form.contacts or ()
    few("contacts", asked)
    same = {_contact_form(one): one for one in entry.contacts}
    found = (same.get(one) or _contact(one, known.get(one.id) if one.id else None) for one in asked)
    contacts = tuple(one for one in found if one is not None)
    left = {one.uid for one in contacts}
    phones = tuple(one if one.contact in left else replace(one, contact="") for one in entry.phones)
    return replace(entry, contacts=contacts, phones=phones)


def _contact(form: ContactForm, known: ContactEntry | None) -> ContactEntry | None:
    name, role = read_line("contacts", form.name), read_line("contacts", form.role)
    email = read_email(form.email, "contacts")
    if not (name or role or email):
        return None
    return replace(known or ContactEntry(""), name=name, title=role, email=email)


def _times(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    found = read_times(form.times or "")
    if form.opening and form.opening != entry.opening:
        return entry  # words are given in their place
    kept: list[ScheduleEntry] = []
    left = {replace(one, uid=""): one for one in entry.schedules}
    for one in found:  # what was so before keeps its id
        kept.append(left.get(one, one))
    return replace(entry, schedules=tuple(kept), opening="" if found else entry.opening)


def _opening(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    words = read_line("opening", form.opening or "")
    return replace(entry, opening=words, schedules=() if words else entry.schedules)


def _who_for(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, eligibility=read_line("who_for", form.who_for or ""))


def _ages(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    youngest, oldest = read_ages(form.ages or "")
    return replace(entry, minimum_age=youngest, maximum_age=oldest)


def _cost(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    # The feed's price list gives way to what the hub says.
    words = read_line("cost", form.cost or "")
    return with_value(replace(entry, fees=words), "cost", ())


def _languages(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return _with_details(entry, "language", read_languages(form.languages or ()))


def _areas(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return _with_details(entry, "area", short_lines("areas", form.areas or ()))


def _with_details(entry: ServiceEntry, kind: str, texts: Sequence[str]) -> ServiceEntry:
    known = {one.text: one for one in value_of(entry, kind)}
    return with_value(
        entry, kind, tuple(known.get(text, DetailEntry(kind, text)) for text in texts)
    )


def _getting_in(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, getting_in=read_text("getting_in", form.getting_in or ""))


def _alert(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, alert=read_line("alert", form.alert or ""))


def _needs(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, needs=tuple(dict.fromkeys(form.needs or ())))


def _is_local(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, is_local=bool(form.is_local))


def _is_urgent(entry: ServiceEntry, form: ServiceForm) -> ServiceEntry:
    return replace(entry, is_urgent=bool(form.is_urgent))


_READERS = {
    "name": _name,
    "description": _description,
    "url": _url,
    "email": _email,
    "status": _status,
    "phones": _phones,
    "places": _places,
    "contacts": _contacts,
    "times": _times,
    "opening": _opening,
    "who_for": _who_for,
    "ages": _ages,
    "cost": _cost,
    "languages": _languages,
    "areas": _areas,
    "getting_in": _getting_in,
    "alert": _alert,
    "needs": _needs,
    "is_local": _is_local,
    "is_urgent": _is_urgent,
}
