"""Groups: an activity that recurs in a room. Their sessions are made as bookings over a rolling
horizon, so that a clash is seen when the group is made and each date can have a life of its own.

A constant number of statements however many dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, Clash, NotFound
from hub.people.trail import record
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_codes, new_uid, tidy_code
from hub.store.engine import Store
from hub.store.site import show_site, site_id
from hub.store.tables import Activity, Booking, Group, GroupSession, Occupancy, Room
from hub.timetable.activities import activity_id, insert_activity
from hub.timetable.bookings import holder_words
from hub.timetable.calendars import bank_holidays as holidays_between
from hub.timetable.calendars import next_ordinary_day
from hub.timetable.occupancy import Held, held_between, held_stretch, holders, lock_spaces
from hub.timetable.rooms import FoundRoom, find_room
from hub.timetable.rules import read_rule
from hub.timetable.walltime import instant, later, why_not
from hub.views.timetable import (
    BankHolidayRule,
    BookingStatus,
    DateClash,
    GroupMade,
    GroupView,
    SkippedDate,
)
from hub.views.words import clean_line, date_words, day_words, fold, time_words

HORIZON_DAYS = 548
"""Sessions are made eighteen months ahead."""

LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class _Series:
    """What making the sessions of a group needs to know."""

    group: int
    activity: int
    code: str
    title: str
    rule: str
    starts_on: date
    at: time
    zone: str
    minutes: int
    setup_minutes: int
    tidy_minutes: int
    bank_holidays: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One date to be made: what the rule gave, and the instants it holds. UTC."""

    meant_for: date
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class _Made:
    days: tuple[date, ...]
    clashes: tuple[DateClash, ...]
    skipped: tuple[SkippedDate, ...]


def horizon(clock: Clock, starts_on: date) -> date:
    """The last local date up to which sessions of a group are made today."""
    return max(clock.today(), starts_on) + timedelta(days=HORIZON_DAYS)


def add_group(
    store: Store,
    clock: Clock,
    *,
    title: str,
    room: str,
    rule: str,
    starts_on: date,
    at: time,
    minutes: int,
    activity: str | None = None,
    setup_minutes: int = 0,
    tidy_minutes: int = 0,
    bank_holidays: BankHolidayRule = BankHolidayRule.SKIP,
    is_public: bool = True,
    on_clash: str = "skip",
    by: str | None = None,
) -> GroupMade:
    """Add a group and make its sessions up to the horizon.

    `on_clash`: "skip" books the dates that are free and names those that are not; "stop" refuses
    the whole group with a Clash. `activity` is a code; without it, an activity of the same title
    is used, or made. Bank holidays follow the site's country.
    """
    words = clean_line(title)
    if not words or len(words) > 500:
        raise BadInput("A group needs a title of 1 to 500 letters.")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise BadInput("A session lasts from 1 minute to 24 hours.", hint="For example: --for 90m")
    if not (0 <= setup_minutes <= 720 and 0 <= tidy_minutes <= 720):
        raise BadInput("Setting up and tidying up take from 0 minutes to 12 hours.")
    if not 2000 <= starts_on.year <= clock.today().year + 20:
        raise BadInput(f"The group can't begin in {starts_on.year}.", hint="Check the year.")
    parsed = read_rule(rule)
    until = horizon(clock, starts_on)

    def work(session: Session) -> GroupMade:
        found = find_room(session, room)
        lock_spaces(session, found.spaces)
        activity_row = (
            activity_id(session, activity)
            if activity is not None
            else _activity_called(session, clock, words, is_public, by)
        )
        code = new_code(session, kind="group")
        row = {
            "code": code,
            "uid": new_uid(session),
            "activity_id": activity_row,
            "room_id": found.id,
            "rule": parsed.text(),
            "starts_on": starts_on,
            "at": at,
            "zone": show_site(session).zone,
            "minutes": minutes,
            "setup_minutes": setup_minutes,
            "tidy_minutes": tidy_minutes,
            "bank_holidays": bank_holidays.value,
            "is_public": is_public,
            "made_until": until,
        }
        group = session.execute(insert(Group).returning(col(Group.id)), row).scalar_one()
        series = _Series(
            group,
            activity_row,
            code,
            words,
            parsed.text(),
            starts_on,
            at,
            str(row["zone"]),
            minutes,
            setup_minutes,
            tidy_minutes,
            bank_holidays.value,
            is_public,
        )
        made = _make_sessions(session, clock, series, found, first=starts_on, last=until)
        if not made.days and not made.clashes:
            raise BadInput(
                f"This rule gives no session from {date_words(starts_on)}.",
                hint="Check the rule and the date: hub group add --help",
            )
        if made.clashes and (on_clash == "stop" or not made.days):
            raise _clash_of(words, found.name, made.clashes)
        record(
            session,
            clock,
            by=by,
            verb="group.added",
            code=code,
            room=found.name,
            rule=parsed.text(),
            at=f"{at:%H:%M}",
            minutes=minutes,
            sessions=len(made.days),
            bank_holidays=bank_holidays.value,
        )
        mark_public_change(session)
        return GroupMade(
            code,
            words,
            len(made.days),
            made.days[0],
            made.days[-1],
            made.clashes,
            made.skipped,
        )

    return store.transact(work)


