"""Opening hours in words, for the desk, the kiosk and the noticeboard alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from hub.views.place import HoursView
from hub.views.words import DAYS, day_words, time_words

_FURTHEST = 28
"""Days ahead in which to look for one that is open."""
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


def closed_words(
    week: Sequence[HoursView], day: date, today: date, is_shut: Callable[[date], bool]
) -> str:
    """Closed today. Open again on Monday, 9am to 5pm. Empty for a day on which it is open, or of
    which nobody has said.

    `week` is empty where nobody has set any hours; `is_shut` says whether a closure takes in all of
    a day. It looks four weeks ahead.
    """
    if not is_closed(week, day, is_shut):
        return ""
    said = "Closed today." if day == today else "Closed."
    again = open_again(week, day, is_shut)
    if again is None:
        return said
    when = DAYS[again.weekday()] if (again - day).days < len(DAYS) else day_words(again)
    spans = next((one.spans for one in week if one.weekday == again.weekday()), ())
    hours = f", {spans_words(spans)}" if spans else ""
    return f"{said} Open again on {when}{hours}."


def open_again(
    week: Sequence[HoursView], day: date, is_shut: Callable[[date], bool]
) -> date | None:
    """The first day after `day` on which it is open; None where there is none in four weeks."""
    ahead = (day + timedelta(days=number) for number in range(1, _FURTHEST + 1))
    return next((one for one in ahead if not is_closed(week, one, is_shut)), None)


def is_closed(week: Sequence[HoursView], day: date, is_shut: Callable[[date], bool]) -> bool:
    """Whether it is closed all of a day, as far as anybody has said."""
    return is_shut(day) or any(one.weekday == day.weekday() and not one.spans for one in week)


def alike(
    week: Sequence[HoursView],
) -> tuple[tuple[int, int, tuple[tuple[time, time], ...]], ...]:
    """Days that are alike and follow each other: first, last, when it is open."""
    lines: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for day in week:
        if lines and lines[-1][2] == day.spans and lines[-1][1] == day.weekday - 1:
            lines[-1] = (lines[-1][0], day.weekday, day.spans)
        else:
            lines.append((day.weekday, day.weekday, day.spans))
    return tuple(lines)


def week_words(week: Sequence[HoursView]) -> tuple[tuple[str, str], ...]:
    """Days that are alike and follow each other as one line: ("Monday to Friday", "9am to 5pm")."""
    return tuple((_days(first, last), spans_words(spans)) for first, last, spans in alike(week))


def week_in_short(week: Sequence[HoursView]) -> str:
    """Monday to Friday 9am to 5pm, Saturday 10am to 1pm, Sunday closed."""
    return ", ".join(f"{days} {spans}" for days, spans in week_words(week))


def _days(first: int, last: int) -> str:
    if first == last:
        return DAYS[first]
    joint = " and " if last == first + 1 else " to "
    return "Every day" if (first, last) == (0, 6) else f"{DAYS[first]}{joint}{DAYS[last]}"
