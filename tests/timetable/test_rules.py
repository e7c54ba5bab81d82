"""Rules: what they give, said in words, and which are refused and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.timetable.rules import CODES, read_rule

TUESDAY = date(2026, 12, 1)


def dates(rule: str, starts_on: date = TUESDAY, days: int = 70) -> list[str]:
    last = starts_on + timedelta(days=days)
    return [f"{day:%d %b}" for day in read_rule(rule).dates(starts_on, starts_on, last)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", ["01 Dec", "08 Dec", "15 Dec"]),
        ("FREQ=WEEKLY;COUNT=2", ["01 Dec", "08 Dec"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", ["03 Dec", "07 Dec", "10 Dec", "14 Dec"]),
        # WKST=MO: the second Monday belongs to the next week, which a fortnightly rule leaves out
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=4", ["01 Dec", "14 Dec", "15 Dec", "28 Dec"]),
        ("FREQ=DAILY;INTERVAL=3;UNTIL=20261208", ["01 Dec", "04 Dec", "07 Dec"]),
        ("FREQ=MONTHLY;BYDAY=1SA", ["05 Dec", "02 Jan", "06 Feb"]),
        ("FREQ=MONTHLY;BYDAY=-1TU", ["29 Dec", "26 Jan"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["31 Dec", "31 Jan"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["31 Dec", "31 Jan"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["31 Dec", "29 Jan"]),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=-1TH", ["31 Dec"]),
        ("RRULE:freq=weekly;byday=we;wkst=mo;count=1", ["02 Dec"]),
    ],
)
def test_a_rule_gives_the_dates_of_the_standard(rule: str, expected: list[str]) -> None:
    assert dates(rule) == expected


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("", "not a rule we can read"),
        ("weekly", "not a rule we can read"),
        ("BYDAY=TU", "doesn't say how often"),
        ("FREQ=FORTNIGHTLY", "FREQ can't be FORTNIGHTLY"),
        ("FREQ=HOURLY", "can't meet hourly"),
        ("FREQ=WEEKLY;FREQ=DAILY", "says FREQ twice"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY can't be 'XX'"),
        ("FREQ=WEEKLY;BYDAY=1TU", "goes with FREQ=MONTHLY or YEARLY"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL must be a number from 1"),
        ("FREQ=WEEKLY;COUNT=-1", "COUNT must be a number from 1"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "by COUNT or by UNTIL"),
        ("FREQ=WEEKLY;UNTIL=20270230", "UNTIL can't be"),
        ("FREQ=WEEKLY;BYHOUR=10", "can't set BYHOUR"),
        ("FREQ=WEEKLY;COLOUR=RED", "no part called 'COLOUR'"),
        ("FREQ=WEEKLY;WKST=SU", "Weeks begin on Monday"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY can't go with FREQ=WEEKLY"),
        ("FREQ=DAILY;BYDAY=MO,TU;BYSETPOS=1", "chooses from a single day"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another"),
        ("FREQ=MONTHLY;BYDAY=6MO", "sixth"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY can't be 32"),
        ("FREQ=MONTHLY;BYYEARDAY=100", "goes with FREQ=YEARLY"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "sixth"),
        ("FREQ=YEARLY;BYMONTHDAY=5", "say which month"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "can't go with BYWEEKNO"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO,TU;BYSETPOS=1", "read in two ways"),
        ("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=53;BYDAY=MO", "week 2 to week 51"),
        ("FREQ=MONTHLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO goes with FREQ=YEARLY"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "has such a day"),
        ("FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31", "has such a day"),
    ],
)
def test_a_rule_we_cannot_keep_is_refused_with_the_reason(rule: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_rule(rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;UNTIL=20271224", "every day, until 24 December 2027"),
        ("FREQ=DAILY;INTERVAL=2", "every other day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=1", "every 3 days, once"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every day from Monday to Friday"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO,WE", "every other day, only on Monday and Wednesday"),
        ("FREQ=DAILY;BYMONTH=8", "every day, in August only"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "every Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=9,10", "every Tuesday, in September and October only"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every other Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "every other week on Monday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "every 3 weeks on Friday"),
        ("FREQ=WEEKLY;BYDAY=SA,SU;BYSETPOS=-1", "the last Saturday or Sunday of each week"),
        ("FREQ=MONTHLY", "every month on the same date"),
        ("FREQ=MONTHLY;BYDAY=TU", "every Tuesday"),
        ("FREQ=MONTHLY;BYDAY=1SA", "the first Saturday of each month"),
        (
            "FREQ=MONTHLY;BYDAY=1MO,3MO",
            "the first Monday and the third Monday of each month",
        ),
        ("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of each month"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "the second last Friday of each month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE", "the second Wednesday of every other month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "the 1st of every 3 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=6", "the 15th of each month, 6 times"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=22,11", "the 11th and the 22nd of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "the 13th of each month, if it is a Friday"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "the last weekday (Monday to Friday) of each month",
        ),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "the first Saturday or Sunday of each month"),
        ("FREQ=YEARLY", "every year on the same date"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3", "every other year in March on the same date"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "24 December each year"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "29 February each year, in leap years only"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1", "the 1st of March and September each year"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH", "the last Thursday of November each year"),
        ("FREQ=YEARLY;BYDAY=20MO", "the 20th Monday of each year"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "Monday of week 20 of each year"),
        ("FREQ=YEARLY;BYYEARDAY=100", "by the rule FREQ=YEARLY;BYYEARDAY=100;WKST=MO"),
    ],
)
def test_a_rule_is_said_in_plain_words(rule: str, words: str) -> None:
    assert read_rule(rule).in_words() == words


@given(
    interval=st.integers(1, 4),
    days=st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True),
    starts_on=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    skip=st.integers(0, 400),
)
def test_a_later_piece_of_a_series_is_a_piece_of_the_whole(
    interval: int, days: list[str], starts_on: date, skip: int
) -> None:
    rule = read_rule(f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(days)}")
    last = starts_on + timedelta(days=500)
    first = starts_on + timedelta(days=skip)
    whole = list(rule.dates(starts_on, starts_on, last))
    assert list(rule.dates(starts_on, first, last)) == [day for day in whole if day >= first]
    assert read_rule(rule.text()) == rule
    weeks = {(day - timedelta(days=day.weekday())).toordinal() // 7 for day in whole}
    begun = (starts_on - timedelta(days=starts_on.weekday())).toordinal() // 7
    assert all((week - begun) % interval == 0 for week in weeks)


@given(st.text(max_size=60) | st.from_regex(r"FREQ=[A-Z]{0,8};BY[A-Z]{2,6}=[-0-9A-Z,]{0,9}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        rule = read_rule(text)
    except BadInput:
        return
    assert read_rule(rule.text()) == rule
    assert rule.in_words()


def test_the_week_starts_on_monday_as_dateutil_understands_it() -> None:
    assert rrule.MO.weekday == 0
    assert read_rule("FREQ=WEEKLY").text() == "FREQ=WEEKLY;WKST=MO"
