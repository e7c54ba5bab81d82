"""Somebody waits for a slot, and is rung when it comes free."""

from __future__ import annotations

from datetime import datetime

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.waiting import list_waiting, stop_waiting, wait_for, waiting_due
from hub.views.sessions import WaitView
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.test_changing import council

TEN, ELEVEN = at("2027-03-02 10:00"), at("2027-03-02 11:00")


def scouts_wait(
    store: Store, clock: Clock, room: str = "Main Hall", starts: datetime = TEN
) -> WaitView:
    return wait_for(
        store,
        clock,
        room=room,
        starts=starts,
        ends=ELEVEN,
        title="Scouts",
        people=20,
        contact="Ali",
        contact_phone="01632 960150",
    )


def test_the_scouts_wait_for_the_whole_hall(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    waits = scouts_wait(store, clock)
    assert waits == WaitView(
        number=waits.number,
        room="Main Hall",
        starts=TEN,
        ends=ELEVEN,
        title="Scouts",
        contact="Ali",
        contact_phone="01632 960150",
        is_free=False,
        people=20,
    )
    assert waits.words == "Scouts waits for Main Hall, Tue 2 Mar 10am to 11am."
    assert list_waiting(store, clock) == (waits,)
    assert waiting_due(store, clock) == ()
    cancel_booking(store, clock, code=made.code, reason="")
    (due,) = waiting_due(store, clock)
    assert due.words == (
        "Scouts waits for Main Hall, Tue 2 Mar 10am to 11am: it is free now. Ring them."
    )
    assert stop_waiting(store, clock, number=due.number) == due
    assert list_waiting(store, clock) == ()
    with pytest.raises(NotFound, match="Nobody who waits has the number"):
        stop_waiting(store, clock, number=due.number)


@pytest.mark.parametrize("room", ["Hall A", "Main Hall"])
def test_a_move_or_a_lapse_frees_a_slot_as_well(store: Store, clock: Clock, room: str) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    earlier = book_room(
        store,
        clock,
        room="Hall A",
        starts=at("2027-03-02 08:00"),
        ends=TEN,
        title="Cleaning",
        lapses=at("2026-12-01 10:00"),
    )
    scouts_wait(store, clock, room, starts=at("2027-03-02 09:00"))
    late = clock.at(at("2026-12-01 10:00"))
    assert waiting_due(store, late) == ()
    move_booking(store, clock, code=made.code, to=ELEVEN)
    assert waiting_due(store, clock) == ()
    assert [one.is_free for one in waiting_due(store, late)] == [True]
    cancel_booking(store, clock, code=earlier.code, reason="")
    assert [one.is_free for one in waiting_due(store, clock)] == [True]


def test_nobody_waits_for_what_is_free_or_over(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match="Main Hall is free then, so nobody has to wait"):
        scouts_wait(store, clock)
    assert list_waiting(store, clock) == ()
    council(store, clock)
    scouts_wait(store, clock)
    after = clock.at(ELEVEN)
    assert list_waiting(store, after) == ()
    with pytest.raises(BadInput, match="That time is over"):
        scouts_wait(store, after)
