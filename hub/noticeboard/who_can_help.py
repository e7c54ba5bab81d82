"""The directory's entries for the noticeboard, best first, a batch at a time.

Which columns may be taken is decided by the allow-list of `hub.noticeboard.schema`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, not_, or_
from sqlmodel import Session

from hub.directory.assurance import STALE_AFTER, is_current
from hub.directory.entry import LocationEntry, ScheduleEntry
from hub.directory.wording import address_words, age_words, schedule_words
from hub.noticeboard.open_times import open_times
from hub.noticeboard.public_rows import (
    column,
    interest_slugs,
    need_slugs,
    pairs,
    public_select,
    table_of,
)
from hub.store import tables
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.words import fold

_BATCH = 500
_SHOWN = (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)
_TEXT_KINDS = {"text", "sms"}
_UNDIALLED_KINDS = {"fax", "pager"}

_Rows = Sequence[Row[Any]]


def read_services(session: Session, today: date) -> Iterator[ServiceView]:
    """Best first: urgent, then those that are open, checked, local; then by name. What the hub
    hides is left out, and what is closed for good, but never an urgent helpline: the rule is
    `hub.directory.assurance.is_shown`.
    """
    table = tables.Service
    slugs = _Slugs(need_slugs(session), interest_slugs(session))
    shown = [
        column(table, "status").in_([status.value for status in _SHOWN]),
        not_(column(table, "is_hidden")),
    ]
    if _hides_unchecked(session):
        # is_current, as the store can say it
        shown.append(column(table, "assured_on") > today - timedelta(days=STALE_AFTER))
    heads = session.execute(
        public_select(
            table,
            "id",
            only=("is_urgent", "status", "assured_on", "vanished_on", "is_local", "name"),
        ).where(or_(column(table, "is_urgent"), and_(*shown)))
    ).all()
    ranked = [
        row.id
        for row in sorted(
            heads,
            key=lambda row: (
                not row.is_urgent,
                row.status != ServiceStatus.ACTIVE,
                row.vanished_on is not None or not is_current(row.assured_on, today),
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
    session: Session, ids: list[int], slugs: _Slugs, today: date
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
    suited = pairs(session, tables.ServiceInterest, "service_id", "interest_id", of=ids)
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
            schedules=[
                one
                for one in schedules[number]
                if one.valid_to is None or one.valid_to >= today  # the others are over
            ],
            details={kind: _texts(rows[number]) for kind, rows in details.items()},
            needs=_named(slugs.needs, met[number]),
            interests=_named(slugs.interests, suited[number]),
        )


class _Slugs(NamedTuple):
    """Slugs by their ids, in the order in which they are shown."""

    needs: dict[int, str]
    interests: dict[int, str]


def _named(slugs: dict[int, str], ids: set[int]) -> tuple[str, ...]:
    return tuple(slug for number, slug in slugs.items() if number in ids) if ids else ()


def _hides_unchecked(session: Session) -> bool:
    """Whether the hub leaves out what nobody has checked for 100 days."""
    site = tables.Site
    chosen = public_select(site, "id", only=()).where(column(site, "hides_unchecked"))
    return session.execute(chosen).first() is not None


def read_merged(session: Session) -> Iterator[tuple[str, str]]:
    """Codes of services that turned out to be another one, and the code of that one."""
    merged, service = tables.MergedService, tables.Service
    for row in session.execute(
        public_select(merged)
        .add_columns(column(service, "code").label("into_code"))
        .join_from(
            table_of(merged), table_of(service), column(merged, "into_id") == column(service, "id")
        )
        .order_by(column(merged, "code"))
    ):
        yield row.code, row.into_code


def _opening_words(schedules: _Rows) -> str:
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
        ]
    )


def _address(places: _Rows) -> tuple[str, str]:
    """The first place that people can go to, in words, and its postcode."""
    for place in places:
        words = address_words(
            LocationEntry(
                uid="",
                name=place.name,
                address_1=place.address_1,
                city=place.city,
                postal_code=place.postal_code,
            )
        )
        if words and place.location_type != "virtual":
            return words, place.postal_code
    return "", ""


def _texts(rows: _Rows) -> list[str]:
    return list(dict.fromkeys(row.text for row in rows))


def _service(
    row: Row[Any],
    organisation: Row[Any],
    *,
    phones: _Rows,
    places: _Rows,
    schedules: _Rows,
    details: dict[str, list[str]],
    needs: tuple[str, ...],
    interests: tuple[str, ...],
) -> ServiceView:
    address, postcode = _address(places)
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
        when=row.opening or _opening_words(schedules),
        getting_in=row.getting_in,
        address=address,
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
        # Words of the hub's own may say something else than the feed's times.
        open_times=() if row.opening else open_times(schedules),
        postcode=postcode,
        vanished_on=row.vanished_on,
        interests=interests,
    )
