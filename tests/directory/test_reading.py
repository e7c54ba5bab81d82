"""What no hub can read is refused whole, in words, before anything is written."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.clock import Clock
from hub.directory.openreferral.reading import read_rows, refused_if_no_feed, rows_of
from hub.directory.openreferral.rows import read_service
from hub.directory.openreferral.saving import import_services
from hub.directory.openreferral.splitting import Splitter
from hub.directory.search import list_services
from hub.errors import BadInput, HubError, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.views.limits import Limits
from tests.directory.feeds import row

GOOD = json.dumps(row("a")).encode()
DEEP = b'{"id":"b","status":"active","deep":' + b"[" * 99 + b"]" * 99 + b"}"
REFUSED = {
    "empty": (b"", "The file is empty."),
    "only spaces": (b" \n\t", "The file is empty."),
    "only a mark": (b"\xef\xbb\xbf", "The file is empty."),
    "cut short": (b"[" + GOOD + b",", "The file isn't JSON, or it is cut short."),
    "cut in a string": (GOOD[:9], "The file isn't JSON, or it is cut short."),
    "cut at a backslash": (b'["a\\', "The file isn't JSON, or it is cut short."),
    "a tail": (b"[" + GOOD + b"] []", "The file isn't JSON, or it is cut short."),
    "brackets that close too much": (b"]" * 300 + GOOD, "The file isn't JSON, or it is cut short."),
    "a table": (b"id,name\n1,Help\n", "The file isn't JSON, or it is cut short."),
    "Latin-1": ('{"name": "Café"}'.encode("latin-1"), "The file isn't UTF-8 text."),
    "UTF-16": (GOOD.decode().encode("utf-16"), "The file isn't UTF-8 text."),
    "NaN": (b"[" + GOOD + b', {"x": NaN}]', "The file holds NaN, which JSON doesn't allow."),
    "Infinity": (b"[-Infinity]", "The file holds -Infinity, which JSON doesn't allow."),
    "endlessly deep": (b'{"a":[' * 1_000_000, "The file is nested deeper than 100 levels."),
    "a number": (b"7", "The file isn't Open Referral."),
    "a page of nothing": (b'{"contents": 7}', "The file isn't Open Referral."),
    "junk": (b'[7, "x", null]', "This isn't Open Referral: no service is in it."),
    "an organisation": (
        b'[{"name": "A", "description": "B", "website": "C"}]',
        "This is an organisation without services: there are no services in it.",
    ),
}


def in_pieces(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "feed.json"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_words(tmp_path: Path, case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(BadInput) as caught:
        list(read_rows(written(tmp_path, data)))
    assert caught.value.message.startswith(words)
    assert caught.value.hint


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("size", [1, 7])
def test_however_it_arrives_it_is_refused_in_the_same_words(case: str, size: int) -> None:
    data, words = REFUSED[case]
    data = data[:5000] if case == "endlessly deep" else data
    with pytest.raises(BadInput) as caught:
        list(refused_if_no_feed(rows_of(Splitter(Limits()), in_pieces(data, size))))
    assert caught.value.message.startswith(words)


SHAPES: dict[str, tuple[Any, list[dict[str, Any]]]] = {
    "a bare list": ([row("a"), row("b")], [row("a"), row("b")]),
    "a page of 3.0": ({"size": 1, "contents": [row("a")], "empty": False}, [row("a")]),
    "a page of 1.0": ({"content": [row("a")], "totalElements": 1}, [row("a")]),
    "an organisation": (
        [{"id": "o", "services": [{"id": "s", "status": "active"}]}],
        [{"organization": {"id": "o"}, "id": "s", "status": "active"}],
    ),
    "at a place": (
        [{"id": "at", "location": {}, "service": row("a")}],
        [row("a") | {"service_at_locations": [{"id": "at", "location": {}}]}],
    ),
}


@pytest.mark.parametrize("case", SHAPES)
@pytest.mark.parametrize("size", [1, 7, 1_000_000])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_shape_gives_its_rows(case: str, size: int, mark: bytes) -> None:
    document, rows = SHAPES[case]
    data = mark + b" \n" + json.dumps(document).encode()
    found = rows_of(Splitter(Limits()), in_pieces(data, size))
    assert [one.value for one in found] == rows


def test_a_hundred_levels_are_read_and_brackets_in_text_are_none(tmp_path: Path) -> None:
    rows = b'{"id":"b","status":"\\"[[[[' + b"[" * 500 + b'","deep":' + b"[" * 98 + b"]" * 98 + b"}"
    (one,) = read_rows(written(tmp_path, b"[" + rows + b"]"))
    assert one.value["status"].startswith('"[[[[')


@pytest.mark.parametrize(
    "data", [b'"' + b'\\"' * 2_000_000, b'["' + b"\\\\" * 2_000_000, b'""' * 2_000_000]
)
def test_depth_is_measured_in_one_pass(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    started = time.process_time()
    with pytest.raises(BadInput):
        list(read_rows(path))
    assert time.process_time() - started < 5


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(Limits().bytes + 1)
    with pytest.raises(BadInput, match="larger than 200 MB"):
        next(read_rows(path))


def test_a_folder_a_pipe_and_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        next(read_rows(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    for path in (
        tmp_path / "none.json",
        tmp_path / ("x" * 300),
        tmp_path / "a\0b",
        tmp_path / "pipe",
    ):
        with pytest.raises(HubError) as caught:
            next(read_rows(path))
        assert isinstance(caught.value, NotFound) or "can't be read" in caught.value.message


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, GOOD)
    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(BadInput, match="can't be read: Permission denied"):
        next(read_rows(path))


def test_a_row_over_one_megabyte_is_refused_by_itself(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    rows = [row("a"), row("b", x="x" * 1_000_000), row("c", description="x" * 900_000)]
    path = written(tmp_path, json.dumps(rows).encode())
    report = import_services(store, clock, path=path)
    assert [(one.row, one.why) for one in report.refused] == [(2, "It is larger than 1 MB.")]
    again = import_services(store, clock, path=path)
    assert (report.created, again.unchanged) == (2, 2)


def test_a_row_nested_ten_thousand_deep_is_refused_by_itself(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    deep = b'{"id":"b","status":"active","deep":' + b"[" * 10_000 + b"]" * 10_000 + b"}"
    edge = DEEP.replace(b'"b"', b'"c"')
    path = written(
        tmp_path, b"[" + b",".join([GOOD, deep, edge, GOOD.replace(b'"a"', b'"d"')]) + b"]"
    )
    report = import_services(store, clock, path=path)
    why = "It is nested deeper than 100 levels."
    assert [(one.row, one.why) for one in report.refused] == [(2, why), (3, why)]
    assert [one.id for one in list_services(store)] == ["a", "d"]


def test_a_file_cut_short_after_good_rows_writes_nothing(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    with pytest.raises(BadInput):
        import_services(store, clock, path=written(tmp_path, b"[" + GOOD + b","))
    assert list_services(store) == ()
    assert read_trail(store, clock) == ()


def test_a_number_of_ten_thousand_digits_harms_only_its_field(clock: Clock, tmp_path: Path) -> None:
    data = GOOD[:-1] + b', "minimum_age": ' + b"9" * 10_000 + b', "maximum_age": 1e999}'
    (one,) = read_rows(written(tmp_path, data))
    read = read_service(one, clock.today())
    assert (read.entry.minimum_age, read.entry.maximum_age) == (None, None)
    assert read.left_out == (
        "Its minimum_age isn't between 0 and 150; it was left out.",
        "Its maximum_age isn't between 0 and 150; it was left out.",
    )
