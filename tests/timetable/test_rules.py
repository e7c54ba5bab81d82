"""Rules: what they give, said in words, and which are refused and why."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil import rrule
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.timetable.rules import CODES, Rule, read_rule
from tests.soaking import tries

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
        ("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1", "can't keep exactly"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another"),
        ("FREQ=MONTHLY;BYDAY=6MO", "sixth"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY can't be 32"),
        ("FREQ=MONTHLY;BYYEARDAY=100", "goes with FREQ=YEARLY"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO needs BYDAY"),
        ("FREQ=YEARLY;BYMONTHDAY=5", "say which month"),
        ("FREQ=MONTHLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO goes with FREQ=YEARLY"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;BYMONTH=5", "BYWEEKNO goes with BYDAY alone"),
        ("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO goes with BYDAY alone"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "can't go with BYWEEKNO"),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=6MO", "sixth"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "29 February"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-29", "29 February"),
        ("FREQ=YEARLY;BYYEARDAY=366", "29 February"),
        ("FREQ=DAILY;INTERVAL=14;BYDAY=MO", "always the same weekday: use FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=31", "No date fits this rule"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8", "No date fits this rule"),
        ("FREQ=DAILY;BYSETPOS=2;BYDAY=MO", "No date fits this rule"),
    ],
)
def test_a_rule_we_cannot_keep_is_refused_with_the_reason(rule: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_rule(rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;BYDAY=FR,WE,TH,TU,MO", "every weekday"),
        ("FREQ=WEEKLY;BYDAY=SU,SA", "every Saturday and Sunday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every other Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "every other week on Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "every 3 weeks on Friday"),
        ("FREQ=WEEKLY;BYDAY=WE;BYMONTH=7,8", "every Wednesday in July and August"),
        ("FREQ=DAILY;INTERVAL=2", "every other day"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "the first Monday and the third Monday of each month"),
        ("FREQ=MONTHLY;BYDAY=5MO", "the fifth Monday of each month that has one"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "the last Friday of every other month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "the 1st of every 3 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "the 31st of each month that has one"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every Friday that is the 13th of each month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last weekday of each month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "the second Tuesday of each month"),
        ("FREQ=MONTHLY", "every month on the same date"),
        ("FREQ=YEARLY", "every year on the same date"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=-1TH", "the last Thursday of December each year"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=5", "the 5th of November each year"),
        ("FREQ=YEARLY;BYDAY=20MO", "the 20th Monday of each year"),
        ("FREQ=YEARLY;BYYEARDAY=100", "by the rule FREQ=YEARLY;BYYEARDAY=100;WKST=MO"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "every Tuesday, once"),
        ("FREQ=MONTHLY;BYDAY=1SA", "the first Saturday of each month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=6", "the 15th of each month, 6 times"),
        ("FREQ=DAILY;UNTIL=20271224", "every day, until 24 December 2027"),
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


def in_period(rule: Rule, starts_on: date, day: date) -> tuple[int, bool]:
    """Which day, week, month or year of the series a day lies in, and if the series meets in it."""
    monday = day - timedelta(days=day.weekday())
    begun = starts_on - timedelta(days=starts_on.weekday())
    number = {
        "DAILY": (day - starts_on).days,
        "WEEKLY": (monday - begun).days // 7,
        "MONTHLY": (day.year - starts_on.year) * 12 + day.month - starts_on.month,
        "YEARLY": day.year - starts_on.year,
    }[rule.freq]
    return number, number % rule.interval == 0


def fits(rule: Rule, starts_on: date, day: date) -> bool:
    """RFC 5545's table, a day at a time: slow, and written without looking at the code."""
    month_length = monthrange(day.year, day.month)[1]
    year_length = 366 if isleap(day.year) else 365
    year_day = day.timetuple().tm_yday

    def is_nth(which: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        by_month = rule.freq == "MONTHLY" or bool(rule.by_month)
        place, length = (day.day, month_length) if by_month else (year_day, year_length)
        return which in (0, (place - 1) // 7 + 1, -((length - place) // 7 + 1))

    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not {day.day, day.day - month_length - 1} & set(rule.by_month_day):
        return False
    if rule.by_year_day and not {year_day, year_day - year_length - 1} & set(rule.by_year_day):
        return False
    if rule.by_day:
        return any(is_nth(which, weekday) for which, weekday in rule.by_day)
    if rule.by_month_day or rule.by_year_day or rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == starts_on.weekday()
    return day.day == starts_on.day and (
        rule.freq == "MONTHLY" or bool(rule.by_month) or day.month == starts_on.month
    )


def worked_out(rule: Rule, starts_on: date, last: date) -> list[date]:
    """All dates of a series up to `last`, period by period."""
    begin = date(starts_on.year, 1, 1)
    end = date(last.year, 12, 31)
    days = [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
    periods: dict[int, list[date]] = {}
    for day in days:
        number, meets = in_period(rule, starts_on, day)
        if number >= 0 and meets and fits(rule, starts_on, day):
            periods.setdefault(number, []).append(day)
    found: list[date] = []
    for given_days in periods.values():
        places = rule.by_set_position or range(1, len(given_days) + 1)
        count = len(given_days)
        chosen = {
            given_days[place - 1 if place > 0 else place] for place in places if abs(place) <= count
        }
        found += sorted(chosen)
    found = [day for day in found if starts_on <= day <= last and day <= (rule.until or last)]
    return found[: rule.count]


def some(numbers: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(numbers, max_size=most, unique=True).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that may be read."""
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    weekdays = st.integers(0, 6)
    which = st.just(0)
    if freq in ("MONTHLY", "YEARLY"):
        which = st.sampled_from((0, 0, 1, 2, 5, -1, -2, -5))
    days = draw(st.lists(st.tuples(which, weekdays), max_size=3, unique=True))
    month_days = st.sampled_from((1, 13, 28, 30, 31, -1, -2, -31))
    has_year_days = freq == "YEARLY" and draw(st.integers(0, 4)) == 0
    rule = Rule(
        freq,
        interval=draw(st.integers(1, 5)),
        count=draw(st.none() | st.integers(1, 40)),
        by_day=tuple(days),
        by_month=draw(st.just(()) | some(st.integers(1, 12))),
        by_month_day=draw(st.just(()) | some(month_days)) if freq != "WEEKLY" else (),
        by_year_day=draw(some(st.sampled_from((1, 100, -1, 365)))) if has_year_days else (),
        by_set_position=draw(st.just(()) | some(st.sampled_from((1, 2, 3, -1, -2)))),
    )
    if not rule.count:
        until = draw(st.none() | st.dates(date(2019, 1, 1), date(2030, 12, 31)))
        rule = replace(rule, until=until)
    try:
        return read_rule(rule.text())
    except BadInput:
        reject()


SERIES_BEGIN = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@settings(deadline=None, max_examples=tries(200))
@given(rule=rules(), starts_on=SERIES_BEGIN, skip=st.integers(-50, 1500), days=st.integers(0, 500))
def test_any_rule_gives_what_the_standard_says(
    rule: Rule, starts_on: date, skip: int, days: int
) -> None:
    first = starts_on + timedelta(days=skip)
    last = first + timedelta(days=days)
    expected = [day for day in worked_out(rule, starts_on, last) if day >= first]
    assert list(rule.dates(starts_on, first, last)) == expected


@given(
    rule=rules(),
    starts_on=SERIES_BEGIN,
    lengths=st.tuples(st.integers(0, 900), st.integers(1, 400)),
)
def test_windows_side_by_side_give_what_one_window_gives(
    rule: Rule, starts_on: date, lengths: tuple[int, int]
) -> None:
    middle = starts_on + timedelta(days=lengths[0])
    last = middle + timedelta(days=lengths[1])
    whole = list(rule.dates(starts_on, starts_on, last))
    assert [
        *rule.dates(starts_on, starts_on, middle),
        *rule.dates(starts_on, middle + timedelta(days=1), last),
    ] == whole
    assert whole == sorted(set(whole))
    assert all(starts_on <= day <= last for day in whole)
    if rule.by_day:
        assert {day.weekday() for day in whole} <= {weekday for _, weekday in rule.by_day}


@given(rule=rules())
def test_a_rule_written_down_is_read_as_the_same(rule: Rule) -> None:
    assert read_rule(rule.text()) == rule
    assert rule.in_words()


@given(
    weeks=st.lists(st.sampled_from((1, 2, 20, 52, 53, -1, -2, -53)), min_size=1, max_size=3),
    days=st.lists(st.sampled_from(CODES), min_size=1, max_size=3),
    starts_on=SERIES_BEGIN,
    skip=st.integers(0, 2000),
)
def test_weeks_by_their_number_are_those_of_the_calendar(
    weeks: list[int], days: list[str], starts_on: date, skip: int
) -> None:
    rule = read_rule(f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, weeks))};BYDAY={','.join(days)}")
    first = starts_on + timedelta(days=skip)
    last = first + timedelta(days=800)
    expected = []
    for number in range(801):
        day = first + timedelta(days=number)
        year, week, _ = day.isocalendar()
        most = date(year, 12, 28).isocalendar().week
        if {week, week - most - 1} & set(weeks) and CODES[day.weekday()] in days:
            expected.append(day)
    assert list(rule.dates(starts_on, first, last)) == expected


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
