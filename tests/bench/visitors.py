"""What each of ten people costs who read the hub in a browser at once, over a kiosk on a terminal.
Nothing where there is no Chromium.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from tests.bench.first_frame import python, running
from tests.bench.measure import Ratio
from tests.bench.screens import KIOSK, KIOSK_WORDS, demo_hub
from tests.kiosk.web.browser import CHROMIUM, chromium
from tests.kiosk.web.served import memory_of, served


def visitors(folder: Path, *, many: int = 10) -> Iterator[Ratio]:
    """Memory, what is shared counted by shares: MiB for each, and for the kiosk on a terminal."""
    if CHROMIUM is None:
        return
    hub = demo_hub(folder / "demo")
    with running(python(KIOSK), KIOSK_WORDS, hub) as one:
        alone = memory_of(one.process.pid) / 1024
    board = Path(hub["HUB_DATA"]) / "noticeboard.sqlite"
    each = asyncio.run(_of_each(board, folder / "chromium", many))
    name = f"each of {many} visitors in a browser / a kiosk"
    yield Ratio(name, mean(each) / 1024, alone, 1.3, "MiB")


async def _of_each(board: Path, profile: Path, many: int) -> list[int]:
    async with chromium(profile) as browser, served(board) as server:
        pages = [await browser.page(1024, 768) for _ in range(many)]
        await asyncio.gather(*(page.open(server.address) for page in pages))
        await asyncio.gather(*(page.shows("999") for page in pages))
        kiosks = server.kiosks()
        if len(kiosks) != many:
            raise RuntimeError(f"{len(kiosks)} kiosks for {many} visitors")
        return [memory_of(number) for number in kiosks]
