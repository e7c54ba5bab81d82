"""One polite reader of https addresses that other people choose: only the public internet, only so
much, only so long. What the answers mean is decided by `feeds`.

An address is looked up once, checked, and the connection made to the very number that was
checked, so that a name can't lead elsewhere in between. The same for each redirect. Nothing of
the environment (proxies, .netrc, cookies) is used.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import SplitResult, urljoin, urlsplit

from hub.directory.openreferral.addresses import Resolve, checked_address, is_public, look_up
from hub.directory.openreferral.patience import PIECE, Patience, PatientSocket, TooMuch, Unpacker
from hub.errors import BadInput, HubError
from hub.views.limits import Limits
from hub.views.words import clean_line

_MOST_REDIRECTS = 5


class FeedBroke(HubError):
    """Reading stopped in the middle: by the network, the server, or the clock. Try again later."""


@dataclass(frozen=True, slots=True)
class Web:
    """How the internet is reached. Tests put their own in place of it."""

    resolve: Resolve = look_up
    is_allowed: Callable[[str], bool] = is_public
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    schemes: tuple[str, ...] = ("https",)


@dataclass(slots=True)
class Answer:
    """The head of an answer; its body comes in pieces, unpacked, and only once."""

    status: int
    address: str
    """Where it came from in the end."""
    etag: str
    pieces: Iterator[bytes]
    modified: str = ""
    """When the server last changed it, in the server's own words."""

    def skip(self) -> None:
        """Read the rest, so that the connection can be used again."""
        for _ in self.pieces:
            pass


