"""Awkward rules, with the dates that a person with a calendar on the wall works out.

None of the dates below was taken from what the code says. Some are the RFC's own examples.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Term
from hub.timetable.dates import Pattern, meetings_between
from hub.timetable.rules import read_rule
from hub.views.groups import BankHolidayRule, Weeks

LONDON = ZoneInfo("Europe/London")


def days(text: str) -> list[date]:
    """2027-01-04 11 18, 2027-02-01: days of one month after the other."""
    found: list[date] = []
    for month in text.split(",") if text else []:
        first, *others = month.split()
        found.append(date.fromisoformat(first))
        found += [found[-1].replace(day=int(other)) for other in others]
    return found


RULES = {
    "every ten days, over the year's end": (
        *("FREQ=DAILY;INTERVAL=10", "2026-12-20", "2027-01-31"),
        "2026-12-20 30, 2027-01-09 19 29",
    ),
    "working days, over a weekend": (
        *("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-12-24", "2026-12-29"),
        "2026-12-24 25 28 29",
    ),
    "the last day of February": (
        *("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-1", "2027-01-01", "2028-12-31"),
        "2027-02-28, 2028-02-29",
    ),
    "fortnightly on two days: the week begins on Monday, so Sunday is its last day": (
        *("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "2026-12-06", "2027-01-10"),
        "2026-12-06 14 20 28, 2027-01-03",
    ),
    "the RFC's example of WKST=MO": (
        *("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", "1997-08-05", "1997-12-31"),
        "1997-08-05 10 19 24",
    ),
    "every third Friday, over the year's end": (
        *("FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "2026-12-11", "2027-02-15"),
        "2026-12-11, 2027-01-01 22, 2027-02-12",
    ),
    "a start that doesn't fit is not given and not counted": (
        *("FREQ=WEEKLY;BYDAY=TH;COUNT=3", "2026-11-23", "2027-12-31"),
        "2026-11-26, 2026-12-03 10",
    ),
    "the weekday comes from the start": (
        *("FREQ=WEEKLY;INTERVAL=2", "2026-11-23", "2027-01-04"),
        "2026-11-23, 2026-12-07 21, 2027-01-04",
    ),
    "until includes its day": (
        *("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215", "2026-12-01", "2027-12-31"),
        "2026-12-01 8 15",
    ),
    "until before the start": (
        *("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130", "2026-12-01", "2027-12-31"),
        "",
    ),
    "Wednesdays in July": (
        *("FREQ=WEEKLY;BYDAY=WE;BYMONTH=7", "2027-06-01", "2027-08-31"),
        "2027-07-07 14 21 28",
    ),
    "the first Monday": (
        *("FREQ=MONTHLY;BYDAY=1MO", "2026-11-23", "2027-04-30"),
        "2026-12-07, 2027-01-04, 2027-02-01, 2027-03-01, 2027-04-05",
    ),
    "the fifth Monday, where there is one": (
        *("FREQ=MONTHLY;BYDAY=5MO", "2026-11-23", "2027-08-31"),
        "2026-11-30, 2027-03-29, 2027-05-31, 2027-08-30",
    ),
    "the fifth Friday from the end": (
        *("FREQ=MONTHLY;BYDAY=-5FR", "2027-01-01", "2027-04-30"),
        "2027-01-01, 2027-04-02",
    ),
    "the last Friday": (
        *("FREQ=MONTHLY;BYDAY=-1FR", "2026-12-01", "2027-04-30"),
        "2026-12-25, 2027-01-29, 2027-02-26, 2027-03-26, 2027-04-30",
    ),
    "the second last Wednesday": (
        *("FREQ=MONTHLY;BYDAY=-2WE", "2027-01-01", "2027-04-30"),
        "2027-01-20, 2027-02-17, 2027-03-24, 2027-04-21",
    ),
    "the second Tuesday of every other month": (
        *("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "2026-12-01", "2027-06-30"),
        "2026-12-08, 2027-02-09, 2027-04-13, 2027-06-08",
    ),
    "numbered and plain weekdays together": (
        *("FREQ=MONTHLY;BYDAY=MO,1TU", "2027-02-01", "2027-02-28"),
        "2027-02-01 2 8 15 22",
    ),
    "the 31st, where there is one": (
        *("FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-01", "2027-06-30"),
        "2026-12-31, 2027-01-31, 2027-03-31, 2027-05-31",
    ),
    "monthly from the 31st": (
        *("FREQ=MONTHLY", "2027-01-31", "2027-06-30"),
        "2027-01-31, 2027-03-31, 2027-05-31",
    ),
    "the last day of the month, in a leap year": (
        *("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-11-30", "2028-03-31"),
        "2027-11-30, 2027-12-31, 2028-01-31, 2028-02-29, 2028-03-31",
    ),
    "the first and the last day": (
        *("FREQ=MONTHLY;BYMONTHDAY=1,-1", "2027-02-01", "2027-03-31"),
        "2027-02-01 28, 2027-03-01 31",
    ),
    "the 30th of every third month misses February": (
        *("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=30", "2026-11-30", "2027-08-31"),
        "2026-11-30, 2027-05-30, 2027-08-30",
    ),
    "Friday the 13th": (
        *("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01", "2027-12-31"),
        "2026-02-13, 2026-03-13, 2026-11-13, 2027-08-13",
    ),
    "the Saturday between the 7th and the 13th": (
        *("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "2027-01-01", "2027-04-30"),
        "2027-01-09, 2027-02-13, 2027-03-13, 2027-04-10",
    ),
    "the last working day": (
        *("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-01-01", "2027-06-30"),
        "2027-01-29, 2027-02-26, 2027-03-31, 2027-04-30, 2027-05-31, 2027-06-30",
    ),
    "the second last working day": (
        *("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "2027-01-01", "2027-02-28"),
        "2027-01-28, 2027-02-25",
    ),
    "the first and the last of two weekdays": (
        *("FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1,-1", "2027-01-01", "2027-02-28"),
        "2027-01-05 28, 2027-02-02 25",
    ),
    "a place in the month counts from the first, even where the series starts later": (
        *("FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=2", "2027-01-09", "2027-02-28"),
        "2027-02-04",
    ),
    "yearly on 29 February, from a start on it": (
        *("FREQ=YEARLY", "2028-02-29", "2033-12-31"),
        "2028-02-29, 2032-02-29",
    ),
    "the last Thursday of December": (
        *("FREQ=YEARLY;BYMONTH=12;BYDAY=-1TH", "2026-01-01", "2028-12-31"),
        "2026-12-31, 2027-12-30, 2028-12-28",
    ),
    "the first and the last Saturday of June and of July": (
        *("FREQ=YEARLY;BYMONTH=6,7;BYDAY=1SA,-1SA", "2027-01-01", "2027-12-31"),
        "2027-06-05 26, 2027-07-03 31",
    ),
    "the RFC's 20th Monday of the year": (
        *("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1999-12-31"),
        "1997-05-19, 1998-05-18, 1999-05-17",
    ),
    "the RFC's election day": (
        *("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05"),
        *("2004-12-31", "1996-11-05, 2000-11-07, 2004-11-02"),
    ),
    "the RFC's Monday of week 20": (
        *("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1999-12-31"),
        "1997-05-12, 1998-05-11, 1999-05-17",
    ),
    "week 53, which few years have": (
        *("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU", "2020-01-01", "2027-12-31"),
        "2020-12-28, 2021-01-03, 2026-12-28, 2027-01-03",
    ),
    "Monday of week 1": (
        *("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2026-12-01", "2029-01-31"),
        "2027-01-04, 2028-01-03, 2029-01-01",
    ),
    "days of the year, in a leap year too": (
        *("FREQ=YEARLY;BYYEARDAY=1,100,-1", "2027-01-01", "2028-12-31"),
        "2027-01-01, 2027-04-10, 2027-12-31, 2028-01-01, 2028-04-09, 2028-12-31",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_gives_the_dates_of_the_calendar_on_the_wall(name: str) -> None:
    rule, starts_on, last, expected = RULES[name]
    begin, end = date.fromisoformat(starts_on), date.fromisoformat(last)
    assert list(read_rule(rule).dates(begin, begin, end)) == days(expected)


def test_a_count_goes_on_counting_where_nobody_looks() -> None:
    rule = read_rule("FREQ=WEEKLY;BYDAY=MO;COUNT=5")  # 30 Nov, 7, 14, 21, 28 Dec
    seen = rule.dates(date(2026, 11, 30), date(2026, 12, 20), date(2027, 12, 31))
    assert list(seen) == days("2026-12-21 28")


# Schools: half-term is a whole week of February, so that the turn of A and B goes on after it.
SPRING = {
    "name": "Spring",
    "starts_on": date(2027, 1, 4),
    "ends_on": date(2027, 3, 26),
    "half_starts_on": date(2027, 2, 15),
    "half_ends_on": date(2027, 2, 19),
    "first_week": "A",
}
AUTUMN = {
    "name": "Autumn",
    "starts_on": date(2026, 9, 1),
    "ends_on": date(2026, 12, 18),
    "half_starts_on": date(2026, 10, 26),
    "half_ends_on": date(2026, 10, 30),
    "first_week": "A",
}
CHRISTMAS = "2027-12-20", "2028-01-05"
SKIP, KEEP, MOVE = BankHolidayRule.SKIP, BankHolidayRule.KEEP, BankHolidayRule.MOVE


def pattern(rule: str, **changes: Any) -> Pattern:
    """A group that has met at 10 for two hours since 2020."""
    usual: dict[str, Any] = {
        "starts_on": date(2020, 1, 1),
        "at": time(10),
        "zone": "Europe/London",
        "minutes": 120,
    }
    return Pattern(rule=rule, **{**usual, **changes})


def with_terms(session: Session) -> None:
    site = site_id(session)
    session.execute(insert(Term), [{"site_id": site, **term} for term in (SPRING, AUTUMN)])


PATTERNS: dict[str, tuple[Pattern, tuple[str, str], str, dict[str, str]]] = {
    "Mondays in term": (
        pattern("FREQ=WEEKLY;BYDAY=MO", weeks=Weeks.TERM),
        ("2026-12-07", "2027-03-31"),
        "2026-12-07 14, 2027-01-04 11 18 25, 2027-02-01 8 22, 2027-03-01 8 15 22",
        {
            "2026-12-21": "school holidays",
            "2026-12-28": "school holidays",
            "2027-02-15": "half-term",
            "2027-03-29": "no term dates yet",
        },
    ),
    "Wednesdays of A weeks: 15 February doesn't count": (
        pattern("FREQ=WEEKLY;BYDAY=WE", weeks=Weeks.A),
        ("2027-01-04", "2027-03-26"),
        "2027-01-06 20, 2027-02-03 24, 2027-03-10 24",
        {
            **{f"2027-{day}": "a B week" for day in ("01-13", "01-27", "02-10", "03-03", "03-17")},
            "2027-02-17": "half-term",
        },
    ),
    "Wednesdays of B weeks": (
        pattern("FREQ=WEEKLY;BYDAY=WE", weeks=Weeks.B),
        ("2027-01-04", "2027-02-28"),
        "2027-01-13 27, 2027-02-10",
        {
            **{f"2027-{day}": "an A week" for day in ("01-06", "01-20", "02-03", "02-24")},
            "2027-02-17": "half-term",
        },
    ),
    "Mondays, bank holidays skipped": (
        pattern("FREQ=WEEKLY;BYDAY=MO", bank_holidays=SKIP),
        ("2027-03-22", "2027-05-10"),
        "2027-03-22, 2027-04-05 12 19 26, 2027-05-10",
        {"2027-03-29": "Easter Monday", "2027-05-03": "May Day"},
    ),
    "Mondays, bank holidays kept": (
        pattern("FREQ=WEEKLY;BYDAY=MO", bank_holidays=KEEP),
        ("2027-03-22", "2027-05-10"),
        "2027-03-22 29, 2027-04-05 12 19 26, 2027-05-03 10",
        {},
    ),
    "Mondays, moved to the day after a bank holiday": (
        pattern("FREQ=WEEKLY;BYDAY=MO", bank_holidays=MOVE),
        ("2027-03-22", "2027-05-10"),
        "2027-03-22 30, 2027-04-05 12 19 26, 2027-05-04 10",
        {},
    ),
    "Good Friday moved: to the Saturday, which is no bank holiday": (
        pattern("FREQ=WEEKLY;BYDAY=FR", bank_holidays=MOVE),
        ("2027-03-19", "2027-04-02"),
        "2027-03-19 27, 2027-04-02",
        {},
    ),
    "the Monday and Tuesday after a Christmas at the weekend are its substitutes": (
        pattern("FREQ=WEEKLY;BYDAY=MO,TU", bank_holidays=SKIP),
        CHRISTMAS,
        "2027-12-20 21, 2028-01-04",
        {
            "2027-12-27": "Christmas Day (substitute day)",
            "2027-12-28": "Boxing Day (substitute day)",
            "2028-01-03": "New Year's Day (substitute day)",
        },
    ),
    "a Christmas Day on Saturday moves past Boxing Day and both substitutes": (
        pattern("FREQ=WEEKLY;BYDAY=SA", bank_holidays=MOVE),
        CHRISTMAS,
        "2027-12-29, 2028-01-02",
        {},
    ),
    "two days that would move to the same day: one meeting": (
        pattern("FREQ=WEEKLY;BYDAY=SA,SU", bank_holidays=MOVE),
        CHRISTMAS,
        "2027-12-29, 2028-01-02",
        {
            "2027-12-26": "the group meets on the next day anyway",
            "2028-01-01": "the group meets on the next day anyway",
        },
    ),
    "a day that would move to one on which the group meets anyway": (
        pattern("FREQ=WEEKLY;BYDAY=MO,TU", bank_holidays=MOVE),
        ("2027-03-22", "2027-04-06"),
        "2027-03-22 23 30, 2027-04-05 6",
        {"2027-03-29": "the group meets on the next day anyway"},
    ),
    "the last Friday, which is Christmas Day": (
        pattern("FREQ=MONTHLY;BYDAY=-1FR", bank_holidays=SKIP),
        ("2026-11-01", "2027-01-31"),
        "2026-11-27, 2027-01-29",
        {"2026-12-25": "Christmas Day"},
    ),
    "a date added on a bank holiday stands; one added and taken out is gone": (
        pattern(
            "FREQ=WEEKLY;BYDAY=TU",
            added=frozenset(days("2027-03-29 30, 2027-04-01 2")),
            removed=frozenset(days("2027-04-02 6")),
        ),
        ("2027-03-22", "2027-04-13"),
        "2027-03-23 29 30, 2027-04-01 13",
        {"2027-04-02": "taken out", "2027-04-06": "taken out"},
    ),
    "a pause, both ends included": (
        pattern("FREQ=WEEKLY;BYDAY=TU", pauses=((date(2027, 1, 12), date(2027, 1, 26)),)),
        ("2027-01-05", "2027-02-02"),
        "2027-01-05, 2027-02-02",
        {f"2027-01-{day}": "paused until 27 January 2027" for day in (12, 19, 26)},
    ),
    "the night on which the clocks go forward": (
        pattern("FREQ=WEEKLY;BYDAY=SU", at=time(1, 30)),
        ("2027-03-21", "2027-04-04"),
        "2027-03-21, 2027-04-04",
        {"2027-03-28": "01:30 doesn't exist on 28 March 2027: the clocks go forward"},
    ),
    "the night on which the clocks go back": (
        pattern("FREQ=WEEKLY;BYDAY=SU", at=time(1)),
        ("2027-10-24", "2027-11-07"),
        "2027-10-24, 2027-11-07",
        {"2027-10-31": "01:00 happens twice on 31 October 2027: the clocks go back"},
    ),
    "the hours around it are what they always are": (
        pattern("FREQ=WEEKLY;BYDAY=SU", at=time(2)),
        ("2027-10-24", "2027-11-07"),
        "2027-10-24 31, 2027-11-07",
        {},
    ),
}


def test_a_group_meets_on_the_dates_of_the_calendar_on_the_wall(store: Store) -> None:
    with store.write() as session:
        with_terms(session)
    with store.read() as session:
        for name, (way, (first, last), expected, left_out) in PATTERNS.items():
            meetings, skipped = meetings_between(
                session, way, date.fromisoformat(first), date.fromisoformat(last)
            )
            local = [one.starts.astimezone(LONDON) for one in meetings]
            assert [moment.date() for moment in local] == days(expected), name
            assert {moment.time() for moment in local} <= {way.at}, name
            assert {f"{one.on}": one.why for one in skipped} == left_out, name
            assert all(one.ends - one.starts == timedelta(minutes=120) for one in meetings)


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(store: Store) -> None:
    with store.read() as session:
        meetings, _ = meetings_between(
            session, pattern("FREQ=WEEKLY;BYDAY=SA,SU"), date(2027, 3, 27), date(2027, 3, 28)
        )
    assert [one.starts for one in meetings] == [
        datetime(2027, 3, 27, 10, tzinfo=UTC),
        datetime(2027, 3, 28, 9, tzinfo=UTC),
    ]


def test_there_are_forty_of_them() -> None:
    assert len(RULES) + len(PATTERNS) >= 40
