"""How opening times, ages, costs and addresses of the directory read, in plain words.

Store-free; what is said about a check lies in `assurance`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from hub.directory.entry import LocationEntry, ScheduleEntry
from hub.views.words import DAYS, time_words

_BY_CODE = {day[:2].upper(): day for day in DAYS}
WEEKDAY_CODES = tuple(_BY_CODE)
"""RFC 5545 names of the days, Monday first."""


def age_words(minimum: int | None, maximum: int | None) -> str:
    """ "Ages 5 to 11", "18 and over", "Up to 25"; empty if nobody said."""
    if minimum and maximum:
        return f"Ages {minimum} to {maximum}" if minimum != maximum else f"Age {minimum}"
    if minimum:
        return f"{minimum} and over"
    return f"Up to {maximum}" if maximum else ""


def schedule_words(schedules: Sequence[ScheduleEntry], today: date | None = None) -> str:
    """Opening times in words: the feed's own where it has some, else from its rule.

    What ended before `today` isn't said; without a `today` all is.
    """
    going_on = [one for one in schedules if not (today and one.valid_to and one.valid_to < today)]
    lines = dict.fromkeys(line for line in map(_one_schedule, going_on) if line)
    return "; ".join(lines)


def _one_schedule(schedule: ScheduleEntry) -> str:
    if schedule.description:
        return schedule.description
    days = _days(schedule)
    hours = _hours(schedule)
    return ", ".join(part for part in (days, hours) if part)


def _days(schedule: ScheduleEntry) -> str:
    every = (schedule.interval or 1) == 1
    codes = [code.strip() for code in schedule.byday.split(",") if code.strip()]
    if schedule.freq == "MONTHLY":
        if schedule.bymonthday and not codes:
            dates = _join([_ordinal(day.strip()) for day in schedule.bymonthday.split(",")])
            return f"the {dates} of {'each month' if every else 'some months'}"
        named = [_monthly_day(code) for code in codes]
        if not all(named):
            return "some days each month"
        return f"{_join(named)} of {'each month' if every else 'some months'}" if named else ""
    named = [_BY_CODE.get(code, "") for code in codes]
    if not codes or not all(named):
        return ""
    if every and codes == list(WEEKDAY_CODES):
        return "every day"
    words = f"{named[0]} to {named[-1]}" if _is_a_run(codes) else _join(named)
    if every:
        return words
    return f"{words} every {schedule.interval} weeks"


def _is_a_run(codes: Sequence[str]) -> bool:
    """Three days or more, one after the other."""
    first = WEEKDAY_CODES.index(codes[0])
    return len(codes) > 2 and list(WEEKDAY_CODES[first : first + len(codes)]) == list(codes)


def _monthly_day(code: str) -> str:
    day = _BY_CODE.get(code[-2:], "")
    which = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
    place = which.get(code[:-2].lstrip("+"), "")
    return f"the {place} {day}" if day and place else ""


def _hours(schedule: ScheduleEntry) -> str:
    if schedule.opens_at[:5] == schedule.closes_at[:5] == "00:00":
        return "24 hours a day"
    opens, closes = _clock_words(schedule.opens_at), _clock_words(schedule.closes_at)
    if opens and closes:
        return f"{opens} to {closes}"
    if opens:
        return f"from {opens}"
    return f"until {closes}" if closes else ""


def _clock_words(text: str) -> str:
    return time_words(time.fromisoformat(text)) if text else ""


def _ordinal(day: str) -> str:
    if not day.isdigit():
        return day
    number = int(day)
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _join(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def address_words(location: LocationEntry) -> str:
    """A place on one line, as on an envelope; its parts are not said twice."""
    parts = (location.name, location.address_1, location.city, location.postal_code)
    return ", ".join(dict.fromkeys(part for part in parts if part))
