"""What a recurrence rule is (RFC 5545 §3.3.10): the dates it gives, its one spelling, its words.

Weeks are counted off here, by the day number. python-dateutil expands the rest, but for three
things that it is known to get wrong, which are put right: weeks by their number (its issue #1425
and others), numbered and plain weekdays in one BYDAY, and series begun long ago, which it replays
from their first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from itertools import islice
from typing import Literal

from dateutil import rrule

from hub.views.words import DAYS, MONTHS, date_words

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_ORDER = (
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "WKST",
)
_CYCLE = 400
_WORKING_WEEK = tuple((0, day) for day in range(5))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that we can keep. Every field as RFC 5545 names it."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    """The last local date that may be given."""
    by_day: tuple[tuple[int, int], ...] = ()
    """(which, weekday): which is 0 for every one; Monday is 0."""
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week_number: tuple[int, ...] = ()
    by_set_position: tuple[int, ...] = ()

    def text(self) -> str:
        """The rule in our one spelling, WKST stated."""
        days = (f"{which or ''}{CODES[day]}" for which, day in self.by_day)
        values = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count) if self.count else "",
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
            "BYMONTH": ",".join(map(str, self.by_month)),
            "BYWEEKNO": ",".join(map(str, self.by_week_number)),
            "BYYEARDAY": ",".join(map(str, self.by_year_day)),
            "BYMONTHDAY": ",".join(map(str, self.by_month_day)),
            "BYDAY": ",".join(days),
            "BYSETPOS": ",".join(map(str, self.by_set_position)),
            "WKST": "MO",
        }
        return ";".join(f"{name}={values[name]}" for name in _ORDER if values[name])

    def dates(self, starts_on: date, first: date, last: date) -> Iterator[date]:
        """The local dates from `first` to `last`, both included, of a series from `starts_on`.

        `starts_on` itself is given only if it fits the rule (RFC 5545 leaves a start that doesn't
        fit undefined), and COUNT counts the dates given. What the rule leaves open comes from
        `starts_on`: its weekday, its day of the month, its month.
        """
        first = max(first, starts_on)
        if self.until is not None:
            last = min(last, self.until)
        if first > last:
            return iter(())
        if self.count is None:
            return self._between(starts_on, first, last)
        # COUNT counts from the start, so the start can't be left out.
        counted = islice(self._between(starts_on, starts_on, last), self.count)
        return (day for day in counted if day >= first)

    def _between(self, starts_on: date, first: date, last: date) -> Iterator[date]:
        if self.freq == "WEEKLY":
            return self._weekly(starts_on, first, last)
        if self.by_week_number:
            return self._by_week_number(first, last)
        return self._expanded(starts_on, first, last)

    def _weekly(self, starts_on: date, first: date, last: date) -> Iterator[date]:
        step = 7 * self.interval
        begun = starts_on.toordinal() - starts_on.weekday()
        begin, end = first.toordinal(), last.toordinal()
        days = sorted({day for _, day in self.by_day}) or [starts_on.weekday()]
        for monday in range(begun + (begin - begun) // step * step, end + 1, step):
            for day in days:
                if begin <= monday + day <= end:
                    found = date.fromordinal(monday + day)
                    if not self.by_month or found.month in self.by_month:
                        yield found

    def _by_week_number(self, first: date, last: date) -> Iterator[date]:
        """Weeks as ISO 8601 numbers them, which is RFC 5545's way with WKST=MO."""
        for year in range(first.isocalendar().year, last.isocalendar().year + 1):
            weeks = date(year, 12, 28).isocalendar().week
            numbers = {
                number if number > 0 else weeks + 1 + number for number in self.by_week_number
            }
            for week in sorted(number for number in numbers if 1 <= number <= weeks):
                monday = date.fromisocalendar(year, week, 1)
                for day in sorted({day for _, day in self.by_day}):
                    found = monday + timedelta(days=day)
                    if first <= found <= last:
                        yield found

    def _expanded(self, starts_on: date, first: date, last: date) -> Iterator[date]:
        by_month, by_month_day = self.by_month, self.by_month_day
        if not (self.by_day or by_month_day or self.by_year_day) and self.freq != "DAILY":
            by_month_day = (starts_on.day,)
            if self.freq == "YEARLY" and not by_month:
                by_month = (starts_on.month,)
        # dateutil seeks to the year 9999 where no date fits, and the calendar repeats itself every
        # 400 years: so it is asked about the last 400 years that there are.
        later = (MAXYEAR - last.year) // _CYCLE * _CYCLE
        begin = self._period(starts_on, first)
        moments = rrule.rrule(
            FREQUENCIES[self.freq],
            dtstart=datetime(begin.year + later, begin.month, begin.day),  # noqa: DTZ001 # a date
            interval=self.interval,
            wkst=rrule.MO,
            until=datetime(last.year + later, last.month, last.day),  # noqa: DTZ001 # a date
            bysetpos=self.by_set_position or None,
            bymonth=by_month or None,
            bymonthday=by_month_day or None,
            byyearday=self.by_year_day or None,
            byweekday=self._weekdays() or None,
        )
        for moment in moments:
            day = date(moment.year - later, moment.month, moment.day)
            if day >= first:
                yield day

    def _period(self, starts_on: date, first: date) -> date:
        """The first day of the last period (day, month or year) of the series by `first`."""
        if self.freq == "DAILY":
            gone = (first - starts_on).days
            return starts_on + timedelta(days=gone - gone % self.interval)
        if self.freq == "MONTHLY":
            begun = starts_on.year * 12 + starts_on.month - 1
            gone = first.year * 12 + first.month - 1 - begun
            year, month = divmod(begun + gone - gone % self.interval, 12)
            return date(year, month + 1, 1)
        gone = first.year - starts_on.year
        return date(starts_on.year + gone - gone % self.interval, 1, 1)

    def _weekdays(self) -> list[rrule.weekday]:
        """BYDAY for dateutil, which gives nothing where numbered days (1TU) and plain ones (MO)
        come together: there the plain ones are numbered through.
        """
        found: list[rrule.weekday] = []
        has_numbers = any(which for which, _ in self.by_day)
        most = 5 if self.freq == "MONTHLY" or self.by_month else 53
        for which, day in self.by_day:
            if which or not has_numbers:
                found.append(rrule.weekday(day, which or None))
            else:
                found += [rrule.weekday(day, number) for number in range(1, most + 1)]
        return found

    def in_words(self) -> str:
        """The rule in plain words: "every other Tuesday", "the first Monday of each month"."""
        words = self._words() or f"by the rule {self.text()}"
        if self.until:
            return f"{words}, until {date_words(self.until)}"
        if self.count:
            return f"{words}, {'once' if self.count == 1 else f'{self.count} times'}"
        return words

    def _words(self) -> str:
        """The rule without its end; empty for one that no few words say."""
        if self.by_year_day or self.by_week_number:
            return ""
        if self.freq in ("MONTHLY", "YEARLY"):
            return self._words_of_months()
        if self.by_set_position or self.by_month_day:
            return ""
        months = f" in {_listed(_months(self.by_month))}" if self.by_month else ""
        days = _listed([DAYS[day] for _, day in sorted(self.by_day)])
        is_every_day = len(self.by_day) == 7 or (self.freq == "DAILY" and not self.by_day)
        if is_every_day and self.interval == 1:
            return f"every day{months}"
        if sorted(self.by_day) == list(_WORKING_WEEK) and self.interval == 1:
            return f"every weekday{months}"
        if days and self.interval == 1:
            return f"every {days}{months}"
        if self.freq == "DAILY":
            return f"{_every(self.interval, 'day')}{months}" if not days else ""
        if self.interval == 2 and len(self.by_day) == 1:
            return f"every other {days}{months}"
        on = f" on {days}" if days else ""
        return f"{_every(self.interval, 'week')}{on}{months}"

    def _words_of_months(self) -> str:
        if self.by_month and self.freq == "MONTHLY" and self.interval > 1:
            return ""
        which, days, fits = self._chosen()
        if not fits:
            return ""
        unit = "month" if self.freq == "MONTHLY" else "year"
        each = f"each {unit}" if self.interval == 1 else _every(self.interval, unit)
        if self.by_month:
            years = each if unit == "year" else "each year"
            each = f"{_listed(_months(self.by_month))} {years}"
        elif self.by_month_day and unit == "year":
            each = "each month" if self.interval == 1 else f"each month, {each}"
        if not which and not days:
            if self.by_month:
                return f"the same day of {each}"
            return f"{_every(self.interval, unit)} on the same date"
        if which and days:
            return f"every {days} that is {which.replace(' and ', ' or ')} of {each}"
        if days:
            return f"every {days}" + (f" in {each}" if self.by_month or self.interval > 1 else "")
        rare = any(abs(number) == 5 for number, _ in self.by_day) or any(
            abs(number) > 28 for number in self.by_month_day
        )
        some = " that has one" if rare and each.startswith("each month") else ""
        return f"{which} of {each}{some}"

    def _chosen(self) -> tuple[str, str, bool]:
        """Which days of the month or year: numbered ones, plain weekdays; and if words fit."""
        plain = tuple(sorted(one for one in self.by_day if not one[0]))
        numbered = [f"the {_which(number)} {DAYS[day]}" for number, day in self.by_day if number]
        dates = [_which_date(number) for number in self.by_month_day]
        if self.by_set_position:
            if dates or numbered or len(self.by_set_position) > 1:
                return "", "", False
            name = "weekday" if plain == _WORKING_WEEK else ""
            name = DAYS[plain[0][1]] if len(plain) == 1 else name
            return f"the {_which(self.by_set_position[0])} {name}", "", bool(name)
        if numbered and (dates or plain):
            return "", "", False
        return _listed(numbered or dates), _listed([DAYS[day] for _, day in plain]), True


def _months(numbers: tuple[int, ...]) -> list[str]:
    return [MONTHS[number - 1] for number in sorted(numbers)]


def _every(interval: int, unit: str) -> str:
    if interval < 3:
        return f"every {'other ' if interval == 2 else ''}{unit}"
    return f"every {interval} {unit}s"


def _which(number: int) -> str:
    """first, second, 20th, last, second last."""
    names = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    if number < -1:
        return f"{_which(-number)} last"
    return names.get(number) or _th(number)


def _which_date(number: int) -> str:
    """the 15th, the last day."""
    return f"the {_th(number)}" if number > 0 else f"the {_which(number)} day"


def _th(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 11 <= number % 100 <= 13 else ends.get(number % 10, 'th')}"


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
