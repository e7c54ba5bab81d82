"""A closure that is lifted, and a booking that goes ahead inside one after all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.tables import Booking, GroupSession
from hub.timetable.bookings import cancel_booking
from hub.timetable.equipment import add_equipment
from hub.timetable.lifting import keep_in_closure, lift_closure, list_closures
from hub.timetable.telling import list_to_tell, tick_told
from hub.upkeep.undoing import undo_last_change
from tests.timetable.closing import book, choir, close, codes, state
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at


def test_lifting_brings_back_what_it_cancelled_and_names_the_rest(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    choir(store, clock)
    council = book(store, clock, "Hall A", 10, "Parish council")
    closed = close(store, clock, "Hall A")
    book(store, clock, "Hall A", 10, "Emergency meeting", anyway=True)
    opened = lift_closure(store, clock, code=closed.code.lower())
    assert [one.title for one in opened.restored] == ["Choir"]
    assert [(lost.booking.code, lost.why) for lost in opened.not_restored] == [
        (council, "its place is taken by Emergency meeting, Hall A, 10am to 11am")
    ]
    assert state(store, clock, opened.restored[0].code) == ("Hall A", "confirmed", "")
    assert state(store, clock, council) == ("Hall A", "cancelled", "Boiler")
    assert list_closures(store, clock) == ()
    with store.read() as session:  # the choir follows its series again
        assert session.scalars(select(col(GroupSession.is_exception))).all() == [False] * 4
        assert session.scalars(select(col(Booking.closure_id))).all() == [None] * 6
    with pytest.raises(NotFound):
        lift_closure(store, clock, code=closed.code)


def test_closing_and_lifting_leaves_everything_as_it_was(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    add_equipment(store, clock, name="Projector")
    choir(store, clock)
    book(store, clock, "Hall A", 10, "Film", equipment=["projector"], setup_minutes=30)
    book(store, clock, "Hall A", 12, "Maybe", lapses=at("2027-03-01 12:00"), contact_phone="01632")
    before = dump(store, Booking, GroupSession)
    occupancy = dump(store)["occupancy"]
    closed = close(store, clock, "Hall A")
    opened = lift_closure(store, clock, code=closed.code)
    assert len(opened.restored) == 3
    assert dump(store, Booking, GroupSession) == before
    assert dump(store)["occupancy"] == occupancy


def test_a_lifting_is_undone_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    choir(store, clock)
    wake = book(store, clock, "Hall A", 10, "Wake")
    closed = close(store, clock, "Hall A", keep=[wake])
    before = dump(store)
    lift_closure(store, clock, code=closed.code)
    assert dump(store) != before
    done = undo_last_change(store, clock)
    assert done.label == "Opened again: Hall A, Tue 2 Mar 9am to 5pm"
    assert dump(store) == before


def test_a_closure_that_has_begun_ends_now_and_what_was_missed_stays_cancelled(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    missed = book(store, clock, "Hall A", 10, "Parish council")
    coming = book(store, clock, "Hall A", 14, "Knit and Natter")
    closed = close(store, clock, "Hall A")
    noon = clock.at(datetime(2027, 3, 2, 12, tzinfo=UTC))
    opened = lift_closure(store, noon, code=closed.code)
    assert codes(opened.restored) == [coming]
    assert opened.not_restored == ()
    assert state(store, noon, missed) == ("Hall A", "cancelled", "Boiler")
    (over,) = list_closures(store, noon, past_too=True)
    assert (over.ends, codes(over.cancelled)) == (noon.now(), [missed])
    with pytest.raises(BadInput, match="over already"):
        lift_closure(store, noon, code=closed.code)


def test_what_another_closure_meets_comes_back_when_that_one_is_lifted(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    council = book(store, clock, "Hall A", 10, "Parish council")
    leak = close(store, clock, "Hall A", reason="Leak")
    building = close(store, clock)
    opened = lift_closure(store, clock, code=leak.code)
    assert [(one.booking.code, one.why) for one in opened.not_restored] == [
        (council, "closed 9am to 5pm: Boiler")
    ]
    assert codes(lift_closure(store, clock, code=building.code).restored) == [council]


def test_what_was_cancelled_for_another_reason_stays_cancelled(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    council = book(store, clock, "Hall A", 10, "Parish council")
    cancel_booking(store, clock, code=council, reason="Nobody can come")
    closed = close(store, clock, "Hall A")
    assert closed.cancelled == ()
    assert lift_closure(store, clock, code=closed.code).restored == ()
    assert state(store, clock, council) == ("Hall A", "cancelled", "Nobody can come")


def test_one_booking_goes_ahead_after_all(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    wake = book(store, clock, "Hall A", 10, "Wake")
    council = book(store, clock, "Hall A", 12, "Parish council")
    closed = close(store, clock, "Hall A")
    before = dump(store)
    now = keep_in_closure(store, clock, code=closed.code, booking=wake)
    assert (codes(now.kept), codes(now.cancelled)) == ([wake], [council])
    assert state(store, clock, wake) == ("Hall A", "confirmed", "")
    assert read_trail(store, clock, limit=1)[0].fields == (("booking", wake),)
    with pytest.raises(BadInput, match="goes ahead already"):
        keep_in_closure(store, clock, code=closed.code, booking=wake)
    assert undo_last_change(store, clock).label == (
        "Kept Wake inside the closure of Hall A, Tue 2 Mar 9am to 5pm"
    )
    assert dump(store) == before


def test_what_has_lost_its_place_or_is_not_inside_cannot_go_ahead(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    wake = book(store, clock, "Hall A", 10, "Wake")
    other = book(store, clock, "Hall B", 10, "Carers' Café")
    closed = close(store, clock, "Hall A")
    book(store, clock, "Hall A", 10, "Emergency meeting", anyway=True)
    before = dump(store)
    with pytest.raises(BadInput, match="can't go ahead: its place is taken by Emergency"):
        keep_in_closure(store, clock, code=closed.code, booking=wake)
    with pytest.raises(BadInput, match="not inside this closure"):
        keep_in_closure(store, clock, code=closed.code, booking=other)
    with pytest.raises(NotFound, match="no booking with the code"):
        keep_in_closure(store, clock, code=closed.code, booking="ZZZZZ")
    with pytest.raises(NotFound, match="no closure with the code"):
        keep_in_closure(store, clock, code="ZZZZZ", booking=wake)
    assert dump(store) == before


def test_who_was_told_of_the_closure_is_told_that_it_takes_place_after_all(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    council = book(store, clock, "Hall A", 10, "Parish council", contact="Ann", contact_phone="01")
    book(store, clock, "Hall A", 12, "Scouts", contact="Bo", contact_phone="02")
    closed = close(store, clock, "Hall A")
    ann, _ = list_to_tell(store, clock)
    tick_told(store, clock, number=ann.number)
    before = dump(store)
    lift_closure(store, clock, code=closed.code)
    to_tell = [(one.who, one.words, one.told) for one in list_to_tell(store, clock)]
    assert to_tell == [("Ann", "Parish council on Tue 2 Mar takes place after all", False)]
    undo_last_change(store, clock)
    assert dump(store) == before
    keep_in_closure(store, clock, code=closed.code, booking=council)
    assert [(one.who, one.why) for one in list_to_tell(store, clock)] == [
        ("Ann", "back"),
        ("Bo", "cancelled"),
    ]
