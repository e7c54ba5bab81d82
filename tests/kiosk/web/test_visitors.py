"""A visitor whose page reads nothing any more, as a laptop that fell asleep, so that her kiosk is
stuck: she gives her place back all the same.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

pytest.importorskip("textual_serve", reason="the part for browsers isn't installed")

from aiohttp import WSMessage, WSMsgType, web

from kiosk.web import visitors
from kiosk.web.visitors import Visitor
from tests.kiosk.web.served import is_running

DRAWS_AND_IS_DEAF = """
import os
os.write(1, b"__GANGLION__\\n")
while True:
    os.write(1, b"D" + (1000).to_bytes(4, "big") + bytes(1000))
"""
MOST_SECONDS = 20
"""Within which all of it ends: it never did."""


class SleepingPage:
    """What is sent to it waits for ever; what it had sent keeps coming until its kiosk is full."""

    def __init__(self) -> None:
        self.is_closed = False

    async def send_bytes(self, _data: bytes) -> None:
        await asyncio.Event().wait()

    async def send_str(self, _words: str) -> None:
        await asyncio.Event().wait()

    async def close(self) -> None:
        self.is_closed = True

    async def __aiter__(self) -> AsyncIterator[WSMessage]:
        typed = json.dumps(["stdin", "a" * 4000])
        while True:
            yield WSMessage(WSMsgType.TEXT, typed, None)


@pytest.fixture
async def visitor(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    monkeypatch.setattr(visitors, "DEAF_SECONDS", 0.3)
    monkeypatch.setattr(visitors, "LEAVING_SECONDS", 0.3)
    page = cast("web.WebSocketResponse", SleepingPage())
    visitor = Visitor([sys.executable, "-c", DRAWS_AND_IS_DEAF], page)
    await visitor.start(80, 24)
    yield visitor
    process: Any = visitor._process
    if process.returncode is None:
        process.kill()


async def test_what_she_sends_a_kiosk_that_is_stuck_ends_her_visit(visitor: Visitor) -> None:
    async with asyncio.timeout(MOST_SECONDS):
        await visitor.listen()


async def test_a_kiosk_that_is_stuck_ends_with_her_visit(visitor: Visitor) -> None:
    async with asyncio.timeout(MOST_SECONDS):
        await visitor.listen()
        await visitor.stop()
    assert visitor._process is not None
    assert visitor._process.returncode is not None
    assert not is_running(visitor._process.pid)


async def test_so_it_does_where_nobody_waits_for_the_end_of_it(visitor: Visitor) -> None:
    """The server is asked to end while it hears her."""
    hearing = asyncio.create_task(visitor.listen())
    await asyncio.wait([hearing], timeout=0.1)
    hearing.cancel()
    async with asyncio.timeout(MOST_SECONDS):
        await visitor.stop()
    assert visitor._process is not None
    assert not is_running(visitor._process.pid)
