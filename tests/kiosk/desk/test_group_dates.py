"""Pause a group, start it again, add a date, drop one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.ending import pause_group
from tests.kiosk.desk.groups_trying import CHOIR, Desk, a_library_with_groups, groups, rest


@pytest.fixture
def hub(new_store: Callable[[str], Store], clock: Clock) -> Store:
    store = new_store("sqlcipher")
    a_library_with_groups(store, clock)
    return store


def days(desk: Desk) -> list[date]:
    return [one.starts.date() for one in desk.dates(CHOIR)]


NOV_23, NOV_30 = date(2026, 11, 23), date(2026, 11, 30)
DEC_7, DEC_14, DEC_21 = date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)


async def test_a_pause_takes_the_dates_away_and_starting_again_brings_them_back(
    hub: Store, clock: Clock
) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("p")
        await desk.type("2026-12-14")
        await desk.press("tab", *(["backspace"] * 5))
        await desk.type("tomorrow")
        assert (
            "No dates from Tuesday 24 November 2026. Back from Monday 14 December 2026."
            in desk.said()
        )
        await desk.press("enter")
        assert "Choir paused: 2 dates taken out." in desk.status()
        assert days(desk) == [NOV_23, DEC_14, DEC_21]
        await desk.press("enter")
        await rest(desk)
        assert "Paused from Tue 24 Nov to Sun 13 Dec." in desk.said()
        await desk.press("r", "enter")
        seen, nothing = desk.said(), days(desk)
        assert (
            "2 dates, Mon 30 Nov 2026 to Mon 7 Dec 2026, in Hall A. All of them are free." in seen
        )
        assert "Start again, with 2 dates" in seen
        assert nothing == [NOV_23, DEC_14, DEC_21]
        await desk.press("enter")
        assert "Choir starts again: 2 dates made." in desk.status()
        assert days(desk) == [NOV_23, NOV_30, DEC_7, DEC_14, DEC_21]


async def test_a_date_that_is_taken_is_shown_before_a_group_starts_again(
    hub: Store, clock: Clock
) -> None:
    async with groups(hub, clock) as desk:
        code = desk.group("Choir").code
        pause_group(hub, clock, code=code, first=NOV_30, until=DEC_14)
        starts = clock.now().replace(hour=10, minute=0) + timedelta(days=14)
        ends = starts + timedelta(hours=1)
        book_room(hub, clock, room="Hall A", starts=starts, ends=ends, title="Film")
        await desk.press("l")
        await rest(desk)
        await desk.press("r")
        await desk.press("enter")
        seen = desk.said()
        await desk.press("escape", "enter")
        again = desk.said()
        await desk.press("2")

        assert "2 dates" in seen
        assert "1 can't be had as it is." in seen
        assert "TAKEN" in seen
        assert "Another room on that date" in seen
        assert again == seen
        assert [
            (day.isoformat(), one.room)
            for day, one in zip(days(desk), desk.dates(CHOIR), strict=True)
        ] == [
            ("2026-11-23", "Hall A"),
            ("2026-11-30", "Hall A"),
            ("2026-12-07", "Hall B"),
            ("2026-12-14", "Hall A"),
            ("2026-12-21", "Hall A"),
        ]


async def test_a_pause_that_ends_before_it_begins_is_refused(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("p")
        await desk.type("2026-11-20")
        await desk.press("enter")
        assert "It comes back before it goes away." in desk.status()
        assert len(days(desk)) == 5


async def test_a_date_is_added_and_dropped(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("a")
        await desk.type("2026-11-27")
        assert "It meets on Friday 27 November 2026 too, at its own time." in desk.seen()
        await desk.press("enter")
        seen, nothing = desk.said(), days(desk)
        assert "One date, Fri 27 Nov 2026, in Hall A. All of them are free." in seen
        assert nothing == [NOV_23, NOV_30, DEC_7, DEC_14, DEC_21]
        await desk.press("enter")
        await rest(desk)
        assert "Choir has a new date: 1 date made." in desk.status()
        assert days(desk) == [NOV_23, date(2026, 11, 27), NOV_30, DEC_7, DEC_14, DEC_21]
        await desk.press("enter", "down", "down", "d")
        assert "Drop a date of Choir" in desk.seen()
        await desk.press("enter")
        assert days(desk) == [NOV_23, date(2026, 11, 27), DEC_7, DEC_14, DEC_21]


async def test_what_is_in_the_way_of_a_new_date_is_shown_with_the_ways_out(
    hub: Store, clock: Clock
) -> None:
    starts = clock.now().replace(hour=10, minute=0) + timedelta(days=4)
    book_room(
        hub,
        clock,
        room="Hall A",
        starts=starts,
        ends=starts + timedelta(hours=1),
        title="Film",
    )
    async with groups(hub, clock) as desk:
        await desk.press("a")
        await desk.type("2026-11-27")
        await desk.press("enter")
        seen = desk.said()
        await desk.press("1")
        back, nothing = desk.said(), days(desk)
        await desk.press("enter")
        await desk.press("2")

        assert "1 can't be had as it is." in seen
        assert "TAKEN" in seen
        assert "Film" in seen
        assert "One more date for Choir" in back
        assert date(2026, 11, 27) not in nothing
        assert "Choir has a new date" in desk.status()
        added = next(one for one in desk.dates(CHOIR) if one.starts.date() == date(2026, 11, 27))
        assert added.room == "Hall B"


async def test_a_date_that_the_group_has_already_is_not_added(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("a")
        await desk.type("2026-11-30")
        await desk.press("enter")

        assert desk.status() == (
            "Choir has a session for Mon 30 Nov 2026 already, if only one that was moved or"
            " cancelled."
        )
        assert len(days(desk)) == 5
