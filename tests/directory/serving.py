"""A web server of the tests' own, on loopback, with real TLS; and a way to it that the hub takes
for the internet. The certificate is made for this and protects nothing.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hub.directory.openreferral.fetching import Web

CERTIFICATE = Path(__file__).with_name("loopback.pem")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server says: `body` as one piece with its length, or as pieces without."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[str, dict[str, str], dict[str, str]], Reply]
"""Path, query and headers of a request -> the reply."""


@dataclass
class Server:
    """A running server. `asked` are the targets of its requests in their order."""

    port: int
    asked: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over; what drips waits for it."""

    def address(self, path: str = "/services", host: str = "feed.example") -> str:
        return f"https://{host}:{self.port}{path}"

    def web(self, resolve: Callable[[str, int], list[str]] | None = None) -> Web:
        """The way to it: every name leads to loopback, which counts as public here."""
        return Web(
            resolve=resolve or (lambda _host, _port: ["127.0.0.1"]),
            is_allowed=lambda number: number == "127.0.0.1",
            context=lambda: ssl.create_default_context(cafile=str(CERTIFICATE)),
        )


@contextmanager
def serving(answer: Answering) -> Iterator[Server]:
    """A server on loopback that answers so."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20

        def do_GET(self) -> None:
            server.asked.append(self.path)
            parts = urlsplit(self.path)
            reply = answer(parts.path, dict(parse_qsl(parts.query)), dict(self.headers))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if isinstance(reply.body, bytes):
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
                return
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in reply.body:
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            pass  # whoever hung up in the middle was a test

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with Quiet(("127.0.0.1", 0), Handler) as http:
        http.socket = context.wrap_socket(
            http.socket, server_side=True, do_handshake_on_connect=False
        )
        server = Server(http.server_address[1])
        thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            http.shutdown()
            thread.join()
