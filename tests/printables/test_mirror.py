"""A sheet for people who read from right to left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printables.boxes import Band, Bookmark, Box, Code, Page, Piece, Rule, Run, Sheet, Stroke
from printables.fonts import Face, width
from printables.mirror import mirrored
from printables.sheets.timetable import timetable_sheet
from tests.printables.checking import check_sheet, said
from tests.printables.weeks import CORRECT_ON, ORDINARY, SITE, WEB

PIECES: tuple[Piece, ...] = (
    Band(Box(10, 10, 80, 30)),
    Bookmark("Monday", 10),
    Rule(10, 60, 40),
    Stroke(10, 50, 30, 90, is_dashed=True),
    Code(15, 60, 25, "tel:116123"),
    Run(12, 50, "Monday ", Face.BOLD, 12, part=1),
)
SHEET = Sheet("Week", (Page(200, 300, 10, PIECES),), (), "ar", ("left out",))


def test_each_piece_lies_as_far_from_the_right_as_it_lay_from_the_left() -> None:
    (page,) = mirrored(SHEET).pages
    run = page.runs()[0]
    assert page.pieces[:-1] == (
        Band(Box(120, 10, 190, 30)),
        Bookmark("Monday", 10),
        Rule(140, 190, 40),
        Stroke(190, 50, 170, 90, is_dashed=True),
        Code(160, 60, 25, "tel:116123"),
    )
    # Not its space: letters end where the edge is.
    assert run.x + width("Monday", Face.BOLD, 12) == pytest.approx(188)
    assert run == replace(run, words="Monday ", baseline=50, part=1)


def test_mirrored_twice_it_is_as_it_was_and_nothing_else_changes() -> None:
    once = mirrored(SHEET)
    assert replace(once, pages=SHEET.pages) == SHEET
    for piece, again in zip(PIECES, mirrored(once).pages[0].pieces, strict=True):
        if isinstance(piece, Run) and isinstance(again, Run):
            assert again.x == pytest.approx(piece.x)
            again = replace(again, x=piece.x)
        assert again == piece


def test_a_whole_timetable_turned_round_still_fits_its_paper() -> None:
    made = timetable_sheet(ORDINARY, SITE, correct_on=CORRECT_ON, qr=WEB)
    turned = mirrored(made)
    check_sheet(turned, least=12)
    # A row reads from the right: time, then what is on, then where.
    assert [sorted(line.split(" | ")) for line in said(turned.pages[0])] == [
        sorted(line.split(" | ")) for line in said(made.pages[0])
    ]
    assert turned.pages[0].codes()[0].x == pytest.approx(made.pages[0].margin)
