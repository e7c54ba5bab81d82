"""Writes what has changed of one entry, and nothing else: a field that stays keeps its rows.

What may be written is decided by `editing`; whole rows of feeds are written by `keeping`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.directory.entry import ServiceEntry
from hub.errors import WrongField
from hub.store.codes import new_uid
from hub.store.core import table_of
from hub.store.tables import (
    Contact,
    Interest,
    Location,
    Need,
    Phone,
    Row,
    Schedule,
    Service,
    ServiceDetail,
    ServiceInterest,
    ServiceNeed,
)
from hub.views.words import clean_line

_COLUMNS = (
    "name",
    "description",
    "url",
    "email",
    "fees",
    "eligibility",
    "minimum_age",
    "maximum_age",
    "opening",
    "getting_in",
    "alert",
    "is_local",
    "is_urgent",
    "assured_on",
)


def rewrite(session: Session, number: int, before: ServiceEntry, after: ServiceEntry) -> None:
    """Make the stored entry `before` into `after` in the caller's transaction. The organisation is
    left to the caller.
    """
    values = {
        name: getattr(after, name)
        for name in _COLUMNS
        if getattr(before, name) != getattr(after, name)
    }
    if before.status != after.status:
        values["status"] = after.status.value
    if values:
        session.execute(update(Service).where(col(Service.id) == number).values(**values))
    contacts = before.contacts != after.contacts
    if contacts or before.phones != after.phones:
        _write_phones(session, number, after, contacts=contacts)
    if before.locations != after.locations:
        _replace(session, Location, number, _rows(session, after.locations, "silent"))
    if before.schedules != after.schedules:
        _replace(session, Schedule, number, _rows(session, after.schedules))
    if before.details != after.details:
        rows = _rows(session, after.details)
        _replace(
            session, ServiceDetail, number, [row | {"position": at} for at, row in enumerate(rows)]
        )
    if set(before.needs) != set(after.needs):
        tie_needs(session, number, after.needs)


def _write_phones(session: Session, number: int, entry: ServiceEntry, *, contacts: bool) -> None:
    session.execute(delete(Phone).where(col(Phone.service_id) == number))
    if contacts:
        _replace(session, Contact, number, _rows(session, entry.contacts))
    known = dict(
        session.execute(
            select(col(Contact.uid), col(Contact.id)).where(col(Contact.service_id) == number)
        ).all()
    )
    rows = [
        row | {"position": at, "contact_id": known.get(row.pop("contact"))}
        for at, row in enumerate(_rows(session, entry.phones))
    ]
    _replace(session, Phone, number, rows)


def _rows(session: Session, entries: Sequence[Any], *without: str) -> list[dict[str, Any]]:
    """Their columns; what has no Open Referral id yet is given one."""
    rows = []
    for entry in entries:
        row = asdict(entry)
        for name in without:
            del row[name]
        row["uid"] = row["uid"] or new_uid(session)
        rows.append(row)
    return rows


def _replace(
    session: Session, table: type[Row], number: int, rows: Sequence[dict[str, Any]]
) -> None:
    session.execute(delete(table_of(table)).where(table_of(table).c.service_id == number))
    if rows:
        session.execute(insert(table_of(table)), [row | {"service_id": number} for row in rows])


def tie_needs(session: Session, number: int, slugs: Collection[str]) -> None:
    """Exactly these needs. Raises WrongField for one that isn't there."""
    keys = _keys(session, Need, slugs, "needs", _unknown_need)
    _replace(session, ServiceNeed, number, [{"need_id": key} for key in keys])


def tie_interests(session: Session, number: int, slugs: Collection[str]) -> None:
    """Exactly these interests. Raises WrongField for one that isn't there."""
    keys = _keys(session, Interest, slugs, "interests", _unknown_interest)
    _replace(session, ServiceInterest, number, [{"interest_id": key} for key in keys])


def interest_slugs(session: Session, number: int) -> tuple[str, ...]:
    """The interests a service is for."""
    return tuple(
        session.scalars(
            select(col(Interest.slug))
            .join(ServiceInterest, col(ServiceInterest.interest_id) == col(Interest.id))
            .where(col(ServiceInterest.service_id) == number)
            .order_by(col(Interest.position), col(Interest.id))
        )
    )


def _keys(
    session: Session,
    table: type[Need] | type[Interest],
    slugs: Collection[str],
    field: str,
    refusal: Callable[[str], tuple[str, str]],
) -> list[int]:
    columns = table_of(table).c
    chosen = select(columns.slug, columns.id).where(columns.slug.in_(list(slugs)))
    known: dict[str, int] = dict(session.execute(chosen).all())
    for slug in slugs:
        if slug not in known:
            message, hint = refusal(clean_line(slug)[:80])
            raise WrongField(message, field=field, hint=hint)
    return sorted(set(known.values()))


def _unknown_need(slug: str) -> tuple[str, str]:
    return f"There is no need called {slug!r}.", "See them all: hub directory needs"


def _unknown_interest(slug: str) -> tuple[str, str]:
    return f"There is no interest called {slug!r}.", "See them all: hub interest list"
