"""One session of a group changed by itself. It keeps its code, and has a life of its own from
then on: edits of the series leave it alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.tables import Booking
from hub.timetable.holding import what_is_held
from hub.timetable.placing import (
    Ground,
    Rooms,
    free_stretch,
    name_holders,
    other_rooms,
    other_times,
    place_all,
)
from hub.timetable.replanning import (
    EVERYTHING,
    Change,
    clash_of,
    date_preview,
    lock_all_spaces,
    look_round,
)
from hub.timetable.rooms import find_room
from hub.timetable.series import Series, load_series
from hub.timetable.sessions import (
    Existing,
    Rows,
    Wanted,
    existing_sessions,
    write_rows,
)
from hub.timetable.signups import move_up
from hub.timetable.telling import make_list
from hub.timetable.undoing import booking_scopes
from hub.timetable.walltime import instant, later
from hub.timetable.wishes import check_minutes, check_places, check_title, kit_of
from hub.views.groups import DateClash, Obstacle
from hub.views.series import GroupChanged, OnClash, SeriesChange, SeriesPreview
from hub.views.words import day_words_short

_BOOKINGS = table_of(Booking)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class One:
    """One session with what is to become of it."""

    series: Series
    rooms: Rooms
    existing: Existing
    wanted: Wanted
    values: dict[str, Any]
    """What changes about it beside its place."""

    @property
    def moves(self) -> bool:
        old, new = self.existing, self.wanted
        return (new.room.id, new.starts, new.ends) != old.place or (
            new.setup_minutes,
            new.tidy_minutes,
            new.layout_id,
            new.kit,
        ) != (old.setup_minutes, old.tidy_minutes, old.layout_id, old.kit)


def change_one(
    store: Store,
    clock: Clock,
    *,
    code: str,
    on: date | None,
    change: SeriesChange,
    on_clash: OnClash,
    anyway: bool,
    by: str | None,
) -> GroupChanged:
    """Change the session of a group that is on, or was meant for, a date.

    Raises Clash where its new place can't be had and no other was asked for.
    """
    day = _check(change, on)
    kinds = frozenset() if anyway else EVERYTHING

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        one = _find(session, clock, code, day, change, to_change=True)
        with undoable(
            session,
            clock,
            by=by,
            verb="group.changed",
            code=one.existing.code,
            label=f"Changed {one.series.title} on {day_words_short(day)}",
            scopes=booking_scopes([one.existing.booking]),
        ):
            placed = _place(session, clock, one, on_clash, kinds)
            tie = {one.existing.booking: (one.existing.meant_for, True)}
            rows = Rows(placed=[placed] if one.moves else [], ties=tie)
            write_rows(session, one.series, rows)
            if one.values:
                run(
                    session,
                    update(_BOOKINGS)
                    .where(col(Booking.id) == one.existing.booking)
                    .values(**one.values),
                )
            if change.capacity is not None:
                move_up(session, clock, [one.existing.booking])
            if (placed.room.id, placed.starts) != one.existing.place[:2]:
                make_list(session, clock, [one.existing.booking], "moved")
        record(
            session,
            clock,
            by=by,
            verb="group.changed",
            code=one.series.code,
            scope="this",
            what=", ".join(_names(change)),
            room=placed.room.name,
        )
        mark_public_change(session)
        went_elsewhere = placed is not one.wanted
        return GroupChanged(
            code=one.series.code,
            title=one.values.get("title", one.existing.title),
            changed=1,
            elsewhere=(free_stretch(clock, placed),) if went_elsewhere else (),
            days=(clock.local(placed.starts).date(),),
        )

    return store.transact(work)


def preview_one(
    store: Store, clock: Clock, *, code: str, on: date | None, change: SeriesChange
) -> SeriesPreview:
    """What `change_one` would meet with."""
    day = _check(change, on)
    with store.read() as session:
        one = _find(session, clock, code, day, change, to_change=False)
        kinds = EVERYTHING | {Obstacle.BANK_HOLIDAY}
        ground = _ground(session, clock, one, OnClash.STOP, kinds, every_room=True)
        in_the_way = name_holders(ground, [one.wanted])
        rooms = other_rooms(ground, [one.wanted], in_the_way, hold=False)
        times = other_times(ground, [one.wanted], in_the_way, hold=False)
    shown = replace(
        date_preview(clock, one.wanted, in_the_way.get(0, ())),
        other_room=free_stretch(clock, rooms[0]) if rooms else None,
        shifted=free_stretch(clock, times[0]) if times else None,
    )
    title = str(one.values.get("title", one.existing.title))
    return SeriesPreview(one.series.code, title, one.wanted.room.name, (shown,))


def _ground(
    session: Session,
    clock: Clock,
    one: One,
    on_clash: OnClash,
    kinds: frozenset[Obstacle],
    *,
    every_room: bool = False,
) -> Ground:
    about = Change(one.series, one.series, one.existing.meant_for, on_clash=on_clash, kinds=kinds)
    leaving = {one.existing.booking}
    return look_round(
        session, clock, about, one.rooms, [one.wanted], leaving, every_room=every_room
    )


def _place(
    session: Session, clock: Clock, one: One, on_clash: OnClash, kinds: frozenset[Obstacle]
) -> Wanted:
    if not one.moves:
        return one.wanted
    ground = _ground(session, clock, one, on_clash, kinds)
    placing = place_all(ground, [one.wanted], on_clash)
    if not placing.placed:
        named = [
            DateClash(clock.local(wanted.starts).date(), words) for wanted, words in placing.refused
        ]
        raise clash_of(one.series.title, named, anyway_helps=placing.would_do_anyway)
    return placing.placed[0]


def _check(change: SeriesChange, on: date | None) -> date:
    if on is None:
        raise BadInput("Which session is it?", hint="Give its date: --date 2027-01-12")
    if change == SeriesChange():
        raise BadInput("Nothing was to be changed.", hint="Say what, for example: --at 18:00")
    for name, words in (
        ("rule", "The rule"),
        ("bank_holidays", "What happens on bank holidays"),
        ("weeks", "Which weeks it meets in"),
    ):
        if getattr(change, name) is not None:
            raise BadInput(
                f"{words} can't be changed for one session.",
                hint="Change it for this and the following, or for all.",
            )
    if change.title:
        check_title(change.title)
    if change.minutes is not None:
        check_minutes(change.minutes)
    if change.capacity:
        check_places(change.capacity)
    return on


def _names(change: SeriesChange) -> list[str]:
    names = ("at", "minutes", "room", "title", "capacity", "layout", "equipment", "is_public")
    return [name for name in names if getattr(change, name) is not None]


def _find(
    session: Session, clock: Clock, code: str, on: date, change: SeriesChange, *, to_change: bool
) -> One:
    series = load_series(session, code)
    rooms = Rooms(session)
    sessions = existing_sessions(
        session, series.group, first=on, since=clock.day_bounds(on)[0], to_change=to_change
    )
    that_day = [one for one in sessions if clock.local(one.starts).date() == on]
    existing = next(iter(that_day + [one for one in sessions if one.meant_for == on]), None)
    day = day_words_short(on)
    if existing is None:
        raise BadInput(
            f"{series.title} has no session on {day} {on.year}.",
            hint=f"See its dates: hub group show {series.code}",
        )
    if existing.starts <= clock.utc_now():
        raise BadInput(f"{series.title} on {day} has begun: what has been is left as it is.")
    if not existing.is_live:
        raise BadInput(f"{series.title} on {day} is {existing.status}, so it can't be changed.")
    return One(series, rooms, existing, *_wanted(session, series, rooms, existing, change))


def _wanted(
    session: Session, series: Series, rooms: Rooms, existing: Existing, change: SeriesChange
) -> tuple[Wanted, dict[str, Any]]:
    room = rooms.by_id[existing.room_id]
    starts, ends = existing.starts, existing.ends
    zone = ZoneInfo(series.zone)
    if change.at is not None:
        starts = instant(starts.astimezone(zone).date(), change.at, zone).astimezone(UTC)
    minutes = change.minutes or int((ends - existing.starts).total_seconds()) // 60
    ends = later(starts, minutes)
    setting = existing.setup_minutes, existing.tidy_minutes, existing.layout_id
    kit = existing.kit
    if change.room is not None or change.layout is not None or change.equipment is not None:
        room = find_room(session, change.room or room.code)
        names = change.equipment
        if names is None:
            names = tuple(one.name for one in existing.kit)
        held = what_is_held(session, room, layout=change.layout or "", equipment=names)
        if change.layout is not None:
            setting = held.setup_minutes, held.tidy_minutes, held.layout_id
        elif room.id != existing.room_id:
            setting = existing.setup_minutes, existing.tidy_minutes, None
        if change.equipment is not None:
            kit = kit_of(session, held)
    values: dict[str, Any] = {}
    if change.title is not None:
        own = change.title.strip()
        way = series.way_on(existing.meant_for)
        values["title"] = check_title(own) if own else series.called(way)
    if change.is_public is not None:
        values["is_public"] = change.is_public
    if change.capacity is not None:
        values["capacity"] = change.capacity
    wanted = Wanted(
        existing.meant_for,
        room,
        starts,
        ends,
        *setting,
        kit,
        series.way_on(existing.meant_for),
        existing,
    )
    return wanted, values
