"""Changing a group: this session, this and those that follow, or all from today on. What has begun
is a record, and is never touched.

What becomes of which session: see `hub.timetable.planning`. One date more or less: `extra_dates`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from hub.clock import Clock
from hub.errors import BadInput, Clash
from hub.people.trail import record
from hub.people.undo import undoable
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.store.guard import is_occupied
from hub.timetable.counting_from import counts_from
from hub.timetable.holding import what_is_held
from hub.timetable.placing import Rooms
from hub.timetable.replanning import (
    EVERYTHING,
    Change,
    carry_out,
    lock_all_spaces,
    nothing_closed,
    replan_scopes,
)
from hub.timetable.rooms import find_room
from hub.timetable.rules import Rule, read_rule
from hub.timetable.series import Series, Way, changed_from, load_series
from hub.timetable.single import change_one
from hub.timetable.wishes import check_minutes, check_places, check_title, kit_of
from hub.views.series import GroupChanged, Keep, OnClash, Scope, SeriesChange
from hub.views.words import clean_line, day_words_short, time_words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What a change is called in the trail and in undo."""

    verb: str
    label: str
    fields: dict[str, str | int]


def change_group(
    store: Store,
    clock: Clock,
    *,
    code: str,
    scope: Scope,
    on: date | None = None,
    change: SeriesChange,
    on_clash: OnClash = OnClash.SKIP,
    exceptions: Keep = Keep.ASK,
    anyway: bool = False,
    by: str | None = None,
) -> GroupChanged:
    """Change how a group meets, or one session of it (`on` is its date).

    `on_clash` is for the dates whose new place can't be had: a session that is skipped goes,
    unless it has a life of its own, then it stays where it is and is named. Raises NeedsAnswer
    where sessions would be taken away that have one; Clash where a date stops it, or where no
    date at all can be had.
    """
    if scope is Scope.THIS:
        return change_one(
            store,
            clock,
            code=code,
            on=on,
            change=change,
            on_clash=on_clash,
            anyway=anyway,
            by=by,
        )
    rule = check_change(change)
    kinds = frozenset() if anyway else EVERYTHING

    def work(session: Session) -> GroupChanged:
        lock_all_spaces(session, clock)
        old = load_series(session, code)
        since = first_day(clock, scope, on)
        wanted = change_of(session, old, scope, since, change, rule)
        wanted = replace(wanted, on_clash=on_clash, exceptions=exceptions, kinds=kinds)
        what = ", ".join(changed_words(change))
        said = Said(
            "group.changed",
            f"Changed {old.title} from {day_words_short(since)} on: {what}",
            {"scope": scope.value, "what": ", ".join(changed_names(change)), **_facts(change)},
        )
        return alter(session, clock, wanted, said, by=by)

    return transact(store, work)


def alter(
    session: Session, clock: Clock, change: Change, said: Said, *, by: str | None
) -> GroupChanged:
    """Carry a change out in the caller's transaction: one line of the trail, one thing to undo."""
    with undoable(
        session,
        clock,
        by=by,
        verb=said.verb,
        code=change.old.code,
        label=said.label,
        scopes=replan_scopes(change.old, change.since, clock),
    ):
        done = carry_out(session, clock, change)
    numbers = {
        "group.changed": {"sessions": done.made, "moved": done.changed},
        "group.resumed": {"sessions": done.made},
    }
    both = {} if said.verb == "group.resumed" else {"removed": done.removed, "kept": done.kept}
    fields = {**said.fields, **numbers.get(said.verb, {}), **both}
    record(session, clock, by=by, verb=said.verb, code=change.old.code, **fields)
    mark_public_change(session)
    return done


def transact(store: Store, work: Callable[[Session], GroupChanged]) -> GroupChanged:
    """Run it; should the guard refuse after all, say so in words."""
    try:
        return store.transact(work)
    except DBAPIError as error:
        if not is_occupied(error):
            raise
        raise Clash(
            "Somebody has just booked one of those rooms.", hint="Nothing was changed. Look again."
        ) from None


def check_change(change: SeriesChange) -> Rule | None:
    """The rule that is asked for, if any. Raises BadInput for what makes no sense."""
    if change == SeriesChange():
        raise BadInput("Nothing was to be changed.", hint="Say what, for example: --at 18:00")
    if change.title:
        check_title(change.title)
    if change.minutes is not None:
        check_minutes(change.minutes)
    if change.capacity:
        check_places(change.capacity)
    return read_rule(change.rule) if change.rule is not None else None


def first_day(clock: Clock, scope: Scope, on: date | None) -> date:
    """From which local date a change holds."""
    if scope is Scope.ALL:
        return clock.today()
    if on is None:
        raise BadInput(
            "From which date on is it to change?", hint="Say it like this: --date 2027-01-12"
        )
    check_to_come(clock, on)
    return on


