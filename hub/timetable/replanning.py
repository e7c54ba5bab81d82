"""Bringing the sessions of a group into line with how it meets now: planned, placed and written in
the transaction of the change, whole or not at all, and undone as one.

Leaves what becomes of which session to `hub.timetable.planning`, and where to
`hub.timetable.placing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, Clash, NeedsAnswer
from hub.people.undo import Scope as Rows
from hub.store.core import table_of
from hub.store.tables import (
    Booking,
    Group,
    GroupDate,
    GroupEquipment,
    GroupPause,
    GroupPhase,
    GroupSession,
    Space,
)
from hub.timetable.kits import kit_history
from hub.timetable.occupancy import lock_spaces
from hub.timetable.placing import (
    TOO_CLOSE,
    Ground,
    Placing,
    Rooms,
    free_stretch,
    place_all,
    survey,
)
from hub.timetable.planning import Dates, Plan, Planner
from hub.timetable.provisional import let_lapse
from hub.timetable.series import Series, planned_dates, save_series
from hub.timetable.sessions import Existing, Wanted, existing_sessions, write_rows
from hub.timetable.signups import move_up
from hub.timetable.telling import make_list
from hub.timetable.undoing import booking_scopes
from hub.views.groups import DateClash, InTheWay, Obstacle, SkippedDate
from hub.views.series import DatePreview, ExceptionView, GroupChanged, Keep, OnClash
from hub.views.words import day_words, day_words_short

HARD = frozenset({Obstacle.CLOSURE})
EVERYTHING = frozenset({Obstacle.CLOSURE, Obstacle.HOURS, Obstacle.TOO_SMALL})
"""What keeps a session from a date, beside another booking. A bank holiday doesn't: each group
has a rule of its own for those."""
_NAMED = 5


def nothing_closed(_day: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Change:
    """A group before and after, and how to go about it."""

    old: Series
    new: Series
    since: date
    exceptions: Keep = Keep.ASK
    on_clash: OnClash = OnClash.SKIP
    kinds: frozenset[Obstacle] = EVERYTHING
    kit_changes: bool = False
    fill_gaps: bool = False
    is_closed: Callable[[date], bool] = nothing_closed
    may_find_none: bool = False
    """Whether it will do if not one date can be had."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a change would come to, before anything is placed."""

    plan: Plan
    rooms: Rooms
    skipped: tuple[SkippedDate, ...]
    existing: tuple[Existing, ...]


def lock_all_spaces(session: Session, clock: Clock) -> None:
    """On PostgreSQL: nobody books meanwhile, so that what is seen stays true. What lapsed is let
    go, so that its place can be had.
    """
    if session.get_bind().dialect.name == "postgresql":
        lock_spaces(session, session.scalars(select(col(Space.id))).all())  # type: ignore[arg-type] # the ids of rows that are there
    let_lapse(session, clock)


def outline(session: Session, clock: Clock, change: Change, *, to_change: bool) -> Outline:
    """Work out what becomes of each session. A constant number of statements.

    Raises BadInput for a change after which the group would never meet.
    """
    old, new, since = change.old, change.new, change.since
    last = new.made_until
    before, was_skipped = planned_dates(session, old, since, last)
    after, skipped = planned_dates(session, new, since, last)
    if before and not after and not change.may_find_none:
        raise BadInput(
            f"That leaves {new.title} without a single date to come.",
            hint=f"Look at the rule and its weeks again. To end it: hub group end {old.code}",
        )
    known = set(was_skipped)
    rooms = Rooms(session)
    existing = existing_sessions(
        session, new.group, first=since, since=clock.day_bounds(since)[0], to_change=to_change
    )
    planner = Planner(
        clock,
        rooms,
        old,
        new,
        Dates(before, after),
        since=since,
        exceptions=change.exceptions,
        kit_changes=change.kit_changes,
        kits=None if change.kit_changes else kit_history(session, new),
        fill_gaps=change.fill_gaps,
        is_closed=change.is_closed,
    )
    return Outline(
        planner.work_out(existing),
        rooms,
        tuple(
            one
            for one in skipped
            if one not in known and one.on not in new.removed and not change.is_closed(one.on)
        ),
        tuple(existing),
    )


def replan_scopes(series: Series, since: date, clock: Clock) -> list[Rows]:
    """Everything that a change of a group from a date on may touch: what is meant for that date
    or later, and what was moved there from before it."""
    group = series.group
    sessions = (
        select(col(GroupSession.booking_id))
        .join(Booking, col(Booking.id) == col(GroupSession.booking_id))
        .where(
            col(GroupSession.group_id) == group,
            (col(GroupSession.meant_for) >= since)
            | (col(Booking.starts_at) >= clock.day_bounds(since)[0]),
        )
    )
    return [
        Rows(Group, col(Group.id) == group),
        *(
            Rows(table, table_of(table).c.group_id == group)
            for table in (GroupPhase, GroupDate, GroupPause, GroupEquipment)
        ),
        *booking_scopes(sessions),
    ]


