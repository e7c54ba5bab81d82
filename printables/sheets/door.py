"""The door sheet, A4 on its side: one room, one day, in letters to read from across a corridor.

Decides what it says and how large: as large as one page allows, down to 18 point, then on further
pages. Which sessions stand on which door is decided by `hub.timetable.doors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hub.languages.language import ENGLISH, Language
from hub.languages.noticing import notice_in
from hub.timetable.doors import day_at_door
from hub.views.place import RoomView, SiteView
from hub.views.timetable import DayView
from printables.boxes import Bookmark, Box, Outline, Page, Piece, Run, Sheet
from printables.column import Column, Letters
from printables.fonts import DESCENT, Face, width
from printables.left_out import LeftOut
from printables.paper import A4_LANDSCAPE, MARGIN
from printables.rows import Cell, Line, Row, cut_to, drawn_rows, onto_pages, wrapped
from printables.sheets.session_words import SessionWords, session_words

LEFT, RIGHT = MARGIN, A4_LANDSCAPE[0] - MARGIN
INSET = 14.0
"""Of words in the band; the list below keeps to it."""
FOOT = 14.0
BOTTOM = A4_LANDSCAPE[1] - MARGIN - 2.2 * FOOT
"""Of the list: the foot is below."""
TIME_SHARE, ROOM_SHARE = 0.3, 0.25
"""Of the width, at most for the times and, where there are several, for the rooms."""
DAY = Letters(28, 36)

_NAMES = (Letters(44, 52, Face.BOLD), Letters(36, 43, Face.BOLD), Letters(28, 34, Face.BOLD))
"""A room's name: the first at which it takes one line, else the last."""
_STEPS = ((28, 24), (26, 23), (24, 22), (22, 20), (20, 20), (18, 18))
"""Title and time, the largest first."""


def door_pdf(
    day: DayView,
    rooms: Sequence[RoomView],
    names: Sequence[str],
    site: SiteView,
    *,
    correct_on: date,
    language: Language = ENGLISH,
) -> bytes:
    """The sheets of the rooms of these names. `rooms` are all that the hub has."""
    from printables.drawing import pdf

    return pdf(door_sheets(day, rooms, names, site, correct_on=correct_on, language=language))


def door_sheet(
    day: DayView,
    room: str,
    site: SiteView,
    *,
    correct_on: date,
    language: Language = ENGLISH,
) -> Sheet:
    """The sheet of one door, laid out and not yet drawn. `day` is as `day_at_door` gives it."""
    return _sheet([(room, day)], site, correct_on, language)


def door_sheets(
    day: DayView,
    rooms: Sequence[RoomView],
    names: Sequence[str],
    site: SiteView,
    *,
    correct_on: date,
    language: Language = ENGLISH,
) -> Sheet:
    """The sheets of several doors as one document, in the order of `rooms`."""
    doors = [(room.name, day_at_door(day, room, rooms)) for room in rooms if room.name in names]
    return _sheet(doors, site, correct_on, language)


def _sheet(
    doors: Sequence[tuple[str, DayView]], site: SiteView, correct_on: date, language: Language
) -> Sheet:
    outline, left_out = Outline(), LeftOut()
    pages: list[Page] = []
    for room, day in doors:
        pages += _Door(room, day, site, correct_on, language, outline, left_out).pages()
    day_words = language.day(doors[0][1].on)
    rooms = [left_out.line(room, "The name of the room") for room, _ in doors]
    what = rooms[0] if len(rooms) == 1 else language.say("Doors")
    title = ", ".join(filter(None, (what, day_words)))
    return Sheet(title, tuple(pages), outline.parts(), language.tag, left_out.sentences)


