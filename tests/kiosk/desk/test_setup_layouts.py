"""Setting up: layouts, and things to lend, by keys and by mouse."""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.equipment import list_equipment
from hub.timetable.layouts import list_layouts
from hub.upkeep.undoing import undo_last_change
from hub.views.rooms import LayoutView
from tests.kiosk.desk.setup_trying import BESIDE, library, setting_up
from tests.timetable.dumps import dump

__all__ = ["library"]

CIRCLE = LayoutView("Studio", "Circle", 12, 10, 0)


async def test_a_coordinator_adds_a_layout_with_keys_alone(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with setting_up(library, clock, "Layouts") as desk:
        await desk.press("a", "s", "tab")
        await desk.fill_in("Rows of chairs", "30", "20m", "1h")
        asked = desk.said()
        await desk.press("enter")

        assert (
            "Studio set up as Rows of chairs, holds 30. 20 minutes to set up, 60 minutes to tidy"
            " up." in asked
        )
        assert list_layouts(library) == (CIRCLE, LayoutView("Studio", "Rows of chairs", 30, 20, 60))
        assert desk.status() == "Added: Studio set up as Rows of chairs."
        assert desk.listed() == [
            "Studio Circle 12 10 min –",
            "› Studio Rows of chairs 30 20 min 60 min",
        ]
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_a_coordinator_adds_a_layout_by_mouse(library: Store, clock: Clock) -> None:
    async with setting_up(library, clock) as desk:
        await desk.click("Layouts")
        await desk.click("a Add")
        await desk.click(" of 3)")
        await desk.click("rows of chairs")
        await desk.type("Tables")
        await desk.click("To set up", right=BESIDE)
        await desk.type("15m")
        await desk.click("Enter Keep it")

        assert list_layouts(library)[0] == LayoutView("Hall A", "Tables", None, 15, 0)
        assert desk.status() == "Added: Hall A set up as Tables."


async def test_a_wrong_time_is_refused_and_what_was_typed_stays(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock, "Layouts") as desk:
        await desk.press("a", "tab")
        await desk.fill_in("Tables", "30", "a while")
        live = desk.said()
        await desk.press("enter")
        refused, seen = desk.status(), desk.seen()
        await desk.instead("25h")
        await desk.press("enter")
        too_long = desk.status()

        assert "'a while' is not a length of time." in live
        assert refused.startswith("'a while' is not a length of time.")
        assert all(words in seen for words in ("Tables", "30", "a while"))
        assert too_long == "Setting up and tidying up take from 0 minutes to a day."
        assert list_layouts(library) == (CIRCLE,)
        assert desk.changes() == []


async def test_a_layout_is_changed_and_undo_changes_it_back(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with setting_up(library, clock, "Layouts") as desk:
        await desk.press("enter")
        asked = desk.said()
        await desk.fill_in("s", "", "")
        await desk.instead("0")
        await desk.press("tab")
        await desk.instead("5m")
        await desk.press("enter")

        assert "What is booked already keeps its minutes." in asked
        assert list_layouts(library) == (LayoutView("Studio", "Circles", 12, 0, 5),)
        assert desk.status() == "Changed: Studio set up as Circles."
        assert desk.listed() == ["› Studio Circles 12 – 5 min"]
        await desk.press("u", "enter")
        assert desk.listed() == ["› Studio Circle 12 10 min –"]
    assert dump(library) == before


async def test_a_layout_is_taken_away_by_mouse_and_brought_back(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock, "Layouts") as desk:
        await desk.click("x Take away")
        asked = desk.said()
        await desk.click("Enter Take it away")
        gone = list_layouts(library)
        said = desk.status()
        empty = " ".join(desk.seen().split())
        await desk.click("u Undo")
        await desk.click("Enter Yes")

        assert "Take away Studio set up as Circle?" in asked
        assert "Nobody can ask for it any more. Old bookings keep it." in asked
        assert gone == ()
        assert said == "Taken away: Studio set up as Circle. You can undo it."
        assert "A layout is a way to set a room up" in empty
        assert list_layouts(library) == (CIRCLE,)
        assert desk.listed() == ["› Studio Circle 12 10 min –"]


async def test_a_thing_to_lend_is_added_sent_home_and_taken_away(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with setting_up(library, clock, "Things to lend") as desk:
        await desk.press("a")
        await desk.fill_in("Hearing loop", "")
        await desk.press("enter")
        added = desk.listed()
        await desk.press("enter", "tab", "s")
        asked = desk.said()
        await desk.press("enter")
        home = desk.listed()
        await desk.press("x", "enter")

        assert added == ["› Hearing loop goes anywhere", "Projector goes anywhere"]
        assert "Hearing loop stays in Studio. It is never promised twice at one time." in asked
        assert home == ["› Hearing loop stays in Studio", "Projector goes anywhere"]
        assert desk.listed() == ["› Projector goes anywhere"]
        assert desk.changes() == [
            "Removed Hearing loop",
            "Changed Hearing loop",
            "Added Hearing loop",
        ]
        await desk.press("u", "enter", "u", "enter", "u", "enter")
        assert desk.listed() == ["› Projector goes anywhere"]
    assert dump(library) == before


async def test_a_thing_to_lend_is_added_with_its_room_by_mouse(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock) as desk:
        await desk.click("Things to lend")
        await desk.click("a Add")
        await desk.click("What is it?", right=BESIDE)
        await desk.type("Easel")
        await desk.click("‹ no room")  # a click on its left goes back: to the last one
        await desk.click("Enter Keep it")

        said = [(one.name, one.room) for one in list_equipment(library)]
        assert said == [("Easel", "Studio"), ("Projector", "")]


async def test_a_thing_that_is_booked_stays_and_one_without_a_name_is_not_added(
    library: Store, clock: Clock
) -> None:
    starts = clock.now().replace(hour=14, minute=0) + timedelta(days=1)
    made = book_room(
        library,
        clock,
        room="Studio",
        starts=starts,
        ends=starts + timedelta(hours=1),
        title="Film",
        equipment=("Projector",),
    )
    async with setting_up(library, clock, "Things to lend") as desk:
        await desk.press("x", "enter")
        stays = desk.status()
        await desk.press("escape", "a", "enter")
        nameless = desk.status()
        await desk.type("projector")
        await desk.press("enter")

        assert stays == (
            f"The Projector is still wanted by Film on Tue 24 Nov ({made.code}). Nothing was"
            " changed. Move, change or cancel those first."
        )
        assert nameless == "Say what it is, for example: Projector"
        assert desk.status() == (
            'There is a projector already. One more of them needs a name of its own: "projector 2"'
        )
        assert [one.name for one in list_equipment(library)] == ["Projector"]
