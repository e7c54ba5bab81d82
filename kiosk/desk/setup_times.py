"""The forms of opening hours and of school terms. What was understood is said before Enter.

Leaves what is allowed to `hub.timetable`, and what a typed time means to its readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from hub.errors import BadInput
from hub.timetable.typed import read_date
from hub.timetable.typed_hours import read_hours
from hub.views.hours import spans_words, week_in_short
from hub.views.place import HoursView
from hub.views.terms import TermView
from hub.views.words import DAYS, clean_line, date_words_short
from kiosk.desk.errands_setup import SetUp
from kiosk.desk.forms import Field, OneOf, SomeOf, Words
from kiosk.desk.setup_forms import SetupForm, room_options
from kiosk.desk.setup_words import BUILDING, term_lines

Spans = tuple[tuple[time, time], ...]
LONGEST_DATE = 40
WEEKS = (("A", "an A week"), ("B", "a B week"))


class HoursForm(SetupForm):
    """When the building, or a room with hours of its own, is open on some days of the week."""

    def __init__(self, all_of_it: SetUp, day: HoursView | None = None) -> None:
        super().__init__()
        self._all_of_it = all_of_it
        self._day = day

    def heading(self) -> str:
        return "When are we open?"

    def fields(self) -> Iterable[Field]:
        old = self._day
        places = room_options(self._all_of_it, ("", BUILDING))
        days = [(str(number), day[:3]) for number, day in enumerate(DAYS)]
        ticked = [str(old.weekday)] if old else []
        yield OneOf("room", "Where?", places, old.room if old else "")
        yield SomeOf("days", "Which days?", days, ticked)
        hours = spans_words(old.spans) if old else ""
        yield Words("hours", "Open", hours, "9am to 1pm and 2pm to 5pm; or: closed", 120)

    def _days(self) -> tuple[int, ...]:
        return tuple(int(one) for one in self.ticked("days"))

    def understood(self) -> str:
        room, days = self.chosen("room"), self._days()
        if not days:
            return "Tick the days: with Space, with 1 to 7, or by a click."
        if not self.typed("hours"):
            return "Say from when until when, or: closed."
        spans = read_hours(self.typed("hours"))
        old = {one.weekday: one.spans for one in self._all_of_it.hours if one.room == room}
        week = [HoursView(day, spans if day in days else old.get(day, ())) for day in range(7)]
        if any(one.spans for one in week):
            return clean_line(f"{room or BUILDING}: {week_in_short(week)}.")
        if room:
            return clean_line(f"Then {room} has no hours of its own: it is open like the building.")
        return "Then no hours are set at all: rooms can be booked at any time."

    def gather(self) -> None:
        if not self._days():
            raise BadInput("Tick the days of the week.", hint="Press 1 for Monday, 2 for Tuesday.")
        read_hours(self.typed("hours"))

    def do(self, by: str) -> str:
        room, days, spans = self.chosen("room"), self._days(), read_hours(self.typed("hours"))
        self.setup_errands.set_hours(room, days, spans, by=by)
        names = ", ".join(DAYS[day][:3] for day in days)
        return f"Set: {room or BUILDING}, {names}: {spans_words(spans)}."


class TermForm(SetupForm):
    """A school term, its half-term, and whether it begins with an A or a B week."""

    def __init__(self, term: TermView | None = None) -> None:
        super().__init__()
        self._term = term

    def heading(self) -> str:
        return clean_line(f"Change {self._term.name}") if self._term else "Add a school term"

    def fields(self) -> Iterable[Field]:
        old = self._term
        name, letter = (old.name, old.first_week) if old else ("", "A")
        yield Words("name", "Name", name, "Spring 2027", 60)
        for line, label, day, eg in (
            ("first", "First day", old and old.starts_on, "4 jan 2027"),
            ("last", "Last day", old and old.ends_on, "25 mar"),
            ("half_first", "Half-term from", old and old.half_starts_on, "15 feb, or leave it out"),
            ("half_last", "Until", old and old.half_ends_on, "19 feb"),
        ):
            yield Words(line, label, date_words_short(day) if day else "", eg, LONGEST_DATE)
        yield OneOf("letter", "First week is", WEEKS, letter)

    def _date(self, name: str, after: date | None = None) -> date:
        return read_date(self.typed(name), self.app.clock, after=after)

    def _read(self) -> TermView:
        first = self._date("first")
        last = self._date("last", first)
        half_first = half_last = None
        if bool(self.typed("half_first")) != bool(self.typed("half_last")):
            raise BadInput("Half-term needs its first day and its last day.")
        if self.typed("half_first"):
            half_first = self._date("half_first", first)
            half_last = self._date("half_last", half_first)
        number = self._term.number if self._term else 0
        name, letter = clean_line(self.typed("name")), self.chosen("letter")
        return TermView(number, name, first, last, half_first, half_last, letter)

    def understood(self) -> str:
        if not self.typed("first"):
            return "Write a date: next tue, 4 jan, or 4 jan 2027."
        if not self.typed("last"):
            return f"From {date_words_short(self._date('first'))}."
        return "\n".join(term_lines(self._read()))

    def gather(self) -> None:
        self.needed("name", "Give the term a name, for example: Spring 2027")
        self.needed("first", "Say which day is its first, for example: 4 jan 2027")
        self.needed("last", "Say which day is its last, for example: 25 mar")
        self._read()

    def do(self, by: str) -> str:
        to = self._read()
        if self._term is None:
            return f"Added: {self.setup_errands.add_term(to, by=by).name}."
        return f"Changed: {self.setup_errands.change_term(to, by=by).name}."
