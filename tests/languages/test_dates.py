"""Days and times as people in each language write them, worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hub.languages.capital import begun
from hub.languages.catalogue import language_for
from hub.languages.spoken import LANGUAGES
from hub.views import words

LONDON = ZoneInfo("Europe/London")
TUESDAY = date(2026, 12, 1)
NEW_YEARS_EVE = date(2026, 12, 31)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
"""The Sundays on which clocks change."""

DAYS = {
    "en": ("Tuesday 1 December", "Thursday 31 December", "Sunday 28 March", "Sunday 25 October"),
    "pl": (
        "wtorek, 1 grudnia",
        "czwartek, 31 grudnia",
        "niedziela, 28 marca",
        "niedziela, 25 października",
    ),
    "ro": (
        "marți, 1 decembrie",
        "joi, 31 decembrie",
        "duminică, 28 martie",
        "duminică, 25 octombrie",
    ),
    "cy": (
        "Dydd Mawrth 1 Rhagfyr",
        "Dydd Iau 31 Rhagfyr",
        "Dydd Sul 28 Mawrth",
        "Dydd Sul 25 Hydref",
    ),
    "uk": ("вівторок, 1 грудня", "четвер, 31 грудня", "неділя, 28 березня", "неділя, 25 жовтня"),
    "tr": ("1 Aralık Salı", "31 Aralık Perşembe", "28 Mart Pazar", "25 Ekim Pazar"),
    "ar": ("الثلاثاء 1 ديسمبر", "الخميس 31 ديسمبر", "الأحد 28 مارس", "الأحد 25 أكتوبر"),
    "ur": ("منگل 1 دسمبر", "جمعرات 31 دسمبر", "اتوار 28 مارچ", "اتوار 25 اکتوبر"),
}
SHORT = {
    "en": "Tue 1 Dec",
    "pl": "wt., 1 gru",
    "ro": "mar., 1 dec.",
    "cy": "Maw 1 Rhag",
    "uk": "вт, 1 груд.",
    "tr": "1 Ara Sal",
    "ar": "الثلاثاء 1 ديسمبر",
    "ur": "منگل 1 دسمبر",
}
HEADINGS = {
    "en": "Tuesday 1 December",
    "pl": "Wtorek, 1 grudnia",
    "ro": "Marți, 1 decembrie",
    "cy": "Dydd Mawrth 1 Rhagfyr",
    "uk": "Вівторок, 1 грудня",
    "tr": "1 Aralık Salı",
    "ar": "الثلاثاء 1 ديسمبر",
    "ur": "منگل 1 دسمبر",
}
WEEKDAYS = {
    "en": "Tuesday",
    "pl": "wtorek",
    "ro": "marți",
    "cy": "Dydd Mawrth",
    "uk": "вівторок",
    "tr": "Salı",
    "ar": "الثلاثاء",
    "ur": "منگل",
}
DATES = {
    "en": "31 December 2026",
    "pl": "31 grudnia 2026",
    "ro": "31 decembrie 2026",
    "cy": "31 Rhagfyr 2026",
    "uk": "31 грудня 2026 р.",
    "tr": "31 Aralık 2026",
    "ar": "31 ديسمبر 2026",
    "ur": "31 دسمبر 2026",
}
CODES = tuple(one.code for one in LANGUAGES)
OTHERS = CODES[1:]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


@pytest.mark.parametrize("code", CODES)
def test_a_day_reads_as_people_write_it(code: str) -> None:
    language = language_for(code)
    days = (TUESDAY, NEW_YEARS_EVE, SPRING, AUTUMN)
    assert tuple(map(language.day, days)) == DAYS[code]
    assert language.day_short(TUESDAY) == SHORT[code]
    assert language.weekday(TUESDAY) == WEEKDAYS[code]
    assert language.full_date(NEW_YEARS_EVE) == DATES[code]
    assert language.heading(TUESDAY) == HEADINGS[code]


@pytest.mark.parametrize("code", OTHERS)
def test_times_are_of_the_clock_of_24_hours(code: str) -> None:
    language = language_for(code)
    moments = (time(0, 0), time(9, 5), time(12, 0), time(17, 30))
    assert tuple(map(language.time, moments)) == ("0:00", "9:05", "12:00", "17:30")
    assert language.span(at(TUESDAY, 10), at(TUESDAY, 12, 30)) == "10:00–12:30"


@pytest.mark.parametrize("code", OTHERS)
def test_midnight_belongs_to_the_day_that_it_ends(code: str) -> None:
    language = language_for(code)
    assert language.span(at(NEW_YEARS_EVE, 20), at(date(2027, 1, 1), 0)) == "20:00–24:00"
    assert language.span(at(NEW_YEARS_EVE, 0), at(date(2027, 1, 1), 0)) == "0:00–24:00"


@pytest.mark.parametrize("code", OTHERS)
def test_what_ends_on_another_day_says_so(code: str) -> None:
    language = language_for(code)
    new_year = date(2027, 1, 1)
    until = language.day_short(new_year)
    assert language.span(at(NEW_YEARS_EVE, 20), at(new_year, 1)) == f"20:00–1:00 ({until})"
    assert language.span(at(NEW_YEARS_EVE, 20), at(date(2027, 1, 2), 0)) == f"20:00–24:00 ({until})"


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_night_on_which_clocks_change_reads_as_the_clock_on_the_wall(
    code: str, day: date
) -> None:
    language = language_for(code)
    assert language.span(at(day, 0, 30), at(day, 3)) == "0:30–3:00"
    assert language.span(at(day, 0), at(date.fromordinal(day.toordinal() + 1), 0)) == "0:00–24:00"
    first, second = at(day, 1, 30), at(day, 1, 30).replace(fold=1)
    assert language.span(first, second) == "1:30–1:30"


def test_english_stays_as_the_hub_says_it_everywhere() -> None:
    english = language_for("en")
    for day in map(date.fromordinal, range(SPRING.toordinal() - 400, SPRING.toordinal())):
        assert english.day(day) == english.heading(day) == words.day_words(day)
        assert english.day_short(day) == words.day_words_short(day)
        assert english.full_date(day) == words.date_words(day)
        assert english.span(at(day, 10), at(day, 12)) == words.span_words(at(day, 10), at(day, 12))


@pytest.mark.parametrize("code", OTHERS)
def test_every_day_of_a_year_can_be_said_and_no_two_are_alike(code: str) -> None:
    language = language_for(code)
    year = [date.fromordinal(TUESDAY.toordinal() + number) for number in range(365)]
    assert len({language.day(day) for day in year}) == 365
    assert len({language.day_short(day) for day in year}) == 365
    assert all(language.heading(day)[0] == begun(language.heading(day), code)[0] for day in year)


def test_a_line_begins_with_the_capital_of_its_language() -> None:
    assert begun("içeride", "tr") == "İçeride"
    assert begun("ılık", "tr") == "Ilık"
    assert begun("inside", "en") == "Inside"
    assert begun("środa", "pl") == "Środa"
    assert begun("s\u0301roda", "pl") == "Środa"
    assert begun("вівторок", "uk") == "Вівторок"
    assert begun("їжа", "uk") == "Їжа"
    assert begun("منگل", "ur") == "منگل"
    assert begun("1 maja", "pl") == "1 maja"
    assert begun("ßx", "en") == "ßx"
    assert begun("", "pl") == ""


def test_a_list_has_the_comma_of_its_language() -> None:
    said = {
        code: language_for(code).listed(("1", "", "2", "3")) for code in ("en", "pl", "ar", "ur")
    }
    assert said == {"en": "1, 2, 3", "pl": "1, 2, 3", "ar": "1، 2، 3", "ur": "1، 2، 3"}
