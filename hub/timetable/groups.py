"""Groups: an activity that recurs in a room. Their sessions are made as bookings over a rolling
horizon, so that a clash is seen when the group is made and each date can have a life of its own.

Leaves changing a group to `hub.timetable.editing`, ending it to `hub.timetable.ending`, and what
is shown of groups to `hub.timetable.listing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.images import Change as Made
from hub.people.images import made
from hub.people.trail import record
from hub.people.undo import can_undo, remember, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, new_uid
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Activity, Group, GroupDate, GroupEquipment
from hub.timetable.activities import activity_id, insert_activity
from hub.timetable.listing import group_sessions, list_groups, show_group
from hub.timetable.minding import what_to_mind
from hub.timetable.occupancy import lock_spaces
from hub.timetable.placing import TOO_CLOSE, Placing, Rooms, free_stretch
from hub.timetable.planning import Plan
from hub.timetable.provisional import let_lapse
from hub.timetable.replanning import (
    EVERYTHING,
    Change,
    Outline,
    carry_out,
    clash_of,
    find_places,
    lock_all_spaces,
    replan_scopes,
)
from hub.timetable.rules import Rule
from hub.timetable.series import Series, load_series, planned_dates
from hub.timetable.sessions import make_rows
from hub.timetable.wishes import HORIZON_DAYS, Wish, as_wanted, check_wish, draft, horizon
from hub.views.groups import BankHolidayRule, DateClash, GroupMade, SkippedDate, Weeks
from hub.views.series import Keep, OnClash
from hub.views.words import date_words, fold

__all__ = [
    "HORIZON_DAYS",
    "add_group",
    "extend_groups",
    "group_sessions",
    "horizon",
    "list_groups",
    "show_group",
]

_GROUPS, _ACTIVITIES = table_of(Group), table_of(Activity)
_INSERT_GROUP = insert(_GROUPS).returning(_GROUPS.c.id)
_TITLES = select(_ACTIVITIES.c.id, _ACTIVITIES.c.title).where(
    _ACTIVITIES.c.site_id == bindparam("site")
)


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
    setup_minutes: int | None = None,
    tidy_minutes: int | None = None,
    bank_holidays: BankHolidayRule = BankHolidayRule.SKIP,
    is_public: bool = True,
    weeks: Weeks = Weeks.ALL,
    added: Sequence[date] = (),
    removed: Sequence[date] = (),
    layout: str = "",
    equipment: Sequence[str] = (),
    capacity: int | None = None,
    on_clash: str = OnClash.SKIP,
    anyway: bool = False,
    by: str | None = None,
) -> GroupMade:
    """Add a group and make its sessions up to the horizon, or nothing at all.

    `on_clash` says what is done about dates that can't be had, because of another booking, a
    closure, the opening hours or too few places; `anyway` minds other bookings only. A group of
    which no date can be had is refused with a Clash. `activity` is a code; without it, an activity
    of the same title is used, or made. Set-up and tidy-up are those of the layout unless given.
    """
    wish = Wish(
        title,
        room,
        rule,
        starts_on,
        at,
        minutes,
        setup_minutes,
        tidy_minutes,
        bank_holidays,
        is_public,
        weeks,
        added,
        removed,
        layout,
        equipment,
        capacity,
    )
    parsed = check_wish(clock, wish)
    choice = OnClash(on_clash)

    def work(session: Session) -> GroupMade:
        return _add(
            session,
            clock,
            wish,
            parsed,
            activity=activity,
            on_clash=choice,
            kinds_matter=not anyway,
            by=by,
        )

    return store.transact(work)


def _add(
    session: Session,
    clock: Clock,
    wish: Wish,
    rule: Rule,
    *,
    activity: str | None,
    on_clash: OnClash,
    kinds_matter: bool,
    by: str | None,
) -> GroupMade:
    series, room = draft(session, clock, wish, rule)
    if on_clash is OnClash.OTHER_ROOM:
        lock_all_spaces(session, clock)
    else:
        lock_spaces(session, {*room.spaces, *(one.space for one in series.kit)})
        let_lapse(session, clock)
    found = outline_of(session, clock, series)
    if not found.plan.wanted:
        why = f": {found.skipped[0].why}" if found.skipped else ""
        raise BadInput(
            f"This rule gives no session from {date_words(wish.starts_on)}{why}.",
            hint="Check the rule and the date: hub group add --help"
            if wish.weeks is Weeks.ALL
            else "Check the rule, the date and the terms: hub term list",
        )
    change = Change(
        series,
        series,
        wish.starts_on,
        on_clash=on_clash,
        kinds=EVERYTHING if kinds_matter else frozenset(),
    )
    placing = find_places(session, clock, change, found)
    zone = ZoneInfo(series.zone)
    clashes = tuple(
        DateClash(one.starts.astimezone(zone).date(), words) for one, words in placing.refused
    )
    if clashes and (on_clash is OnClash.STOP or not placing.placed):
        raise clash_of(series.title, clashes, anyway_helps=placing.would_do_anyway)
    changes: list[Made] = []
    series = _insert_group(session, clock, series, activity, changes, by)
    changes += make_rows(session, series, placing.placed)
    days = sorted(one.starts.astimezone(zone).date() for one in placing.placed)
    remember(
        session,
        clock,
        by=by,
        verb="group.added",
        code=series.code,
        label=f"Added {series.title}, {room.name}, {len(days)} sessions",
        changes=changes,
    )
    record(
        session,
        clock,
        by=by,
        verb="group.added",
        code=series.code,
        room=room.name,
        rule=series.way.rule,
        at=f"{wish.at:%H:%M}",
        minutes=wish.minutes,
        sessions=len(days),
        bank_holidays=wish.bank_holidays.value,
    )
    mark_public_change(session)
    return GroupMade(
        series.code,
        series.title,
        len(days),
        days[0],
        days[-1],
        clashes,
        left_out(found, placing),
        tuple(free_stretch(clock, one) for one in placing.elsewhere),
    )


def outline_of(session: Session, clock: Clock, series: Series) -> Outline:
    """The sessions of a group that isn't there yet."""
    rooms = Rooms(session)
    first = min((series.parts[0].first, *series.added))
    planned, skipped = planned_dates(session, series, first, series.made_until)
    wanted = [as_wanted(rooms, series, target) for target in planned.values()]
    wanted.sort(key=lambda one: one.starts)
    return Outline(Plan(wanted=wanted), rooms, tuple(skipped), ())


