"""What the timetable does when a change is undone: the spaces are locked in order, and where a
place has been taken since, the refusal says by whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import SelectBase, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import Clash, HubError
from hub.people.images import Change
from hub.people.undo import Guardian, Scope
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.guard import is_occupied
from hub.store.tables import (
    Booking,
    BookingEquipment,
    ClosureKept,
    Group,
    GroupDate,
    GroupEquipment,
    GroupPause,
    GroupPhase,
    GroupSession,
    HeadCount,
    Occupancy,
    SignUp,
    Space,
    ToTell,
)
from hub.timetable.occupancy import held_between, holders, lock_spaces
from hub.views.words import day_words_short, span_words

_NAMED = 3


def booking_scopes(bookings: Sequence[int] | SelectBase) -> list[Scope]:
    """Everything that belongs to these bookings (ids, or a query for them)."""
    return [
        Scope(Booking, col(Booking.id).in_(bookings)),
        *(
            Scope(table, table_of(table).c.booking_id.in_(bookings))
            for table in (
                Occupancy,
                GroupSession,
                BookingEquipment,
                ClosureKept,
                SignUp,
                HeadCount,
                ToTell,
            )
        ),
    ]


def group_scopes(group: int) -> list[Scope]:
    """A group with all its sessions."""
    sessions = select(col(GroupSession.booking_id)).where(col(GroupSession.group_id) == group)
    return [
        Scope(Group, col(Group.id) == group),
        *(
            Scope(table, table_of(table).c.group_id == group)
            for table in (GroupPhase, GroupDate, GroupPause, GroupEquipment)
        ),
        *booking_scopes(sessions),
    ]


def _lock(session: Session) -> None:
    """Every space: nobody books, signs up, counts or moves a session until it is put back. Without
    it a sign-up that is being saved would be newer than the change that is undone.
    """
    if session.get_bind().dialect.name == "postgresql":
        lock_spaces(session, session.scalars(select(col(Space.id))).all())  # type: ignore[arg-type] # the ids of rows that are there


def _explain(
    store: Store, clock: Clock, changes: Sequence[Change], error: DBAPIError
) -> HubError | None:
    if not is_occupied(error):
        return None
    wanted = [one.before for one in changes if one.table == "occupancy" and one.before is not None]
    own = {row["booking_id"] for row in wanted}
    own |= {one.after["booking_id"] for one in changes if one.table == "occupancy" and one.after}
    in_the_way: list[int] = []
    with store.read() as session:
        held = held_between(
            session,
            starts=min(row["starts_at"] for row in wanted),
            ends=max(row["ends_at"] for row in wanted),
            spaces=sorted({row["space_id"] for row in wanted}),
        )
        for one in held:
            meets = any(
                row["space_id"] == one.space
                and row["starts_at"] < one.ends
                and row["ends_at"] > one.starts
                for row in wanted
            )
            if meets and one.booking not in own and one.booking not in in_the_way:
                in_the_way.append(one.booking)
        named = [
            f"{one.title}, {one.room}, {day_words_short(clock.local(one.starts).date())}"
            f" {span_words(clock.local(one.starts), clock.local(one.ends))}"
            for one in holders(session, in_the_way).values()
        ]
    more = f", and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    taken = f" by {'; '.join(named[:_NAMED])}{more}" if named else ""
    return Clash(
        f"That can't be undone: its place has been taken{taken}.",
        with_what=named,
        hint="Nothing was changed. Move what is in the way first, or leave it as it is.",
    )


def _in_the_way(later: Sequence[Change], older: Sequence[Change]) -> bool:
    """Whether the later change holds a place that the older one had."""
    held = [one.after for one in later if one.table == "occupancy" and one.after is not None]
    wanted = [one.before for one in older if one.table == "occupancy" and one.before is not None]
    if not (held and wanted):
        return False
    first, last = min(row["starts_at"] for row in held), max(row["ends_at"] for row in held)
    return any(
        row["space_id"] == other["space_id"]
        and row["starts_at"] < other["ends_at"]
        and row["ends_at"] > other["starts_at"]
        for row in wanted
        if row["starts_at"] < last and row["ends_at"] > first
        for other in held
    )


TIMETABLE = Guardian(before=_lock, explain=_explain, in_the_way=_in_the_way)
