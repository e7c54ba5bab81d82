"""A feed that wants to do harm is refused within 10 seconds and 200 MB, the reason said; what is
merely odd in it is refused by itself, and the rest comes in.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.clock import Clock
from hub.directory.openreferral.fetching import FeedBroke
from hub.directory.search import list_services
from hub.errors import BadInput, HubError
from hub.store.engine import Store
from hub.views.limits import Limits
from tests.directory.feeds import full_row
from tests.directory.measured import LIMITS
from tests.directory.serving import Reply, Server, serving
from tests.directory.test_feeds import bare, page, pages, read

SECONDS, MEGABYTES = LIMITS.bytes / 20_000_000, 200.0
PLAIN = 25.0
"""Times the plain parsing of a quarter as much, where the machine is too busy for the seconds."""
BLOCK = 256 * 1024
TOO_LARGE = f"The feed is larger than {LIMITS.bytes // 1_000_000} MB."


def measured(folder: Path, template: Path, kind: str, what: str) -> dict[str, Any]:
    """What an import in a process of its own came to and cost."""
    shutil.copy(template, folder / "template.db")
    done = subprocess.run(
        [sys.executable, "-m", "tests.directory.measured", str(folder), kind, what],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def endless_rows() -> Iterator[bytes]:
    """A list that never ends, all of it in good order."""
    yield b'{"total_pages": 1, "contents": ['
    rows = [json.dumps(full_row(f"{number:05}-ID")) for number in range(100)]
    some = ",".join(rows).encode()
    for number in range(10_000_000):
        yield some.replace(b"-ID", f"-{number}".encode()) + b","


def one_endless(start: bytes, block: bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield start
        while True:
            yield block

    return pieces


def packed(data: Callable[[], Iterator[bytes]], size: int) -> bytes:
    """So many bytes of it, as gzip."""
    pack, total, found = zlib.compressobj(9, wbits=31), 0, []
    for piece in data():
        found.append(pack.compress(piece))
        total += len(piece)
        if total >= size:
            return b"".join([*found, pack.flush()])
    raise AssertionError("it ended")


ENDLESS = 5 * LIMITS.bytes
STREAMS: dict[str, tuple[Callable[[], Iterator[bytes]], str]] = {
    "without end: entries": (endless_rows, TOO_LARGE),
    "without end: one name": (
        one_endless(b'[{"id":"a","name":"', b"x" * BLOCK),
        TOO_LARGE,
    ),
    "without end: backslashes": (one_endless(b'[{"name":"', b'\\"' * (BLOCK // 2)), TOO_LARGE),
    "without end: spaces": (one_endless(b"[", b" " * BLOCK), "The answer isn't Open Referral"),
    "brackets without end": (
        one_endless(b'[{"id":"a","x":', b"[" * BLOCK),
        "The answer holds next to nothing but brackets.",
    ),
    "brackets in good order": (
        one_endless(b"[{}", b',{"x":[' + b"[]," * 20_000 + b"[]]}"),
        "The answer holds next to nothing but brackets.",
    ),
    "an envelope without end": (
        one_endless(b'{"x":"', b"x" * BLOCK),
        "The answer isn't Open Referral: one part is too large.",
    ),
    "empty entries without end": (one_endless(b"[{}", b",{}" * (BLOCK // 3)), "There are more"),
}


@pytest.mark.parametrize("case", STREAMS)
def test_what_never_ends_is_refused(tmp_path: Path, sqlcipher_template: Path, case: str) -> None:
    stream, words = STREAMS[case]
    with serving(lambda *_: Reply(stream())) as server:
        found = measured(tmp_path, sqlcipher_template, "feed", str(server.port))
    assert found["said"].startswith(words), found
    assert found["cpu"] <= max(SECONDS, PLAIN * found["plain"]), found
    assert found["megabytes"] <= MEGABYTES, found


def test_packed_bombs_are_refused(tmp_path: Path, sqlcipher_template: Path) -> None:
    bomb = packed(STREAMS["without end: one name"][0], ENDLESS)
    assert len(bomb) < ENDLESS // 500
    with serving(lambda *_: Reply(bomb, headers={"Content-Encoding": "gzip"})) as server:
        found = measured(tmp_path, sqlcipher_template, "feed", str(server.port))
    assert found["said"] == TOO_LARGE
    assert found["cpu"] <= max(SECONDS, PLAIN * found["plain"]), found
    assert found["megabytes"] <= MEGABYTES, found


def test_a_file_five_times_too_large_and_one_of_one_entry(
    tmp_path: Path, sqlcipher_template: Path
) -> None:
    path = tmp_path / "services.json"
    for size, words in (
        (ENDLESS, f"The file is larger than {LIMITS.bytes // 1_000_000} MB."),
        (LIMITS.bytes - LIMITS.bytes // 20, ""),
    ):
        with path.open("wb") as file:  # its middle is a hole in the disk
            file.write(b'[{"id":"b","name":"Big","status":"active","x":"')
            file.seek(size)
            file.write(b'"},' + json.dumps(bare("a")).encode() + b"]")
        found = measured(tmp_path, sqlcipher_template, "file", str(path))
        assert (found["said"], found["created"]) == (words, 0 if words else 1)
        assert found["cpu"] <= max(SECONDS, PLAIN * found["plain"]), found
        assert found["megabytes"] <= MEGABYTES, found
    assert found["refused"] == 1


PACKINGS: dict[str, tuple[str, bytes, str]] = {
    "br": ("br", b"\x8b\x02\x80", "The answer is packed as 'br', which the hub didn't ask for."),
    "zstd": ("zstd", b"x", "The answer is packed as 'zstd', which the hub didn't ask for."),
    "twice": ("gzip, gzip", gzip.compress(gzip.compress(b"[]")), "The answer is packed as 'gzip,"),
    "damaged": ("gzip", b"no gzip at all", "The answer can't be unpacked: it is damaged."),
    "cut": ("gzip", gzip.compress(b"[" + b" " * 9999)[:-9], "The answer broke off before its end."),
}


@pytest.mark.parametrize("case", PACKINGS)
def test_what_cannot_be_unpacked_is_refused(
    store: Store, clock: Clock, tmp_path: Path, case: str
) -> None:
    packing, body, words = PACKINGS[case]
    with (
        serving(lambda *_: Reply(body, headers={"Content-Encoding": packing})) as server,
        pytest.raises(HubError) as caught,
    ):
        read(store, clock, tmp_path, server)
    assert caught.value.message.startswith(words)
    assert list_services(store) == ()


def test_pages_without_end_are_refused(store: Store, clock: Clock, tmp_path: Path) -> None:
    def answer(_path: str, query: dict[str, str], _headers: dict[str, str]) -> Reply:
        number = int(query.get("page", "1"))
        return page([bare(f"s{number}")], number, 10**9, total_items=10**9)

    limits = {
        "The feed has more than 30 pages.": Limits(pages=30),
        "There are more than 20 entries in it.": Limits(rows=20),
        "The feed is larger than 0.01 MB.": Limits(bytes=10_000),
    }
    with serving(answer) as server:
        for words, most in limits.items():
            with pytest.raises(BadInput) as caught:
                read(store, clock, tmp_path, server, limits=most)
            assert (caught.value.message, bool(caught.value.hint)) == (words, True)
            assert list((tmp_path / "feeds").glob("*/*")) == []  # nor does it lie about
    assert list_services(store) == ()


def drip(server_of: list[Server], start: bytes) -> Iterator[bytes]:
    """A little at a time, for as long as the test goes on."""
    yield start
    while not server_of[0].ended.wait(0.1):
        yield b" "


@pytest.mark.parametrize("start", [b"", b"["])
def test_an_answer_that_drips_is_given_up(
    store: Store, clock: Clock, tmp_path: Path, start: bytes
) -> None:
    servers: list[Server] = []
    with serving(lambda *_: Reply(drip(servers, start))) as server:
        servers.append(server)
        with pytest.raises(FeedBroke, match="answers too slowly"):
            read(store, clock, tmp_path, server, limits=Limits(patience=1))
    assert list_services(store) == ()


def test_an_answer_that_never_begins_is_given_up(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    servers: list[Server] = []

    def answer(*_: Any) -> Reply:
        servers[0].ended.wait(30)
        return Reply()

    with serving(answer) as server:
        servers.append(server)
        with pytest.raises(FeedBroke, match="answers too slowly"):
            read(store, clock, tmp_path, server, limits=Limits(patience=1))
        with pytest.raises(FeedBroke, match="Reading took longer than 1 seconds"):
            read(store, clock, tmp_path, server, limits=Limits(seconds=1, patience=5))


HEADS: dict[str, dict[str, str]] = {
    "a name of a megabyte": {"X-Name": "x" * 1_000_000},
    "a thousand headings": {f"X-{number}": "x" for number in range(1_000)},
}


@pytest.mark.parametrize("case", HEADS)
def test_a_head_without_measure_is_refused(
    store: Store, clock: Clock, tmp_path: Path, case: str
) -> None:
    with (
        serving(lambda *_: Reply(b"[]", headers=HEADS[case])) as server,
        pytest.raises(HubError, match="didn't answer as a web server does"),
    ):
        read(store, clock, tmp_path, server)


ODD: dict[str, Any] = {
    "a name of a megabyte": bare("odd", name="x" * 900_000),
    "a row of two megabytes": bare("odd", description="x" * 2_000_000),
    "control bytes": bare("odd", name="\x00\x1b[2J\x9b\x7f"),
    "markup": bare("odd", name="[bold red]@click=app.quit[/]<script>alert(1)</script>"),
    "a link that runs": bare("odd", url="javascript:alert(1)"),
    "bidi overrides": bare("odd", name="\u202eoof\u2066\u200f"),
    "no object": ["odd"],
    "half a pair": bare("odd", name="\ud800"),
}


@pytest.mark.parametrize("case", ODD)
def test_the_rest_of_the_feed_comes_in(
    store: Store, clock: Clock, tmp_path: Path, case: str
) -> None:
    with serving(pages([bare("a"), ODD[case]], [bare("z")])) as server:
        report = read(store, clock, tmp_path, server)
    assert report.read == 3
    assert report.created + len(report.refused) == 3
    found = {one.id: one for one in list_services(store)}
    assert {"a", "z"} <= found.keys()
    for one in found.values():
        text = f"{one.name}{one.url}{one.description}"
        assert not set(text) & set("\x00\x1b\x9b\x7f\u202e\u2066\u200f\ud800")
        assert "javascript" not in one.url
        assert len(one.name) <= 200


def test_a_row_ten_thousand_deep_in_a_feed_is_refused_by_itself(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    deep = b'{"id":"deep","status":"active","x":' + b"[" * 10_000 + b"]" * 10_000 + b"}"
    body = b"[" + json.dumps(bare("a")).encode() + b"," + deep + b"]"
    with serving(lambda *_: Reply(body)) as server:
        report = read(store, clock, tmp_path, server)
    assert [(one.row, one.why) for one in report.refused] == [
        (2, "It is nested deeper than 100 levels.")
    ]
    assert [one.id for one in list_services(store)] == ["a"]
