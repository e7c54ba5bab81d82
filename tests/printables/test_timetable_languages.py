"""The timetable in another language: the sheet's own words change, people's words stay."""

from __future__ import annotations

from datetime import date
from gettext import NullTranslations
from typing import Any

import pytest
from msgspec.structs import replace

from hub.errors import BadInput
from hub.languages.catalogue import language_for
from hub.languages.language import Language
from hub.views.timetable import BookingStatus
from printables.fonts import Face, width
from printables.sheets.timetable import timetable_pdf, timetable_sheet
from printables.sheets.week_head import week_words
from tests.printables.checking import check_sheet, read, said
from tests.printables.weeks import CHRISTMAS, CORRECT_ON, ORDINARY, SITE, WEB, busy_week, session

MONDAY = date(2026, 11, 30)


class Marked(NullTranslations):
    """Shows which words went through the catalogue."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


POLISH = replace(language_for("pl"), catalogue=Marked())


def test_every_word_of_the_sheet_itself_is_translated_and_nobody_elses() -> None:
    week = busy_week([0] * 7)
    sessions = (
        session(MONDAY, "10:00", status=BookingStatus.CANCELLED, reason="Burst pipe."),
        session(MONDAY, "12:00", title="Sam", is_private=True),
        session(MONDAY, "14:30", title="Choir", status=BookingStatus.PROVISIONAL),
    )
    days = (replace(week.days[0], sessions=sessions, notices=("Rain",)), *week.days[1:])
    made = timetable_sheet(
        replace(week, days=days), SITE, correct_on=CORRECT_ON, qr=WEB, language=POLISH
    )
    (page,) = made.pages
    assert said(page)[:15] == [
        "Ferry Road Community Library",
        "«What’s on, 30 listopada – 6 grudnia 2026»",
        "12 Ferry Road, Marlow Bridge, MB4 7QT",
        "«Phone 01632 960123»",
        "ferryroad.example",
        "Poniedziałek, 30 listopada",
        "Rain",
        "10:00–11:00 | «CANCELLED» | Knit and Natter | Hall A",
        "Burst pipe.",
        "12:00–13:00 | «Private booking» | Hall A",
        "14:30–15:30 | «Choir (not certain yet)» | Hall A",
        "Wtorek, 1 grudnia",
        "«Nothing on this day.»",
        "Środa, 2 grudnia",
        "«Nothing on this day.»",
    ]
    assert said(page)[-1] == "«Correct on 23 listopada 2026» | «Page 1 of 1»"
    assert (made.language, made.title) == (
        "pl",
        "«Ferry Road Community Library: what’s on, 30 listopada – 6 grudnia 2026»",
    )
    spoken = [part.spoken for part in made.parts if part.spoken]
    assert spoken == ["«Square code to scan with a phone: ferryroad.example»"]


def test_overleaf_it_goes_on_in_that_language() -> None:
    made = timetable_sheet(
        busy_week([40, 0, 0, 0, 0, 0, 0]), SITE, correct_on=CORRECT_ON, language=POLISH
    )
    assert said(made.pages[1])[1] == "«Poniedziałek, 30 listopada (continued)»"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("code", ["pl", "ro", "cy", "uk", "tr"])
def test_every_language_that_reads_from_the_left_fits(code: str, large: bool) -> None:
    for week in (ORDINARY, CHRISTMAS):
        made = timetable_sheet(
            week, SITE, correct_on=CORRECT_ON, large=large, qr=WEB, language=language_for(code)
        )
        check_sheet(made, least=18 if large else 12)


def test_the_file_says_its_language() -> None:
    file = timetable_pdf(ORDINARY, SITE, correct_on=CORRECT_ON, language=POLISH)
    root: Any = read(file).trailer["/Root"]
    assert root["/Lang"] == "pl"


def test_the_time_column_is_as_wide_as_that_languages_times() -> None:
    def where(language: Language) -> float:
        made = timetable_sheet(ORDINARY, SITE, correct_on=CORRECT_ON, language=language)
        return next(r.x for r in made.pages[0].runs() if r.words.startswith("Baby Rhymes"))

    english = language_for("en")
    assert where(english) - where(POLISH) == pytest.approx(
        width("10:30am to 11:30am", Face.BOLD, 14) - width("10:30–11:30", Face.BOLD, 14), abs=15
    )


@pytest.mark.parametrize("code", ["ar", "ur"])
def test_a_language_read_from_the_right_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match=r"The timetable can't be printed in (Arabic|Urdu)\."):
        timetable_sheet(ORDINARY, SITE, correct_on=CORRECT_ON, language=language_for(code))


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 12, 21), "21–27 grudnia 2026"),
        (date(2026, 11, 30), "30 listopada – 6 grudnia 2026"),
        (date(2026, 12, 28), "28 grudnia 2026 – 3 stycznia 2027"),
    ],
)
def test_the_dates_of_a_week_in_polish(first: date, words: str) -> None:
    year, week, _ = first.isocalendar()
    days = busy_week([0] * 7, year=year, week=week)
    assert week_words(days, POLISH).replace("\u00a0", " ") == words
