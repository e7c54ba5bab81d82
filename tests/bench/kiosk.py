"""The kiosk beside bare Textual: its first frame on the demo hub and on a directory of 100,000
entries, a key until it is drawn, and what it costs while nobody is there.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot

from hub.clock import clock_for
from kiosk.public.app import KioskApp
from tests.bench.first_frame import BARE, BARE_WORDS, Cost, python, running, start
from tests.bench.grid import KEYS, SIZE, Bare, drawn
from tests.bench.measure import Ratio, middle_pair
from tests.bench.screens import KIOSK, KIOSK_WORDS, NOW, demo_hub
from tests.bench.searching import a_board

LARGE = 100_000
THERE_AND_BACK = ("3", "1", "escape", "escape", "1", "escape", "4", "escape")
"""Two touches to who can help and back, then today, then things to do."""


def kiosk(
    folder: Path, *, entries: int = LARGE, rounds: int = 5, times: int = 5, alone: float = 30.0
) -> Iterator[Ratio]:
    """All of it. `entries` is how many the large directory has, `alone` for how many seconds
    nobody touches it."""
    hub = demo_hub(folder)
    yield from first_frames(hub, _with_many(hub, folder, entries), entries, 3 * rounds)
    yield from keys(Path(hub["HUB_DATA"]), rounds, times)
    yield idle(hub, alone)


def first_frames(
    small: Mapping[str, str], large: Mapping[str, str], entries: int, rounds: int
) -> Iterator[Ratio]:
    """CPU and memory until all of the first page is drawn, over a bare app with one word."""
    programs: Sequence[tuple[list[str], Sequence[str], Mapping[str, str]]] = (
        (python(BARE), BARE_WORDS, {}),
        (python(KIOSK), KIOSK_WORDS, small),
        (python(KIOSK), KIOSK_WORDS, large),
    )
    for one in programs:
        start(*one)  # so that what Python compiles once is there
    turns: list[list[Cost]] = [[start(*one) for one in programs] for _ in range(rounds)]
    for place, of in ((1, "the demo hub"), (2, f"{entries:,} entries")):
        name = f"kiosk's first frame, {of}"
        cpu = middle_pair((turn[place].cpu_ms, turn[0].cpu_ms) for turn in turns)
        memory = middle_pair((turn[place].memory_mib, turn[0].memory_mib) for turn in turns)
        yield Ratio(f"{name}, CPU", *cpu, 1.3, "ms")
        yield Ratio(f"{name}, memory", *memory, 1.3, "MiB")


def _with_many(hub: Mapping[str, str], folder: Path, entries: int) -> dict[str, str]:
    """The demo hub with a directory of so many; the variables that name it."""
    there = folder / "large"
    shutil.copytree(hub["HUB_DATA"], there)
    board = a_board(folder / "boards", entries)
    board.close()
    board.file.path.replace(there / "noticeboard.sqlite")
    return {**hub, "HUB_DATA": str(there)}


def keys(hub: Path, rounds: int, times: int) -> Iterator[Ratio]:
    """A key until it is drawn, over a bare screen that draws as many cells anew; in all colours,
    which a kiosk asks for, and in 16."""
    moment = datetime.fromisoformat(NOW).replace(tzinfo=UTC)
    clock = clock_for("Europe/London", {}).at(moment)

    async def ours(pressed: Sequence[str]) -> float:
        """CPU seconds a key."""
        app = KioskApp(hub / "noticeboard.sqlite", clock)
        async with app.run_test(size=SIZE) as pilot:
            await _whole(pilot, app)
            return await drawn(pilot, pressed, times)

    async def bare() -> float:
        app = Bare()
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            return await drawn(pilot, KEYS, times)

    for name, pressed, colours in (
        ("a key that chooses", KEYS, "truecolor"),
        ("a key to another page", THERE_AND_BACK, "truecolor"),
        ("one to another page, 16 colours", THERE_AND_BACK, ""),
    ):
        with patch.dict(os.environ, TERM="xterm", COLORTERM=colours):
            asyncio.run(ours(pressed)), asyncio.run(bare())
            pairs = [(asyncio.run(ours(pressed)), asyncio.run(bare())) for _ in range(rounds)]
        mine, its = middle_pair(pairs)
        yield Ratio(f"kiosk: {name} / as many cells", mine * 1000, its * 1000, 1.5, "ms")


async def _whole(pilot: Pilot[Any], app: KioskApp) -> None:
    for _ in range(500):
        await pilot.pause()
        if app.is_running and app.sheet.is_whole:
            return
    raise RuntimeError("the kiosk never came")


def idle(hub: Mapping[str, str], seconds: float) -> Ratio:
    """CPU of a kiosk that nobody touches, over the time that goes by."""
    with running(python(KIOSK), KIOSK_WORDS, hub) as kiosk:
        kiosk.left_alone(3.0)  # what it puts off until the first page is drawn
        before, began = _cpu_seconds(kiosk.process.pid), time.monotonic()
        kiosk.left_alone(seconds)
        used, passed = _cpu_seconds(kiosk.process.pid) - before, time.monotonic() - began
    return Ratio("kiosk that nobody touches, CPU / time", used * 1000, passed * 1000, 0.01, "ms")


def _cpu_seconds(process: int) -> float:
    """User and system time of a process, to a clock tick (10 ms)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
