"""A space belongs to one booking at a time, whatever the code above the database does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from hub.store.engine import Store
from hub.store.guard import is_occupied
from hub.store.tables import Booking, Occupancy, Room, Space

TEN = datetime(2027, 3, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_space(session: Session) -> None:
    session.execute(insert(Space), {"id": 1, "site_id": 1, "name": "Hall A"})
    session.execute(
        insert(Room),
        {"id": 1, "site_id": 1, "code": "R0001", "name": "Hall A", "name_key": "1 hall a"},
    )
    for number in range(1, 9):
        session.execute(
            insert(Booking),
            {
                "id": number,
                "code": f"B000{number}",
                "uid": f"uid-{number}",
                "room_id": 1,
                "title": "Something",
                "starts_at": TEN,
                "ends_at": TEN + HOUR,
            },
        )


def hold(session: Session, booking: int, starts: datetime, ends: datetime) -> None:
    session.execute(
        insert(Occupancy),
        {"space_id": 1, "booking_id": booking, "starts_at": starts, "ends_at": ends},
    )


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (TEN, TEN + HOUR),
        (TEN - HOUR / 2, TEN + HOUR / 2),
        (TEN + HOUR / 2, TEN + HOUR),
        (TEN - HOUR, TEN + 2 * HOUR),
        (TEN + HOUR / 4, TEN + HOUR / 2),
    ],
    ids=["the same", "into its start", "into its end", "around it", "inside it"],
)
def test_a_stretch_that_overlaps_is_refused(store: Store, starts: datetime, ends: datetime) -> None:
    with store.write() as session:
        a_space(session)
        hold(session, 1, TEN, TEN + HOUR)
    with pytest.raises(DBAPIError) as refusal, store.write() as session:
        hold(session, 2, starts, ends)
    assert is_occupied(refusal.value)


def test_stretches_that_touch_are_both_kept(store: Store) -> None:
    with store.write() as session:
        a_space(session)
        hold(session, 1, TEN, TEN + HOUR)
        hold(session, 2, TEN + HOUR, TEN + 2 * HOUR)
        hold(session, 3, TEN - HOUR, TEN)


def test_a_long_stretch_before_many_short_ones_is_seen(store: Store) -> None:
    with store.write() as session:
        a_space(session)
        hold(session, 1, TEN, TEN + 4 * HOUR)
        hold(session, 2, TEN + 5 * HOUR, TEN + 6 * HOUR)
    with pytest.raises(DBAPIError), store.write() as session:
        hold(session, 3, TEN + 3 * HOUR, TEN + 4 * HOUR)


def test_a_row_cannot_be_stretched_past_the_guard(store: Store) -> None:
    with store.write() as session:
        a_space(session)
        hold(session, 1, TEN, TEN + HOUR)
        hold(session, 2, TEN + HOUR, TEN + 2 * HOUR)
    with pytest.raises(DBAPIError), store.write() as session:
        session.execute(
            update(Occupancy)
            .where(Occupancy.booking_id == 1)  # type: ignore[arg-type] # a column, not a bool
            .values(ends_at=TEN + 2 * HOUR)
        )
