"""Debian's Chromium without a window, driven over its own protocol: pages of any size, a finger,
and what the kiosk sent to each page as text.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "about:blank",
)  # fmt: skip
PATIENCE = 30.0

_ESCAPES = re.compile(r"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()][0-9A-B]|\x1b[^\[]")


@dataclass
class Page:
    """One open page."""

    browser: Browser
    session: str
    drawn: str = ""
    """All that its kiosk has drawn since it was last cleared, without colours and places."""
    asked: list[str] = field(default_factory=list)
    """Every address that it has asked for."""
    closed: int = 0
    """How many of its connections to a kiosk have ended."""
    cells: tuple[int, int] = (0, 0)
    """Columns and rows, as it told its kiosk."""

    async def do(self, method: str, **about: object) -> dict[str, Any]:
        return await self.browser.do(method, self.session, **about)

    async def open(self, address: str) -> None:
        await self.do("Page.navigate", url=address)

    async def says(self, script: str) -> Any:
        answer = await self.do("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def shows(self, *words: str) -> None:
        """Wait until all of these have been drawn."""
        await self.browser.until(lambda: all(word in self.drawn for word in words), words)

    async def touch(self, across: float, down: float) -> None:
        """A finger at this part of the terminal's width and height."""
        left, top, wide, high = await self.says(
            """(() => { const all = document.querySelector('.xterm-screen').getBoundingClientRect();
            return [all.left, all.top, all.width, all.height] })()"""
        )
        self.drawn = ""
        finger = {"x": left + across * wide, "y": top + down * high}
        await self.do("Input.dispatchTouchEvent", type="touchStart", touchPoints=[finger])
        await self.do("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])


class Browser:
    """A running Chromium."""

    def __init__(self, line: ClientWebSocketResponse) -> None:
        self.line = line
        self.pages: dict[str, Page] = {}
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self._news = asyncio.Event()

    async def do(self, method: str, session: str = "", **about: object) -> dict[str, Any]:
        self._number += 1
        said: dict[str, object] = {"id": self._number, "method": method, "params": about}
        if session:
            said["sessionId"] = session
        answer = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        await self.line.send_json(said)
        return await asyncio.wait_for(answer, PATIENCE)

    async def page(self, width: int, height: int, *, finger: bool = False) -> Page:
        """A new page of this size in CSS pixels, as a phone's where it has a finger."""
        target = await self.do("Target.createTarget", url="about:blank")
        attached = await self.do("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        page = Page(self, attached["sessionId"])
        self.pages[page.session] = page
        for domain in ("Page", "Runtime", "Network"):
            await page.do(f"{domain}.enable")
        await page.do(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, mobile=finger,
            deviceScaleFactor=0,
        )  # fmt: skip
        if finger:
            await page.do("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=1)
        return page

    async def until(self, is_so: Callable[[], bool], what: object) -> None:
        """Wait for news until this is so."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"not within {PATIENCE} s: {what}") from None

    async def listen(self) -> None:
        async for message in self.line:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            if "id" in said:
                waiting = self._waiting.pop(said["id"])
                if "error" in said:
                    waiting.set_exception(AssertionError(said["error"]))
                else:
                    waiting.set_result(said["result"])
                continue
            page = self.pages.get(said.get("sessionId", ""))
            if page is not None:
                _note(page, said["method"], said["params"])
                self._news.set()


def _note(page: Page, method: str, about: dict[str, Any]) -> None:
    if method == "Network.webSocketFrameReceived" and about["response"]["opcode"] == 2:
        drawn = base64.b64decode(about["response"]["payloadData"]).decode("utf-8", "replace")
        page.drawn += _ESCAPES.sub("", drawn)
    elif method == "Network.requestWillBeSent":
        page.asked.append(about["request"]["url"])
    elif method == "Network.webSocketCreated":
        page.asked.append(about["url"])
        page.cells = _cells(dict(parse_qsl(urlsplit(about["url"]).query)))
    elif method == "Network.webSocketFrameSent":
        kind, *said = json.loads(about["response"]["payloadData"])
        if kind == "resize":
            page.cells = _cells(said[0])
    elif method == "Network.webSocketClosed":
        page.closed += 1


def _cells(said: dict[str, Any]) -> tuple[int, int]:
    return int(said["width"]), int(said["height"])


@asynccontextmanager
async def chromium(folder: Path, *, scale: int = 1) -> AsyncIterator[Browser]:
    """Chromium for the length of a test, on a screen with `scale` dots to a CSS pixel."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM,
        f"--user-data-dir={folder}",
        f"--force-device-scale-factor={scale}",
        *SWITCHES,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        address = await asyncio.wait_for(_address(process), PATIENCE)
        async with ClientSession() as session, session.ws_connect(address, max_msg_size=0) as line:
            browser = Browser(line)
            listening = asyncio.create_task(browser.listen())
            try:
                yield browser
            finally:
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    while line := await process.stderr.readline():
        found = re.search(rb"listening on (ws://\S+)", line)
        if found:
            return found.group(1).decode()
    raise AssertionError("Chromium ended before it began")
