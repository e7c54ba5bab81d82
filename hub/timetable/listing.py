"""What is shown of groups: how each meets now, and what is planned. Decides nothing."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import NotFound
from hub.store.codes import tidy_code
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import (
    Activity,
    Booking,
    Equipment,
    Group,
    GroupDate,
    GroupEquipment,
    GroupPause,
    GroupPhase,
    GroupSession,
    Room,
    RoomLayout,
)
from hub.timetable.bookings import BOOKING_COLUMNS, booking_views
from hub.timetable.rules import read_rule
from hub.views.bookings import BookingView
from hub.views.groups import BankHolidayRule, GroupView, Weeks
from hub.views.words import clean_line, time_words

_GROUPS, _PHASES = table_of(Group), table_of(GroupPhase)


def list_groups(store: Store, clock: Clock, *, ended: bool = False) -> tuple[GroupView, ...]:
    """Every group by title, or with `ended` those that have ended. Nine statements."""
    with store.read() as session:
        return _views(session, clock, ended=ended)


def show_group(store: Store, clock: Clock, *, code: str) -> GroupView:
    """One group. Raises NotFound."""
    with store.read() as session:
        found = _views(session, clock, only=tidy_code(code))
    if not found:
        raise NotFound(
            f"There is no group with the code {clean_line(code)!r}.", hint="See: hub group list"
        )
    return found[0]


def group_sessions(
    store: Store, clock: Clock, *, code: str, first: date, last: date
) -> tuple[BookingView, ...]:
    """The sessions of a group that are on from one local date to another, by start, cancelled ones
    included. Raises NotFound. Two statements."""
    with store.read() as session:
        group = session.scalar(select(col(Group.id)).where(col(Group.code) == tidy_code(code)))
        if group is None:
            raise NotFound(
                f"There is no group with the code {clean_line(code)!r}.",
                hint="See: hub group list",
            )
        rows = session.execute(
            BOOKING_COLUMNS.where(
                col(GroupSession.group_id) == group,
                col(Booking.starts_at) >= clock.day_bounds(first)[0],
                col(Booking.starts_at) < clock.day_bounds(last)[1],
            ).order_by(col(Booking.starts_at))
        ).all()
    return booking_views(clock, rows)


def _views(
    session: Session, clock: Clock, only: str | None = None, *, ended: bool = False
) -> tuple[GroupView, ...]:
    today = clock.today()
    query = select(
        _GROUPS, col(Activity.title).label("activity_title"), col(Activity.code).label("activity")
    ).join(Activity, col(Activity.id) == col(Group.activity_id))
    if only is not None:
        query = query.where(col(Group.code) == only)
    else:
        goes_on = col(Group.ended_on).is_(None) | (col(Group.ended_on) >= today)
        query = query.where(~goes_on if ended else goes_on)
    groups = session.execute(query).all()
    if not groups:
        return ()
    phases: dict[int, list[Any]] = defaultdict(list)
    for phase in session.execute(select(_PHASES).order_by(_PHASES.c.from_on)):
        phases[phase.group_id].append(phase)
    rooms = dict(session.execute(select(col(Room.id), col(Room.name))).all())
    layouts = dict(session.execute(select(col(RoomLayout.id), col(RoomLayout.name))).all())
    pauses: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for group, first, last in session.execute(
        select(col(GroupPause.group_id), col(GroupPause.first), col(GroupPause.last))
        .where(col(GroupPause.last) >= today)
        .order_by(col(GroupPause.first))
    ):
        pauses[group].append((first, last))
    dates: dict[tuple[int, bool], list[date]] = defaultdict(list)
    for group, on, is_added in session.execute(
        select(col(GroupDate.group_id), col(GroupDate.on), col(GroupDate.is_added))
        .where(col(GroupDate.on) >= today)
        .order_by(col(GroupDate.on))
    ):
        dates[group, is_added].append(on)
    kit: dict[int, list[str]] = defaultdict(list)
    for group, name in session.execute(
        select(col(GroupEquipment.group_id), col(Equipment.name))
        .join(Equipment, col(Equipment.id) == col(GroupEquipment.equipment_id))
        .order_by(col(Equipment.id))
    ):
        kit[group].append(name)
    lasts = dict(
        session.execute(
            select(col(GroupSession.group_id), func.max(col(GroupSession.meant_for))).group_by(
                col(GroupSession.group_id)
            )
        ).all()
    )
    nexts = dict(
        session.execute(
            select(col(GroupSession.group_id), func.min(col(Booking.starts_at)))
            .join(Booking, col(Booking.id) == col(GroupSession.booking_id))
            .where(
                col(Booking.starts_at) >= clock.utc_now(),
                col(Booking.status).in_(("confirmed", "provisional")),
            )
            .group_by(col(GroupSession.group_id))
        ).all()
    )
    found: list[GroupView] = []
    for row in groups:
        before = phases[row.id]
        now = next((one for one in before if today <= one.until_on), row)
        following = row.governs_from if now is row else _next_change(before, now, row)
        soonest = nexts.get(row.id)
        found.append(
            GroupView(
                code=row.code,
                title=now.title or row.activity_title,
                room=rooms[now.room_id],
                rule=now.rule,
                starts_on=before[0].from_on if before else row.starts_on,
                at=now.at,
                minutes=now.minutes,
                bank_holidays=BankHolidayRule(now.bank_holidays),
                is_public=row.is_public,
                activity=row.activity,
                in_words=f"{read_rule(now.rule).in_words()} at {time_words(now.at)}",
                last_session=lasts.get(row.id),
                weeks=Weeks(now.weeks),
                capacity=now.capacity,
                layout=layouts.get(now.layout_id, ""),
                equipment=tuple(kit[row.id]),
                ended_on=row.ended_on,
                next_session=clock.local(soonest).date() if soonest is not None else None,
                changes_on=following if following is not None and following > today else None,
                pauses=tuple(pauses[row.id]),
                added=tuple(dates[row.id, True]),
                removed=tuple(dates[row.id, False]),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.title, one.starts_on)))


def _next_change(before: list[Any], now: Any, row: Any) -> date | None:
    """From when it meets in another way than now."""
    follows: date | None = row.governs_from
    for one in reversed(before):
        if one.from_on > now.until_on:
            follows = one.from_on
    return follows
