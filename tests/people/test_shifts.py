"""Who is on at the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.shifts import end_shift, start_shift, who_is_on
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.store.tables import AuditEntry, Shift
from hub.views.people import ShiftView


def later(clock: Clock, **span: int) -> Clock:
    return clock.at(clock.now() + timedelta(**span))


def test_nobody_is_on_until_somebody_says_so(store: Store, clock: Clock) -> None:
    sam = add_volunteer(store, clock, name="Sam")
    assert who_is_on(store, clock) is None

    shift = start_shift(store, clock, name="sam")

    assert shift == ShiftView(sam, clock.now(), clock.now() + timedelta(hours=12))
    assert who_is_on(store, clock) == shift


def test_a_shift_ends_after_twelve_hours(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    shift = start_shift(store, clock, name="Sam")

    assert who_is_on(store, later(clock, hours=11, minutes=59)) == shift
    assert who_is_on(store, later(clock, hours=12)) is None


def test_a_shift_forgotten_yesterday_is_closed_at_its_twelve_hours(
    store: Store, clock: Clock
) -> None:
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    start_shift(store, later(clock, hours=23), name="Sam")

    with store.read() as session:
        lengths = [
            None if ended is None else ended - started
            for started, ended in session.execute(
                select(col(Shift.started_at), col(Shift.ended_at)).order_by(col(Shift.id))
            )
        ]
    assert lengths == [timedelta(hours=12), None]


def test_handing_over_ends_the_shift_before(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    pat = add_volunteer(store, clock, name="Pat")
    start_shift(store, clock, name="Sam")
    afternoon = later(clock, hours=2)

    start_shift(store, afternoon, name="Pat")

    on = who_is_on(store, afternoon)
    assert on is not None
    assert on.volunteer == pat
    with store.read() as session:
        trail = session.execute(
            select(col(AuditEntry.verb), col(AuditEntry.volunteer_id)).order_by(col(AuditEntry.id))
        ).all()
    assert [tuple(line) for line in trail] == [
        ("volunteer.added", None),
        ("volunteer.added", None),
        ("shift.started", 1),
        ("shift.ended", 1),
        ("shift.started", 2),
    ]


def test_ending_a_shift_leaves_nobody_on(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")

    end_shift(store, later(clock, hours=1))
    end_shift(store, later(clock, hours=1))

    assert who_is_on(store, later(clock, hours=1)) is None


def test_a_stranger_cannot_take_the_desk(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    shift = start_shift(store, clock, name="Sam")

    with pytest.raises(BadInput):
        start_shift(store, clock, name="Mallory")

    assert who_is_on(store, clock) == shift
