"""What is in the store, and what should be: for tests that watch it as a whole."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from sqlalchemy import func, select

from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import (
    AuditEntry,
    Booking,
    BookingEquipment,
    Equipment,
    Group,
    GroupSession,
    Occupancy,
    RoomSpace,
    Row,
    Space,
    UndoEntry,
)

NOT_RESTORED = {"audit_entry", "public_code", "hub", "undo_entry"}
Dump = dict[str, list[Any]]


def dump(store: Store) -> Dump:
    """Every row of every table that undo puts back."""
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in Row.metadata.sorted_tables
            if table.name not in NOT_RESTORED
        }


def a_projector(store: Store) -> None:
    """One projector that goes anywhere."""
    with store.write() as session:
        space = session.execute(
            table_of(Space).insert().returning(table_of(Space).c.id),
            {"site_id": 1, "name": "Projector"},
        ).scalar_one()
        session.execute(
            table_of(Equipment).insert(),
            {
                "site_id": 1,
                "code": "PRJ01",
                "name": "Projector",
                "name_key": "1 projector",
                "space_id": space,
                "is_active": True,
            },
        )


def forget_what_was_done(store: Store) -> None:
    """Adding the rooms is no part of the story."""
    with store.write() as session:
        session.execute(table_of(UndoEntry).delete())


def kept_of_the_night(store: Store) -> int:
    """How many groups the hub has booked further ahead, as far as that can be taken back."""
    entry = table_of(UndoEntry)
    query = select(func.count()).select_from(entry).where(entry.c.verb == "group.extended")
    with store.read() as session:
        return session.scalar(query) or 0


def lines(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table_of(AuditEntry))) or 0


MADE_UNTIL = list(table_of(Group).c.keys()).index("made_until")
HELD_BY = list(table_of(Occupancy).c.keys()).index("booking_id")


def without_the_night(now: Dump, before: Dump, before_night: Dump) -> Dump:
    """A state but for what the night has added, group by group: a later day up to which its
    sessions are made, and those sessions. Of a group the night was undone whole or not at all.
    """
    known = {row[0] for row in (*before_night["booking"], *before["booking"])}
    horizons = {row[0]: row[MADE_UNTIL] for row in before_night["activity_group"]}
    fresh = {row[0] for row in now["booking"]} - known
    ties = [row for row in now["session_of_group"] if row[0] in fresh]
    later = {
        row[0]
        for row in now["activity_group"]
        if row[MADE_UNTIL] > horizons.get(row[0], row[MADE_UNTIL])
    }
    assert {row[1] for row in ties} <= later
    cut = {
        "booking": fresh,
        "session_of_group": fresh,
        "booking_equipment": fresh,
        "occupancy": fresh,
    }
    at = {"occupancy": HELD_BY}
    found = {
        name: [row for row in rows if row[at.get(name, 0)] not in cut.get(name, ())]
        for name, rows in now.items()
    }
    found["activity_group"] = [
        tuple(
            horizons.get(row[0], value) if place == MADE_UNTIL else value
            for place, value in enumerate(row)
        )
        for row in now["activity_group"]
    ]
    return found


def places(store: Store) -> dict[str, tuple[Any, ...]]:
    """Where and when each session of a group is, and whether it goes ahead."""
    booking, tie = table_of(Booking).c, table_of(GroupSession).c
    with store.read() as session:
        rows = session.execute(
            select(
                booking.code,
                tie.group_id,
                booking.room_id,
                booking.starts_at,
                booking.ends_at,
                booking.status,
                booking.reason,
            ).join(table_of(GroupSession), tie.booking_id == booking.id)
        )
        return {row[0]: tuple(row[1:]) for row in rows}


def held(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return sorted(
            (row.booking_id, row.space_id, row.starts_at, row.ends_at)
            for row in session.execute(select(table_of(Occupancy)))
        )


def should_be_held(store: Store) -> list[tuple[Any, ...]]:
    """The spaces of the room and the equipment of every booking that goes ahead, with padding."""
    with store.read() as session:
        spaces: dict[int, list[int]] = {}
        for row in session.execute(select(table_of(RoomSpace))):
            spaces.setdefault(row.room_id, []).append(row.space_id)
        things = {row.id: row.space_id for row in session.execute(select(table_of(Equipment)))}
        lent: dict[int, list[int]] = {}
        for row in session.execute(select(table_of(BookingEquipment))):
            lent.setdefault(row.booking_id, []).append(things[row.equipment_id])
        bookings = session.execute(select(table_of(Booking))).all()
    return sorted(
        (
            one.id,
            space,
            one.starts_at.astimezone(UTC) - timedelta(minutes=one.setup_minutes),
            one.ends_at.astimezone(UTC) + timedelta(minutes=one.tidy_minutes),
        )
        for one in bookings
        if one.status in ("confirmed", "provisional")
        for space in (*spaces[one.room_id], *lent.get(one.id, ()))
    )