def extend_groups(store: Store, clock: Clock, *, by: str | None = None) -> tuple[GroupMade, ...]:
    """Make the sessions that have come within the horizon since last time, group by group."""
    with store.read() as session:
        codes = session.scalars(
            select(col(Group.code))
            .where(col(Group.made_until) < clock.today() + timedelta(days=HORIZON_DAYS))
            .order_by(col(Group.id))
        ).all()
    extended = [store.transact(partial(_extend, clock=clock, code=code, by=by)) for code in codes]
    return tuple(made for made in extended if made.sessions or made.clashes)


def _extend(session: Session, *, clock: Clock, code: str, by: str | None) -> GroupMade:
    row = session.execute(
        select(
            col(Group.id),
            col(Group.activity_id),
            col(Group.code),
            col(Activity.title),
            col(Group.rule),
            col(Group.starts_on),
            col(Group.at),
            col(Group.zone),
            col(Group.minutes),
            col(Group.setup_minutes),
            col(Group.tidy_minutes),
            col(Group.bank_holidays),
            col(Group.is_public),
            col(Group.made_until),
            col(Group.ended_on),
            col(Room.code),
        )
        .join(Activity, col(Activity.id) == col(Group.activity_id))
        .join(Room, col(Room.id) == col(Group.room_id))
        .where(col(Group.code) == code)
    ).one()
    series = _Series(*row[:13])
    made_until, ended_on, room_code = row[13], row[14], row[15]
    until = clock.today() + timedelta(days=HORIZON_DAYS)
    room = find_room(session, room_code)
    lock_spaces(session, room.spaces)
    last = min(until, ended_on) if ended_on else until
    made = _make_sessions(
        session, clock, series, room, first=made_until + timedelta(days=1), last=last
    )
    session.execute(update(Group).where(col(Group.id) == series.group).values(made_until=until))
    if made.days:
        record(
            session,
            clock,
            by=by,
            verb="group.extended",
            code=code,
            sessions=len(made.days),
            until=until.isoformat(),
        )
        mark_public_change(session)
    first, last_made = (made.days[0], made.days[-1]) if made.days else (None, None)
    return GroupMade(
        code, series.title, len(made.days), first, last_made, made.clashes, made.skipped
    )


