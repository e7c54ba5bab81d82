"""The kiosk in a browser: one page, and a kiosk for each visitor who has it open.

What a page may load comes from here and from nowhere else; what passes to and fro is decided by
`kiosk.web.visitors`.
"""

from __future__ import annotations

import asyncio
import html
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import textual_serve
from aiohttp import WSCloseCode, web

from hub.errors import Busy
from kiosk.web.visitors import MOST_BYTES, Visitor, cells

HERE = Path(__file__).parent
STATIC = Path(textual_serve.__file__).parent / "static"
HEARTBEAT_SECONDS = 15.0
"""A phone that went out of reach says nothing: after so long its kiosk is closed."""
HEADERS = {
    # Styles: the terminal sizes its cells by writing them into the page.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self'; img-src 'self' data:; connect-src 'self' {sockets}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, and where."""

    command: Sequence[str]
    """The program that is one visitor's kiosk."""
    title: str
    host: str
    port: int
    """0 for any that is free."""
    most: int
    """Visitors at once."""


class KioskServer:
    """Answers browsers until it is stopped."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.visitors: set[web.WebSocketResponse] = set()
        page = (HERE / "page.html").read_text(encoding="utf-8")
        self._page = page.replace("TITLE", html.escape(serving.title), 1)

    def app(self) -> web.Application:
        """Everything that can be asked for."""
        app = web.Application(middlewares=[_with_headers])
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/alive", self._alive),
                web.get("/kiosk.css", _file("kiosk.css")),
                web.get("/kiosk.js", _file("kiosk.js")),
                web.get("/ws", self._visit),
                web.static("/static", STATIC),
            ]
        )
        app.on_shutdown.append(self._close)
        return app

    async def _index(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._page, content_type="text/html")

    async def _alive(self, _request: web.Request) -> web.Response:
        """Whether a page that lost its kiosk may begin again now."""
        return web.Response(status=503 if self._is_full() else 204)

    def _is_full(self) -> bool:
        return len(self.visitors) >= self.serving.most

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        """One page's kiosk, for as long as the page is open."""
        origin = request.headers.get("Origin", "")
        if urlsplit(origin).netloc.lower() != request.host.lower():
            raise web.HTTPForbidden(text="This is for the kiosk's own page.")
        if self._is_full():
            raise web.HTTPServiceUnavailable(text="As many as we can show are looking just now.")
        page = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS, max_msg_size=MOST_BYTES)
        self.visitors.add(page)
        try:
            await page.prepare(request)
            visitor = Visitor(self.serving.command, page)
            try:
                await visitor.start(
                    cells(request.query.get("width"), 80), cells(request.query.get("height"), 24)
                )
                await visitor.listen()
            finally:
                await visitor.stop()
        finally:
            self.visitors.discard(page)
        return page

    async def _close(self, _app: web.Application) -> None:
        pages = [page.close(code=WSCloseCode.GOING_AWAY) for page in self.visitors]
        await asyncio.gather(*pages, return_exceptions=True)


@web.middleware
async def _with_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        answer = await handler(request)
    except web.HTTPException as refused:
        refused.headers.update(_headers(request))
        raise
    if not answer.prepared:
        answer.headers.update(_headers(request))
    return answer


def _headers(request: web.Request) -> dict[str, str]:
    # 'self' is not yet taken to mean web sockets by every browser.
    host = request.host if _is_plain(request.host) else ""
    sockets = f"ws://{host} wss://{host}" if host else ""
    return {name: words.format(sockets=sockets) for name, words in HEADERS.items()}


def _is_plain(host: str) -> bool:
    return bool(host) and all(letter.isalnum() or letter in ".-:[]" for letter in host)


def _file(name: str) -> Handler:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / name)

    return answer


async def serve(serving: Serving, ready: Callable[[str], None]) -> None:
    """Serve until a signal asks to end; `ready` is told the address. Raises Busy."""
    runner = web.AppRunner(KioskServer(serving).app(), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, serving.host, serving.port)
        try:
            await site.start()
        except OSError as error:
            raise Busy(
                f"The kiosk can't be served at {serving.host}, port {serving.port}: "
                f"{(error.strerror or 'it is taken').lower()}.",
                hint="Is it running already? Otherwise take another port: --port 8001",
            ) from None
        port = runner.addresses[0][1]
        host = f"[{serving.host}]" if ":" in serving.host else serving.host
        ended = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, ended.set)
        ready(f"http://{host}:{port}/")
        await ended.wait()
    finally:
        await runner.cleanup()
