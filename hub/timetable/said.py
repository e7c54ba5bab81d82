"""A day or a time of day as people say it: "next tue", "3 dec", "2.30pm".

Strict, and our own: libraries such as dateparser guess, and here a guess books the wrong day. What
could be meant two ways is refused, or means the one to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from hub.errors import BadInput
from hub.views.words import DAYS, MONTHS, clean_line, date_words, day_words, time_words

DAY_HINT = "Write it like 2026-12-01, 1 Dec, next tue or tomorrow."
_LONGEST = 100

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: ?(am|pm|a\.m\.?|p\.m\.?|o'clock))?")
_PART = re.compile(r"(half past|quarter past|quarter to) (.+)")
_IN = re.compile(r"(?:in )?(a|an|[0-9]{1,3}|[a-z]+) (day|week|fortnight)s?(?: from (today|now))?")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?")
_NTH = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?")
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_WEEKDAYS = {name: number for number, day in enumerate(DAYS) for name in (day[:3], day)}
_WEEKDAYS |= {"Tues": 1, "Weds": 2, "Thur": 3, "Thurs": 3}
_WEEKDAYS = {name.lower(): number for name, number in _WEEKDAYS.items()}
_MONTHS = {
    name.lower(): number for number, month in enumerate(MONTHS, 1) for name in (month[:3], month)
} | {"sept": 9}


class Unclear(BadInput):
    """It was understood, but it could mean two things, or nothing that there is."""


@dataclass(frozen=True, slots=True)
class Said:
    """A time of day as said: what it may mean, the likeliest first."""

    times: tuple[time, ...]
    is_sure: bool
    has_half: bool
    """am or pm was said, or a word that says as much."""


def tidy(typed: str) -> str:
    """What was typed, in small letters and single spaces, without commas."""
    if len(typed) > _LONGEST:
        return ""
    return clean_line(typed.replace("’", "'").replace(",", " ")).lower()


def shown(typed: str) -> str:
    """What was typed, as a refusal repeats it."""
    line = clean_line(typed[:_LONGEST])
    return line if len(line) <= 40 else f"{line[:39]}…"


def day_and_rest(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part a text into a day and the rest: the day first, or last where the rest
    can't be taken for a part of the date."""
    words = text.split(" ")
    for place in range(1, len(words)):
        yield " ".join(words[:place]), " ".join(words[place:])
    for place in range(1, len(words)):
        rest = " ".join(words[:place])
        if re.search(r"[0-9](am|pm)|[0-9] (am|pm)|:|noon|midday|midnight|morning|evening", rest):
            yield " ".join(words[place:]), rest


def day_said(text: str, today: date) -> date | None:
    """The date, or None where it is none. Raises Unclear where it could be two, or isn't there."""
    text = text.removeprefix("on ")
    if _ISO_DAY.fullmatch(text):
        return date.fromisoformat(text)
    ahead = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2}
    near = ahead.get(text.removeprefix("the "))
    if near is not None:
        return today + timedelta(days=near)
    if text in {"today week", "tomorrow week"}:
        return today + timedelta(days=7 + (text == "tomorrow week"))
    count = _IN.fullmatch(text)
    if count and (text.startswith("in ") or count[3]):
        return _counted(count[1], count[2], today)
    return _weekday(text, today) or _calendar_day(text, today)


def read_clock(text: str) -> Said | None:
    """A time of day, or what it may be; None where it is none."""
    if text in {"noon", "midday", "12 noon"}:
        return Said((time(12),), is_sure=True, has_half=True)
    if text == "midnight":
        return Said((time(0),), is_sure=True, has_half=True)
    part = _PART.fullmatch(text)
    if part:
        match = _TIME.fullmatch(part[2])
        if match is None or match[2]:
            return None
        whole = read_clock(part[2])
        if whole is None:
            return None
        shift = {"half past": 30, "quarter past": 15, "quarter to": -15}[part[1]]
        return Said(
            tuple(_shifted(one, shift) for one in whole.times), whole.is_sure, whole.has_half
        )
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if minute > 59 or hour > 23 or (half == "o'clock" and match[2]):
        return None
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        return Said((time(hour % 12 + 12 * (half == "pm"), minute),), is_sure=True, has_half=True)
    if match[1].startswith("0") or hour > 12:  # the 24-hour clock; a lone 0 is no time
        sure = (time(hour, minute),) if match[1] != "0" or match[2] else ()
        return Said(sure, is_sure=True, has_half=False) if sure else None
    if hour == 12:
        return Said((time(12, minute),), is_sure=True, has_half=False)
    both = (time(hour, minute), time(hour + 12, minute))
    # Nobody comes at 2 or at 7:30 in the morning, or so the person at the desk would say; but a
    # machine must not. 9 is morning, and so is 8:30, as hubs have always written it.
    return Said(both, is_sure=hour >= (8 if match[2] else 9), has_half=False)


