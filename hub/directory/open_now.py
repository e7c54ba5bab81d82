"""Whether a service is open at a moment. Store-free, so that the kiosk can use it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from hub.views.directory import OpenTime


def is_open(times: Sequence[OpenTime], moment: datetime) -> bool | None:
    """Whether any of the times holds at a local wall time; None where none is known."""
    if not times:
        return None
    day, now = moment.date(), moment.time()
    return any(
        day.weekday() in one.weekdays
        and (one.valid_from is None or one.valid_from <= day)
        and (one.valid_to is None or day <= one.valid_to)
        and one.opens <= now
        and (now < one.closes or one.closes == time(0))
        for one in times
    )
