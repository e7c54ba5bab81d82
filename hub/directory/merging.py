"""What becomes of an entry that says less than the store knows: a row of a list is a summary, and
must not wipe what a fuller import brought. Only what an entry speaks of takes the place of what
is kept; after that two entries can be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from hub.directory.entry import (
    ContactEntry,
    DetailEntry,
    LocationEntry,
    OrganisationEntry,
    PhoneEntry,
    ScheduleEntry,
    ServiceEntry,
    TermEntry,
)
from hub.store.tables import (
    Contact,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceDetail,
    ServiceTerm,
)

_KINDS = ("language", "area", "cost")
"""Kinds of details; each may be silent by itself."""

One = TypeVar("One", PhoneEntry, LocationEntry, ScheduleEntry)


def complete(
    session: Session, entries: Sequence[ServiceEntry], keys: dict[str, int | None]
) -> list[ServiceEntry]:
    """The entries with nothing silent any more. `keys` has the ids of those that are kept.

    The rule: a part that the entry is silent about stays as the store has it; any other part is
    replaced whole. An entry that names only one place of its service adds that place, or
    replaces it if it is known, and leaves the others. In a place that is named again, the
    address and the accessibility stay where the entry is silent about them.
    """
    partial = [entry for entry in entries if entry.uid in keys and _is_partial(entry)]
    kept = _kept(session, {entry.uid: keys[entry.uid] for entry in partial}) if partial else {}
    return [_filled(entry, kept.get(entry.uid)) for entry in entries]


def combine(first: ServiceEntry, second: ServiceEntry) -> ServiceEntry | None:
    """Two rows of a feed that each name one place of the same service, as one entry with both
    places; None if they name the same place, or one of them isn't such a row.
    """
    both = first.is_one_place and second.is_one_place
    known = set(map(_key, first.locations))
    if not both or not second.locations or known & set(map(_key, second.locations)):
        return None
    return replace(
        first,
        locations=first.locations + second.locations,
        phones=_joined(first.phones, second.phones),
        schedules=_joined(first.schedules, second.schedules),
        silent=tuple(name for name in first.silent if name in second.silent),
    )


def _is_partial(entry: ServiceEntry) -> bool:
    return bool(entry.silent or entry.is_one_place or any(one.silent for one in entry.locations))


def _filled(entry: ServiceEntry, kept: ServiceEntry | None) -> ServiceEntry:
    if kept is None:
        places = tuple(replace(one, silent=()) for one in entry.locations)
        return replace(entry, locations=places, silent=(), is_one_place=False)
    known = {_key(one): one for one in kept.locations}
    places = tuple(_filled_place(one, known.get(_key(one))) for one in entry.locations)
    whole = replace(entry, locations=places)
    parts: dict[str, Any] = {
        name: getattr(kept if name in entry.silent else whole, name)
        for name in _PARTS
        if name != "details"
    }
    parts["details"] = tuple(
        one
        for kind in _KINDS
        for one in (kept if kind in entry.silent else entry).details
        if one.kind == kind
    )
    if entry.is_one_place:
        parts["locations"] = _joined(kept.locations, places)
        parts["schedules"] = _joined(kept.schedules, parts["schedules"])
        if "contacts" in entry.silent:
            parts["phones"] = _joined(kept.phones, parts["phones"])
    return replace(entry, silent=(), is_one_place=False, **parts)


def _filled_place(place: LocationEntry, kept: LocationEntry | None) -> LocationEntry:
    if kept is None:
        return replace(place, silent=())
    parts: dict[str, Any] = {name: getattr(kept, name) for name in place.silent}
    return replace(place, silent=(), **parts)


def _joined(old: Iterable[One], new: Iterable[One]) -> tuple[One, ...]:
    """The old ones in their order, each replaced by the new one with its id; then the rest."""
    return tuple(({_key(one): one for one in old} | {_key(one): one for one in new}).values())


def _key(one: PhoneEntry | LocationEntry | ScheduleEntry) -> str:
    if isinstance(one, LocationEntry):
        return one.uid or one.at_uid or f"{one.name}\n{one.address_1}\n{one.postal_code}"
    return one.uid or repr(one)


_PARTS = (
    "contacts",
    "phones",
    "locations",
    "schedules",
    "terms",
    "details",
    "eligibility",
    "minimum_age",
    "maximum_age",
)


def _kept(session: Session, keys: dict[str, int | None]) -> dict[str, ServiceEntry]:
    """What the store has of the parts that an entry can be silent about, by uid."""

    def hanging(table: Any, *order: Any) -> dict[int, list[Any]]:
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for row in session.execute(
            select(table.__table__)
            .where(table.service_id.in_(list(keys.values())))
            .order_by(*order, table.id)
        ):
            found[row.service_id].append(row)
        return found

    contacts, phones = hanging(Contact), hanging(Phone, col(Phone.position))
    places, schedules, terms = hanging(Location), hanging(Schedule), hanging(ServiceTerm)
    details = hanging(ServiceDetail, col(ServiceDetail.position))
    heads = {
        row.id: row
        for row in session.execute(
            select(
                col(Service.id),
                col(Service.eligibility),
                col(Service.minimum_age),
                col(Service.maximum_age),
            ).where(col(Service.id).in_(list(keys.values())))
        )
    }
    found: dict[str, ServiceEntry] = {}
    for uid, key in keys.items():
        if key is None:
            continue
        names = {row.id: row.uid for row in contacts.get(key, ())}
        found[uid] = ServiceEntry(
            uid=uid,
            organisation=OrganisationEntry("", ""),
            name="",
            eligibility=heads[key].eligibility,
            minimum_age=heads[key].minimum_age,
            maximum_age=heads[key].maximum_age,
            contacts=_entries(ContactEntry, contacts.get(key, ())),
            phones=tuple(
                replace(phone, contact=names.get(row.contact_id, ""))
                for row in phones.get(key, ())
                for phone in _entries(PhoneEntry, [row])
            ),
            locations=_entries(LocationEntry, places.get(key, ())),
            schedules=_entries(ScheduleEntry, schedules.get(key, ())),
            details=_entries(DetailEntry, details.get(key, ())),
            terms=_entries(TermEntry, terms.get(key, ())),
        )
    return found


def _entries(kind: Any, rows: Iterable[Any]) -> tuple[Any, ...]:
    names = {field.name for field in fields(kind)}
    return tuple(
        kind(**{name: value for name, value in row._mapping.items() if name in names})
        for row in rows
    )
