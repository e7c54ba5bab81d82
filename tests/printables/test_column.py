"""A column of words: labels beside their texts, ends of lines, and what doesn't fit."""

from __future__ import annotations

from printables.boxes import Box, Outline, Page, Run
from printables.breaks import parts_together, well_ended
from printables.column import Column, Letters, at_most
from printables.fonts import width
from tests.printables.checking import said

TEXT = Letters(12, 15)


def column(height: float = 200, more: str = "") -> Column:
    return Column(Box(10, 10, 210, 10 + height), Outline(), TEXT, more)


def lines(made: Column) -> list[str]:
    return said(Page(220, 400, 0, tuple(made.pieces())))


def runs(made: Column) -> tuple[Run, ...]:
    return Page(220, 400, 0, tuple(made.pieces())).runs()


def test_texts_hang_beside_their_label() -> None:
    made = column()
    made.hanging("When", ["Tuesday", "Wednesday, from ten in the morning until three"], TEXT, 50)
    assert lines(made) == ["When | Tuesday", "Wednesday, from ten in the", "morning until three"]
    assert {run.x for run in runs(made)} == {10, 60}
    assert len(made.outline.parts()) == 2


def test_a_label_that_is_too_wide_stands_above_its_text() -> None:
    made = column()
    made.hanging("How to get there", ["Just come."], TEXT, 50)
    assert lines(made) == ["How to get there", "Just come."]


def test_a_label_without_texts_is_not_said() -> None:
    made = column()
    assert made.hanging("When", ["", ""], TEXT, 50) is None
    assert made.pieces() == []


def test_what_does_not_fit_is_left_away_whole_and_said_within_the_box() -> None:
    made = column(40, more="There is more.")
    made.say("One", TEXT)
    made.gap(20)
    made.hanging("When", ["Tuesday", "Wednesday"], TEXT, 50)
    made.gap(20)
    made.say("Never said", TEXT)
    assert lines(made) == ["One", "There is more."]
    assert max(run.box.bottom for run in runs(made)) <= 50


def test_lines_too_many_end_in_an_ellipsis_that_fits() -> None:
    words = "a line of words that goes on and on"
    kept = at_most(2, words, TEXT, 60)
    assert kept == ("a line of ", "words th…")
    assert width(kept[-1], TEXT.face, TEXT.size) <= 60
    assert at_most(9, words, TEXT, 60) == at_most(None, words, TEXT, 60)


def test_numbers_dates_and_postcodes_stay_on_one_line() -> None:
    assert parts_together("Tea, Mon 30 Nov, 11am") == "Tea, Mon\u00a030\u00a0Nov, 11am"
    assert parts_together("Call 01632 960100") == "Call\u00a001632\u00a0960100"
    assert well_ended("12 Ferry Road, in the town, WY1 4FR") == (
        "12 Ferry Road, in the town,\u00a0WY1\u00a04FR"
    )
    assert well_ended("for the people who love them.") == "for the people who love\u00a0them."
    assert well_ended("One") == "One"
