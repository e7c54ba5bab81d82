"""The first screen of the desk."""

from __future__ import annotations

from datetime import timedelta

from textual.widgets import Static

from hub.clock import Clock
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.rooms import add_room
from kiosk.desk.app import DeskApp


async def test_sam_signs_on_and_sees_today(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    add_room(store, clock, name="Hall A")
    start = clock.now() + timedelta(minutes=18)
    title = "[@click=app.quit]Tea[/nope]"
    end = start + timedelta(hours=1)
    book_room(store, clock, room="Hall A", starts=start, ends=end, title=title)
    app = DeskApp(lambda: store, clock)

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("1")
        await app.workers.wait_for_complete()
        await pilot.pause()

        assert str(app.query_one("#head", Static).content) == (
            "Front desk · Ferry Road · Mon 23 Nov 10:42 · Sam on until 10:42pm"
        )
        assert str(app.query_one("#page", Static).content).split("\n") == [
            "NOW nothing is on",
            f"NEXT {title}, Hall A, 11am to noon",
            "FREE Hall A until 11am",
            "",
            "Who's on? Press your number.",
            "1 Sam",
        ]
