"""Whichever stretch of a group's dates is asked for, each date comes out the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from hub.timetable import dates
from hub.timetable.dates import Pattern, meetings_between
from hub.views.groups import BankHolidayRule, Weeks
from hub.views.terms import TermView
from tests.soaking import tries
from tests.timetable.library import LONDON

DAY = timedelta(days=1)
NO_SESSION = cast(Session, None)
DAYS = st.dates(date(2026, 12, 1), date(2027, 6, 30))
TERMS = (
    TermView(1, "Autumn", date(2026, 9, 2), date(2026, 12, 28), date(2026, 10, 26),
             date(2026, 10, 30), "A"),
    TermView(2, "Spring", date(2027, 1, 5), date(2027, 3, 26), date(2027, 2, 15),
             date(2027, 2, 19), "B"),
    TermView(3, "Summer", date(2027, 4, 12), date(2027, 7, 20), date(2027, 5, 31),
             date(2027, 6, 4), "A"),
)  # fmt: skip
PATTERNS = st.builds(
    Pattern,
    rule=st.sampled_from(
        [
            "FREQ=DAILY",
            "FREQ=DAILY;COUNT=40",
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=MO,TU",
            "FREQ=WEEKLY;BYDAY=FR,SA,SU,MO",
            "FREQ=MONTHLY;BYMONTHDAY=1,3,25,28",
        ]
    ),
    starts_on=st.dates(date(2026, 11, 20), date(2027, 1, 10)),
    at=st.just(time(10)),
    zone=st.just("Europe/London"),
    minutes=st.just(60),
    bank_holidays=st.sampled_from(list(BankHolidayRule)),
    weeks=st.sampled_from(list(Weeks)),
    added=st.frozensets(DAYS, max_size=3),
    removed=st.frozensets(st.sampled_from([date(2026, 12, 29), date(2027, 1, 4)]) | DAYS),
    pauses=st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=2).map(
        lambda found: tuple((day, day + length * DAY) for day, length in found)
    ),
)


@pytest.fixture(autouse=True)
def without_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms and England's bank holidays from memory: hundreds of patterns in a second."""
    from hub.timetable.calendars import _of_year

    def holidays_between(_session: Session, *, first: date, last: date) -> dict[date, str]:
        every = {
            day: name for year in (2026, 2027) for day, name in _of_year("GB", "ENG", year).items()
        }
        return {day: name for day, name in sorted(every.items()) if first <= day <= last}

    monkeypatch.setattr(dates, "holidays_between", holidays_between)
    monkeypatch.setattr(dates, "terms_in", lambda _session: TERMS)


@settings(max_examples=tries(300), deadline=None)
@given(pattern=PATTERNS, edge=DAYS)
def test_two_stretches_give_what_the_whole_gives(pattern: Pattern, edge: date) -> None:
    first, last = date(2026, 11, 20), date(2027, 7, 10)
    whole, left_out = meetings_between(NO_SESSION, pattern, first, last)
    early, early_out = meetings_between(NO_SESSION, pattern, first, edge)
    late, late_out = meetings_between(NO_SESSION, pattern, edge + DAY, last)
    by_date = {one.meant_for: one for one in whole}
    assert {one.meant_for: one for one in [*early, *late]} == by_date
    assert len(early) + len(late) == len(whole) == len(by_date)
    assert [*early_out, *late_out] == left_out


@settings(max_examples=tries(300), deadline=None)
@given(pattern=PATTERNS)
def test_no_two_meetings_fall_on_one_day_and_none_where_it_may_not(pattern: Pattern) -> None:
    found, _ = meetings_between(NO_SESSION, pattern, date(2026, 11, 20), date(2027, 7, 10))
    held = {one.starts.astimezone(LONDON).date(): one.meant_for for one in found}
    assert len(held) == len(found)
    kept, _ = meetings_between(
        NO_SESSION,
        replace(pattern, bank_holidays=BankHolidayRule.SKIP),
        date(2026, 11, 20),
        date(2027, 7, 10),
    )
    # What isn't on a bank holiday stays where it is, whatever is moved around it.
    assert {one.meant_for for one in kept} <= {one.meant_for for one in found}
    for day in held:
        assert day not in pattern.removed
        if day in pattern.added:
            continue
        assert not any(begins <= day <= ends for begins, ends in pattern.pauses)
        if pattern.weeks is not Weeks.ALL:
            assert any(term.starts_on <= day <= term.ends_on for term in TERMS)
