"""What people type for dates, times and lengths, as values: ISO 8601 or plain words.

A reader of our own, and a strict one. Libraries that read any date guess where a date is unclear,
and a guess books the wrong day: here the words below are read, and everything else is refused with
an example. What was understood is said back (`understood_…`), and read again it is the same.

"tue" and "this tue" are the first Tuesday from today on, today included; "next tue" is the one of
next week; "tue week" is seven days after "tue"; a date without a year is the next one to come; 3/12
is the third of December. 14:00 and 9:30 are of the 24-hour clock; 2 alone could be either, so it
needs its am or pm, unless it ends a span: "10-2" is until the first two o'clock after ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from hub.clock import Clock
from hub.errors import BadInput
from hub.timetable.typed_days import ISO_DATE, WEEKDAYS, YEARS, calendar_day, day_meant, moved
from hub.views.words import DAYS, clean_line, date_words, time_words

Day = TypeVar("Day", date, datetime)
_DAY = timedelta(days=1)
_NIGHT = timedelta(hours=12)
"""Longer than that, what seems to go on into the next day is a slip: 4pm to 2pm."""
_LENGTH = re.compile(r"(?:([0-9]{1,3})\s*h)?\s*(?:([0-9]{1,4})\s*(?:m|min|mins|minutes)?)?")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{1,2})")
_ISO_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{1,2}:[0-9]{2}\S*")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?")
_ON_A_DIAL = re.compile(r"(?:1[0-2]|[1-9])(?:[:.][0-9]{2})?")
"""A time that is there twice a day: no am or pm, no hour above 12, no 0 in front."""
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_PARTS = {
    "morning": (time(9), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(22)),
}
"""What people mean by a part of the day, where no times are given."""
_TODAY_PARTS = {**{f"this {part}": part for part in _PARTS}, "tonight": "evening"}
_UNCLEAR_BEFORE = 8
"""Hours from 1 up to here are as likely in the afternoon."""


def read_date(typed: str, clock: Clock, *, after: date | None = None) -> date:
    """2026-12-01, today, tomorrow, tue, next tue, tue week, 3 dec, 3/12/2027, in 2 weeks.

    With `after`, the last day of something that begins then: the "3 dec" that follows it.
    """
    text, today = _tidy(typed), clock.today()
    found = day_meant(text, today)
    if after is not None and found is not None and found < after:
        found = day_meant(text, after)
    if found is None:
        _refuse_wrong_weekday(text, today)
        raise BadInput(
            f"{_said(typed)} is not a date that we can read.",
            hint="Write it like tomorrow, next tue, 3 dec or 2026-12-01.",
        )
    return _near(found)


def read_time(typed: str) -> time:
    """10:00, 9:30, 19.15, 10am, 2.30pm, noon."""
    text = _tidy(typed)
    found = _time(text)
    if found is None:
        _refuse_unclear(text)
        raise BadInput(
            f"{_said(typed)} is not a time.", hint="Write it like 10am, 2.30pm or 19:30."
        )
    return found


def read_moment(typed: str, clock: Clock) -> datetime:
    """2027-03-02T10:00, tomorrow 10am, next tue at 14:00; aware only where an offset is given."""
    if _ISO_MOMENT.fullmatch(typed.strip()):
        try:
            moment = datetime.fromisoformat(_two_digits(typed.strip())).replace(microsecond=0)
        except ValueError:
            raise _no_moment(typed) from None
        return _near(moment)
    found = next(_moments(_tidy(typed), clock.today()), None)
    if found is None:
        day_text, _, hour = _tidy(typed).rpartition(" ")
        day = day_meant(day_text.removesuffix(" at"), clock.today())
        if day is not None and hour == "midnight":
            raise BadInput(
                f"Midnight could be the start or the end of {understood_day(day)}.",
                hint=f"Write {day.isoformat()}T00:00 for its start, or the day after for its end.",
            )
        if day is not None:
            read_time(hour)  # it says what is wrong with the time
        for day_text, _rest in _splits(_tidy(typed)):
            _refuse_wrong_weekday(day_text, clock.today())
        raise _no_moment(typed)
    return _near(found)


def read_span(typed: str, clock: Clock) -> tuple[datetime, datetime]:
    """thu 2pm-4pm, fri 10 to 12, tomorrow afternoon, tonight, tue 10am for 2h, fri 10am to sat
    4pm: start and end, naive.
    """
    text = _tidy(re.sub(r"\s*[-–—]\s*(?=[0-9nm])", " to ", _without_iso(typed)))
    today = clock.today()
    if text in _TODAY_PARTS:
        return _span_on(today, *_PARTS[_TODAY_PARTS[text]])
    for day_text, rest in _splits(text):
        day = day_meant(day_text, today)
        if day is None:
            continue
        stretch = _stretch(rest)
        if stretch is not None:
            return _span_on(day, *stretch)
    before, joined, length = text.rpartition(" for ")
    if joined:
        starting = next(_moments(before, today), None)
        if starting is not None:
            minutes = read_minutes(length)
            if minutes > 0:
                return _near(starting), starting + timedelta(minutes=minutes)
    before, joined, after = text.partition(" to ")
    if joined:
        begin = next(_moments(before, today), None)
        end = next(_moments(after, today), None)
        if begin is not None and end is not None and begin < end:
            return _near(begin), _near(end)
    for day_text, rest in _splits(text):
        if day_meant(day_text, today) is not None:
            _refuse_unclear(rest.removeprefix("from ").partition(" to ")[0])
        _refuse_wrong_weekday(day_text, today)
    raise BadInput(
        f"{_said(typed)} doesn't say from when until when.",
        hint="Write it like thu 2pm to 4pm, or tomorrow afternoon.",
    )


def _span_on(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    begin, end = datetime.combine(_near(day), starts), datetime.combine(day, ends)
    if end > begin:
        return begin, end
    end += _DAY
    if end - begin > _NIGHT and ends != time(0):
        raise BadInput(
            f"{time_words(ends)} comes before {time_words(starts)}.",
            hint="Give the earlier time first, or name both days.",
        )
    return begin, end


def read_week(typed: str, clock: Clock) -> tuple[int, int]:
    """2026-W52, this, next or last: ISO year and week number."""
    text = _tidy(typed).removesuffix(" week")
    if text in {"this", "next", "last"}:
        step = {"this": 0, "next": 7, "last": -7}[text]
        day = moved(clock.today(), step)
        if day is not None:
            return day.isocalendar()[:2]
    match = _WEEK.fullmatch(text)
    try:
        if match is None:
            raise ValueError(typed)
        _near(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        raise BadInput(
            f"{_said(typed)} is not a week.", hint="Write this, next, or year and week: 2026-W52."
        ) from None
    return int(match[1]), int(match[2])


def read_minutes(typed: str) -> int:
    """2h, 90m, 1h30 or 45: a length in minutes."""
    text = typed.strip().lower()
    match = _LENGTH.fullmatch(text)
    if not text or match is None or (match[1] is None and match[2] is None):
        raise BadInput(
            f"{_said(typed)} is not a length of time.", hint="Write it like 2h, 90m or 1h30."
        )
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def understood_day(day: date) -> str:
    """Tuesday 1 December 2026: what a typed date was taken for."""
    return f"{DAYS[day.weekday()]} {date_words(day)}"


def understood_moment(moment: datetime) -> str:
    """Tuesday 1 December 2026 at 10am."""
    said = f"{moment:%H:%M}" if moment.time() == time(0) else time_words(moment)
    return f"{understood_day(moment.date())} at {said}"


def understood_span(starts: datetime, ends: datetime) -> str:
    """Tuesday 1 December 2026, 10am to noon."""
    is_short = ends.time() == time(0) or ends.date() == starts.date() or ends - starts <= _NIGHT
    if ends <= starts + _DAY and is_short:
        return f"{understood_day(starts.date())}, {time_words(starts)} to {time_words(ends)}"
    return f"{understood_moment(starts)} to {understood_moment(ends)}"


def _said(typed: str) -> str:
    words = clean_line(typed)
    return repr(words if len(words) <= 40 else f"{words[:40]}…")


def _near(day: Day) -> Day:
    if day.year not in YEARS:
        raise BadInput(
            f"{date_words(day)} is too far off.",
            hint=f"Years go from {YEARS[0]} to {YEARS[-1]}.",
        )
    return day


def _refuse_wrong_weekday(text: str, today: date) -> None:
    """Says so where a weekday and a date don't belong together: fri 3 dec."""
    first, _, rest = text.replace("~", "-").partition(" ")
    other = calendar_day(rest, today) if first in WEEKDAYS else None
    if other is not None and other.weekday() != WEEKDAYS[first]:
        raise BadInput(
            f"{date_words(other)} is a {DAYS[other.weekday()]}, not a {DAYS[WEEKDAYS[first]]}.",
            hint="Check the day and the date.",
        )


