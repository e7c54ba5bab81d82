"""Wall times: what is weekly stays at its hour, and the two odd nights are said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.store.engine import Store
from hub.timetable.dates import Pattern, meetings_between
from hub.timetable.rules import CODES
from hub.timetable.walltime import in_zone, instant, later, steady_instant, why_not
from hub.views.groups import BankHolidayRule

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(2026, 1, 1), date(2046, 12, 31)
HALF_HOURS = [time(number // 2, number % 2 * 30) for number in range(48)]


def last_sunday(year: int, month: int) -> date:
    """When the clocks change: the last Sunday of March and of October, at 1am UTC."""
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def by_hand(day: date, at: time) -> datetime | None:
    """The instant of a London wall time, from the law alone; None for the odd hour of a night."""
    begins, ends = last_sunday(day.year, 3), last_sunday(day.year, 10)
    if day in (begins, ends) and at.hour == 1:
        return None
    changes = time(1)
    is_summer = (
        begins < day < ends or (day == begins and at > changes) or (day == ends and at < changes)
    )
    return datetime.combine(day, at, UTC) - timedelta(hours=1 if is_summer else 0)


@pytest.mark.parametrize("weekday", range(7))
def test_every_weekly_slot_keeps_its_wall_time_from_2026_to_2046(
    new_store: Callable[[str], Store], weekday: int
) -> None:
    begin = FIRST + timedelta(days=(weekday - FIRST.weekday()) % 7)
    weeks = [begin + timedelta(days=day) for day in range(0, (LAST - begin).days + 1, 7)]
    with new_store("sqlcipher").read() as session:
        for at in HALF_HOURS:
            pattern = Pattern(
                rule=f"FREQ=WEEKLY;BYDAY={CODES[weekday]}",
                starts_on=begin,
                at=at,
                zone="Europe/London",
                minutes=30,
                bank_holidays=BankHolidayRule.KEEP,
            )
            meetings, skipped = meetings_between(session, pattern, FIRST, LAST)
            expected = {day: by_hand(day, at) for day in weeks}
            assert {one.meant_for: one.starts for one in meetings} == {
                day: moment for day, moment in expected.items() if moment
            }
            assert {one.on for one in skipped} == {
                day for day, moment in expected.items() if not moment
            }
            assert all(one.ends - one.starts == timedelta(minutes=30) for one in meetings)
            for one in skipped:
                happens = (
                    "doesn't exist on {}: the clocks go forward"
                    if one.on.month == 3
                    else "happens twice on {}: the clocks go back"
                )
                month = "March" if one.on.month == 3 else "October"
                said = happens.format(f"{one.on.day} {month} {one.on.year}")
                assert one.why == f"{at:%H:%M} {said}"


def test_both_odd_nights_of_each_year_are_refused_in_words() -> None:
    for year in range(2026, 2047):
        for month, why in ((3, "doesn't exist"), (10, "happens twice")):
            night = last_sunday(year, month)
            for at in HALF_HOURS:
                if at.hour == 1:
                    with pytest.raises(BadInput) as refused:
                        instant(night, at, LONDON)
                    assert f"{at:%H:%M} {why} on {night.day} " in str(refused.value)
                    assert "Choose a time before 1am or after 2am that night." in str(refused.value)
                else:
                    assert instant(night, at, LONDON) == by_hand(night, at)


@given(
    day=st.dates(date(1972, 1, 1), date(2100, 1, 1)),
    at=st.times(),
    zone=st.sampled_from(
        ["Europe/London", "UTC", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]
    ),
)
def test_the_short_way_agrees_with_the_long_one(day: date, at: time, zone: str) -> None:
    place = ZoneInfo(zone)
    short = steady_instant(day, at, place)
    if short is not None:
        assert why_not(day, at, place) == ""
        assert short == instant(day, at, place).astimezone(UTC)


def test_a_day_with_a_change_of_the_clocks_takes_the_long_way() -> None:
    assert steady_instant(date(2027, 3, 28), time(10), LONDON) is None
    assert steady_instant(date(2027, 10, 31), time(10), LONDON) is None
    assert steady_instant(date(2027, 3, 27), time(10), LONDON) is not None


def test_a_length_is_real_time_even_through_the_night() -> None:
    starts = instant(date(2027, 3, 28), time(0, 30), LONDON)
    assert later(starts, 60).isoformat() == "2027-03-28T02:30:00+01:00"
    starts = instant(date(2027, 10, 31), time(0, 30), LONDON)
    assert later(starts, 180).isoformat() == "2027-10-31T02:30:00+00:00"


def test_a_moment_with_an_offset_is_taken_at_its_word() -> None:
    typed = datetime.fromisoformat("2027-10-31T01:30+00:00")
    assert in_zone(typed, LONDON).isoformat() == "2027-10-31T01:30:00+00:00"
    with pytest.raises(BadInput, match="happens twice"):
        in_zone(typed.replace(tzinfo=None), LONDON)
