"""`hub print all`: a week's paper in one file, in order, with how far it has got."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import pytest

from tests.kiosk.conftest import Hub
from tests.printables.checking import codes_at, read, words_of

WEEK = ("print", "all", "--week", "2026-W48")


@pytest.fixture
def booked(starter: Hub) -> Hub:
    """A choir in Hall A on Tuesday, and a meeting in the Main Hall on Thursday."""
    for words in (
        ("Hall A", "2026-11-24T10:00", "2026-11-24T11:00", "--title", "Choir", "--public"),
        (
            "Main Hall",
            "2026-11-26T14:00",
            "2026-11-26T15:30",
            "--title",
            "Open meeting",
            "--public",
        ),
    ):
        said = starter("book", *words)
        assert said.code == 0, said
    return starter


def test_it_has_the_timetables_and_each_days_board_and_doors(booked: Hub, tmp_path: Path) -> None:
    path = tmp_path / "monday.pdf"
    said = booked(*WEEK, "-o", str(path), "--json")
    assert (said.code, said.err) == (0, "")
    assert said.document == {
        "file": str(path),
        "week": "2026-W48",
        "sheets": [
            {"kind": "timetable", "title": "Timetable", "pages": 1},
            {"kind": "timetable", "title": "Timetable in large print", "pages": 1},
            {"kind": "board", "title": "Board, Tuesday 24 November", "pages": 1},
            # The door of the Main Hall too, for Hall A is a part of it.
            {"kind": "door", "title": "Doors, Tuesday 24 November", "pages": 2},
            {"kind": "board", "title": "Board, Thursday 26 November", "pages": 1},
            {"kind": "door", "title": "Doors, Thursday 26 November", "pages": 3},
        ],
    }
    pages = read(path.read_bytes()).pages
    is_lying = [page.mediabox.width > page.mediabox.height for page in pages]
    assert is_lying == [False, False, False, True, True, False, True, True, True]
    words = words_of(path.read_bytes())
    assert (words.count("Choir") >= 4, words.count("Open meeting") >= 4) == (True, True)
    assert len(codes_at(path.read_bytes(), 96)) == 4


def test_the_contents_list_leads_to_each_sheet(booked: Hub, tmp_path: Path) -> None:
    path = tmp_path / "monday.pdf"
    assert booked(*WEEK, "-o", str(path)).out == f"6 sheets on 9 pages are in {path}.\n"
    reader = read(path.read_bytes())
    entries: list[Any] = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [(entry.title, reader.get_destination_page_number(entry)) for entry in entries] == [
        ("Timetable", 0),
        ("Timetable in large print", 1),
        ("Board, Tuesday 24 November", 2),
        ("Doors, Tuesday 24 November", 3),
        ("Board, Thursday 26 November", 5),
        ("Doors, Thursday 26 November", 6),
    ]


def test_a_week_with_nothing_on_is_the_timetable_alone(starter: Hub, tmp_path: Path) -> None:
    said = starter(*WEEK, "-o", str(tmp_path / "monday.pdf"), "--json")
    assert [one["kind"] for one in said.document["sheets"]] == ["timetable", "timetable"]


def test_in_polish_every_sheet_is(booked: Hub, tmp_path: Path) -> None:
    path = tmp_path / "monday.pdf"
    assert booked(*WEEK, "--language", "pl", "-o", str(path)).code == 0
    root: Any = read(path.read_bytes()).trailer["/Root"]
    assert root["/Lang"] == "pl"
    assert "wtorek, 24 listopada" in words_of(path.read_bytes()).lower()


def test_in_arabic_it_is_refused(booked: Hub, tmp_path: Path) -> None:
    said = booked(*WEEK, "--language", "ar", "-o", str(tmp_path / "monday.pdf"))
    assert (said.code, "Arabic" in said.err, list(tmp_path.glob("*.pdf"))) == (1, True, [])


def test_on_a_terminal_it_shows_how_far_it_has_got(
    booked: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[int, int]] = []

    class Bar:
        """What click shows on a terminal, written down instead."""

        pos = 0

        def __enter__(self) -> Bar:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, steps: int) -> None:
            self.pos += steps
            done.append((steps, self.pos))

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "progressbar", lambda **_: Bar())
    assert booked(*WEEK, "-o", str(tmp_path / "monday.pdf")).code == 0
    assert [reached for _, reached in done] == [200, 400, 600, 800, 1000]


def test_it_is_the_same_file_each_time(booked: Hub, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    assert booked(*WEEK, "-o", str(one)).code == 0
    assert booked(*WEEK, "-o", str(other)).code == 0
    assert one.read_bytes() == other.read_bytes()
