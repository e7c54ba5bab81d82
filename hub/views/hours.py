"""Opening hours in words, for the desk, the kiosk and the noticeboard alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from hub.views.place import HoursView
from hub.views.words import DAYS, time_words

_WHOLE_DAY = ((time(0), time(0)),)


def spans_words(spans: Sequence[tuple[time, time]]) -> str:
    """10am to 1pm and 2pm to 5pm; closed; open all day."""
    if not spans:
        return "closed"
    if tuple(spans) == _WHOLE_DAY:
        return "all day"
    return " and ".join(f"{time_words(opens)} to {time_words(closes)}" for opens, closes in spans)


def today_words(week: Sequence[HoursView], weekday: int) -> str:
    """Open today 10am to 5pm; empty where nobody has set any hours."""
    spans = next((day.spans for day in week if day.weekday == weekday), None)
    if spans is None:
        return ""
    return f"Open today {spans_words(spans)}" if spans else "Closed today"


def week_words(week: Sequence[HoursView]) -> tuple[tuple[str, str], ...]:
    """Days that are alike and follow each other as one line: ("Monday to Friday", "9am to 5pm")."""
    lines: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for day in week:
        if lines and lines[-1][2] == day.spans and lines[-1][1] == day.weekday - 1:
            lines[-1] = (lines[-1][0], day.weekday, day.spans)
        else:
            lines.append((day.weekday, day.weekday, day.spans))
    return tuple((_days(first, last), spans_words(spans)) for first, last, spans in lines)


def week_in_short(week: Sequence[HoursView]) -> str:
    """Monday to Friday 9am to 5pm, Saturday 10am to 1pm, Sunday closed."""
    return ", ".join(f"{days} {spans}" for days, spans in week_words(week))


def _days(first: int, last: int) -> str:
    if first == last:
        return DAYS[first]
    joint = " and " if last == first + 1 else " to "
    return "Every day" if (first, last) == (0, 6) else f"{DAYS[first]}{joint}{DAYS[last]}"