def _make_sessions(
    session: Session, clock: Clock, series: _Series, room: FoundRoom, *, first: date, last: date
) -> _Made:
    """Insert the sessions whose rule date lies from `first` to `last`: a look and four inserts."""
    meetings, skipped = _meetings(session, series, first, last)
    if not meetings:
        return _Made((), (), tuple(skipped))
    pads = series.setup_minutes, series.tidy_minutes
    stretches = [held_stretch(one.starts, one.ends, *pads) for one in meetings]
    held = held_between(
        session,
        starts=min(start for start, _ in stretches),
        ends=max(end for _, end in stretches),
        spaces=room.spaces,
    )
    free: list[_Meeting] = []
    in_the_way: dict[date, Held] = {}
    taken = _by_space(held)
    own_end: datetime | None = None
    for meeting, (start, end) in zip(meetings, stretches, strict=True):
        holder = _in_the_way(taken, start, end)
        if holder is None and own_end is not None and start < own_end:
            skipped.append(SkippedDate(meeting.meant_for, "the session before it is still on"))
        elif holder is None:
            free.append(meeting)
            own_end = end
        else:
            in_the_way[meeting.meant_for] = holder
    named = holders(session, (one.booking for one in in_the_way.values()))
    clashes = tuple(
        DateClash(day, holder_words(clock, named[one.booking], room))
        for day, one in in_the_way.items()
    )
    if free:
        _insert_sessions(session, series, room, free)
    days = tuple(one.starts.astimezone(ZoneInfo(series.zone)).date() for one in free)
    return _Made(days, clashes, tuple(sorted(skipped, key=lambda one: one.on)))


def _meetings(
    session: Session, series: _Series, first: date, last: date
) -> tuple[list[_Meeting], list[SkippedDate]]:
    zone = ZoneInfo(series.zone)
    closed = (
        holidays_between(session, first=first, last=last + timedelta(days=14))
        if series.bank_holidays != BankHolidayRule.KEEP
        else {}
    )
    meetings: list[_Meeting] = []
    skipped: list[SkippedDate] = []
    taken: set[date] = set()
    for meant_for in read_rule(series.rule).dates(series.starts_on, first, last):
        day = meant_for
        if day in closed and series.bank_holidays == BankHolidayRule.SKIP:
            skipped.append(SkippedDate(day, closed[day].replace("(observed)", "(substitute day)")))
            continue
        if day in closed:
            day = next_ordinary_day(day, closed)
        problem = why_not(day, series.at, zone)
        if problem:
            skipped.append(SkippedDate(meant_for, problem))
            continue
        if day in taken:
            skipped.append(SkippedDate(meant_for, "the group meets on the next day anyway"))
            continue
        taken.add(day)
        starts = instant(day, series.at, zone)
        ends = later(starts, series.minutes)
        meetings.append(_Meeting(meant_for, starts.astimezone(UTC), ends.astimezone(UTC)))
    meetings.sort(key=lambda one: one.starts)
    return meetings, skipped


def _by_space(held: Sequence[Held]) -> dict[int, tuple[list[datetime], list[Held]]]:
    """What is held, per space, with the starts apart for looking up. Both by start."""
    found: dict[int, tuple[list[datetime], list[Held]]] = {}
    for one in held:
        starts, rows = found.setdefault(one.space, ([], []))
        starts.append(one.starts)
        rows.append(one)
    return found


def _in_the_way(
    taken: dict[int, tuple[list[datetime], list[Held]]], start: datetime, end: datetime
) -> Held | None:
    """The nearest earlier row of any space, if it reaches past the start: as the guard looks."""
    for starts, rows in taken.values():
        place = bisect_left(starts, end) - 1
        if place >= 0 and rows[place].ends > start:
            return rows[place]
    return None


