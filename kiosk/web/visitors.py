"""One visitor in a browser: a kiosk of her own, and what passes between it and her page.

The packets are textual-serve's. Sizes and keys come from anybody at all, so nothing is believed;
and a kiosk can open no page and hand over no file, whatever it says.
"""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

LARGEST = 500
"""Columns or rows: a wall of screens has fewer, and each costs memory."""
LONGEST_TYPED = 4096
"""Letters at once; a paste, which the kiosk ignores."""
LEAVING_SECONDS = 3.0
DEAF_SECONDS = 10.0
"""A kiosk that takes in nothing for so long is stuck: most likely nobody reads what it draws."""
MOST_BYTES = 16 * 1024
"""Of one message from a page."""


def cells(said: object, usual: int) -> int:
    """A number of columns or rows that a page says it has."""
    try:
        number = int(said) if isinstance(said, (int, str)) else usual
    except ValueError:
        return usual
    return max(1, min(LARGEST, number))


class Visitor(AppService):
    """Her kiosk's process, from when her page opens until it closes."""

    def __init__(self, command: Sequence[str], page: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=self._close_page,
            download_manager=DownloadManager(),
        )
        self._words = tuple(command)
        self._page = page

    async def _close_page(self) -> None:
        await self._page.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """The program itself, without a shell before it."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE if self.debug else DEVNULL,
            env=self._build_environment(width=width, height=height),
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the kiosk draws; when it ends, so does the page, which opens again."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await process.stdout.readline() not in (b"__GANGLION__\n", b""):
                pass
            while True:
                kind = await process.stdout.readexactly(1)
                size = int.from_bytes(await process.stdout.readexactly(4), "big")
                payload = await process.stdout.readexactly(size)
                if kind == b"D":
                    await self._page.send_bytes(payload)
        await self._page.close()

    async def stop(self) -> None:
        """She has gone: so does her kiosk, at once if need be."""
        process, task = self._process, self._task
        self._task = None
        if process is None:
            return
        try:
            async with asyncio.timeout(LEAVING_SECONDS):
                await self.send_meta({"type": "quit"})
                if process.stdin is not None:
                    process.stdin.close()
                await process.wait()
        except TimeoutError:
            pass
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError, ConnectionError):
                    await task
            # Until what it had drawn is taken in, its end isn't heard of.
            while process.stdout is not None and await process.stdout.read(MOST_BYTES):
                pass
            await process.wait()

    async def listen(self) -> None:
        """What comes from her page, until it closes, or her kiosk is stuck."""
        with suppress(TimeoutError):
            async for message in self._page:
                if message.type is WSMsgType.TEXT:
                    async with asyncio.timeout(DEAF_SECONDS):
                        await self._heard(message.data)

    async def _heard(self, text: str) -> None:
        try:
            kind, about = json.loads(text)
        except (ValueError, TypeError, RecursionError):
            return
        if kind == "stdin" and isinstance(about, str):
            # A lone half of a pair can be sent and can't be written.
            typed = about[:LONGEST_TYPED].encode("utf-8", "replace")
            await self.send_bytes(typed)
        elif kind == "resize" and isinstance(about, dict):
            await self.set_terminal_size(
                cells(about.get("width"), 80), cells(about.get("height"), 24)
            )
        elif kind == "ping":
            await self._page.send_json(["pong", about if isinstance(about, str) else ""])
