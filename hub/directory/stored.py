"""Services as the store has them, whole: for editing, comparing and writing out.

A constant number of statements for each 500. What an import does with them is decided by `merging`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

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
from hub.store.core import table_of
from hub.store.tables import (
    Contact,
    Location,
    Need,
    Organisation,
    Phone,
    Row,
    Schedule,
    Service,
    ServiceDetail,
    ServiceNeed,
    ServiceTerm,
)
from hub.views.directory import ServiceStatus

_AT_ONCE = 500
_HEAD = tuple(
    field.name
    for field in fields(ServiceEntry)
    if field.name in Service.__annotations__ and field.name != "status"
)


def stored_entries(session: Session, ids: Sequence[int]) -> dict[int, ServiceEntry]:
    """The services with these ids, by id. Their needs are all those they meet, by whatever way."""
    found: dict[int, ServiceEntry] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found |= dict(_some(session, list(ids[start : start + _AT_ONCE])))
    return found


def stored_entry(session: Session, number: int) -> ServiceEntry:
    """One service that is there."""
    return stored_entries(session, [number])[number]


def _some(session: Session, ids: list[int]) -> Iterator[tuple[int, ServiceEntry]]:
    def hanging(table: type[Row], *order: Any) -> dict[int, list[Any]]:
        columns = table_of(table).c
        hung: defaultdict[int, list[Any]] = defaultdict(list)
        for row in session.execute(
            select(table_of(table))
            .where(columns.service_id.in_(ids))
            .order_by(*order, *columns.values()[:1])
        ):
            hung[row.service_id].append(row)
        return hung

    organisations = {
        row.id: _entries(OrganisationEntry, [row])[0]
        for row in session.execute(
            select(table_of(Organisation)).where(
                col(Organisation.id).in_(
                    select(col(Service.organisation_id)).where(col(Service.id).in_(ids))
                )
            )
        )
    }
    contacts, phones = hanging(Contact), hanging(Phone, col(Phone.position))
    places, schedules, terms = hanging(Location), hanging(Schedule), hanging(ServiceTerm)
    details = hanging(ServiceDetail, col(ServiceDetail.position))
    needs: defaultdict[int, list[str]] = defaultdict(list)
    for key, slug in session.execute(
        select(col(ServiceNeed.service_id), col(Need.slug))
        .join(Need, col(Need.id) == col(ServiceNeed.need_id))
        .where(col(ServiceNeed.service_id).in_(ids))
        .order_by(col(Need.position), col(Need.id))
    ):
        needs[key].append(slug)
    for row in session.execute(select(table_of(Service)).where(col(Service.id).in_(ids))):
        names = {contact.id: contact.uid for contact in contacts.get(row.id, ())}
        yield (
            row.id,
            ServiceEntry(
                **{name: row._mapping[name] for name in _HEAD},
                status=ServiceStatus(row.status),
                organisation=organisations[row.organisation_id],
                contacts=_entries(ContactEntry, contacts.get(row.id, ())),
                phones=tuple(
                    replace(phone, contact=names.get(number.contact_id, ""))
                    for number in phones.get(row.id, ())
                    for phone in _entries(PhoneEntry, [number])
                ),
                locations=_entries(LocationEntry, places.get(row.id, ())),
                schedules=_entries(ScheduleEntry, schedules.get(row.id, ())),
                details=_entries(DetailEntry, details.get(row.id, ())),
                terms=_entries(TermEntry, terms.get(row.id, ())),
                needs=tuple(needs[row.id]),
            ),
        )


def _entries(kind: Any, rows: Iterable[Any]) -> tuple[Any, ...]:
    names = {field.name for field in fields(kind)}
    return tuple(
        kind(**{name: value for name, value in row._mapping.items() if name in names})
        for row in rows
    )
