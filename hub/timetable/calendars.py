"""Which days are different: bank holidays of the site's country, from the library `holidays`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays
from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import BadInput
from hub.store.core import run
from hub.store.tables import Site


@lru_cache(maxsize=64)
def _of_year(country: str, subdivision: str, year: int) -> dict[date, str]:
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError:
        place = f"{country}-{subdivision}" if subdivision else country
        raise BadInput(
            f"Nobody has listed the bank holidays of {place}.",
            hint='Use a country such as "GB" with "ENG", "WLS", "SCT" or "NIR" in hub.toml.',
        ) from None
    return {day: name for day, name in found.items() if day.year == year}


_WHERE = select(col(Site.country), col(Site.subdivision)).order_by(col(Site.id)).limit(1)


def bank_holidays(session: Session, *, first: date, last: date) -> dict[date, str]:
    """Bank holidays from `first` to `last` with their names, substitute days included.

    A holiday that falls on a weekend is in it under its own date too.
    """
    where: Any = run(session, _WHERE).one()
    country, subdivision = where
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= _of_year(country, subdivision, year)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def day_notices(session: Session, *, first: date, last: date) -> dict[date, tuple[str, ...]]:
    """What people are told at the head of a day: "Bank holiday: Christmas Day"."""
    return {
        day: (f"Bank holiday: {name.replace('(observed)', '(substitute day)')}",)
        for day, name in bank_holidays(session, first=first, last=last).items()
    }


def next_ordinary_day(day: date, closed: dict[date, str]) -> date:
    """The first day after `day` that is no bank holiday."""
    after = day + timedelta(days=1)
    while after in closed:
        after += timedelta(days=1)
    return after
