"""Recurrence rules (RFC 5545 §3.3.10): read strictly, written in one spelling, said in words.

A rule that we can't keep exactly, or that the standard leaves open to two readings, is refused with
the reason. WKST is always MO, and stated. `hub.timetable.expanding` gives the dates.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from hub.errors import BadInput
from hub.timetable.expanding import expand
from hub.timetable.recurrence import CODES, Parts
from hub.timetable.saying import rule_words

_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_TOO_FINE = {"SECONDLY", "MINUTELY", "HOURLY"}
_LISTS = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
}
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_EXAMPLE = "Write it like FREQ=WEEKLY;BYDAY=TU"


@dataclass(frozen=True, slots=True)
class Rule(Parts):
    """A rule that we can keep."""

    def dates(self, starts_on: date, first: date, last: date) -> Iterator[date]:
        """The local dates from `first` to `last`, both included, of a series from `starts_on`.

        `starts_on` is the first day that may be given; unless the rule gives it, it isn't given
        and isn't counted. (RFC 5545 leaves a DTSTART that isn't in its rule undefined.)
        """
        return expand(self, starts_on, first, last)

    def in_words(self) -> str:
        """The rule in plain words: "every other Tuesday", "the first Monday of each month"."""
        return rule_words(self)


@lru_cache(maxsize=1024)
def read_rule(text: str) -> Rule:
    """A rule from its text. Raises BadInput with what is wrong and why."""
    parts = _parts(text)
    freq = parts.pop("FREQ", "")
    if freq in _TOO_FINE:
        raise BadInput(f"A group can't meet {freq.lower()}.", hint="The finest step is FREQ=DAILY.")
    if freq not in _FREQUENCIES:
        raise BadInput(
            f"{text!r} doesn't say how often (FREQ)." if not freq else f"FREQ can't be {freq}.",
            hint=_EXAMPLE,
        )
    if parts.pop("WKST", "MO") != "MO":
        raise BadInput("Weeks begin on Monday here.", hint="Leave WKST out, or write WKST=MO.")
    lists = {name: _numbers(name, parts.pop(name, "")) for name in _LISTS}
    rule = Rule(
        freq=freq,
        interval=_positive("INTERVAL", parts.pop("INTERVAL", "1")),
        count=_positive("COUNT", parts.pop("COUNT")) if "COUNT" in parts else None,
        until=_until(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        by_day=_days(parts.pop("BYDAY", "")),
        by_month=lists["BYMONTH"],
        by_month_day=lists["BYMONTHDAY"],
        by_year_day=lists["BYYEARDAY"],
        by_week_number=lists["BYWEEKNO"],
        by_set_position=lists["BYSETPOS"],
    )
    for name in parts:
        if name in {"BYHOUR", "BYMINUTE", "BYSECOND"}:
            raise BadInput(
                f"A rule here can't set {name}.", hint="The time of day has its own place."
            )
        raise BadInput(f"A rule has no part called {name!r}.", hint=_EXAMPLE)
    _refuse_what_cannot_be_kept(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    value = text.strip().upper().removeprefix("RRULE:")
    found: dict[str, str] = {}
    for part in value.split(";"):
        name, equals, content = part.partition("=")
        if not equals or not content:
            raise BadInput(f"{text!r} is not a rule we can read.", hint=_EXAMPLE)
        if name in found:
            raise BadInput(f"The rule says {name} twice.", hint="Say it once.")
        found[name] = content
    return found


def _positive(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) < 1:
        raise BadInput(f"{name} must be a number from 1, not {text!r}.")
    return int(text)


def _numbers(name: str, text: str) -> tuple[int, ...]:
    if not text:
        return ()
    least, most, may_be_negative = _LISTS[name]
    numbers: list[int] = []
    for item in text.split(","):
        if not re.fullmatch(r"[+-]?[0-9]{1,3}", item):
            raise BadInput(f"{name} must be numbers, not {item!r}.")
        number = int(item)
        if not least <= abs(number) <= most or (number < 0 and not may_be_negative):
            raise BadInput(f"{name} can't be {number}.", hint=f"It goes from {least} to {most}.")
        numbers.append(number)
    return tuple(dict.fromkeys(numbers))


def _days(text: str) -> tuple[tuple[int, int], ...]:
    if not text:
        return ()
    found: list[tuple[int, int]] = []
    for item in text.split(","):
        match = _BYDAY.fullmatch(item)
        if not match:
            raise BadInput(f"BYDAY can't be {item!r}.", hint="Days are MO, TU, WE, TH, FR, SA, SU.")
        which = int(match[1]) if match[1] else 0
        if match[1] and not 1 <= abs(which) <= 53:
            raise BadInput(f"There is no {item!r} in a year.")
        found.append((which, CODES.index(match[2])))
    return tuple(dict.fromkeys(found))


def _until(text: str) -> date:
    match = re.fullmatch(r"(\d{8})(?:T\d{6}Z?)?", text)
    try:
        return datetime.strptime(match[1] if match else "", "%Y%m%d").date()  # noqa: DTZ007 # a date
    except ValueError:
        raise BadInput(f"UNTIL can't be {text!r}.", hint="Write it like UNTIL=20271224.") from None


def _refuse_what_cannot_be_kept(rule: Rule) -> None:
    """The limits of RFC 5545's table, and what it leaves open to two readings."""
    problem = _against_the_standard(rule) or _open_to_two_readings(rule)
    if problem:
        raise BadInput(problem, hint=_EXAMPLE)


