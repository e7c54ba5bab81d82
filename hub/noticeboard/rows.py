"""One row of the noticeboard file as one view, and the columns that each view is made from."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hub.noticeboard import open_times as times
from hub.noticeboard.schema import SCHEMA
from hub.views.directory import NeedView, PhoneView, ServiceStatus, ServiceView
from hub.views.floor import MarkKind, MarkView, Spot
from hub.views.interests import InterestKind, InterestView
from hub.views.noticeboard import HubCard
from hub.views.place import RoomView, SiteView
from hub.views.timetable import ActivityView

SERVICE = """SELECT code, uid, name, organisation, description, status, phones, email, url,
    who_for, cost, opening, getting_in, address, area, languages, accessibility, alert,
    is_local, is_urgent, assured_on, vanished_on, postcode, open_times, needs, interests
    FROM service"""
ACTIVITY = """SELECT code, title, summary, who_for, cost, contact, phone, getting_in, needs,
    interests FROM activity"""
ROOM = """SELECT code, name, capacity, spaces, part_of, whereabouts, floor, across, down, width,
    height FROM room"""
MARK = "SELECT kind, floor, across, down FROM mark"


def card(
    name: str,
    zone: str,
    address: str,
    phone: str,
    email: str,
    web_address: str,
    area: str,
    published_at: int,
) -> HubCard:
    site = SiteView(name, zone, address, phone, email, web_address, area)
    return HubCard(site, datetime.fromtimestamp(published_at, UTC), SCHEMA)


def _list(text: str) -> tuple[str, ...]:
    return tuple(map(str, json.loads(text)))


def room(
    code: str,
    name: str,
    capacity: int | None,
    spaces: str,
    part_of: str,
    whereabouts: str,
    floor: str | None,
    *squares: int,
) -> RoomView:
    spot = Spot(floor, *squares) if floor is not None else None
    return RoomView(code, name, capacity, _list(spaces), _list(part_of), whereabouts, spot)


def mark(kind: str, floor: str, across: int, down: int) -> MarkView:
    return MarkView(MarkKind(kind), Spot(floor, across, down))


def opening(weekday: int, opens: str, closes: str) -> tuple[int, tuple[time, time]]:
    return weekday, (time.fromisoformat(opens), time.fromisoformat(closes))


def need(
    slug: str,
    name: str,
    group: str,
    group_name: str,
    is_urgent: int,
    is_discreet: int,
    words: str,
    services: int,
    activities: int,
) -> NeedView:
    return NeedView(
        slug,
        name,
        group,
        group_name,
        is_urgent == 1,
        is_discreet == 1,
        _list(words),
        services,
        activities,
    )


def activity(code: str, title: str, *columns: str) -> ActivityView:
    summary, who_for, cost, contact, phone, getting_in, needs, interests = columns
    return ActivityView(
        code,
        title,
        summary,
        who_for,
        cost,
        contact,
        phone,
        getting_in,
        needs=_list(needs),
        interests=_list(interests),
    )


def interest(
    slug: str, kind: str, name: str, words: str, services: int, activities: int
) -> InterestView:
    return InterestView(
        slug, InterestKind(kind), name, _list(words), activities=activities, services=services
    )


def service(code: str, uid: str, name: str, organisation: str, *columns: str) -> ServiceView:
    (
        description,
        status,
        phones,
        email,
        url,
        who_for,
        cost,
        opening,
        getting_in,
        address,
        area,
        languages,
        accessibility,
        alert,
        is_local,
        is_urgent,
        assured_on,
        vanished_on,
        postcode,
        open_times,
        needs,
        interests,
    ) = columns
    return ServiceView(
        code=code,
        id=uid,
        name=name,
        organisation=organisation,
        description=description,
        status=ServiceStatus(status),
        phones=tuple(PhoneView(number, note, text) for number, note, text in json.loads(phones)),
        email=email,
        url=url,
        who_for=who_for,
        cost=cost,
        when=opening,
        getting_in=getting_in,
        address=address,
        area=area,
        languages=_list(languages),
        accessibility=_list(accessibility),
        alert=alert,
        is_local=bool(is_local),
        is_urgent=bool(is_urgent),
        assured_on=_day(assured_on),
        needs=_list(needs),
        open_times=times.from_json(open_times),
        postcode=postcode,
        vanished_on=_day(vanished_on),
        interests=_list(interests),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class LocalTimes(dict[int, datetime]):
    """Instants in the hub's zone. Sessions share few times: each is worked out once."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, seconds: int) -> datetime:
        moment = self[seconds] = datetime.fromtimestamp(seconds, self._zone)
        return moment
