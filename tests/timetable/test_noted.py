"""What was noted at the sessions of a group?"""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import insert, select, update
from sqlmodel import col

from hub.clock import Clock
from hub.store.engine import Store
from hub.store.tables import Booking, Group, HeadCount, SignUp
from hub.timetable.groups import add_group
from hub.timetable.noted import session_marks
from hub.views.noted import SessionMarks
from tests.timetable.library import a_divisible_hall


def choir(store: Store, clock: Clock) -> tuple[str, list[str]]:
    """Mondays at 10, from 23 November: on now. Its code, and those of its sessions."""
    a_divisible_hall(store, clock)
    made = add_group(
        store,
        clock,
        title="Choir",
        room="Hall A",
        rule="FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        starts_on=date(2026, 11, 23),
        at=time(10),
        minutes=60,
    )
    with store.read() as session:
        codes = session.scalars(select(col(Booking.code)).order_by(col(Booking.starts_at))).all()
    return made.code, list(codes)


def test_places_and_heads_are_told_for_each_session(store: Store, clock: Clock) -> None:
    _, sessions = choir(store, clock)
    now = clock.utc_now()
    with store.write() as session:
        session.execute(update(Group).values(capacity=2))
        first, second = session.scalars(
            select(col(Booking.id)).where(col(Booking.code).in_(sessions[:2])).order_by("starts_at")
        ).all()
        people = [("Ann", False), ("Bob", False), ("Cat", True)]
        session.execute(
            insert(SignUp),
            [
                {"booking_id": first, "name": name, "is_waiting": waits, "signed_at": now}
                for name, waits in people
            ],
        )
        session.execute(
            insert(HeadCount),
            {"booking_id": first, "total": 14, "first_timers": 2, "counted_at": now},
        )
        session.execute(update(Booking).where(col(Booking.id) == second).values(capacity=5))
    assert session_marks(store, sessions[:2]) == {
        sessions[0]: SessionMarks(sessions[0], date(2026, 11, 23), False, 2, 2, 1, 14, 2, "Hall A"),
        sessions[1]: SessionMarks(
            sessions[1], date(2026, 11, 30), False, 5, 0, 0, None, None, "Hall A"
        ),
    }
    assert session_marks(store, []) == {}
