"""How many keys the commonest things at the desk take at most, from where the cursor is. What is
typed as a title or a number isn't counted.
"""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.store.engine import Store
from tests.kiosk.desk.test_rooms import at_the_desk, booked, hub, put
from tests.kiosk.desk.trying import seen

__all__ = ["hub"]


async def test_a_free_hour_under_the_cursor_is_booked_in_six_keys_and_its_title(
    hub: Store, clock: Clock
) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter")
        await desk.type("Parish council")
        await desk.press("enter")

        assert desk.presses <= 6
        assert booked(hub, clock) == [
            ("Hall A", "Mon 14:00-15:00", "Parish council", "confirmed", False)
        ]


async def test_one_session_is_cancelled_in_three_keys(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "x", "enter")

        assert desk.presses <= 3
        assert booked(hub, clock) == [("Hall A", "Mon 14:00-15:00", "Tai Chi", "cancelled", True)]


async def test_a_session_is_moved_to_the_next_room_in_four_keys(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("enter", "m", "right", "enter")

        assert desk.presses <= 4
        assert booked(hub, clock) == [("Hall B", "Mon 14:00-15:00", "Tai Chi", "confirmed", True)]


async def test_without_looking_first_each_takes_a_key_less(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    put(hub, clock, "Studio", 14, "Choir")
    async with at_the_desk(hub, clock) as desk:
        await desk.go_to("Hall A", clock.now().replace(hour=14, minute=0))
        await desk.press("m", "right", "enter")
        moved = desk.presses
        await desk.go_to("Studio", clock.now().replace(hour=14, minute=0))
        await desk.press("x", "enter")

        assert (moved, desk.presses - moved) == (3, 2)
        assert booked(hub, clock) == [
            ("Hall B", "Mon 14:00-15:00", "Tai Chi", "confirmed", True),
            ("Studio", "Mon 14:00-15:00", "Choir", "cancelled", True),
        ]


async def test_the_last_change_is_undone_in_two_keys(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.press("u", "enter")

        assert desk.presses <= 2
        assert desk.line("status") == "Undone: Booked Tai Chi, Hall A, Mon 23 Nov 2pm to 3pm"
        assert desk.column("Hall A") == ["Hall A", "holds 40"]
        assert booked(hub, clock) == []


async def test_another_day_is_gone_to_in_plain_words(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.press("g")
        hint = desk.seen()
        await desk.type("tomorrow")
        said = desk.seen()
        await desk.press("enter")
        there = desk.line("where")
        await desk.press("g")
        await desk.type("someday")
        await desk.press("enter")

        tomorrow = clock.today() + timedelta(days=1)
        assert "For example: tomorrow, next tue, 3 dec" in hint
        assert f"Tuesday {tomorrow.day} November 2026" in said
        assert there == "Tuesday 24 November 2026"
        assert "'someday' is not a date" in desk.seen()


async def test_a_room_for_20_tomorrow_afternoon_is_found_in_twelve_keys(
    hub: Store, clock: Clock
) -> None:
    """Here what is typed counts as well: a few letters of a word are enough."""
    async with at_the_desk(hub, clock) as desk:
        keys = ("f", *("space" if one == " " else one for one in "20 tom aft"), "enter")
        for key in keys:
            await desk.pilot.press(key)
            desk.presses += 1
        await desk.rest()
        said = seen(desk.app)

        assert desk.presses <= 12
        assert "20 people, 1 hour some time on Tuesday 24 November 2026, noon to 5pm." in said
        assert "3 rooms would do, the best first." in said
        assert "› 1 Hall A           Tue 24 Nov noon to 1pm" in said
