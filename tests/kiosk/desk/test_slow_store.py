"""A slow or refusing store: the desk says so and stays awake."""

from __future__ import annotations

import threading
from datetime import timedelta

from textual.pilot import Pilot
from textual.widgets import Static

from hub.clock import Clock
from hub.errors import Busy
from hub.store.engine import Store
from kiosk.desk.app import DeskApp


async def until_status(pilot: Pilot[int], app: DeskApp, words: str) -> None:
    for _ in range(200):
        if str(app.query_one("#status", Static).content) == words:
            return
        await pilot.pause(0.02)
    raise AssertionError(str(app.query_one("#status", Static).content))


async def test_a_locked_store_says_busy_and_the_clock_ticks_on(clock: Clock) -> None:
    gate = threading.Event()

    def locked() -> Store:
        gate.wait(20)
        raise Busy("The store is busy: somebody else is saving.", hint="Try again.")

    app = DeskApp(locked, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            await until_status(pilot, app, "The store is busy: one moment…")
            app.clock = clock.at(clock.now() + timedelta(minutes=1))
            app.tick()
            head = str(app.query_one("#head", Static).content)
        finally:
            gate.set()
        await until_status(pilot, app, "The store is busy: somebody else is saving. Try again.")

    assert head == "Front desk · Mon 23 Nov 10:43 · nobody on yet"
