"""The directory's entries for the noticeboard, best first, a batch at a time.

Which columns may be taken is decided by the allow-list of `hub.noticeboard.schema`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hub.directory.assurance import is_current
from hub.directory.entry import LocationEntry, ScheduleEntry
from hub.directory.wording import address_words, age_words, schedule_words
from hub.noticeboard.public_rows import column, need_slugs, pairs, public_select
from hub.store import tables
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.words import fold

_BATCH = 500
_SHOWN = (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)
_TEXT_KINDS = {"text", "sms"}
_UNDIALLED_KINDS = {"fax", "pager"}

_Rows = Sequence[Row[Any]]


def read_services(session: Session, today: date) -> Iterator[ServiceView]:
    """Best first: urgent, then those that are open, checked, local; then by name."""
    table = tables.Service
    slugs = need_slugs(session)
    heads = session.execute(
        public_select(
            table, "id", only=("is_urgent", "status", "assured_on", "is_local", "name")
        ).where(column(table, "status").in_([status.value for status in _SHOWN]))
    ).all()
    ranked = [
        row.id
        for row in sorted(
            heads,
            key=lambda row: (
                not row.is_urgent,
                row.status != ServiceStatus.ACTIVE,
                not is_current(row.assured_on, today),
                not row.is_local,
                fold(row.name),
                row.id,
            ),
        )
    ]
    del heads
    numbers = iter(ranked)
    while batch := list(islice(numbers, _BATCH)):
        yield from _service_batch(session, batch, slugs, today)


def _service_batch(
    session: Session, ids: list[int], slugs: dict[int, str], today: date
) -> Iterator[ServiceView]:
    def theirs(
        table: type[tables.Row], order: str, *, kind: str | None = None
    ) -> dict[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = defaultdict(list)
        chosen = public_select(table, "service_id").where(column(table, "service_id").in_(ids))
        if kind is not None:
            chosen = chosen.where(column(table, "kind") == kind)
        for row in session.execute(chosen.order_by(column(table, order))):
            found[row.service_id].append(row)
        return found

    services = {
        row.id: row
        for row in session.execute(
            public_select(tables.Service, "id", "organisation_id").where(
                column(tables.Service, "id").in_(ids)
            )
        )
    }
    organisations = {
        row.id: row
        for row in session.execute(
            public_select(tables.Organisation, "id").where(
                column(tables.Organisation, "id").in_(
                    {row.organisation_id for row in services.values()}
                )
            )
        )
    }
    met = pairs(session, tables.ServiceNeed, "service_id", "need_id", of=ids)
    phones = theirs(tables.Phone, "position")
    places = theirs(tables.Location, "id")
    schedules = theirs(tables.Schedule, "id")
    details = {
        kind: theirs(tables.ServiceDetail, "position", kind=kind)
        for kind in ("area", "language", "cost")
    }
    for number in ids:
        row = services[number]
        yield _service(
            row,
            organisations[row.organisation_id],
            phones=phones[number],
            places=places[number],
            opening=row.opening or _opening_words(schedules[number], today),
            details={kind: _texts(rows[number]) for kind, rows in details.items()},
            needs=tuple(slug for need, slug in slugs.items() if need in met[number]),
        )


def _opening_words(schedules: _Rows, today: date) -> str:
    """The schedules that are not over, in words."""
    return schedule_words(
        [
            ScheduleEntry(
                uid="",
                freq=one.freq,
                interval=one.interval,
                byday=one.byday,
                bymonthday=one.bymonthday,
                opens_at=one.opens_at,
                closes_at=one.closes_at,
                description=one.description,
            )
            for one in schedules
            if one.valid_to is None or one.valid_to >= today
        ]
    )


def _address_words(places: _Rows) -> str:
    """The first place that people can go to."""
    addresses = (
        address_words(
            LocationEntry(
                uid="",
                name=place.name,
                address_1=place.address_1,
                city=place.city,
                postal_code=place.postal_code,
            )
        )
        for place in places
        if place.location_type != "virtual"
    )
    return next(filter(None, addresses), "")


def _texts(rows: _Rows) -> list[str]:
    return list(dict.fromkeys(row.text for row in rows))


def _service(
    row: Row[Any],
    organisation: Row[Any],
    *,
    phones: _Rows,
    places: _Rows,
    opening: str,
    details: dict[str, list[str]],
    needs: tuple[str, ...],
) -> ServiceView:
    return ServiceView(
        code=row.code,
        id=row.uid,
        name=row.name,
        organisation=organisation.name,
        description=row.description,
        status=ServiceStatus(row.status),
        phones=tuple(
            PhoneView(
                f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number,
                phone.note,
                phone.kind.lower() in _TEXT_KINDS,
            )
            for phone in phones
            if phone.kind.lower() not in _UNDIALLED_KINDS
        ),
        email=row.email,
        url=row.url or organisation.website,
        who_for=row.eligibility or age_words(row.minimum_age, row.maximum_age),
        cost=row.fees or "; ".join(details["cost"]),
        when=opening,
        getting_in=row.getting_in,
        address=_address_words(places),
        area="; ".join(details["area"]),
        languages=tuple(details["language"]),
        accessibility=tuple(
            filter(
                None,
                dict.fromkeys(line for place in places for line in place.accessibility.split("\n")),
            )
        ),
        alert=row.alert,
        is_local=row.is_local,
        is_urgent=row.is_urgent,
        assured_on=row.assured_on,
        needs=needs,
    )
