"""What is special about a day, in the language of the sheet."""

from __future__ import annotations

from datetime import date
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.clock import Clock
from hub.languages.language import ENGLISH, Language
from hub.languages.noticing import notice_in
from hub.timetable.closure_words import closure_notices
from tests.timetable.library import LONDON, at


class _Marked(NullTranslations):
    """Says what it was asked for in marks, so that a test sees which words were ours."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"


POLISH = replace(Language("pl", "Polski", "Polish"), catalogue=_Marked())
CLOCK = Clock(LONDON)
DAY = date(2026, 12, 1)


def said(starts: str, ends: str, reason: str = "", room: str = "") -> tuple[str, str]:
    """What the hub publishes of a closure, and how that reads in Polish."""
    ((_, english),) = closure_notices(
        CLOCK, at(f"2026-{starts}"), at(f"2026-{ends}"), reason, room, (DAY, DAY)
    )
    assert notice_in(english, ENGLISH) == english
    return english, notice_in(english, POLISH)


@pytest.mark.parametrize("room", ["", "Hall A", "The room that is closed: no"])
@pytest.mark.parametrize("reason", ["", "boiler: see 2pm to 3pm"])
def test_every_closure_of_the_timetable_is_understood(room: str, reason: str) -> None:
    closed = f"{room} is closed" if room else "Closed"
    # Inside the marks the places are filled in.
    after = f": {reason}" if reason else ""
    assert [
        said("11-30 00:00", "12-05 00:00", reason, room)[1],
        said("11-30 00:00", "12-01 14:30", reason, room)[1],
        said("12-01 12:00", "12-05 00:00", reason, room)[1],
        said("12-01 00:15", "12-01 17:00", reason, room)[1],
    ] == [
        f"<{closed} all day>{after}",
        f"<{closed} until 14:30>{after}",
        f"<{closed} from 12:00>{after}",
        f"<{closed} from 0:15 to 17:00>{after}",
    ]


def test_a_bank_holiday_keeps_its_name() -> None:
    assert notice_in("Bank holiday: Boxing Day (substitute day)", POLISH) == (
        "<Bank holiday: Boxing Day (substitute day)>"
    )


@pytest.mark.parametrize(
    "notice", ["Christmas fair", "Closed", "Closed for good", "Closed until it rains", ""]
)
def test_what_is_not_known_is_said_as_it_is(notice: str) -> None:
    assert notice_in(notice, POLISH) == notice


@given(st.text(max_size=80))
def test_no_notice_trips_it(words: str) -> None:
    assert notice_in(words, ENGLISH) == words
    for before in ("", "Closed: ", "Closed from ", "Bank holiday: "):
        assert isinstance(notice_in(f"{before}{words}", POLISH), str)
