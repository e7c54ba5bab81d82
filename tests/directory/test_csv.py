"""The directory goes to a spreadsheet and comes back as it was, and no cell of it runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import Clock
from hub.directory.csv_in import import_csv
from hub.directory.csv_out import export_csv
from hub.directory.needs import load_needs
from hub.directory.openreferral.saving import import_services
from hub.directory.search import list_services
from hub.directory.spreadsheet import COLUMNS, as_it_was, safe
from hub.errors import BadInput, NotFound
from hub.store.engine import Store
from hub.views.limits import Limits
from tests.conftest import ENGINES
from tests.directory.feeds import feed, full_row, row
from tests.directory.test_writing import fill_demo

RUNS = ("=", "+", "-", "@", "\t", "\r")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "groups.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@given(st.text(alphabet="'=+-@\t\r\na1 |%\uff1d", max_size=8))
def test_a_cell_is_safe_and_comes_back_as_it_was(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(RUNS)
    assert as_it_was(cell) == text


def test_the_demo_goes_out_and_comes_back(
    new_store: Callable[[str], Store], clock: Clock, tmp_path: Path
) -> None:
    for engine in ENGINES:
        store, other = new_store(engine), new_store(engine)
        fill_demo(store, clock)
        with other.write() as session:
            load_needs(session)
        first, second = tmp_path / f"{engine}1.csv", tmp_path / f"{engine}2.csv"
        report = export_csv(store, path=first)
        back = import_csv(other, clock, path=first)
        assert (back.created, back.refused, back.left_out) == (report.services, (), ())
        assert export_csv(other, path=second) == report
        assert first.read_bytes() == second.read_bytes()
        again = import_csv(other, clock, path=first)
        assert (again.created, again.updated) == (0, 0)


def test_no_cell_of_a_hostile_feed_runs(store: Store, clock: Clock, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","y")'
    rows = [
        row(
            "a",
            name=evil,
            description="+1+cmd|' /C calc'!A0",
            fees="-2",
            alert="@SUM(A1)",
            contacts=[{"id": "c", "name": "Ann Persona", "phones": [{"number": "+44 20 1234"}]}],
            organization={"id": "o", "name": "\uff1d1", "description": "'=1"},
        )
    ]
    import_services(store, clock, path=feed(tmp_path, rows))
    path = tmp_path / "out.csv"
    export_csv(store, path=path)
    text = path.read_text(encoding="utf-8-sig")
    (cells,) = list(csv.DictReader(io.StringIO(text)))
    assert tuple(cells) == tuple(COLUMNS)
    assert [cell for cell in cells.values() if cell.startswith(RUNS)] == []
    assert (cells["name"], cells["phones"], cells["organisation"]) == (
        f"'{evil}",
        "'+44 20 1234",
        "'\uff1d1",
    )
    assert "Persona" not in text


def test_what_people_type_is_understood(store: Store, clock: Clock, tmp_path: Path) -> None:
    with store.write() as session:
        load_needs(session)
    text = (
        "\ufeffName;Organisation;Telephone;Opening hours;Checked on;Needs;Minimum age;Postcode\r\n"
        'Warm Space;St Mary\'s;"01632 960001 (ask for the hall); text 85258";Mondays;'
        "23/11/2026;debts; 18;WY1 1TH\r\n"
        ";;;;;;;\r\n"
        "No one;;;;;;;\r\n"
        "Odd;Us;;;31/12/2099;none-such;young;\r\n"
        "Much;Us;;;;;;;more\r\n"
    )
    report = import_csv(store, clock, path=written(tmp_path, text), is_local=True)
    assert [(one.row, one.why) for one in report.refused] == [
        (4, "Its organization name is missing or isn't text."),
        (6, "It has more cells than there are headings."),
    ]
    assert sorted((one.row, one.why) for one in report.left_out) == [
        (5, "Its assured_date is a date still to come; it was left out."),
        (5, "Its minimum_age isn't a number; it was left out."),
    ]
    odd, warm = sorted(list_services(store), key=lambda one: one.name)
    assert (odd.name, odd.needs, odd.is_local) == ("Odd", (), True)
    assert [(one.number, one.note, one.is_text) for one in warm.phones] == [
        ("01632 960001", "ask for the hall", False),
        ("85258", "", True),
    ]
    assert (warm.when, warm.needs, warm.who_for, warm.address) == (
        "Mondays",
        ("debts",),
        "18 and over",
        "WY1 1TH",
    )
    assert warm.assured_on is not None
    assert warm.assured_on.isoformat() == "2026-11-23"


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty."),
    "only a mark": (b"\xef\xbb\xbf", "The file is empty."),
    "no headings": (b"Warm Space,St Mary's\n", "There is no column called name."),
    "no organisation": (b"name,phones\nA,1\n", "There is no column called organisation."),
    "two of one": (b"name,organisation,phone,phones\n", "There are two columns for phones."),
    "Windows-1252": ("name,organisation\nCafé,Us\n".encode("cp1252"), "The file isn't UTF-8"),
    "UTF-16": ("name,organisation\n".encode("utf-16"), "The file isn't UTF-8 text."),
    "NULs": (b"name,organisation\nA\0,Us\n", "The file isn't text."),
    "10,000 columns": (b"name,organisation" + b",x" * 10_000, "There are more than 200 columns."),
    "an open quote": (
        b'name,organisation\nA,B\nC,"D\n' + b"x\n" * 100_000,
        "After row 2 the quotes don't match, or a cell is too long.",
    ),
    "a stray quote": (b'name,organisation\n"A"b,C\n', "After row 1 the quotes don't match"),
    "a long line that does not end its cell": (
        b'name,organisation\nA,"' + b"x" * 1_100_000 + b'\nB",C\n',
        "Line 2 is longer than 1,000,000",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "The file isn't UTF-8 text."),
    "JSON": (json.dumps([full_row()]).encode(), "There is no column called name."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_such_list_is_refused_whole(
    store: Store, clock: Clock, tmp_path: Path, case: str
) -> None:
    data, words = REFUSED[case]
    with pytest.raises(BadInput) as caught:
        import_csv(store, clock, path=written(tmp_path, data))
    assert caught.value.message.startswith(words)
    assert caught.value.hint
    assert list_services(store) == ()


def test_a_file_of_a_gigabyte_is_refused_unread(store: Store, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(BadInput, match="larger than 200 MB"):
        import_csv(store, clock, path=path)
    with pytest.raises(NotFound):
        import_csv(store, clock, path=tmp_path / "none.csv")
    with pytest.raises(BadInput, match="is a folder"):
        import_csv(store, clock, path=tmp_path)
    with pytest.raises(BadInput, match="is longer than"):  # however much is allowed in all
        import_csv(store, clock, path=path, limits=Limits(bytes=2_000_000_000))


def test_a_column_that_is_not_there_wipes_nothing_it_can_leave(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    text = "id,name,organisation,phones,languages\na,Help,Us,01632 960001,Welsh\n"
    import_csv(store, clock, path=written(tmp_path, text))
    import_csv(store, clock, path=written(tmp_path, "id,name,organisation\na,More help,Us\n"))
    (one,) = list_services(store)
    assert (one.name, [phone.number for phone in one.phones], one.languages) == (
        "More help",
        ["01632 960001"],
        ("Welsh",),
    )


def test_a_row_that_is_far_too_long_is_refused_and_the_rest_comes_in(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "name,organisation,description\n"
        "First,Us,\n"
        f'"{"N" * 1_000_000}",Us,\n'
        f"{'N' * 3_000_000}\n"
        f'Long,Us,"{"d" * 900_000}"\n'
        "Last,Us,\n",
        encoding="utf-8",
    )
    report = import_csv(store, clock, path=path)
    why = "It has a line of more than 1,000,000 letters."
    assert [(one.row, one.why) for one in report.refused] == [(3, why), (4, why)]
    assert (report.read, report.created) == (5, 3)
    names = [one.name for one in list_services(store)]
    assert sorted(names) == ["First", "Last", "Long"]
