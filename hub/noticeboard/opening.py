"""Schedules of the directory as words: "Mon and Wed 10am to 12:30pm"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Protocol

from hub.views.words import time_words

_DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
_PLACES = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th", "-1": "last"}


class ScheduleRow(Protocol):
    """The public columns of an HSDS schedule. Read-only."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def freq(self) -> str: ...
    @property
    def interval(self) -> int | None: ...
    @property
    def byday(self) -> str: ...
    @property
    def bymonthday(self) -> str: ...
    @property
    def opens_at(self) -> str: ...
    @property
    def closes_at(self) -> str: ...
    @property
    def description(self) -> str: ...


def opening_words(schedules: Iterable[ScheduleRow], today: date) -> str:
    """The schedules that are not over, in words; empty where they say nothing."""
    said = (
        one.description.strip() or _rule_words(one)
        for one in schedules
        if one.valid_to is None or one.valid_to >= today
    )
    return "; ".join(filter(None, dict.fromkeys(said)))


def _rule_words(schedule: ScheduleRow) -> str:
    days = [word for part in schedule.byday.split(",") if (word := _day_words(part.strip()))]
    on = f"{', '.join(days[:-1])} and {days[-1]}" if len(days) > 1 else "".join(days)
    if not on and schedule.bymonthday:
        on = f"day {schedule.bymonthday} of the month"
    if not on and schedule.freq.upper() == "DAILY":
        on = "Every day"
    if on and schedule.freq.upper() == "MONTHLY" and schedule.byday:
        on += " of the month"
    if on and (schedule.interval or 1) > 1:
        unit = "months" if schedule.freq.upper() == "MONTHLY" else "weeks"
        on += f", every {schedule.interval} {unit}"
    opens, closes = _time(schedule.opens_at), _time(schedule.closes_at)
    if opens and closes:
        return f"{on} {time_words(opens)} to {time_words(closes)}".strip()
    return f"{on} from {time_words(opens)}".strip() if opens else on


def _day_words(text: str) -> str:
    """ "TU" is Tue, "2TU" the 2nd Tue."""
    day = _DAYS.get(text[-2:].upper(), "")
    place = _PLACES.get(text[:-2].lstrip("+"), "")
    return f"{place} {day}".strip() if day else ""


def _time(text: str) -> time | None:
    """HSDS writes 10:00, 10:00Z, 10:00:00+00:00: a wall time whatever follows it."""
    try:
        return time.fromisoformat(text.strip()[:5])
    except ValueError:
        return None
