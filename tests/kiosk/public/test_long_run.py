"""Fourteen days of visitors, one after another, at one kiosk: it stays as large as it was.

Each time a hundredth of them; all 24,000 in a soak. Run with `-s` to see how it went.
"""

from __future__ import annotations

import gc
import os
import random
from collections import Counter
from pathlib import Path
from weakref import WeakSet

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from hub.clock import Clock
from kiosk.public.app import ASKING_SECONDS, IDLE_SECONDS, KioskApp
from kiosk.public.places import Day, Home
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.screens import where
from tests.soaking import SOAK

VISITS = int(os.environ.get("HUB_TEST_VISITS", "24000" if SOAK else "240"))
WARM_UP = max(60, VISITS // 20)
MOST_GROWTH = 5 << 20
MOST_OBJECTS = 5_000
"""What caches of styles still gather: a page that stays alive each visit is many more."""
JOURNEYS = [
    "1 enter pagedown escape",
    "2 3 1 enter",
    "3 1 1 1 pagedown 2",
    "3 1 1 right enter f4 1",
    "r e n t enter enter escape backspace",
    "b o i l x q enter",
    "4 2 enter 1",
    "5 3 a space t enter",
    "5 1 escape home 6 1",
    "h a r b enter 2 1",
    "1 right enter down right enter f4 1 pagedown",
    "6 escape 2 9 tab f5 ctrl+c up",
    "1 enter 2 1 enter",
    "4 f3 enter",
]
"""Reading, searching, choosing, saying and taking away, by keys."""
SIZES = [(80, 24), (60, 20), (80, 24), (100, 30), (80, 24), (120, 40), (80, 24), (200, 60)]


def key(name: str) -> events.Key:
    letter = " " if name == "space" else name
    return events.Key(name, letter if len(letter) == 1 else None)


async def visit(app: KioskApp, pilot: Pilot[int], chance: random.Random) -> None:
    """Somebody comes, does something, and perhaps touches the glass here and there."""
    for name in chance.choice(JOURNEYS).split():
        app.post_message(key(name))
    if chance.random() < 0.3:
        width, height = app.size
        x, y = chance.randrange(width), chance.randrange(height)
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(
                kind(
                    widget=None, x=x, y=y, delta_x=0, delta_y=0, button=1,
                    shift=False, meta=False, ctrl=False,
                )
            )  # fmt: skip
    await pilot.pause()


async def goes(app: KioskApp, pilot: Pilot[int], chance: random.Random, time: list[float]) -> None:
    """Most walk away without a word; some touch Leave."""
    if chance.random() < 0.3:
        app.post_message(key("f12"))
        await pilot.pause()
        assert where(app) == Day(app.clock.today())
    time[0] += IDLE_SECONDS + 1
    app.check_visitor()
    if chance.random() < 0.1:
        await pilot.pause()
    time[0] += ASKING_SECONDS
    app.check_visitor()
    assert where(app) == Home()
    for _ in range(chance.randrange(20)):
        app.leaving.tick()


def on_screens() -> WeakSet[Widget]:
    """Every widget and screen that is alive in this process, whoever's."""
    gc.collect()
    return WeakSet(one for one in gc.get_objects() if isinstance(one, Widget))


def size_of_this(others: WeakSet[Widget]) -> tuple[int, int, int, Counter[str]]:
    """Bytes in memory, open files, objects; how many of each widget and screen are alive that is
    none of the others."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    everything = gc.get_objects()
    alive = Counter(
        type(one).__name__ for one in everything if isinstance(one, Widget) and one not in others
    )
    files = len(list(Path("/proc/self/fd").iterdir()))
    return pages * os.sysconf("SC_PAGESIZE"), files, len(everything), alive


@pytest.mark.soak
async def test_fourteen_days_of_visits_leave_the_kiosk_as_large_as_it_was(
    tmp_path: Path, clock: Clock
) -> None:
    chance, others = random.Random(14), on_screens()
    board, box, time = board_at(tmp_path / "board.db"), tmp_path / "box", [0.0]
    app = KioskApp(board, clock, dropbox=box, seconds=lambda: time[0])
    async with app.run_test(size=SIZES[0]) as pilot:
        before = size_of_this(others)
        for number in range(1, VISITS + 1):
            await visit(app, pilot, chance)
            if number % 40 == 0:
                board_at(board, sessions=chance.randrange(30), name=f"Board {number}")
                app.check_board()
            if number % 48 == 0:
                await pilot.resize_terminal(*SIZES[number // 48 % len(SIZES)])
            await goes(app, pilot, chance, time)
            if number % 100 == 0:  # the hub empties the box
                for line in box.iterdir():
                    line.unlink()
            if number in (WARM_UP, VISITS):
                await pilot.resize_terminal(*SIZES[0])
                board_at(board)
                app.check_board()
                app.action_leave()
                await pilot.pause()
                size = size_of_this(others)
                if number == WARM_UP:
                    before = size
        grown, more = size[0] - before[0], size[2] - before[2]
        after = VISITS - WARM_UP
        print(f"{after} visits: {grown / 1024:.0f} KiB more memory, {more} more objects")  # noqa: T201 # whoever runs it with -s asks
        assert grown < MOST_GROWTH
        assert more < MOST_OBJECTS
        assert size[1] == before[1]
        several = {part: many for part, many in size[3].items() if many > 1}
        assert several == {"Line": 4}, size[3]
        assert size[3]["KioskScreen"] == 1
