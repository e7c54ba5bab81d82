"""The weekly timetable, A4 upright, a list by day: in 14 point, and laid out anew in 18.

Decides what the sheet says and where (facts: UKAAF clear print). What is on is decided by
`hub.timetable`, how pages fill by `printables.flow`, how it is drawn by `printables.drawing`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from hub.languages.language import ENGLISH, Language
from hub.views.place import SiteView
from hub.views.timetable import BookingStatus, DayView, SessionView, WeekView
from printables.boxes import Outline, Page, Sheet
from printables.flow import Block, Cell, Flow, Section, Strip, Type
from printables.fonts import NO_BREAK, Face, break_lines, width
from printables.left_out import LeftOut
from printables.paper import A4, MARGIN
from printables.sheets.week_head import check_language, name_on_walls, week_head, week_words
from printables.sheets.week_letters import week_in_our_letters

WIDEST_TIME = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
"""From it to itself is as wide as times on one day get: "12:30pm to 12:30pm"."""
ROOM_SHARE = 0.3
"""Of the width, at most for the rooms."""

SHORT = 0.25
"""Of the page's height: what ends higher up on the last page is little."""
TIGHT = 0.94
"""Of the leading, to save a page: still 1.2 of the size or more (UKAAF)."""

STANDARD = Type(text=14, leading=19.5, band=16, title=28, title_leading=32.5, foot=12)
LARGE = Type(text=18, leading=23, band=22, title=32, title_leading=38, foot=18, room_below=True)


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
    language: Language = ENGLISH,
) -> bytes:
    """The sheet for the door. `qr` is what the code says and the words below it; None: no code.

    Refuses (`BadInput`) an unsafe code, and a name or address of the hub that no font of ours has.
    """
    from printables.drawing import pdf

    return pdf(
        timetable_sheet(week, site, correct_on=correct_on, large=large, qr=qr, language=language)
    )


def timetable_sheet(
    week: WeekView,
    site: SiteView,
    *,
    correct_on: date,
    large: bool = False,
    qr: tuple[str, str] | None = None,
    language: Language = ENGLISH,
) -> Sheet:
    """The same, laid out and not yet drawn."""
    check_language(language)
    left_out = LeftOut()
    week = week_in_our_letters(week, language, left_out)
    kind = LARGE if large else STANDARD
    made = _sheet(week, site, correct_on, qr, kind, language)
    *_, last = made.pages
    if len(made.pages) > 1 and _ends_at(last) < SHORT * last.height:
        # A line or two on a page of their own: closer lines may save the page.
        closer = replace(kind, leading=TIGHT * kind.leading)
        tight = _sheet(week, site, correct_on, qr, closer, language)
        made = tight if len(tight.pages) < len(made.pages) else made
    return replace(made, left_out=left_out.sentences)


def _sheet(
    week: WeekView,
    site: SiteView,
    correct_on: date,
    qr: tuple[str, str] | None,
    kind: Type,
    language: Language,
) -> Sheet:
    name = name_on_walls(site)
    dates = week_words(week, language)
    outline = Outline()
    head, below = week_head(
        site,
        name,
        dates,
        qr=qr,
        kind=kind,
        outline=outline,
        language=language,
        right=A4[0] - MARGIN,
    )
    correct = language.say("Correct on {date}", date=language.full_date(correct_on))
    correct_part = outline.add("P")
    columns = _columns(week, kind, language)
    sections = [_section(day, kind, columns, outline, language) for day in week.days]
    flow = Flow(A4, MARGIN, kind, running=f"{name}, {dates}", language=language)
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
                    language.say("Page {number} of {total}", number=number, total=len(bodies)),
                    part=correct_part if number == 1 else None,
                ),
            ),
        )
        for number, body in enumerate(bodies, 1)
    ]
    title = language.say("{name}: what’s on, {dates}", name=name, dates=dates)
    return Sheet(title.replace(NO_BREAK, " "), tuple(pages), outline.parts(), language=language.tag)


def _ends_at(page: Page) -> float:
    """The lowest line of the list."""
    return max(run.baseline for run in page.runs() if run.part is not None or run.on_band)


def _columns(week: WeekView, kind: Type, language: Language) -> _Columns:
    """The times' column as wide as its widest words, up to two times on one day."""
    sessions = [session for day in week.days for session in day.sessions]
    left, right = MARGIN + kind.inset, A4[0] - MARGIN - kind.inset
    times = max(
        (width(language.span(s.starts, s.ends), Face.BOLD, kind.text) for s in sessions),
        default=0.0,
    )
    time = min(times, width(language.span(WIDEST_TIME, WIDEST_TIME), Face.BOLD, kind.text))
    rooms = max(
        (width(s.room, Face.REGULAR, kind.text) for s in sessions),
        default=0.0,
    )
    room = min(rooms, ROOM_SHARE * (right - left))
    gap = 3 * kind.unit
    what = left + time + gap
    if kind.room_below:
        return _Columns((left, time), (what, right - what), (what, right - what))
    return _Columns((left, time), (what, right - room - gap - what), (right - room, room))


def _section(
    day: DayView, kind: Type, columns: _Columns, outline: Outline, language: Language
) -> Section:
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
        say(notice, Face.BOLD)
    if day.sessions:
        listed = outline.add("L")
        blocks += [
            _row(session, kind, columns, outline, listed, language) for session in day.sessions
        ]
    else:
        say(language.say("Nothing on this day."), Face.REGULAR)
    return Section(language.heading(day.on), heading, tuple(blocks))


def _row(
    session: SessionView,
    kind: Type,
    columns: _Columns,
    outline: Outline,
    listed: int,
    language: Language,
) -> Block:
    """One session: time, what it is, room."""
    part = outline.add("LBody", outline.add("LI", listed))
    title = title_of(session, language)
    cells: list[list[Cell]] = []

    def put(number: int, left: float, line: str, face: Face) -> None:
        while len(cells) <= number:
            cells.append([])
        if line:
            cells[number].append(Cell(left, line, face, part))

    times = break_lines(
        language.span(session.starts, session.ends), Face.BOLD, kind.text, columns.time[1]
    )
    for number, line in enumerate(times):
        put(number, columns.time[0], line, Face.BOLD)

    left, room = columns.what
    cancelled = session.status is BookingStatus.CANCELLED
    word = f"{language.say('CANCELLED')} " if cancelled else ""
    indent = width(word, Face.BOLD, kind.text) + kind.unit if cancelled else 0.0
    lines = break_lines(title, Face.REGULAR, kind.text, room, indent=indent)
    for number, line in enumerate(lines):
        if number == 0 and cancelled:
            put(0, left, word, Face.BOLD)
        put(number, left + (indent if number == 0 else 0.0), line, Face.REGULAR)
    below = len(lines)
    # Why somebody's private hire fell through is nobody's business.
    if cancelled and session.reason and not session.is_private:
        for line in break_lines(session.reason, Face.REGULAR, kind.text, room):
            put(below, left, line, Face.REGULAR)
            below += 1
    first = below if kind.room_below else 0
    for number, line in enumerate(
        break_lines(session.room, Face.REGULAR, kind.text, columns.room[1]), first
    ):
        put(number, columns.room[0], line, Face.REGULAR)
    return tuple(Strip(tuple(line)) for line in cells)


def title_of(session: SessionView, language: Language) -> str:
    """What it is called: a private hire by no name, and what may fall through says so."""
    title = language.say("Private booking") if session.is_private else session.title
    if session.status is BookingStatus.PROVISIONAL:
        return language.say("{title} (not certain yet)", title=title)
    return title
