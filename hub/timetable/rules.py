"""Recurrence rules (RFC 5545 §3.3.10): read strictly, written in one spelling, said in words.

python-dateutil expands them. Where it is known to differ from the RFC, or where we can't keep
a rule exactly, the rule is refused with the reason. WKST is always MO, and stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from dateutil import rrule

from hub.errors import BadInput
from hub.views.words import DAYS, MONTHS

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_TOO_FINE = {"SECONDLY", "MINUTELY", "HOURLY"}
_LISTS = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
}
_ORDER = (
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "WKST",
)
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_EXAMPLE = "Write it like FREQ=WEEKLY;BYDAY=TU"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that we can keep. Every field as RFC 5545 names it."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    """The last local date that may be given."""
    by_day: tuple[tuple[int, int], ...] = ()
    """(which, weekday): which is 0 for every one; Monday is 0."""
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week_number: tuple[int, ...] = ()
    by_set_position: tuple[int, ...] = ()

    def text(self) -> str:
        """The rule in our one spelling, WKST stated."""
        days = (f"{which or ''}{CODES[day]}" for which, day in self.by_day)
        values = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count) if self.count else "",
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
            "BYMONTH": ",".join(map(str, self.by_month)),
            "BYWEEKNO": ",".join(map(str, self.by_week_number)),
            "BYYEARDAY": ",".join(map(str, self.by_year_day)),
            "BYMONTHDAY": ",".join(map(str, self.by_month_day)),
            "BYDAY": ",".join(days),
            "BYSETPOS": ",".join(map(str, self.by_set_position)),
            "WKST": "MO",
        }
        return ";".join(f"{name}={values[name]}" for name in _ORDER if values[name])

    def dates(self, starts_on: date, first: date, last: date) -> Iterator[date]:
        """The local dates from `first` to `last`, both included, of a series from `starts_on`."""
        expanded = rrule.rrule(
            _FREQUENCIES[self.freq],
            dtstart=datetime.combine(starts_on, datetime.min.time()),
            interval=self.interval,
            wkst=rrule.MO,
            count=self.count,
            until=datetime.combine(self.until, datetime.min.time()) if self.until else None,
            bysetpos=self.by_set_position or None,
            bymonth=self.by_month or None,
            bymonthday=self.by_month_day or None,
            byyearday=self.by_year_day or None,
            byweekno=self.by_week_number or None,
            byweekday=[rrule.weekday(day, which or None) for which, day in self.by_day] or None,
        )
        start = datetime.combine(first, datetime.min.time()) - timedelta(microseconds=1)
        for moment in expanded.xafter(start):
            if moment.date() > last:
                return
            yield moment.date()

    def in_words(self) -> str:
        """The rule in plain words: "every Tuesday", "every 2nd week on Tuesday"."""
        end = f", {self.count} times" if self.count else ""
        if self.until:
            end = f", until {self.until.day} {MONTHS[self.until.month - 1]} {self.until.year}"
        simple = not (self.by_year_day or self.by_week_number or self.by_set_position)
        if not simple or (self.by_month and self.freq != "YEARLY"):
            return f"by the rule {self.text()}"
        return self._words() + end

    def _words(self) -> str:
        plain_days = _listed([DAYS[day] for which, day in self.by_day if not which])
        if self.freq == "DAILY":
            if plain_days:
                return f"every {plain_days}"
            return "every day" if self.interval == 1 else f"every {self.interval} days"
        if self.freq == "WEEKLY":
            if self.interval == 1:
                return f"every {plain_days}" if plain_days else "every week"
            on = f" on {plain_days}" if plain_days else ""
            return f"every {self.interval} weeks{on}"
        each = "each month" if self.interval == 1 else f"every {self.interval} months"
        if self.freq == "YEARLY":
            each = "each year" if self.interval == 1 else f"every {self.interval} years"
            if self.by_month:
                each = f"{_listed([MONTHS[month - 1] for month in self.by_month])} {each}"
        chosen = [
            f"the {_which(which)} {DAYS[day]}" if which else f"every {DAYS[day]}"
            for which, day in self.by_day
        ] + [f"day {day}" if day > 0 else "the last day" for day in self.by_month_day]
        return f"{_listed(chosen)} of {each}" if chosen else each


def _which(number: int) -> str:
    names = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    names[-2] = "second last"
    return names.get(number, f"{number}th")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


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
    """The limits of RFC 5545's table, and the places where python-dateutil differs from it."""
    has_numbered_days = any(which for which, _ in rule.by_day)
    problem = ""
    if rule.count and rule.until:
        problem = "A rule ends by COUNT or by UNTIL, not by both."
    elif has_numbered_days and rule.freq not in {"MONTHLY", "YEARLY"}:
        problem = "BYDAY with a number (1SA) goes with FREQ=MONTHLY or YEARLY."
    elif has_numbered_days and rule.by_week_number:
        problem = "BYDAY with a number can't go with BYWEEKNO."
    elif rule.freq == "MONTHLY" and any(abs(which) > 5 for which, _ in rule.by_day):
        problem = "No month has a sixth of any weekday."
    elif rule.by_month_day and rule.freq == "WEEKLY":
        problem = "BYMONTHDAY can't go with FREQ=WEEKLY."
    elif rule.by_year_day and rule.freq != "YEARLY":
        problem = "BYYEARDAY goes with FREQ=YEARLY."
    elif rule.by_week_number and rule.freq != "YEARLY":
        problem = "BYWEEKNO goes with FREQ=YEARLY."
    elif rule.by_week_number and not rule.by_day:
        problem = "BYWEEKNO needs BYDAY too: without it we can't keep the rule exactly."
    elif rule.by_set_position and rule.freq == "WEEKLY":
        problem = "BYSETPOS with FREQ=WEEKLY is a rule we can't keep exactly."
    elif rule.by_set_position and not (
        rule.by_day or rule.by_month_day or rule.by_month or rule.by_year_day
    ):
        problem = "BYSETPOS needs another BY part to choose from."
    elif rule.freq == "YEARLY" and 2 in rule.by_month and {29, -29} & set(rule.by_month_day):
        problem = "29 February comes in leap years only: a rule we can't keep exactly."
    if problem:
        raise BadInput(problem, hint=_EXAMPLE)
