"""The first screen of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hub.clock import Clock
from hub.directory.entry import OrganisationEntry, ServiceEntry
from hub.directory.keeping import keep
from hub.errors import Busy
from hub.store.engine import Store
from hub.timetable.bookings import book_room, cancel_booking
from hub.timetable.rooms import add_room
from kiosk.desk.app import DeskApp
from tests.kiosk.desk.trying import rows, seen, settle, status, until

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
            " [1 Today]  2 Rooms   3 Groups   4 Signpost   5 Directory   6 Print",
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


async def test_to_do_names_old_checks_and_a_missing_noticeboard(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    ages = {"Food bank": 97, "Night shelter": 120, "Money advice": 20, "Helpline": None}
    entries = [
        ServiceEntry(
            uid=f"00000000-0000-4000-8000-00000000000{place}",
            organisation=OrganisationEntry("00000000-0000-4000-8000-00000000000a", "Council"),
            name=name,
            is_local=True,
            assured_on=None if days is None else clock.today() - timedelta(days=days),
        )
        for place, (name, days) in enumerate(ages.items())
    ]
    with store.write() as session:
        keep(session, entries, source="starter")
    app = DeskApp(lambda: store, clock, board_path=tmp_path / "none.sqlite")

    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)

        page = seen(app).split("\n")
        start = next(place for place, line in enumerate(page) if "TO DO" in line)
        assert page[start : start + 4] == [
            "  TO DO    The noticeboard isn't there: the kiosk shows nothing. Run: hub publish",
            "           Night shelter: last checked 120 days ago. Please ring them. Press k.",
            "           Food bank: last checked 97 days ago. Please ring them.",
            "           Helpline: never checked yet. Please ring them.",
        ]


async def test_a_minute_later_today_is_looked_at_again_and_an_old_refusal_goes(
    new_store: Callable[[str], Store], clock: Clock
) -> None:
    store = new_store("sqlcipher")
    add_room(store, clock, name="Hall A")
    is_busy = [True]

    def opening() -> Store:
        if is_busy[0]:
            raise Busy("The store is busy.")
        return store

    app = DeskApp(opening, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: status(app) == "The store is busy.")
        is_busy[0] = False
        later = clock.at(clock.now() + timedelta(minutes=1))
        app.clock = app.errands.clock = later
        await until(pilot, lambda: "Hall A" in seen(app))
        assert status(app) == ""
