"""One language: the hub's own words in it, and how its dates and times read.

Words are asked for by their English (gettext's way). What is not translated is said in English:
half a sheet in one's own language is better than none. Leaves reading the files to
`hub.languages.catalogue`, and other people's words (titles, names) as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Protocol

from msgspec import Struct

from hub.languages.capital import begun
from hub.views import words

PLACE = re.compile(r"\{([a-z_]+)\}")
"""Where a value goes."""
COMMAS = {"ar": "، ", "ur": "، "}
"""Of languages that write another one than we do."""


class Sayings(Protocol):
    """A catalogue, as far as one is asked: any of gettext's is one."""

    def gettext(self, message: str, /) -> str:
        """A line."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The line that goes with a number."""


class _AsWritten:
    """English needs no catalogue."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return msgid1 if n == 1 else msgid2


_AS_WRITTEN = _AsWritten()


class Language(Struct, frozen=True):
    """A language of people who come to the hub."""

    code: str
    """BCP 47: "pl"."""
    name: str
    """In itself: "Polski"."""
    in_english: str
    is_right_to_left: bool = False
    day_order: str = "EEEE d MMMM"
    """CLDR pattern of a day with its date."""
    date_order: str = "d MMMM y"
    """CLDR pattern of a date with its year."""
    catalogue: Sayings = _AS_WRITTEN
    """Its lines. Languages are the same where their codes are."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and self.code == other.code

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def is_english(self) -> bool:
        return self.code == "en"

    @property
    def tag(self) -> str:
        """For a document: "en-GB", "pl"."""
        return "en-GB" if self.is_english else self.code

    def say(self, english: str, /, **values: object) -> str:
        """The words, with {places} filled in. `english` is a literal, so that it can be found."""
        return filled(self.catalogue.gettext(english), values)

    def count(self, one: str, many: str, /, number: int, **values: object) -> str:
        """The form for a number, which also fills {number}."""
        chosen = self.catalogue.ngettext(one, many, number)
        return filled(chosen, {"number": number, **values})

    def listed(self, words: Iterable[str]) -> str:
        """One, two, three: with the comma that the language writes. Empty ones are left out."""
        return COMMAS.get(self.code, ", ").join(filter(None, words))

    def day(self, day: date) -> str:
        """Tuesday 1 December."""
        if self.is_english:
            return words.day_words(day)
        return self._dated(day, self.day_order)

    def heading(self, day: date) -> str:
        """The same where it begins a line: many languages write their days small otherwise."""
        return begun(self.day(day), self.code)

    def day_short(self, day: date) -> str:
        """Tue 1 Dec."""
        if self.is_english:
            return words.day_words_short(day)
        return self._dated(day, self.day_order.replace("EEEE", "EEE").replace("MMMM", "MMM"))

    def weekday(self, day: date) -> str:
        """Tuesday."""
        if self.is_english:
            return words.DAYS[day.weekday()]
        return self._dated(day, "EEEE")

    def weekday_short(self, day: date) -> str:
        """Tue."""
        if self.is_english:
            return words.DAYS[day.weekday()][:3]
        return self._dated(day, "EEE")

    def full_date(self, day: date) -> str:
        """1 December 2026."""
        if self.is_english:
            return words.date_words(day)
        return self._dated(day, self.date_order)

    def date_short(self, day: date) -> str:
        """1 Dec 2026."""
        if self.is_english:
            return words.date_words_short(day)
        return self._dated(day, "d MMM y")

    def day_and_month(self, day: date) -> str:
        """1 Dec."""
        if self.is_english:
            return f"{day.day} {words.MONTHS[day.month - 1][:3]}"
        return self._dated(day, "d MMM")

    def time(self, moment: datetime | time) -> str:
        """10:30am; elsewhere 10:30 by the clock of 24 hours, as people there write it."""
        if self.is_english:
            return words.time_words(moment)
        return f"{moment.hour}:{moment.minute:02d}"

    def span(self, starts: datetime, ends: datetime) -> str:
        """10am to 12:30pm, 10:00–12:30; with the day where it ends on another one."""
        if self.is_english:
            return words.span_words(starts, ends)
        is_midnight = (ends.hour, ends.minute) == (0, 0)
        last = ends.date() - timedelta(days=1) if is_midnight else ends.date()
        span = f"{self.time(starts)}–{'24:00' if is_midnight else self.time(ends)}"
        return f"{span} ({self.day_short(last)})" if last > starts.date() else span

    def stretch(self, first: date, last: date) -> str:
        """21–27 grudnia 2026: some days of which the first says no month or year that the last
        says. English says its weekdays, and is put together where it is printed."""
        if first.year != last.year:
            return f"{self.full_date(first)} – {self.full_date(last)}"
        if first.month != last.month:
            return f"{self._dated(first, 'd MMMM')} – {self.full_date(last)}"
        return f"{first.day}–{self.full_date(last)}"

    def _dated(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        # Polish, Ukrainian and others bend a month that has a day before it; CLDR knows.
        return format_date(day, pattern, locale=self.code)


def filled(text: str, values: Mapping[str, object]) -> str:
    """`text` with its {places} filled in. Unlike str.format it looks into nothing: a catalogue is
    edited by people, and is no code."""
    return PLACE.sub(lambda at: str(values.get(at[1], at[0])), text)


def to_say(english: str, /) -> str:
    """The same words, marked where they are written and said later: `language.say(label)`."""
    return english


ENGLISH = Language("en", "English", "English")
