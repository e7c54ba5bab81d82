"""A slow or refusing store: the desk says so and stays awake."""

from __future__ import annotations

import threading
from datetime import timedelta

from hub.clock import Clock
from hub.errors import Busy
from hub.store.engine import Store
from kiosk.desk.app import DeskApp
from kiosk.desk.screen import BUSY
from tests.kiosk.desk.trying import rows, status, until


async def test_a_locked_store_says_busy_and_the_clock_ticks_on(clock: Clock) -> None:
    gate = threading.Event()

    def locked() -> Store:
        gate.wait(20)
        raise Busy("The store is busy: somebody else is saving.", hint="Try again.")

    app = DeskApp(locked, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            await until(pilot, lambda: status(app) == BUSY)
            app.clock = clock.at(clock.now() + timedelta(minutes=1))
            app.tick()
            await pilot.pause()
            head = rows(app.screen)[0]
        finally:
            gate.set()
        await until(
            pilot,
            lambda: status(app) == "The store is busy: somebody else is saving. Try again.",
        )

    assert head == " Front desk" + " " * 36 + "Mon 23 Nov 10:43 · nobody on yet"


async def test_a_mistake_of_ours_is_said_in_plain_words(clock: Clock) -> None:
    def broken() -> Store:
        raise ZeroDivisionError("Mrs Jones")

    app = DeskApp(broken, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(
            pilot, lambda: status(app) == "That went wrong in the desk itself. Try it again."
        )