def _against_the_standard(rule: Rule) -> str:
    has_numbered_days = any(which for which, _ in rule.by_day)
    if rule.count and rule.until:
        return "A rule ends by COUNT or by UNTIL, not by both."
    if has_numbered_days and rule.freq not in {"MONTHLY", "YEARLY"}:
        return "BYDAY with a number (1SA) goes with FREQ=MONTHLY or YEARLY."
    if has_numbered_days and rule.by_week_number:
        return "BYDAY with a number can't go with BYWEEKNO."
    in_a_month = rule.freq == "MONTHLY" or (rule.freq == "YEARLY" and rule.by_month)
    if in_a_month and any(abs(which) > 5 for which, _ in rule.by_day):
        return "No month has a sixth of any weekday."
    if rule.by_month_day and rule.freq == "WEEKLY":
        return "BYMONTHDAY can't go with FREQ=WEEKLY."
    if rule.by_year_day and rule.freq != "YEARLY":
        return "BYYEARDAY goes with FREQ=YEARLY."
    if rule.by_week_number and rule.freq != "YEARLY":
        return "BYWEEKNO goes with FREQ=YEARLY."
    if rule.by_set_position and not (
        rule.by_day or rule.by_month_day or rule.by_month or rule.by_year_day
    ):
        return "BYSETPOS needs another BY part to choose from."
    if rule.by_month and rule.by_month_day and not _has_such_a_day(rule):
        return "No month of this rule has such a day."
    return ""


def _has_such_a_day(rule: Rule) -> bool:
    # 2028: a leap year, so that 29 February counts.
    longest = max(calendar.monthrange(2028, month)[1] for month in rule.by_month)
    return any(abs(day) <= longest for day in rule.by_month_day)


def _open_to_two_readings(rule: Rule) -> str:
    if rule.freq == "DAILY" and rule.by_set_position:
        return "BYSETPOS with FREQ=DAILY chooses from a single day."
    if rule.freq == "YEARLY" and rule.by_month_day and not rule.by_month:
        # RFC 5545's table says every month, its text the month of DTSTART: dateutil issue 1452.
        return "BYMONTHDAY with FREQ=YEARLY needs BYMONTH too: say which month."
    if rule.by_week_number and (rule.by_set_position or rule.by_year_day):
        return "BYWEEKNO with BYSETPOS or BYYEARDAY is a rule that can be read in two ways."
    if rule.interval > 1 and any(not 2 <= abs(week) <= 51 for week in rule.by_week_number):
        # The first and the last week may lie in two years: which of them is every other one?
        return "BYWEEKNO with INTERVAL goes from week 2 to week 51 only."
    return ""
