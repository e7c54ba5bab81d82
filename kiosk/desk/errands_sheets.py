"""How each sheet that the desk prints is made: store or noticeboard, views, sheet. Runs in worker
threads.

What is on a sheet is decided by `printables`; which of them are offered, by `printing_choices`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hub.languages.language import Language
from hub.noticeboard.search import search
from hub.views.noticeboard import Kind
from hub.views.place import SiteView
from hub.views.timetable import BookingStatus, BookingView
from hub.views.words import clean_line, day_words_short, fold, span_words
from kiosk.desk.errands import Errands
from kiosk.desk.errands_signpost import Board

if TYPE_CHECKING:
    from printables.boxes import Sheet

AT_MOST = 30
"""Lines of one search."""
AHEAD = timedelta(days=60)
"""How far ahead a booking is found by its title; any by its code."""
SHORTEST_CODE = 5
CUT_THEM = "Print them on thick paper, then cut between the marks."


@dataclass(frozen=True, slots=True)
class How:
    """How a sheet is wanted."""

    large: bool = False
    is_other_layout: bool = False
    """The second of the two layouts that a sheet has."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sheet of its kind, and how."""

    day: date
    """The day on which it is asked for."""
    code: str = ""
    """Whose leaflet or which booking's confirmation."""
    how: How = How()


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, and what is to be said about it beside what it leaves out."""

    sheet: Sheet
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, to make a sheet of."""

    code: str
    name: str
    words: str
    """The line in the list."""


def week_of(day: date) -> tuple[int, int]:
    """ISO year and week."""
    year, week, _ = day.isocalendar()
    return year, week


def monday_week(day: date) -> date:
    """A day of the week that is printed for Monday: from Thursday on it is the next one."""
    return day if day.weekday() <= 2 else day + timedelta(days=7)


class SheetErrands:
    """Each method makes one sheet, or finds what one could be about. May raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk
        self._board = Board(desk.board_path)

    def _site(self) -> SiteView:
        from hub.store.site import show_site

        with self._desk.store.read() as session:
            return show_site(session)

    def _language(self, asked: Asked) -> Language:
        """With the lines that the hub has put right for itself."""
        from hub.languages.catalogue import language_for

        board = self._desk.board_path
        return language_for(asked.how.language, board.parent if board is not None else None)

    # Sheets

    def timetable(self, asked: Asked, *, weeks_on: int = 0) -> Made:
        """Of the week of that day, or of one after it."""
        from hub.noticeboard.takeaway import payload_for_hub
        from hub.timetable.weeks import public_week
        from printables.sheets.timetable import timetable_sheet
        from printables.sheets.timetable_grid import WhyNot, timetable_grid

        store, clock = self._desk.store, self._desk.clock
        year, week = week_of(asked.day + timedelta(days=7 * weeks_on))
        view = public_week(store, clock, year=year, week=week)
        site = self._site()
        code = payload_for_hub(site)
        qr, today, language = (code.payload, code.words), clock.today(), self._language(asked)
        notes: tuple[str, ...] = ()
        if asked.how.is_other_layout:
            grid = timetable_grid(view, site, correct_on=today, qr=qr, language=language)
            if not isinstance(grid, WhyNot):
                return Made(grid)
            notes = (f"Here is the list: {grid.words}.",)
        large = asked.how.large
        sheet = timetable_sheet(view, site, correct_on=today, large=large, qr=qr, language=language)
        return Made(sheet, notes)

    def next_timetable(self, asked: Asked) -> Made:
        return self.timetable(asked, weeks_on=1)

    def leaflet(self, asked: Asked) -> Made:
        """Two of it on A4, to cut, since few printers have A5; or one on A5; large, one on A4."""
        from printables.gathering import leaflet_of
        from printables.side_by_side import side_by_side

        board, now, how = self._board.latest(), self._desk.clock.now(), asked.how
        language = self._language(asked)
        sheet = leaflet_of(board, asked.code, now=now, language=language, large=how.large)
        return Made(sheet if how.large or how.is_other_layout else side_by_side(sheet, sheet))

    def cards(self, asked: Asked) -> Made:
        from printables.gathering import cards_of

        return Made(cards_of(self._board.latest(), language=self._language(asked)), (CUT_THEM,))

    def hub_card(self, asked: Asked) -> Made:
        from printables.gathering import hub_card_of

        return Made(hub_card_of(self._board.latest(), language=self._language(asked)), (CUT_THEM,))

    # What they could be about

    def find_leaflet(self, words: str) -> tuple[Hit, ...]:
        """Who can help, and what people come to, that fits the words."""
        clock = self._desk.clock
        answer = search(
            self._board.latest(), words, today=clock.today(), limit=AT_MOST, now=clock.now()
        )
        found = [*answer.results, *answer.nearest]
        return tuple(
            Hit(one.code, clean_line(one.name), clean_line(f"{one.name} {one.detail}"))
            for one in found
            if one.kind in (Kind.SERVICE, Kind.ACTIVITY)
        )

    def find_booking(self, words: str) -> tuple[Hit, ...]:
        """Bookings to come whose title has the words in it, and the one with that code."""
        from hub.errors import NotFound
        from hub.timetable.booked import show_booking
        from hub.timetable.weeks import bookings_between

        store, clock = self._desk.store, self._desk.clock
        now, wanted = clock.now(), fold(words)
        found: list[BookingView] = []
        if len(words.strip()) >= SHORTEST_CODE:
            with suppress(NotFound):  # a title, then
                found.append(show_booking(store, clock, code=words.strip()))
        found += (
            one
            for one in bookings_between(store, clock, starts=now, ends=now + AHEAD)
            if wanted in fold(one.title)
            and one.status is not BookingStatus.CANCELLED
            and one.code not in {other.code for other in found}
        )
        return tuple(
            Hit(one.code, clean_line(one.title), f"{one.code}  {_named(one)}")
            for one in found[:AT_MOST]
        )


def _named(one: BookingView) -> str:
    """Tue 2 Mar 10am to 11am, Parish council, Hall A."""
    when = f"{day_words_short(one.starts.date())} {span_words(one.starts, one.ends)}"
    return clean_line(f"{when}, {one.title}, {one.room}")
