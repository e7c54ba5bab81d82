"""Key to drawn on the grid of Rooms, beside a bare Textual screen that redraws as many cells.

Both run headless in this process, in a screen of 120 x 40: a key is pressed, and the clock stops
when what came of it has been drawn. CPU time, so that what else the machine does doesn't count.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from hub.store.opening import open_store
from hub.timetable.bookings import book_room
from kiosk.desk.app import DeskApp
from kiosk.desk.rooms_board import Board
from tests.bench.measure import Ratio
from tests.bench.storing import MONDAY, ROOMS, Bench

SIZE = (120, 40)
COLUMN = 12
KEYS = ("down", "right", "down", "left", "up", "right", "up", "left")
_LOOKS = (Style.parse("black on white"), Style.parse("white on blue"))


class Cells(Widget, can_focus=True):
    """Rows of blocks of twelve cells in two looks, and one that a key moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, "step", show=False) for key in ("up", "down", "left", "right")
    ]

    def __init__(self) -> None:
        super().__init__()
        self.at = 0

    def action_step(self) -> None:
        self.at += 1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        many = self.size.width // COLUMN
        return Strip(
            [
                Segment(f"{y:02d} {x:02d}".ljust(COLUMN), _LOOKS[(x + y + self.at) % 2])
                for x in range(many)
            ]
        )


class Bare(App[None]):
    """Nothing but the cells."""

    def compose(self) -> ComposeResult:
        yield Cells()

    def on_mount(self) -> None:
        self.query_one(Cells).focus()


async def drawn(pilot: Pilot[Any], keys: Sequence[str], times: int) -> float:
    """CPU seconds from a key to its picture, as the mean of many."""
    for key in keys:
        await pilot.press(key)
    gc.collect()
    began = time.process_time()
    for _ in range(times):
        for key in keys:
            await pilot.press(key)
            pilot.app.screen._compositor.render_strips(pilot.app.size)  # as a terminal gets it
    return (time.process_time() - began) / (times * len(keys))


async def _bare(times: int) -> float:
    app = Bare()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        return await drawn(pilot, KEYS, times)


async def _ours(bench: Bench, times: int) -> float:
    store = open_store(bench.settings)
    with closing(store):
        app = DeskApp(lambda: store, bench.clock.at(bench.clock.day_bounds(MONDAY)[0]))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("2")
            await _until(pilot, lambda: bool(app.screen.query(Board)))
            board = app.screen.query_one(Board)
            await _until(pilot, lambda: board.plan is not None)
            await pilot.press("right", "down")
            return await drawn(pilot, KEYS, times)


async def _until(pilot: Pilot[int], it_is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        if it_is_so():
            return
    raise RuntimeError("the grid never came")


def grid(folder: Path, *, rounds: int = 5, times: int = 10) -> Ratio:
    """A key that moves the cursor on a full day of 20 rooms."""
    bench = Bench(folder)
    with closing(open_store(bench.settings)) as store:
        first = bench.clock.day_bounds(MONDAY)[0] + timedelta(hours=9)
        for room in range(ROOMS):
            for hour in range(0, 12, 2):
                starts = first + timedelta(hours=hour)
                book_room(
                    store,
                    bench.clock,
                    room=f"Room {room + 1}",
                    starts=starts,
                    ends=starts + timedelta(hours=1),
                    title=f"Meeting {room} {hour}",
                    is_public=True,
                )

    def run(work: Awaitable[float]) -> float:
        async def it() -> float:
            return await work

        return asyncio.run(it())

    run(_ours(bench, 1)), run(_bare(1))
    pairs = [(run(_ours(bench, times)), run(_bare(times))) for _ in range(rounds)]
    ours, bare = median(one for one, _ in pairs), median(other for _, other in pairs)
    return Ratio("a key on the grid / a bare screen of cells", ours * 1000, bare * 1000, 1.5, "ms")
