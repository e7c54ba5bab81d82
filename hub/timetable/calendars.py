"""Which days are different: bank holidays of the site's country, from the library `holidays`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays
from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import BadInput
from hub.store.tables import Site

_PLACE = "where the bank holidays are"
"""Key in a session's notes. A session is one transaction, in which the site doesn't move."""
_SITE = select(col(Site.country), col(Site.subdivision)).order_by(col(Site.id)).limit(1)


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


@lru_cache(maxsize=256)
def _of_days(country: str, subdivision: str, first: date, last: date) -> dict[date, str]:
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= _of_year(country, subdivision, year)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def bank_holidays(session: Session, *, first: date, last: date) -> dict[date, str]:
    """Bank holidays from `first` to `last` with their names, substitute days included.

    A holiday that falls on a weekend is in it under its own date too. One statement, and none
    where this session has asked before.
    """
    place: tuple[str, str] | None = session.info.get(_PLACE)
    if place is None:
        country, subdivision = session.execute(_SITE).one()
        place = session.info[_PLACE] = country, subdivision
    return _of_days(*place, first, last).copy()


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
