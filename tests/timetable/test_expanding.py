"""The dates of a rule, against a day-by-day reading of the standard and against a full replay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from dateutil import rrule
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from hub.errors import BadInput
from hub.timetable.rules import CODES, Rule, read_rule
from tests.soaking import tries

DAY = timedelta(days=1)


def by_the_book(rule: Rule, starts_on: date, last: date) -> list[date]:
    """RFC 5545 read day by day: what a person with a calendar and much time would do."""
    found: list[date] = []
    for days in periods(rule, starts_on, last):
        good = [day for day in days if is_given(rule, starts_on, day)]
        if rule.by_set_position:
            places = {
                place - 1 if place > 0 else len(good) + place for place in rule.by_set_position
            }
            good = [day for place, day in enumerate(good) if place in places]
        found += [day for day in good if day >= starts_on]
    until = min(last, rule.until or last)
    return [day for day in found[: rule.count] if day <= until]


def periods(rule: Rule, starts_on: date, last: date) -> Iterator[list[date]]:
    """The days of each period of the rule, every INTERVAL-th from the one with the start in it."""
    begins = {
        "DAILY": starts_on,
        "WEEKLY": starts_on - starts_on.weekday() * DAY,
        "MONTHLY": starts_on.replace(day=1),
        "YEARLY": date(starts_on.year, 1, 1),
    }[rule.freq]
    if rule.by_week_number:
        begins = date.fromisocalendar(starts_on.year - 1, 1, 1)
    number = 0
    while begins <= last:
        ends = {
            "DAILY": begins + DAY,
            "WEEKLY": begins + 7 * DAY,
            "MONTHLY": date(begins.year + begins.month // 12, begins.month % 12 + 1, 1),
            "YEARLY": date(begins.year + 1, 1, 1),
        }[rule.freq]
        if rule.by_week_number:
            ends = date.fromisocalendar(begins.isocalendar().year + 1, 1, 1)
        if number % rule.interval == 0:
            yield [begins + n * DAY for n in range((ends - begins).days)]
        begins, number = ends, number + 1


def is_given(rule: Rule, starts_on: date, day: date) -> bool:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    year_day, year_end = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    iso = day.isocalendar()
    weeks = date(iso.year, 12, 28).isocalendar().week
    month_days = {day.day, -(following - day).days}
    by_day = {(0, day.weekday())}
    if rule.freq == "MONTHLY" or rule.by_month:
        by_day |= {((day.day + 6) // 7, day.weekday())}
        by_day |= {(-(((following - day).days + 6) // 7), day.weekday())}
    else:
        by_day |= {((year_day + 6) // 7, day.weekday())}
        by_day |= {(-((year_end - year_day + 7) // 7), day.weekday())}
    has_days = rule.by_day or rule.by_month_day or rule.by_year_day
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_week_number and not {iso.week, iso.week - weeks - 1} & set(rule.by_week_number):
        return False
    if rule.by_year_day and not {year_day, year_day - year_end - 1} & set(rule.by_year_day):
        return False
    if rule.by_month_day and not month_days & set(rule.by_month_day):
        return False
    if rule.by_day and not by_day & set(rule.by_day):
        return False
    if rule.freq == "WEEKLY" and not rule.by_day:
        return day.weekday() == starts_on.weekday()
    if rule.freq in {"MONTHLY", "YEARLY"} and not has_days:
        right_month = rule.freq == "MONTHLY" or rule.by_month or day.month == starts_on.month
        return bool(right_month) and day.day == starts_on.day
    return True


def numbers(least: int, most: int, *, negative: bool = True) -> st.SearchStrategy[str]:
    one = st.integers(least, most)
    signed = one | one.map(lambda number: -number) if negative else one
    return st.lists(signed, min_size=1, max_size=3).map(lambda found: ",".join(map(str, found)))


PLAIN_DAYS = st.lists(st.sampled_from(CODES), min_size=1, max_size=4)
NUMBERED_DAYS = st.lists(
    st.builds(lambda n, day: f"{n or ''}{day}", st.integers(-5, 5), st.sampled_from(CODES)),
    min_size=1,
    max_size=3,
)


@st.composite
def rules(draw: st.DrawFn, *, may_count: bool = True) -> Rule:
    """Any rule that we keep."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 4))}"]
    days = NUMBERED_DAYS if freq in {"MONTHLY", "YEARLY"} else PLAIN_DAYS
    choices = {
        "BYDAY": days.map(",".join),
        "BYMONTH": numbers(1, 12, negative=False),
        "BYMONTHDAY": numbers(1, 31),
        "BYYEARDAY": numbers(1, 366),
        "BYWEEKNO": numbers(1, 53),
        "BYSETPOS": numbers(1, 6),
    }
    for name in draw(st.lists(st.sampled_from(sorted(choices)), max_size=3, unique=True)):
        parts.append(f"{name}={draw(choices[name])}")
    end = draw(st.sampled_from(["", "", "COUNT", "UNTIL"]) if may_count else st.just(""))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    elif end == "UNTIL":
        parts.append(f"UNTIL={draw(st.dates(date(2020, 1, 1), date(2034, 1, 1))):%Y%m%d}")
    try:
        return read_rule(";".join(parts))
    except BadInput:
        assume(False)
        raise


