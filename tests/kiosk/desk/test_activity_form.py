"""What people read about an activity is made and changed at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.store.engine import Store
from hub.timetable.activities import list_activities, show_activity
from hub.upkeep.undoing import undo_last_change
from hub.views.timetable import ActivityView
from tests.kiosk.desk.groups_trying import CHOIR, a_library_with_groups, groups


@pytest.fixture
def hub(new_store: Callable[[str], Store], clock: Clock) -> Store:
    store = new_store("sqlcipher")
    with store.write() as session:
        load_needs(session)
    a_library_with_groups(store, clock)
    return store


async def test_a_new_activity_with_a_need(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("v")
        assert "Meets no need yet." in desk.seen()
        for line in ("Knit", "Bring wool", "Everybody", "Free", "Jo", "01632 960001", "Just come"):
            await desk.type(line)
            await desk.press("tab")
        await desk.press("right", "f4", "slash")
        await desk.type("behind rent")
        await desk.press("enter", "down", "space", "enter")
        assert "For people who say: I am behind with my rent." in desk.seen()
        await desk.press("enter")
        made = next(one for one in list_activities(hub) if one.title == "Knit")
        assert made == ActivityView(
            code=made.code,
            title="Knit",
            summary="Bring wool",
            who_for="Everybody",
            cost="Free",
            contact="Jo",
            phone="01632 960001",
            getting_in="Just come",
            needs=("behind-with-rent",),
            is_public=False,
        )
        assert desk.status() == f"Saved: Knit. Code {made.code}"


async def test_a_change_of_title_reaches_the_list_and_is_undone(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        code = desk.group(CHOIR).activity
        before = show_activity(hub, code=code)
        await desk.press("y")
        await desk.type(" of all voices")
        await desk.press("enter")
        assert show_activity(hub, code=code).title == "Choir of all voices"
        assert "Choir of all voices" in desk.rows()[6]
        undo_last_change(hub, clock)
        assert show_activity(hub, code=code) == before


async def test_an_activity_without_a_title_is_refused(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("v", "enter")
        assert "An activity needs a title." in desk.status()
        await desk.press("escape")
        assert len(list_activities(hub)) == 2
