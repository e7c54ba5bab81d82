"""Today's board, A4 upright: all that is on in the building today, by time, in large letters, for
the wall by the door.

Decides what it says and how large: as large as one page allows, down to 16 point (22 in large
print), then on further pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hub.languages.language import ENGLISH, Language
from hub.languages.noticing import notice_in
from hub.signposting.explaining import short
from hub.views.notices import shuts_the_building
from hub.views.place import HoursView, RoomView, SiteView
from hub.views.timetable import DayView
from printables.boxes import MM, Bookmark, Box, Code, Outline, Page, Piece, Rule, Run, Sheet
from printables.column import Column, Letters
from printables.fonts import ASCENT, DESCENT, NO_BREAK, Face, break_lines, printable, width
from printables.left_out import LeftOut
from printables.paper import A4, MARGIN
from printables.qr import Use, code_for
from printables.rows import Cell, Line, Row, cut_to, drawn_rows, onto_pages, wrapped
from printables.sheets.session_words import SessionWords, session_words
from printables.sheets.week_head import LONGEST_CAPTION

LEFT, RIGHT = MARGIN, A4[0] - MARGIN
CODE_MM = 30.0
CAPTION_MM = 42.0
"""How far the words under the code may run before they break, at 14 point."""
GAP = 8 * MM
"""Between the head and the code: more than any code's quiet zone."""
TIME_SHARE = 0.4
"""Of the width, at most for the times."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    heading: Letters
    day: Letters
    notice: Letters
    text: Letters
    caption: Letters
    foot: float
    steps: tuple[float, ...]
    """Of a title, the largest first. Times are as large."""

    @property
    def bottom(self) -> float:
        """Of the list: the foot is below."""
        return A4[1] - MARGIN - 2.2 * self.foot


_STANDARD = _Sizes(
    heading=Letters(36, 42, Face.BOLD),
    day=Letters(24, 30),
    notice=Letters(20, 26, Face.BOLD),
    text=Letters(16, 21),
    caption=Letters(14, 18),
    foot=12,
    steps=(24, 22, 20, 18, 16),
)
_LARGE = _Sizes(
    heading=Letters(40, 46, Face.BOLD),
    day=Letters(28, 35),
    notice=Letters(24, 31, Face.BOLD),
    text=Letters(20, 26),
    caption=Letters(18, 23),
    foot=18,
    steps=(28, 25, 22),
)
_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")


def board_pdf(
    day: DayView,
    site: SiteView,
    *,
    correct_on: date,
    rooms: Sequence[RoomView] = (),
    hours: Sequence[HoursView] = (),
    qr: tuple[str, str] | None = None,
    large: bool = False,
    language: Language = ENGLISH,
) -> bytes:
    """The sheet for the wall. `qr` is what the code says and the words below it; None: no code.

    Refuses (`BadInput`) an unsafe code.
    """
    from printables.drawing import pdf

    return pdf(
        board_sheet(
            day,
            site,
            correct_on=correct_on,
            rooms=rooms,
            hours=hours,
            qr=qr,
            large=large,
            language=language,
        )
    )


def board_sheet(
    day: DayView,
    site: SiteView,
    *,
    correct_on: date,
    rooms: Sequence[RoomView] = (),
    hours: Sequence[HoursView] = (),
    qr: tuple[str, str] | None = None,
    large: bool = False,
    language: Language = ENGLISH,
) -> Sheet:
    """The same, laid out and not yet drawn. `hours` are the building's week; `rooms` say where each
    one is."""
    board = _Board(day, site, rooms, hours, qr, _LARGE if large else _STANDARD, language)
    pages = board.pages(language.say("Correct on {date}", date=language.full_date(correct_on)))
    title = ", ".join(filter(None, (board.name, board.heading, board.day_words)))
    return Sheet(title, tuple(pages), board.outline.parts(), language.tag, board.left_out.sentences)


class _Board:
    """One day of the building."""

    def __init__(
        self,
        day: DayView,
        site: SiteView,
        rooms: Sequence[RoomView],
        hours: Sequence[HoursView],
        qr: tuple[str, str] | None,
        sizes: _Sizes,
        language: Language,
    ) -> None:
        self.sizes, self.language, self.qr = sizes, language, qr
        self.outline, self.left_out = Outline(), LeftOut()
        self.name = self.left_out.line(site.name, "The name of the hub")
        self.heading = language.say("What’s on today")
        self.day_words = language.heading(day.on)
        notices = [
            self.left_out.line(notice_in(one, language), "The notice of the day")
            for one in day.notices
        ]
        self.notices = tuple(filter(None, notices))
        is_shut = any(shuts_the_building(notice) for notice in day.notices)
        self.opening = "" if is_shut else _opening_words(hours, day.on, language)
        self.whereabouts = {
            room.name: self.left_out.line(room.whereabouts, f"Where {room.name} is")
            for room in rooms
        }
        self.sessions = tuple(
            (session_words(one, day.on, language, self.left_out), self.whereabouts.get(one.room))
            for one in day.sessions
        )

    def pages(self, correct: str) -> list[Page]:
        """All of them."""
        bottom = self.sizes.bottom
        head, first_top = self._head()
        later = self._later_head()
        later_top = MARGIN + self.sizes.text.leading + 10
        rows: list[Row] = []
        for size in self.sizes.steps:
            rows = self._rows(size)
            if sum(row.height for row in rows) <= bottom - first_top:
                break
        more = self.language.say("There is more. Ask at the desk.")
        whole = [cut_to(row, bottom - later_top, more) for row in rows]
        placed = onto_pages(whole, first_top=first_top, later_top=later_top, bottom=bottom)
        table = self.outline.add("Table") if rows else 0
        bodies = [drawn_rows(body, self.outline, table, LEFT, RIGHT) for body in placed]
        if not rows:
            column = Column(Box(LEFT, first_top, RIGHT, bottom), self.outline, self.sizes.text)
            column.y += 16
            column.say(self.language.say("Nothing on today"), self.sizes.day.bold)
            bodies = [column.pieces()]
        part = self.outline.add("P")
        last = len(bodies)
        return [
            Page(
                *A4,
                MARGIN,
                (
                    *(head if number == 1 else later),
                    *body,
                    *self._foot(correct, number, last, part if number == last else None),
                ),
            )
            for number, body in enumerate(bodies, 1)
        ]

    def _head(self) -> tuple[list[Piece], float]:
        """Whose board it is, the day, when it is open, the code; and where the list begins."""
        sizes = self.sizes
        code, caption, edge, code_bottom = self._code()
        box = Box(LEFT, MARGIN, RIGHT, MARGIN + 0.6 * (sizes.bottom - MARGIN))
        more = self.language.say("There is more. Ask at the desk.")
        column = Column(box, self.outline, sizes.text, more)
        column.right = edge
        column.say(self.name, sizes.text.bold)
        column.gap(4)
        top = column.y
        if column.say(self.heading, sizes.heading, "H1") is not None:
            column.place([Bookmark(self.heading, top)])
        column.say(self.day_words, sizes.day)
        column.gap(6 if self.opening else 0)
        column.say(self.opening, sizes.text)
        # A notice may run the whole width once it stands below the code.
        if self.notices:
            column.gap(6)
            column.y = max(column.y, min(code_bottom + 8, column.y + 3 * sizes.text.leading))
            column.right = RIGHT if column.y >= code_bottom else edge
        for notice in self.notices:
            column.say(notice, sizes.notice)
        pieces = column.pieces()
        if code is not None:
            spoken = self.language.say(
                "Square code to scan with a phone: {words}",
                words=" ".join(run.words.strip() for run in caption),
            )
            pieces.append(replace(code, part=self.outline.add("Figure", spoken=spoken)))
            if caption:
                below = self.outline.add("P")
                pieces += [replace(run, part=below) for run in caption]
        y = max(column.y + (sizes.text.leading if column.is_full else 0.0), code_bottom)
        return [*pieces, Rule(LEFT, RIGHT, y + 10)], y + 10

    def _code(self) -> tuple[Code | None, list[Run], float, float]:
        """The code at the right with its words below, where the head must end, and its foot."""
        if self.qr is None:
            return None, [], RIGHT, MARGIN
        payload, typed = self.qr
        words = printable(short(typed, LONGEST_CAPTION), "The words under the code")
        letters = self.sizes.caption
        level, side = code_for(payload, Use.WALL, wanted=CODE_MM)
        # No line breaks inside a number.
        together = _IN_A_NUMBER.sub(NO_BREAK, words)
        room = max(side, CAPTION_MM * letters.size / 14) * MM
        lines = break_lines(together, Face.REGULAR, letters.size, room) if words else []
        widest = max((width(one.rstrip(), Face.REGULAR, letters.size) for one in lines), default=0)
        left = RIGHT - max(side * MM, widest)
        code = Code(left, MARGIN, side * MM, payload, level=level)
        baseline = code.quiet_box.bottom + ASCENT * letters.size
        caption = [
            Run(
                left,
                baseline + number * letters.leading,
                line.replace(NO_BREAK, " "),
                Face.REGULAR,
                letters.size,
            )
            for number, line in enumerate(lines)
        ]
        bottom = caption[-1].box.bottom if caption else code.quiet_box.bottom
        return code, caption, left - GAP, bottom

    def _later_head(self) -> list[Piece]:
        """On further pages: what it belongs to."""
        text = self.sizes.text
        words = f"{self.heading}, {self.day_words}"
        baseline = MARGIN + ASCENT * text.size
        rule = MARGIN + text.leading + 10
        return [
            Run(LEFT, baseline, words, Face.BOLD, text.size),
            Rule(LEFT, RIGHT, rule),
        ]

    def _rows(self, size: float) -> list[Row]:
        """The sessions with titles of this size."""
        letters = Letters(size, 1.2 * size)
        text = self.sizes.text
        times = max((width(one.when, Face.BOLD, size) for one, _ in self.sessions), default=0.0)
        time_room = min(times + 0.01, TIME_SHARE * (RIGHT - LEFT))
        x = LEFT + time_room + 0.9 * size
        return [
            Row(
                (
                    Cell(LEFT, time_room, wrapped(one.when, letters.bold, time_room), "TH", "Row"),
                    Cell(x, RIGHT - x, self._what(one, where or "", letters, text, RIGHT - x)),
                ),
                white=0.36 * size,
            )
            for one, where in self.sessions
        ]

    @staticmethod
    def _what(
        one: SessionWords, where: str, letters: Letters, text: Letters, room: float
    ) -> tuple[Line, ...]:
        """The title, what else there is to say of it, the room and how to get there."""
        also = (line for words in one.also for line in wrapped(words, text, room))
        place = wrapped(where, text, room, lead=f"{one.room}." if where else one.room)
        return (*wrapped(one.title, letters, room, lead=one.cancelled), *also, *place)

    def _foot(self, correct: str, number: int, count: int, part: int | None) -> list[Piece]:
        """When it was correct; and which page it is where there are several."""
        size = self.sizes.foot
        baseline = A4[1] - MARGIN - DESCENT * size
        pieces: list[Piece] = [Run(LEFT, baseline, f"{correct} ", Face.REGULAR, size, part)]
        if count > 1:
            page = self.language.say("Page {number} of {total}", number=number, total=count)
            right = RIGHT - width(page, Face.REGULAR, size)
            pieces.append(Run(right, baseline, page, Face.REGULAR, size))
        return pieces


def _opening_words(hours: Sequence[HoursView], day: date, language: Language) -> str:
    """Open today: 10am to 1pm, 2pm to 5pm. Empty where nobody has set any hours."""
    spans = next((one.spans for one in hours if one.weekday == day.weekday()), None)
    if spans is None:
        return ""
    if not spans:
        return language.say("Closed today")
    midnight = datetime.min.time()
    if spans == ((midnight, midnight),):
        return language.say("Open all day")
    said = [
        language.span(
            datetime.combine(day, opens),
            datetime.combine(day + timedelta(days=closes == midnight), closes),
        )
        for opens, closes in spans
    ]
    return language.say("Open today: {times}", times=", ".join(said))
