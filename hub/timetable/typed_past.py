"""What people type for a day that is over: "yesterday", or the last "fri" or "3 nov" there was.

Leaves the words themselves to `typed` and `typed_days`.
"""

from __future__ import annotations

from datetime import date, timedelta

from hub.clock import Clock
from hub.timetable.typed import read_date
from hub.timetable.typed_days import WEEKDAYS, calendar_day, day_meant
from hub.views.words import clean_line

_WEEK, _YEAR = timedelta(days=6), timedelta(days=364)


def read_past_date(typed: str, clock: Clock) -> date:
    """Today, or the last such day before it. What can only be a day to come stays one: whoever asks
    refuses it. Raises BadInput for what is no date.
    """
    found, today = read_date(typed, clock), clock.today()
    if found <= today:
        return found
    text = clean_line(typed[:100]).casefold()
    if text in WEEKDAYS:
        return day_meant(text, today - _WEEK) or found
    if calendar_day(text, today) is None and text.partition(" ")[0] not in WEEKDAYS:
        return found  # tomorrow, in 2 weeks
    back = day_meant(text, today - _YEAR)
    return back if back is not None and back <= today else found
