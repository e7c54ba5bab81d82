"""Recurrence rules (RFC 5545 §3.3.10): read strictly. A rule that can't be kept exactly, or that
never gives a date, is refused with the reason. WKST is always MO, and stated.

Leaves what a rule gives, and how it is said, to `hub.timetable.rule`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from hub.errors import BadInput
from hub.timetable.rule import CODES, FREQUENCIES, Rule

__all__ = ["CODES", "Rule", "read_rule"]

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
_LAST_YEARS = date(9960, 1, 1), date(9999, 12, 31)
"""Forty years, in which every date falls on every weekday, and after which the calendar ends."""


@lru_cache(maxsize=2048)
def read_rule(text: str) -> Rule:
    """A rule from its text. Raises BadInput with what is wrong and why."""
    parts = _parts(text)
    freq = parts.pop("FREQ", "")
    if freq in _TOO_FINE:
        raise BadInput(f"A group can't meet {freq.lower()}.", hint="The finest step is FREQ=DAILY.")
    if freq not in FREQUENCIES:
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
    """The limits of RFC 5545's table, and the places where it leaves open what is meant."""
    has_numbered_days = any(which for which, _ in rule.by_day)
    problem = ""
    if rule.count and rule.until:
        problem = "A rule ends by COUNT or by UNTIL, not by both."
    elif has_numbered_days and rule.freq not in {"MONTHLY", "YEARLY"}:
        problem = "BYDAY with a number (1SA) goes with FREQ=MONTHLY or YEARLY."
    elif has_numbered_days and rule.by_week_number:
        problem = "BYDAY with a number can't go with BYWEEKNO."
    elif (rule.freq == "MONTHLY" or rule.by_month) and any(abs(one) > 5 for one, _ in rule.by_day):
        problem = "No month has a sixth of any weekday."
    elif rule.by_month_day and rule.freq == "WEEKLY":
        problem = "BYMONTHDAY can't go with FREQ=WEEKLY."
    elif rule.freq == "YEARLY" and rule.by_month_day and not rule.by_month:
        # The RFC's table says every month, its text the month of DTSTART: dateutil issue 1452.
        problem = "BYMONTHDAY with FREQ=YEARLY needs BYMONTH: say which month."
    elif rule.by_year_day and rule.freq != "YEARLY":
        problem = "BYYEARDAY goes with FREQ=YEARLY."
    elif rule.by_week_number:
        problem = _wrong_with_weeks(rule)
    elif rule.by_set_position and rule.freq == "WEEKLY":
        problem = "BYSETPOS with FREQ=WEEKLY is a rule we can't keep exactly."
    elif rule.by_set_position and not (
        rule.by_day or rule.by_month_day or rule.by_month or rule.by_year_day
    ):
        problem = "BYSETPOS needs another BY part to choose from."
    elif (2 in rule.by_month and {29, -29} & set(rule.by_month_day)) or (
        {366, -366} & set(rule.by_year_day)
    ):
        problem = "29 February comes in leap years only: a rule we can't keep exactly."
    elif rule.freq == "DAILY" and rule.interval % 7 == 0 and rule.by_day:
        problem = f"Every {rule.interval} days is always the same weekday: use FREQ=WEEKLY."
    elif rule.freq != "WEEKLY" and _never_comes(rule):
        problem = "No date fits this rule."
    if problem:
        raise BadInput(problem, hint=_EXAMPLE)


def _wrong_with_weeks(rule: Rule) -> str:
    """Why a rule with BYWEEKNO won't do; empty if it will."""
    if rule.freq != "YEARLY":
        return "BYWEEKNO goes with FREQ=YEARLY."
    if not rule.by_day:
        return "BYWEEKNO needs BYDAY too: without it we can't keep the rule exactly."
    others = rule.by_month, rule.by_month_day, rule.by_year_day, rule.by_set_position
    if any(others) or rule.interval > 1:
        return "BYWEEKNO goes with BYDAY alone: with more, or INTERVAL, we can't keep it exactly."
    return ""


def _never_comes(rule: Rule) -> bool:
    """Whether no date fits, however long we wait: 31 June."""
    forever = replace(rule, interval=1, count=None, until=None)
    return next(forever.dates(_LAST_YEARS[0], *_LAST_YEARS), None) is None
