"""The weekly timetable, A4 upright, a list by day: in 14 point, and laid out anew in 18.

Decides what the sheet says and where (facts: UKAAF clear print). What is on is decided by
`hub.timetable`, how pages fill by `printables.flow`, how it is drawn by `printables.drawing`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hub.views.place import SiteView
from hub.views.timetable import PRIVATE_TITLE, BookingStatus, DayView, SessionView, WeekView
from hub.views.words import (
    clean_line,
    date_words,
    day_words,
    day_words_short,
    span_words,
    time_words,
)
from printables.boxes import MM, Code, Outline, Page, Piece, Sheet, lines_down
from printables.flow import Block, Cell, Flow, Section, Strip, Type
from printables.fonts import ASCENT, DESCENT, NO_BREAK, Face, break_lines, printable, width
from printables.paper import A4, MARGIN
from printables.qr import Use, code_for

CODE_MM = 30.0
CAPTION_MM = 60.0
"""How far the words under the code may run before they break."""
GAP = 8 * MM
"""Between columns, and between title and code: more than any code's quiet zone."""
WIDEST_SPAN = "12:30pm to 12:30pm"
ROOM_SHARE = 0.3
"""Of the width, at most for the rooms."""

STANDARD = Type(text=14, leading=19.5, band=16, title=28, title_leading=32.5, foot=12)
LARGE = Type(text=18, leading=23, band=22, title=32, title_leading=38, foot=16, room_below=True)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges and widths of a row's three columns."""

    time: tuple[float, float]
    what: tuple[float, float]
    room: tuple[float, float]


def timetable_pdf(
    week: WeekView,
    site: SiteView,
    *,
    correct_on: date,
    large: bool = False,
    qr: tuple[str, str] | None = None,
) -> bytes:
    """The sheet for the door. `qr` is what the code says and the words below it; None: no code.

    Refuses (`BadInput`) letters that no font of ours has, and an unsafe code.
    """
    from printables.drawing import pdf

    return pdf(timetable_sheet(week, site, correct_on=correct_on, large=large, qr=qr))


def timetable_sheet(
    week: WeekView,
    site: SiteView,
    *,
    correct_on: date,
    large: bool = False,
    qr: tuple[str, str] | None = None,
) -> Sheet:
    """The same, laid out and not yet drawn."""
    kind = LARGE if large else STANDARD
    name = printable(site.name, "The name of the hub")
    dates = week_words(week)
    outline = Outline()
    head, below = _head(site, name, dates, qr, kind, outline)
    correct = f"Correct on {date_words(correct_on)}"
    correct_part = outline.add("P")
    columns = _columns(week, kind)
    sections = [_section(day, kind, columns, outline) for day in week.days]
    flow = Flow(A4, MARGIN, kind, running=f"{name}, {dates}")
    bodies = flow.pages(sections, first_top=below)
    pages = [
        Page(
            *A4,
            MARGIN,
            (
                *(head if number == 1 else ()),
                *body,
                *flow.foot(
                    correct,
                    f"Page {number} of {len(bodies)}",
                    part=correct_part if number == 1 else None,
                ),
            ),
        )
        for number, body in enumerate(bodies, 1)
    ]
    title = f"{name}: what’s on, {dates}".replace(NO_BREAK, " ")
    return Sheet(title, tuple(pages), outline.parts())


def week_words(week: WeekView) -> str:
    """Monday 21 to Sunday 27 December 2026, with month and year where they differ.

    No line breaks inside a date: its spaces are no-break spaces.
    """
    first, last = week.days[0].on, week.days[-1].on
    begins = day_words(first)
    if first.year != last.year:
        begins = f"{begins} {first.year}"
    elif first.month == last.month:
        begins = begins.rsplit(" ", 1)[0]
    ends = f"{day_words(last)} {last.year}"
    return f"{begins.replace(' ', NO_BREAK)} to {ends.replace(' ', NO_BREAK)}"


def _head(
    site: SiteView,
    name: str,
    dates: str,
    qr: tuple[str, str] | None,
    kind: Type,
    outline: Outline,
) -> tuple[list[Piece], float]:
    """Name, dates, address and code; and the y below them all."""
    right = A4[0] - MARGIN
    pieces: list[Piece] = []
    # Where a paragraph must end: left of the code, and left of the words below it.
    edges = [(float("inf"), right)]
    below = 0.0
    if qr is not None:
        words_below = printable(qr[1], "The words under the code")
        level, wide = code_for(qr[0], Use.WALL, wanted=CODE_MM)
        side = wide * MM
        longest = max(
            (width(word, Face.REGULAR, kind.text) for word in words_below.split()), default=0
        )
        room = max(side, min(longest, CAPTION_MM * MM))
        caption = break_lines(words_below, Face.REGULAR, kind.text, room)
        widest = max(width(line.rstrip(), Face.REGULAR, kind.text) for line in caption)
        code = Code(right - side, MARGIN, side, qr[0], level=level)
        left, top = right - max(widest, side), code.quiet_box.bottom
        below = top + ASCENT * kind.text + (len(caption) - 1) * kind.leading
        edges = [(top, code.box.left - GAP), (float("inf"), left - GAP)]

    lines = [("H1", name, Face.BOLD), ("P", f"What’s on, {dates}", Face.BOLD)]
    lines += [
        ("P", printable(line, "The address of the hub"), Face.REGULAR)
        for line in (site.address, f"Phone {site.phone}" if clean_line(site.phone) else "")
        if clean_line(line)
    ]
    # Capitals of the title stand level with the top of the code.
    baseline = MARGIN + ASCENT * kind.title
    for tag, words, face in lines:
        size = kind.title if tag == "H1" else kind.text
        leading = kind.title_leading if tag == "H1" else kind.leading
        for ceiling, edge in edges:
            wrapped = break_lines(words, face, size, edge - MARGIN)
            last = baseline + (len(wrapped) - 1) * leading
            if last + DESCENT * size <= ceiling:
                break
        pieces += lines_down(
            wrapped,
            x=MARGIN,
            first_baseline=baseline,
            leading=leading,
            face=face,
            size=size,
            part=outline.add(tag),
        )
        below = max(below, last)
        baseline = last + kind.leading + (kind.unit if tag == "H1" else 0.0)
    if qr is not None:
        # Read aloud after the words at its left.
        spoken = f"Square code to scan with a phone: {words_below}"
        pieces.append(replace(code, part=outline.add("Figure", spoken=spoken)))
        pieces += lines_down(
            caption,
            x=left,
            first_baseline=top + ASCENT * kind.text,
            leading=kind.leading,
            face=Face.REGULAR,
            size=kind.text,
            part=outline.add("P"),
        )
    return pieces, below + DESCENT * kind.text + 3 * kind.unit


