"""Somebody types when they rang: the last such day, not the next."""

from __future__ import annotations

from datetime import date

import pytest

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.typed_past import read_past_date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 22)),
        ("mon", date(2026, 11, 23)),
        ("tue", date(2026, 11, 17)),
        ("Sunday", date(2026, 11, 22)),
        ("last fri", date(2026, 11, 20)),
        ("3 nov", date(2026, 11, 3)),
        ("23 nov", date(2026, 11, 23)),
        ("24 nov", date(2025, 11, 24)),
        ("24/11", date(2025, 11, 24)),
        ("tue 24 nov", date(2026, 11, 24)),
        ("3 dec 2026", date(2026, 12, 3)),
        ("tomorrow", date(2026, 11, 24)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("2026-11-03", date(2026, 11, 3)),
    ],
)
def test_a_day_that_is_over_is_meant(clock: Clock, typed: str, meant: date) -> None:
    assert read_past_date(typed, clock) == meant


def test_what_is_no_date_is_refused(clock: Clock) -> None:
    with pytest.raises(BadInput, match="not a date"):
        read_past_date("last autumn", clock)
