"""What the hub has changed for itself of an entry that a feed sends, how the feed's own value is
kept beside it, and which entries of a feed the hub wants nothing of: merged, or not to be listed.

The rule: a field that the hub has edited stays as the hub has it until somebody takes the feed's
back; what the feed says of it is kept in `service_edit`, and followed. Every other field follows
the feed. Who edits is decided by `editing`, what comes in by `keeping` and `merging`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from hub.directory.comparing import name_key
from hub.directory.entry import (
    ContactEntry,
    DetailEntry,
    LocationEntry,
    OrganisationEntry,
    PhoneEntry,
    ScheduleEntry,
    ServiceEntry,
)
from hub.store.tables import DoNotList, MergedService, Service, ServiceEdit
from hub.views.directory import ServiceStatus

TEXTS = (
    "name",
    "description",
    "url",
    "email",
    "fees",
    "eligibility",
    "opening",
    "getting_in",
    "alert",
)
NUMBERS = ("minimum_age", "maximum_age")
KINDS = ("language", "area", "cost")
"""Kinds of details, each of them edited by itself."""
PARTS: Mapping[str, Any] = {
    "contacts": ContactEntry,
    "phones": PhoneEntry,
    "locations": LocationEntry,
    "schedules": ScheduleEntry,
}
FIELDS = (*TEXTS, *NUMBERS, "status", "organisation", *PARTS, *KINDS, "needs", "assured_on")
"""Everything that `service_edit.field` may name: fields of `ServiceEntry`, and kinds of details
(as in `ServiceEntry.silent`). `assured_on` is there when the hub has checked a feed's entry.
"""

Edits = Mapping[str, str]
"""Field -> the feed's value as `encode` writes it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A field in which the hub's value stands against the feed's, after an import."""

    uid: str
    field: str
    ours: str
    theirs: str
    """Both as `encode` writes them."""


def value_of(entry: ServiceEntry, field: str) -> Any:
    """What an entry says of a field, the details of one kind being a field by themselves."""
    if field in KINDS:
        return tuple(one for one in entry.details if one.kind == field)
    return getattr(entry, field)


def with_value(entry: ServiceEntry, field: str, value: Any) -> ServiceEntry:
    """The entry with another value of a field."""
    if field in KINDS:
        kept = tuple(one for one in entry.details if one.kind != field)
        details = (*kept, *value)
        order = {kind: number for number, kind in enumerate(KINDS)}
        return replace(
            entry, details=tuple(sorted(details, key=lambda one: order.get(one.kind, 9)))
        )
    changed: dict[str, Any] = {field: value}
    return replace(entry, **changed)


def encode(entry: ServiceEntry, field: str) -> str:
    """JSON of what an entry says of a field, as `service_edit.theirs` holds it. Names of people are
    left out: an erased one must lie nowhere but in the feed itself.
    """
    value = value_of(entry, field)
    if isinstance(value, OrganisationEntry):
        value = asdict(value)
    elif field in PARTS or field in KINDS:
        value = [asdict(one) for one in value]
        for one in value:
            one.pop("silent", None)
            if field == "contacts":
                one |= {"name": "", "email": ""}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_day_text)


def decode(field: str, theirs: str) -> Any:
    """The value that `encode` wrote."""
    value = json.loads(theirs)
    if field == "organisation":
        return OrganisationEntry(**value)
    if field == "status":
        return ServiceStatus(value)
    if field == "assured_on":
        return None if value is None else date.fromisoformat(value)
    if field == "schedules":
        return tuple(ScheduleEntry(**_with_days(one)) for one in value)
    if field in PARTS:
        return tuple(PARTS[field](**one) for one in value)
    if field in KINDS:
        return tuple(DetailEntry(**one) for one in value)
    return tuple(value) if field == "needs" else value


def _day_text(value: Any) -> str:
    return str(value.isoformat())


def _with_days(schedule: dict[str, Any]) -> dict[str, Any]:
    days = ("valid_from", "valid_to", "dtstart")
    return schedule | {
        name: date.fromisoformat(schedule[name]) for name in days if schedule.get(name)
    }


