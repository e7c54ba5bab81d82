"""Find and show who can help, for the desk and the commands. A constant number of statements.

The kiosk searches the noticeboard instead, which understands slips of the finger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlmodel import Session, col

from hub.directory.entry import LocationEntry, ScheduleEntry
from hub.directory.needs import OPEN_STATUSES
from hub.directory.wording import address_words, age_words, schedule_words
from hub.errors import NotFound
from hub.store.codes import tidy_code
from hub.store.engine import Store
from hub.store.tables import (
    Location,
    Need,
    NeedWord,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceDetail,
    ServiceNeed,
)
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.words import clean_line, fold

_LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "for",
        "from",
        "help",
        "i",
        "in",
        "is",
        "me",
        "my",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)
_TEXT_KINDS = ("text", "sms", "textphone")


def find_services(
    store: Store, words: str, *, limit: int = 50, today: date | None = None
) -> tuple[ServiceView, ...]:
    """Open services that hold every word typed: in names, description or the words of a need.

    Urgent first, then local, then those checked most lately. No words find nothing. Opening
    times that ended before `today` are not shown.
    """
    typed = fold(words).split()
    wanted = [word for word in typed if word not in _LITTLE] or typed
    if not wanted:
        return ()
    chosen = _ordered().where(col(Service.status).in_(OPEN_STATUSES), *map(_holds, wanted[:10]))
    with store.read() as session:
        return read_services(session, chosen.limit(limit), today)


def list_services(
    store: Store,
    *,
    need: str | None = None,
    everything: bool = False,
    offset: int = 0,
    limit: int | None = None,
    today: date | None = None,
) -> tuple[ServiceView, ...]:
    """Open services (with `everything` closed ones too), for one need's slug if given."""
    with store.read() as session:
        return services_in(
            session,
            need=need,
            everything=everything,
            offset=offset,
            limit=limit,
            today=today,
        )


def services_in(
    session: Session,
    *,
    need: str | None = None,
    everything: bool = False,
    offset: int = 0,
    limit: int | None = None,
    today: date | None = None,
) -> tuple[ServiceView, ...]:
    """`list_services` inside a caller's transaction."""
    chosen = _ordered().offset(offset)
    if not everything:
        chosen = chosen.where(col(Service.status).in_(OPEN_STATUSES))
    if need is not None:
        chosen = chosen.where(
            col(Service.id).in_(
                select(col(ServiceNeed.service_id))
                .join(Need, col(Need.id) == col(ServiceNeed.need_id))
                .where(col(Need.slug) == need)
            )
        )
    return read_services(session, chosen if limit is None else chosen.limit(limit), today)


def show_service(store: Store, code: str, *, today: date | None = None) -> ServiceView:
    """The service with this code, whatever its status. Raises NotFound."""
    with store.read() as session:
        chosen = _ordered().where(col(Service.code) == tidy_code(code))
        found = read_services(session, chosen, today)
    if not found:
        raise NotFound(
            f"There is no help with the code {clean_line(code)!r}.",
            hint="Look it up: hub find WORDS",
        )
    return found[0]


def _ordered() -> Select[Any]:
    table: Any = Service
    ordered: Select[Any] = (
        select(table.__table__, col(Organisation.name).label("organisation"))
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .order_by(
            col(Service.is_urgent).desc(),
            col(Service.is_local).desc(),
            col(Service.assured_on).is_(None),
            col(Service.assured_on).desc(),
            col(Service.name),
            col(Service.id),
        )
    )
    return ordered


def _holds(word: str) -> ColumnElement[bool]:
    def like(column: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column.icontains(word, autoescape=True)
        return found

    needs = (
        select(col(ServiceNeed.service_id))
        .join(Need, col(Need.id) == col(ServiceNeed.need_id))
        .outerjoin(NeedWord, col(NeedWord.need_id) == col(Need.id))
        .where(or_(like(col(Need.name)), like(col(NeedWord.word))))
    )
    return or_(
        like(col(Service.name)),
        like(col(Organisation.name)),
        like(col(Service.description)),
        like(col(Service.eligibility)),
        col(Service.id).in_(needs),
    )


def read_services(
    session: Session, chosen: Select[Any], today: date | None = None
) -> tuple[ServiceView, ...]:
    """Views of the chosen services, in the order of the choice: six statements for each 500."""
    rows = session.execute(chosen).all()
    views: list[ServiceView] = []
    for start in range(0, len(rows), 500):
        views += _views(session, rows[start : start + 500], today)
    return tuple(views)


def _views(session: Session, rows: Sequence[Any], today: date | None) -> list[ServiceView]:
    keys = [row.id for row in rows]

    def hanging(table: Any, *order: Any) -> dict[int, list[Any]]:
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for child in session.execute(
            select(table.__table__).where(table.service_id.in_(keys)).order_by(*order, table.id)
        ):
            found[child.service_id].append(child)
        return found

    phones = hanging(Phone, col(Phone.position))
    places = hanging(Location)
    schedules = hanging(Schedule)
    details = hanging(ServiceDetail, col(ServiceDetail.position))
    needs: defaultdict[int, list[str]] = defaultdict(list)
    for key, slug in session.execute(
        select(col(ServiceNeed.service_id), col(Need.slug))
        .join(Need, col(Need.id) == col(ServiceNeed.need_id))
        .where(col(ServiceNeed.service_id).in_(keys))
        .order_by(col(Need.position))
    ):
        needs[key].append(slug)
    return [
        _view(
            row,
            phones.get(row.id, []),
            places.get(row.id, []),
            schedules.get(row.id, []),
            details.get(row.id, []),
            needs[row.id],
            today,
        )
        for row in rows
    ]


def _view(
    row: Any,
    phones: list[Any],
    places: list[Any],
    schedules: list[Any],
    details: list[Any],
    needs: list[str],
    today: date | None,
) -> ServiceView:
    def texts(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(detail.text for detail in details if detail.kind == kind))

    locations = [_from_row(LocationEntry, place) for place in places]
    remarks = (line for place in locations for line in place.accessibility.split("\n"))
    addresses = (address_words(place) for place in locations if place.location_type != "virtual")
    return ServiceView(
        code=row.code,
        id=row.uid,
        name=row.name,
        organisation=row.organisation,
        description=row.description,
        status=ServiceStatus(row.status),
        phones=tuple(
            PhoneView(
                f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number,
                phone.note,
                phone.kind in _TEXT_KINDS,
            )
            for phone in phones
        ),
        email=row.email,
        url=row.url,
        who_for=row.eligibility or age_words(row.minimum_age, row.maximum_age),
        cost=row.fees or "; ".join(texts("cost")),
        when=row.opening
        or schedule_words([_from_row(ScheduleEntry, one) for one in schedules], today),
        getting_in=row.getting_in,
        address=next((address for address in addresses if address), ""),
        area="; ".join(texts("area")),
        languages=texts("language"),
        accessibility=tuple(dict.fromkeys(remark for remark in remarks if remark)),
        alert=row.alert,
        is_local=row.is_local,
        is_urgent=row.is_urgent,
        assured_on=row.assured_on,
        needs=tuple(needs),
    )


def _from_row(kind: Any, row: Any) -> Any:
    names = kind.__dataclass_fields__
    return kind(**{name: value for name, value in row._mapping.items() if name in names})
