"""The first screen of the desk."""

from __future__ import annotations

from datetime import timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking
from hub.timetable.rooms import add_room
from kiosk.desk.app import DeskApp
from tests.kiosk.desk.trying import rows, settle

HOSTILE = "[@click=app.quit]Tea[/nope]\x1b[2J\u202e"


async def test_today_says_what_is_on_next_off_and_free(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Hall A", capacity=40)
    add_room(store, clock, name="Hall B")
    now = clock.now()
    hour = timedelta(hours=1)
    quarter_past = now.replace(minute=15)
    book_room(
        store, clock, room="Hall B", starts=quarter_past, ends=quarter_past + hour, title="Rhymes"
    )
    noon = now.replace(hour=12, minute=0)
    book_room(store, clock, room="Hall A", starts=noon, ends=noon + hour, title=HOSTILE)
    choir = book_room(
        store,
        clock,
        room="Hall A",
        starts=noon + 2 * hour,
        ends=noon + 3 * hour,
        title="Choir",
        is_public=True,
    )
    cancel_booking(store, clock, code=choir.code, reason="No heating")
    app = DeskApp(lambda: store, clock)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert rows(app.screen)[:14] == [
            " Front desk · Ferry Road" + " " * 23 + "Mon 23 Nov 10:42 · nobody on yet",
            " [1 Today]  2 Rooms   5 Directory",
            "",
            "  NOW      Rhymes                     Hall B             10:15am to 11:15am",
            "",
            "  NEXT     [@click=app.quit]Tea[/nop… Hall A             noon to 1pm",
            "",
            "  OFF      Choir, 2pm: No heating",
            "",
            "  FREE     Hall A                     up to 40 people    until noon",
            "",
            "  TO DO    Nothing that can't wait.",
            "",
            "",
        ]