class _Door:
    """One room on one day, on as many pages as it needs."""

    def __init__(
        self,
        room: str,
        day: DayView,
        site: SiteView,
        correct_on: date,
        language: Language,
        outline: Outline,
        left_out: LeftOut,
    ) -> None:
        self.language, self.outline, self.left_out = language, outline, left_out
        self.day = day
        self.name = left_out.line(room, "The name of the room", language.say("This room"))
        self.notices = tuple(
            filter(
                None,
                (
                    left_out.line(notice_in(one, language), "The notice of the day")
                    for one in day.notices
                ),
            )
        )
        self.sessions = tuple(
            session_words(one, day.on, language, left_out) for one in day.sessions
        )
        self.is_shared = any(one.room != room for one in day.sessions)
        self.correct = language.say("Correct on {date}", date=language.full_date(correct_on))
        self.hub = left_out.line(site.name, "The name of the hub")

    def pages(self) -> list[Page]:
        """All of them; the room and the day stand on each."""
        top = self._head(Outline())[1]
        tallest = BOTTOM - top
        rows: list[Row] = []
        for title, time in _STEPS:
            rows = self._rows(title, time)
            if sum(row.height for row in rows) <= tallest:
                break
        more = self.language.say("There is more. Ask at the desk.")
        whole = [cut_to(row, tallest, more) for row in rows]
        placed = onto_pages(whole, first_top=top, later_top=top, bottom=BOTTOM)
        head, _ = self._head(self.outline)
        again = [_said_again(piece) for piece in head if not isinstance(piece, Bookmark)]
        if not rows:
            head += self._nothing(top)
        table = self.outline.add("Table") if rows else 0
        bodies = [drawn_rows(body, self.outline, table, LEFT, RIGHT) for body in placed]
        correct = self.outline.add("P")
        return [
            Page(
                *A4_LANDSCAPE,
                MARGIN,
                (
                    *(head if number == 1 else again),
                    *body,
                    *self._foot(number, len(bodies), correct if number == len(bodies) else None),
                ),
            )
            for number, body in enumerate(bodies, 1)
        ]

    def _head(self, outline: Outline) -> tuple[list[Piece], float]:
        """The band with the room, the day, its notices; and the y where the list begins."""
        more = Letters(18, 24)
        box = Box(LEFT, MARGIN, RIGHT, MARGIN + 0.6 * (BOTTOM - MARGIN))
        column = Column(box, outline, more, self.language.say("There is more. Ask at the desk."))
        room = RIGHT - LEFT - 2 * INSET
        letters = next(
            (one for one in _NAMES if width(self.name, Face.BOLD, one.size) <= room), _NAMES[-1]
        )
        column.band(self.name, letters, INSET)
        column.gap(14)
        column.box = Box(LEFT + INSET, box.top, RIGHT - INSET, box.bottom)
        column.right = RIGHT - INSET
        column.say(self.language.heading(self.day.on), DAY)
        column.gap(4 if self.notices else 0)
        for notice in self.notices:
            column.say(notice, Letters(20, 26, Face.BOLD))
        below = column.y + (more.leading if column.is_full else 0.0)
        return column.pieces(), below + 14

    def _rows(self, title: float, time: float) -> list[Row]:
        """The sessions in letters of these sizes."""
        large, times = Letters(title, 1.2 * title), Letters(time, 1.2 * time, Face.BOLD)
        small = Letters(max(18.0, 0.75 * title), 1.25 * max(18.0, 0.75 * title))
        left, right = LEFT + INSET, RIGHT - INSET
        time_room = self._widest((one.when for one in self.sessions), times, TIME_SHARE)
        # Whoever stands before a part must see that it is the whole that is taken.
        rooms = [one.room for one in self.sessions] if self.is_shared else []
        room_room = self._widest(rooms, small, ROOM_SHARE)
        x = left + time_room + title
        end = right - room_room - title if rooms else right
        return [
            Row(
                (
                    Cell(left, time_room, wrapped(one.when, times, time_room), "TH", "Row"),
                    Cell(x, end - x, _what(one, large, small, end - x)),
                    *((Cell(end + title, room_room, where),) if rooms else ()),
                ),
                white=0.3 * title,
            )
            for one in self.sessions
            for where in (wrapped(one.room, small, room_room),)
        ]

    @staticmethod
    def _widest(words: Iterable[str], letters: Letters, share: float) -> float:
        """How wide a column is: as its widest words, up to its share."""
        widest = max((width(one, letters.face, letters.size) for one in words), default=0.0)
        return min(widest + 0.01, share * (RIGHT - LEFT - 2 * INSET))

    def _nothing(self, top: float) -> list[Piece]:
        """A day with nothing, in words: a bare sheet could be one that failed."""
        column = Column(Box(LEFT + INSET, top, RIGHT - INSET, BOTTOM), self.outline, DAY)
        column.y += 12
        column.say(self.language.say("Nothing booked today"), Letters(28, 36, Face.BOLD))
        return column.pieces()

    def _foot(self, number: int, count: int, part: int | None) -> list[Piece]:
        """When it was correct and whose it is; and which page it is where there are several."""
        baseline = A4_LANDSCAPE[1] - MARGIN - DESCENT * FOOT
        page = (
            self.language.say("Page {number} of {total}", number=number, total=count)
            if count > 1
            else ""
        )
        right = RIGHT - width(page, Face.REGULAR, FOOT)
        words = f"{self.correct} · {self.hub}" if self.hub else self.correct
        if LEFT + width(words, Face.REGULAR, FOOT) > right - 2 * INSET:
            words = self.correct
        pieces: list[Piece] = [Run(LEFT, baseline, f"{words} ", Face.REGULAR, FOOT, part)]
        if page:
            pieces.append(Run(right, baseline, page, Face.REGULAR, FOOT))
        return pieces


def _what(one: SessionWords, large: Letters, small: Letters, room: float) -> tuple[Line, ...]:
    """The title, and below it whatever else there is to say."""
    also = (line for words in one.also for line in wrapped(words, small, room))
    return (*wrapped(one.title, large, room, lead=one.cancelled), *also)


def _said_again(piece: Piece) -> Piece:
    """A piece of the head on a further page: seen, and not read aloud again."""
    return replace(piece, part=None) if isinstance(piece, Run) else piece