def left_out(found: Outline, placing: Placing) -> tuple[SkippedDate, ...]:
    """The dates left out on purpose, by date."""
    too_close = (SkippedDate(one.meant_for, TOO_CLOSE) for one in placing.too_close)
    return tuple(sorted((*found.skipped, *too_close), key=lambda one: one.on))


def _insert_group(
    session: Session,
    clock: Clock,
    series: Series,
    activity: str | None,
    changes: list[Made],
    by: str | None,
) -> Series:
    """The group itself, under its activity, which is made if need be."""
    if activity is not None:
        activity_row = activity_id(session, activity)
        known = session.execute(
            select(col(Activity.title)).where(col(Activity.id) == activity_row)
        ).scalar_one()
    else:
        activity_row, known = _activity_called(
            session, clock, series.title, series.is_public, changes, by
        )
    way = replace(series.way, title=None if fold(known) == fold(series.title) else series.title)
    code = new_code(session, kind="group")
    row = {
        "code": code,
        "uid": new_uid(session),
        "activity_id": activity_row,
        "room_id": way.room_id,
        "rule": way.rule,
        "starts_on": way.starts_on,
        "at": way.at,
        "zone": series.zone,
        "minutes": way.minutes,
        "setup_minutes": way.setup_minutes,
        "tidy_minutes": way.tidy_minutes,
        "bank_holidays": way.bank_holidays,
        "is_public": series.is_public,
        "made_until": series.made_until,
        "title": way.title,
        "capacity": way.capacity,
        "weeks": way.weeks,
        "layout_id": way.layout_id,
    }
    group: int = run(session, _INSERT_GROUP, row).scalar_one()
    changes.append(made(Group, {**row, "id": group}))
    dates = [(on, True) for on in series.added] + [(on, False) for on in series.removed]
    for table, rows in (
        (GroupDate, [{"group_id": group, "on": on, "is_added": given} for on, given in dates]),
        (GroupEquipment, [{"group_id": group, "equipment_id": one.id} for one in series.kit]),
    ):
        if rows:
            run(session, insert(table_of(table)), rows)
            changes += [made(table, one) for one in rows]
    return replace(
        series,
        group=group,
        code=code,
        activity=activity_row,
        activity_title=series.title if way.title is None else known,
        parts=(replace(series.parts[0], way=way),),
    )


