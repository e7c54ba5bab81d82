"""What becomes of an entry that says less than the store knows: a row of a list is a summary, and
must not wipe what a fuller import brought. Only what an entry speaks of takes the place of what
is kept; after that two entries can be compared. Store-free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hub.directory.entry import LocationEntry, PhoneEntry, ScheduleEntry, ServiceEntry

_KINDS = ("language", "area", "cost")
"""Kinds of details; each may be silent by itself."""

One = TypeVar("One", PhoneEntry, LocationEntry, ScheduleEntry)


def complete(
    entries: Sequence[ServiceEntry], kept: Mapping[str, ServiceEntry]
) -> list[ServiceEntry]:
    """The entries with nothing silent any more. `kept` has what is known already, by uid.

    The rule: a part that the entry is silent about stays as it is kept; any other part is
    replaced whole. An entry that names only one place of its service adds that place, or
    replaces it if it is known, and leaves the others. In a place that is named again, the
    address and the accessibility stay where the entry is silent about them.
    """
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


def is_partial(entry: ServiceEntry) -> bool:
    """Whether an entry leaves something unsaid."""
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
