"""What a volunteer does most about groups takes few keys, counted here and seen in the store."""

from __future__ import annotations

import pytest

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.signups import session_details
from hub.upkeep.undoing import undo_last_change
from hub.views.timetable import BookingStatus
from kiosk.desk.app import DeskApp
from tests.kiosk.desk.groups_trying import CHOIR, YOGA, a_library_with_groups, groups, rest
from tests.kiosk.desk.trying import press, settle, status


@pytest.fixture
def hub(store: Store, clock: Clock) -> Store:
    a_library_with_groups(store, clock)
    return store


async def test_counting_heads_takes_three_keys_and_the_digits(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("c")
        await desk.type("14")
        await desk.press("enter")
        await desk.type("2")
        await desk.press("enter")
        assert desk.presses == 3
        assert desk.status() == "Counted 14 at Choir, Mon 23 Nov 10am, 2 for the first time."
        counted = session_details(hub, clock, code=desk.dates(CHOIR)[0].code)
        assert (counted.head_count, counted.first_timers) == (14, 2)


async def test_heads_are_counted_from_today_too(hub: Store, clock: Clock) -> None:
    app = DeskApp(lambda: hub, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        await press(pilot, "9", "enter")
        await press(pilot, "enter")
        assert status(app) == "Counted 9 at Choir, Mon 23 Nov 10am."


async def test_ending_a_group_takes_two_keys(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        before = desk.dates(CHOIR)
        assert len(before) == 5
        await desk.press("x")
        assert "No more dates after Monday 23 November 2026. You can undo it." in desk.seen()
        await desk.press("enter")
        assert desk.presses == 2 <= 5
        assert "Choir ended" in desk.status()
        assert [one.code for one in desk.dates(CHOIR)] == [before[0].code]
        assert len(desk.dates(YOGA)) == 5
        undo_last_change(hub, clock)
        assert desk.dates(CHOIR) == before


async def test_ending_a_group_with_a_noted_date_asks_and_still_takes_five_keys(
    hub: Store, clock: Clock
) -> None:
    from hub.timetable.counts import note_session

    async with groups(hub, clock) as desk:
        noted = desk.dates(CHOIR)[2]
        note_session(hub, clock, code=noted.code, note="Bring mince pies")
        await desk.press("x", "enter")
        assert "What should happen to this date?" in desk.seen()
        assert "Mon 7 Dec: note" in desk.seen()
        await desk.press("1")
        assert desk.presses == 3 <= 5
        left = [one.code for one in desk.dates(CHOIR)]
        assert left == [desk.dates(CHOIR)[0].code, noted.code]


async def test_cancelling_one_date_says_why(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        await desk.press("enter", "down", "x")
        await desk.type("Boiler")
        assert "Everybody reads: Cancelled: Boiler" in desk.seen()
        await desk.press("enter")
        await rest(desk)
        gone = desk.dates(CHOIR)[1]
        assert (gone.status, gone.reason) == (BookingStatus.CANCELLED, "Boiler")
        assert "Cancelled: Choir, Mon 30 Nov 10am" in desk.status()
        assert "cancelled: Boiler" in desk.seen()


async def test_every_key_of_the_footer_can_be_clicked(hub: Store, clock: Clock) -> None:
    async with groups(hub, clock) as desk:
        line = desk.hints()
        await desk.click("#hint", line.index("Count heads") + 2)
        await desk.type("7")
        await desk.click("DeskWindow #hint", 2)
        await desk.click("DeskWindow #hint", 2)
        assert desk.status() == "Counted 7 at Choir, Mon 23 Nov 10am."