STARTS = st.dates(date(2020, 1, 1), date(2029, 12, 31))


@settings(max_examples=tries(400), deadline=None)
@given(rule=rules(), starts_on=STARTS, years=st.integers(0, 5))
def test_a_rule_gives_what_a_person_with_a_calendar_finds(
    rule: Rule, starts_on: date, years: int
) -> None:
    last = starts_on + timedelta(days=366 * years + 40)
    assert list(rule.dates(starts_on, starts_on, last)) == by_the_book(rule, starts_on, last)


@settings(max_examples=tries(100), deadline=None)
@given(
    weeks=numbers(1, 53) | st.sampled_from(["1", "52", "53", "-1", "1,-1"]),
    days=PLAIN_DAYS.map(lambda days: f";BYDAY={','.join(days)}"),
    starts_on=STARTS,
    waits=st.integers(0, 800),
)
@example(weeks="1", days=";BYDAY=WE", starts_on=date(2025, 12, 1), waits=30)
def test_weeks_by_number_are_those_of_iso_8601_over_every_new_year(
    weeks: str, days: str, starts_on: date, waits: int
) -> None:
    rule = read_rule(f"FREQ=YEARLY;BYWEEKNO={weeks}{days}")
    last = starts_on + timedelta(days=waits)
    assert list(rule.dates(starts_on, starts_on, last)) == by_the_book(rule, starts_on, last)


@settings(max_examples=tries(200), deadline=None)
@given(
    rule=rules(), starts_on=STARTS, waits=st.integers(0, 2500), days=st.lists(st.integers(0, 500))
)
def test_windows_of_a_series_add_up_to_the_whole(
    rule: Rule, starts_on: date, waits: int, days: list[int]
) -> None:
    first = starts_on + timedelta(days=waits)
    last = first + timedelta(days=sum(days[:4]) + 300)
    whole = list(rule.dates(starts_on, first, last))
    assert whole == [
        day for day in rule.dates(starts_on, starts_on - DAY, last) if first <= day <= last
    ]
    assert whole == sorted(set(whole))
    edges = [first]
    for length in days[:4]:
        edges.append(edges[-1] + timedelta(days=length))
    edges.append(last + DAY)
    pieces = [
        day for begins, ends in pairwise(edges) for day in rule.dates(starts_on, begins, ends - DAY)
    ]
    assert pieces == whole
    assert read_rule(rule.text()) == rule


@settings(max_examples=tries(150), deadline=None)
@given(
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 5),
    day=st.sampled_from(["", *CODES]),
    starts_on=st.dates(date(2000, 1, 1), date(2025, 12, 31)),
    waits=st.integers(0, 9000),
)
def test_starting_near_the_horizon_gives_what_replaying_from_the_start_gives(
    freq: str, interval: int, day: str, starts_on: date, waits: int
) -> None:
    rule = read_rule(f"FREQ={freq};INTERVAL={interval}{f';BYDAY={day}' if day else ''}")
    replayed = rrule.rrule(
        getattr(rrule, freq),
        dtstart=datetime.combine(starts_on, time(0)),
        interval=interval,
        wkst=rrule.MO,
        byweekday=getattr(rrule, day) if day else None,
    )
    first = starts_on + timedelta(days=waits)
    last = first + timedelta(days=800)
    wanted = replayed.between(
        datetime.combine(first, time(0)), datetime.combine(last, time(0)), inc=True
    )
    assert list(rule.dates(starts_on, first, last)) == [moment.date() for moment in wanted]
