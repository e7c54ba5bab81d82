"""Find a room: one line in plain words, answers by number, and a booking that is half filled in."""

from __future__ import annotations

from datetime import datetime, timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.equipment import add_equipment
from hub.timetable.layouts import add_layout
from hub.timetable.weeks import bookings_between
from hub.views.bookings import BookingView
from kiosk.desk.finding import FindWindow
from kiosk.desk.rooms import RoomsScreen
from tests.kiosk.desk.test_rooms import at_the_desk, hub
from tests.kiosk.desk.trying import press, rows, settle

__all__ = ["hub"]


def tomorrow(clock: Clock, hour: int) -> datetime:
    return clock.now().replace(hour=hour, minute=0) + timedelta(days=1)


def bookings(store: Store, clock: Clock) -> tuple[BookingView, ...]:
    starts, _ = clock.day_bounds(clock.today() + timedelta(days=1))
    return bookings_between(store, clock, starts=starts, ends=starts + timedelta(days=1))


async def test_what_is_understood_is_said_while_it_is_typed(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.pilot.press("f")
        await desk.rest()
        empty = "\n".join(rows(desk.app.screen))
        await desk.type("20 people tom aft flipchart")
        said = "\n".join(rows(desk.app.screen))
        await desk.pilot.press("enter")
        await desk.rest()

        assert "For example: 20 people tomorrow afternoon projector" in empty
        assert "We don't know 'flipchart'. 20 people, 1 hour some time on" in said
        assert "We don't know 'flipchart'. Take that out" in "\n".join(rows(desk.app.screen))
        assert isinstance(desk.app.screen, FindWindow)


async def test_a_number_picks_an_answer_and_the_booking_is_half_filled_in(
    hub: Store, clock: Clock
) -> None:
    add_equipment(hub, clock, name="Projector")
    add_layout(hub, clock, room="Studio", name="Tables", capacity=20, setup_minutes=15)
    noon = tomorrow(clock, 12)
    book_room(hub, clock, room="Hall A", starts=noon, ends=noon + timedelta(hours=3), title="Fair")
    async with at_the_desk(hub, clock) as desk:
        await desk.pilot.press("f")
        await desk.type("18 tables tomorrow afternoon projector")
        await desk.pilot.press("enter")
        await desk.rest()
        answers = "\n".join(rows(desk.app.screen))
        await desk.pilot.press("down", "1")
        await desk.rest()
        panel = desk.seen()
        await desk.type("Film club")
        await desk.pilot.press("enter")
        await desk.rest()

        assert "1 room would do, the best first." in answers
        assert "› 1 Studio" in answers
        assert isinstance(desk.app.screen, RoomsScreen)
        assert "Book Studio, Tue 24 Nov from" in panel
        made = next(one for one in bookings(hub, clock) if one.title == "Film club")
        assert (made.room, made.people, made.layout, made.setup_minutes) == (
            "Studio",
            18,
            "Tables",
            15,
        )
        assert desk.line("where").startswith("Tuesday 24 November 2026")
        assert "With Projector" in desk.seen() or "Booked: Film club, Studio" in desk.seen()


async def test_where_nothing_is_free_the_nearest_times_are_offered(
    hub: Store, clock: Clock
) -> None:
    two = tomorrow(clock, 14)
    book_room(hub, clock, room="Main Hall", starts=two, ends=two + timedelta(hours=2), title="Fair")
    async with at_the_desk(hub, clock) as desk:
        await desk.pilot.press("f")
        await desk.type("60 tomorrow 2pm to 3pm")
        await desk.pilot.press("enter")
        await desk.rest()

        said = "\n".join(rows(desk.app.screen))
        assert "Nothing is free then. The nearest times:" in said
        assert "› 1 Main Hall        Tue 24 Nov" in said


async def test_esc_goes_back_to_the_line_and_then_closes(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.pilot.press("f")
        await desk.type("20 tomorrow")
        await desk.pilot.press("enter")
        await desk.rest()
        await desk.pilot.press("escape")
        await desk.rest()
        line = isinstance(desk.app.screen, FindWindow)
        await press(desk.pilot, "escape")

        assert line
        assert isinstance(desk.app.screen, RoomsScreen)
        assert bookings(hub, clock) == ()


async def test_a_click_on_an_answer_takes_it(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.pilot.press("f")
        await desk.type("20 tomorrow 2pm")
        await desk.pilot.press("enter")
        await desk.rest()
        await desk.pilot.click("#answers", offset=(5, 1))
        await settle(desk.pilot)

        assert isinstance(desk.app.screen, RoomsScreen)
        assert "Book Hall B, Tue 24 Nov from 2pm" in desk.seen()
