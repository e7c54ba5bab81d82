"""Forty awkward rules. The dates were worked out by hand, from calendars, and not by the code.

Calendars used: 1 January is a Thursday in 2026, a Friday in 2027, a Saturday in 2028 (a leap year),
a Monday in 2029, a Tuesday in 2030, a Wednesday in 2031. 2026 has 53 ISO weeks; 2027, 2028 and 2029 have 52.
"""

from __future__ import annotations

from datetime import date

import pytest

from hub.timetable.rules import read_rule

FORTY: list[tuple[str, str, str, str]] = [
    # (why it is awkward, rule, from and until, the dates)
    (
        "every third day over the year's end",
        "FREQ=DAILY;INTERVAL=3",
        "2026-12-28 2027-01-06",
        "2026-12-28 2026-12-31 2027-01-03 2027-01-06",
    ),
    (
        "a day's count outlasts February",
        "FREQ=DAILY;COUNT=4",
        "2027-02-27 2027-12-31",
        "2027-02-27 2027-02-28 2027-03-01 2027-03-02",
    ),
    (
        "every other day over 29 February",
        "FREQ=DAILY;INTERVAL=2",
        "2028-02-26 2028-03-04",
        "2028-02-26 2028-02-28 2028-03-01 2028-03-03",
    ),
    (
        "daily in one month only",
        "FREQ=DAILY;INTERVAL=10;BYMONTH=1",
        "2026-12-15 2027-02-28",
        "2027-01-04 2027-01-14 2027-01-24",
    ),
    (
        "every other day, but Mondays only",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "2026-06-01 2026-07-05",
        "2026-06-01 2026-06-15 2026-06-29",
    ),
    (
        "daily by month day",
        "FREQ=DAILY;BYMONTHDAY=-1,1",
        "2026-12-30 2027-03-01",
        "2026-12-31 2027-01-01 2027-01-31 2027-02-01 2027-02-28 2027-03-01",
    ),
    (
        "until is the last day itself",
        "FREQ=DAILY;UNTIL=20261224",
        "2026-12-22 2027-01-31",
        "2026-12-22 2026-12-23 2026-12-24",
    ),
    (
        "a weekly rule without its day has that of the start",
        "FREQ=WEEKLY",
        "2026-12-20 2027-01-10",
        "2026-12-20 2026-12-27 2027-01-03 2027-01-10",
    ),
    (
        "the start isn't in the rule: it is neither given nor counted",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=2",
        "2026-12-01 2026-12-31",
        "2026-12-07 2026-12-14",
    ),
    (
        "a fortnight is one of weeks from Monday",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
        "2026-12-06 2027-01-04",
        "2026-12-06 2026-12-14 2026-12-20 2026-12-28 2027-01-03",
    ),
    (
        "a fortnight over a year of 53 weeks",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "2026-12-22 2027-01-31",
        "2026-12-22 2027-01-05 2027-01-19",
    ),
    (
        "a fortnight whose Monday is before the start",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR",
        "2026-12-02 2026-12-18",
        "2026-12-02 2026-12-04 2026-12-14 2026-12-16 2026-12-18",
    ),
    (
        "every third week, counted",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH,SA;COUNT=5",
        "2026-11-28 2027-12-31",
        "2026-11-28 2026-12-17 2026-12-19 2027-01-07 2027-01-09",
    ),
    (
        "weekly in some months only",
        "FREQ=WEEKLY;BYDAY=WE;BYMONTH=12,2",
        "2026-12-20 2027-02-15",
        "2026-12-23 2026-12-30 2027-02-03 2027-02-10",
    ),
    (
        "fortnightly weekends, begun on a Sunday",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
        "2027-01-03 2027-01-31",
        "2027-01-03 2027-01-16 2027-01-17 2027-01-30 2027-01-31",
    ),
    (
        "every Tuesday of every other month, counted",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=6",
        "2026-12-10 2027-12-31",
        "2026-12-15 2026-12-22 2026-12-29 2027-02-02 2027-02-09 2027-02-16",
    ),
    (
        "months without a 31st are left out",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "2027-01-01 2027-08-31",
        "2027-01-31 2027-03-31 2027-05-31 2027-07-31 2027-08-31",
    ),
    (
        "a start on the 30th leaves February out",
        "FREQ=MONTHLY",
        "2026-12-30 2027-04-29",
        "2026-12-30 2027-01-30 2027-03-30",
    ),
    (
        "the 29th comes in a leap February",
        "FREQ=MONTHLY;BYMONTHDAY=29",
        "2028-01-30 2028-04-01",
        "2028-02-29 2028-03-29",
    ),
    (
        "the last day but two",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "2028-01-01 2028-04-30",
        "2028-01-29 2028-02-27 2028-03-29 2028-04-28",
    ),
    (
        "the 31st from the end is the 1st of long months",
        "FREQ=MONTHLY;BYMONTHDAY=-31",
        "2027-01-01 2027-05-31",
        "2027-01-01 2027-03-01 2027-05-01",
    ),
    (
        "Friday the 13th",
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "2026-01-01 2027-12-31",
        "2026-02-13 2026-03-13 2026-11-13 2027-08-13",
    ),
    (
        "only some months have a fifth Thursday",
        "FREQ=MONTHLY;BYDAY=5TH",
        "2026-01-01 2026-12-31",
        "2026-01-29 2026-04-30 2026-07-30 2026-10-29 2026-12-31",
    ),
    (
        "the fifth Saturday from the end",
        "FREQ=MONTHLY;BYDAY=-5SA",
        "2026-01-01 2026-09-30",
        "2026-01-03 2026-05-02 2026-08-01",
    ),
    (
        "the first and the last Monday, also where they are near",
        "FREQ=MONTHLY;BYDAY=1MO,-1MO",
        "2027-01-05 2027-03-31",
        "2027-01-25 2027-02-01 2027-02-22 2027-03-01 2027-03-29",
    ),
    (
        "numbered and plain days in one rule",
        "FREQ=MONTHLY;BYDAY=1MO,SU",
        "2027-02-01 2027-02-28",
        "2027-02-01 2027-02-07 2027-02-14 2027-02-21 2027-02-28",
    ),
    (
        "the last working day",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "2026-10-31 2027-02-28",
        "2026-11-30 2026-12-31 2027-01-29 2027-02-26",
    ),
    (
        "the second and second last working day",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-2",
        "2026-08-01 2026-09-30",
        "2026-08-04 2026-08-28 2026-09-02 2026-09-29",
    ),
    (
        "the first day of the weekend",
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1",
        "2026-11-01 2027-01-31",
        "2026-11-01 2026-12-05 2027-01-02",
    ),
    (
        "every other month over the year's end",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE",
        "2026-11-12 2027-05-31",
        "2027-01-13 2027-03-10 2027-05-12",
    ),
    (
        "every 18 months",
        "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=1",
        "2026-07-01 2030-01-31",
        "2026-07-01 2028-01-01 2029-07-01",
    ),
    (
        "the Tuesday after the first Monday",
        "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "2026-11-01 2027-02-28",
        "2026-11-03 2026-12-08 2027-01-05 2027-02-02",
    ),
    (
        "the days on which the clocks change",
        "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "2027-01-01 2028-12-31",
        "2027-03-28 2027-10-31 2028-03-26 2028-10-29",
    ),
    (
        "29 February, by its start",
        "FREQ=YEARLY",
        "2028-02-29 2036-12-31",
        "2028-02-29 2032-02-29 2036-02-29",
    ),
    (
        "the last day of February",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        "2026-03-01 2029-12-31",
        "2027-02-28 2028-02-29 2029-02-28",
    ),
    (
        "the last Thursday of November, every other year",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=-1TH",
        "2026-12-01 2031-12-31",
        "2028-11-30 2030-11-28",
    ),
    (
        "a day of the year counted from both ends",
        "FREQ=YEARLY;BYYEARDAY=60,-1",
        "2027-02-01 2028-12-31",
        "2027-03-01 2027-12-31 2028-02-29 2028-12-31",
    ),
    (
        "week 53 comes in 2026 and then not until 2032",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU",
        "2026-01-01 2032-12-31",
        "2026-12-28 2027-01-03 2032-12-27",
    ),
    (
        "week 1 may begin in the old year",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
        "2026-01-01 2030-12-31",
        "2027-01-04 2028-01-03 2029-01-01 2029-12-31 2030-12-30",
    ),
    (
        "January's first days may be of week 52",
        "FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA",
        "2026-12-01 2029-12-31",
        "2026-12-26 2028-01-01 2028-12-30 2029-12-29",
    ),
]


@pytest.mark.parametrize(
    ("rule", "between", "expected"), [row[1:] for row in FORTY], ids=[row[0] for row in FORTY]
)
def test_an_awkward_rule_gives_the_dates_worked_out_by_hand(
    rule: str, between: str, expected: str
) -> None:
    first, last = map(date.fromisoformat, between.split())
    found = [day.isoformat() for day in read_rule(rule).dates(first, first, last)]
    assert found == expected.split()


def test_there_are_forty() -> None:
    assert len({row[1:] for row in FORTY}) == len({row[0] for row in FORTY}) == len(FORTY) == 40
