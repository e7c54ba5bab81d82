"""Find and show who can help, for the desk and the commands. A constant number of statements.

The kiosk searches the noticeboard instead, which understands slips of the finger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, not_, or_, select
from sqlmodel import Session, col

from hub.directory.assurance import OPEN_STATUSES, STALE_AFTER
from hub.directory.entry import LocationEntry, ScheduleEntry
from hub.directory.looking_up import service_id
from hub.directory.open_times import open_times
from hub.directory.wording import address_words, age_words, schedule_words
from hub.store.engine import Store
from hub.store.tables import (
    Interest,
    Location,
    Need,
    NeedWord,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceDetail,
    ServiceInterest,
    ServiceNeed,
    Site,
)
from hub.views.directory import PhoneView, ServiceStatus, ServiceView
from hub.views.words import fold

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
    """Services on show that hold every word typed: in names, description or the words of a need.

    In the order of `hub.directory.assurance.rank`. No words find nothing. Opening times that ended
    before `today` are not shown.
    """
    typed = fold(words).split()
    wanted = [word for word in typed if word not in _LITTLE] or typed
    if not wanted:
        return ()
    with store.read() as session:
        chosen = _ordered(today).where(shown(session, today), *map(_holds, wanted[:10]))
        return read_services(session, chosen.limit(limit), today)


def list_services(
    store: Store,
    *,
    need: str | None = None,
    everything: bool = False,
    hidden: bool = False,
    offset: int = 0,
    limit: int | None = None,
    today: date | None = None,
) -> tuple[ServiceView, ...]:
    """Services on show (with `everything` the others too, with `hidden` those the hub hides), for
    one need's slug if given.
    """
    with store.read() as session:
        return services_in(
            session,
            need=need,
            everything=everything,
            hidden=hidden,
            offset=offset,
            limit=limit,
            today=today,
        )


def services_in(
    session: Session,
    *,
    need: str | None = None,
    everything: bool = False,
    hidden: bool = False,
    offset: int = 0,
    limit: int | None = None,
    today: date | None = None,
) -> tuple[ServiceView, ...]:
    """`list_services` inside a caller's transaction."""
    chosen = _ordered(today).offset(offset)
    if hidden:
        is_open = col(Service.status).in_(OPEN_STATUSES)
        chosen = chosen.where(not_(shown(session, today)), is_open)
    elif not everything:
        chosen = chosen.where(shown(session, today))
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
    """The service with this code, whatever its status; or the one that it turned out to be. Raises
    NotFound.
    """
    with store.read() as session:
        (found,) = read_service_views(session, [service_id(session, code)], today)
    return found


def read_service_views(
    session: Session, ids: Sequence[int], today: date | None = None
) -> tuple[ServiceView, ...]:
    """Views of the services with these ids."""
    return read_services(session, _ordered(today).where(col(Service.id).in_(ids)), today)


def shown(session: Session, today: date | None) -> ColumnElement[bool]:
    """`hub.directory.assurance.is_shown` as the store says it. Without a `today` nothing fades."""
    conditions = [col(Service.status).in_(OPEN_STATUSES), not_(col(Service.is_hidden))]
    if today is not None and session.scalar(_HIDES_UNCHECKED):
        conditions.append(_is_current(today))
    return or_(col(Service.is_urgent), and_(*conditions))


_HIDES_UNCHECKED = select(col(Site.hides_unchecked)).order_by(col(Site.id)).limit(1)


def _is_current(today: date) -> ColumnElement[bool]:
    checked = col(Service.assured_on)
    return and_(checked.is_not(None), checked > today - timedelta(days=STALE_AFTER))


def _ordered(today: date | None) -> Select[Any]:
    """`hub.directory.assurance.rank`; among equals that aren't urgent those checked most lately
    first.
    """
    table: Any = Service
    urgent = col(Service.is_urgent)
    trusted = (
        []
        if today is None
        else [or_(urgent, and_(_is_current(today), col(Service.vanished_on).is_(None)))]
    )
    ordered: Select[Any] = (
        select(table.__table__, col(Organisation.name).label("organisation"))
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .order_by(
            urgent.desc(),
            (col(Service.status) == ServiceStatus.ACTIVE.value).desc(),
            *(one.desc() for one in trusted),
            case((urgent, col(Service.id))),
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
    """Views of the chosen services, in the order of the choice: seven statements for each 500."""
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
    interests: defaultdict[int, list[str]] = defaultdict(list)
    for key, slug in session.execute(
        select(col(ServiceInterest.service_id), col(Interest.slug))
        .join(Interest, col(Interest.id) == col(ServiceInterest.interest_id))
        .where(col(ServiceInterest.service_id).in_(keys))
        .order_by(col(Interest.position), col(Interest.id))
    ):
        interests[key].append(slug)
    return [
        _view(
            row,
            phones.get(row.id, []),
            places.get(row.id, []),
            schedules.get(row.id, []),
            details.get(row.id, []),
            needs[row.id],
            interests[row.id],
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
    interests: list[str],
    today: date | None,
) -> ServiceView:
    def texts(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(detail.text for detail in details if detail.kind == kind))

    locations = [_from_row(LocationEntry, place) for place in places]
    remarks = (line for place in locations for line in place.accessibility.split("\n"))
    physical = [place for place in locations if place.location_type != "virtual"]
    place = next((place for place in physical if address_words(place)), None)
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
        address=address_words(place) if place else "",
        area="; ".join(texts("area")),
        languages=texts("language"),
        accessibility=tuple(dict.fromkeys(remark for remark in remarks if remark)),
        alert=row.alert,
        is_local=row.is_local,
        is_urgent=row.is_urgent,
        assured_on=row.assured_on,
        needs=tuple(needs),
        # Words of the hub's own may say something else than the feed's times.
        open_times=() if row.opening else open_times(_not_over(schedules, today)),
        postcode=place.postal_code if place else "",
        vanished_on=row.vanished_on,
        is_hidden=row.is_hidden,
        interests=tuple(interests),
    )


def _not_over(schedules: list[Any], today: date | None) -> list[Any]:
    return [
        one for one in schedules if today is None or one.valid_to is None or one.valid_to >= today
    ]


def _from_row(kind: Any, row: Any) -> Any:
    names = kind.__dataclass_fields__
    return kind(**{name: value for name, value in row._mapping.items() if name in names})
