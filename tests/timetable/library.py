"""Builds the library that the sentences are about."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from hub.clock import Clock
from hub.people.undo import forget_undo
from hub.store.engine import Store
from hub.store.tables import Row
from hub.timetable.rooms import add_room

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """A London wall time as an aware moment: at("2027-03-02 10:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def a_divisible_hall(store: Store, clock: Clock) -> None:
    """Main Hall, which is Hall A and Hall B, and a Quiet Room of its own."""
    add_room(store, clock, name="Main Hall", capacity=90)
    add_room(store, clock, name="Hall A", capacity=40, part_of="Main Hall")
    add_room(store, clock, name="Hall B", capacity=40, part_of="Main Hall")
    add_room(store, clock, name="Quiet Room", capacity=8)
    it_has_always_been_so(store, clock)


def it_has_always_been_so(store: Store, clock: Clock) -> None:
    """Nothing of what was built so far can be undone."""
    with store.write() as session:
        forget_undo(session, clock, all_of_it=True)


def everything(store: Store) -> dict[str, list[Any]]:
    """All that is in the store, but for what only grows: the trail, the codes, what undo keeps and
    the count of changes.
    """
    grows = {"audit_entry", "public_code", "undo_entry", "hub"}
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=str)
            for table in Row.metadata.sorted_tables
            if table.name not in grows
        }
