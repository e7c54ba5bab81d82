"""Closing the building or a room at the desk: all that is inside is shown before it happens."""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.closures import add_closure
from hub.timetable.lifting import list_closures
from hub.upkeep.undoing import undo_last_change
from kiosk.desk.closing import ClosuresWindow, InsideWindow
from tests.kiosk.desk.test_rooms import Desk, at_the_desk, booked, hub, put
from tests.kiosk.desk.trying import rows

__all__ = ["hub"]


def window(desk: Desk) -> str:
    return "\n".join(rows(desk.app.screen))


async def fill_in(desk: Desk, since: str, until: str, reason: str) -> None:
    """From the list of closures to what is inside."""
    await desk.pilot.press("a", "tab")
    await desk.type(since)
    await desk.pilot.press("tab")
    await desk.type(until)
    await desk.pilot.press("tab")
    await desk.type(reason)
    await desk.pilot.press("enter")
    await desk.rest()


async def test_what_is_inside_is_shown_and_cancelled_with_one_key(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    put(hub, clock, "Studio", 15, "Choir")
    put(hub, clock, "Studio", 20, "Late")
    async with at_the_desk(hub, clock) as desk:
        await desk.press("c")
        empty = window(desk)
        await fill_in(desk, "today 1pm", "6pm", "Boiler")
        asked = window(desk)
        before = booked(hub, clock)
        await desk.pilot.press("c")
        await desk.rest()

        assert "Nothing is closed, and nothing will be." in empty
        assert "Close the whole building: Boiler" in asked
        assert "Mon 23 Nov 1pm to 6pm." in asked
        assert "2 bookings are inside. What should happen to them?" in asked
        assert "› 1 Tai Chi" in asked
        assert [one[3] for one in before] == ["confirmed"] * 3
        assert [(one[2], one[3]) for one in booked(hub, clock)] == [
            ("Tai Chi", "cancelled"),
            ("Choir", "cancelled"),
            ("Late", "confirmed"),
        ]
        assert isinstance(desk.app.screen, ClosuresWindow)
        assert "Closed: the whole building: 2 cancelled. Today says whom to tell." in window(desk)
        assert "› 1 Mon 23 Nov 1pm to 6pm" in window(desk)
        await desk.pilot.press("escape")
        await desk.rest()
        assert "╱ closed:" in desk.seen()

    undo_last_change(hub, clock, by="Sam")
    assert [one[3] for one in booked(hub, clock)] == ["confirmed"] * 3
    assert list_closures(hub, clock) == ()


async def test_one_is_kept_and_the_rest_moves_to_another_room(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    put(hub, clock, "Hall A", 16, "Repair Café")
    async with at_the_desk(hub, clock) as desk:
        await desk.press("c")
        await desk.pilot.press("a", "right", "right", "tab")
        await desk.type("today")
        await desk.pilot.press("tab", "tab")
        await desk.type("Leak")
        await desk.pilot.press("enter")
        await desk.rest()
        await desk.pilot.press("2")
        await desk.rest()
        kept = window(desk)
        await desk.pilot.press("m")
        await desk.rest()

        assert "Close Hall A: Leak" in kept
        assert "2 [keep] Repair" in kept
        assert "c Cancel the rest   m Move the rest   l Leave it   k Keep this   Esc Back" in kept
        assert [(one[0], one[2], one[3]) for one in booked(hub, clock)] == [
            ("Hall B", "Tai Chi", "confirmed"),
            ("Hall A", "Repair Café", "confirmed"),
        ]
        (closure,) = list_closures(hub, clock)
        assert [one.title for one in closure.kept] == ["Repair Café"]


async def test_one_inside_a_closure_that_is_there_already_goes_ahead_after_all(
    hub: Store, clock: Clock
) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    put(hub, clock, "Studio", 15, "Choir")
    noon = clock.now().replace(hour=12, minute=0)
    add_closure(hub, clock, starts=noon, ends=noon + timedelta(hours=6), reason="Boiler")
    async with at_the_desk(hub, clock) as desk:
        await desk.press("c")
        listed = window(desk)
        await desk.pilot.press("k")
        await desk.rest()
        asked = window(desk)
        await desk.pilot.press("2", "enter")
        await desk.rest()

        assert "a Close something   o Open it again   k Keep one   Esc Back to Rooms" in listed
        assert "Which one goes ahead all the same?" in asked
        assert "› 1 Tai Chi" in asked
        assert "It goes ahead: Choir, Studio, Mon 23 Nov 3pm to 4pm." in window(desk)
        assert "Inside: 1 cancelled, 1 kept." in window(desk)
        assert [(one[2], one[3]) for one in booked(hub, clock)] == [
            ("Tai Chi", "cancelled"),
            ("Choir", "confirmed"),
        ]
    undo_last_change(hub, clock, by="Sam")
    assert [one[3] for one in booked(hub, clock)] == ["cancelled", "cancelled"]


async def test_one_inside_a_closure_is_kept_by_mouse(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    noon = clock.now().replace(hour=12, minute=0)
    add_closure(hub, clock, starts=noon, ends=noon + timedelta(hours=6), reason="Boiler")

    async with at_the_desk(hub, clock) as desk:

        async def click(words: str) -> None:
            y, x = next(
                (y, row.find(words)) for y, row in enumerate(rows(desk.app.screen)) if words in row
            )
            await desk.pilot.click(offset=(x, y))
            await desk.rest()

        await desk.press("c")
        await click("k Keep one")
        await click("Tai Chi")
        await click("Enter It goes ahead")

        assert [(one[2], one[3]) for one in booked(hub, clock)] == [("Tai Chi", "confirmed")]


async def test_esc_on_what_is_inside_changes_nothing(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    async with at_the_desk(hub, clock) as desk:
        await desk.press("c")
        await fill_in(desk, "today", "", "Leak")
        shown = isinstance(desk.app.screen, InsideWindow)
        await desk.pilot.press("escape", "escape", "escape")
        await desk.rest()

        assert shown
        assert list_closures(hub, clock) == ()
        assert [one[3] for one in booked(hub, clock)] == ["confirmed"]


async def test_what_ends_before_it_starts_is_said_before_enter(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.press("c")
        await desk.pilot.press("a", "tab")
        await desk.type("today 2pm")
        await desk.pilot.press("tab")
        await desk.type("1pm")
        await desk.rest()

        assert "The end comes before the start." in window(desk)


async def test_o_opens_again_and_brings_back_what_was_cancelled(hub: Store, clock: Clock) -> None:
    put(hub, clock, "Hall A", 14, "Tai Chi")
    noon = clock.now().replace(hour=12, minute=0)
    add_closure(hub, clock, starts=noon, ends=noon + timedelta(hours=5), reason="Boiler")
    async with at_the_desk(hub, clock) as desk:
        await desk.press("c")
        listed = window(desk)
        await desk.pilot.press("o")
        await desk.rest()

        assert "Inside: 1 cancelled." in listed
        assert "Open again: the whole building. 1 will take place after all." in window(desk)
        assert [one[3] for one in booked(hub, clock)] == ["confirmed"]
        assert list_closures(hub, clock) == ()
