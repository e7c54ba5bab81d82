"""Rooms: what a volunteer does on the grid, key by key."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from hub.clock import Clock
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.rooms import add_room
from hub.timetable.weeks import bookings_between
from hub.views.bookings import BookingView
from kiosk.desk.app import DeskApp
from kiosk.desk.grid import Spot
from kiosk.desk.rooms import RoomsScreen
from tests.kiosk.desk.trying import rows, seen, settle


@pytest.fixture
def hub(store: Store, clock: Clock) -> Store:
    """A hall of two halves and a studio; Sam is on."""
    add_room(store, clock, name="Main Hall", capacity=80)
    add_room(store, clock, name="Hall A", capacity=40, part_of="Main Hall")
    add_room(store, clock, name="Hall B", capacity=40, part_of="Main Hall")
    add_room(store, clock, name="Studio", capacity=16)
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    return store


@dataclass
class Desk:
    """The desk with Rooms in front."""

    app: DeskApp
    pilot: Pilot[int]
    presses: int = 0

    @property
    def screen(self) -> RoomsScreen:
        assert isinstance(self.app.screen, RoomsScreen)
        return self.app.screen

    async def rest(self) -> None:
        """Let every errand end and its message be drawn."""
        await settle(self.pilot)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.presses += 1
            await self.pilot.press(key)
            await self.rest()

    async def type(self, words: str) -> None:
        await self.pilot.press(*("space" if one == " " else one for one in words))
        await self.rest()

    async def go_to(self, room: str, at: datetime) -> None:
        plan = self.screen.board.plan
        assert plan is not None
        spot = plan.where(room, at)
        assert spot is not None
        self.screen.board.move_to(spot)
        await self.rest()

    def line(self, name: str) -> str:
        return str(self.screen.query_one(f"#{name}", Static).content).strip()

    def seen(self) -> str:
        return seen(self.app)

    def column(self, room: str) -> list[str]:
        """What a column of the grid says, from its heading down, without empty lines and dots."""
        board = self.screen.board
        assert board.plan is not None
        place = [one.room.name for one in board.plan.columns].index(room)
        left = 6 + (place - board.columns_seen.start) * board.column_width
        lines = [row[left : left + board.column_width] for row in rows(self.app.screen)]
        top = board.region.y
        said = [line.strip(" ·▌▘╎┊›") for line in lines[top : top + board.size.height]]
        return [line for line in said if line]


@asynccontextmanager
async def at_the_desk(
    store: Store, clock: Clock, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    changes: list[Store] = []
    app = DeskApp(lambda: store, clock, after_change=changes.append)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        await desk.press("2")
        desk.presses = 0
        yield desk


def booked(store: Store, clock: Clock) -> list[tuple[str, str, str, str, bool]]:
    """What the store holds that week."""
    starts, _ = clock.day_bounds(clock.today())
    return [
        (
            one.room,
            f"{one.starts:%a %H:%M}-{one.ends:%H:%M}",
            one.title,
            one.status.value,
            one.is_public,
        )
        for one in bookings_between(store, clock, starts=starts, ends=starts + timedelta(days=7))
    ]


def put(store: Store, clock: Clock, room: str, hour: int, title: str) -> BookingView:
    """An hour of today that is taken."""
    starts = clock.now().replace(hour=hour, minute=0)
    ends = starts + timedelta(hours=1)
    return book_room(
        store, clock, room=room, starts=starts, ends=ends, title=title, is_public=True, by="Sam"
    )


async def test_two_keys_and_a_title_book_the_free_hour_under_the_cursor(
    hub: Store, clock: Clock
) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter")
        form = desk.seen()
        await desk.type("Parish council")
        await desk.press("enter")

        assert "Book Hall A, Mon 23 Nov from 2pm (free until 10pm)" in form
        assert "until 3pm" in form
        assert desk.presses == 2
        assert booked(hub, clock) == [
            ("Hall A", "Mon 14:00-15:00", "Parish council", "confirmed", False)
        ]
        code = re.fullmatch(
            r"Booked: Parish council, Hall A, Mon 23 Nov 2pm to 3pm\. Code (\w{5})",
            desk.line("status"),
        )
        assert code, desk.line("status")
        assert desk.line("under") == "Parish council, Hall A, Mon 23 Nov 2pm to 3pm"
        assert desk.column("Hall A") == ["Hall A", "holds 40", "Parish council", "2-3"]


async def test_the_length_and_who_may_see_it_can_be_typed(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Studio", clock.now().replace(hour=9, minute=30))
        await desk.press("enter")
        await desk.type("Choir")
        await desk.press("tab")
        await desk.type("1h30")
        until = desk.seen()
        await desk.press("tab")
        await desk.type("y")
        await desk.press("enter")

        assert "until 11am" in until
        assert booked(hub, clock) == [("Studio", "Mon 09:30-11:00", "Choir", "confirmed", True)]


async def test_a_length_nobody_understands_is_asked_again_and_nothing_is_written(
    hub: Store, clock: Clock
) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.press("enter")
        await desk.press("enter")
        untitled = desk.line("status")
        await desk.type("Choir")
        await desk.press("tab")
        await desk.type("long")
        await desk.press("enter")

        assert untitled == "Say what it is, for example: Parish council"
        assert (
            desk.line("status") == "'long' is not a length of time. Write it like 2h, 90m or 1h30."
        )
        assert booked(hub, clock) == []


async def test_a_clash_names_who_has_it_and_1_takes_the_nearest_way_out(
    hub: Store, clock: Clock
) -> None:
    put(hub, clock, "Hall A", 15, "Carers' Café")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=30))
        await desk.press("enter")
        await desk.type("Tea")
        await desk.press("tab")
        await desk.type("1h")
        await desk.press("enter")
        said = desk.seen()
        await desk.press("escape")
        form = desk.seen()
        await desk.press("enter", "1")

        assert "Book Hall A, Mon 23 Nov from 2:30pm" in form
        assert " What is it?   Tea" in form
        assert "Hall A is taken by Carers' Café, 3pm to 4pm on Monday 23 November." in said
        assert " 1 Hall A, 2pm to 3pm, holds 40" in said
        assert " 2 Hall A, 4pm to 5pm, holds 40" in said
        assert " 3 Hall B, 2:30pm to 3:30pm, at the same time, holds 40" in said
        assert desk.line("status").startswith("Booked: Tea, Hall A, Mon 23 Nov 2pm to 3pm. Code ")
        assert desk.line("under") == "Tea, Hall A, Mon 23 Nov 2pm to 3pm"
        assert booked(hub, clock)[0] == ("Hall A", "Mon 14:00-15:00", "Tea", "confirmed", False)


async def test_a_session_is_picked_up_and_put_down_in_the_next_room(
    hub: Store, clock: Clock
) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=30))
        await desk.press("enter", "m", "right")
        carrying = desk.line("under")
        await desk.press("enter")

        assert carrying == "Moving Tai Chi to Hall B, Mon 23 Nov 2pm"
        assert desk.line("status") == "Moved: Tai Chi to Hall B, Mon 23 Nov 2pm to 3pm"
        assert booked(hub, clock) == [("Hall B", "Mon 14:00-15:00", "Tai Chi", "confirmed", True)]


async def test_what_is_let_go_stays_where_it_was(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "m", "right", "down", "escape")

        assert desk.line("status") == "Left where it was: Tai Chi, Hall A, Mon 23 Nov 2pm to 3pm"
        assert booked(hub, clock) == [("Hall A", "Mon 14:00-15:00", "Tai Chi", "confirmed", True)]


async def test_a_session_moves_to_a_typed_day_time_and_room(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "f")
        await desk.type("tomorrow")
        await desk.press("tab")
        await desk.type("19:15")
        await desk.press("tab")
        await desk.type("studio")
        await desk.press("enter")

        assert desk.line("status") == "Moved: Tai Chi to Studio, Tue 24 Nov 7:15pm to 8:15pm"
        assert desk.line("where").startswith("Tuesday 24 November 2026")
        assert booked(hub, clock) == [("Studio", "Tue 19:15-20:15", "Tai Chi", "confirmed", True)]


async def test_a_booking_is_cancelled_with_a_reason_and_says_so_by_word(
    hub: Store, clock: Clock
) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "x")
        await desk.type("Boiler")
        await desk.press("enter")

        assert desk.line("status") == "Cancelled: Tai Chi, Hall A, Mon 23 Nov 2pm to 3pm"
        assert desk.line("under") == (
            "Hall A, Mon 23 Nov 2pm: free until 10pm. Cancelled here: Tai Chi (Boiler)"
        )
        assert desk.column("Hall A") == ["Hall A", "holds 40", "cancelled", "Tai Chi"]
        assert booked(hub, clock) == [("Hall A", "Mon 14:00-15:00", "Tai Chi", "cancelled", True)]


async def test_half_a_hall_is_held_where_the_whole_one_is_booked(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Main Hall", 11, "Fair")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall B", clock.now().replace(hour=11, minute=0))

        assert desk.column("Hall A") == ["Hall A", "holds 40", "held: Fair", "Main Hall"]
        assert desk.column("Hall B") == ["Hall B", "holds 40", "held: Fair", "Main Hall"]
        assert desk.column("Studio") == ["Studio", "holds 16"]
        assert desk.line("under") == ("Hall B is held by: Fair, Main Hall, Mon 23 Nov 11am to noon")


async def test_w_shows_the_week_of_the_room_and_back(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Studio", clock.now().replace(hour=11, minute=0))
        await desk.press("w", "right", "right")
        week = desk.line("where")
        await desk.press("right_square_bracket")
        after = (desk.line("where"), desk.line("under"))
        await desk.press("w")
        day = (desk.line("where"), desk.line("under"))
        await desk.press("t")

        assert week == "Studio · Mon 23 Nov to Sun 29 Nov 2026"
        assert after == (
            "Studio · Mon 30 Nov to Sun 6 Dec 2026",
            "Studio, Wed 2 Dec 11am: free until 10pm",
        )
        assert day == ("Wednesday 2 December 2026", "Studio, Wed 2 Dec 11am: free until 10pm")
        assert desk.line("where") == "Monday 23 November 2026 · today"


async def test_hostile_titles_are_drawn_as_they_are_written(hub: Store, clock: Clock) -> None:
    title = "[@click=app.quit]Tea[/nope]\x1b[31m"
    put(hub, clock, "Studio", 14, title)
    async with at_the_desk(hub, clock, size=(120, 40)) as desk:
        await desk.go_to("Studio", clock.now().replace(hour=14, minute=0))
        await desk.press("enter")

        assert "[@click=app.quit]Tea[/nope] [31m" in desk.seen()
        assert "\x1b" not in desk.seen()
        assert desk.app.is_running


async def test_the_cursor_never_leaves_the_grid(hub: Store, clock: Clock) -> None:
    for number in range(9):
        add_room(hub, clock, name=f"Room {number}")
    async with at_the_desk(hub, clock) as desk:
        board = desk.screen.board
        assert board.plan is not None
        corners = []
        for keys in (("up",) * 40 + ("left",) * 20, ("down",) * 40 + ("right",) * 20):
            await desk.pilot.press(*keys)
            await desk.rest()
            corners.append(board.cursor)
            assert board.cursor.column in board.columns_seen
            assert board.cursor.row in board.rows_seen

        assert corners == [
            Spot(0, 0),
            Spot(len(board.plan.columns) - 1, len(board.plan.times) - 1),
        ]
        assert "› 9:30pm" in desk.seen()


async def test_a_click_goes_there_and_a_second_one_opens_it(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        board = desk.screen.board
        where = (6 + board.column_width + 2, 2 + 3)
        await desk.pilot.click(board, offset=where)
        await desk.rest()
        first = (board.cursor.column, desk.screen.panel)
        await desk.pilot.click(board, offset=where)
        await desk.rest()

        assert first == (1, None)
        assert desk.screen.panel is not None


async def test_somebody_signs_on_before_the_first_change(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Hall A")
    add_volunteer(store, clock, name="Sam")
    async with at_the_desk(store, clock) as desk:
        await desk.pilot.press("enter")
        await desk.rest()
        asked = desk.seen()
        await desk.press("1")
        await desk.type("Choir")
        await desk.press("enter")

        assert "Press your number first." in asked
        assert [one[2] for one in booked(store, clock)] == ["Choir"]


async def test_o_asks_who_is_on_where_w_is_the_week(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.pilot.press("o")
        await desk.rest()

        assert "Hand over to: press a number." in desk.seen()
