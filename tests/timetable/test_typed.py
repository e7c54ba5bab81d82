"""What people type for dates and times: understood, said back, or refused; never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.typed import (
    read_date,
    read_minutes,
    read_moment,
    read_span,
    read_time,
    read_week,
    understood_day,
    understood_moment,
    understood_span,
)
from hub.timetable.walltime import in_zone
from hub.views.words import DAYS
from tests.timetable.library import LONDON, at

MONDAY = Clock(LONDON, at("2026-11-23 10:42"))
NEW_YEARS_EVE = Clock(LONDON, at("2026-12-31 18:00"))
"""A Thursday."""
SUNDAY = Clock(LONDON, at("2026-11-29 12:00"))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        ("today", "2026-11-23"),
        (" Tomorrow ", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("yesterday", "2026-11-22"),
        ("tue", "2026-11-24"),
        ("this tue", "2026-11-24"),
        ("on Tuesday", "2026-11-24"),
        ("next tue", "2026-12-01"),
        ("next mon", "2026-11-30"),
        ("next sunday", "2026-12-06"),
        ("sun", "2026-11-29"),
        ("tue week", "2026-12-01"),
        ("a week on tue", "2026-12-01"),
        ("today week", "2026-11-30"),
        ("in 2 weeks", "2026-12-07"),
        ("in a fortnight", "2026-12-07"),
        ("in three days", "2026-11-26"),
        ("2 weeks from today", "2026-12-07"),
        ("3 dec", "2026-12-03"),
        ("dec 3", "2026-12-03"),
        ("the 3rd of December", "2026-12-03"),
        ("Thursday, 3 December", "2026-12-03"),
        ("3 December 2027", "2027-12-03"),
        ("3/12", "2026-12-03"),
        ("03/12/2027", "2027-12-03"),
        ("3/12/27", "2027-12-03"),
        ("the 3rd", "2026-12-03"),
        ("23 nov", "2026-11-23"),
        ("22 nov", "2027-11-22"),
        ("the 31st", "2026-12-31"),
        ("29 feb", "2028-02-29"),
    ],
)
def test_a_day_is_read_on_monday_23_november(typed: str, day: str) -> None:
    assert read_date(typed, MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fri", "2027-01-01"),
        ("tomorrow", "2027-01-01"),
        ("next thu", "2027-01-07"),
        ("the 31st", "2026-12-31"),
        ("the 30th", "2027-01-30"),
        ("1 jan", "2027-01-01"),
        ("31 dec", "2026-12-31"),
        ("in a week", "2027-01-07"),
    ],
)
def test_a_day_is_read_on_new_years_eve(typed: str, day: str) -> None:
    assert read_date(typed, NEW_YEARS_EVE) == date.fromisoformat(day)


def test_on_a_sunday_tuesday_and_next_tuesday_are_the_same_day() -> None:
    assert read_date("tue", SUNDAY) == read_date("next tue", SUNDAY) == date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["mon", "this monday", "mon week", "Monday"])
def test_todays_own_weekday_could_be_today_or_next_week(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_date(typed, MONDAY)
    assert str(caught.value).startswith("Today is Monday. Write today, or next mon")


@given(st.dates(date(2026, 1, 1), date(2046, 12, 31)), st.integers(0, 6))
def test_every_weekday_is_read_in_short_and_in_full(day: date, weekday: int) -> None:
    clock = Clock(LONDON, datetime(day.year, day.month, day.day, 12, tzinfo=LONDON))
    name = DAYS[weekday]
    for spelling in (name[:3].lower(), name):
        following = read_date(f"next {spelling}", clock)
        assert following.weekday() == weekday
        assert following.isocalendar()[:2] == (day + timedelta(days=7)).isocalendar()[:2]
        if day.weekday() == weekday:
            continue
        coming = read_date(spelling, clock)
        assert coming.weekday() == weekday
        assert 0 < (coming - day).days < 7
        assert read_date(f"this {spelling}", clock) == coming
        assert read_date(f"{spelling} week", clock) == coming + timedelta(days=7)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 feb", "There is no 31 February."),
        ("29 feb 2027", "There is no 29 February 2027."),
        ("12/25", "There is no month 25. Write the day first, like 25/12."),
        ("wed 1 dec", "1 December 2026 is a Tuesday, not a Wednesday."),
        ("christmas", "'christmas' is not a date."),
        ("next week", "'next week' is not a date."),
        ("3.12", "'3.12' is not a date."),
        ("3st dec", "'3st dec' is not a date."),
        ("3", "'3' is not a date."),
        ("", "'' is not a date."),
    ],
)
def test_a_day_that_is_none_or_is_unclear_is_refused(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_date(typed, MONDAY)
    assert caught.value.message == why or str(caught.value) == why
    assert caught.value.hint


@pytest.mark.parametrize(
    ("typed", "wall"),
    [
        ("10", "10:00"),
        ("10:00", "10:00"),
        ("9:30", "09:30"),
        ("19.15", "19:15"),
        ("10am", "10:00"),
        ("2.30pm", "14:30"),
        ("2 pm", "14:00"),
        ("02:30", "02:30"),
        ("noon", "12:00"),
        ("12", "12:00"),
        ("12pm", "12:00"),
        ("12am", "00:00"),
        ("midnight", "00:00"),
        ("half past 9", "09:30"),
        ("quarter to 3pm", "14:45"),
        ("11 o’clock", "11:00"),
        ("17", "17:00"),
    ],
)
def test_a_time_is_read(typed: str, wall: str) -> None:
    assert read_time(typed) == time.fromisoformat(wall)


@pytest.mark.parametrize("typed", ["1", "2", "7:30", "half past 2", "8", "5 o'clock"])
def test_a_time_that_may_be_morning_or_afternoon_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match=r"That could be \S+am or \S+pm\. Write"):
        read_time(typed)


@pytest.mark.parametrize("typed", ["24:00", "1930", "0", "13pm", "0am", "10:60", "½", "", "١٠"])
def test_a_time_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="is not a time"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2027-03-02T10:00", "Tuesday 2 March 2027, 10am"),
        ("2027-03-02 09:30", "Tuesday 2 March 2027, 9:30am"),
        ("2027-07-02T10:00Z", "Friday 2 July 2027, 11am"),
        ("tomorrow 10am", "Tuesday 24 November 2026, 10am"),
        ("next tue 14:00", "Tuesday 1 December 2026, 2pm"),
        ("thu 2pm", "Thursday 26 November 2026, 2pm"),
        ("10am tomorrow", "Tuesday 24 November 2026, 10am"),
        ("3 dec 10", "Thursday 3 December 2026, 10am"),
        ("3 dec 2027 at noon", "Friday 3 December 2027, noon"),
        ("fri 00:00", "Friday 27 November 2026, 00:00"),
    ],
)
def test_a_moment_is_read_and_said_back(typed: str, understood: str) -> None:
    assert understood_moment(read_moment(typed, MONDAY), MONDAY) == understood


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("fri midnight", "Midnight is at both ends of a day."),
        ("fri 12am", "Midnight is at both ends of a day."),
        ("thu 2", "That could be 2am or 2pm."),
        ("10 dec 3", "That could be 3am or 3pm."),
        ("mon 10am", "Today is Monday."),
        ("2pm", "'2pm' is not a date and time."),
        ("tomorrow", "'tomorrow' is not a date and time."),
        ("2027-03-02T10:00:30", "'2027-03-02T10:00:30' has seconds."),
    ],
)
def test_a_moment_that_is_unclear_is_refused(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_moment(typed, MONDAY)
    assert caught.value.message == why


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("28 march 2027 01:30", "01:30 doesn't exist on 28 March 2027: the clocks go forward."),
        ("31 oct 2027 1:30am", "01:30 happens twice on 31 October 2027: the clocks go back."),
    ],
)
def test_the_two_nights_of_the_clocks_are_read_and_refused_in_words(typed: str, why: str) -> None:
    wall = read_moment(typed, MONDAY)
    with pytest.raises(BadInput) as caught:
        in_zone(wall, LONDON)
    assert caught.value.message == why


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("thu 2pm-4pm", "Thursday 26 November 2026, 2pm to 4pm"),
        ("thu 2-4pm", "Thursday 26 November 2026, 2pm to 4pm"),
        ("thu 10-2pm", "Thursday 26 November 2026, 10am to 2pm"),
        ("2pm to 4pm thu", "Thursday 26 November 2026, 2pm to 4pm"),
        ("fri 10 to 12", "Friday 27 November 2026, 10am to noon"),
        ("fri 11 to 1", "Friday 27 November 2026, 11am to 1pm"),
        ("fri 9 to 10pm", "Friday 27 November 2026, 9pm to 10pm"),
        ("fri between 2pm and 4pm", "Friday 27 November 2026, 2pm to 4pm"),
        ("fri 2pm for 90m", "Friday 27 November 2026, 2pm to 3:30pm"),
        ("fri quarter to 3pm to 4pm", "Friday 27 November 2026, 2:45pm to 4pm"),
        ("tomorrow afternoon", "Tuesday 24 November 2026, noon to 5pm"),
        ("this evening", "Monday 23 November 2026, 5pm to 9pm"),
        ("fri 10pm to midnight", "Friday 27 November 2026, 10pm to midnight"),
        (
            "31 dec 10pm to 1 jan 1am",
            "Thursday 31 December 2026, 10pm to Friday 1 January 2027, 1am",
        ),
        ("2027-03-02T10:00/2027-03-02T12:00", "Tuesday 2 March 2027, 10am to noon"),
        ("2027-03-02 10:00-12:00", "Tuesday 2 March 2027, 10am to noon"),
    ],
)
def test_a_span_is_read_and_said_back(typed: str, understood: str) -> None:
    assert understood_span(*read_span(typed, MONDAY), MONDAY) == understood


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("thu 2 to 4", "That could be 2am or 2pm."),
        ("thu 4pm to 2pm", "The end comes before the start."),
        ("mon 2pm-4pm", "Today is Monday."),
        ("thu", "'thu' doesn't say from when to when."),
        ("2pm-4pm", "'2pm-4pm' doesn't say from when to when."),
        ("thu 2pm for 0m", "That is not a length for one day."),
        ("2027-03-02T12:00/2027-03-02T10:00", "The end comes before the start."),
    ],
)
def test_a_span_that_is_unclear_is_refused(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_span(typed, MONDAY)
    assert caught.value.message == why


def test_a_week_is_read_by_number_by_word_and_by_a_day_in_it() -> None:
    assert read_week("2026-W53", MONDAY) == (2026, 53)
    assert read_week("this", MONDAY) == read_week("tue", MONDAY) == (2026, 48)
    assert read_week("next week", MONDAY) == read_week("1 dec", MONDAY) == (2026, 49)
    assert read_week("1 jan 2027", MONDAY) == (2026, 53)
    with pytest.raises(BadInput, match="is not a week"):
        read_week("2027-W53", MONDAY)


def test_a_length_is_read() -> None:
    typed = ["2h", "90m", "1h30", "45", "1 hour 30", "1 hour and 30 minutes", "half an hour"]
    assert [read_minutes(one) for one in typed] == [120, 90, 90, 45, 90, 90, 30]
    for none in ("", "h", "long", "1h30h"):
        with pytest.raises(BadInput, match="is not a length of time"):
            read_minutes(none)


_DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 30))
_WALLS = st.builds(datetime.combine, _DAYS, st.times().map(lambda at: at.replace(second=0)))
_MOMENTS = _WALLS.map(lambda wall: wall.replace(microsecond=0))


@given(_DAYS)
def test_the_day_said_back_reads_as_the_same_day(day: date) -> None:
    assert read_date(understood_day(day, MONDAY), MONDAY) == day


@given(_MOMENTS)
def test_the_moment_said_back_reads_as_the_same_moment(moment: datetime) -> None:
    assert read_moment(understood_moment(moment, MONDAY), MONDAY) == moment


@given(_MOMENTS, st.integers(1, 3000))
@example(datetime(2026, 12, 3, 22, 0), 120)  # noqa: DTZ001 # wall time
@example(datetime(2026, 12, 3, 0, 0), 1440)  # noqa: DTZ001
@example(datetime(2026, 12, 3, 0, 0), 2880)  # noqa: DTZ001
def test_the_span_said_back_reads_as_the_same_span(starts: datetime, minutes: int) -> None:
    ends = starts + timedelta(minutes=minutes)
    assert read_span(understood_span(starts, ends, MONDAY), MONDAY) == (starts, ends)


_PIECES = (
    "next this tue mon today tomorrow week a on in the of at from to and for - / : . , 2 3 10 12 31"
    " 0 99 2pm 10am am pm noon midnight half past quarter dec feb 3rd 2027 afternoon 2026-12-01"
    " 2026-13-41 T10:00 10:00 24:00 3/12 29/2 o'clock fortnight until 9999-12-31 0000 -1"
)
_WORDS = st.lists(st.sampled_from(_PIECES.split()), max_size=6)
_TYPED = st.one_of(st.text(max_size=30), _WORDS.map(" ".join))


@given(_TYPED, st.sampled_from([MONDAY, NEW_YEARS_EVE, Clock(ZoneInfo("Asia/Tokyo"))]))
@example("9999-12-31 22:00 for 4h", MONDAY)
@example("9999-12-31 morning to midnight", MONDAY)
@example("in 999 weeks", Clock(LONDON, datetime(9998, 1, 1, tzinfo=LONDON)))
@example("next tue", Clock(LONDON, datetime(9999, 12, 31, tzinfo=LONDON)))
@example("next week", Clock(LONDON, datetime(9999, 12, 31, tzinfo=LONDON)))
@example("the 30th", Clock(LONDON, datetime(9999, 12, 31, tzinfo=LONDON)))
@example("tomorrow 10:00", Clock(LONDON, datetime(9999, 12, 31, tzinfo=LONDON)))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str, clock: Clock) -> None:
    for read in (read_date, read_moment, read_span, read_week):
        with suppress(BadInput):
            read(typed, clock)
    for plain in (read_time, read_minutes):
        with suppress(BadInput):
            plain(typed)
