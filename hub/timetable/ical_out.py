"""The timetable as an iCalendar file (RFC 5545): a group is one VEVENT with its rule, and each date
that isn't as the rule has it is an exception of its own.

What is written is what is booked: a rule ends where the sessions end that are made, dates that
are left out are EXDATEs, dates that were added are RDATEs. A session that stands outside its rule
(before the first date of it, kept after the end, moved here from an earlier week) goes out by
itself. So every calendar shows just the sessions that we do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur
from sqlalchemy import Row, select
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.site import show_site
from hub.store.tables import Activity, Booking, Group, GroupPhase, GroupSession, Room
from hub.timetable.rules import Rule, read_rule
from hub.views.timetable import BookingStatus
from hub.views.words import clean, clean_line

PRODUCT = "-//Community Hub//Timetable//EN"


@dataclass(frozen=True, slots=True)
class _Segment:
    """How a group meets from one local date to another, both included."""

    uid: str
    first: date
    last: date
    rule: Rule
    starts_on: date
    at: time
    zone: ZoneInfo


def export_ical(store: Store, clock: Clock, *, private_too: bool = False) -> bytes:
    """Every group and one-off from today's week on, as an iCalendar file in UTF-8.

    Without `private_too` only what the public may know. Four statements.
    """
    monday = clock.today() - timedelta(days=clock.today().weekday())
    since = clock.day_bounds(monday)[0].astimezone(UTC)
    with store.read() as session:
        site = show_site(session)
        groups = session.execute(_groups(private_too)).all()
        phases: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in session.execute(
            select(
                col(GroupPhase.group_id),
                col(GroupPhase.from_on),
                col(GroupPhase.until_on),
                col(GroupPhase.rule),
                col(GroupPhase.starts_on),
                col(GroupPhase.at),
            ).where(col(GroupPhase.until_on) >= monday)
        ):
            phases[row.group_id].append(row)
        sessions: dict[int | None, list[Row[Any]]] = defaultdict(list)
        for row in session.execute(_bookings(since, private_too)):
            sessions[row.group_id].append(row)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean_line(site.name))
    stamp = clock.utc_now()
    singles = sessions.get(None, [])
    for group in groups:
        alone = {one.meant_for: one for one in sessions.get(group.id, [])}
        for segment in _segments(group, phases.get(group.id, []), monday):
            given = list(segment.rule.dates(segment.starts_on, segment.first, segment.last))
            begins = given[0] if given else segment.first
            inside = [alone[day] for day in alone if begins <= day <= segment.last]
            for event in _series(segment, given, inside, site.name, stamp):
                calendar.add_component(event)
            for one in inside:
                del alone[one.meant_for]
        singles += alone.values()
    for one in singles:
        event = _event(one.uid, one, clock.zone, site.name, stamp)
        calendar.add_component(event)
    # Five years on: what is booked ends long before.
    calendar.add_missing_timezones(
        first_date=date(monday.year - 1, 1, 1), last_date=date(monday.year + 5, 1, 1)
    )
    written: bytes = calendar.to_ical()
    return written


def _groups(private_too: bool) -> Any:
    query = (
        select(
            col(Group.id),
            col(Group.uid),
            col(Group.rule),
            col(Group.starts_on),
            col(Group.at),
            col(Group.zone),
            col(Group.governs_from),
            col(Group.ended_on),
            col(Group.made_until),
        )
        .join(Activity, col(Activity.id) == col(Group.activity_id))
        .order_by(col(Group.id))
    )
    if not private_too:
        query = query.where(col(Group.is_public), col(Activity.is_public))
    return query


def _bookings(since: datetime, private_too: bool) -> Any:
    query = (
        select(
            col(GroupSession.group_id),
            col(GroupSession.meant_for),
            col(Booking.uid),
            col(Booking.title),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.status),
            col(Booking.reason),
            col(Room.name),
            col(Activity.summary),
        )
        .join(Room, col(Room.id) == col(Booking.room_id))
        .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
        .outerjoin(Activity, col(Activity.id) == col(Booking.activity_id))
        .where(col(Booking.starts_at) >= since)
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    if not private_too:
        query = query.where(
            col(Booking.is_public),
            col(Activity.id).is_(None) | col(Activity.is_public),
        )
    return query


def _segments(group: Row[Any], phases: Sequence[Row[Any]], since: date) -> Iterable[_Segment]:
    zone = ZoneInfo(group.zone)
    for phase in phases:
        yield _Segment(
            f"{group.uid}-{phase.from_on:%Y%m%d}",
            max(phase.from_on, since),
            phase.until_on,
            read_rule(phase.rule),
            phase.starts_on,
            phase.at,
            zone,
        )
    last = min(group.made_until, group.ended_on) if group.ended_on else group.made_until
    yield _Segment(
        group.uid,
        max(group.governs_from or group.starts_on, since),
        last,
        read_rule(group.rule),
        group.starts_on,
        group.at,
        zone,
    )


def _series(
    segment: _Segment,
    given: Sequence[date],
    sessions: Sequence[Row[Any]],
    place: str,
    stamp: datetime,
) -> Iterable[Event]:
    """One VEVENT for the rule, and one for each date that differs from it."""
    if not sessions:
        return
    by_day = {one.meant_for: one for one in sessions}
    days = sorted({*given, *by_day})
    usual = _most_usual(segment, sessions)
    main = Event()
    main.add("uid", segment.uid)
    main.add("dtstamp", stamp)
    main.add("summary", clean_line(usual.title))
    main.add("location", clean_line(f"{usual.name}, {place}"))
    if usual.summary:
        main.add("description", clean(usual.summary))
    first = given[0] if given else days[0]
    starts = _moment(first, segment)
    length = usual.ends_at - usual.starts_at
    main.add("dtstart", starts)
    main.add("duration", length)
    if given:
        main.add("rrule", _recur(segment.rule, _moment(given[-1], segment)))
    left_out = [_moment(day, segment) for day in given if day not in by_day]
    if left_out:
        main.add("exdate", left_out)
    added = [_moment(day, segment) for day in by_day if day not in set(given) and day != first]
    if added:
        main.add("rdate", added)
    yield main
    for day, one in sorted(by_day.items()):
        same = (
            one.starts_at == _moment(day, segment).astimezone(UTC)
            and one.ends_at - one.starts_at == length
            and (one.title, one.name) == (usual.title, usual.name)
            and one.status in (BookingStatus.CONFIRMED, BookingStatus.NO_SHOW)
        )
        if not same:
            event = _event(segment.uid, one, segment.zone, place, stamp)
            event.add("recurrence-id", _moment(day, segment))
            yield event


def _most_usual(segment: _Segment, sessions: Sequence[Row[Any]]) -> Row[Any]:
    """A session that is as most are: what the series says of itself."""
    counts: dict[tuple[Any, ...], list[Row[Any]]] = defaultdict(list)
    for one in sessions:
        counts[one.title, one.name, one.ends_at - one.starts_at].append(one)
    return max(counts.values(), key=len)[0]


def _event(uid: str, one: Row[Any], zone: ZoneInfo, place: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("summary", clean_line(one.title))
    event.add("location", clean_line(f"{one.name}, {place}"))
    event.add("dtstart", one.starts_at.astimezone(zone))
    event.add("dtend", one.ends_at.astimezone(zone))
    if one.status == BookingStatus.CANCELLED:
        event.add("status", "CANCELLED")
        if one.reason:
            event.add("comment", clean_line(one.reason))
    elif one.status == BookingStatus.PROVISIONAL:
        event.add("status", "TENTATIVE")
    return event


def _moment(day: date, segment: _Segment) -> datetime:
    return datetime.combine(day, segment.at, segment.zone)


def _recur(rule: Rule, last: datetime) -> vRecur:
    """The rule, ended at its last date that is booked: a COUNT would count what is left out."""
    parts = dict(part.split("=", 1) for part in rule.text().split(";"))
    parts.pop("COUNT", None)
    parts["UNTIL"] = f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"  # RFC 5545 §3.3.10: in UTC
    written = ";".join(f"{name}={value}" for name, value in parts.items())
    recur: vRecur = vRecur.from_ical(written)
    return recur
