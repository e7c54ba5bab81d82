"""A library with a few entries of the directory, and the desk with the Directory in front."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from hub.clock import Clock
from hub.directory.assuring import assure_service
from hub.directory.editing import add_service
from hub.people.shifts import start_shift
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.views.editing import ServiceForm
from kiosk.desk import directory_looking
from kiosk.desk.app import DeskApp
from tests.directory.entries import FOODBANK, it_has_always_been_so, some_needs
from tests.kiosk.desk.setup_trying import Desk as Trying
from tests.kiosk.desk.trying import settle

TODAY = date(2026, 11, 23)
NAMES = ("Befriending", "Carers Trust", "Debt Advice", "Eye Clinic Bus", "Fuel Bank")


@dataclass
class Desk(Trying):
    """The desk with the Directory in front."""

    presses: int = 0

    async def press(self, *keys: str) -> None:
        self.presses += len(keys)
        await super().press(*keys)

    def list_lines(self) -> list[str]:
        """The lines of the list in sight, or of the page."""
        return [" ".join(row.split()) for row in self.rows()[5:-2] if row.strip()]


@pytest.fixture
def library(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Five entries near here that were checked 100 days ago, a food bank that wasn't ever; Sam is
    on.
    """
    monkeypatch.setattr(directory_looking, "WAIT", 0.01)
    some_needs(store)
    for name in ("Sam", "Pat"):
        add_volunteer(store, clock, name=name)
    start_shift(store, clock, name="Sam")
    for number, name in enumerate(NAMES):
        form = replace(
            ServiceForm(name=name, is_local=True),
            phones=(replace(FOODBANK.phones[0], number=f"01632 96010{number}"),),  # type: ignore[index] # it has one
        )
        made = add_service(store, clock, form=form, organisation=f"{name} Trust")
        on = clock.today() - timedelta(days=104 - number)
        assure_service(store, clock, code=made.code, on=on)
    add_service(store, clock, form=FOODBANK, organisation="St John's Church")
    it_has_always_been_so(store, clock)
    return store


@asynccontextmanager
async def at_the_directory(
    store: Store, clock: Clock, *keys: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    """Open the desk at the directory, and press keys."""
    published: list[Store] = []
    app = DeskApp(lambda: store, clock, after_change=published.append)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot, store, clock, published)
        await settle(pilot)
        await desk.press("5", *keys)
        desk.presses = 0
        yield desk
