"""The week on one page, A4 lying: a row a day, with what is on in the morning, the afternoon and
the evening beside each other. To look over: the list has the reasons, and large print.

Decides whether all of it fits whole: else there is no grid, and `WhyNot` says why. What a cell says
is decided by `printables.sheets.grid_cells`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from hub.languages.language import ENGLISH, Language
from hub.views.place import SiteView
from hub.views.timetable import WeekView
from hub.views.words import DAYS
from printables.boxes import Band, Bookmark, Box, Outline, Page, Piece, Rule, Run, Sheet, Stroke
from printables.flow import Type
from printables.fonts import CAP_HEIGHT, DESCENT, NO_BREAK, Face, width
from printables.left_out import LeftOut
from printables.paper import A4_LANDSCAPE, MARGIN
from printables.sheets.grid_cells import ABOVE, PAD, Cells, day_lines, forms_of, parts_of_the_day
from printables.sheets.week_head import check_language, low_head, name_on_walls, week_words
from printables.sheets.week_letters import week_in_our_letters

SIZES = (14.0, 13.0, 12.0)
"""Of the letters in a cell: the first that fits is taken, with the times when things end if any
of them does, else without."""
HEAD = Type(text=14, leading=18, band=14, title=26, title_leading=32, foot=12)
MOST_SPREAD = 12.0
"""By how much a row may grow, where the page has room."""
MANY = 8
"""So many sessions make a day a full one."""
MANY_IN_A_WEEK = 28
MOST_QUOTED = 80
"""Letters of what doesn't fit."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """There is no grid; `words` say why, for whoever asked for one."""

    words: str


def timetable_grid(
    week: WeekView,
    site: SiteView,
    *,
    correct_on: date,
    qr: tuple[str, str] | None = None,
    language: Language = ENGLISH,
) -> Sheet | WhyNot:
    """The week laid out on one page, or why it doesn't fit."""
    check_language(language)
    outline, left_out = Outline(), LeftOut()
    week = week_in_our_letters(week, language, left_out)
    name = name_on_walls(site)
    dates = week_words(week, language)
    right, bottom = A4_LANDSCAPE[0] - MARGIN, A4_LANDSCAPE[1] - MARGIN
    head, top = low_head(
        site,
        name,
        dates,
        qr=qr,
        kind=HEAD,
        outline=outline,
        language=language,
        right=right,
    )
    foot = bottom - DESCENT * HEAD.foot
    room = foot - 1.7 * HEAD.foot - top
    found = _largest(week, language, room, (MARGIN, right))
    if isinstance(found, WhyNot):
        return found
    correct = language.say("Correct on {date}", date=language.full_date(correct_on))
    body = _table(week, found, top, room, outline, language)
    last = [Run(MARGIN, foot, correct, Face.REGULAR, HEAD.foot, outline.add("P"))]
    if not found.form.says_ends:
        begins = language.say("The times are when things begin.")
        x = right - width(begins, Face.REGULAR, HEAD.foot)
        last.append(Run(x, foot, begins, Face.REGULAR, HEAD.foot, outline.add("P")))
    title = language.say("{name}: what’s on, {dates}", name=name, dates=dates)
    page = Page(*A4_LANDSCAPE, MARGIN, (*head, *body, *last))
    return Sheet(
        title.replace(NO_BREAK, " "),
        (page,),
        outline.parts(),
        language.tag,
        left_out.sentences,
    )


def _largest(
    week: WeekView, language: Language, room: float, sides: tuple[float, float]
) -> Cells | WhyNot:
    """The cells in the largest letters in which all of them fit whole."""
    parts = parts_of_the_day(week)
    best: Cells | None = None
    for says_ends, size in product((True, False), SIZES):
        for form in forms_of(week, language, size, len(parts), sides, says_ends=says_ends):
            cells = Cells(week, form, parts, language)
            if cells.are_whole and cells.height <= room:
                return cells
            if best is None or (cells.are_whole, -cells.height) > (best.are_whole, -best.height):
                best = cells
            if cells.least_height > room:
                break
    assert best is not None
    return WhyNot(f"{_reason(week, best, room)}, so this is the list.")


def _reason(week: WeekView, cells: Cells, room: float) -> str:
    """What is in the way of a grid, as the volunteer would say it."""
    if not cells.are_whole:
        words = cells.too_wide
        quoted = words if len(words) <= MOST_QUOTED else f"{words[: MOST_QUOTED - 1].rstrip()}…"
        return f"“{quoted}” has a word that is too long for a grid"
    fullest = max(week.days, key=lambda day: len(day.sessions))
    on_it = len(fullest.sessions)
    if on_it >= MANY and cells.height_without(fullest.on) <= room:
        return f"{DAYS[fullest.on.weekday()]} has {on_it} sessions: too many for one page"
    whole = sum(len(day.sessions) for day in week.days)
    if whole >= MANY_IN_A_WEEK:
        return f"The week has {whole} sessions: too many for one page"
    return "The titles of this week are too long for one page"


def _table(
    week: WeekView, cells: Cells, top: float, room: float, outline: Outline, language: Language
) -> list[Piece]:
    """The table, from `top` down, its rows spread over the room."""
    form = cells.form
    spread = min(MOST_SPREAD, (room - cells.height) / len(week.days))
    left, right = form.edges[0], form.edges[-1]
    table = outline.add("Table")
    y = top + cells.head_height
    pieces: list[Piece] = [Band(Box(left, top, right, y))]
    row = outline.add("TR", table)
    baseline = (top + y + CAP_HEIGHT * form.size) / 2
    for x, words in zip(form.edges, _heads(len(form.edges) - 2, language), strict=False):
        part = outline.add("TH", row, scope="Column")
        pieces.append(Run(x + PAD, baseline, words, Face.BOLD, form.size, part, on_band=True))
    for day in week.days:
        bottom = y + cells.row_height(day.on) + spread
        first = y + ABOVE + spread / 2
        pieces.append(Bookmark(language.heading(day.on), y))
        row = outline.add("TR", table)
        head = outline.add("TH", row, scope="Row")
        for number, (words, face) in enumerate(
            zip(day_lines(day.on, language), (Face.BOLD, Face.REGULAR), strict=True)
        ):
            at = form.baseline(first, number)
            pieces.append(Run(left + PAD, at, words, face, form.size, head))
        for number in range(len(form.edges) - 2):
            pieces += cells.drawn(day.on, number, first, outline.add("TD", row), outline)
        pieces.append(Rule(left, right, bottom))
        y = bottom
    pieces += [Stroke(x, top + cells.head_height, x, y) for x in form.edges]
    return pieces


def _heads(parts: int, language: Language) -> Sequence[str]:
    words = (language.say("Morning"), language.say("Afternoon"), language.say("Evening"))
    return (language.say("Day"), *words[:parts])
