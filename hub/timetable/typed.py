"""What people type for dates, times and lengths, as values. ISO 8601, and today or tomorrow."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from hub.clock import Clock
from hub.errors import BadInput
from hub.views.words import clean_line

_LENGTH = re.compile(r"(?:(\d{1,3})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes)?)?")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


def read_date(typed: str, clock: Clock) -> date:
    """2026-12-01, today or tomorrow."""
    text = typed.strip().lower()
    if text in {"today", "tomorrow"}:
        return clock.today() + timedelta(days=text == "tomorrow")
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{clean_line(typed)!r} is not a date.",
            hint="Write it as year-month-day, like 2026-12-01.",
        ) from None


def read_time(typed: str) -> time:
    """10:00, 9:30 or 19.15."""
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})", typed.strip())
    try:
        if match is None:
            raise ValueError(typed)
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise BadInput(
            f"{clean_line(typed)!r} is not a time.", hint="Write it like 10:00 or 19:30."
        ) from None


def read_moment(typed: str, clock: Clock) -> datetime:
    """2027-03-02T10:00, with a T or a space; aware only where an offset is given."""
    text = typed.strip()
    day, _, rest = text.partition("T" if "T" in text else " ")
    if rest and day.lower() in {"today", "tomorrow"}:
        return datetime.combine(read_date(day, clock), read_time(rest))
    try:
        if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}", text):
            raise ValueError(text)
        return datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        raise BadInput(
            f"{clean_line(typed)!r} is not a date and time.",
            hint="Write it as day and time, like 2027-03-02T10:00.",
        ) from None


def read_week(typed: str, clock: Clock) -> tuple[int, int]:
    """2026-W52, this or next: ISO year and week number."""
    text = typed.strip().lower()
    if text in {"this", "next"}:
        day = clock.today() + timedelta(days=7 if text == "next" else 0)
        return day.isocalendar()[:2]
    match = _WEEK.fullmatch(text)
    try:
        if match is None:
            raise ValueError(typed)
        date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise BadInput(
            f"{clean_line(typed)!r} is not a week.",
            hint="Write year and week number, like 2026-W52.",
        ) from None
    return int(match[1]), int(match[2])


def read_minutes(typed: str) -> int:
    """2h, 90m, 1h30 or 45: a length in minutes."""
    text = typed.strip().lower()
    match = _LENGTH.fullmatch(text)
    if not text or match is None or (match[1] is None and match[2] is None):
        raise BadInput(
            f"{clean_line(typed)!r} is not a length of time.", hint="Write it like 2h, 90m or 1h30."
        )
    return int(match[1] or 0) * 60 + int(match[2] or 0)