def edits_of(session: Session, ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """What the hub has edited of these services: id -> field -> the feed's value."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for key, field, theirs in session.execute(
        select(col(ServiceEdit.service_id), col(ServiceEdit.field), col(ServiceEdit.theirs)).where(
            col(ServiceEdit.service_id).in_(list(ids))
        )
    ):
        found[key][field] = theirs
    return dict(found)


def as_the_feed_has_it(stored: ServiceEntry, edits: Edits) -> ServiceEntry:
    """A stored entry with the feed's value in every field that the hub has edited. It is what a
    row of the feed is completed from (`merging`) and compared with (the digest).
    """
    for field, theirs in edits.items():
        stored = with_value(stored, field, decode(field, theirs))
    return stored


def with_ours(whole: ServiceEntry, stored: ServiceEntry, edits: Edits) -> ServiceEntry:
    """A complete entry of a feed with the hub's value in every field that the hub has edited.

    Of two days of checking the later one counts.
    """
    for field in edits:
        if field == "assured_on":
            days = [day for day in (whole.assured_on, stored.assured_on) if day is not None]
            whole = replace(whole, assured_on=max(days, default=None))
        else:
            whole = with_value(whole, field, value_of(stored, field))
    return whole


def held_between(whole: ServiceEntry, stored: ServiceEntry, edits: Edits) -> tuple[Held, ...]:
    """The fields in which the feed's complete entry and the hub's value differ."""
    return tuple(
        Held(whole.uid, field, encode(stored, field), encode(whole, field))
        for field in edits
        if field != "assured_on" and encode(stored, field) != encode(whole, field)
    )


def edited(before: ServiceEntry, after: ServiceEntry) -> list[str]:
    """The fields that a change of the hub makes its own. A check is none; needs are only where one
    was taken away, for those that were added outlive an import by themselves.
    """
    fields = [
        field
        for field in FIELDS
        if field not in ("needs", "assured_on")
        and value_of(before, field) != value_of(after, field)
    ]
    return fields if set(before.needs) <= set(after.needs) else [*fields, "needs"]


def begin_edits(
    session: Session, number: int, stored: ServiceEntry, fields: Iterable[str], today: date
) -> None:
    """From now on these fields are the hub's: what the feed says of them is what the entry has as
    it is `stored`, before the change. Fields that were the hub's already stay so.
    """
    known = edits_of(session, [number]).get(number, {})
    fresh = [field for field in fields if field not in known]
    _write(session, number, stored, dict.fromkeys(fresh, today))


def remember_theirs(
    session: Session, number: int, whole: ServiceEntry, fields: Iterable[str], today: date
) -> None:
    """Keep what the feed's complete entry says by now of fields that are the hub's. One that wasn't
    is from `today`.
    """
    names = list(fields)
    edited = select(col(ServiceEdit.field), col(ServiceEdit.edited_on)).where(
        col(ServiceEdit.service_id) == number, col(ServiceEdit.field).in_(names)
    )
    days = dict(session.execute(edited).all())
    session.execute(
        delete(ServiceEdit).where(
            col(ServiceEdit.service_id) == number, col(ServiceEdit.field).in_(names)
        )
    )
    _write(session, number, whole, {field: days.get(field, today) for field in names})


def _write(session: Session, number: int, entry: ServiceEntry, days: Mapping[str, date]) -> None:
    if days:
        rows = [
            {
                "service_id": number,
                "field": field,
                "theirs": encode(entry, field),
                "edited_on": day,
            }
            for field, day in days.items()
        ]
        session.execute(insert(ServiceEdit), rows)


def is_known_elsewhere(session: Session, uids: Sequence[str]) -> dict[str, str]:
    """Those of the uids that an import makes nothing of, with the reason in words: they were
    merged into another entry, or shall not be listed.
    """
    found = {
        uid: f"It was put together with another entry, {code} {name}."
        for uid, code, name in session.execute(
            select(col(MergedService.uid), col(Service.code), col(Service.name))
            .join(Service, col(Service.id) == col(MergedService.into_id))
            .where(col(MergedService.uid).in_(list(uids)))
        )
    }
    for uid, number in session.execute(
        select(col(DoNotList.uid), col(DoNotList.id)).where(col(DoNotList.uid).in_(list(uids)))
    ):
        found[uid] = not_listed_words(number)
    return found


def turned_away(session: Session, entries: Sequence[ServiceEntry]) -> dict[str, str]:
    """The same for whole entries: one that shall not be listed is also known by its name and its
    organisation, whatever id it comes with now. By uid.
    """
    found = is_known_elsewhere(session, [entry.uid for entry in entries])
    keys = {entry.uid: name_key(entry.name, entry.organisation.name) for entry in entries}
    unwanted = dict(
        session.execute(
            select(col(DoNotList.name_key), col(DoNotList.id)).where(
                col(DoNotList.name_key).in_(list(set(keys.values())))
            )
        ).all()
    )
    for uid, key in keys.items():
        if key in unwanted and uid not in found:
            found[uid] = not_listed_words(unwanted[key])
    return found


def not_listed_words(number: int | None) -> str:
    """Why an entry is turned away that the hub doesn't list, and how to lift it."""
    return f"The hub has it on its do-not-list. To lift that: hub directory list-again {number}"
