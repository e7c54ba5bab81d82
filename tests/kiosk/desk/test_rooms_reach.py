"""Rooms: what is reached by mouse, and where the keys are listed."""

from __future__ import annotations

import pytest

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.rooms import add_room
from kiosk.desk.keys import KeyLine
from tests.kiosk.desk.test_rooms import at_the_desk, hub

__all__ = ["hub"]


async def test_further_rooms_are_a_click_away(store: Store, clock: Clock) -> None:
    for number in range(1, 10):
        add_room(store, clock, name=f"Room {number}", capacity=10)
    async with at_the_desk(store, clock) as desk:
        assert desk.seen().split("\n")[2].endswith("  1 to 6 of 9 rooms ▸")
        await desk.pilot.click("#where", offset=(77, 0))
        await desk.rest()
        assert desk.seen().split("\n")[2].endswith("◂ 4 to 9 of 9 rooms")
        await desk.pilot.click("#where", offset=(5, 0))  # the day's own words do nothing
        await desk.rest()
        assert desk.seen().split("\n")[2].endswith("◂ 4 to 9 of 9 rooms")
        await desk.pilot.click("#where", offset=(60, 0))
        await desk.rest()
        assert desk.seen().split("\n")[2].endswith("  1 to 6 of 9 rooms ▸")


async def test_f1_lists_only_the_keys_that_work_while_booking(hub: Store, clock: Clock) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.press("question_mark")
        assert "Arrows  From half-hour to half-hour" in desk.seen()
        assert "Enter   Book it, or look at what is booked" in desk.seen()
        await desk.press("escape", "enter", "f1")
        keys = [line.split("│")[1].strip() for line in desk.seen().split("\n") if "│" in line]
        assert keys[2:8] == [
            "Just now",
            "Enter   Book it",
            "Tab     Next line",
            "F4      More",
            "Esc     Never mind",
            "F1      These keys",
        ]
        assert "Everywhere" not in desk.seen()


async def test_on_a_free_half_hour_setting_up_is_on_the_last_line_and_a_click_away(
    hub: Store, clock: Clock
) -> None:
    async with at_the_desk(hub, clock) as desk:
        hints = desk.seen().split("\n")[-1].strip()
        assert hints == (
            "Enter Book  f Find  [ Back  ] On  w Week  u Undo  ? Keys  g Go to  S Set up"
        )
        await desk.pilot.click("#hint", offset=(hints.index("Set up"), 0))
        await desk.rest()
        assert "Setting up" in desk.seen()


@pytest.mark.parametrize(
    ("key", "opened"), [("g", "Go to which day?"), ("c", "What is closed"), ("", "On this screen")]
)
async def test_every_key_that_is_listed_can_be_clicked(
    hub: Store, clock: Clock, key: str, opened: str
) -> None:
    async with at_the_desk(hub, clock) as desk:
        await desk.press("question_mark")
        line = next(one for one in desk.pilot.app.screen.query(KeyLine) if one.key == key)
        # Where it is seen: a line above it may take two rows.
        await desk.pilot.click(offset=(line.region.x + 1, line.region.y))
        await desk.rest()
        assert opened in desk.seen()
