"""The week on one page: every cell whole, or no grid and why; a table that can be walked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.errors import BadInput
from hub.languages.catalogue import language_for
from hub.views.timetable import BookingStatus, SessionView, WeekView
from printables.boxes import Sheet
from printables.drawing import pdf
from printables.sheets.timetable_grid import WhyNot, timetable_grid
from tests.printables.checking import check_sheet, codes_at, read, said, sizes_in, tree_of
from tests.printables.test_timetable_layout import TITLE
from tests.printables.weeks import (
    CARD,
    CHRISTMAS,
    CORRECT_ON,
    CROWDED,
    EMPTY,
    ORDINARY,
    SITE,
    WEB,
    busy_week,
    session,
)
from tests.soaking import tries

MONDAY = date(2026, 11, 30)


def grid(week: WeekView, qr: tuple[str, str] | None = WEB, language: str = "en") -> Sheet | WhyNot:
    return timetable_grid(week, SITE, correct_on=CORRECT_ON, qr=qr, language=language_for(language))


def drawn(week: WeekView, qr: tuple[str, str] | None = WEB, language: str = "en") -> Sheet:
    made = grid(week, qr, language)
    assert isinstance(made, Sheet), made
    check_sheet(made, least=12)
    return made


def monday_only(*sessions: SessionView) -> WeekView:
    week = busy_week([0] * 7)
    monday = replace(week.days[0], sessions=sessions)
    return replace(week, days=(monday, *week.days[1:]))


def test_a_row_a_day_and_the_parts_of_the_day_beside_each_other() -> None:
    sheet = drawn(
        monday_only(
            session(MONDAY, "9:30", 90, "Baby Rhymes"),
            session(MONDAY, "14:00", title="Choir", room="Hall B"),
            session(MONDAY, "18:00", 120, "Chess Club"),
        ),
        qr=None,
    )
    (page,) = sheet.pages
    assert said(page)[:8] == [
        "Ferry Road Community Library",
        "What’s on, Monday 30 November to Sunday 6 December 2026",
        "12 Ferry Road, Marlow Bridge, MB4 7QT, Phone 01632 960123",
        "Day | Morning | Afternoon | Evening",
        "Monday | 9:30am to 11am | Baby Rhymes, Hall A | 2pm to 3pm | Choir, Hall B"
        " | 6pm to 8pm | Chess Club, Hall A",
        "30 November",
        "Tuesday | Nothing on this day. | – | –",
        "1 December",
    ]
    assert said(page)[-1] == "Correct on 23 November 2026"
    assert [mark.words for mark in page.bookmarks()][:2] == [
        "Monday 30 November",
        "Tuesday 1 December",
    ]


def test_without_an_evening_there_is_no_column_for_it() -> None:
    sheet = drawn(monday_only(session(MONDAY, "16:30", title="Choir")), qr=None)
    assert said(sheet.pages[0])[3] == "Day | Morning | Afternoon"


def test_a_fuller_week_says_only_when_things_begin_and_says_that_it_does() -> None:
    sheet = drawn(busy_week([6, 6, 6, 6, 4, 2, 0]))
    words = said(sheet.pages[0])
    assert any("9am | Baby Rhymes, Hall A" in line for line in words)
    assert not any("9am to" in line for line in words)
    assert words[-1] == "Correct on 23 November 2026 | The times are when things begin."


@pytest.mark.parametrize(
    ("week", "why"),
    [
        (
            busy_week([4, 40, 4, 4, 4, 2, 0]),
            "Tuesday has 40 sessions: too many for one page, so this is the list.",
        ),
        (ORDINARY, "The week has 50 sessions: too many for one page, so this is the list."),
        (
            busy_week([2] * 7, titles=["Reading together " * 11]),
            "The titles of this week are too long for one page, so this is the list.",
        ),
        (
            busy_week([1, 0, 0, 0, 0, 0, 0], titles=["W" * 90]),
            f"“{'W' * 79}…” has a word that is too long for a grid, so this is the list.",
        ),
    ],
    ids=["day", "week", "titles", "word"],
)
def test_where_not_every_cell_fits_it_says_why(week: WeekView, why: str) -> None:
    assert grid(week) == WhyNot(why)


def test_a_cancelled_session_says_so_in_its_place() -> None:
    sheet = drawn(
        monday_only(session(MONDAY, "10:00", status=BookingStatus.CANCELLED, reason="Burst pipe."))
    )
    assert any(
        "10am to 11am | CANCELLED | Knit and Natter, Hall A" in line
        for line in said(sheet.pages[0])
    )


def test_a_private_hire_gives_nothing_away() -> None:
    sheet = drawn(monday_only(session(MONDAY, "10:00", title="Sam’s 50th", is_private=True)))
    assert "Sam" not in repr(sheet)
    assert "Private booking, Hall A" in repr(sheet)


def test_what_goes_on_past_midnight_stands_first_on_the_day_after() -> None:
    night = session(MONDAY, "22:30", 240, "Night Shelter")
    week = monday_only(night)
    tuesday = replace(week.days[1], sessions=(night,))
    sheet = drawn(replace(week, days=(week.days[0], tuesday, *week.days[2:])), qr=None)
    words = said(sheet.pages[0])
    assert next(line for line in words if line.startswith("Tuesday")) == (
        "Tuesday | until 2:30am | Night Shelter, Hall A | – | –"
    )


def test_notices_stand_with_their_day() -> None:
    words = said(drawn(CHRISTMAS).pages[0])
    at = next(number for number, line in enumerate(words) if line.startswith("Friday"))
    assert words[at : at + 2] == [
        "Friday | Christmas Day (bank holiday) | – | –",
        "25 December | Nothing on this day.",
    ]


@pytest.mark.parametrize("language", ["en", "pl", "ro", "cy", "uk", "tr"])
@pytest.mark.parametrize("qr", [WEB, CARD, None])
def test_every_language_and_code_fits(language: str, qr: tuple[str, str] | None) -> None:
    for week in (CHRISTMAS, EMPTY):
        assert drawn(week, qr, language).language == language_for(language).tag


def test_a_language_read_from_the_right_is_refused() -> None:
    with pytest.raises(BadInput, match="can't be printed in Urdu"):
        grid(EMPTY, language="ur")


@settings(max_examples=tries(15), deadline=None)
@given(
    titles=st.lists(TITLE, min_size=1, max_size=3),
    counts=st.lists(st.sampled_from([0, 1, 2]), min_size=7, max_size=7),
    notices=st.lists(TITLE, max_size=2),
)
def test_any_words_fit_or_are_refused_in_words(
    titles: list[str], counts: list[int], notices: list[str]
) -> None:
    made = grid(busy_week(counts, titles=titles, notices={MONDAY: tuple(notices)}))
    if isinstance(made, WhyNot):
        assert made.words.endswith(", so this is the list.")
    else:
        check_sheet(made, least=12)


def test_sixty_sessions_a_day_are_refused_in_words() -> None:
    assert isinstance(grid(CROWDED), WhyNot)
    assert grid(busy_week([60] * 7)) == WhyNot(
        "The week has 420 sessions: too many for one page, so this is the list."
    )


def test_a_reader_aloud_can_walk_it_as_a_table() -> None:
    sheet = drawn(monday_only(session(MONDAY, "10:00"), session(MONDAY, "11:00")), qr=None)
    cell = ("/TD", ("/L", ("/LI", ("/LBody",)), ("/LI", ("/LBody",))))
    nothing = ("/TD", ("/P",))
    assert tree_of(pdf(sheet)) == (
        "/Document",
        ("/H1",),
        ("/P",),
        ("/P",),
        (
            "/Table",
            ("/TR", ("/TH",), ("/TH",), ("/TH",)),
            ("/TR", ("/TH",), cell, nothing),
            *((("/TR", ("/TH",), nothing, nothing),) * 6),
        ),
        ("/P",),
    )
    assert [part.scope for part in sheet.parts if part.kind == "TH"] == ["Column"] * 3 + ["Row"] * 7


def test_the_file_is_the_same_each_time_and_its_code_scans() -> None:
    file = pdf(drawn(CHRISTMAS))
    assert file == pdf(drawn(CHRISTMAS))
    assert [codes_at(file, dpi) for dpi in (96, 150, 300)] == [[WEB[0]]] * 3
    assert min(sizes_in(file)) >= 12
    (page,) = read(file).pages
    box: Any = page.mediabox
    assert (float(box.width), float(box.height)) == (841.89, 595.276)
