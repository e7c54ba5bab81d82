"""Opening times for machines: which schedules say when somebody is open. Times that we can't be
sure of are left out whole: better "nobody can tell" than a wasted bus fare. Store-free.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Protocol

from hub.views.directory import OpenTime

_WEEKDAYS = {code: day for day, code in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_MIDNIGHT = time(0)


class Scheduled(Protocol):
    """A schedule as HSDS has it, in the columns of the store."""

    valid_from: date | None
    valid_to: date | None
    freq: str
    interval: int | None
    byday: str
    bymonthday: str
    opens_at: str
    closes_at: str


def open_times(schedules: Iterable[Scheduled]) -> tuple[OpenTime, ...]:
    """When they say it is open, all of them every week; nothing where one says anything else."""
    times: list[OpenTime] = []
    for schedule in schedules:
        one = _weekly(schedule)
        if not one:
            return ()
        times += one
    return tuple(dict.fromkeys(times))


def _weekly(schedule: Scheduled) -> tuple[OpenTime, ...]:
    """One schedule; nothing where it isn't a plain week."""
    days = [_WEEKDAYS.get(code.strip().upper()) for code in schedule.byday.split(",")]
    weekdays = tuple(sorted({day for day in days if day is not None}))
    if schedule.freq != "WEEKLY" or (schedule.interval or 1) != 1 or schedule.bymonthday:
        return ()
    if None in days or not schedule.opens_at or not schedule.closes_at:
        return ()
    try:
        opens, closes = (
            time.fromisoformat(text).replace(tzinfo=None)
            for text in (schedule.opens_at, schedule.closes_at)
        )
    except ValueError:
        return ()
    valid = (schedule.valid_from, schedule.valid_to)
    if opens < closes or closes == _MIDNIGHT:
        return (OpenTime(weekdays, opens, closes, *valid),)
    if opens == closes:  # round the clock, or a slip: who knows
        return ()
    # Past midnight: the rest belongs to the next day.
    following = tuple(sorted((day + 1) % 7 for day in weekdays))
    return (
        OpenTime(weekdays, opens, _MIDNIGHT, *valid),
        OpenTime(following, _MIDNIGHT, closes, *valid),
    )
