"""The sheets of rooms in other languages: dates and times as people write them there, and words
that run further still fit."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from msgspec.structs import replace

from hub.languages.catalogue import language_for
from hub.languages.language import ENGLISH, Language
from hub.languages.spoken import LANGUAGES
from hub.views.timetable import BookingStatus
from printables.boxes import Sheet
from printables.sheets.board import board_sheet
from printables.sheets.confirmation import confirmation_sheet
from printables.sheets.door import door_sheets
from printables.sheets.recovery import recovery_sheet
from tests.printables.checking import check_sheet, said
from tests.printables.days import EMPTY_DAY, FEW, HALL_A, HOURS, MONDAY, NAMES, ROOMS, booking
from tests.printables.weeks import CORRECT_ON, SITE, WEB

FROM_THE_LEFT = [one.code for one in LANGUAGES if not one.is_right_to_left]


def sheets(language: Language) -> list[Sheet]:
    """Each of them once, and those of a day with nothing."""
    held = booking(status=BookingStatus.PROVISIONAL, lapses=booking().starts)
    return [
        *(
            door_sheets(day, ROOMS, NAMES, SITE, correct_on=CORRECT_ON, language=language)
            for day in (FEW, EMPTY_DAY)
        ),
        *(
            board_sheet(
                day, SITE, correct_on=CORRECT_ON, rooms=ROOMS, hours=HOURS, qr=WEB,
                large=large, language=language,
            )
            for day in (FEW, EMPTY_DAY)
            for large in (False, True)
        ),
        *(
            confirmation_sheet(
                one, SITE, HALL_A, correct_on=CORRECT_ON, large=large, language=language
            )
            for one in (booking(), held)
            for large in (False, True)
        ),
        recovery_sheet(["word"] * 24, SITE.name, "5b2f6c3a", MONDAY, language=language),
    ]  # fmt: skip


@pytest.mark.parametrize("code", FROM_THE_LEFT)
def test_every_sheet_is_whole_in_every_language(code: str) -> None:
    language = language_for(code)
    for made in sheets(language):
        check_sheet(made, least=12)
        assert (made.language, made.left_out) == (language.tag, ())


class _Long(NullTranslations):
    """Says all and half of it again, as a language of long words does."""

    def gettext(self, message: str) -> str:
        return f"{message} {message[: len(message) // 2]}".strip()


def test_words_half_as_long_again_still_fit() -> None:
    for made in sheets(replace(ENGLISH, catalogue=_Long())):
        check_sheet(made, least=12)
    last = " ".join(said(sheets(replace(ENGLISH, catalogue=_Long()))[-1].pages[-1]))
    assert last.endswith("order of their numbers. It asks for the words. Type all")


class _Marked(NullTranslations):
    """Says all in marks, so that a test sees which words are the hub's own."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"


def test_notices_are_said_in_the_language_of_the_sheet() -> None:
    language = replace(language_for("pl"), catalogue=_Marked())
    site, qr = replace(SITE, name="Biblioteka"), None
    board = board_sheet(FEW, site, correct_on=CORRECT_ON, qr=qr, language=language)
    door = door_sheets(FEW, ROOMS, ["Hall B"], site, correct_on=CORRECT_ON, language=language)
    wanted = [
        "<Bank holiday: St Andrew’s Day>",
        "<Hall B is closed from 14:00 to 17:00>: painting",
    ]
    assert said(board.pages[0])[3:5] == wanted
    assert said(door.pages[0])[2:4] == wanted


def test_a_polish_door_says_its_day_and_times_in_polish() -> None:
    made = door_sheets(
        FEW, ROOMS, ["Hall A"], SITE, correct_on=CORRECT_ON, language=language_for("pl")
    )
    lines = said(made.pages[0])
    assert lines[1] == "Poniedziałek, 30 listopada"
    assert lines[3] == "9:30–10:30 | Baby Rhymes | Hall A"


def test_the_day_of_a_booking_has_its_year_in_the_order_of_the_language() -> None:
    def day(code: str) -> str:
        made = confirmation_sheet(
            booking(), SITE, correct_on=CORRECT_ON, language=language_for(code)
        )
        row = next(line for line in said(made.pages[0]) if "2027" in line)
        return row.split(" | ")[1]

    assert {code: day(code) for code in ("en", "pl", "tr", "uk")} == {
        "en": "Tuesday 2 March 2027",
        "pl": "Wtorek 2 marca 2027",
        "tr": "2 Mart 2027 Salı",
        "uk": "Вівторок 2 березня 2027 р.",
    }
