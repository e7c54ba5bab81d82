"""What a page in a browser sends its kiosk: each size in its turn, and no byte breaks it."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.drivers import web_driver
from textual.geometry import Size

pytest.importorskip("textual_serve", reason="the part for browsers isn't installed")

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from kiosk.shared.hearing import PASTE_BEGINS
from kiosk.shared.in_browser import ServedDriver
from tests.kiosk.public.boards import board_at
from tests.kiosk.web.served import served


def packet(kind: str, payload: bytes) -> bytes:
    """As the server writes them to a kiosk."""
    return kind.encode() + len(payload).to_bytes(4, "big") + payload


def size_packet(width: int, height: int) -> bytes:
    return packet("M", json.dumps({"type": "resize", "width": width, "height": height}).encode())


class Sent(list[bytes]):
    """What a page had sent before its kiosk began to read."""

    def close(self) -> None:
        """There is nothing to close."""


Begins = Callable[..., ServedDriver]


@pytest.fixture
def begins(monkeypatch: pytest.MonkeyPatch) -> Begins:
    """A driver begins to read what its page had sent."""

    def begins(app: App[None], *sent: bytes, size: tuple[int, int]) -> ServedDriver:
        monkeypatch.setattr(web_driver, "InputReader", lambda: Sent(sent))
        driver = ServedDriver(app, size=size)
        driver._write = lambda data: len(data)  # type: ignore[assignment] # else it draws on pytest
        driver.start_application_mode()
        return driver

    return begins


async def test_a_page_that_grew_while_its_kiosk_began_has_its_new_size(begins: Begins) -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        driver = begins(app, size_packet(100, 30), size_packet(120, 40), size=(500, 1))
        driver._key_thread.join()  # all is read before the app is told of any of it
        await pilot.pause()
        assert app.size == Size(120, 40)


async def test_keys_come_in_the_order_in_which_they_were_sent(begins: Begins) -> None:
    class Told(App[None]):
        keys: tuple[str, ...] = ()

        def on_key(self, event: events.Key) -> None:
            self.keys += (event.key,)

    app = Told()
    async with app.run_test() as pilot:
        half = packet("D", b"b\x1b[C\xff")
        sent = (packet("D", b"a") + half[:4], half[4:], packet("X", b"{}"))
        await asyncio.to_thread(begins(app, *sent, size=(80, 24))._key_thread.join)
        await pilot.pause()
        assert app.keys == ("a", "b", "right")


ODD = [chr(one) for one in (27, 27, 91, 60, 79, 117, 77, 59, 48, 57, 0, 0x9B, 0x202E, 0xFFFF)]


async def test_a_page_that_sends_anything_at_all_still_has_a_kiosk(tmp_path: Path) -> None:
    chance = random.Random(8)
    async with served(board_at(tmp_path / "board.sqlite")) as server, ClientSession() as session:
        ours = {"Origin": server.address.rstrip("/")}
        async with session.ws_connect(server.address + "ws", headers=ours) as page:
            for _ in range(60):
                await page.send_json(["stdin", "".join(chance.choices(ODD, k=100))])
            await page.send_json(["resize", {"width": 90, "height": 27}])
            await drawn(page, "\x1b[27;")
            await page.send_json(["stdin", PASTE_BEGINS + "a paste that never ends"])
            await drawn(page, "on today, Mon", pressing="\x1b[H1")


async def drawn(page: ClientWebSocketResponse, words: str, *, pressing: str = "") -> None:
    """Wait until the kiosk has drawn these words, pressing keys again and again."""
    seen = ""
    async with asyncio.timeout(90):
        while words not in seen:
            with suppress(TimeoutError):
                message = await page.receive(timeout=0.5)
                assert message.type is WSMsgType.BINARY, "the kiosk ended"
                seen += message.data.decode("utf-8", "replace")
                continue
            await page.send_json(["stdin", pressing])
