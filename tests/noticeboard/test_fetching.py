"""A noticeboard from elsewhere: the copy is whole or it is the one from before."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hub.errors import BadInput, Busy, Damaged, HubError
from hub.noticeboard.fetching import Follower, copy_of, fetch_noticeboard, is_loopback, way_to
from hub.noticeboard.read import Noticeboard
from hub.views.limits import Limits
from tests.directory.serving import Reply, Server, serving
from tests.kiosk.public.boards import board_at


class Hub:
    """Another machine that gives out its noticeboard, and says 304 as web servers do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[tuple[str, str]] = []
        self.reply: Callable[[bytes], Reply] = lambda body: Reply(body)

    def answer(self, _path: str, _query: dict[str, str], headers: dict[str, str]) -> Reply:
        content = self.path.read_bytes()
        etag = f'"{hash(content)}"'
        self.told.append((headers.get("If-None-Match", ""), headers.get("If-Modified-Since", "")))
        if headers.get("If-None-Match") == etag:
            return Reply(status=304)
        named = {"ETag": etag, "Last-Modified": "Mon, 23 Nov 2026 08:00:00 GMT"}
        reply = self.reply(content)
        return replace(reply, headers={**named, **reply.headers})


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(board_at(tmp_path / "published.sqlite"))


@pytest.fixture
def server(hub: Hub) -> Iterator[Server]:
    with serving(hub.answer) as running:
        yield running


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "copy.sqlite"


def fetch(server: Server, copy: Path, limits: Limits | None = None) -> bool:
    address = server.address("/noticeboard.sqlite")
    return fetch_noticeboard(address, copy, web=server.web(), limits=limits or Limits())


def name_on(copy: Path) -> str:
    board = Noticeboard.open(copy)
    try:
        return board.hub().site.name
    finally:
        board.close()


def test_it_is_fetched_once_and_then_only_asked_after(hub: Hub, server: Server, copy: Path) -> None:
    assert [fetch(server, copy) for _ in range(3)] == [True, False, False]
    etag = f'"{hash(hub.path.read_bytes())}"'
    assert hub.told == [("", ""), *[(etag, "Mon, 23 Nov 2026 08:00:00 GMT")] * 2]
    assert copy.read_bytes() == hub.path.read_bytes()
    assert sorted(path.suffix for path in copy.parent.iterdir()) == [".lock", ".seen", ".sqlite"]


def test_a_newer_one_takes_its_place_and_a_reader_of_the_older_is_not_disturbed(
    hub: Hub, server: Server, copy: Path
) -> None:
    fetch(server, copy)
    reader = Noticeboard.open(copy)
    board_at(hub.path, name="Quay Street")
    assert fetch(server, copy)
    assert (reader.hub().site.name, name_on(copy)) == ("Ferry Road", "Quay Street")
    assert reader.is_newer_than_this()
    reader.close()


def cut(body: bytes) -> Reply:
    return Reply(iter((body[:20_000],)), headers={"Content-Length": f"{len(body)}"})


def torn(body: bytes) -> Reply:
    return Reply(body[:-4096])


def spoilt(body: bytes) -> Reply:
    return Reply(body[:8192] + b"\xff" * (len(body) - 16384) + body[-8192:])


@pytest.mark.parametrize(
    "reply",
    [
        lambda _: Reply(b"<html>Please sign in to the wireless network</html>"),
        lambda _: Reply(b""),
        lambda _: Reply(b"SQLite format 3\x00" + bytes(4080)),
        lambda _: Reply(status=404),
        lambda _: Reply(status=500),
        lambda _: Reply(status=302, headers={"Location": "http://127.0.0.1/board"}),
        lambda _: Reply(status=302, headers={"Location": "file:///etc/passwd"}),
        cut,
        torn,
        spoilt,
    ],
    ids=(
        *("sign-in", "empty", "another", "gone", "broken", "to-http", "to-file"),
        *("cut", "torn", "spoilt"),
    ),
)  # fmt: skip
def test_what_is_no_whole_noticeboard_never_takes_its_place(
    hub: Hub, server: Server, copy: Path, reply: Callable[[bytes], Reply]
) -> None:
    fetch(server, copy)
    before = copy.read_bytes()
    board_at(hub.path, name="Quay Street")
    hub.reply = reply
    with pytest.raises(HubError):
        fetch(server, copy)
    assert copy.read_bytes() == before
    assert not copy.with_suffix(".new").exists()
    hub.reply = Reply
    assert fetch(server, copy)
    assert name_on(copy) == "Quay Street"


def test_one_that_is_too_large_is_not_taken(hub: Hub, server: Server, copy: Path) -> None:
    with pytest.raises(BadInput, match="larger than"):
        fetch(server, copy, Limits(bytes=hub.path.stat().st_size - 1))
    assert not copy.exists()


def test_a_copy_that_was_damaged_on_the_disk_is_fetched_again(
    hub: Hub, server: Server, copy: Path
) -> None:
    fetch(server, copy)
    copy.write_bytes(b"the card wore out")
    assert fetch(server, copy)
    assert hub.told[-1] == ("", "")
    assert name_on(copy) == "Ferry Road"


def test_what_a_power_cut_left_half_written_is_cleared_away(server: Server, copy: Path) -> None:
    copy.parent.mkdir()
    copy.with_suffix(".new").write_bytes(b"half")
    assert fetch(server, copy)
    assert name_on(copy) == "Ferry Road"


def test_two_kiosks_of_one_machine_do_not_write_at_once(server: Server, copy: Path) -> None:
    copy.parent.mkdir()
    with copy.with_suffix(".lock").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            fetch(server, copy)
    assert server.asked == []


def test_nothing_said_304_without_a_copy(hub: Hub, server: Server, copy: Path) -> None:
    hub.reply = lambda _: Reply(status=304)
    with pytest.raises(HubError, match="304"):
        fetch(server, copy)


@pytest.mark.parametrize(
    "address",
    [
        "http://hub.example.org/board", "http://192.168.1.4/board", "ftp://hub.example.org/board",
        "https://sam:secret@hub.example.org/board", "https://", "http://127.0.0.1.example.org/",
        "file:///etc/passwd", "https://hub.example.org/a b", "http://[::1", "https://hüb.example/",
    ],
)  # fmt: skip
def test_only_https_or_http_on_this_machine_is_asked(address: str) -> None:
    with pytest.raises(BadInput):
        way_to(address)


def test_https_may_lead_indoors_and_http_nowhere() -> None:
    assert way_to("https://hub.example.org/board").is_allowed("192.168.1.4")
    assert not way_to("http://localhost:8000/board").is_allowed("192.168.1.4")
    assert [is_loopback(one) for one in ("127.0.0.1", "::1", "10.0.0.1", "x")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_each_address_has_a_copy_of_its_own(tmp_path: Path) -> None:
    one, other = (copy_of(f"https://{name}.example/board", tmp_path) for name in "ab")
    assert one.parent == other.parent == tmp_path
    assert one != other


def test_whatever_goes_wrong_it_looks_again() -> None:
    looks: list[str] = []
    enough = threading.Event()

    def fetch() -> bool:
        looks.append("look")
        if len(looks) == 4:
            enough.set()
        raise (Damaged("x"), OSError("disk full"), RuntimeError("a bug"))[len(looks) % 3]

    follower = Follower(fetch, first=0, again=0, every=0)
    follower.start()
    assert enough.wait(10)
    follower.stop()
