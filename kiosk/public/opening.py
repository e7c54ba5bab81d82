"""Opening hours as the kiosk says them. In English they are said as everywhere else
(`hub.views.hours`); what other languages say by bending a day's name, they say here without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from hub.languages.capital import begun
from hub.languages.language import Language
from hub.views import hours
from hub.views.place import HoursView
from hub.views.words import DAYS

_A_MONDAY = date(2026, 11, 23)
_WHOLE_DAY = ((time(0), time(0)),)

Spans = Sequence[tuple[time, time]]


def today_in(week: Sequence[HoursView], weekday: int, language: Language) -> str:
    """Open today 10am to 5pm; empty where nobody has set any hours."""
    if language.is_english:
        return hours.today_words(week, weekday)
    spans = next((day.spans for day in week if day.weekday == weekday), None)
    if spans is None:
        return ""
    if not spans:
        return language.say("Closed today")
    if tuple(spans) == _WHOLE_DAY:
        return language.say("Open all day")
    return language.say("Open today: {times}", times=_times(spans, language))


def closed_in(
    week: Sequence[HoursView],
    day: date,
    today: date,
    is_shut: Callable[[date], bool],
    language: Language,
) -> str:
    """Closed today. Open again on Monday, 9am to 5pm. Empty for a day on which it is open."""
    if language.is_english:
        return hours.closed_words(week, day, today, is_shut)
    if not hours.is_closed(week, day, is_shut):
        return ""
    said = language.say("Closed today.") if day == today else language.say("Closed.")
    again = hours.open_again(week, day, is_shut)
    if again is None:
        return said
    spans = next((one.spans for one in week if one.weekday == again.weekday()), ())
    near = (again - day).days < len(DAYS)
    when = language.weekday(again) if near else language.day(again)
    when = language.listed((when, _times(spans, language) if spans else ""))
    return f"{said} {language.say('Open again: {when}.', when=when)}"


def days_in(week: Sequence[HoursView], language: Language) -> tuple[tuple[str, str], ...]:
    """Days that are alike and follow each other as one line: ("Monday to Friday", "9am to 5pm")."""
    if language.is_english:
        return hours.week_words(week)
    return tuple(
        (_days(first, last, language, language.weekday), _times(spans, language))
        for first, last, spans in hours.alike(week)
    )


def week_in_short(week: Sequence[HoursView], language: Language) -> str:
    """Monday to Friday 9am to 5pm, Saturday 10am to 1pm, Sunday closed."""
    if language.is_english:
        return hours.week_in_short(week)
    return language.listed(
        f"{_days(first, last, language, language.weekday_short)} {_times(spans, language)}"
        for first, last, spans in hours.alike(week)
    )


def _days(first: int, last: int, language: Language, name: Callable[[date], str]) -> str:
    if (first, last) == (0, 6):
        return language.say("Every day")
    begins, ends = (name(_A_MONDAY + timedelta(days=number)) for number in (first, last))
    if first != last:
        begins = language.say("{day} to {last_day}", day=begins, last_day=ends)
    return begun(begins, language.code)


def _times(spans: Spans, language: Language) -> str:
    if not spans:
        return language.say("closed")
    if tuple(spans) == _WHOLE_DAY:
        return language.say("all day")
    return language.listed(
        language.span(_on_a_day(opens), _on_a_day(closes)) for opens, closes in spans
    )


def _on_a_day(at: time) -> datetime:
    return datetime.combine(_A_MONDAY, at)
