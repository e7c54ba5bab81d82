"""A noticeboard that lies elsewhere, kept in a file here: fetched from an https address, looked at,
and only then put in the place of the copy from before.

For a kiosk on a machine without a store. What an answer is read with is decided by
`hub.directory.openreferral.fetching`; whatever goes wrong, the copy from before stays.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from hub.directory.openreferral.addresses import checked_address
from hub.directory.openreferral.fetching import FeedBroke, Fetcher, Web
from hub.errors import BadInput, Busy, Damaged, HubError
from hub.noticeboard.read import Noticeboard
from hub.views.limits import Limits

LIMITS = Limits(bytes=500_000_000, seconds=900, patience=20)
"""A noticeboard of 100,000 entries is far smaller; a Pi's card has room for it twice."""
FIRST_SECONDS = 1.0
"""Until the first look: the kiosk draws before it asks anybody."""
AGAIN_SECONDS = 10.0
"""Between looks while there is no copy at all."""
EVERY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Seen:
    """How the server named the copy that we hold, in its own words."""

    etag: str = ""
    modified: str = ""


def is_loopback(number: str) -> bool:
    """Whether a numeric address never leaves this machine."""
    try:
        return ip_address(number.split("%")[0]).is_loopback
    except ValueError:
        return False


def way_to(address: str) -> Web:
    """How this address may be reached: by https wherever it is, by http on this machine alone.

    Where it leads elsewhere the same holds. Raises BadInput where it may not be asked.
    """
    scheme, _, rest = address.partition("://")
    if scheme.lower() != "http":
        web = Web(is_allowed=lambda _number: True)  # also a server of the hub's own, indoors
    elif _is_here(rest):
        web = Web(is_allowed=is_loopback, schemes=("http",))
    else:
        raise BadInput(
            "A noticeboard is fetched only over https.",
            hint="Give an address that starts with https://, or the path of a file.",
        )
    checked_address(address, web.schemes)
    return web


def _is_here(rest: str) -> bool:
    try:
        host = urlsplit(f"//{rest}").hostname or ""
    except ValueError:
        return False
    return host == "localhost" or is_loopback(host)


def copy_of(address: str, folder: Path) -> Path:
    """The file in `folder` in which the copy of this address is kept."""
    return folder / f"{hashlib.sha256(address.encode()).hexdigest()[:24]}.sqlite"


def fetch_noticeboard(
    address: str, copy: Path, *, web: Web | None = None, limits: Limits = LIMITS
) -> bool:
    """Bring the copy up to date; False where nothing has changed since.

    Raises HubError, or OSError where the disk refuses; the copy from before is then as it was.
    """
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(copy):
        seen = _seen(copy)
        fetcher = Fetcher(
            limits,
            web or way_to(address),
            accept="application/vnd.sqlite3, application/octet-stream",
            agent="community-hub (kiosk)",
        )
        try:
            answer = fetcher.get(address, etag=seen.etag, since=seen.modified)
            if answer.status == 304 and seen != Seen():
                return False
            if answer.status != 200:
                raise FeedBroke(
                    f"There is no noticeboard at {address} (the server says {answer.status}).",
                    hint="Check the address.",
                )
            _take(answer.pieces, copy)
            _note(copy, Seen(answer.etag, answer.modified))
        finally:
            fetcher.close()
    return True


@contextmanager
def _alone(copy: Path) -> Iterator[None]:
    """Two kiosks of one machine share a copy: one of them fetches it for both."""
    with copy.with_suffix(".lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("Another kiosk on this machine is fetching it just now.") from None
        yield


def _take(pieces: Iterator[bytes], copy: Path) -> None:
    """Write the pieces beside the copy, see that they are a noticeboard, and swap it in."""
    fresh = copy.with_suffix(".new")
    fresh.unlink(missing_ok=True)  # the power was cut in the middle
    try:
        with fresh.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        look_at(fresh)
        _note_path(copy).unlink(missing_ok=True)  # never the name of one beside the other
        fresh.replace(copy)
        folder = os.open(copy.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        fresh.unlink(missing_ok=True)


def look_at(path: Path) -> None:
    """Read all of a file once. Raises Damaged where it isn't a noticeboard, or isn't whole."""
    board = Noticeboard.open(path)
    try:
        if board.file.first(str, "PRAGMA quick_check(1)") != "ok":
            raise Damaged("What came is a damaged noticeboard.", hint="It is fetched again.")
    finally:
        board.close()


def _note_path(copy: Path) -> Path:
    return copy.with_suffix(".seen")


def _seen(copy: Path) -> Seen:
    """What to ask with; nothing where the copy can't be shown, so that all of it comes again."""
    try:
        Noticeboard.open(copy).close()
        etag, modified = _note_path(copy).read_text(encoding="utf-8").split("\n")
    except (HubError, OSError, ValueError, sqlite3.Error):
        return Seen()
    return Seen(etag, modified)


def _note(copy: Path, seen: Seen) -> None:
    with suppress(OSError):  # then it is fetched once more than need be
        _note_path(copy).write_text(f"{seen.etag}\n{seen.modified}", encoding="utf-8")


class Follower:
    """Keeps a copy up to date in a thread of its own, and is silent about what goes wrong: the
    kiosk shows how old its noticeboard is.
    """

    def __init__(
        self,
        fetch: Callable[[], bool],
        *,
        first: float = FIRST_SECONDS,
        again: float = AGAIN_SECONDS,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._fetch = fetch
        self._first, self._again, self._every = first, again, every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="noticeboard", daemon=True)

    @classmethod
    def of(cls, address: str, copy: Path) -> Follower:
        """Follows this address from now on. Raises BadInput where it may not be asked."""
        web = way_to(address)
        return cls(lambda: fetch_noticeboard(address, copy, web=web))

    def start(self) -> None:
        """Begin, soon."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more. Whatever is on its way is left behind."""
        self._ended.set()

    def _follow(self) -> None:
        wait, has_worked = self._first, False
        while not self._ended.wait(wait):
            # Whatever it was, a bug of ours included: a kiosk that stops looking is out of date
            # for weeks, and nobody sees why.
            with suppress(Exception):
                self._fetch()
                has_worked = True
            wait = self._every if has_worked else self._again
