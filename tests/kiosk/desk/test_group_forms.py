"""A group is made or changed at the desk: every date is seen before anything happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking
from hub.timetable.groups import list_groups, show_group
from hub.timetable.hours import set_hours
from hub.timetable.layouts import add_layout
from hub.timetable.signups import sign_up
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import BankHolidayRule, Weeks
from hub.views.timetable import BookingStatus
from tests.kiosk.desk.groups_trying import CHOIR, YOGA, Desk, a_library_with_groups, groups, rest
from tests.timetable.library import at

CANCELLED = BookingStatus.CANCELLED


@pytest.fixture
def hub(new_store: Callable[[str], Store], clock: Clock) -> Store:
    store = new_store("sqlcipher")
    a_library_with_groups(store, clock)
    return store


async def _fill_in_book_swap(desk: Desk) -> None:
    """Wednesdays at 2pm from 2 December to 23 December, in Hall A."""
    await desk.press("n")
    await desk.type("Book Swap")
    await desk.press("tab", "tab")
    await desk.type("2026-12-02")
    await desk.press("tab")
    await desk.type("14:00")
    for _ in range(5):
        await desk.press("tab")
    await desk.type("2026-12-23")


async def test_a_new_group_is_understood_previewed_and_made(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await _fill_in_book_swap(desk)
        assert (
            "From Wednesday 2 December 2026: every Wednesday, until 23 December 2026, 2pm, "
            "for 1 hour, in Hall A." in desk.said()
        )
        await desk.press("enter")
        assert (
            "4 dates, Wed 2 Dec 2026 to Wed 23 Dec 2026, in Hall A. All of them are free."
            in desk.said()
        )
        assert [one.title for one in list_groups(hub, clock)] == [CHOIR, YOGA]
        await desk.press("enter")
        made = desk.group("Book Swap")
        assert desk.status() == f"Made: Book Swap, 4 dates. Code {made.code}"
        assert (made.room, made.rule, made.starts_on, made.at, made.minutes) == (
            "Hall A",
            "FREQ=WEEKLY;UNTIL=20261223;BYDAY=WE;WKST=MO",
            date(2026, 12, 2),
            time(14),
            60,
        )
        assert (made.weeks, made.capacity, made.bank_holidays, made.is_public) == (
            Weeks.ALL,
            None,
            BankHolidayRule.SKIP,
            True,
        )
        assert len(desk.dates("Book Swap")) == 4
        undo_last_change(hub, clock)
        assert [one.title for one in list_groups(hub, clock)] == [CHOIR, YOGA]


@pytest.mark.parametrize(
    ("key", "rooms"),
    [
        ("1", ["Hall A", "Hall A", "Hall A"]),
        ("2", ["Hall A", "Hall B", "Hall A", "Hall A"]),
        ("3", ["Hall A", "Hall A", "Hall A", "Hall A"]),
        ("4", []),
    ],
)
async def test_clashes_are_named_and_one_key_says_what_becomes_of_them(
    hub: Store, clock: Clock, key: str, rooms: list[str]
) -> None:
    book_room(
        hub,
        clock,
        room="Hall A",
        starts=at("2026-12-09 14:00"),
        ends=at("2026-12-09 15:00"),
        title="Wedding",
    )
    async with groups(hub, clock) as desk:
        await _fill_in_book_swap(desk)
        await desk.press("enter")
        assert "1 can't be had as it is." in desk.said()
        assert "TAKEN (1)" in desk.said()
        assert "Wed 9 Dec 2pm: Wedding" in desk.said()
        assert "FREE (3)" in desk.said()
        await desk.press("enter")  # says nothing about the clash: nothing happens
        assert "TAKEN (1)" in desk.said()
        await desk.press(key)
        if not rooms:
            assert "New group" in desk.said()
            assert [one.title for one in list_groups(hub, clock)] == [CHOIR, YOGA]
            return
        made = desk.dates("Book Swap")
        assert [one.room for one in made] == rooms
        if key == "3":
            assert made[1].starts != at("2026-12-09 14:00")
            assert made[1].starts.date() == date(2026, 12, 9)


async def test_a_group_may_meet_outside_opening_hours_if_somebody_says_so(
    hub: Store, clock: Clock
) -> None:
    set_hours(hub, clock, weekdays=range(7), spans=[(time(9), time(13))])
    book_room(
        hub,
        clock,
        room="Hall A",
        starts=at("2026-12-09 14:00"),
        ends=at("2026-12-09 15:00"),
        title="Wedding",
        anyway=True,
    )
    async with groups(hub, clock) as desk:
        await _fill_in_book_swap(desk)
        await desk.press("enter")
        assert "OUTSIDE OPENING HOURS (3)" in desk.said()
        assert "5 Meet all the same where nobody has the room (3 of 4)" in desk.said()
        await desk.press("5")
        made = [one.starts.date().isoformat() for one in desk.dates("Book Swap")]
        assert made == ["2026-12-02", "2026-12-16", "2026-12-23"]


async def test_a_booking_is_never_met_on_top_of(hub: Store, clock: Clock) -> None:
    book_room(
        hub,
        clock,
        room="Hall A",
        starts=at("2026-12-09 14:00"),
        ends=at("2026-12-09 15:00"),
        title="Wedding",
    )
    async with groups(hub, clock) as desk:
        await _fill_in_book_swap(desk)
        await desk.press("enter", "5")
        assert "TAKEN (1)" in desk.said()
        assert "all the same" not in desk.said()


async def test_a_choice_in_the_preview_can_be_clicked(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await _fill_in_book_swap(desk)
        await desk.press("enter")
        await desk.click("PreviewWindow Act", 10)
        assert len(desk.dates("Book Swap")) == 4


async def test_what_cannot_be_understood_is_said_and_nothing_is_asked(
    hub: Store, clock: Clock
) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("n", "enter")
        assert "Say from when" in desk.status()
        await desk.press("tab", "tab")
        await desk.type("2026-12-02")
        await desk.press("enter")
        assert "Say what it is" in desk.status()
        await desk.press("up", "up")
        await desk.type("Book Swap")
        await desk.press("enter")
        assert "Say what time it starts" in desk.status()
        await desk.press("escape")
        assert [one.title for one in list_groups(hub, clock)] == [CHOIR, YOGA]


async def test_how_often_follows_the_first_date_and_is_picked_by_number(
    hub: Store, clock: Clock
) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("n", "tab", "tab")
        await desk.type("2026-12-03")
        await desk.press("tab", "tab", "tab")
        assert "[x] Thu" in desk.said()
        await desk.press("3")
        assert "each month, on the first Thursday" in desk.said()
        assert "[x] Thu" not in desk.said()
        await desk.press("7")
        assert "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU" in desk.said()


async def test_days_are_ticked_by_click_and_by_number(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("n", "tab", "tab")
        await desk.type("2026-12-03")
        await desk.press("tab", "tab", "tab", "tab", "1")
        assert "[x] Mon" in desk.said()
        assert "[x] Thu" in desk.said()
        await desk.click("#in-days", 11)
        assert "[x] Tue" in desk.said()


async def test_changing_one_date_leaves_the_others(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        before = desk.dates(CHOIR)
        await desk.press("enter", "down", "e", "tab", "tab", "tab", "right")
        assert "Only Monday 30 November 2026: in Hall B." in desk.said()
        await desk.press("enter", "enter")
        await rest(desk)
        after = desk.dates(CHOIR)
        assert [one.room for one in after] == ["Hall A", "Hall B", "Hall A", "Hall A", "Hall A"]
        assert [one.code for one in after] == [one.code for one in before]
        assert "Choir changed: 1 date changed" in desk.status()
        undo_last_change(hub, clock)
        assert desk.dates(CHOIR) == before


async def test_changing_this_and_following_asks_about_dates_with_a_life_of_their_own(
    hub: Store, clock: Clock
) -> None:
    async with groups(hub, clock) as desk:
        before = desk.dates(CHOIR)
        cancel_booking(hub, clock, code=before[2].code, reason="Boiler")
        sign_up(hub, clock, code=before[3].code, name="Ann")
        await desk.press("enter", "down", "e", "left", "tab", "tab", "tab", "tab", "ctrl+u")
        await desk.press(*(["backspace"] * 5))
        await desk.type("11:00")
        assert "From Monday 30 November 2026 on: at 11am." in desk.said()
        await desk.press("enter")
        assert "SPECIAL DATES" in desk.said()
        assert "Mon 14 Dec: 1 signed up" in desk.said()
        assert "The special date: stays as it is." in desk.said()
        await desk.press("k")
        assert "The special date: changes too." in desk.said()
        await desk.press("k")
        await desk.press("enter")
        after = desk.dates(CHOIR)
        assert [one.starts.hour for one in after if one.status is not CANCELLED] == [10, 11, 10, 11]
        assert after[2].status is CANCELLED
        assert [one.code for one in after] == [one.code for one in before]


async def test_nothing_different_is_nothing_to_change(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("e", "enter")
        assert "Nothing is different yet." in desk.status()


async def test_the_whole_group_gets_places_and_a_layout(hub: Store, clock: Clock) -> None:
    add_layout(hub, clock, room="Hall A", name="circle", capacity=20)
    async with groups(hub, clock) as desk:
        await desk.press("e")
        await desk.click("#in-places", 3)
        await desk.press("backspace")
        await desk.type("12")
        await desk.press("tab", "right", "enter")
        assert "All of them are free." in desk.said()
        await desk.press("enter")
        changed = show_group(hub, clock, code=desk.group(CHOIR).code)
        assert (changed.capacity, changed.layout) == (12, "circle")
