"""How often a group meets, chosen in plain words, as a rule; and a rule as such a choice again.

Leaves what a rule means to `hub.timetable.rules`.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hub.errors import BadInput
from hub.timetable.rules import CODES, read_rule
from hub.views.groups import Weeks
from hub.views.words import DAYS, MONTHS

_NTH = ("first", "second", "third", "fourth")


class Often(StrEnum):
    """What a volunteer can choose without knowing RFC 5545."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    NTH_WEEKDAY = "nth-weekday"
    LAST_WEEKDAY = "last-weekday"
    DATE = "date"
    DAILY = "daily"
    YEARLY = "yearly"
    RULE = "rule"
    """Anything else: a rule that is typed."""


BY_DAYS = frozenset({Often.WEEKLY, Often.FORTNIGHTLY})
"""Where the days of the week are chosen too."""

WEEKS_WORDS = {
    Weeks.ALL: "in every week",
    Weeks.TERM: "in term time only",
    Weeks.A: "in A weeks of term",
    Weeks.B: "in B weeks of term",
}


@dataclass(frozen=True, slots=True)
class HowOften:
    """A rule as it is chosen. `days` are weekdays, Monday is 0."""

    often: Often
    days: tuple[int, ...] = ()
    until: date | None = None
    """The last date it may meet on."""
    typed: str = ""
    """The rule itself, for `Often.RULE`."""


def offered(starts_on: date) -> tuple[tuple[Often, str], ...]:
    """What can be chosen for a group that begins on this date, with the words for it."""
    day, number = DAYS[starts_on.weekday()], starts_on.day
    choices = [
        (Often.WEEKLY, "every week"),
        (Often.FORTNIGHTLY, "every other week"),
    ]
    if number <= 7 * len(_NTH):
        nth = _NTH[(number - 1) // 7]
        choices.append((Often.NTH_WEEKDAY, f"each month, on the {nth} {day}"))
    if number > _length_of_month(starts_on) - 7:
        choices.append((Often.LAST_WEEKDAY, f"each month, on the last {day}"))
    choices += [(Often.DATE, f"each month, on day {number}"), (Often.DAILY, "every day")]
    if (starts_on.month, number) != (2, 29):
        month = MONTHS[starts_on.month - 1]
        choices.append((Often.YEARLY, f"each year, on {number} {month}"))
    return (*choices, (Often.RULE, "by a rule of its own"))


def rule_for(choice: HowOften, starts_on: date) -> str:
    """The RRULE value of a choice, in our one spelling. Raises BadInput."""
    weekday = CODES[starts_on.weekday()]
    days = ",".join(CODES[day] for day in sorted(set(choice.days))) or weekday
    text = {
        Often.WEEKLY: f"FREQ=WEEKLY;BYDAY={days}",
        Often.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={days}",
        Often.NTH_WEEKDAY: f"FREQ=MONTHLY;BYDAY={(starts_on.day - 1) // 7 + 1}{weekday}",
        Often.LAST_WEEKDAY: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
        Often.DATE: f"FREQ=MONTHLY;BYMONTHDAY={starts_on.day}",
        Often.DAILY: "FREQ=DAILY",
        Often.YEARLY: f"FREQ=YEARLY;BYMONTH={starts_on.month};BYMONTHDAY={starts_on.day}",
        Often.RULE: choice.typed,
    }[choice.often]
    if not text.strip():
        raise BadInput("Write the rule.", hint="For example: FREQ=WEEKLY;INTERVAL=3;BYDAY=TU")
    rule = read_rule(text)
    if choice.until is not None:
        if choice.until < starts_on:
            raise BadInput("It would end before it starts.", hint="Look at the two dates again.")
        if rule.count:
            raise BadInput(
                f"The rule ends after {rule.count} times already.", hint="Leave out the last date."
            )
        rule = replace(rule, until=choice.until)
    return rule.text()


def choice_of(rule: str, starts_on: date) -> HowOften:
    """What somebody would have chosen to get this rule, for a group that begins on this date."""
    read = read_rule(rule)
    bare = replace(read, until=None)
    days = tuple(sorted(day for _, day in read.by_day))
    possible = [often for often, _ in offered(starts_on) if often is not Often.RULE]
    for often in possible:
        choice = HowOften(often, days if often in BY_DAYS else (), read.until)
        if rule_for(replace(choice, until=None), starts_on) == bare.text():
            return choice
    return HowOften(Often.RULE, until=read.until, typed=bare.text().removesuffix(";WKST=MO"))


def how_often_words(rule: str, weeks: Weeks = Weeks.ALL) -> str:
    """every Tuesday, in term time only."""
    words = read_rule(rule).in_words()
    return words if weeks is Weeks.ALL else f"{words}, {WEEKS_WORDS[weeks]}"


def days_words(days: Sequence[int]) -> str:
    """Tuesday and Thursday."""
    names = [DAYS[day] for day in sorted(days)]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _length_of_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
