"""What is public, read from the store in one snapshot: every column it takes is named by the
allow-list of `hub.noticeboard.schema`, and bookings and activities only if they are public.

Leaves the file to `hub.noticeboard.write` and the swap to `hub.noticeboard.publish`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, and_, not_, or_
from sqlmodel import Session

from hub.clock import Clock
from hub.errors import NotFound
from hub.noticeboard.public_rows import (
    column,
    interest_slugs,
    need_slugs,
    pairs,
    public_select,
    rows_by_id,
    table_of,
)
from hub.noticeboard.who_can_help import read_merged, read_services
from hub.noticeboard.window import window
from hub.noticeboard.write import Contents
from hub.settings import Settings
from hub.store import tables
from hub.store.changes import public_changes
from hub.timetable.booked import NOT_CONFIRMED
from hub.timetable.calendars import day_notices
from hub.timetable.closure_words import closure_notices
from hub.views.directory import NeedGroupView, NeedView
from hub.views.interests import InterestKind, InterestView
from hub.views.place import HoursView, RoomView, SiteView
from hub.views.timetable import PRIVATE_TITLE, ActivityView, BookingStatus, SessionView
from hub.views.words import fold

_HOLDS_A_ROOM = (BookingStatus.CONFIRMED.value, BookingStatus.PROVISIONAL.value)
_STREAMED = 1000


def read_contents(session: Session, clock: Clock, settings: Settings) -> Contents:
    """Everything that goes on the noticeboard, most of it read while it is being written.

    `session` must stay in its one snapshot until the contents are used up.
    """
    changes = public_changes(session)
    sites = tuple(rows_by_id(session, tables.Site).values())
    if not sites:
        raise NotFound("This hub has no building yet.", hint="Make the hub again with: hub init")
    site = SiteView(
        sites[0].name,
        sites[0].zone,
        sites[0].address,
        sites[0].phone,
        sites[0].email,
        (settings.web_address or sites[0].web_address).rstrip("/"),
        sites[0].area,
    )
    first, last = window(clock.today())
    return Contents(
        site=site,
        published_at=clock.utc_now(),
        changes=changes,
        rooms=_rooms(session),
        hours=_hours(session),
        need_groups=_need_groups(session),
        interests=_interests(session),
        services=read_services(session, clock.today()),
        activities=_activities(session),
        sessions=_sessions(session, clock, first, last),
        notices=_notices(session, clock, first, last),
        merged=read_merged(session),
    )


def _rooms(session: Session) -> Iterator[RoomView]:
    spaces = rows_by_id(session, tables.Space)
    taken = pairs(session, tables.RoomSpace, "room_id", "space_id", of=None)
    active = session.execute(
        public_select(tables.Room, "id")
        .where(column(tables.Room, "is_active"))
        .order_by(column(tables.Room, "position"), column(tables.Room, "id"))
    ).all()
    for room in active:
        mine = taken[room.id]
        larger = tuple(other.name for other in active if mine and mine < taken[other.id])
        names = tuple(spaces[number].name for number in sorted(mine))
        yield RoomView(room.code, room.name, room.capacity, names, larger, room.whereabouts)


def _hours(session: Session) -> Iterator[HoursView]:
    table = tables.OpeningHours
    rooms = rows_by_id(session, tables.Room)
    for row in session.execute(
        public_select(table, "room_id").order_by(
            column(table, "room_id"), column(table, "weekday"), column(table, "opens")
        )
    ).all():
        name = rooms[row.room_id].name if row.room_id else ""
        yield HoursView(row.weekday, ((row.opens, row.closes),), name)


def _need_groups(session: Session) -> Iterator[NeedGroupView]:
    words: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(
        public_select(tables.NeedWord, "need_id").order_by(column(tables.NeedWord, "position"))
    ):
        words[row.need_id].append(row.word)
    members: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(
        public_select(tables.Need, "id", "need_group_id")
        .where(not_(column(tables.Need, "is_hidden")))
        .order_by(column(tables.Need, "position"), column(tables.Need, "id"))
    ):
        members[row.need_group_id].append(row)
    for group in session.execute(
        public_select(tables.NeedGroup, "id").order_by(
            column(tables.NeedGroup, "position"), column(tables.NeedGroup, "id")
        )
    ).all():
        needs = tuple(
            NeedView(
                need.slug,
                need.name,
                group.slug,
                group.name,
                need.is_urgent,
                need.is_discreet,
                tuple(words[need.id]),
            )
            for need in members[group.id]
        )
        yield NeedGroupView(group.slug, group.name, group.hint, needs)


def _interests(session: Session) -> Iterator[InterestView]:
    words: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(
        public_select(tables.InterestWord, "interest_id").order_by(
            column(tables.InterestWord, "position")
        )
    ):
        words[row.interest_id].append(row.word)
    for row in session.execute(
        public_select(tables.Interest, "id")
        .where(not_(column(tables.Interest, "is_hidden")))
        .order_by(column(tables.Interest, "position"), column(tables.Interest, "id"))
    ).all():
        yield InterestView(row.slug, InterestKind(row.kind), row.name, tuple(words[row.id]))


def _activities(session: Session) -> Iterator[ActivityView]:
    slugs, liked = need_slugs(session), interest_slugs(session)
    suited = pairs(session, tables.ActivityInterest, "activity_id", "interest_id", of=None)
    met = pairs(session, tables.ActivityNeed, "activity_id", "need_id", of=None)
    public = session.execute(
        public_select(tables.Activity, "id").where(column(tables.Activity, "is_public"))
    ).all()
    for row in sorted(public, key=lambda row: (fold(row.title), row.id)):
        yield ActivityView(
            code=row.code,
            title=row.title,
            summary=row.summary,
            who_for=row.who_for,
            cost=row.cost,
            contact=row.contact,
            phone=row.phone,
            getting_in=row.getting_in,
            needs=tuple(slug for number, slug in slugs.items() if number in met[row.id]),
            interests=tuple(slug for number, slug in liked.items() if number in suited[row.id]),
        )


def _sessions(session: Session, clock: Clock, first: date, last: date) -> Iterator[SessionView]:
    """What is on, by start. Of a private hire: only that there is one, where and when."""
    booking, tie = tables.Booking, tables.GroupSession
    rooms = rows_by_id(session, tables.Room)
    activities = rows_by_id(session, tables.Activity)
    groups = rows_by_id(session, tables.Group)
    status, public = column(booking, "status"), column(booking, "is_public")
    # One without a time to confirm it by never lapses; NULL would be neither.
    has_lapsed = and_(
        status == BookingStatus.PROVISIONAL.value,
        column(booking, "lapses_at").is_not(None),
        column(booking, "lapses_at") <= clock.utc_now(),
    )
    rows = session.execute(
        public_select(booking, "room_id", "activity_id")
        .add_columns(column(tie, "group_id"), has_lapsed.label("has_lapsed"))
        .join_from(
            table_of(booking),
            table_of(tables.Room),
            column(tables.Room, "id") == column(booking, "room_id"),
        )
        .outerjoin(table_of(tie), column(tie, "booking_id") == column(booking, "id"))
        .where(
            column(booking, "starts_at") < clock.day_bounds(last)[1].astimezone(UTC),
            column(booking, "ends_at") > clock.day_bounds(first)[0].astimezone(UTC),
            or_(public, status.in_(_HOLDS_A_ROOM)),
        )
        .order_by(
            column(booking, "starts_at"), column(tables.Room, "position"), column(booking, "id")
        )
        .execution_options(yield_per=_STREAMED)
    )
    for row in rows:
        activity = activities.get(row.activity_id)
        group = groups.get(row.group_id)
        is_public = (
            row.is_public
            and (activity is None or activity.is_public)
            and (group is None or group.is_public)
        )
        starts, ends = _utc(row.starts_at), _utc(row.ends_at)
        room = rooms[row.room_id].name
        if not is_public:
            if row.status in _HOLDS_A_ROOM and not row.has_lapsed:
                yield SessionView(
                    "", PRIVATE_TITLE, room, starts, ends, BookingStatus.CONFIRMED, is_private=True
                )
            continue
        shown, reason = BookingStatus(row.status), ""
        if row.has_lapsed:
            shown, reason = BookingStatus.CANCELLED, NOT_CONFIRMED
        elif shown is BookingStatus.CANCELLED:
            reason = row.reason
        elif shown is BookingStatus.NO_SHOW:  # that nobody came is for the hub to know
            shown = BookingStatus.CONFIRMED
        yield SessionView(
            code=row.code,
            title=row.title,
            room=room,
            starts=starts,
            ends=ends,
            status=shown,
            group=group.code if group else None,
            activity=activity.code if activity else None,
            who_for=activity.who_for if activity else "",
            cost=activity.cost if activity else "",
            reason=reason,
        )


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _notices(session: Session, clock: Clock, first: date, last: date) -> Iterator[tuple[date, str]]:
    for day, notices in day_notices(session, first=first, last=last).items():
        for words in notices:
            yield day, words
    rooms = rows_by_id(session, tables.Room)
    for row in session.execute(
        public_select(tables.Closure, "room_id")
        .where(
            column(tables.Closure, "starts_at") < clock.day_bounds(last)[1].astimezone(UTC),
            column(tables.Closure, "ends_at") > clock.day_bounds(first)[0].astimezone(UTC),
        )
        .order_by(column(tables.Closure, "starts_at"), column(tables.Closure, "id"))
    ).all():
        yield from closure_notices(
            clock,
            _utc(row.starts_at),
            _utc(row.ends_at),
            row.reason,
            rooms[row.room_id].name if row.room_id else "",
            (first, last),
        )