def unsure(said: Said) -> Unclear:
    """The refusal of a time that may be morning or afternoon."""
    early, late = (time_words(one) for one in said.times[:2])
    return Unclear(f"That could be {early} or {late}.", hint=f"Write {early} or {late}.")


def _shifted(at: time, minutes: int) -> time:
    moved = (at.hour * 60 + at.minute + minutes) % (24 * 60)
    return time(*divmod(moved, 60))


def _counted(number: str, unit: str, today: date) -> date | None:
    if number.isdecimal():
        many = int(number)
    elif number in _NUMBERS or number == "an":
        many = max(1, _NUMBERS.index(number)) if number in _NUMBERS else 1
    else:
        return None
    return today + timedelta(days=many * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _weekday(text: str, today: date) -> date | None:
    """tue, this tue, next tue, tue week, a week on tue."""
    words = text.split(" ")
    weeks = 0
    if words[-1] == "week" and len(words) == 2:
        words, weeks = words[:1], 1
    elif words[:3] == ["a", "week", "on"]:
        words, weeks = words[3:], 1
    is_next = len(words) == 2 and words[0] == "next"
    if len(words) == 2 and words[0] in {"this", "next"}:
        words = words[1:]
    if len(words) != 1 or words[0] not in _WEEKDAYS:
        return None
    weekday = _WEEKDAYS[words[0]]
    if is_next and not weeks:
        return today + timedelta(days=7 - today.weekday() + weekday)
    gap = (weekday - today.weekday()) % 7
    if gap == 0:
        later = today + timedelta(days=7)
        raise Unclear(
            f"Today is {DAYS[weekday]}.",
            hint=f"Write today, or next {words[0]} for {day_words(later)}.",
        )
    return today + timedelta(days=gap + 7 * weeks)


def _calendar_day(text: str, today: date) -> date | None:
    """3 dec, dec 3, the 3rd of december 2027, 3/12, the 3rd; with or without its weekday."""
    words = [word for word in text.split(" ") if word not in {"the", "of"}]
    weekday = _WEEKDAYS.get(words[0]) if len(words) > 1 else None
    if weekday is not None:
        words = words[1:]
    slashed = _SLASHED.fullmatch(words[0]) if len(words) == 1 else None
    year: int | None = None
    month: int | None = None
    if slashed:
        day, month = int(slashed[1]), int(slashed[2])
        if slashed[3]:
            year = int(slashed[3]) + (2000 if len(slashed[3]) == 2 else 0)
        if month > 12:
            raise Unclear(f"There is no month {month}.", hint="Write the day first, like 25/12.")
    elif words:
        if len(words) == 3 and re.fullmatch(r"[0-9]{4}", words[2]):
            year = int(words.pop())
        if len(words) == 2 and words[0] in _MONTHS:
            words.reverse()
        if len(words) == 2 and words[1] in _MONTHS:
            month = _MONTHS[words.pop()]
        number = _NTH.fullmatch(words[0]) if len(words) == 1 else None
        if number is None or (month is None and not number[2]):
            return None
        day = int(number[1])
        if number[2] and number[2] != _ordinal(day):
            return None
    else:
        return None
    found = _next_such(day, month, year, today)
    if weekday is not None and found.weekday() != weekday:
        raise Unclear(
            f"{date_words(found)} is a {DAYS[found.weekday()]}, not a {DAYS[weekday]}.",
            hint="Check the date, and say the year if it is another one.",
        )
    return found


def _ordinal(day: int) -> str:
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _next_such(day: int, month: int | None, year: int | None, today: date) -> date:
    """The next date with these numbers, today included. Eight years hold every 29 February, but
    where a century has none."""
    months = (
        [(year, month)]
        if year is not None and month is not None
        else [
            (today.year + ahead // 12, ahead % 12 + 1)
            for ahead in range(today.month - 1, today.month - 1 + 12 * 9)
            if month is None or ahead % 12 + 1 == month
        ]
    )
    for in_year, in_month in months:
        try:
            found = date(in_year, in_month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    words = f"{day} {MONTHS[month - 1]}" if month else f"day {day}"
    raise Unclear(f"There is no {words}{f' {year}' if year else ''}.", hint=DAY_HINT)
