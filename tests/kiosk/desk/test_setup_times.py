"""Setting up: opening hours and school terms, by keys and by mouse."""

from __future__ import annotations

from datetime import date, time

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.groups import add_group
from hub.timetable.hours import list_hours
from hub.timetable.terms import list_terms
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import Weeks
from hub.views.hours import week_in_short
from hub.views.terms import TermView
from tests.kiosk.desk.setup_trying import BESIDE, library, setting_up
from tests.timetable.dumps import dump

__all__ = ["library"]

SPRING = TermView(1, "Spring 2027", date(2027, 1, 5), date(2027, 3, 26))


async def test_a_coordinator_says_when_a_room_is_open_with_keys_alone(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with setting_up(library, clock, "Opening hours") as desk:
        await desk.press("a", "s", "tab", "6", "7", "tab")
        await desk.type("10am to 1pm and 2pm to 5pm")
        asked = desk.said()
        nothing = list_hours(library, room="Studio")
        await desk.press("enter")

        week = "Monday to Friday closed, Saturday and Sunday 10am to 1pm and 2pm to 5pm"
        assert f"Studio: {week}." in asked
        assert nothing == ()
        assert week_in_short(list_hours(library, room="Studio")) == week
        assert desk.status() == "Set: Studio, Sat, Sun: 10am to 1pm and 2pm to 5pm."
        assert "› Studio Monday closed" in desk.listed()
        assert desk.changes() == ["Set when Studio is open, Sat, Sun: 10am to 1pm and 2pm to 5pm"]
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_a_coordinator_opens_on_saturday_by_mouse(library: Store, clock: Clock) -> None:
    async with setting_up(library, clock) as desk:
        await desk.click("Opening hours")
        await desk.click("Saturday")
        await desk.click("Saturday")
        opened = desk.seen()
        await desk.click("-  Sun")
        await desk.click("[x] Sat")
        await desk.click("Open   ", right=BESIDE + 10)
        await desk.instead("11:00-15:30")
        await desk.click("Enter Keep it")

        assert "[x] Sat" in opened
        assert week_in_short(list_hours(library)) == (
            "Monday to Friday 9am to 5pm, Saturday closed, Sunday 11am to 3:30pm"
        )
        assert "the whole building Sunday 11am to 3:30pm" in desk.listed()


async def test_wrong_opening_hours_are_refused_and_what_was_typed_stays(
    library: Store, clock: Clock
) -> None:
    before = dump(library)
    async with setting_up(library, clock, "Opening hours") as desk:
        await desk.press("a", "tab", "tab")
        await desk.type("9 to 5")
        await desk.press("enter")
        no_day = desk.status()
        await desk.press("up", "1", "down", "enter")
        unclear = desk.status()
        await desk.instead("5pm to 9am")
        await desk.press("enter")
        upside_down, seen = desk.status(), desk.seen()

        assert no_day == "Tick the days of the week. Press 1 for Monday, 2 for Tuesday."
        assert unclear == "5 could be morning or afternoon. Write 5pm or 5am."
        assert upside_down.startswith("The closing time comes before the opening time.")
        assert "5pm to 9am" in seen
        assert "[x] Mon" in seen
    assert dump(library) == before


async def test_what_is_said_of_a_day_can_be_typed_again_and_closed(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock, "Opening hours") as desk:
        await desk.press("down", "enter")
        form = desk.said()
        await desk.press("tab", "tab")
        await desk.instead("closed")
        await desk.press("enter")

        assert "the whole building: Monday to Friday 9am to 5pm, Saturday and Sunday" in form
        assert desk.listed()[1] == "› the whole building Tuesday closed"
        assert desk.status() == "Set: the whole building, Tue: closed."


async def test_without_any_hours_left_it_is_said_that_rooms_are_always_open(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock, "Opening hours") as desk:
        await desk.press("enter", "tab", "2", "3", "4", "5", "tab")
        await desk.instead("closed")
        asked = desk.said()
        await desk.press("escape", "x")
        away = desk.said()
        await desk.press("enter")
        empty = " ".join(desk.seen().split())
        nothing = list_hours(library)
        await desk.press("u", "enter")

        always = "Then no hours are set at all: rooms can be booked at any time."
        assert always in asked
        assert "Take away the opening hours of the whole building?" in away
        assert "Rooms can then be booked at any time" in away
        assert "No opening hours are set" in empty
        assert nothing == ()
        assert week_in_short(list_hours(library)) == (
            "Monday to Friday 9am to 5pm, Saturday and Sunday closed"
        )


async def test_a_coordinator_adds_a_term_with_keys_alone(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with setting_up(library, clock, "School terms") as desk:
        await desk.press("a")
        await desk.fill_in("Summer 2027", "12 apr 2027", "21 jul", "31 may", "4 jun", "b")
        await desk.press("2")
        asked = desk.said()
        await desk.press("enter")

        assert (
            "Monday 12 April 2027 to Wednesday 21 July 2027. Half-term: Monday 31 May 2027 to"
            " Friday 4 June 2027. Its first week is a B week." in asked
        )
        added = list_terms(library)[1]
        assert (added.name, added.starts_on, added.ends_on, added.first_week) == (
            "Summer 2027",
            date(2027, 4, 12),
            date(2027, 7, 21),
            "B",
        )
        assert (added.half_starts_on, added.half_ends_on) == (date(2027, 5, 31), date(2027, 6, 4))
        assert desk.status() == "Added: Summer 2027."
        assert desk.listed() == [
            "Spring 2027 5 Jan 2027 26 Mar 2027 A",
            "› Summer 2027 12 Apr 2027 21 Jul 2027 B",
        ]
    undo_last_change(library, clock, by="Sam")
    assert dump(library) == before


async def test_a_coordinator_adds_a_term_by_mouse(library: Store, clock: Clock) -> None:
    async with setting_up(library, clock) as desk:
        await desk.click("School terms")
        await desk.click("a Add")
        await desk.click("First day", right=BESIDE)
        await desk.type("3 sep 2027")
        await desk.click("Last day", right=BESIDE)
        await desk.type("18 dec")
        await desk.click("Name   ", right=BESIDE)
        await desk.type("Autumn")
        await desk.click("an A week", right=5)
        await desk.click("Enter Keep it")

        said = [
            (one.name, one.starts_on, one.ends_on, one.first_week) for one in list_terms(library)
        ]
        assert said[1] == ("Autumn", date(2027, 9, 3), date(2027, 12, 18), "B")


async def test_a_wrong_date_is_refused_and_what_was_typed_stays(
    library: Store, clock: Clock
) -> None:
    async with setting_up(library, clock, "School terms") as desk:
        await desk.press("a")
        await desk.fill_in("Summer", "12 apr 2027", "31 jun")
        live = desk.said()
        await desk.press("enter")
        refused, seen = desk.status(), desk.seen()
        await desk.instead("21 jul")
        await desk.press("tab")
        await desk.type("31 may")
        await desk.press("enter")
        half = desk.status()
        await desk.instead("")
        await desk.press("up", "up")
        await desk.instead("1 mar 2027")
        await desk.press("enter")

        assert "'31 jun'" in live
        assert "'31 jun'" in refused
        assert all(words in seen for words in ("Summer", "12 apr 2027", "31 jun"))
        assert half == "Half-term needs its first day and its last day."
        assert desk.status() == (
            "Summer would overlap Spring 2027, 5 January 2027 to 26 March 2027. Check the dates,"
            " or take the other one away first."
        )
        assert list_terms(library) == (SPRING,)


async def test_a_term_is_changed_and_undo_changes_it_back(library: Store, clock: Clock) -> None:
    before = dump(library)
    async with setting_up(library, clock, "School terms") as desk:
        await desk.press("enter")
        form = desk.said()
        await desk.fill_in("", "", "")
        await desk.instead("25 mar 2027")
        await desk.press("enter")

        assert "Tuesday 5 January 2027 to Friday 26 March 2027. Its first week is an A week" in form
        assert list_terms(library)[0].ends_on == date(2027, 3, 25)
        assert desk.status() == "Changed: Spring 2027."
        assert desk.listed() == ["› Spring 2027 5 Jan 2027 25 Mar 2027 A"]
        await desk.press("u", "enter")
        assert desk.listed() == ["› Spring 2027 5 Jan 2027 26 Mar 2027 A"]
    assert dump(library) == before


async def test_taking_a_term_away_says_which_groups_go_by_it(library: Store, clock: Clock) -> None:
    for title, weeks in (("Homework Club", Weeks.TERM), ("Yoga", Weeks.ALL)):
        add_group(
            library,
            clock,
            title=title,
            room="Studio" if weeks is Weeks.TERM else "Hall A",
            rule="FREQ=WEEKLY;BYDAY=WE",
            starts_on=date(2027, 1, 6),
            at=time(16),
            minutes=60,
            weeks=weeks,
        )
    async with setting_up(library, clock, "School terms") as desk:
        await desk.press("x")
        asked = desk.said()
        await desk.press("n")
        kept = list_terms(library)
        await desk.press("x", "y")

        assert "Take away Spring 2027?" in asked
        assert "Tuesday 5 January 2027 to Friday 26 March 2027." in asked
        assert "What is booked stays." in asked
        assert "These groups meet in no new weeks of it: Homework Club." in asked
        assert kept == (SPRING,)
        assert list_terms(library) == ()
        await desk.press("u", "enter")
        assert list_terms(library) == (SPRING,)