def _insert_sessions(
    session: Session, series: _Series, room: FoundRoom, meetings: Sequence[_Meeting]
) -> None:
    codes = new_codes(session, kind="booking", count=len(meetings))
    rows = [
        {
            "code": code,
            "uid": new_uid(session),
            "room_id": room.id,
            "activity_id": series.activity,
            "title": series.title,
            "starts_at": one.starts,
            "ends_at": one.ends,
            "setup_minutes": series.setup_minutes,
            "tidy_minutes": series.tidy_minutes,
            "status": BookingStatus.CONFIRMED.value,
            "is_public": series.is_public,
            "reason": "",
            "note": "",
            "contact": "",
            "contact_phone": "",
        }
        for code, one in zip(codes, meetings, strict=True)
    ]
    session.execute(insert(Booking), rows)
    ids = dict(
        session.execute(
            select(col(Booking.code), col(Booking.id)).where(col(Booking.code).in_(codes))
        ).all()
    )
    bookings = [ids[code] for code in codes]
    session.execute(
        insert(GroupSession),
        [
            {
                "booking_id": booking,
                "group_id": series.group,
                "meant_for": one.meant_for,
                "is_exception": False,
            }
            for booking, one in zip(bookings, meetings, strict=True)
        ],
    )
    held: list[dict[str, Any]] = []
    for booking, one in zip(bookings, meetings, strict=True):
        start, end = held_stretch(one.starts, one.ends, series.setup_minutes, series.tidy_minutes)
        held.extend(
            {"space_id": space, "starts_at": start, "ends_at": end, "booking_id": booking}
            for space in room.spaces
        )
    held.sort(key=lambda row: (row["space_id"], row["starts_at"]))
    session.execute(insert(Occupancy), held)


def _activity_called(
    session: Session, clock: Clock, title: str, is_public: bool, by: str | None
) -> int:
    """The activity of the same title, or a new one."""
    rows = session.execute(
        select(col(Activity.id), col(Activity.title)).where(
            col(Activity.site_id) == site_id(session)
        )
    )
    for found, known in rows:
        if fold(known) == fold(title):
            return int(found)
    return insert_activity(
        session, clock, texts={"title": title}, needs=[], is_public=is_public, by=by
    )[0]


def _clash_of(title: str, room: str, clashes: Sequence[DateClash]) -> Clash:
    named = [f"{day_words(one.on)}: {one.with_what}" for one in clashes]
    more = f"; and {len(named) - 5} more" if len(named) > 5 else ""
    return Clash(
        f"{room} is taken on {len(named)} of the dates of {title}: {'; '.join(named[:5])}{more}.",
        with_what=named,
        hint="Choose another room or time, or book the free dates only.",
    )


def list_groups(store: Store, clock: Clock) -> tuple[GroupView, ...]:
    """Every group by title, ended ones left out. Two statements."""
    with store.read() as session:
        return _views(session, clock)


def show_group(store: Store, clock: Clock, *, code: str) -> GroupView:
    """One group. Raises NotFound."""
    with store.read() as session:
        found = _views(session, clock, only=tidy_code(code))
    if not found:
        raise NotFound(
            f"There is no group with the code {clean_line(code)!r}.", hint="See: hub group list"
        )
    return found[0]


def _views(session: Session, clock: Clock, only: str | None = None) -> tuple[GroupView, ...]:
    query = (
        select(
            col(Group.code),
            col(Activity.title),
            col(Room.name),
            col(Group.rule),
            col(Group.starts_on),
            col(Group.at),
            col(Group.minutes),
            col(Group.bank_holidays),
            col(Group.is_public),
            col(Activity.code),
            col(Group.id),
        )
        .join(Activity, col(Activity.id) == col(Group.activity_id))
        .join(Room, col(Room.id) == col(Group.room_id))
        .order_by(col(Activity.title), col(Group.id))
    )
    if only is not None:
        query = query.where(col(Group.code) == only)
    else:
        query = query.where(col(Group.ended_on).is_(None) | (col(Group.ended_on) >= clock.today()))
    lasts = dict(
        session.execute(
            select(col(GroupSession.group_id), func.max(col(GroupSession.meant_for))).group_by(
                col(GroupSession.group_id)
            )
        ).all()
    )
    return tuple(
        GroupView(
            code=row[0],
            title=row[1],
            room=row[2],
            rule=row[3],
            starts_on=row[4],
            at=row[5],
            minutes=row[6],
            bank_holidays=BankHolidayRule(row[7]),
            is_public=row[8],
            activity=row[9],
            in_words=f"{read_rule(row[3]).in_words()} at {time_words(row[5])}",
            last_session=lasts.get(row[10]),
        )
        for row in session.execute(query)
    )
