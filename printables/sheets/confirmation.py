"""The confirmation of one booking, A4 upright, for whoever booked it: what, when, where, how the
room will be, and what to do if plans change.

Decides what it says and where. It may bear the title of a private booking, so it is for its own
booker alone: never hang it up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hub.errors import BadInput, HubError
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import payload_for_own_booking
from hub.signposting.explaining import short
from hub.views.bookings import BookingView
from hub.views.place import RoomView, SiteView
from hub.views.timetable import BookingStatus
from hub.views.words import day_words
from printables.boxes import MM, Box, Code, Outline, Page, Piece, Run, Sheet
from printables.column import Column, Letters
from printables.fonts import ASCENT, DESCENT, NO_BREAK, Face, break_lines, width
from printables.left_out import LeftOut
from printables.paper import A4, MARGIN
from printables.qr import Use, code_for
from printables.rows import Cell, Row, cut_to, drawn_rows, onto_pages, wrapped
from printables.sheets.session_words import day_and_year

LEFT, RIGHT = MARGIN, A4[0] - MARGIN
INSET = 14.0
CODE_MM = 34.0
CAPTION_MM = 42.0
"""How far the words under the code may run before they break."""
GAP = 8 * MM
"""Between words and the code: more than any code's quiet zone."""
MOST_TITLE_LINES = 3
"""Of a title in large letters; a longer one is set smaller."""
LONGEST_PHONE, LONGEST_EMAIL = 60, 100
"""Letters of each: more would run off the page, as this part is never divided."""
LABEL_SHARE = 0.32
"""Of the width, at most for the labels."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    heading: Letters
    title: Letters
    text: Letters
    part: Letters
    """Of a heading below the first one."""
    code: Letters
    """Of the code that is read out on the phone."""
    foot: float


_STANDARD = _Sizes(
    heading=Letters(28, 34, Face.BOLD),
    title=Letters(24, 30, Face.BOLD),
    text=Letters(16, 21),
    part=Letters(20, 26, Face.BOLD),
    code=Letters(28, 34, Face.BOLD),
    foot=12,
)
_LARGE = _Sizes(
    heading=Letters(32, 40, Face.BOLD),
    title=Letters(28, 35, Face.BOLD),
    text=Letters(20, 26),
    part=Letters(24, 31, Face.BOLD),
    code=Letters(32, 40, Face.BOLD),
    foot=18,
)


def confirmation_pdf(
    booking: BookingView,
    site: SiteView,
    room: RoomView | None = None,
    *,
    correct_on: date,
    large: bool = False,
    language: Language = ENGLISH,
) -> bytes:
    """The sheet for whoever booked. Refuses (`BadInput`) a booking that isn't going to happen."""
    from printables.drawing import pdf

    return pdf(
        confirmation_sheet(
            booking, site, room, correct_on=correct_on, large=large, language=language
        )
    )


def confirmation_sheet(
    booking: BookingView,
    site: SiteView,
    room: RoomView | None = None,
    *,
    correct_on: date,
    large: bool = False,
    language: Language = ENGLISH,
) -> Sheet:
    """The same, laid out and not yet drawn. `room` says where the room is."""
    if booking.status not in (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL):
        what = "cancelled" if booking.status is BookingStatus.CANCELLED else "marked as no-show"
        raise BadInput(
            f"{booking.title} on {day_words(booking.starts.date())} is {what}, so there is nothing"
            " to confirm.",
            hint=f"See: hub booking show {booking.code}",
        )
    return _Confirmation(
        booking, site, room, correct_on, _LARGE if large else _STANDARD, language
    ).sheet()


