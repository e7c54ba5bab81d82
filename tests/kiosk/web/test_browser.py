"""The kiosk in a real browser: a phone, a wall, a finger, ten at once, and a server that dies."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="the part for browsers isn't installed")

from tests.kiosk.public.boards import board_at
from tests.kiosk.web.browser import CHROMIUM, Browser, chromium
from tests.kiosk.web.served import Served, is_running, memory_of, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

WITH_A_LINK = " https://evil.example/"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with chromium(tmp_path / "chromium") as running:
        yield running


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Served]:
    board = board_at(tmp_path / "board.sqlite", traps=WITH_A_LINK)
    async with served(board) as running:
        yield running


async def left(browser: Browser, kiosks: list[int]) -> None:
    """Wait until these have ended, for some seconds and no longer."""
    async with asyncio.timeout(10):
        while any(map(is_running, kiosks)):
            await browser.do("Browser.getVersion")  # whatever takes a moment


@pytest.mark.parametrize(
    ("name", "width", "height", "columns", "rows"),
    [
        ("a phone", 390, 844, (80, 100), (60, 110)),
        ("a phone on its side", 844, 390, (80, 150), (24, 40)),
        ("a tablet", 1280, 800, (100, 130), (34, 50)),
        ("a wall", 3840, 2160, (100, 140), (34, 50)),
    ],
)
async def test_a_finger_finds_todays_groups_on(
    browser: Browser, server: Served,
    name: str, width: int, height: int, columns: tuple[int, int], rows: tuple[int, int],
) -> None:  # fmt: skip
    page = await browser.page(width, height, finger=True)
    await page.open(server.address)
    await page.shows("What's on today", "Call 999")
    across, down = page.cells
    assert columns[0] <= across <= columns[1], name
    assert rows[0] <= down <= rows[1], name
    await page.touch(0.15, 0.25)
    await page.shows("Group 6", "Back")
    await page.touch(0.5, 0.5)
    await page.shows("Where", "When")
    await page.touch(0.95, 0.965)  # Leave
    await page.shows("Group 6")
    outside = [one for one in page.asked if not one.split("://")[1].startswith("127.0.0.1:")]
    assert outside == ["data:,"] or outside == []
    assert await page.says("document.title") == "Ferry Road https://evil.example/"


async def test_an_address_on_screen_leads_nowhere(browser: Browser, server: Served) -> None:
    page = await browser.page(1280, 800, finger=True)
    await page.open(server.address)
    await page.shows("Call 999")
    opened = (await browser.do("Target.getTargets"))["targetInfos"]
    await page.touch(0.15, 0.25)
    await page.shows("evil.example")
    for down in (0.2, 0.25, 0.3, 0.35):
        await page.touch(0.3, down)
    assert await page.says("window.open('https://evil.example/') === null")
    assert await page.says("confirm('Leave?')") is False
    assert len((await browser.do("Target.getTargets"))["targetInfos"]) == len(opened)
    assert not any("evil.example" in address for address in page.asked)


async def test_ten_visitors_at_once_each_have_a_kiosk_of_their_own_and_leave_none_behind(
    browser: Browser, server: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [await browser.page(1024, 768) for _ in range(10)]
    await asyncio.gather(*(page.open(server.address) for page in pages))
    await asyncio.gather(*(page.shows("Call 999") for page in pages))
    kiosks = server.kiosks()
    assert len(kiosks) == 10
    each = [memory_of(number) / 1024 for number in kiosks]
    with capsys.disabled():
        own = memory_of(server.process.pid) / 1024
        print(  # noqa: T201 # the measure that this test is there to show
            f"\nten visitors: {sum(each) / 10:.1f} MB each"
            f" (most {max(each):.1f}), and {own:.1f} MB for the server"
        )
    await pages[3].do("Input.insertText", text="x")
    await pages[3].says("document.querySelector('textarea').focus()")
    pages[3].drawn = ""
    await pages[3].do("Input.dispatchKeyEvent", type="keyDown", key="1", code="Digit1", text="1")
    await pages[3].shows("Group 6")
    assert "Group 6" not in pages[4].drawn
    await asyncio.gather(*(page.open("about:blank") for page in pages))
    await left(browser, kiosks)


async def test_a_kiosk_whose_server_was_killed_leaves_and_its_page_comes_back(
    browser: Browser, server: Served, tmp_path: Path
) -> None:
    page = await browser.page(1024, 768)
    await page.open(server.address)
    await page.shows("Call 999")
    kiosks = server.kiosks()
    os.kill(server.process.pid, signal.SIGKILL)
    await browser.until(lambda: page.closed == 1, "the page notices")
    await left(browser, kiosks)
    page.drawn = ""
    port = server.address.rstrip("/").rpartition(":")[2]
    async with served(tmp_path / "board.sqlite", "--port", port):
        await page.shows("What's on today", "Call 999")