def change_of(
    session: Session,
    old: Series,
    scope: Scope,
    since: date,
    change: SeriesChange,
    rule: Rule | None,
) -> Change:
    """The series as it shall be: each way of meeting from the date on, with what is to change."""
    if old.ended_on is not None and since > old.ended_on:
        raise BadInput(
            f"{old.title} ends on {day_words_short(old.ended_on)}, before that date.",
            hint="Choose an earlier date.",
        )
    names = change.equipment
    if names is None and change.room is not None:
        names = tuple(one.name for one in old.kit)  # may they all be in the new room?
    kit = old.kit
    ways: dict[Way, Way] = {}
    rooms = Rooms(session)
    for part in old.parts:
        if part.last is not None and part.last < since:
            continue
        way = part.way
        values = _values(old, change)
        if rule is not None:
            starts_on = counts_from(old, since, rule, keeps_step=scope is Scope.ALL)
            values.update(rule=rule.text(), starts_on=starts_on)
        if change.room is not None or change.layout is not None or change.equipment is not None:
            typed = change.room or rooms.by_id[way.room_id].code
            room = find_room(session, typed)
            layout = change.layout
            if layout is None:
                layout = _same_layout(rooms, way, room.id)
            held = what_is_held(session, room, layout=layout, equipment=names or ())
            values["room_id"] = room.id
            values["layout_id"] = held.layout_id
            if change.layout is not None:
                values["setup_minutes"] = held.setup_minutes
                values["tidy_minutes"] = held.tidy_minutes
            if change.equipment is not None:
                kit = kit_of(session, held)
        ways[way] = replace(way, **values)  # type: ignore[arg-type] # each value is of its field
    new = changed_from(old, since, ways)
    is_public = old.is_public if change.is_public is None else change.is_public
    moves = (change.at, change.minutes, change.room, change.rule, change.weeks)
    touches_dates = any(one is not None for one in (*moves, change.bank_holidays, change.layout))
    return Change(
        old,
        replace(new, kit=kit, is_public=is_public),
        since,
        kit_changes=kit != old.kit,
        is_closed=nothing_closed,
        may_find_none=not (touches_dates or kit != old.kit),
    )


def _values(old: Series, change: SeriesChange) -> dict[str, object]:
    values: dict[str, object] = {}
    if change.at is not None:
        values["at"] = change.at
    if change.minutes is not None:
        values["minutes"] = change.minutes
    if change.bank_holidays is not None:
        values["bank_holidays"] = change.bank_holidays.value
    if change.weeks is not None:
        values["weeks"] = change.weeks.value
    if change.capacity is not None:
        values["capacity"] = change.capacity or None
    if change.title is not None:
        own = check_title(change.title) if change.title.strip() else None
        values["title"] = None if own == old.activity_title else own
    return values


def _same_layout(rooms: Rooms, way: Way, room: int) -> str:
    """The layout of the same name in the room, if it has one."""
    old = rooms.layouts.get(way.layout_id) if way.layout_id is not None else None
    if old is None:
        return ""
    has = any(one.room_id == room and one.name == old.name for one in rooms.layouts.values())
    return old.name if has else ""


def changed_names(change: SeriesChange) -> list[str]:
    """What is to change, as the trail names it: nothing that people wrote."""
    names = ("at", "minutes", "room", "rule", "title", "bank_holidays", "weeks", "capacity")
    more = ("layout", "equipment", "is_public")
    return [name for name in (*names, *more) if getattr(change, name) is not None]


def changed_words(change: SeriesChange) -> list[str]:
    """What is to change, as people read it."""
    said = []
    if change.at is not None:
        said.append(time_words(change.at))
    if change.minutes is not None:
        said.append(f"{change.minutes} minutes")
    if change.room is not None:
        said.append(clean_line(change.room))
    if change.rule is not None:
        said.append(read_rule(change.rule).in_words())
    if change.title is not None:
        said.append("its name")
    if change.bank_holidays is not None:
        said.append("bank holidays")
    if change.weeks is not None:
        said.append("its weeks")
    if change.capacity is not None:
        said.append(f"{change.capacity} places" if change.capacity else "any number of places")
    if change.layout is not None:
        said.append("its layout")
    if change.equipment is not None:
        said.append("its equipment")
    if change.is_public is not None:
        said.append("public" if change.is_public else "private")
    return said


def _facts(change: SeriesChange) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    if change.at is not None:
        found["at"] = f"{change.at:%H:%M}"
    if change.minutes is not None:
        found["minutes"] = change.minutes
    if change.rule is not None:
        found["rule"] = read_rule(change.rule).text()
    if change.bank_holidays is not None:
        found["bank_holidays"] = change.bank_holidays.value
    if change.is_public is not None:
        found["public"] = change.is_public
    return found


def check_to_come(clock: Clock, on: date) -> None:
    """Raise BadInput for a day that has been, or that is too far ahead."""
    if on < clock.today():
        raise BadInput(
            f"{day_words_short(on)} {on.year} has been: what has been is left as it is.",
            hint="Choose today or a day to come.",
        )
    if on.year > clock.today().year + 20:
        raise BadInput(f"{on.year} is too far ahead.", hint="Check the year.")