def _columns(week: WeekView, kind: Type) -> _Columns:
    """The times' column as wide as its widest words, up to two times on one day."""
    sessions = [session for day in week.days for session in day.sessions]
    left, right = MARGIN + kind.inset, A4[0] - MARGIN - kind.inset
    times = max(
        (width(span_words(s.starts, s.ends), Face.BOLD, kind.text) for s in sessions), default=0.0
    )
    time = min(times, width(WIDEST_SPAN, Face.BOLD, kind.text))
    rooms = max(
        (width(printable(s.room, "The room"), Face.REGULAR, kind.text) for s in sessions),
        default=0.0,
    )
    room = min(rooms, ROOM_SHARE * (right - left))
    gap = 3 * kind.unit
    what = left + time + gap
    if kind.room_below:
        return _Columns((left, time), (what, right - what), (what, right - what))
    return _Columns((left, time), (what, right - room - gap - what), (right - room, room))


def _section(day: DayView, kind: Type, columns: _Columns, outline: Outline) -> Section:
    """One day: its band, its notices, its sessions."""
    heading = outline.add("H2")
    left, right = MARGIN + kind.inset, A4[0] - MARGIN - kind.inset
    blocks: list[Block] = []

    def say(words: str, face: Face) -> None:
        part = outline.add("P")
        blocks.append(
            tuple(
                Strip((Cell(left, line, face, part),))
                for line in break_lines(words, face, kind.text, right - left)
            )
        )

    for notice in day.notices:
        if clean_line(notice):
            say(printable(notice, f"The notice on {day_words(day.on)}"), Face.BOLD)
    if day.sessions:
        listed = outline.add("L")
        blocks += [
            _row(session, day.on, kind, columns, outline, listed) for session in day.sessions
        ]
    else:
        say("Nothing on this day.", Face.REGULAR)
    return Section(day_words(day.on), heading, tuple(blocks))


def _row(
    session: SessionView, on: date, kind: Type, columns: _Columns, outline: Outline, listed: int
) -> Block:
    """One session: time, what it is, room."""
    part = outline.add("LBody", outline.add("LI", listed))
    begins = f"on {day_words_short(on)} at {time_words(session.starts)}"
    title = PRIVATE_TITLE if session.is_private else printable(session.title, f"The title {begins}")
    if session.status is BookingStatus.PROVISIONAL:
        title = f"{title} (not certain yet)"
    cells: list[list[Cell]] = []

    def put(number: int, left: float, line: str, face: Face) -> None:
        while len(cells) <= number:
            cells.append([])
        if line:
            cells[number].append(Cell(left, line, face, part))

    times = break_lines(
        f"{span_words(session.starts, session.ends)}", Face.BOLD, kind.text, columns.time[1]
    )
    for number, line in enumerate(times):
        put(number, columns.time[0], line, Face.BOLD)

    left, room = columns.what
    cancelled = session.status is BookingStatus.CANCELLED
    word = "CANCELLED " if cancelled else ""
    indent = width(word, Face.BOLD, kind.text) + kind.unit if cancelled else 0.0
    lines = break_lines(title, Face.REGULAR, kind.text, room, indent=indent)
    for number, line in enumerate(lines):
        if number == 0 and cancelled:
            put(0, left, word, Face.BOLD)
        put(number, left + (indent if number == 0 else 0.0), line, Face.REGULAR)
    below = len(lines)
    # Why somebody's private hire fell through is nobody's business.
    if cancelled and clean_line(session.reason) and not session.is_private:
        reason = printable(session.reason, f"The reason {begins}")
        for line in break_lines(reason, Face.REGULAR, kind.text, room):
            put(below, left, line, Face.REGULAR)
            below += 1
    where = printable(session.room, f"The room {begins}")
    first = below if kind.room_below else 0
    for number, line in enumerate(
        break_lines(where, Face.REGULAR, kind.text, columns.room[1]), first
    ):
        put(number, columns.room[0], line, Face.REGULAR)
    return tuple(Strip(tuple(line)) for line in cells)
