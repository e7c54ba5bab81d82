"""Bank holidays of the four countries, as gov.uk lists them, and what moves past them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from hub.errors import BadInput
from hub.store.engine import Store
from hub.store.tables import Site
from hub.timetable.calendars import bank_holidays, day_notices, next_ordinary_day


def holidays(store: Store, part: str, first: str, last: str) -> dict[str, str]:
    with store.write() as session:
        session.execute(update(Site).values(country="GB", subdivision=part))
    with store.read() as session:
        found = bank_holidays(
            session, first=date.fromisoformat(first), last=date.fromisoformat(last)
        )
    return {f"{day}": name for day, name in found.items() if day.weekday() < 5}


ENGLAND = {
    "2027-01-01": "New Year's Day",
    "2027-03-26": "Good Friday",
    "2027-03-29": "Easter Monday",
    "2027-05-03": "May Day",
    "2027-05-31": "Spring Bank Holiday",
    "2027-08-30": "Late Summer Bank Holiday",
    "2027-12-27": "Christmas Day (observed)",
    "2027-12-28": "Boxing Day (observed)",
}
SCOTLAND = {
    "2027-01-01": "New Year's Day",
    "2027-01-04": "New Year Holiday (observed)",
    "2027-03-26": "Good Friday",
    "2027-05-03": "May Day",
    "2027-05-31": "Spring Bank Holiday",
    "2027-08-02": "Summer Bank Holiday",
    "2027-11-30": "Saint Andrew's Day",
    "2027-12-27": "Christmas Day (observed)",
    "2027-12-28": "Boxing Day (observed)",
}
IRELAND = {**ENGLAND, "2027-03-17": "Saint Patrick's Day", "2027-07-12": "Battle of the Boyne"}


@pytest.mark.parametrize(
    ("part", "expected"),
    [("ENG", ENGLAND), ("WLS", ENGLAND), ("SCT", SCOTLAND), ("NIR", dict(sorted(IRELAND.items())))],
)
def test_a_year_of_each_country(store: Store, part: str, expected: dict[str, str]) -> None:
    assert holidays(store, part, "2027-01-01", "2027-12-31") == expected


def test_over_the_end_of_the_year(store: Store) -> None:
    assert holidays(store, "ENG", "2026-12-25", "2027-01-01") == {
        "2026-12-25": "Christmas Day",
        "2026-12-28": "Boxing Day (observed)",  # Boxing Day is a Saturday
        "2027-01-01": "New Year's Day",
    }
    assert holidays(store, "ENG", "2026-12-26", "2026-12-31") == {
        "2026-12-28": "Boxing Day (observed)"
    }
    # 1 January 2028 is a Saturday
    assert holidays(store, "SCT", "2027-12-29", "2028-01-31") == {
        "2028-01-03": "New Year's Day (observed)",
        "2028-01-04": "New Year Holiday (observed)",
    }


def test_people_read_of_substitute_days(store: Store) -> None:
    with store.read() as session:
        found = day_notices(session, first=date(2027, 12, 25), last=date(2027, 12, 31))
    assert found == {
        date(2027, 12, 25): ("Bank holiday: Christmas Day",),
        date(2027, 12, 26): ("Bank holiday: Boxing Day",),
        date(2027, 12, 27): ("Bank holiday: Christmas Day (substitute day)",),
        date(2027, 12, 28): ("Bank holiday: Boxing Day (substitute day)",),
    }


def test_what_is_answered_can_be_changed_without_harm(store: Store) -> None:
    for _ in range(2):
        found = holidays(store, "ENG", "2027-12-27", "2027-12-28")
        assert len(found) == 2
        with store.read() as session:
            bank_holidays(session, first=date(2027, 12, 27), last=date(2027, 12, 28)).clear()


def test_the_next_ordinary_day_comes_after_all_of_christmas(store: Store) -> None:
    with store.read() as session:
        closed = bank_holidays(session, first=date(2027, 12, 1), last=date(2028, 1, 31))
    assert next_ordinary_day(date(2027, 12, 25), closed) == date(2027, 12, 29)
    assert next_ordinary_day(date(2027, 12, 28), closed) == date(2027, 12, 29)


def test_a_country_that_nobody_has_listed(store: Store) -> None:
    with store.write() as session:
        session.execute(update(Site).values(country="ZZ", subdivision="QQ"))
    with store.read() as session, pytest.raises(BadInput) as refused:
        bank_holidays(session, first=date(2027, 1, 1), last=date(2027, 1, 2))
    assert "Nobody has listed the bank holidays of ZZ-QQ." in str(refused.value)
