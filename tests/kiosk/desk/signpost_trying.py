"""A desk on the demo's hub, for the tests of Signpost: made once, copied for each test."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from hub.clock import Clock, clock_for
from hub.noticeboard.publish import publish
from hub.people.shifts import start_shift
from hub.people.undo import list_undoable
from hub.settings import Settings
from hub.signposting.visits import list_visits
from hub.store.engine import Store
from hub.store.opening import open_store
from hub.upkeep.demo import SEED
from hub.upkeep.making import make_hub
from hub.views.visits import VisitView
from kiosk.desk.app import DeskApp
from kiosk.desk.signpost import SignpostScreen
from tests.kiosk.desk.trying import rows, seen, settle, status

CLOCK = clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))
NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture(scope="module")
def made_hub(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("demo")
    made = make_hub(
        folder / "hub",
        content="demo",
        clock=CLOCK,
        environment={"HUB_KEYS": str(folder / "keys")},
        source=random.Random(SEED),
    )
    store = open_store(made.settings)
    try:
        start_shift(store, CLOCK, name="Sam")
        publish(store, CLOCK, made.settings)
    finally:
        store.close()
    return made.settings


@dataclass
class Hub:
    """A hub of the test's own."""

    store: Store
    settings: Settings
    clock: Clock

    def visits(self) -> tuple[VisitView, ...]:
        """The visits of this week that were noted at the desk in this test."""
        today = self.clock.today()
        return list_visits(self.store, since=today, until=today)

    def undoable(self) -> list[str]:
        return [one.label for one in list_undoable(self.store, self.clock)]


@pytest.fixture
def demo(made_hub: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The demo's hub with Sam on, and no printer."""
    folder = tmp_path / "demo-hub"
    shutil.copytree(made_hub.folder, folder)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    settings = replace(made_hub, folder=folder)
    store = open_store(settings)
    yield Hub(store, settings, CLOCK)
    store.close()


@dataclass
class Desk:
    """What a volunteer does and sees. Every key is counted."""

    app: DeskApp
    pilot: Pilot[int]
    keys: int = 0

    @property
    def screen(self) -> SignpostScreen:
        return next(one for one in self.app.screen_stack if isinstance(one, SignpostScreen))

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other as each has been answered."""
        for key in keys:
            self.keys += 1
            await self.pilot.press(key)
            await settle(self.pilot)

    async def type(self, words: str) -> None:
        """Type words, faster than they are answered."""
        self.keys += len(words)
        await self.pilot.press(*("space" if one == " " else one for one in words))
        await settle(self.pilot)

    async def click(self, words: str) -> None:
        """Click the first place on the screen where these words stand."""
        for y, row in enumerate(rows(self.app.screen)):
            if words in row:
                await self.pilot.click(offset=(row.index(words), y))
                await settle(self.pilot)
                return
        raise AssertionError(f"{words!r} is nowhere on:\n{self.seen()}")

    def seen(self) -> str:
        return seen(self.app)

    def status(self) -> str:
        return status(self.app)

    def plan(self) -> list[str]:
        """What the plan says, heading by heading and step by step."""
        from kiosk.desk.signpost_plan import PlanLines

        return [row.words for row in self.screen.query_one(PlanLines).items]


@asynccontextmanager
async def the_desk(hub: Hub, size: tuple[int, int] = WIDE, *, at: str = "4") -> AsyncIterator[Desk]:
    app = DeskApp(
        lambda: hub.store,
        hub.clock,
        board_path=hub.settings.noticeboard_file,
        printed_folder=hub.settings.printed_folder,
        after_change=lambda _: None,
    )
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await settle(pilot)
        if at:
            await desk.press(at)
        desk.keys = 0
        yield desk