class _Confirmation:
    """One page."""

    def __init__(
        self,
        booking: BookingView,
        site: SiteView,
        room: RoomView | None,
        correct_on: date,
        sizes: _Sizes,
        language: Language,
    ) -> None:
        self.booking, self.site, self.room = booking, site, room
        self.sizes, self.language, self.correct_on = sizes, language, correct_on
        self.outline, self.left_out = Outline(), LeftOut()
        self.bottom = A4[1] - MARGIN - 2.2 * sizes.foot
        self.is_certain = booking.status is BookingStatus.CONFIRMED
        self.heading = (
            language.say("Your room is booked")
            if self.is_certain
            else language.say("Your booking, not certain yet")
        )
        self.hub = self.left_out.line(site.name, "The name of the hub")

    def sheet(self) -> Sheet:
        """What is booked from the top, then what to do if plans change; nearly always one page."""
        head, first_top = self._head()
        rows = self._rows()
        later_top = MARGIN + self.sizes.text.leading + 8
        more = self.language.say("There is more. Ask at the desk.")
        placed = onto_pages(
            [cut_to(row, self.bottom - later_top, more) for row in rows],
            first_top=first_top,
            later_top=later_top,
            bottom=self.bottom,
        )
        table = self.outline.add("Table")
        bodies = [
            drawn_rows(body, self.outline, table, LEFT + INSET, RIGHT - INSET) for body in placed
        ]
        top, last = placed[-1][-1]
        top += last.height + self.sizes.text.leading
        if self._if_plans_change(top, Outline())[1] > self.bottom:
            bodies.append([])
            top = later_top
        bodies[-1] += self._if_plans_change(top, self.outline)[0]
        correct = self.outline.add("P")
        last_page = len(bodies)
        pages = tuple(
            Page(
                *A4,
                MARGIN,
                (
                    *(head if number == 1 else ()),
                    *body,
                    *self._foot(number, last_page, correct if number == last_page else None),
                ),
            )
            for number, body in enumerate(bodies, 1)
        )
        title = ", ".join(filter(None, (self.hub, self.heading)))
        return Sheet(title, pages, self.outline.parts(), self.language.tag, self.left_out.sentences)

    def _head(self) -> tuple[list[Piece], float]:
        """Whose sheet it is, the band, the title, and until when it is held."""
        language, sizes = self.language, self.sizes
        box = Box(LEFT, MARGIN, RIGHT, self.bottom)
        more = language.say("There is more. Ask at the desk.")
        column = Column(box, self.outline, sizes.text, more)
        column.say(self.hub, sizes.text.bold)
        column.gap(8)
        column.band(self.heading, sizes.heading, INSET)
        column.gap(16)
        column.box = Box(LEFT + INSET, MARGIN, RIGHT - INSET, self.bottom)
        column.right = RIGHT - INSET
        title = self.left_out.line(self.booking.title, "The title", language.say("Booked"))
        room = column.right - column.box.left
        letters = next(
            (
                one
                for one in (sizes.title, sizes.part)
                if len(break_lines(title, one.face, one.size, room)) <= MOST_TITLE_LINES
            ),
            sizes.text.bold,
        )
        column.say(title, letters, "H2")
        held = self._held_words()
        column.gap(6 if held else 0)
        column.say(held, sizes.text.bold)
        below = column.y + (sizes.text.leading if column.is_full else 0.0)
        return column.pieces(), below + 8

    def _held_words(self) -> str:
        """Until when a booking that isn't certain yet keeps its room."""
        if self.is_certain:
            return ""
        lapses = self.booking.lapses
        if lapses is None:
            return self.language.say("We have not said yes yet. Ask us before you plan on it.")
        return self.language.say(
            "We hold the room for you until {day}, {time}. Tell us before then that you want it.",
            day=self.language.day(lapses.date()),
            time=self.language.time(lapses),
        )

    def _rows(self) -> list[Row]:
        """When, where and how."""
        language, one, text = self.language, self.booking, self.sizes.text
        starts = one.starts.date()
        line = self.left_out.line
        where = (self.room.whereabouts if self.room else "", self.hub, self.site.address)
        room = line(one.room, "The room", language.say("Ask at the desk"))
        people = self.language.count("{number} person", "{number} people", number=one.people or 0)
        kit = ", ".join(filter(None, (line(each, "The equipment") for each in one.equipment)))
        said: tuple[tuple[str, str, Sequence[str]], ...] = (
            (
                language.say("When"),
                day_and_year(starts, self.language),
                (self.language.span(one.starts, one.ends),),
            ),
            (language.say("Where"), room, [line(each, "Where it is") for each in where]),
            (language.say("Set up and tidy up"), "", (self._yours_words(),)),
            (language.say("For how many"), "", (people if one.people else "",)),
            (language.say("Set out as"), "", (line(one.layout, "The layout"),)),
            (language.say("With the room"), "", (kit,)),
        )
        wanted = [(label, lead, list(filter(None, also))) for label, lead, also in said]
        kept = [(label, lead, also) for label, lead, also in wanted if lead or also]
        left, right = LEFT + INSET, RIGHT - INSET
        widest = max(width(label, Face.BOLD, text.size) for label, _, _ in kept) + 0.01
        label_room = min(widest, LABEL_SHARE * (right - left))
        x = left + label_room + text.leading
        return [
            Row(
                (
                    Cell(left, label_room, wrapped(label, text.bold, label_room), "TH", "Row"),
                    Cell(
                        x,
                        right - x,
                        (
                            *wrapped(lead, text.bold, right - x),
                            *(each for words in also for each in wrapped(words, text, right - x)),
                        ),
                    ),
                ),
                white=0.45 * text.size,
            )
            for label, lead, also in kept
        ]

    def _yours_words(self) -> str:
        """From when to when the room is theirs, where they have time around it."""
        one = self.booking
        if not one.setup_minutes and not one.tidy_minutes:
            return ""
        # In UTC, or an hour goes missing on the nights when the clocks change.
        opens = one.starts.astimezone(UTC) - timedelta(minutes=one.setup_minutes)
        closes = one.ends.astimezone(UTC) + timedelta(minutes=one.tidy_minutes)
        return self.language.say(
            "The room is yours from {starts} to {ends}.",
            starts=self._at(opens),
            ends=self._at(closes),
        )

    def _at(self, moment: datetime) -> str:
        """A time, with its day where that is another one than the booking's."""
        local = moment.astimezone(self.booking.starts.tzinfo)
        time = self.language.time(local)
        if local.date() == self.booking.starts.date():
            return time
        return f"{self.language.day_short(local.date())}, {time}"

    def _if_plans_change(self, top: float, outline: Outline) -> tuple[list[Piece], float]:
        """Whom to ring and what to say, the code for the calendar at its right; and its foot."""
        language, sizes = self.language, self.sizes
        box = Box(LEFT + INSET, top, RIGHT - INSET, top + A4[1])
        column = Column(box, outline, sizes.text)
        code, caption, edge, foot = self._code(top)
        column.right = edge
        column.say(language.say("If your plans change"), sizes.part, "H2")
        column.gap(4)
        column.say(
            language.say("Tell us as soon as you can, so that others can use the room."), sizes.text
        )
        column.gap(10)
        phone = self.left_out.line(short(self.site.phone, LONGEST_PHONE), "The phone number")
        if phone:
            column.say(language.say("Ring us:"), sizes.text.bold)
            column.say(phone.replace(" ", NO_BREAK), sizes.code)
            column.gap(6)
        email = self.left_out.line(short(self.site.email, LONGEST_EMAIL), "The email address")
        if email:
            column.say(
                language.say("Or write to us: {email}", email=email)
                if phone
                else language.say("Write to us: {email}", email=email),
                sizes.text,
            )
            column.gap(6)
        column.say(language.say("Say this code:"), sizes.text.bold)
        column.say(self.booking.code, sizes.code)
        pieces = column.pieces()
        if code is not None:
            words = " ".join(run.words.strip() for run in caption)
            spoken = language.say("Square code to scan with a phone: {words}", words=words)
            pieces.append(replace(code, part=outline.add("Figure", spoken=spoken)))
            below = outline.add("P")
            pieces += [replace(run, part=below) for run in caption]
        return pieces, max(column.y, foot)

    def _code(self, top: float) -> tuple[Code | None, list[Run], float, float]:
        """The date for the phone's calendar with its words below, at the right; where the words
        beside it must end, and its foot. None where no code can say it."""
        right = RIGHT - INSET
        try:
            payload = payload_for_own_booking(self.booking, self.site).payload
            level, side = code_for(payload, Use.HAND, wanted=CODE_MM)
        except HubError:
            return None, [], right, top
        letters = Letters(max(14.0, self.sizes.text.size - 2), self.sizes.text.leading - 2)
        words = self.language.say("Scan to put the date in your phone")
        room = max(side, CAPTION_MM) * MM
        lines = break_lines(words, Face.REGULAR, letters.size, room)
        widest = max(width(line.rstrip(), Face.REGULAR, letters.size) for line in lines)
        left = right - max(side * MM, widest)
        code = Code(left, top + 6, side * MM, payload, level=level)
        baseline = code.quiet_box.bottom + ASCENT * letters.size
        caption = [
            Run(left, baseline + number * letters.leading, line, Face.REGULAR, letters.size)
            for number, line in enumerate(lines)
        ]
        return code, caption, left - GAP, caption[-1].box.bottom

    def _foot(self, number: int, count: int, part: int | None) -> list[Piece]:
        """When it was correct; and which page it is where there are several."""
        language, size = self.language, self.sizes.foot
        baseline = A4[1] - MARGIN - DESCENT * size
        words = language.say("Correct on {date}", date=self.language.full_date(self.correct_on))
        pieces: list[Piece] = [Run(LEFT, baseline, f"{words} ", Face.REGULAR, size, part)]
        if count > 1:
            page = language.say("Page {number} of {total}", number=number, total=count)
            right = RIGHT - width(page, Face.REGULAR, size)
            pieces.append(Run(right, baseline, page, Face.REGULAR, size))
        return pieces
