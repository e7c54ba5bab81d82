"""Which day plain words mean: the part of `hub.timetable.typed` that knows weekdays and months."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hub.views.words import DAYS, MONTHS

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})(?:[/.]([0-9]{4}))?")
_AHEAD = re.compile(r"in (a|an|one|two|three|[0-9]{1,3}) (day|week)s?")
WEEKDAYS = {
    **{day.lower(): number for number, day in enumerate(DAYS)},
    **{day[:3].lower(): number for number, day in enumerate(DAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
_MONTHS = {
    **{month.lower(): number for number, month in enumerate(MONTHS, 1)},
    **{month[:3].lower(): number for number, month in enumerate(MONTHS, 1)},
    "sept": 9,
}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
YEARS = range(1900, 3000)
"""Outside them lies a slip of the finger, and soon the end of the calendar."""


def day_meant(text: str, today: date) -> date | None:
    """A date, or None. `text` is tidy."""
    text = text.replace("~", "-")
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if text in named:
        return moved(today, named[text])
    if text.endswith(" next week"):
        text = f"next {text.removesuffix(' next week')}"
    elif text.endswith(" week") and not text.startswith("in "):
        base = day_meant(text.removesuffix(" week"), today)
        plain = text.removesuffix(" week") in (*named, *WEEKDAYS)
        return moved(base, 7) if base is not None and plain else None
    match = _AHEAD.fullmatch(text)
    if match:
        count = _COUNTS.get(match[1]) or int(match[1])
        return moved(today, count * (7 if match[2] == "week" else 1))
    first, _, rest = text.partition(" ")
    if first in {"this", "next", "last"} and rest in WEEKDAYS:
        monday = today - timedelta(days=today.weekday())
        if first == "next":
            return moved(monday, 7 + WEEKDAYS[rest])
        if first == "last":
            back = (today.weekday() - WEEKDAYS[rest] - 1) % 7 + 1
            return moved(today, -back)
        return moved(today, (WEEKDAYS[rest] - today.weekday()) % 7)
    if first in WEEKDAYS:
        if not rest:
            return moved(today, (WEEKDAYS[first] - today.weekday()) % 7)
        found = calendar_day(rest, today, WEEKDAYS[first])
        return found if found is not None and found.weekday() == WEEKDAYS[first] else None
    return calendar_day(text, today)


def calendar_day(text: str, today: date, weekday: int | None = None) -> date | None:
    """3 dec, dec 3, 3 december 2027, 3/12, 3/12/2027, 2026-12-03."""
    if ISO_DATE.fullmatch(text):
        return made_day(*map(int, text.split("-")))
    match = _NUMBERS.fullmatch(text)
    if match:
        return with_year(int(match[1]), int(match[2]), match[3], today)
    words = text.split()
    if len(words) not in (2, 3):
        return None
    number, month = (words[0], words[1]) if words[0].isdigit() else (words[1], words[0])
    year = words[2] if len(words) == 3 else None
    if not re.fullmatch(r"[0-9]{1,2}", number) or month not in _MONTHS:
        return None
    if not re.fullmatch(r"[0-9]{4}", year or "2000"):
        return None
    return with_year(int(number), _MONTHS[month], year, today)


def with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return made_day(int(year), month, day)
    # Eight years on: there may be none but leap years for it.
    made = (made_day(today.year + step, month, day) for step in range(9))
    return next((one for one in made if one is not None and one >= today), None)


def made_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
