"""How often does your group meet? A plain choice becomes a rule, and the rule that choice again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.timetable.choosing import (
    BY_DAYS,
    HowOften,
    Often,
    choice_of,
    how_often_words,
    offered,
    rule_for,
)
from hub.views.groups import Weeks
from tests.soaking import tries

TUESDAY = date(2026, 12, 1)


def test_what_is_offered_for_the_first_of_december() -> None:
    assert offered(TUESDAY) == (
        (Often.WEEKLY, "every week"),
        (Often.FORTNIGHTLY, "every other week"),
        (Often.NTH_WEEKDAY, "each month, on the first Tuesday"),
        (Often.DATE, "each month, on day 1"),
        (Often.DAILY, "every day"),
        (Often.YEARLY, "each year, on 1 December"),
        (Often.RULE, "by a rule of its own"),
    )


def test_the_end_of_a_month_offers_its_last_weekday_and_leap_day_no_year() -> None:
    assert [often for often, _ in offered(date(2028, 2, 29))] == [
        Often.WEEKLY,
        Often.FORTNIGHTLY,
        Often.LAST_WEEKDAY,
        Often.DATE,
        Often.DAILY,
        Often.RULE,
    ]


@pytest.mark.parametrize(
    ("choice", "rule"),
    [
        (HowOften(Often.WEEKLY), "FREQ=WEEKLY;BYDAY=TU;WKST=MO"),
        (HowOften(Often.WEEKLY, (3, 1, 3)), "FREQ=WEEKLY;BYDAY=TU,TH;WKST=MO"),
        (
            HowOften(Often.FORTNIGHTLY, (4,), date(2027, 3, 5)),
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270305;BYDAY=FR;WKST=MO",
        ),
        (HowOften(Often.NTH_WEEKDAY), "FREQ=MONTHLY;BYDAY=1TU;WKST=MO"),
        (HowOften(Often.LAST_WEEKDAY), "FREQ=MONTHLY;BYDAY=-1TU;WKST=MO"),
        (HowOften(Often.DATE), "FREQ=MONTHLY;BYMONTHDAY=1;WKST=MO"),
        (HowOften(Often.DAILY), "FREQ=DAILY;WKST=MO"),
        (HowOften(Often.YEARLY), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1;WKST=MO"),
        (
            HowOften(Often.RULE, typed="rrule:freq=weekly;interval=3;byday=mo"),
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO;WKST=MO",
        ),
    ],
)
def test_a_choice_becomes_a_rule(choice: HowOften, rule: str) -> None:
    assert rule_for(choice, TUESDAY) == rule


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (HowOften(Often.WEEKLY, until=date(2026, 11, 30)), "It would end before it starts."),
        (HowOften(Often.RULE), "Write the rule."),
        (HowOften(Often.RULE, typed="every tuesday"), "is not a rule we can read"),
        (
            HowOften(Often.RULE, until=date(2027, 1, 1), typed="FREQ=DAILY;COUNT=3"),
            "The rule ends after 3 times already.",
        ),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(choice: HowOften, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        rule_for(choice, TUESDAY)


def test_a_rule_that_nobody_could_choose_stays_as_it_is_typed() -> None:
    assert choice_of("FREQ=WEEKLY;INTERVAL=3;UNTIL=20270301;BYDAY=MO", TUESDAY) == HowOften(
        Often.RULE, (), date(2027, 3, 1), "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"
    )


@settings(max_examples=tries(100))
@given(
    starts_on=st.dates(date(2026, 1, 1), date(2046, 12, 31)),
    which=st.integers(0, 6),
    days=st.sets(st.integers(0, 6), min_size=1),
    ends_in=st.none() | st.integers(0, 2000),
)
def test_whatever_is_chosen_comes_back_as_the_same_rule(
    starts_on: date, which: int, days: set[int], ends_in: int | None
) -> None:
    possible = [often for often, _ in offered(starts_on) if often is not Often.RULE]
    often = possible[which % len(possible)]
    until = None if ends_in is None else date.fromordinal(starts_on.toordinal() + ends_in)
    choice = HowOften(often, tuple(sorted(days)) if often in BY_DAYS else (), until)
    rule = rule_for(choice, starts_on)
    again = choice_of(rule, starts_on)
    assert again.often is not Often.RULE
    assert again.until == until
    assert rule_for(again, starts_on) == rule


def test_term_time_is_said_with_the_rule() -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU"
    assert how_often_words(rule) == "every Tuesday"
    assert how_often_words(rule, Weeks.B) == "every Tuesday, in B weeks of term"
