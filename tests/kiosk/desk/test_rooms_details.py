"""Rooms: what can be done with one booking beside moving and cancelling it."""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room, show_booking
from hub.timetable.closures import add_closure
from hub.timetable.equipment import add_equipment
from hub.timetable.layouts import add_layout
from hub.timetable.waiting import list_waiting
from hub.timetable.weeks import bookings_between
from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus
from tests.kiosk.desk.test_rooms import at_the_desk, booked, hub, put

__all__ = ["hub"]


def only_one(store: Store, clock: Clock) -> BookingView:
    """The one booking of the next two days."""
    starts, _ = clock.day_bounds(clock.today())
    (one,) = bookings_between(store, clock, starts=starts, ends=starts + timedelta(days=2))
    return show_booking(store, clock, code=one.code)


async def test_f4_asks_how_many_come_how_it_is_set_up_with_what_and_until_when_it_is_unsure(
    hub: Store, clock: Clock
) -> None:
    add_layout(hub, clock, room="Hall A", name="Theatre", capacity=60, setup_minutes=15)
    add_equipment(hub, clock, name="Projector")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter")
        closed = desk.seen()
        await desk.type("Film")
        await desk.press("f4")
        await desk.type("50")
        await desk.press("tab")
        await desk.type("theatre")
        await desk.press("tab")
        await desk.type("projector")
        await desk.press("tab")
        await desk.type("today 13:00")
        said = desk.seen()
        await desk.press("enter")

        assert "How many?" not in closed
        assert "Monday 23 November 2026 at 1pm" in said
        one = only_one(hub, clock)
        assert (one.title, one.people, one.layout, one.equipment, one.status, one.lapses) == (
            "Film",
            50,
            "Theatre",
            ("Projector",),
            BookingStatus.PROVISIONAL,
            clock.now().replace(hour=13, minute=0),
        )
        assert "? Film" in desk.column("Hall A")
        await desk.press("enter")
        details = desk.seen()
        assert "Not sure yet: it is let go on Mon 23 Nov at 1pm. Private" in details
        assert "For 50 people. Set up as Theatre. With Projector. The room is held 15" in details


async def test_y_makes_a_booking_sure(hub: Store, clock: Clock) -> None:
    starts = clock.now().replace(hour=14, minute=0)
    ends, lapses = starts + timedelta(hours=1), starts - timedelta(hours=1)
    book_room(
        hub, clock, room="Hall A", starts=starts, ends=ends, title="Film", lapses=lapses, by="Sam"
    )
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", starts)
        await desk.press("enter", "y")

        assert desk.line("status") == "Sure now: Film, Hall A, Mon 23 Nov 2pm to 3pm"
        assert booked(hub, clock) == [("Hall A", "Mon 14:00-15:00", "Film", "confirmed", False)]


async def test_a_says_that_nobody_came_once_it_has_begun(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 10, "Film")
    put(hub, clock, "Studio", 14, "Choir")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Studio", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "a")
        not_yet = booked(hub, clock)
        await desk.press("escape")
        await desk.go_to("Hall A", clock.now().replace(hour=10, minute=0))
        await desk.press("enter", "a")

        assert [one[3] for one in not_yet] == ["confirmed", "confirmed"]
        assert desk.line("status").startswith("Nobody came: Film, Hall A")
        assert [one[3] for one in booked(hub, clock)] == ["no-show", "confirmed"]
        assert "nobody came" in desk.seen()


async def test_p_makes_it_private_and_public_again(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Film")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "p")
        private = booked(hub, clock)
        await desk.press("enter", "p")

        assert [one[4] for one in private] == [False]
        assert [one[4] for one in booked(hub, clock)] == [True]
        assert desk.line("status").startswith("Everybody may see it now: Film")


async def test_e_edits_the_title_and_the_note(hub: Store, clock: Clock) -> None:
    film = put(hub, clock, "Hall A", 14, "Film")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "e")
        await desk.type(" night")
        await desk.press("tab", "tab")
        await desk.type("25")
        await desk.press("tab")
        await desk.type("Blinds down")
        await desk.press("enter")

        changed = show_booking(hub, clock, code=film.code)
        assert (changed.title, changed.people, changed.note, changed.is_public) == (
            "Film night",
            25,
            "Blinds down",
            True,
        )
        assert desk.line("status") == "Changed: Film night, Hall A, Mon 23 Nov 2pm to 3pm"


async def test_w_puts_somebody_on_the_list_for_a_time_that_is_taken(
    hub: Store, clock: Clock
) -> None:
    put(hub, clock, "Hall A", 14, "Film")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "w")
        await desk.type("Parish council")
        await desk.press("tab")
        await desk.type("Ann")
        await desk.press("enter")

        waits = [(one.room, one.title, one.contact) for one in list_waiting(hub, clock)]
        assert waits == [("Hall A", "Parish council", "Ann")]
        assert desk.line("status").startswith("On the list: Parish council waits for Hall A")


async def test_what_a_closure_speaks_against_is_booked_all_the_same_with_y(
    hub: Store, clock: Clock
) -> None:
    noon = clock.now().replace(hour=12, minute=0)
    add_closure(
        hub, clock, starts=noon, ends=noon + timedelta(hours=6), room="Studio", reason="Leak"
    )
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Studio", clock.now().replace(hour=14, minute=0))
        under = desk.line("under")
        await desk.press("enter")
        await desk.type("Plumber")
        await desk.press("enter")
        asked = desk.seen()
        nothing = booked(hub, clock)
        await desk.press("escape")
        form = desk.seen()
        await desk.press("enter", "y")

        assert under == "Studio, Mon 23 Nov 2pm: closed: Leak"
        assert "Studio is closed noon to 6pm: Leak" in asked
        assert "y Book it all the same" in asked
        assert "--anyway" not in asked
        assert nothing == []
        assert " What is it?   Plumber" in form
        assert booked(hub, clock) == [("Studio", "Mon 14:00-15:00", "Plumber", "confirmed", False)]


async def test_what_can_move_only_without_its_layout_is_moved_with_y(
    hub: Store, clock: Clock
) -> None:
    add_layout(hub, clock, room="Hall B", name="theatre")
    at_two = clock.now().replace(hour=14, minute=0)
    book_room(
        hub,
        clock,
        room="Hall B",
        starts=at_two,
        ends=at_two + timedelta(hours=1),
        title="Film",
        layout="theatre",
    )
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall B", at_two)
        await desk.press("m", "right", "enter")
        asked = desk.seen()
        await desk.press("y")

        assert "Studio has no layout called 'theatre'." in asked
        assert "y Move it there all the same" in asked
        assert "--anyway" not in asked
        assert [one[0] for one in booked(hub, clock)] == ["Studio"]
