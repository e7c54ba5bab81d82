"""Setting up: every list is reached by keys and by mouse, and rooms are added, changed, joined and
taken away.
"""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from hub.clock import Clock
from hub.people.shifts import end_shift
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.hours import set_hours
from hub.timetable.layouts import list_layouts
from hub.timetable.rooms import list_rooms
from hub.upkeep.undoing import undo_last_change
from kiosk.desk.rooms import RoomsScreen
from kiosk.desk.setup import SetupScreen
from tests.kiosk.desk.setup_trying import BESIDE, SECTIONS, library, setting_up
from tests.timetable.dumps import dump

__all__ = ["library"]

HEADINGS = {
    "Rooms": "Room Holds Part of",
    "Layouts": "Room Set up as Holds Set up Tidy up",
    "Things to lend": "Thing Where",
    "Opening hours": "Where Day Open",
    "School terms": "Term From Until Week",
}
FORMS = {
    "Rooms": ("Add a room", "Change Main Hall"),
    "Layouts": ("Add a layout", "Change Studio set up as Circle"),
    "Things to lend": ("Add a thing to lend", "Change Projector"),
    "Opening hours": ("When are we open?", "When are we open?"),
    "School terms": ("Add a school term", "Change Spring 2027"),
}
QUESTIONS = {
    "Rooms": "Take away Main Hall?",
    "Layouts": "Take away Studio set up as Circle?",
    "Things to lend": "Take away Projector?",
    "Opening hours": "Take away the opening hours of the whole building?",
    "School terms": "Take away Spring 2027?",
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_list_is_one_more_key_away_and_what_is_done_there_one_more(
    library: Store, clock: Clock, size: tuple[int, int]
) -> None:
    reached = []
    async with setting_up(library, clock, size=size) as desk:
        for section in SECTIONS:
            reached.append(section)
            assert HEADINGS[section] in " ".join(desk.rows()[3].split())
            assert f"› {section}" in desk.seen()
            adding, changing = FORMS[section]
            for key, words in (("a", adding), ("enter", changing), ("x", QUESTIONS[section])):
                await desk.press(key)
                assert words in desk.seen()
                await desk.press("escape")
            await desk.press("right")
        assert "› Rooms" in desk.seen()
        await desk.press("left")
        assert "› School terms" in desk.seen()
        await desk.press("escape")
        assert isinstance(desk.app.screen, RoomsScreen)
    assert reached == list(SECTIONS)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_list_is_one_click_away_and_what_is_done_there_one_more(
    library: Store, clock: Clock, size: tuple[int, int]
) -> None:
    reached = []
    async with setting_up(library, clock, size=size) as desk:
        await desk.press("escape", "question_mark")
        await desk.click("S       Set up")
        assert isinstance(desk.app.screen, SetupScreen)
        for section in reversed(SECTIONS):
            await desk.click(f"  {section}")
            reached.append(section)
            assert HEADINGS[section] in " ".join(desk.rows()[3].split())
            adding, changing = FORMS[section]
            for key, words in (
                ("a Add", adding),
                ("Enter Change", changing),
                ("x Take away", QUESTIONS[section]),
            ):
                await desk.click(key)
                assert words in desk.seen()
                await desk.click("Esc ")
        await desk.click("Esc To Rooms")
        assert isinstance(desk.app.screen, RoomsScreen)
    assert sorted(reached) == sorted(SECTIONS)


async def test_a_click_goes_to_a_line_and_another_one_opens_it(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock) as desk:
        await desk.click("Studio")
        assert "Studio holds 16. First floor Layouts: Circle." in desk.said()
        assert "Change Studio" not in desk.seen()
        await desk.click("› Studio")
        assert "Change Studio" in desk.seen()


async def test_a_coordinator_adds_a_room_with_keys_alone(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with setting_up(library, clock) as desk:
        await desk.press("a")
        await desk.fill_in("Garden Room", "24", "", "Through the café")
        asked = desk.said()
        nothing = list_rooms(library)
        await desk.press("enter")

        assert "Garden Room, holds 24." in asked
        assert [one.name for one in nothing] == ["Main Hall", "Hall A", "Studio"]
        added = list_rooms(library)[-1]
        assert (added.name, added.capacity, added.whereabouts, added.part_of) == (
            "Garden Room",
            24,
            "Through the café",
            (),
        )
        assert desk.status() == "Added: Garden Room."
        assert desk.listed() == [
            "Main Hall 80",
            "Hall A 40 Main Hall",
            "Studio 16",
            "› Garden Room 24",
        ]
        assert desk.changes() == ["Added Garden Room"]
        await desk.press("escape")
        assert "Garden Room" in desk.seen()
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_a_coordinator_adds_a_part_of_a_new_larger_room_by_mouse(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock) as desk:
        await desk.click("a Add")
        await desk.click("Name  ", right=BESIDE)
        await desk.type("Snug")
        for _ in range(4):  # past the three rooms that are there
            await desk.click(" of 5)")
        await desk.click("Larger room", right=BESIDE)
        await desk.type("Café")
        asked = desk.said()
        await desk.click("Enter Keep it")

        assert "Snug, part of Café, which is added with it." in asked
        assert desk.status() == "Added: Snug. Café was added with it."
        assert [(one.name, one.spaces) for one in list_rooms(library)[-2:]] == [
            ("Snug", ("Snug",)),
            ("Café", ("Snug",)),
        ]


async def test_what_is_wrong_is_said_under_the_form_and_what_was_typed_stays(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock) as desk:
        await desk.press("a")
        await desk.fill_in("studio", "lots", "", "First floor")
        live = desk.said()
        await desk.press("enter")
        wrong = (desk.status(), desk.seen())
        await desk.press("up", "up")
        await desk.instead("12")
        await desk.press("enter")
        taken = (desk.status(), desk.seen())

        assert "'lots' is not a number of people. Write: 20" in live
        assert wrong[0] == "'lots' is not a number of people. Write: 20"
        assert " lots" in wrong[1]
        # What a command would say is left out: nobody types one here.
        assert taken[0] == "There is a room called studio already."
        assert all(words in taken[1] for words in ("studio", "12", "First floor"))
        assert desk.changes() == []


async def test_a_room_gets_another_name_size_and_place_in_one_change(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with setting_up(library, clock) as desk:
        await desk.press("down", "down", "enter")
        await desk.instead("Dance Studio")
        await desk.press("tab")
        await desk.instead("")
        await desk.press("tab")
        await desk.instead("Up the stairs")
        await desk.press("tab")
        await desk.instead("9")
        too_far = desk.said()
        await desk.instead("1")
        asked = desk.said()
        await desk.press("enter")

        assert "The place in the list is a number from 1 to 3." in too_far
        assert "Dance Studio. Number 1 in the list." in asked
        assert desk.status() == "Changed: Dance Studio."
        assert desk.listed() == ["› Dance Studio –", "Main Hall 80", "Hall A 40 Main Hall"]
        assert list_rooms(library)[0].whereabouts == "Up the stairs"
        assert desk.changes() == ["Changed Studio"]
        await desk.press("u", "enter")
        assert desk.status() == "Undone: Changed Studio"
        assert desk.listed() == ["Main Hall 80", "Hall A 40 Main Hall", "› Studio 16"]
    assert dump(library) == before


async def test_a_room_becomes_part_of_a_larger_one(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with setting_up(library, clock) as desk:
        await desk.press("down", "down", "j")
        asked = desk.said()
        await desk.press("enter")

        assert "Make Studio part of a larger room" in asked
        assert "Studio becomes part of Main Hall: while one is taken, the other can't" in asked
        assert desk.status() == "Studio is part of Main Hall now."
        assert desk.listed() == ["Main Hall 80", "Hall A 40 Main Hall", "› Studio 16 Main Hall"]
        await desk.press("up", "j", "enter")
        again = desk.status()
        await desk.press("escape")

        assert again == "Hall A is part of Main Hall already."
        assert desk.changes() == ["Made Studio part of Main Hall"]
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_a_room_goes_only_after_a_yes_and_undo_brings_its_layout_back(
    library: Store, clock: Clock
) -> None:
    set_hours(library, clock, weekdays=[5], spans=[(time(9), time(12))], room="Studio")
    async with setting_up(library, clock) as desk:
        await desk.press("down", "down", "x")
        asked = desk.said()
        await desk.press("escape")
        kept = [one.name for one in list_rooms(library)]
        await desk.press("x", "enter")

        assert "Take away Studio?" in asked
        assert "Nobody can book it any more. What was in it stays on record." in asked
        assert "Its layouts go with it: Circle. Its opening hours go with it." in asked
        assert kept == ["Main Hall", "Hall A", "Studio"]
        assert desk.status() == "Taken away: Studio. You can undo it."
        assert desk.listed() == ["Main Hall 80", "› Hall A 40 Main Hall"]
        assert list_layouts(library) == ()
        assert "Layouts       none" in desk.seen()
        await desk.press("u", "enter")
        assert desk.status() == "Undone: Removed Studio"
        assert desk.listed() == ["Main Hall 80", "Hall A 40 Main Hall", "› Studio 16"]
        assert [one.name for one in list_layouts(library)] == ["Circle"]
        assert "Layouts          1" in desk.seen()


async def test_a_room_that_is_booked_stays_and_is_said_by_whom(
    library: Store, clock: Clock
) -> None:
    starts = clock.now().replace(hour=14, minute=0) + timedelta(days=1)
    ends = starts + timedelta(hours=1)
    made = book_room(library, clock, room="Studio", starts=starts, ends=ends, title="Film")
    async with setting_up(library, clock) as desk:
        await desk.press("down", "down", "x", "y")

        assert desk.status() == (
            f"Studio is still wanted by Film on Tue 24 Nov ({made.code}). Nothing was changed."
            " Move, change or cancel those first."
        )
        assert [one.name for one in list_rooms(library)] == ["Main Hall", "Hall A", "Studio"]


async def test_the_first_room_of_a_new_hub_is_added_here(store: Store, clock: Clock) -> None:
    async with setting_up(store, clock) as desk:
        empty = desk.said()
        await desk.press("escape")
        sent_here = desk.status()
        await desk.press("S", "right", "a")
        too_soon = desk.status()
        await desk.press("left", "a")
        await desk.type("Library")
        await desk.press("enter", "n")
        await desk.type("Ada")
        await desk.press("enter")
        added = desk.status()
        await desk.press("escape")

        assert "There are no rooms yet. Press a to add one." in empty
        assert sent_here == "There are no rooms yet. Press S to set them up."
        assert too_soon == "A layout belongs to a room. Add the room first."
        assert added == "Added: Library."
        assert "Library" in desk.rows()[3]


async def test_where_nobody_is_on_it_is_asked_who_and_nothing_typed_is_lost(
    library: Store, clock: Clock
) -> None:
    end_shift(library, clock)
    async with setting_up(library, clock) as desk:
        await desk.press("a")
        await desk.type("Attic")
        await desk.press("enter")
        asked = desk.seen()
        await desk.press("escape")
        back = desk.seen()
        await desk.press("enter", "1", "enter")

        assert "Who's on? Press your number first." in asked
        assert " Attic" in back
        assert [one.name for one in list_rooms(library)][-1] == "Attic"
