"""One date of a group: places, the waiting list, heads, a note, and who must be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import cancel_booking
from hub.timetable.editing import change_group
from hub.timetable.signups import session_details
from hub.timetable.telling import list_to_tell
from hub.upkeep.undoing import undo_last_change
from hub.views.series import Scope, SeriesChange
from hub.views.sessions import SessionDetails
from hub.views.timetable import BookingStatus
from kiosk.desk.app import DeskApp
from tests.kiosk.desk.groups_trying import CHOIR, Desk, a_library_with_groups, groups, rest
from tests.kiosk.desk.trying import press, seen, settle, status
from tests.timetable.library import at


@pytest.fixture
def hub(new_store: Callable[[str], Store], clock: Clock) -> Store:
    store = new_store("sqlcipher")
    a_library_with_groups(store, clock)
    return store


def next_choir(desk: Desk) -> SessionDetails:
    return session_details(desk.store, desk.clock, code=desk.dates(CHOIR)[1].code)


def names(details: SessionDetails) -> list[tuple[str, bool]]:
    return [(one.name, one.is_waiting) for one in details.places]


async def _open_next_choir(desk: Desk) -> None:
    await desk.press("enter")
    await rest(desk)
    await desk.press("down", "enter")
    assert "Monday 30 November, 10am to 11:30am, Hall A" in desk.seen()


async def _give_a_place(desk: Desk, name: str) -> None:
    await desk.press("a")
    await desk.type(name)
    await desk.press("enter")


async def test_people_sign_up_wait_and_move_up(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        code = desk.group(CHOIR).code
        change_group(
            hub, clock, code=code, scope=Scope.ALL, on=None, change=SeriesChange(capacity=2)
        )
        await _open_next_choir(desk)
        assert "Nobody has signed up. Press a to give a place." in desk.seen()
        await _give_a_place(desk, "Ann")
        assert desk.status() == "Ann has place 1."
        await _give_a_place(desk, "Bob")
        await desk.press("a")
        assert "It is full: they go on the waiting list" in desk.seen()
        await desk.type("7")
        await desk.press("tab")
        await desk.type("01632 960001")
        await desk.press("enter")
        assert desk.status() == "7 is number 1 on the waiting list."
        assert "2 of 2 places taken. 1 waiting." in desk.seen()
        assert names(next_choir(desk)) == [("Ann", False), ("Bob", False), ("7", True)]
        before = next_choir(desk)
        await desk.press("1", "g")
        assert desk.status() == "Ann gave up their place. 7 moves up: please tell them."
        assert names(next_choir(desk)) == [("Bob", False), ("7", False)]
        undo_last_change(hub, clock)
        assert next_choir(desk) == before


async def test_a_place_needs_a_name(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await _open_next_choir(desk)
        await desk.press("a", "enter")
        assert desk.status() == "Write a first name, or a number."
        await desk.press("escape")
        assert names(next_choir(desk)) == []


async def test_a_note_waits_for_the_next_volunteer(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await _open_next_choir(desk)
        await desk.press("m")
        await desk.type("Key in tin")
        await desk.press("enter")
        assert "Note: Key in tin" in desk.seen()
        assert next_choir(desk).booking.note == "Key in tin"


async def test_cancelling_lists_who_must_be_told_and_each_is_ticked(
    hub: Store, clock: Clock
) -> None:
    async with groups(hub, clock) as desk:
        await _open_next_choir(desk)
        await _give_a_place(desk, "Ann")
        await _give_a_place(desk, "Bob")
        await _give_a_place(desk, "Cat")
        await desk.press("x")
        await desk.type("Boiler")
        await desk.press("enter")
        assert next_choir(desk).booking.status is BookingStatus.CANCELLED
        await desk.press("t")
        assert "Please tell them: 3 to go" in desk.seen()
        assert "Say to Ann: Choir on Mon 30 Nov is cancelled." in desk.seen()
        await desk.press("2")
        assert "Please tell them: 2 to go" in desk.seen()
        assert desk.status() == "Bob was told."
        await desk.click("#people", 10, 0)
        told = {one.who: one.told for one in list_to_tell(hub, clock)}
        assert {who for who, yes in told.items() if not yes} == {"Cat"}
        await desk.press("end", "space")
        assert "Nobody needs to be told." in desk.seen()


async def test_several_things_on_now_are_counted_by_number(hub: Store, clock: Clock) -> None:
    from datetime import date, time

    from hub.timetable.groups import add_group

    add_group(
        hub,
        clock,
        title="Rhymes",
        room="Hall B",
        rule="FREQ=WEEKLY;COUNT=2",
        starts_on=date(2026, 11, 23),
        at=time(10, 30),
        minutes=30,
    )
    app = DeskApp(lambda: hub, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "1 Choir, Hall A, 10am to 11:30am" in seen(app)
        await press(pilot, "2", "6", "enter", "enter")
        assert status(app) == "Counted 6 at Rhymes, Mon 23 Nov 10:30am."


async def test_nothing_on_is_said(hub: Store, clock: Clock) -> None:
    app = DeskApp(lambda: hub, clock.at(at("2026-11-23 08:00")))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "Nothing is on now." in seen(app)
        await press(pilot, "escape")
        assert "NOW" in seen(app)


async def test_a_cancelled_date_offers_no_places(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        cancel_booking(hub, clock, code=desk.dates(CHOIR)[1].code, reason="Boiler")
        await _open_next_choir(desk)
        assert "Cancelled: Boiler" in desk.seen()
        assert "signed up" not in desk.seen()
        assert "places" not in desk.seen().split("Cancelled: Boiler", 1)[1].split("Close")[0]
