"""From which day a group's new rule counts, so that a fortnight stays in step and a rule that names
no day keeps to the day on which the group meets.

Leaves which dates a rule gives to `hub.timetable.rules`.
"""

from __future__ import annotations

from datetime import date, timedelta

from hub.timetable.rules import Rule, read_rule
from hub.timetable.series import Series

_FAR = timedelta(days=366 * 8)
"""Farther than the next date of any rule that has one to come: 29 February."""


def counts_from(old: Series, since: date, rule: Rule, *, keeps_step: bool) -> date:
    """The start of a new rule that holds from a date on.

    A rule that names no day takes that of the group's next date. One that names its days counts
    from `since`; with `keeps_step`, one that is as rare as before ("every other week") stays in
    the weeks, or months, in which the group meets.
    """
    earliest = max(since, old.parts[0].first)
    upcoming, before = _next_date(old, earliest)
    names_days = rule.by_day or rule.by_month_day or rule.by_year_day or rule.freq == "DAILY"
    if not names_days:
        return upcoming or old.way_on(earliest).starts_on
    is_as_rare = (rule.freq, rule.interval) == (before.freq, before.interval)
    if not keeps_step or upcoming is None or rule.interval == 1 or not is_as_rare:
        return earliest
    begins = {
        "DAILY": upcoming,
        "WEEKLY": upcoming - timedelta(days=upcoming.weekday()),
        "MONTHLY": upcoming.replace(day=1),
        "YEARLY": upcoming.replace(month=1, day=1),
    }
    return max(earliest, begins[rule.freq])


def _next_date(old: Series, earliest: date) -> tuple[date | None, Rule]:
    """The first date from a day on that the rules give, and the rule that gives it."""
    for part in old.parts:
        if part.last is not None and part.last < earliest:
            continue
        rule = read_rule(part.way.rule)
        first = max(earliest, part.first)
        found = next(rule.dates(part.way.starts_on, first, part.last or first + _FAR), None)
        if found is not None:
            return found, rule
    return None, read_rule(old.way_on(earliest).rule)
