"""The stretches of time that a report may tell of: whole quarters of a year that are over. Two
reports share a quarter whole or not at all, so that nobody learns a week or a day by subtracting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hub.clock import Clock, monday_of
from hub.errors import BadInput
from hub.views.words import MONTHS, date_words

LONGEST = timedelta(days=5 * 366)
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Those weeks whose Monday lies in three months of a year."""

    first: date
    """A Monday."""
    last: date
    """A Sunday."""


def quarters(clock: Clock, since: date | None, until: date | None) -> tuple[Quarter, ...]:
    """The quarters that `since` to `until` touch; without `until` up to the last one that is over,
    without `since` one. Raises BadInput where one is not over yet, or there is none.
    """
    latest = _before(quarter_of(clock.today()))
    if since is not None and until is not None and since > until:
        raise BadInput("The end comes before the start.", hint="Give the earlier day first.")
    for day in (until, since):
        if day is not None and day > latest.last:
            raise BadInput(
                f"The quarter with {date_words(day)} in it is not over yet.",
                # Two reports of it, a day apart, would tell of the people of that day.
                hint=f"The last one that is over: {quarter_words(latest)}. What was noted since"
                " then, for the hub alone: hub visit list",
            )
    last = latest if until is None else quarter_of(until)
    first = last if since is None else quarter_of(since)
    if last.last - first.first > LONGEST:
        raise BadInput("That is more than five years.", hint="Ask for less at once.")
    return tuple(_from_to(first, last))


def quarter_of(day: date) -> Quarter:
    """The quarter that a day's week belongs to."""
    monday = monday_of(day)
    month = (monday.month - 1) // _MONTHS * _MONTHS + 1
    first = _first_monday(monday.year, month)
    after = month + _MONTHS
    ends = _first_monday(monday.year + 1, 1) if after > 12 else _first_monday(monday.year, after)
    return Quarter(first, ends - timedelta(days=1))


def quarter_words(quarter: Quarter) -> str:
    """January to March 2027."""
    # The first Monday lies within the first seven days of its month.
    month, year = quarter.first.month, quarter.first.year
    return f"{MONTHS[month - 1]} to {MONTHS[month + _MONTHS - 2]} {year}"


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _before(quarter: Quarter) -> Quarter:
    return quarter_of(quarter.first - timedelta(days=1))


def _from_to(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    one = first
    while one.first <= last.first:
        yield one
        one = quarter_of(one.last + timedelta(days=1))