def _refuse_unclear(text: str) -> None:
    """Asks for am or pm where an hour alone could be either."""
    match = _CLOCK.fullmatch(text)
    if match and not match[2] and not match[3] and 1 <= int(match[1]) < _UNCLEAR_BEFORE:
        hour = int(match[1])
        raise BadInput(
            f"{hour} could be morning or afternoon.", hint=f"Write {hour}pm or {hour}am."
        )


def _no_moment(typed: str) -> BadInput:
    return BadInput(
        f"{_said(typed)} is not a date and time that we can read.",
        hint="Write it like tomorrow 10am, next tue 14:00 or 2027-03-02T10:00.",
    )


def _tidy(typed: str) -> str:
    """Lower case, single spaces, no commas, no "the", no "st" after a number."""
    text = clean_line(typed).lower().replace(",", " ")
    text = re.sub(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"\b(?:the|of|on)\b", " ", text)
    return " ".join(text.split())


def _two_digits(text: str) -> str:
    """9:30 as 09:30, which is what ISO asks for."""
    return re.sub(r"([Tt ])([0-9]):", r"\g<1>0\2:", text)


def _time(text: str) -> time | None:
    """A time that can be meant in one way only, or None."""
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2] or 0) > 59:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        return time(hour % 12 + (12 if half == "pm" else 0), minute)
    if hour > 23 or (match[2] is None and hour < _UNCLEAR_BEFORE):
        return None
    return time(hour, minute)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part words in a day and the rest, whichever comes first."""
    words = text.split()
    for place in range(len(words) - 1, 0, -1):
        yield " ".join(words[:place]), " ".join(words[place:]).removeprefix("at ")
    for place in range(1, len(words)):
        yield " ".join(words[place:]), " ".join(words[:place]).removeprefix("at ")


def _moments(text: str, today: date) -> Iterator[datetime]:
    for day_text, time_text in _splits(text):
        if text.startswith(time_text) and not re.search(r"[:apm]|noon|mid", time_text):
            continue  # "10 dec 3": a bare number first belongs to the date
        day = day_meant(day_text, today)
        moment = None if time_text == "midnight" else _time(time_text)
        if day is not None and moment is not None:
            yield datetime.combine(day, moment)


def _stretch(text: str) -> tuple[time, time] | None:
    """2pm to 4pm, 10 to 12, 2 to 4pm, from 10am until noon, afternoon."""
    if text in _PARTS:
        return _PARTS[text]
    text = text.removeprefix("from ").replace(" until ", " to ").replace(" till ", " to ")
    before, joined, after = text.partition(" to ")
    if not joined:
        return None
    starts, ends = _time(before), _time(after)
    if starts is not None and _ON_A_DIAL.fullmatch(after):
        ends = _time(f"{after}am")  # "10 to 2": the first one after the start
        if ends is not None and ends <= starts < ends.replace(hour=ends.hour + 12):
            ends = ends.replace(hour=ends.hour + 12)
    half = after[-2:]
    if ends is not None and half in {"am", "pm"} and _CLOCK.fullmatch(before):
        bare = re.fullmatch(r"[0-9]{1,2}(?:[:.][0-9]{2})?", before)
        same = _time(f"{before}{half}") if bare else None
        if same is not None and same < ends:
            starts = same  # "2 to 4pm", where "10 to 2pm" stays in the morning
    return (starts, ends) if starts is not None and ends is not None else None


def _without_iso(typed: str) -> str:
    """ISO dates with their dashes out of the way of "2pm-4pm"."""
    return ISO_DATE.sub(lambda match: match[0].replace("-", "~"), typed)
