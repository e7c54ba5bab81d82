"""The dates that a rule gives. Leaves reading a rule to `hub.timetable.rules`.

python-dateutil expands, from a period near the dates that are wanted and never from the beginning:
the rule is made to depend on nothing but whole days, weeks, months or years. That also puts right
where it differs from RFC 5545: BYSETPOS in a first week that is cut off (its issue 1398), and
numbered with plain weekdays in one BYDAY. Weeks by number are counted here: it puts the first days
of January into a wrong week (its pull request 1537).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Literal

from dateutil import rrule

from hub.timetable.recurrence import Parts

_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_MONDAY = date(1, 1, 1)
"""The calendar's first day is one."""
_LAST = date(9998, 12, 31)
"""python-dateutil breaks in a week that goes on after the calendar's last day."""


def expand(rule: Parts, starts_on: date, first: date, last: date) -> Iterator[date]:
    """The dates from `first` to `last`, both included, of a series that begins on `starts_on`."""
    last = min(last, rule.until or last, _LAST)
    if rule.count is None:
        yield from _between(rule, starts_on, max(first, starts_on), last)
        return
    # Counted from the beginning: there is no other way to know how many there were.
    for day in islice(_between(rule, starts_on, starts_on, last), rule.count):
        if day >= first:
            yield day


def _between(rule: Parts, starts_on: date, first: date, last: date) -> Iterator[date]:
    if first > last:
        return
    if rule.by_week_number:
        found = _by_week_number(rule, starts_on, first, last)
    else:
        found = _by_dateutil(rule, starts_on, first, last)
    for day in found:
        if day >= first:
            yield day


def _by_dateutil(rule: Parts, starts_on: date, first: date, last: date) -> Iterator[date]:
    """From the start of the period that holds `first` on."""
    expanded = rrule.rrule(
        _FREQUENCIES[rule.freq],
        dtstart=datetime.combine(_period(rule, starts_on, first), datetime.min.time()),
        interval=rule.interval,
        wkst=rrule.MO,
        until=datetime.combine(last, datetime.min.time()),
        bysetpos=rule.by_set_position or None,
        byyearday=rule.by_year_day or None,
        **_from_the_start(rule, starts_on),
    )
    for moment in expanded:
        yield moment.date()


def _period(rule: Parts, starts_on: date, first: date) -> date:
    """The first day of the period of the rule (day, week, month or year) that holds `first`, or of
    the last one before it."""
    every = rule.interval
    if rule.freq == "DAILY":
        return first - timedelta(days=(first - starts_on).days % every)
    if rule.freq == "WEEKLY":
        begun, now = ((day - _MONDAY).days // 7 for day in (starts_on, first))
        return _MONDAY + timedelta(weeks=now - (now - begun) % every)
    if rule.freq == "MONTHLY":
        begun, now = (day.year * 12 + day.month - 1 for day in (starts_on, first))
        year, month = divmod(now - (now - begun) % every, 12)
        return date(year, month + 1, 1)
    return date(first.year - (first.year - starts_on.year) % every, 1, 1)


def _from_the_start(rule: Parts, starts_on: date) -> dict[str, Any]:
    """The rule's days and months, and what it leaves to the date on which it starts."""
    days: list[rrule.weekday] = _weekdays(rule)
    month_days, months = rule.by_month_day, rule.by_month
    if rule.freq == "WEEKLY" and not days:
        days = [rrule.weekday(starts_on.weekday())]
    elif not (days or month_days or rule.by_year_day) and rule.freq in {"MONTHLY", "YEARLY"}:
        month_days = (starts_on.day,)
        months = months or ((starts_on.month,) if rule.freq == "YEARLY" else ())
    return {
        "byweekday": days or None,
        "bymonthday": month_days or None,
        "bymonth": months or None,
    }


def _weekdays(rule: Parts) -> list[rrule.weekday]:
    """BYDAY as python-dateutil takes it. Beside numbered days (1MO,FR) a plain one is given every
    number, for it would else be a further condition and not a further day."""
    if not any(which for which, _ in rule.by_day):
        return [rrule.weekday(day) for _, day in rule.by_day]
    most = 53 if rule.freq == "YEARLY" and not rule.by_month else 5
    return [
        rrule.weekday(day, number)
        for which, day in rule.by_day
        for number in ([which] if which else range(1, most + 1))
    ]


def _by_week_number(rule: Parts, starts_on: date, first: date, last: date) -> Iterator[date]:
    """By the weeks of ISO 8601. A week belongs to the year in which its Thursday lies."""
    weekdays = sorted({day for _, day in rule.by_day}) or [starts_on.weekday()]
    for year in range(first.year - 1, min(last.year + 2, _LAST.year + 1)):
        if (year - starts_on.year) % rule.interval or year < 1:
            continue
        many = date(year, 12, 28).isocalendar().week
        weeks = {number if number > 0 else many + 1 + number for number in rule.by_week_number}
        for week in sorted(weeks & set(range(1, many + 1))):
            for weekday in weekdays:
                day = date.fromisocalendar(year, week, weekday + 1)
                if first <= day <= last and _is_in_its_month(rule, day):
                    yield day


def _is_in_its_month(rule: Parts, day: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    if not rule.by_month_day:
        return True
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return bool({day.day, -(following - day).days} & set(rule.by_month_day))
