"""Groups: an activity that recurs in a room. Their sessions are made as bookings over a rolling
horizon, so that a clash is seen when the group is made and each date can have a life of its own.

Leaves which dates there are, and their rows, to `hub.timetable.sessions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import partial

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, Clash, NotFound
from hub.people.trail import record
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_uid, tidy_code
from hub.store.engine import Store
from hub.store.site import show_site, site_id
from hub.store.tables import Activity, Group, GroupSession, Room
from hub.timetable.activities import activity_id, insert_activity
from hub.timetable.occupancy import lock_spaces
from hub.timetable.rooms import find_room
from hub.timetable.rules import read_rule
from hub.timetable.sessions import Series, make_sessions
from hub.views.timetable import (
    BankHolidayRule,
    DateClash,
    GroupMade,
    GroupView,
)
from hub.views.words import clean_line, date_words, day_words, fold, time_words

HORIZON_DAYS = 548
"""Sessions are made eighteen months ahead."""

LONGEST_MINUTES = 24 * 60


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
        series = Series(
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
        made = make_sessions(session, clock, series, found, first=starts_on, last=until)
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
    series = Series(*row[:13])
    made_until, ended_on, room_code = row[13], row[14], row[15]
    until = clock.today() + timedelta(days=HORIZON_DAYS)
    room = find_room(session, room_code)
    lock_spaces(session, room.spaces)
    last = min(until, ended_on) if ended_on else until
    made = make_sessions(
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
