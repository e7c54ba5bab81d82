"""A rule in words that everybody knows: "every other Tuesday", "the first Monday of each month"."""

from __future__ import annotations

from collections.abc import Sequence

from hub.timetable.recurrence import Parts
from hub.views.words import DAYS, MONTHS, date_words

_WORKING_DAYS = {0, 1, 2, 3, 4}
_PERIODS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def rule_words(rule: Parts) -> str:
    """The rule in plain words, or its own text where there are none."""
    words = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.freq](
        rule
    )
    if not words:
        return f"by the rule {rule.text()}"
    if rule.by_month and rule.freq != "YEARLY":
        words += f", in {_listed(_months(rule))} only"
    if rule.count:
        return f"{words}, {'once' if rule.count == 1 else f'{rule.count} times'}"
    return f"{words}, until {date_words(rule.until)}" if rule.until else words


def _daily(rule: Parts) -> str:
    if rule.by_month_day:
        return ""
    if rule.interval == 1:
        return _every(rule) if rule.by_day else "every day"
    only = f", only on {_listed(_plain_days(rule))}" if rule.by_day else ""
    return f"{_each(rule)}{only}"


def _weekly(rule: Parts) -> str:
    days = _plain_days(rule)
    if rule.by_set_position:
        return f"{_chosen(rule)} of {_each(rule)}"
    if rule.interval == 1:
        return _every(rule) if days else "every week"
    if rule.interval == 2 and len(days) == 1:
        return f"every other {days[0]}"
    return f"{_each(rule)} on {_listed(days)}" if days else _each(rule)


def _monthly(rule: Parts) -> str:
    if rule.by_set_position:
        return f"{_chosen(rule)} of {_each(rule)}" if _can_choose(rule) else ""
    if rule.by_month_day and rule.by_day:
        if any(which for which, _ in rule.by_day):
            return ""
        days = _listed(_plain_days(rule), "or")
        return f"{_listed(_dates(rule))} of {_each(rule)}, if it is a {days}"
    if rule.by_month_day:
        return f"{_listed(_dates(rule))} of {_each(rule)}"
    if not rule.by_day:
        return f"{_each(rule, one='every')} on the same date"
    if rule.interval == 1 and all(not which for which, _ in rule.by_day):
        return _every(rule)
    return f"{_listed(_numbered(rule))} of {_each(rule)}"


def _yearly(rule: Parts) -> str:
    months = _listed(_months(rule))
    year = _each(rule)
    if rule.by_year_day or (rule.by_week_number and (rule.by_month or rule.by_month_day)):
        return ""
    if rule.by_week_number:
        if any(week < 0 for week in rule.by_week_number):
            return ""
        weeks = [str(week) for week in sorted(rule.by_week_number)]
        on = f"{_listed(_plain_days(rule))} of " if rule.by_day else ""
        return f"{on}week{'s' if len(weeks) > 1 else ''} {_listed(weeks)} of {year}"
    if rule.by_set_position:
        return (
            f"{_chosen(rule)} of {f'{months} ' if months else ''}{year}"
            if (_can_choose(rule) and len(rule.by_month) < 2)
            else ""
        )
    if rule.by_month_day and rule.by_day:
        return ""
    if rule.by_month_day:
        if len(rule.by_month) == 1 and all(day > 0 for day in rule.by_month_day):
            days = [str(day) for day in sorted(rule.by_month_day)]
            leap = ", in leap years only" if months == "February" and days == ["29"] else ""
            return f"{_listed(days)} {months} {year}{leap}"
        return f"{_listed(_dates(rule))} of {months} {year}"
    if rule.by_day:
        return f"{_listed(_numbered(rule))} of {f'{months} ' if months else ''}{year}"
    on = f" in {months}" if months else ""
    return f"{_each(rule, one='every')}{on} on the same date"


def _each(rule: Parts, one: str = "each") -> str:
    """each month, every other month, every 3 months."""
    period = _PERIODS[rule.freq]
    if rule.interval == 1:
        return f"{one} {period}"
    return f"every other {period}" if rule.interval == 2 else f"every {rule.interval} {period}s"


def _every(rule: Parts) -> str:
    weekdays = {day for _, day in rule.by_day}
    if len(weekdays) == 7:
        return "every day"
    if weekdays == _WORKING_DAYS:
        return "every day from Monday to Friday"
    return f"every {_listed(_plain_days(rule))}"


def _can_choose(rule: Parts) -> bool:
    return bool(rule.by_day) and not rule.by_month_day and not any(w for w, _ in rule.by_day)


def _chosen(rule: Parts) -> str:
    """the last weekday (Monday to Friday), the first Saturday or Sunday."""
    if {day for _, day in rule.by_day} == _WORKING_DAYS:
        days = "weekday (Monday to Friday)"
    else:
        days = _listed(_plain_days(rule), "or")
    return f"{_listed([f'the {_nth(place)}' for place in rule.by_set_position])} {days}"


def _plain_days(rule: Parts) -> list[str]:
    return [DAYS[day] for day in sorted({day for _, day in rule.by_day})]


def _numbered(rule: Parts) -> list[str]:
    return [
        f"the {_nth(which)} {DAYS[day]}" if which else f"every {DAYS[day]}"
        for which, day in rule.by_day
    ]


def _dates(rule: Parts) -> list[str]:
    """the 1st, the 15th, the last day."""
    ahead = [f"the {_ordinal(day)}" for day in sorted(rule.by_month_day) if day > 0]
    back = [f"the {_nth(day)} day" for day in sorted(rule.by_month_day) if day < 0]
    return ahead + back


def _months(rule: Parts) -> list[str]:
    return [MONTHS[month - 1] for month in sorted(rule.by_month)]


def _nth(number: int) -> str:
    if number < 0:
        return "last" if number == -1 else f"{_nth(-number)} last"
    names = ("first", "second", "third", "fourth", "fifth")
    return names[number - 1] if number <= len(names) else _ordinal(number)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def _listed(names: Sequence[str], word: str = "and") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
