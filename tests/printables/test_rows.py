"""Rows of cells: on one baseline, never split, never without a word that there is more."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from printables.boxes import Outline, Run
from printables.column import Letters
from printables.fonts import Face, width
from printables.left_out import LeftOut
from printables.rows import Cell, Row, cut_to, drawn_rows, onto_pages, wrapped
from tests.printables.days import HOSTILE
from tests.soaking import tries

LARGE, SMALL = Letters(28, 34), Letters(14, 18)
MORE = "There is more. Ask at the desk."


def row(words: str, other: str = "10am", room: float = 200) -> Row:
    return Row(
        (
            Cell(0, 80, wrapped(other, SMALL.bold, 80), "TH", "Row"),
            Cell(100, room, wrapped(words, LARGE, room)),
        ),
        white=5,
    )


def runs(*rows: Row) -> list[Run]:
    outline = Outline()
    (page,) = onto_pages(rows, first_top=0, later_top=0, bottom=10_000)
    pieces = drawn_rows(page, outline, outline.add("Table"), 0, 300)
    return [piece for piece in pieces if isinstance(piece, Run)]


def test_large_and_small_words_of_a_row_stand_on_one_line() -> None:
    small, large = runs(row("Choir"))
    assert small.baseline == large.baseline
    assert large.box.top > 5
    assert large.box.bottom < row("Choir").height - 5


def test_the_next_row_begins_below_the_tallest_cell() -> None:
    drawn = runs(row("Choir and band, all ages, all welcome"), row("Tea"))
    tea = next(run for run in drawn if run.words == "Tea ")
    assert all(run.box.bottom <= tea.box.top for run in drawn[:-2])


def test_a_last_word_is_not_left_alone_where_it_can_have_company() -> None:
    words = "The door to the right of the desk"
    room = width("The door to the right of the ", Face.REGULAR, 14)
    assert [line.words.strip() for line in wrapped(words, SMALL, room)] == [
        "The door to the right of",
        "the desk",
    ]


def test_words_in_bold_stand_before_the_others_or_above_them_where_they_are_too_wide() -> None:
    (line,) = wrapped("Choir", SMALL, 300, lead="CANCELLED")
    assert (line.lead, line.words, line.letters.face) == ("CANCELLED ", "Choir", Face.REGULAR)
    lead, words = wrapped("Choir", SMALL, 80, lead="CANCELLED")
    assert (lead.words, lead.letters.face) == ("CANCELLED", Face.BOLD)
    assert words.words == "Choir"


def test_a_row_too_tall_for_a_page_says_that_there_is_more() -> None:
    whole = row("word " * 100)
    kept = cut_to(whole, 150, MORE)
    assert kept.height <= 150 < whole.height
    said = " ".join(line.words.strip() for line in kept.cells[1].lines)
    assert said.endswith(MORE)
    assert cut_to(whole, whole.height, MORE) == whole


def test_rows_turn_the_page_whole_and_none_is_lost() -> None:
    rows = [row(f"Choir {number}") for number in range(9)]
    height = rows[0].height
    pages = onto_pages(rows, first_top=50, later_top=10, bottom=50 + 3.5 * height)
    assert [len(page) for page in pages] == [3, 4, 2]
    assert [each for page in pages for _, each in page] == rows
    assert [page[0][0] for page in pages] == [50, 10, 10]
    assert onto_pages([], first_top=0, later_top=0, bottom=9) == [[]]


@settings(max_examples=tries(60), deadline=None)
@given(words=HOSTILE, lead=HOSTILE, room=st.floats(60, 500))
def test_no_line_runs_out_of_its_cell(words: str, lead: str, room: float) -> None:
    left_out = LeftOut()
    typed, first = left_out.line(words, "The title"), left_out.line(lead, "The word")
    for line in wrapped(typed, LARGE, room, lead=first):
        run = width(line.words.rstrip(), line.letters.face, 28)
        assert width(line.lead, Face.BOLD, 28) + run <= room + 0.01


def test_what_cannot_be_printed_is_left_out_and_told_once() -> None:
    left_out = LeftOut()
    assert left_out.line("Zażółć", "The title") == "Zażółć"
    assert left_out.line("茶 and cake", "The title") == "and cake"
    assert left_out.line("茶 and cake", "The title") == "and cake"
    assert left_out.line("(茶)", "The title", "Ask at the desk") == "Ask at the desk"
    assert left_out.line("", "The title", "Ask at the desk") == "Ask at the desk"
    assert [sentence.split(" has ")[0] for sentence in left_out.sentences] == [
        "The title “茶 and cake”",
        "The title “(茶)”",
    ]