def _activity_called(
    session: Session,
    clock: Clock,
    title: str,
    is_public: bool,
    changes: list[Made],
    by: str | None,
) -> tuple[int, str]:
    """The activity of the same title, or a new one; with its title."""
    rows: list[Any] = list(run(session, _TITLES, {"site": site_id(session)}))
    for found, known in rows:
        if fold(known) == fold(title):
            return int(found), known
    new = insert_activity(
        session, clock, texts={"title": title}, needs=[], is_public=is_public, by=by
    )[0]
    row = run(session, select(_ACTIVITIES).where(_ACTIVITIES.c.id == new)).mappings().one()
    changes.append(made(Activity, dict(row)))
    return new, title


def extend_groups(store: Store, clock: Clock, *, by: str | None = None) -> tuple[GroupMade, ...]:
    """Make the sessions that have come within the horizon since last time, group by group; and
    those of groups that keep to the terms, where a term was added since.

    Closures are minded; opening hours and places too, unless the group has been added in spite of
    them.
    """
    with store.read() as session:
        codes = session.scalars(
            select(col(Group.code))
            .where(
                (col(Group.made_until) < clock.today() + timedelta(days=HORIZON_DAYS))
                | (col(Group.weeks) != Weeks.ALL.value),
                col(Group.ended_on).is_(None) | (col(Group.ended_on) >= clock.today()),
            )
            .order_by(col(Group.id))
        ).all()
    extended = [store.transact(partial(_extend, clock=clock, code=code, by=by)) for code in codes]
    return tuple(made for made in extended if made.sessions or made.clashes)


def _extend(session: Session, *, clock: Clock, code: str, by: str | None) -> GroupMade:
    lock_all_spaces(session, clock)
    old = load_series(session, code)
    until = max(old.made_until, clock.today() + timedelta(days=HORIZON_DAYS))
    new = replace(old, made_until=until)
    keeps_terms = any(part.way.weeks != Weeks.ALL for part in old.parts)
    since = clock.today() if keeps_terms else old.made_until + timedelta(days=1)
    change = Change(
        old,
        new,
        since,
        exceptions=Keep.KEEP,
        kinds=what_to_mind(session, clock, old),
        fill_gaps=True,
        may_find_none=True,
    )
    with undoable(  # so that it doesn't stand in the way of undoing what it was made from
        session,
        clock,
        by=by,
        verb="group.extended",
        code=old.code,
        label=f"Booked {old.title} further ahead",
        scopes=replan_scopes(old, since, clock) if can_undo(session, clock) else (),
    ):
        done = carry_out(session, clock, change)
    if done.made:
        record(
            session,
            clock,
            by=by,
            verb="group.extended",
            code=code,
            sessions=done.made,
            until=until.isoformat(),
        )
        mark_public_change(session)
    return GroupMade(
        code,
        done.title,
        done.made,
        done.days[0] if done.days else None,
        done.days[-1] if done.days else None,
        done.clashes,
        done.skipped,
    )
