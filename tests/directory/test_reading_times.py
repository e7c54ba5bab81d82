"""Opening times as people write them are read strictly and said back."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.directory.entry import ScheduleEntry
from hub.directory.reading_times import read_times, times_said
from hub.directory.wording import WEEKDAY_CODES, schedule_words
from hub.errors import WrongField
from hub.views.words import DAYS
from tests.soaking import tries


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mon-Fri 9-5", "Monday to Friday, 9am to 5pm"),
        ("Mon-Fri 9-5, Sat 10-1", "Monday to Friday, 9am to 5pm; Saturday, 10am to 1pm"),
        ("mon, wed & fri 9:30am to 12 noon", "Monday, Wednesday and Friday, 9:30am to noon"),
        (
            "Mon to Thurs 9am-12.30pm and 1.30pm-5pm",
            "Monday to Thursday, 9am to 12:30pm; Monday to Thursday, 1:30pm to 5pm",
        ),
        ("Mon-Fri 9-12, 1-5", "Monday to Friday, 9am to noon; Monday to Friday, 1pm to 5pm"),
        ("every day 10-4", "every day, 10am to 4pm"),
        (
            "weekdays 9-5; weekends 10-2",
            "Monday to Friday, 9am to 5pm; Saturday and Sunday, 10am to 2pm",
        ),
        ("24/7", "every day, 24 hours a day"),
        ("Mondays open from 10 until 12", "Monday, 10am to noon"),
        ("Tue 1-5pm", "Tuesday, 1pm to 5pm"),
        ("Tues/Thurs 11-1", "Tuesday and Thursday, 11am to 1pm"),
        ("Sat \u2013 Mon 09:00\u201317:00", "Monday, Saturday and Sunday, 9am to 5pm"),
        ("Fri 10pm-2am", "Friday, 10pm to 2am"),
        ("Tue 20:00 - midnight", "Tuesday, 8pm to midnight"),
        ("Mon 8-8", "Monday, 8am to 8pm"),
        ("Mon 9am to 5", "Monday, 9am to 5pm"),
        ("Mon 9-5, Sun closed", "Monday, 9am to 5pm"),
        ("first Tuesday of the month 10-12", "the first Tuesday of each month, 10am to noon"),
        (
            "1st and 3rd Wed 2pm-4pm",
            "the first Wednesday and the third Wednesday of each month, 2pm to 4pm",
        ),
        ("the last Friday of each month, 10-12", "the last Friday of each month, 10am to noon"),
        ("", ""),
    ],
)  # fmt: skip
def test_times_are_read_and_said_back(typed: str, said: str) -> None:
    assert times_said(typed) == said
    assert read_times(said) == read_times(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Tue 2-4", "is 2 in the morning or the afternoon?"),
        ("Mon 5-9", "is 5 in the morning or the afternoon?"),
        ("9-5", "on which days, in '9-5'?"),
        ("Mon", "from when until when, in 'Mon'?"),
        ("Mon 9", "until when, after 9?"),
        ("Mon-5pm", "from when until when, in 'Mon-5pm'?"),
        ("Mon 25-26", "25 is not a time."),
        ("Mon 9:75-10", "9:75 is not a time."),
        ("Mon 13am-2pm", "13am is not a time."),
        ("Mon 9am-9am", "9am to 9am is no time at all."),
        ("Mon 9-12 and 11-3", "the times of one day overlap."),
        ("Mon and first Tue 9-10", "weekly and monthly days are mixed."),
        ("By appointment", "'by' can't be read."),
        ("every other Wed 10-12", "'other' can't be read."),
        ("Mon 9-5 term time only", "'term' can't be read."),
        ("Mon 9-5 [red]", "'[' can't be read."),
        ("Mon \u0663-5", "'\u0663' can't be read."),
        ("Mon 9-5 " * 100, "that is too long."),
    ],
)
def test_what_is_unclear_is_refused_and_never_guessed(typed: str, why: str) -> None:
    with pytest.raises(WrongField) as refusal:
        read_times(typed)
    assert (refusal.value.field, refusal.value.message) == ("times", f"Opening times: {why}")


times = st.times().map(lambda one: time(one.hour, one.minute - one.minute % 5))
spans = st.tuples(times, times).filter(lambda pair: pair[0] != pair[1])


@given(st.sets(st.sampled_from(range(7)), min_size=1), spans)
@settings(max_examples=tries(150), deadline=None)
def test_what_is_said_reads_the_same_again(days: set[int], span: tuple[time, time]) -> None:
    opens, closes = span
    names = ", ".join(DAYS[day] for day in sorted(days))
    typed = f"{names} {opens:%H:%M}-{closes:%H:%M}"
    expected = ScheduleEntry(
        "",
        freq="WEEKLY",
        byday=",".join(WEEKDAY_CODES[day] for day in sorted(days)),
        opens_at=f"{opens:%H:%M}",
        closes_at=f"{closes:%H:%M}",
    )
    try:
        found = read_times(typed)
    except WrongField:
        # 10:00-12:05 is of the 24-hour clock only where an hour says so
        assert opens.hour in range(1, 13) or closes.hour in range(1, 13)
        return
    assert read_times(schedule_words(found)) == found
    if opens.hour not in range(10, 13) and closes.hour not in range(10, 13):
        assert found == (expected,)


@given(st.text(max_size=60))
@settings(max_examples=tries(200), deadline=None)
def test_no_text_at_all_breaks_the_reader(typed: str) -> None:
    try:
        found = read_times(typed)
    except WrongField:
        return
    assert read_times(schedule_words(found)) == found


words = st.lists(
    st.sampled_from(
        ["mon", "tue", "fri", "-", ",", "9", "5", "1", "2pm", "12", "noon", "midnight", "first",
         "last", "closed", "24 hours", "every day", "to", "and", "10:30", "11am", "weekdays"]
    ),
    max_size=9,
).map(" ".join)  # fmt: skip


@given(words)
@settings(max_examples=tries(300), deadline=None)
def test_whatever_is_read_reads_the_same_again(typed: str) -> None:
    try:
        found = read_times(typed)
    except WrongField:
        return
    assert read_times(schedule_words(found)) == found
