"""The preview of a sheet: what somebody sees on the screen is what is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printables.boxes import Band, Box, Page, Run, Sheet, Stroke
from printables.cells import Line, Look, Words, cells, letters, wrapped
from printables.fonts import Face
from printables.preview import preview
from printables.sheets.next_steps import next_steps_sheet
from printables.sheets.timetable import timetable_sheet
from tests.printables.plans import FULL, a_plan
from tests.printables.weeks import CARD, CHRISTMAS, CORRECT_ON, CROWDED, ORDINARY, SITE, busy_week
from tests.soaking import tries

ON_PAPER = {
    "an ordinary week": timetable_sheet(ORDINARY, SITE, correct_on=CORRECT_ON, qr=CARD),
    "Christmas in large print": timetable_sheet(
        CHRISTMAS, SITE, correct_on=CORRECT_ON, large=True, qr=CARD
    ),
    "a crowded week": timetable_sheet(CROWDED, SITE, correct_on=CORRECT_ON),
    "next steps": next_steps_sheet(a_plan(), SITE),
    "many next steps": next_steps_sheet(FULL, SITE, large=True),
}


def text(line: Line) -> str:
    return "".join(words.text for words in line)


def said(page: tuple[Line, ...]) -> list[str]:
    return [text(line) for line in page]


def marks(words: str) -> Counter[str]:
    """Each letter and how often, whatever lies between."""
    return Counter(one for one in letters(words) if not one.isspace())


def check(sheet: Sheet, width: int) -> None:
    """Every letter on paper is on the screen, once, and no line is too long for it."""
    made = preview(sheet, width)
    assert len(made) == len(sheet.pages)
    for page, shown in zip(sheet.pages, made, strict=True):
        codes = [words.text for line in shown for words in line if words.look is Look.CODE]
        on_screen = marks("".join(said(shown)))
        on_screen.subtract(marks("".join(codes)))
        on_paper = marks("".join(run.words for run in page.runs()))
        assert {mark: count for mark, count in on_screen.items() if count} == on_paper
        assert bool(codes) == bool(page.codes())
        assert all(cells(line) <= width for line in said(shown))


@pytest.mark.parametrize("name", ON_PAPER)
@pytest.mark.parametrize("width", [36, 56, 72, 76, 120])
def test_every_letter_on_paper_is_on_the_screen(name: str, width: int) -> None:
    check(ON_PAPER[name], width)


@settings(max_examples=tries(15), deadline=None)
@given(
    titles=st.lists(
        st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Zs")), max_size=60),
        min_size=1,
        max_size=4,
    ),
    width=st.integers(30, 130),
)
def test_no_title_spoils_the_page(titles: list[str], width: int) -> None:
    from hub.errors import BadInput

    week = busy_week([4, 2, 1, 0, 0, 0, 0], titles=titles)
    try:
        sheet = timetable_sheet(week, SITE, correct_on=CORRECT_ON)
    except BadInput:
        return  # a letter that can't be printed
    check(sheet, width)


def test_the_timetable_reads_as_it_lies_on_paper() -> None:
    week = busy_week([5, 1, 0, 0, 0, 0, 0])
    sheet = timetable_sheet(week, SITE, correct_on=CORRECT_ON, qr=CARD)
    page = preview(sheet, 72)[0]
    lines = said(page)
    assert [" ".join(line.split()) for line in lines][:22] == [
        "[code]",
        "Ferry Road Community Library",
        "What’s on, Monday 30 November to Sunday 6 December 2026",
        "12 Ferry Road, Marlow Bridge, MB4 7QT",
        "Phone 01632 960123",
        "Scan to save",
        "our phone",
        "number and",
        "address",
        "",
        "Monday 30 November",
        "9am to 10am Baby Rhymes Hall A",
        "11:30am to 1pm Carers’ Café Hall B",
        "1pm to 3pm Knit and Natter Main Hall",
        "3:30pm to 4:30pm CANCELLED Debt advice Quiet Room",
        "The boiler is being mended.",
        "5pm to 6:30pm Parish council Hall A",
        "",
        "Tuesday 1 December",
        "9am to 10am Carers’ Café Hall A",
        "",
        "Wednesday 2 December",
    ]
    titles = ("Baby", "Carers’", "Knit", "CANCELLED", "The boiler", "Parish")
    places = {line.index(title) for line, title in zip(lines[11:17], titles, strict=True)}
    assert len(places) == 1
    rooms = ("Hall A", "Hall B", "Main Hall", "Quiet Room")
    assert len({line.index(room) for line, room in zip(lines[11:15], rooms, strict=True)}) == 1


def test_a_day_is_a_dark_bar_from_edge_to_edge() -> None:
    (page, *_) = preview(ON_PAPER["an ordinary week"], 72)
    bars = [line for line in page if any(words.look is Look.BAND for words in line)]
    assert [[words.look for words in line] for line in bars] == [[Look.BAND]] * 2
    assert [cells(text(line)) for line in bars] == [72, 72]


def test_a_label_stands_before_its_words() -> None:
    lines = said(preview(ON_PAPER["next steps"], 72)[0])
    assert any("When: Tuesday and Thursday, 10am to 3pm" in line for line in lines)
    assert any("How: Just come." in line for line in lines)


def test_a_code_says_what_it_says_unless_that_stands_below_it() -> None:
    sheet = ON_PAPER["an ordinary week"]
    mute = replace(
        sheet,
        pages=tuple(
            replace(page, pieces=tuple(p for p in page.pieces if not _is_caption(p)))
            for page in sheet.pages
        ),
    )
    said_of_it = " ".join(
        words.text for line in preview(mute, 120)[0] for words in line if words.look is Look.CODE
    )
    assert said_of_it == "[code: Scan to save our phone number and address]"


def _is_caption(piece: object) -> bool:
    return isinstance(piece, Run) and piece.x > 400 and "Page" not in piece.words


def _page(*pieces: Run | Band | Stroke) -> Sheet:
    return Sheet("Two halves", (Page(420, 300, 10, pieces),), ())


def _line(x: float, baseline: float, words: str, part: int, *, on_band: bool = False) -> Run:
    return Run(x, baseline, words, Face.REGULAR, 12, part, on_band)


def test_what_lies_side_by_side_stays_so_and_is_broken_within_its_half() -> None:
    long = "This line is far too long for half a screen"
    sheet = _page(
        _line(10, 30, "Left", 1),
        _line(10, 45, long, 2),
        _line(10, 60, "goes on here", 2),
        _line(210, 30, "Right", 3),
        _line(210, 45, "Short", 4),
        _line(210, 75, "Last", 5),
        Stroke(200, 0, 200, 300, is_dashed=True),
    )
    assert said(preview(sheet, 40)[0]) == [
        "Left               ¦Right",
        "This line is far   ¦Short",
        "too long for half a¦",
        "screen goes on here¦",
        "                   ¦Last",
    ]


def test_a_line_to_cut_along_is_seen() -> None:
    sheet = _page(
        _line(10, 30, "Above", 1), Stroke(0, 60, 420, 60, is_dashed=True), _line(10, 90, "Below", 2)
    )
    assert said(preview(sheet, 12)[0]) == ["Above", "", "- - - - - - ", "", "Below"]


def test_lines_that_were_broken_on_purpose_stay_apart_and_others_flow() -> None:
    sheet = _page(
        _line(10, 30, "12 Ferry Road", 1),
        _line(10, 45, "Marlow Bridge, where the river is widest and", 1),
        _line(10, 60, "the town begins", 1),
    )
    assert said(preview(sheet, 26)[0]) == [
        "12 Ferry Road",
        "Marlow Bridge, where the",
        "river is widest and the",
        "town begins",
    ]


def test_a_bar_of_half_the_width_leaves_the_other_half_as_it_is() -> None:
    sheet = _page(
        Band(Box(10, 15, 200, 35)),
        _line(15, 30, "Dark", 1, on_band=True),
        _line(210, 30, "Light", 2),
    )
    (line,) = preview(sheet, 40)[0]
    assert [(words.text, words.look) for words in line] == [
        ("Dark               ", Look.BAND),
        (" Light", Look.PLAIN),
    ]


def test_a_mark_takes_no_cell_of_its_own() -> None:
    assert cells("q\u0323\u0307a") == 2
    line = (Words("q\u0323\u0307" * 3 + " a", Look.PLAIN),)
    assert [text(one) for one in wrapped([line], 2)] == [
        "q\u0323\u0307" * 2,
        "q\u0323\u0307",
        "a",
    ]
    assert wrapped([], 5) == ()
