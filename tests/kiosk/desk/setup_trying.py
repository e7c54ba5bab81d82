"""A small library, and the desk with Setting up in front, for the tests of that screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time

import pytest
from textual.pilot import Pilot

from hub.clock import Clock
from hub.people.shifts import start_shift
from hub.people.undo import list_undoable
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.timetable.equipment import add_equipment
from hub.timetable.hours import set_hours
from hub.timetable.layouts import add_layout
from hub.timetable.rooms import add_room
from hub.timetable.terms import add_term
from kiosk.desk.app import DeskApp
from tests.kiosk.desk.trying import rows, settle, status
from tests.timetable.library import it_has_always_been_so

SECTIONS = ("Rooms", "Layouts", "Things to lend", "Opening hours", "School terms")

BESIDE = 17
"""From the name of a line of a form to where it is filled in."""


@pytest.fixture
def library(store: Store, clock: Clock) -> Store:
    """A hall of two halves and a studio, with one thing in each of the other lists; Sam is on."""
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    add_room(store, clock, name="Main Hall", capacity=80)
    add_room(store, clock, name="Hall A", capacity=40, part_of="Main Hall")
    add_room(store, clock, name="Studio", capacity=16, whereabouts="First floor")
    add_layout(store, clock, room="Studio", name="Circle", capacity=12, setup_minutes=10)
    add_equipment(store, clock, name="Projector")
    set_hours(store, clock, weekdays=range(5), spans=[(time(9), time(17))])
    add_term(
        store,
        clock,
        name="Spring 2027",
        starts_on=date(2027, 1, 5),
        ends_on=date(2027, 3, 26),
    )
    it_has_always_been_so(store, clock)
    return store


@dataclass
class Desk:
    """The desk with Setting up in front."""

    app: DeskApp
    pilot: Pilot[int]
    store: Store
    clock: Clock
    published: list[Store]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def type(self, words: str) -> None:
        await self.pilot.press(*("space" if one == " " else one for one in words))
        await settle(self.pilot)

    async def fill_in(self, *answers: str) -> None:
        """Type into one line after the other; an empty answer leaves its line as it is."""
        for number, words in enumerate(answers):
            if number:
                await self.press("tab")
            if words:
                await self.type(words)

    async def instead(self, words: str) -> None:
        """Type into a line in place of what stands there."""
        await self.pilot.press("end", "ctrl+u")
        await self.type(words)

    async def click(self, words: str, *, right: int = 1) -> None:
        """Click on these words where they are seen, or so many cells to the right."""
        for y, line in enumerate(self.rows()):
            x = line.find(words)
            if x >= 0:
                await self.pilot.click(offset=(x + right, y))
                await settle(self.pilot)
                return
        raise AssertionError(f"{words!r} is not on screen:\n{self.seen()}")

    def rows(self) -> list[str]:
        return rows(self.app.screen)

    def seen(self) -> str:
        return "\n".join(self.rows())

    def said(self) -> str:
        """What the window in front says as running text: sentences over two rows are whole."""
        inside = [row[row.index("│") + 1 : row.rindex("│")] for row in self.rows() if "│" in row]
        return " ".join(" ".join(inside or self.rows()).split())

    def status(self) -> str:
        return status(self.app)

    def listed(self) -> list[str]:
        """The lines of the list, without the names of the lists on their left."""
        right = [row[22:].rstrip() for row in self.rows()[4:]]
        end = next(n for n, row in enumerate(right) if "━" in row)
        return [" ".join(row.split()) for row in right[:end] if row.strip()]

    def changes(self) -> list[str]:
        """What can be undone, the last first."""
        return [one.label for one in list_undoable(self.store, self.clock)]


@asynccontextmanager
async def setting_up(
    store: Store, clock: Clock, section: str = "Rooms", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    """Open the desk at one of the lists."""
    published: list[Store] = []
    app = DeskApp(lambda: store, clock, after_change=published.append)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot, store, clock, published)
        await settle(pilot)
        await desk.press("2", "S", *["right"] * SECTIONS.index(section))
        yield desk
