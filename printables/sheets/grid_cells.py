"""What each cell of the week's grid says, in one size of letters, and how high it gets.

Leaves choosing the size, and the page round the table, to `printables.sheets.timetable_grid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import accumulate, pairwise, product

from hub.languages.capital import begun
from hub.languages.language import Language
from hub.views.timetable import BookingStatus, DayView, SessionView, WeekView
from printables.boxes import Outline, Piece, Run
from printables.fonts import CAP_HEIGHT, NO_BREAK, Face, break_lines, width
from printables.sheets.timetable import title_of

AFTERNOON = time(12)
EVENING = time(17)
PAD = 6.0
"""White between the side of a cell and what it says, in points."""
ABOVE = 4.0
"""The same above and below."""
LEADING = 1.2
STEP = 20.0
"""By which columns differ in width, in points."""
LEAST_WIDTH = 140.0
MOST_TIMES = 0.5
"""Of a cell's width, for the times."""

Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Form:
    """How one try at a grid is set."""

    size: float
    says_ends: bool
    """Whether it says when things end, or only when they begin."""
    edges: tuple[float, ...]
    """Of the columns: the days' first; the last is the right edge of all."""

    @property
    def leading(self) -> float:
        return self.size * LEADING

    def room(self, column: int) -> float:
        """Width for words in a part of the day."""
        return self.edges[column + 2] - self.edges[column + 1] - 2 * PAD

    def baseline(self, top: float, line: int) -> float:
        """Of a line, counted from 0, of a cell whose words begin at `top`."""
        return top + line * self.leading + (self.leading + CAP_HEIGHT * self.size) / 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """One paragraph of a cell: a time, and lines beside it; or lines alone."""

    lines: tuple[str, ...]
    face: Face = Face.REGULAR
    when: str = ""
    lead: str = ""
    """In bold before the first line: CANCELLED."""

    @property
    def height(self) -> int:
        return len(self.lines)


def parts_of_the_day(week: WeekView) -> tuple[Span, ...]:
    """Morning and afternoon; the evening too where anything begins then."""
    starts = [session.starts.time() for day in week.days for session in day.sessions]
    if any(at >= EVENING for at in starts):
        return ((time.min, AFTERNOON), (AFTERNOON, EVENING), (EVENING, time.max))
    return ((time.min, AFTERNOON), (AFTERNOON, time.max))


def _is_in(session: SessionView, on: date, part: Span) -> bool:
    """Whether it stands in this part of the day: where it begins, or first of all where it began
    the day before."""
    begins, ends = part
    at = session.starts.time() if session.starts.date() == on else time.min
    return begins <= at < ends


def day_lines(on: date, language: Language) -> tuple[str, str]:
    """The name of the day, and the rest of its date below it."""
    whole, weekday = language.day(on), language.weekday(on)
    return begun(weekday, language.code), " ".join(
        whole.replace(weekday, "").replace(",", " ").split()
    )