def carry_out(session: Session, clock: Clock, change: Change) -> GroupChanged:
    """Write the group and its sessions as they shall be.

    Raises NeedsAnswer where sessions must be asked about, and Clash where a date is taken and
    that was to stop it, or where no date at all can be had.
    """
    found = outline(session, clock, change, to_change=True)
    plan = found.plan
    if plan.ask:
        raise needs_answer(change.new.title, plan.ask)
    placing = find_places(session, clock, change, found)
    new = change.new
    zone = ZoneInfo(new.zone)
    clashes = tuple(
        DateClash(one.starts.astimezone(zone).date(), words) for one, words in placing.refused
    )
    if clashes and (
        change.on_clash is OnClash.STOP or not (placing.placed or change.may_find_none)
    ):
        raise clash_of(new.title, clashes, anyway_helps=placing.would_do_anyway)
    rows = plan.rows
    rows.placed = placing.placed
    rows.reason = "The group doesn't meet then"
    save_series(session, change.old, new)
    gone = {one.booking for one in rows.remove}
    rows.names = {booking: name for booking, name in rows.names.items() if booking not in gone}
    rows.ties = {booking: tie for booking, tie in rows.ties.items() if booking not in gone}
    write_rows(session, new, rows)
    moved = {one.existing.booking for one in placing.placed if one.existing is not None}
    dropped = {one.booking for one in rows.cancel}
    told = [one.booking for one in plan.to_tell]
    for why, bookings in (("cancelled", dropped), ("moved", moved)):
        those = [booking for booking in told if booking in bookings]
        make_list(session, clock, those, why)
    waited = [one.booking for one in found.existing if one.signed_up and one.is_live]
    if waited:  # there may be more places
        move_up(session, clock, [one for one in waited if one not in gone])
    too_close = (SkippedDate(one.meant_for, TOO_CLOSE) for one in placing.too_close)
    return GroupChanged(
        code=new.code,
        title=new.title,
        changed=len(moved | rows.names.keys()),
        made=sum(one.existing is None for one in placing.placed),
        removed=len(rows.remove) + len(rows.cancel),
        kept=plan.kept,
        clashes=clashes,
        skipped=tuple(sorted((*found.skipped, *too_close), key=lambda one: one.on)),
        elsewhere=tuple(free_stretch(clock, one) for one in placing.elsewhere),
        days=tuple(sorted(one.starts.astimezone(zone).date() for one in placing.placed)),
    )


def find_places(session: Session, clock: Clock, change: Change, found: Outline) -> Placing:
    """Place what is wanted. A session that finds no place goes, unless it has a life of its own:
    then it stays where it is, and the others are placed round it."""
    plan = found.plan
    staying: set[int] = set()
    while True:
        wanted = [
            one
            for one in plan.wanted
            if one.existing is None or one.existing.booking not in staying
        ]
        leaving = {
            *(one.existing.booking for one in wanted if one.existing is not None),
            *(one.booking for one in (*plan.rows.remove, *plan.rows.cancel)),
        }
        ground = look_round(session, clock, change, found.rooms, wanted, leaving)
        placing = place_all(ground, wanted, change.on_clash)
        homeless = [one for one, _ in placing.refused] + placing.too_close
        stubborn = [one for one in homeless if _must_stay(one)]
        if not stubborn or change.on_clash is OnClash.STOP:
            break
        staying |= {one.existing.booking for one in stubborn if one.existing is not None}
    for one in homeless:
        if one.existing is not None:
            plan.rows.remove.append(one.existing)
    for one in plan.wanted:
        if one.existing is not None and one.existing.booking in staying:
            plan.rows.ties[one.existing.booking] = one.meant_for, True
            plan.kept += 1
            placing.refused.append((one, "it stays where it is: its new place is taken"))
    placing.refused.sort(key=lambda pair: pair[0].starts)
    return placing


def _must_stay(one: Wanted) -> bool:
    old = one.existing
    return old is not None and (old.is_exception or old.has_people or old.has_words)


def look_round(
    session: Session,
    clock: Clock,
    change: Change,
    rooms: Rooms,
    wanted: Sequence[Wanted],
    leaving: set[int],
    *,
    every_room: bool = False,
) -> Ground:
    """What is in the way of the sessions, those apart that leave their place anyway."""
    return survey(
        session,
        clock,
        rooms,
        wanted,
        ignoring=leaving,
        kinds=change.kinds,
        every_room=every_room or change.on_clash is OnClash.OTHER_ROOM,
        whole_day=every_room or change.on_clash is OnClash.SHIFT,
    )


def date_preview(clock: Clock, one: Wanted, in_the_way: tuple[InTheWay, ...]) -> DatePreview:
    """A session to be, as it is shown before anything is done."""
    starts, ends = clock.local(one.starts), clock.local(one.ends)
    return DatePreview(starts.date(), starts, ends, in_the_way)


def needs_answer(title: str, exceptions: Sequence[ExceptionView]) -> NeedsAnswer:
    """The question about sessions with a life of their own."""
    named = [f"{day_words_short(one.on)} ({one.what})" for one in exceptions]
    more = f"; and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    some = "One session" if len(named) == 1 else f"{len(named)} sessions"
    return NeedsAnswer(
        f"{some} of {title} would be changed by this: {'; '.join(named[:_NAMED])}{more}.",
        exceptions=exceptions,
        hint="Nothing was changed. Keep them as they are, or let them go with the rest"
        " (--exceptions keep, or drop).",
    )


def clash_of(title: str, clashes: Sequence[DateClash], *, anyway_helps: bool) -> Clash:
    """The refusal of a series, with its dates. `anyway_helps`: another booking isn't all that is in
    the way.
    """
    anyway = " Though it is closed then, or too small: add --anyway." if anyway_helps else ""
    named = [f"{day_words(one.on)}: {one.with_what}" for one in clashes]
    more = f"; and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    dates = "One date" if len(named) == 1 else f"{len(named)} dates"
    return Clash(
        f"{dates} of {title} can't be had: {'; '.join(named[:_NAMED])}{more}.",
        with_what=named,
        hint="Nothing was changed. Choose another room or time, skip those dates, or take another"
        f" room or time for them.{anyway}",
    )