@dataclass(slots=True)
class Fetcher:
    """Reads one feed: its limits hold for all its answers together."""

    limits: Limits
    web: Web = field(default_factory=Web)
    now: Callable[[], float] = time.monotonic
    accept: str = "application/json"
    agent: str = "community-hub (Open Referral UK import)"
    total: int = 0
    """Bytes so far, unpacked."""
    _patience: Patience = field(init=False)
    _kept: tuple[tuple[str, str, int], http.client.HTTPConnection] | None = None

    def __post_init__(self) -> None:
        self._patience = Patience(
            self.now,
            seconds=self.limits.seconds,
            patience=self.limits.patience,
            most=self.limits.bytes,
        )

    @property
    def is_over(self) -> bool:
        """Whether the time for this feed is up."""
        return self._patience.is_over

    def close(self) -> None:
        """Let go of the connection."""
        if self._kept is not None:
            self._kept[1].close()
            self._kept = None

    def get(self, address: str, *, etag: str = "", since: str = "") -> Answer:
        """One answer, redirects followed; 304 where nothing has changed. Raises BadInput where the
        address may not be read, or the answer is too large; FeedBroke where it can't be read now.
        """
        for _ in range(_MOST_REDIRECTS + 1):
            parts = checked_address(address, self.web.schemes)
            try:
                response = self._asked(parts, etag, since)
                if response.status not in (301, 302, 303, 307, 308):
                    return self._answer(response, address)
                target = response.getheader("Location", "")
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.close()
                raise self._in_words(error, parts) from error
            except TooMuch:
                self.close()
                raise self._too_large() from None
            response.close()
            self.close()
            if not target:
                raise FeedBroke(f"{parts.hostname} sends us elsewhere, but doesn't say where.")
            address = urljoin(address, target.strip())
        raise BadInput(
            f"The address leads elsewhere more than {_MOST_REDIRECTS} times.",
            hint="Ask whoever publishes the feed for its address.",
        )

    def _asked(self, parts: SplitResult, etag: str, since: str) -> http.client.HTTPResponse:
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        headers = {
            "Accept": self.accept,
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": self.agent,
        }
        if etag:
            headers["If-None-Match"] = etag
        if since:
            headers["If-Modified-Since"] = since
        for is_kept in (True, False):
            connection = self._connection(parts, is_kept=is_kept)
            if connection is None:
                continue
            try:
                sock = cast(PatientSocket, connection.sock)
                sock.begin()
                connection.request("GET", target, headers=headers)
                response = connection.getresponse()
                sock.is_head = False
                return response
            except (OSError, http.client.HTTPException):
                self.close()
                if not is_kept or self._patience.is_over:
                    raise
        raise AssertionError("unreachable")

    def _connection(
        self, parts: SplitResult, *, is_kept: bool
    ) -> http.client.HTTPConnection | None:
        """The one that is open, or a new one to an address that was checked."""
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        key = (parts.scheme, host, port)
        if is_kept:
            kept = self._kept
            return kept[1] if kept and kept[0] == key and kept[1].sock is not None else None
        self.close()
        numbers = self._looked_up(host, port)
        connection = http.client.HTTPConnection(parts.netloc.rpartition("@")[2], timeout=1)
        connection.auto_open = 0  # or it would look the name up by itself
        connection.sock = cast(Any, self._socket(numbers, host, port, parts.scheme == "https"))
        self._kept = (key, connection)
        return connection

    def _looked_up(self, host: str, port: int) -> list[str]:
        try:
            numbers = self.web.resolve(host, port)
        except (OSError, UnicodeError):
            raise FeedBroke(
                f"There is no {host} on the internet, or the hub has no internet now.",
                hint="Check the address, and the cable or the wireless network.",
            ) from None
        if not numbers or not all(map(self.web.is_allowed, numbers)):
            raise BadInput(
                f"{host} isn't on the public internet: it leads into a private network.",
                hint="A feed has a public https address. A file can be imported as a file.",
            )
        return numbers

    def _socket(self, numbers: list[str], host: str, port: int, is_secure: bool) -> PatientSocket:
        last: OSError = OSError("no address")
        for number in numbers[:4]:
            left = self._patience.left()
            try:
                plain = socket.create_connection((number, port), timeout=left)
            except OSError as error:
                last = error
                continue
            if not is_secure:
                return PatientSocket(plain, self._patience)
            try:
                secured = self.web.context().wrap_socket(plain, server_hostname=host)
                return PatientSocket(secured, self._patience)
            except BaseException:
                plain.close()
                raise
        raise last

    def _answer(self, response: http.client.HTTPResponse, address: str) -> Answer:
        said = response.getheader("Content-Encoding", "").strip().lower()
        if said not in ("", "identity", "gzip", "x-gzip", "deflate"):
            self.close()
            raise BadInput(
                f"The answer is packed as {clean_line(said)[:40]!r}, which the hub didn't ask for.",
                hint="Tell whoever publishes the feed.",
            )
        size = response.getheader("Content-Length", "")
        if size.isdigit() and self.total + int(size[:18]) > self.limits.bytes:
            self.close()
            raise self._too_large()
        etag = clean_line(response.getheader("ETag", ""))[:200]
        modified = clean_line(response.getheader("Last-Modified", ""))[:100]
        return Answer(response.status, address, etag, self._pieces(response, said), modified)

    def _pieces(self, response: http.client.HTTPResponse, packing: str) -> Iterator[bytes]:
        unpack = Unpacker(packing) if packing not in ("", "identity") else None
        is_whole = False
        try:
            while True:
                data = response.read1(PIECE)
                if not data:
                    break
                for piece in unpack.pieces(data) if unpack else (data,):
                    self.total += len(piece)
                    if self.total > self.limits.bytes:
                        raise self._too_large()
                    yield piece
            if response.length or (unpack and not unpack.is_done):
                raise FeedBroke("The answer broke off before its end.", hint="Try again.")
            is_whole = True
            response.close()  # else the next request on this connection would wait for it
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._in_words(error, urlsplit("")) from error
        except TooMuch:
            raise self._too_large() from None
        except zlib.error:
            raise BadInput("The answer can't be unpacked: it is damaged.") from None
        finally:
            if not is_whole or response.will_close:
                response.close()
                self.close()

    def _too_large(self) -> BadInput:
        return BadInput(
            f"The feed is larger than {self.limits.bytes / 1_000_000:g} MB.",
            hint="If that is right, raise bytes in hub.toml, under [feeds].",
        )

    def _in_words(self, error: Exception, parts: SplitResult) -> HubError:
        host = parts.hostname or "The other side"
        if isinstance(error, ssl.SSLCertVerificationError):
            return BadInput(
                f"{host} can't prove that it is {host}: {clean_line(error.verify_message)}.",
                hint="Check the address. If it is right, tell whoever publishes the feed.",
            )
        if isinstance(error, TimeoutError):
            if self._patience.is_over:
                return FeedBroke(f"Reading took longer than {self.limits.seconds} seconds.")
            return FeedBroke(f"{host} answers too slowly.", hint="Try again later.")
        if isinstance(error, ssl.SSLError):
            return FeedBroke(f"{host} and the hub found no safe way to talk (TLS).")
        return FeedBroke(f"{host} didn't answer as a web server does.", hint="Try again later.")