def forms_of(
    week: WeekView,
    language: Language,
    size: float,
    parts: int,
    sides: tuple[float, float],
    *,
    says_ends: bool,
) -> Iterator[Form]:
    """Ways to share the width out, the most even first. The days' column is as wide as its widest
    words."""
    words = [(language.say("Day"), Face.BOLD)]
    for day in week.days:
        words += zip(day_lines(day.on, language), (Face.BOLD, Face.REGULAR), strict=True)
    left, right = sides
    first = left + max(width(one, face, size) for one, face in words) + 2.5 * PAD
    even = (right - first) / parts
    most = int((even - LEAST_WIDTH) // STEP) * (parts - 1)
    least = -int((even - LEAST_WIDTH) // STEP)
    shifts = [
        (*some, -sum(some))
        for some in product(range(least, most + 1), repeat=parts - 1)
        if least <= -sum(some) <= most
    ]
    for shift in sorted(shifts, key=lambda steps: (max(steps) - min(steps), steps)):
        ends = accumulate((even + step * STEP for step in shift), initial=first)
        yield Form(size, says_ends, (left, *list(ends)[:-1], right))


class Cells:
    """All cells of a week in one form."""

    def __init__(
        self, week: WeekView, form: Form, parts: Sequence[Span], language: Language
    ) -> None:
        self.form, self._language = form, language
        self.too_wide = ""
        """A title of which a word is wider than its column."""
        self._times = [self._times_of(week, part) for part in parts]
        self._has_narrow_times = all(
            times <= MOST_TIMES * form.room(column) for column, times in enumerate(self._times)
        )
        self._rows = {day.on: self._row(day, parts) for day in week.days}

    @property
    def are_whole(self) -> bool:
        """No word had to be broken."""
        return self._has_narrow_times and not self.too_wide

    @property
    def head_height(self) -> float:
        """Of the row of headings."""
        return self.form.leading + PAD

    @property
    def height(self) -> float:
        """Of the whole table, its rows as low as they get."""
        return self.head_height + sum(map(self.row_height, self._rows))

    @property
    def least_height(self) -> float:
        """The same if no line had to be broken: less can't be had in this size."""
        most = [max(2, *map(len, cells)) for cells in self._rows.values()]
        return self.head_height + sum(map(self._row_of, most))

    def height_without(self, fullest: date) -> float:
        """The same if there were nothing on one of its days."""
        return self.height - self.row_height(fullest) + self._row_of(2)

    def row_height(self, on: date) -> float:
        """Of one day: its highest cell, and the day's own two lines."""
        cells = self._rows[on]
        return self._row_of(max(2, *(sum(one.height for one in cell) for cell in cells)))

    def drawn(self, on: date, column: int, top: float, part: int, outline: Outline) -> list[Piece]:
        """The words of a cell, which begin at `top`; `part` is its TD."""
        form = self.form
        left = form.edges[column + 1] + PAD
        pieces: list[Piece] = []
        line = 0
        listed: int | None = None
        for entry in self._rows[on][column]:
            if entry.when:
                listed = outline.add("L", part) if listed is None else listed
                own = outline.add("LBody", outline.add("LI", listed))
                at = form.baseline(top, line)
                pieces.append(Run(left, at, f"{entry.when} ", Face.BOLD, form.size, own))
            else:
                own = outline.add("P", part)
            x = left + (self._times[column] if entry.when else 0.0)
            indent = 0.0
            if entry.lead:
                at = form.baseline(top, line)
                pieces.append(Run(x, at, entry.lead, Face.BOLD, form.size, own))
                indent = width(entry.lead, Face.BOLD, form.size)
            for words in entry.lines:
                if words:
                    plain = f"{words.replace(NO_BREAK, ' ').rstrip(' ')} "
                    at = form.baseline(top, line)
                    pieces.append(Run(x + indent, at, plain, entry.face, form.size, own))
                line, indent = line + 1, 0.0
        return pieces

    def _row_of(self, lines: int) -> float:
        return lines * self.form.leading + 2 * ABOVE

    def _times_of(self, week: WeekView, part: Span) -> float:
        """Width for the times of one part of the day."""
        widest = max(
            (
                width(self._when(session, day.on), Face.BOLD, self.form.size)
                for day in week.days
                for session in day.sessions
                if _is_in(session, day.on, part)
            ),
            default=0.0,
        )
        return widest + self.form.size * 0.7

    def _when(self, session: SessionView, on: date) -> str:
        if session.starts.date() < on:
            return self._language.say("until {time}", time=self._language.time(session.ends))
        if self.form.says_ends:
            return self._language.span(session.starts, session.ends)
        return self._language.time(session.starts)

    def _row(self, day: DayView, parts: Sequence[Span]) -> list[list[_Entry]]:
        cells = [
            [
                self._session(session, day.on, column)
                for session in day.sessions
                if _is_in(session, day.on, part)
            ]
            for column, part in enumerate(parts)
        ]
        said = [self._said(notice, Face.BOLD) for notice in day.notices]
        if not day.sessions:
            said.append(self._said(self._language.say("Nothing on this day."), Face.REGULAR))
        cells[0] = [*said, *cells[0]]
        return [cell or [_Entry(("–",))] for cell in cells]

    def _said(self, words: str, face: Face) -> _Entry:
        return _Entry(self._lines(words, face, self.form.room(0), what=words), face)

    def _session(self, session: SessionView, on: date, column: int) -> _Entry:
        language, size = self._language, self.form.size
        title, where = title_of(session, language), session.room
        room = self.form.room(column) - self._times[column]
        if width(where, Face.REGULAR, size) < room * 0.75:
            where = where.replace(" ", NO_BREAK)  # a short name stays on one line
        words = f"{title}, {where}" if where else title
        is_cancelled = session.status is BookingStatus.CANCELLED
        lead = f"{language.say('CANCELLED')} " if is_cancelled else ""
        indent = width(lead, Face.BOLD, size)
        lines = self._lines(words, Face.REGULAR, room, indent, words)
        return _Entry(lines, Face.REGULAR, self._when(session, on), lead)

    def _lines(
        self, words: str, face: Face, room: float, indent: float = 0.0, what: str = ""
    ) -> tuple[str, ...]:
        if indent > room or room <= 0:
            self.too_wide = self.too_wide or what
            return (words,)
        lines = break_lines(words, face, self.form.size, room, indent=indent)
        if any(one and not one.endswith(" ") for one, _ in pairwise(lines)):
            self.too_wide = self.too_wide or what
        return lines
