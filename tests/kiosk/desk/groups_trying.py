"""A library with two groups, and the desk with Groups in front, for the tests of that screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time

from textual.pilot import Pilot

from hub.clock import Clock
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.timetable.groups import add_group, group_sessions, list_groups
from hub.timetable.rooms import add_room
from hub.views.bookings import BookingView
from hub.views.groups import GroupView
from kiosk.desk.app import DeskApp
from tests.kiosk.desk.trying import rows, seen, settle, status

CHOIR, YOGA = "Choir", "Yoga"
FIRST, LAST = date(2026, 11, 23), date(2026, 12, 31)


def a_library_with_groups(store: Store, clock: Clock) -> None:
    """Choir on Mondays at 10am, on now, eight places; Yoga on Tuesdays at 6pm. Sam is on."""
    add_room(store, clock, name="Hall A", capacity=40)
    add_room(store, clock, name="Hall B", capacity=20)
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    for title, room, rule, at, places in (
        (CHOIR, "Hall A", "FREQ=WEEKLY;BYDAY=MO", time(10), 8),
        (YOGA, "Hall B", "FREQ=WEEKLY;BYDAY=TU", time(18), None),
    ):
        add_group(
            store,
            clock,
            title=title,
            room=room,
            rule=f"{rule};UNTIL=20261222",
            starts_on=date(2026, 11, 23),
            at=at,
            minutes=90,
            capacity=places,
        )


@dataclass
class Desk:
    """The desk with Groups in front."""

    app: DeskApp
    pilot: Pilot[int]
    store: Store
    clock: Clock
    presses: int = 0

    async def press(self, *keys: str) -> None:
        """Press keys that count, and let come of each what comes."""
        for key in keys:
            self.presses += 1
            await self.pilot.press(key)
            await settle(self.pilot)

    async def type(self, words: str) -> None:
        await self.pilot.press(*("space" if one == " " else one for one in words))
        await settle(self.pilot)

    async def click(self, selector: str, x: int, y: int = 0) -> None:
        await self.pilot.click(selector, offset=(x, y))
        await settle(self.pilot)

    def seen(self) -> str:
        return seen(self.app)

    def rows(self) -> list[str]:
        return [row.strip() for row in rows(self.app.screen)]

    def said(self) -> str:
        """All that is on screen as running text: sentences that go over two rows are whole."""
        return " ".join(" ".join(row.strip("│ ") for row in self.rows()).split())

    def status(self) -> str:
        return status(self.app)

    def hints(self) -> str:
        return self.rows()[-1]

    def group(self, title: str) -> GroupView:
        return next(one for one in list_groups(self.store, self.clock) if one.title == title)

    def dates(self, title: str) -> tuple[BookingView, ...]:
        code = self.group(title).code
        return group_sessions(self.store, self.clock, code=code, first=FIRST, last=LAST)


@asynccontextmanager
async def groups(
    store: Store, clock: Clock, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    """Open the desk at Groups."""
    app = DeskApp(lambda: store, clock)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        desk = Desk(app, pilot, store, clock)
        await desk.press("3")
        await rest(desk)
        desk.presses = 0
        yield desk


async def rest(desk: Desk) -> None:
    """Let the sessions of the group at the cursor come, a moment after it moved there."""
    for _ in range(100):
        screen = desk.app.screen
        if getattr(screen, "is_up_to_date", True):
            break
        await desk.pilot.pause(0.02)
    await settle(desk.pilot)
