"""A feed is read from its https address, page after page, and goes on where it broke off."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hub.clock import Clock
from hub.directory.openreferral.feeds import import_feed
from hub.directory.openreferral.fetching import FeedBroke
from hub.directory.openreferral.vanishing import list_feeds
from hub.directory.search import list_services
from hub.errors import BadInput
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.views.importing import ImportReport
from hub.views.limits import Limits
from tests.directory.feeds import full_row, row
from tests.directory.serving import Answering, Reply, Server, serving

FAST = Limits(seconds=20, patience=2)


def page(rows: list[Any], number: int, total: int, **more: Any) -> Reply:
    """A page as Open Referral UK 3.0 has it."""
    document = {
        "total_items": more.pop("total_items", total),
        "total_pages": total,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number == total,
        "empty": not rows,
        "contents": rows,
    }
    return Reply(json.dumps(document).encode(), headers=more)


def bare(uid: str, **more: Any) -> dict[str, Any]:
    """A row with a phone, so that nobody asks for its details."""
    phones = [{"id": f"p{uid}", "number": "0117 496 0000"}]
    return row(uid, contacts=[{"id": f"c{uid}", "phones": phones}], **more)


def pages(*all_rows: list[Any]) -> Answering:
    """A feed of 3.0 with these pages."""
    items = sum(map(len, all_rows))

    def answer(path: str, query: dict[str, str], _headers: dict[str, str]) -> Reply:
        number = int(query.get("page", "1"))
        if path != "/services" or number > len(all_rows):
            return Reply(status=404)
        return page(all_rows[number - 1], number, len(all_rows), total_items=items)

    return answer


def read(
    store: Store, clock: Clock, folder: Path, server: Server, path: str = "/services", **more: Any
) -> ImportReport:
    """Import from the server as a hub would from the internet."""
    named: dict[str, Any] = {"limits": FAST, "web": server.web()} | more
    address = server.address(path, named.pop("host", "feed.example"))
    return import_feed(store, clock, address=address, folder=folder / "feeds", **named)


def ids(store: Store) -> list[str]:
    return sorted(one.id for one in list_services(store))


def test_a_paged_feed_of_3_0_comes_in_whole(store: Store, clock: Clock, tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    with serving(pages([bare("a"), bare("b")], [bare("c"), 7], [bare("d")])) as server:
        report = read(
            store, clock, tmp_path, server, progress=lambda done, whole: said.append((done, whole))
        )
        again = read(store, clock, tmp_path, server)
    assert (report.read, report.created, [one.row for one in report.refused]) == (5, 4, [4])
    assert (report.notes, report.vanished, ids(store)) == ((), 0, ["a", "b", "c", "d"])
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)
    assert server.asked[:3] == ["/services", "/services?page=2", "/services?page=3"]
    assert said == [(2, 5), (4, 5), (5, 5)]
    (feed,) = list_feeds(store, clock)
    assert (feed.address, feed.services, feed.next_page) == (server.address(), 4, None)
    assert feed.read_at == clock.now()
    assert list((tmp_path / "feeds").glob("*/*")) == []
    assert len(read_trail(store, clock)) == 1


@pytest.mark.parametrize("first", [0, 1])
def test_a_feed_of_1_0_may_count_from_nought(
    store: Store, clock: Clock, tmp_path: Path, first: int
) -> None:
    def answer(_path: str, query: dict[str, str], _headers: dict[str, str]) -> Reply:
        number = int(query.get("page", str(first)))
        last = first + 1
        rows = [bare(f"s{number}")] if number <= last else []
        document = {
            "totalElements": 2,
            "totalPages": 2,
            "number": number,
            "size": 1,
            "last": number == last,
            "content": [{key: one[key] for key in one if key != "status"} for one in rows],
        }
        return Reply(json.dumps(document).encode())

    with serving(answer) as server:
        report = read(store, clock, tmp_path, server)
    assert (report.created, report.refused, report.notes) == (2, (), ())
    assert ids(store) == [f"s{first}", f"s{first + 1}"]


def test_the_address_it_stands_under_will_do(store: Store, clock: Clock, tmp_path: Path) -> None:
    def answer(path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        if path in ("/api", "/api/"):
            return Reply(b'{"version": "HSDS-UK-3.0", "openapi_url": "https://x.example/"}')
        return pages([bare("a")])(path.removeprefix("/api"), query, headers)

    with serving(answer) as server:
        assert read(store, clock, tmp_path, server, "/api").created == 1
        with pytest.raises(BadInput, match=r"There is no feed at this address \(404\)"):
            read(store, clock, tmp_path, server, "/nothing")
    assert server.asked[:2] == ["/api", "/api/services"]


def test_a_summary_is_looked_behind_once(store: Store, clock: Clock, tmp_path: Path) -> None:
    whole = {uid: full_row(uid) for uid in ("a", "b/../c", "gone")}
    summaries = [
        {key: value for key, value in one.items() if not isinstance(value, list)}
        for one in whole.values()
    ]

    def answer(path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        if path == "/services":
            return pages(summaries)(path, query, headers)
        uid = {"/services/a": "a", "/services/b%2F..%2Fc": "b/../c"}.get(path, "")
        return Reply(json.dumps(whole[uid]).encode()) if uid else Reply(status=404)

    with serving(answer) as server:
        report = read(store, clock, tmp_path, server)
        before = list_services(store)
        first, server.asked = server.asked, []
        again = read(store, clock, tmp_path, server)
    assert first == ["/services", "/services/a", "/services/b%2F..%2Fc", "/services/gone"]
    assert (report.created, report.notes) == (
        3,
        ("Of 1 entry only the summary could be read.",),
    )
    assert sorted(len(one.phones) for one in before) == [0, 2, 2]
    # what the feed hasn't changed since isn't asked for again, and nothing of it is lost
    assert server.asked == ["/services", "/services/gone"]
    assert (again.unchanged, list_services(store)) == (3, before)


def test_a_feed_that_broke_off_goes_on_from_there(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    whole = pages([bare("a")], [bare("b")], [bare("c")])
    is_out = True

    def answer(path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        return (
            Reply(status=503)
            if is_out and query.get("page") == "3"
            else whole(path, query, headers)
        )

    with serving(answer) as server:
        with pytest.raises(FeedBroke, match=r"busy or out of order .* broke off after page 2"):
            read(store, clock, tmp_path, server)
        assert (ids(store), read_trail(store, clock)) == ([], ())
        (feed,) = list_feeds(store, clock)
        assert (feed.next_page, feed.read_at, feed.services) == (3, None, 0)
        is_out, server.asked = False, []
        report = read(store, clock, tmp_path, server)
    assert server.asked == ["/services?page=3"]
    assert (report.read, report.created, ids(store)) == (3, 3, ["a", "b", "c"])
    assert list_feeds(store, clock)[0].next_page is None


def test_what_was_read_yesterday_is_read_anew(store: Store, clock: Clock, tmp_path: Path) -> None:
    whole = pages([bare("a")], [bare("b")])
    is_out = True

    def answer(path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        return Reply(status=503) if is_out and query else whole(path, query, headers)

    with serving(answer) as server:
        with pytest.raises(FeedBroke):
            read(store, clock, tmp_path, server)
        is_out, server.asked = False, []
        tomorrow = clock.at(clock.utc_now() + timedelta(hours=25))
        assert read(store, tomorrow, tmp_path, server).created == 2
    assert server.asked == ["/services", "/services?page=2"]


def test_a_page_that_a_power_cut_has_torn_is_read_anew(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    whole = pages([bare("a"), bare("b")], [bare("c")])
    is_out = True

    def answer(path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        return Reply(status=503) if is_out and query else whole(path, query, headers)

    with serving(answer) as server:
        for torn in (-1, -9, 0):  # at the end of a row, in the middle of one, before the first
            is_out = True
            with pytest.raises(FeedBroke):
                read(store, clock, tmp_path, server)
            (kept,) = (tmp_path / "feeds").glob("*/page-000001.jsonl")
            lines = kept.read_text().splitlines(keepends=True)
            kept.write_text({-1: lines[0], -9: lines[0] + lines[1][:-9], 0: ""}[torn])
            assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (
                0o600,
                0o700,
            )
            is_out, server.asked = False, []
            assert read(store, clock, tmp_path, server).read == 3
            assert server.asked == ["/services", "/services?page=2"]
    assert ids(store) == ["a", "b", "c"]


def test_an_unchanged_feed_says_so(store: Store, clock: Clock, tmp_path: Path) -> None:
    def answer(_path: str, _query: dict[str, str], headers: dict[str, str]) -> Reply:
        if headers.get("If-None-Match") == '"v1"':
            return Reply(status=304)
        return Reply(json.dumps([bare("a")]).encode(), headers={"ETag": '"v1"'})

    with serving(answer) as server:
        assert not read(store, clock, tmp_path, server).is_same
        later = clock.at(clock.utc_now() + timedelta(days=1))
        report = read(store, later, tmp_path, server)
        assert (report.is_same, report.read, ids(store)) == (True, 0, ["a"])
        (feed,) = list_feeds(store, clock)
        assert feed.read_at == later.now()
        # that it is near here must be said of what came in before, too
        assert read(store, later, tmp_path, server, is_local=True).unchanged == 1
    assert [one.is_local for one in list_services(store)] == [True]


def test_what_vanished_is_marked_and_comes_back(store: Store, clock: Clock, tmp_path: Path) -> None:
    rows = [bare("a"), bare("b"), bare("c")]

    def answer(path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        return pages(rows)(path, query, headers)

    with serving(answer) as server:
        read(store, clock, tmp_path, server)
        before = list_services(store)
        rows = [bare("a"), row("c", status="odd")]  # c is wrong, but there
        report = read(store, clock, tmp_path, server)
        assert (report.vanished, report.unchanged, len(report.refused)) == (1, 1, 1)
        assert list_feeds(store, clock)[0].vanished == 1
        assert read(store, clock, tmp_path, server).vanished == 0
        rows = [bare("a"), bare("b"), bare("c")]
        report = read(store, clock, tmp_path, server)
        assert (report.returned, report.unchanged, list_services(store)) == (1, 3, before)
        rows = []
        report = read(store, clock, tmp_path, server)
        assert (report.vanished, list_services(store)) == (0, before)
        assert report.notes == (
            "Nothing of the 3 entries that came from this feed before is in it."
            " What is there was left as it is, and not marked as gone.",
        )
    assert list_feeds(store, clock)[0].vanished == 0


@pytest.mark.parametrize("packing", ["gzip", "deflate", "raw"])
def test_a_packed_answer_is_unpacked(
    store: Store, clock: Clock, tmp_path: Path, packing: str
) -> None:
    data = json.dumps([bare("a")]).encode()
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(data),
        "deflate": zlib.compress(data),
        "raw": raw.compress(data) + raw.flush(),
    }[packing]
    said = {"Content-Encoding": "deflate" if packing == "raw" else packing}
    with serving(lambda *_: Reply(packed, headers=said)) as server:
        assert read(store, clock, tmp_path, server).created == 1


LIES: dict[str, tuple[Answering, int, str]] = {
    "the same page for ever": (
        lambda *_: page([bare("a"), bare("b")], 1, 10, total_items=20),
        2,
        "The feed speaks of 10 pages; nothing new came after 1.",
    ),
    "fewer than it says": (
        lambda *_: page([bare("a")], 1, 1, total_items=31),
        1,
        "The feed says that it has 31 entries; 1 came.",
    ),
    "more than it says": (
        lambda *_: page([bare("a"), bare("b")], 1, 1, total_items=1),
        2,
        "The feed says that it has 1 entry; 2 came.",
    ),
    "empty pages": (
        lambda _path, query, _headers: page([] if query else [bare("a")], 1, 10**8),
        1,
        "The feed speaks of 100000000 pages; nothing new came after 1.",
    ),
}


@pytest.mark.parametrize("case", LIES)
def test_a_feed_that_lies_ends(store: Store, clock: Clock, tmp_path: Path, case: str) -> None:
    answer, created, note = LIES[case]
    with serving(answer) as server:
        report = read(store, clock, tmp_path, server)
    assert (report.created, report.notes) == (created, (note,))
    assert len(server.asked) <= 2


def test_one_id_128_times_counts_once(store: Store, clock: Clock, tmp_path: Path) -> None:
    with serving(pages([bare("a")] * 128)) as server:
        report = read(store, clock, tmp_path, server)
    assert (report.read, report.created, len(report.refused)) == (128, 1, 127)
    assert report.refused[-1].why == "Row 1 has the same id; the first one counts."


def test_only_a_volunteer_imports_and_nobody_is_asked_before(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    with (
        serving(pages([bare("a")])) as server,
        pytest.raises(BadInput, match="Nobody called 'Mallory'"),
    ):
        read(store, clock, tmp_path, server, by="Mallory")
    assert server.asked == []
