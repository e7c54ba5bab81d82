"""Closures in words for everybody: of the building or of a room, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from hub.clock import Clock
from hub.views.notices import ALL_DAY, CLOSED
from hub.views.words import time_words


def closure_notices(
    clock: Clock,
    starts: datetime,
    ends: datetime,
    reason: str,
    room: str,
    within: tuple[date, date],
) -> Iterator[tuple[date, str]]:
    """What each local day says of one closure: of `room`, or of the building where that is ""."""
    day = max(clock.local(starts).date(), within[0])
    while day <= within[1]:
        midnight, next_midnight = clock.day_bounds(day)
        opens, closes = max(starts, midnight), min(ends, next_midnight)
        if opens >= closes:
            return
        words = f"{room} is closed" if room else CLOSED
        if opens > midnight and closes < next_midnight:
            words += f" {time_words(clock.local(opens))} to {time_words(clock.local(closes))}"
        elif opens > midnight:
            words += f" from {time_words(clock.local(opens))}"
        elif closes < next_midnight:
            words += f" until {time_words(clock.local(closes))}"
        else:
            words += ALL_DAY
        yield day, f"{words}: {reason}" if reason else words
        day += timedelta(days=1)
