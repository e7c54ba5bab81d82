"""Every date of a group before anything is done: what is in its way, the hardest first, and a way
out for each. A constant number of statements however many dates. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, time

from sqlmodel import Session

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.editing import change_of, check_change, check_to_come, first_day
from hub.timetable.ending import check_resuming, resuming
from hub.timetable.extra_dates import adding, refuse_no_date
from hub.timetable.groups import outline_of
from hub.timetable.placing import (
    free_stretch,
    hold_free,
    name_holders,
    other_rooms,
    other_times,
)
from hub.timetable.replanning import (
    EVERYTHING,
    Change,
    Outline,
    date_preview,
    look_round,
    outline,
)
from hub.timetable.series import load_series
from hub.timetable.sessions import Wanted
from hub.timetable.single import preview_one
from hub.timetable.wishes import Wish, check_wish, draft
from hub.views.groups import BankHolidayRule, Obstacle, Weeks
from hub.views.series import DatePreview, Keep, Scope, SeriesChange, SeriesPreview

_SHOWN = EVERYTHING | {Obstacle.BANK_HOLIDAY}


def preview_group(
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
) -> SeriesPreview:
    """What `add_group` would make of the same words. `activity` makes no difference here."""
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
    with store.read() as session:
        series, where = draft(session, clock, wish, parsed)
        found = outline_of(session, clock, series)
        change = Change(series, series, starts_on, kinds=_SHOWN)
        dates = _dates(session, clock, change, found)
    return SeriesPreview(None, series.title, where.name, dates, found.skipped)


def preview_change(
    store: Store,
    clock: Clock,
    *,
    code: str,
    scope: Scope,
    on: date | None = None,
    change: SeriesChange,
) -> SeriesPreview:
    """What `change_group` would do: the sessions that would be made or moved, and those that must
    be asked about."""
    if scope is Scope.THIS:
        return preview_one(store, clock, code=code, on=on, change=change)
    rule = check_change(change)
    with store.read() as session:
        old = load_series(session, code)
        since = first_day(clock, scope, on)
        wanted = change_of(session, old, scope, since, change, rule)
        wanted = replace(wanted, exceptions=Keep.ASK, kinds=_SHOWN)
        found = outline(session, clock, wanted, to_change=False)
        dates = _dates(session, clock, wanted, found)
        new = wanted.new
        where = found.rooms.by_id[new.way_on(since).room_id].name
    removed = sorted(clock.local(one.starts).date() for one in found.plan.rows.remove)
    return SeriesPreview(
        old.code,
        new.called(new.way_on(since)),
        where,
        dates,
        found.skipped,
        tuple(found.plan.ask),
        tuple(removed),
    )


def preview_resume(store: Store, clock: Clock, *, code: str, on: date) -> SeriesPreview:
    """What `resume_group` would do: the sessions that would be made from `on`."""
    check_resuming(clock, on)
    with store.read() as session:
        old = load_series(session, code)
        wanted = replace(resuming(clock, old, on), kinds=_SHOWN)
        found = outline(session, clock, wanted, to_change=False)
        looked_at = zip(_dates(session, clock, wanted, found), found.plan.wanted, strict=True)
        dates = tuple(seen for seen, one in looked_at if one.existing is None)
        where = found.rooms.by_id[wanted.new.way_on(on).room_id].name
    return SeriesPreview(old.code, old.title, where, dates, found.skipped)


def preview_added(store: Store, clock: Clock, *, code: str, on: date) -> SeriesPreview:
    """What `add_date` would do: the one session that would be made."""
    check_to_come(clock, on)
    with store.read() as session:
        old = load_series(session, code)
        wanted = replace(adding(old, on), kinds=_SHOWN)
        found = outline(session, clock, wanted, to_change=False)
        looked_at = zip(_dates(session, clock, wanted, found), found.plan.wanted, strict=True)
        dates = tuple(seen for seen, one in looked_at if one.existing is None)
        if not dates:
            refuse_no_date(session, wanted.new, on)
        where = found.rooms.by_id[wanted.new.way_on(on).room_id].name
    return SeriesPreview(old.code, old.title, where, dates)


def _dates(
    session: Session, clock: Clock, change: Change, found: Outline
) -> tuple[DatePreview, ...]:
    wanted = found.plan.wanted
    leaving = {
        *(one.existing.booking for one in wanted if one.existing is not None),
        *(one.booking for one in found.plan.rows.remove),
    }
    ground = look_round(session, clock, change, found.rooms, wanted, leaving)
    in_the_way = name_holders(ground, wanted)
    stopped = {
        place
        for place, things in in_the_way.items()
        if any(one.kind is not Obstacle.BANK_HOLIDAY for one in things)
    }
    for place, things in hold_free(ground, wanted, stopped).items():
        in_the_way[place] = (*things, *in_the_way.get(place, ()))
    rooms, times = _ways_out(session, clock, change, found, leaving, in_the_way)
    return tuple(
        replace(
            date_preview(clock, one, in_the_way.get(place, ())),
            other_room=free_stretch(clock, rooms[place]) if place in rooms else None,
            shifted=free_stretch(clock, times[place]) if place in times else None,
        )
        for place, one in enumerate(wanted)
    )


def _ways_out(
    session: Session,
    clock: Clock,
    change: Change,
    found: Outline,
    leaving: set[int],
    in_the_way: Collection[int],
) -> tuple[dict[int, Wanted], dict[int, Wanted]]:
    """Another room, and another time, for each date that can't be had. Only now are the other
    rooms looked at: mostly nothing is in the way at all."""
    if not in_the_way:
        return {}, {}
    wanted = found.plan.wanted
    clashing = [wanted[place] for place in sorted(in_the_way)]
    ground = look_round(session, clock, change, found.rooms, clashing, leaving, every_room=True)
    for place, one in enumerate(wanted):
        if place not in in_the_way:
            ground.taken.add(one.spaces, *one.stretch)
    return (
        other_rooms(ground, wanted, in_the_way, hold=False),
        other_times(ground, wanted, in_the_way, hold=False),
    )
