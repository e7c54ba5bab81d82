"""Undo at the desk: what would be undone is shown first, and one key does it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlmodel import col

from hub.clock import Clock
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.store.tables import UndoEntry
from hub.timetable.bookings import book_room, cancel_booking
from hub.timetable.rooms import add_room
from hub.timetable.weeks import bookings_between
from hub.views.bookings import BookingView
from kiosk.desk.app import DeskApp
from kiosk.desk.undo import UndoWindow
from tests.kiosk.desk.trying import press, seen, settle, status


def furnished(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Hall A", capacity=40)
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")


def put(store: Store, clock: Clock, title: str, hour: int) -> BookingView:
    starts = clock.now().replace(hour=hour, minute=0)
    ends = starts + timedelta(hours=1)
    return book_room(store, clock, room="Hall A", starts=starts, ends=ends, title=title, by="Sam")


def held(store: Store, clock: Clock) -> list[tuple[str, str]]:
    starts, ends = clock.day_bounds(clock.today())
    return [
        (one.title, one.status.value)
        for one in bookings_between(store, clock, starts=starts, ends=ends)
    ]


async def test_u_and_enter_undo_the_last_change_and_the_public_sees_it(
    store: Store, clock: Clock
) -> None:
    furnished(store, clock)
    put(store, clock, "Choir", 12)
    put(store, clock, "Parish council", 14)
    published: list[Store] = []
    app = DeskApp(lambda: store, clock, after_change=published.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "u")
        asked = seen(app)
        before = held(store, clock)
        await press(pilot, "enter")

        assert "Undo: Booked Parish council, Hall A, Mon 23 Nov 2pm to 3pm?" in asked
        assert "By Sam, 10:42am" in asked
        assert "  Booked Choir, Hall A, Mon 23 Nov noon to 1pm" in asked
        assert "Enter Yes   Esc No" in asked
        assert before == [("Choir", "confirmed"), ("Parish council", "confirmed")]
        assert status(app) == "Undone: Booked Parish council, Hall A, Mon 23 Nov 2pm to 3pm"
        assert held(store, clock) == [("Choir", "confirmed")]
        assert "Choir" in seen(app)
        assert app._is_behind or published


async def test_esc_leaves_everything_as_it_is(store: Store, clock: Clock) -> None:
    furnished(store, clock)
    put(store, clock, "Choir", 12)
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "u", "escape")

        assert not isinstance(app.screen, UndoWindow)
        assert held(store, clock) == [("Choir", "confirmed")]


async def test_nothing_to_undo_says_so(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "u")
        said = seen(app)
        await press(pilot, "enter")

        assert "There is nothing to undo. A change can be undone until" in said
        assert not isinstance(app.screen, UndoWindow)


async def test_an_undo_whose_place_was_taken_says_so_and_changes_nothing(
    store: Store, clock: Clock
) -> None:
    furnished(store, clock)
    choir = put(store, clock, "Choir", 12)
    cancel_booking(store, clock, code=choir.code, reason="Boiler", by="Sam")
    put(store, clock, "Tea", 12)
    with store.write() as session:
        # As if another desk had booked it: the cancelling is the last that can be undone.
        last = session.scalar(select(func.max(col(UndoEntry.id))))
        session.execute(delete(UndoEntry).where(col(UndoEntry.id) == last))
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "u")
        assert "Undo: Cancelled Choir, Hall A, Mon 23 Nov noon to 1pm?" in seen(app)
        await press(pilot, "enter")

        assert isinstance(app.screen, UndoWindow)
        assert "taken by Tea" in status(app)
        assert held(store, clock) == [("Choir", "cancelled"), ("Tea", "confirmed")]


async def test_a_change_made_meanwhile_is_shown_and_not_undone(store: Store, clock: Clock) -> None:
    furnished(store, clock)
    put(store, clock, "Choir", 12)
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "u")
        put(store, clock, "Tea", 15)
        await press(pilot, "enter")

        assert status(app).startswith("Somebody has made another change since.")
        assert "Undo: Booked Tea, Hall A, Mon 23 Nov 3pm to 4pm?" in seen(app)
        assert held(store, clock) == [("Choir", "confirmed"), ("Tea", "confirmed")]
