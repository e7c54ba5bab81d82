"""A coordinator rings round: is all of it still right?"""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.directory.search import list_services
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from tests.kiosk.desk.directory_trying import NAMES, TODAY, at_the_directory, library
from tests.timetable.dumps import dump

__all__ = ["library"]

TO_CHECK = ("tab", "tab")


def checked(store: Store, clock: Clock) -> dict[str, object]:
    """Name -> when it was last checked."""
    return {one.name: one.assured_on for one in list_services(store, today=clock.today())}


async def test_five_entries_in_a_row_are_checked_with_two_keys_each(
    library: Store, clock: Clock
) -> None:
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        before = desk.list_lines()
        for _ in NAMES:
            await desk.press("a", "enter")

        assert desk.presses == 10
        assert before == [
            "› Befriending 104 days: check now 01632 960100",
            "Carers Trust 103 days: check now 01632 960101",
            "Debt Advice 102 days: check now 01632 960102",
            "Eye Clinic Bus 101 days: check now 01632 960103",
            "Fuel Bank 100 days: check now 01632 960104",
            "St John's Foodbank never checked 01302 496001",
        ]
        assert desk.list_lines() == ["› St John's Foodbank never checked 01302 496001"]
        assert checked(library, clock) == {
            **dict.fromkeys(NAMES, TODAY),
            "St John's Foodbank": None,
        }
        assert desk.changes() == [f"Checked {name}" for name in reversed(NAMES)]


async def test_a_check_is_undone_as_a_whole(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        await desk.press("a", "enter")
        told = desk.status()
        await desk.press("u", "enter")

        assert told == "Checked: Befriending. u takes it back."
        assert desk.status() == "Undone: Checked Befriending"
        assert desk.list_lines()[0] == "Befriending 104 days: check now 01632 960100"
        assert dump(library) == before


async def test_a_check_of_last_week_is_typed_in_plain_words(library: Store, clock: Clock) -> None:
    async with at_the_directory(library, clock, *TO_CHECK) as desk:
        await desk.press("a")
        await desk.instead("fri")
        said = desk.said()
        await desk.instead("tomorrow")
        await desk.press("enter")
        refused = desk.status()
        await desk.instead("3 nov")
        await desk.press("enter")

        assert "somebody rang them or looked on Friday 20 November, and all of it is right" in said
        assert refused == "24 November 2026 is still to come. Write today, or 3 nov."
        assert checked(library, clock)["Befriending"] == TODAY - timedelta(days=20)
    undo_last_change(library, clock, by="Sam")
