"""How times read, and text that cannot harm a screen."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.views.words import (
    clean,
    clean_line,
    date_words,
    date_words_short,
    day_words,
    day_words_short,
    fold,
    span_words,
    time_words,
)

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(9), "9am"),
        (time(10, 30), "10:30am"),
        (time(11, 59), "11:59am"),
        (time(12), "noon"),
        (time(12, 1), "12:01pm"),
        (time(13), "1pm"),
        (time(23, 45), "11:45pm"),
    ],
)
def test_times_read_as_people_say_them(moment: time, words: str) -> None:
    assert (time_words(moment), time_words(datetime.combine(date(2026, 12, 1), moment))) == (
        words,
        words,
    )


@given(st.times())
def test_no_two_minutes_of_a_day_read_alike(moment: time) -> None:
    other = moment.replace(hour=(moment.hour + 12) % 24)
    assert time_words(moment) != time_words(other)


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-12-01 10:00", "2026-12-01 12:30", "10am to 12:30pm"),
        ("2026-12-01 22:00", "2026-12-02 00:00", "10pm to midnight"),
        ("2026-12-01 22:00", "2026-12-02 01:30", "10pm to 1:30am on Wed 2 Dec"),
        ("2026-12-01 10:00", "2026-12-03 16:00", "10am to 4pm on Thu 3 Dec"),
        ("2026-12-01 10:00", "2026-12-03 00:00", "10am to midnight on Wed 2 Dec"),
        ("2026-12-01 00:00", "2026-12-02 00:00", "midnight to midnight"),
        ("2026-12-31 20:00", "2027-01-01 01:00", "8pm to 1am on Fri 1 Jan"),
    ],
    ids=[
        "a morning",
        "till midnight",
        "past midnight",
        "three days",
        "two whole days",
        "a whole day",
        "new year",
    ],
)
def test_a_stretch_names_the_day_it_ends_on_where_that_is_another(
    starts: str, ends: str, words: str
) -> None:
    assert span_words(datetime.fromisoformat(starts), datetime.fromisoformat(ends)) == words


def test_days_and_dates_read_as_people_write_them() -> None:
    day = date(2026, 12, 1)
    assert (day_words(day), day_words_short(day), date_words(day), date_words_short(day)) == (
        "Tuesday 1 December",
        "Tue 1 Dec",
        "1 December 2026",
        "1 Dec 2026",
    )


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Carers\u2019 Caf\u00e9", "Carers\u2019 Caf\u00e9"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\x1b[31mRed\x1b[0m", "[31mRed [0m"),
        ("\x9b31mRed", "31mRed"),
        ("bell\x07 and null\x00", "bell and null"),
        ("abc\u202egpj.exe", "abc gpj.exe"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("  much \t\u00a0 space  ", "much space"),
        ("lone \ud800 half", "lone half"),
        ("\x1b\x07", ""),
        ("\u200b\u00ad\u2060", ""),
        ("\u3164 \u2800\u115f", ""),
        ("\u200d\ufe0f\U000e0041", ""),
        ("de\u00adb\u200bts", "debts"),
        ("e\u200b\u0301", "\u00e9"),
        ("\U0001f469\u200d\U0001f467 \u2764\ufe0f", "\U0001f469\u200d\U0001f467 \u2764\ufe0f"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("\u200d\u200dJo \u200dis\u200d\u200d in", "Jo is\u200d in"),
    ],
    ids=[
        "plain",
        "composed",
        "escape",
        "C1 escape",
        "bell",
        "bidi",
        "lines",
        "spaces",
        "surrogate",
        "nothing left",
        "unseen",
        "fillers",
        "joiners alone",
        "unseen within a word",
        "unseen before an accent",
        "emoji",
        "Persian",
        "joiners with nothing to join",
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            BIDI + "\x00\x07\x1b\x7f\x85\x9b\x9d\u2028\u2029\ufeff\r\n\t \u0301\u200b\u200d\u3164e"
        ),
    )
)


@given(ANYTHING)
def test_nothing_in_cleaned_text_can_move_a_cursor_or_turn_a_line(text: str) -> None:
    cleaned = clean(text)
    left = {letter for letter in cleaned if unicodedata.category(letter) in ("Cc", "Cs")}
    assert left <= {"\n"}
    assert not set(cleaned) & set(BIDI + "\u2028\u2029\ufeff")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()


@given(ANYTHING)
def test_cleaning_twice_changes_no_more(text: str) -> None:
    assert (clean(clean(text)), clean_line(clean_line(text)), fold(fold(text))) == (
        clean(text),
        clean_line(text),
        fold(text),
    )


@given(ANYTHING)
def test_a_cleaned_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert line.splitlines() in ([], [line])
    assert "  " not in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hall A", "  hall   a "),
        ("Straße", "STRASSE"),
        ("Café", "CAFE\u0301"),
        ("Ｈａｌｌ", "hall"),
    ],
)
def test_names_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert fold(one) == fold(other)
