"""Dates in plain words, as people at the desk type them. Today is Monday 23 November 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import Clock, clock_for
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

LONDON = ZoneInfo("Europe/London")


def on(day: str) -> Clock:
    """A clock that stands at 10:42 in London on that day."""
    return clock_for("Europe/London", {}).at(datetime.fromisoformat(f"{day}T10:42+00:00"))


def wall(text: str) -> datetime:
    """A wall time, naive as people type it."""
    return datetime.fromisoformat(text)


MONDAY = on("2026-11-23")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("tue", "2026-11-24"),
        ("this tue", "2026-11-24"),
        ("Tuesday", "2026-11-24"),
        ("on tues", "2026-11-24"),
        ("mon", "2026-11-23"),  # today counts
        ("next mon", "2026-11-30"),
        ("next tue", "2026-12-01"),
        ("tuesday next week", "2026-12-01"),
        ("tue week", "2026-12-01"),
        ("mon week", "2026-11-30"),
        ("tomorrow week", "2026-12-01"),
        ("last mon", "2026-11-16"),
        ("last tue", "2026-11-17"),
        ("last sunday", "2026-11-22"),
        ("sun", "2026-11-29"),
        ("3 dec", "2026-12-03"),
        ("dec 3", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("the 3rd December, 2027", "2027-12-03"),
        ("3/12", "2026-12-03"),  # the day first
        ("3.12.2027", "2027-12-03"),
        ("22 nov", "2027-11-22"),  # yesterday's date: the next one to come
        ("29 feb", "2028-02-29"),
        ("thu 3 dec", "2026-12-03"),
        ("thursday 3/12", "2026-12-03"),
        ("fri 3 dec 2027", "2027-12-03"),
        ("in 2 weeks", "2026-12-07"),
        ("in a week", "2026-11-30"),
        ("in three days", "2026-11-26"),
        ("2026-12-03", "2026-12-03"),
        ("  2026-12-03\x07 ", "2026-12-03"),
    ],
)
def test_a_date_in_plain_words(typed: str, expected: str) -> None:
    assert read_date(typed, MONDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tomorrow", "2027-01-01"),
        ("thu", "2026-12-31"),
        ("fri", "2027-01-01"),
        ("next thu", "2027-01-07"),
        ("next mon", "2027-01-04"),
        ("last thu", "2026-12-24"),
        ("1 jan", "2027-01-01"),
        ("31 dec", "2026-12-31"),
        ("30 dec", "2027-12-30"),
        ("in 2 weeks", "2027-01-14"),
    ],
)
def test_a_date_on_the_last_day_of_the_year(typed: str, expected: str) -> None:
    assert read_date(typed, on("2026-12-31")) == date.fromisoformat(expected)


def test_the_last_day_follows_the_first() -> None:
    september = date(2027, 9, 1)
    assert read_date("17 dec", MONDAY) == date(2026, 12, 17)
    assert read_date("17 dec", MONDAY, after=september) == date(2027, 12, 17)
    assert read_date("17 dec 2026", MONDAY, after=september) == date(2026, 12, 17)
    assert read_date("3 jan", MONDAY, after=date(2026, 12, 1)) == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("fri 3 dec", "3 December 2026 is a Thursday, not a Friday. Check the day and the date."),
        ("fri 2026-12-03", "3 December 2026 is a Thursday, not a Friday."),
        ("christmas", "'christmas' is not a date that we can read."),
        ("", "'' is not a date that we can read."),
        ("29 feb 2027", "is not a date"),
        ("31 apr", "is not a date"),
        ("25/12/26", "is not a date"),
        ("12/25", "is not a date"),
        ("next week", "is not a date"),
        ("tue tue", "is not a date"),
        ("٣ dec", "is not a date"),
        ("3 dec 99999999", "is not a date"),
        ("9999-12-31", "31 December 9999 is too far off. Years go from 1900 to 2999."),
        ("0206-12-01", "1 December 206 is too far off."),
    ],
)
def test_an_unclear_date_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_date(typed, MONDAY)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10", time(10)),
        ("10am", time(10)),
        ("2.30 pm", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("9:30", time(9, 30)),
        ("19.15", time(19, 15)),
        ("noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time(typed: str, expected: time) -> None:
    assert read_time(typed) == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2", "2 could be morning or afternoon. Write 2pm or 2am."),
        ("13pm", "'13pm' is not a time."),
        ("25:00", "is not a time"),
        ("10:60", "is not a time"),
        ("²", "is not a time"),
        ("half past 2", "is not a time"),
    ],
)
def test_an_unclear_time_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_time(typed)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tomorrow 10am", "2026-11-24T10:00"),
        ("next tue at 14:00", "2026-12-01T14:00"),
        ("10am thu 3 dec", "2026-12-03T10:00"),
        ("3 dec 10", "2026-12-03T10:00"),
        ("thu noon", "2026-11-26T12:00"),
        ("2027-03-02T9:30", "2027-03-02T09:30"),
        ("2027-03-02 10am", "2027-03-02T10:00"),
        ("2027-03-02T10:00Z", "2027-03-02T10:00+00:00"),
    ],
)
def test_a_moment(typed: str, expected: str) -> None:
    assert read_moment(typed, MONDAY) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("thu 2", "2 could be morning or afternoon. Write 2pm or 2am."),
        ("fri 3 dec 10am", "3 December 2026 is a Thursday, not a Friday."),
        (
            "thu midnight",
            "Midnight could be the start or the end of Thursday 26 November 2026."
            " Write 2026-11-26T00:00 for its start, or the day after for its end.",
        ),
        ("10am", "'10am' is not a date and time that we can read."),
        ("10 3 dec", "is not a date and time"),
        ("2027-03-02T25:00", "is not a date and time"),
        ("9999-12-31T23:59-10:00", "is too far off"),
        ("0001-01-01T00:00+10:00", "is too far off"),
    ],
)
def test_an_unclear_moment_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_moment(typed, MONDAY)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("thu 2pm-4pm", "2026-11-26T14:00", "2026-11-26T16:00"),
        ("2-4pm thu", "2026-11-26T14:00", "2026-11-26T16:00"),
        ("2pm – 4pm thu", "2026-11-26T14:00", "2026-11-26T16:00"),
        ("fri 10-2", "2026-11-27T10:00", "2026-11-27T14:00"),
        ("fri 10-2pm", "2026-11-27T10:00", "2026-11-27T14:00"),
        ("fri 10.30-1.15", "2026-11-27T10:30", "2026-11-27T13:15"),
        ("fri 9-5", "2026-11-27T09:00", "2026-11-27T17:00"),
        ("fri 18-20", "2026-11-27T18:00", "2026-11-27T20:00"),
        ("fri 7pm-9", "2026-11-27T19:00", "2026-11-27T21:00"),
        ("fri 22:00-01:00", "2026-11-27T22:00", "2026-11-28T01:00"),
        ("sat 8pm-1am", "2026-11-28T20:00", "2026-11-29T01:00"),
        ("sat 8pm-midnight", "2026-11-28T20:00", "2026-11-29T00:00"),
        ("fri from 10am until noon", "2026-11-27T10:00", "2026-11-27T12:00"),
        ("2026-12-03 10-12", "2026-12-03T10:00", "2026-12-03T12:00"),
        ("3/12 10-12", "2026-12-03T10:00", "2026-12-03T12:00"),
        ("tue 10am for 2h", "2026-11-24T10:00", "2026-11-24T12:00"),
        ("tomorrow afternoon", "2026-11-24T12:00", "2026-11-24T17:00"),
        ("this afternoon", "2026-11-23T12:00", "2026-11-23T17:00"),
        ("tonight", "2026-11-23T17:00", "2026-11-23T22:00"),
        ("fri 10am to sat 4pm", "2026-11-27T10:00", "2026-11-28T16:00"),
    ],
)
def test_a_span(typed: str, starts: str, ends: str) -> None:
    expected = (datetime.fromisoformat(starts), datetime.fromisoformat(ends))
    assert read_span(typed, MONDAY) == expected


def test_an_evening_that_runs_into_the_new_year() -> None:
    starts, ends = read_span("thu 9pm-1am", on("2026-12-31"))
    assert (starts, ends) == (wall("2026-12-31T21:00"), wall("2027-01-01T01:00"))
    assert understood_span(starts, ends) == "Thursday 31 December 2026, 9pm to 1am"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("thu", "'thu' doesn't say from when until when."),
        ("thu 2-4", "2 could be morning or afternoon. Write 2pm or 2am."),
        ("fri 3 dec 10-12", "3 December 2026 is a Thursday, not a Friday."),
        ("fri 2026-12-03 10-12", "3 December 2026 is a Thursday, not a Friday."),
        ("tue 10am for ages", "'ages' is not a length of time."),
        ("tue 10am for 0m", "doesn't say from when until when"),
        ("9am-5pm", "doesn't say from when until when"),
        ("9999-12-31 8pm-1am", "is too far off"),
        ("9999-12-31 8pm for 99h", "is too far off"),
    ],
)
def test_an_unclear_span_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_span(typed, MONDAY)
    assert why in str(refused.value)


def test_weeks_and_lengths() -> None:
    assert [read_week(typed, MONDAY) for typed in ("this", "next week", "last", "2026-W53")] == [
        (2026, 48),
        (2026, 49),
        (2026, 47),
        (2026, 53),
    ]
    assert [read_minutes(typed) for typed in ("2h", "90m", "1h30", "45")] == [120, 90, 90, 45]
    for typed in ("2027-W53", "W52", "9999-W52"):
        with pytest.raises(BadInput):
            read_week(typed, MONDAY)


def test_what_was_understood_is_said_back() -> None:
    assert understood_day(date(2026, 12, 1)) == "Tuesday 1 December 2026"
    assert understood_moment(wall("2026-12-01T10:00")) == "Tuesday 1 December 2026 at 10am"
    assert understood_moment(wall("2026-12-01T00:00")) == "Tuesday 1 December 2026 at 00:00"
    assert (
        understood_span(wall("2026-12-01T10:00"), wall("2026-12-01T12:00"))
        == "Tuesday 1 December 2026, 10am to noon"
    )
    assert (
        understood_span(wall("2026-12-01T10:00"), wall("2026-12-03T12:00"))
        == "Tuesday 1 December 2026 at 10am to Thursday 3 December 2026 at noon"
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("28 mar 1.30am", "01:30 doesn't exist on 28 March 2027: the clocks go forward."),
        ("31 oct 1.30am", "01:30 happens twice on 31 October 2027: the clocks go back."),
    ],
)
def test_the_nights_on_which_the_clocks_change(typed: str, why: str) -> None:
    clock = on("2027-01-04")
    with pytest.raises(BadInput) as refused:
        in_zone(read_moment(typed, clock), LONDON)
    assert why in str(refused.value)
    day = typed.rpartition(" ")[0]
    for hour, offset in (("00.30am", None), ("12.30am", 0), ("2am", 1)):
        if offset is None:
            with pytest.raises(BadInput):  # 00.30am is on no clock
                read_moment(f"{day} {hour}", clock)
            continue
        shift = offset if day == "28 mar" else 1 - offset
        moment = in_zone(read_moment(f"{day} {hour}", clock), LONDON)
        assert moment.utcoffset() == timedelta(hours=shift)


DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 30))
MOMENTS = st.builds(datetime.combine, DAYS, st.builds(time, st.integers(0, 23), st.integers(0, 59)))
CLOCKS = st.datetimes(wall("1950-01-01T00:00"), wall("2950-01-01T00:00")).map(
    lambda moment: MONDAY.at(moment.replace(tzinfo=UTC))
)


@given(day=DAYS, clock=CLOCKS)
def test_an_understood_day_read_again_is_the_same(day: date, clock: Clock) -> None:
    assert read_date(understood_day(day), clock) == day
    assert read_date(day.isoformat(), clock) == day


@given(moment=MOMENTS, clock=CLOCKS)
def test_an_understood_moment_read_again_is_the_same(moment: datetime, clock: Clock) -> None:
    assert read_moment(understood_moment(moment), clock) == moment


@given(starts=MOMENTS, minutes=st.integers(1, 1440) | st.integers(1, 20_000), clock=CLOCKS)
def test_an_understood_span_read_again_is_the_same(
    starts: datetime, minutes: int, clock: Clock
) -> None:
    ends = starts + timedelta(minutes=minutes)
    if ends.year == 3000:
        ends = starts + timedelta(minutes=1)
    assert read_span(understood_span(starts, ends), clock) == (starts, ends)


PIECES = st.sampled_from(
    (
        *("today", "tue", "next", "this", "last", "week", "in", "2", "weeks", "3", "dec", "29"),
        *("feb", "31", "9999-12-31", "0001-01-01", "2999-12-31", "3/12", "99", "10am", "12"),
        *("24:00", "midnight", "-", "to", "for", "999h", "9999", "at", "from", "until", "tonight"),
        *(
            "2027-03-28T01:30",
            "T00:00+24:00",
            "٣",
            "²",
            "½",
            "İ",
            "三",
            ".",
            "9999-w52",
            "0000-w00",
        ),
    )
)
TYPED = st.text(max_size=30) | st.lists(PIECES, max_size=6).map(" ".join)
ANY_CLOCK = st.datetimes(wall("0001-01-03T00:00"), wall("9999-12-30T00:00")).map(
    lambda moment: MONDAY.at(moment.replace(tzinfo=UTC))
)


@given(typed=TYPED, clock=ANY_CLOCK)
def test_any_text_is_read_or_refused(typed: str, clock: Clock) -> None:
    for read in (read_date, read_moment, read_span, read_week):
        try:
            read(typed, clock)
        except BadInput:
            continue
    for plain in (read_time, read_minutes):
        try:
            plain(typed)
        except BadInput:
            continue


@pytest.mark.parametrize("typed", ["thu 4pm to 2pm", "thu 4pm-4pm", "tomorrow 10am to 9.30am"])
def test_an_end_before_the_start_is_a_slip_and_not_a_night(typed: str) -> None:
    with pytest.raises(BadInput, match="comes before") as caught:
        read_span(typed, MONDAY)
    assert caught.value.hint == "Give the earlier time first, or name both days."
