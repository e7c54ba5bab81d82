"""Several sheets as one document: everything on them, in order, and each found by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hub.languages.catalogue import language_for
from printables.boxes import Sheet
from printables.bundle import bound
from printables.drawing import pdf
from printables.sheets.timetable import timetable_sheet
from printables.sheets.timetable_grid import timetable_grid
from tests.printables.checking import check_sheet, codes_at, read, said, tree_of
from tests.printables.weeks import CARD, CHRISTMAS, CORRECT_ON, EMPTY, ORDINARY, SITE, WEB


def sheets() -> tuple[Sheet, ...]:
    """A list upright, one in large print in Polish, and a grid that lies."""
    grid = timetable_grid(CHRISTMAS, SITE, correct_on=CORRECT_ON, qr=WEB)
    assert isinstance(grid, Sheet)
    polish = timetable_sheet(
        ORDINARY, SITE, correct_on=CORRECT_ON, large=True, qr=CARD, language=language_for("pl")
    )
    return timetable_sheet(EMPTY, SITE, correct_on=CORRECT_ON, qr=WEB), polish, grid


def test_every_page_is_there_as_it_was() -> None:
    several = sheets()
    made = bound("This week", several)
    check_sheet(made, least=12)
    pages = [page for sheet in several for page in sheet.pages]
    assert [said(page) for page in made.pages] == [said(page) for page in pages]
    assert [page.inner for page in made.pages] == [page.inner for page in pages]
    assert made.title == "This week"


def test_a_reader_aloud_meets_each_sheet_as_it_was_in_its_own_language() -> None:
    several = sheets()
    made = bound("This week", several)
    kind, *parts = tree_of(pdf(made))
    assert kind == "/Document"
    assert parts == [("/Part", *tree_of(pdf(sheet))[1:]) for sheet in several]
    assert (made.language, [part.language for part in made.parts if part.kind == "Part"]) == (
        "en-GB",
        ["", "pl", ""],
    )


def test_every_word_still_belongs_to_what_it_belonged_to() -> None:
    def spoken(sheet: Sheet) -> list[tuple[str, str]]:
        return [
            (run.words, sheet.parts[run.part].kind)
            for page in sheet.pages
            for run in page.runs()
            if run.part is not None
        ]

    several = sheets()
    assert spoken(bound("This week", several)) == [line for one in several for line in spoken(one)]


def test_the_contents_list_has_the_sheets_and_their_own_entries_below() -> None:
    file = pdf(bound("This week", sheets(), ["Timetable", "In Polish", "On one page"]))
    outline: list[Any] = read(file).outline
    shown = [
        [below.title for below in entry] if isinstance(entry, list) else entry.title
        for entry in outline
    ]
    assert shown[::2] == ["Timetable", "In Polish", "On one page"]
    assert [len(below) for below in shown[1::2]] == [7, 7, 7]
    assert shown[3][:2] == ["Poniedziałek, 30 listopada", "Wtorek, 1 grudnia"]


def test_its_codes_scan_and_it_is_the_same_file_each_time() -> None:
    file = pdf(bound("This week", sheets()))
    assert file == pdf(bound("This week", sheets()))
    assert codes_at(file, 150) == [
        WEB[0],
        CARD[0],
        WEB[0],
    ]


def test_what_was_left_out_is_said_once() -> None:
    one, other, _ = (replace(sheet, left_out=("Left out: 🎉.",)) for sheet in sheets())
    assert bound("This week", [one, other]).left_out == ("Left out: 🎉.",)


def test_each_sheet_needs_its_entry() -> None:
    with pytest.raises(ValueError, match="zip"):
        bound("This week", sheets(), ["Timetable"])
