"""How each sheet that the desk prints is made: store or noticeboard, views, sheet. Runs in worker
threads.

What is on a sheet is decided by `printables`; which of them are offered, by `printing_choices`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hub.errors import NotFound
from hub.languages.language import Language
from hub.noticeboard.search import search
from hub.views.bookings import BookingView
from hub.views.noticeboard import Kind
from hub.views.place import RoomView, SiteView
from hub.views.timetable import BookingStatus, DayView
from hub.views.words import clean_line, day_words, day_words_short, fold, span_words
from kiosk.desk.errands import Errands
from kiosk.desk.errands_signpost import Board
from kiosk.desk.paper_weeks import monday_week, week_of

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


class SheetErrands:
    """Each method makes one sheet, or finds what one could be about. May raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk
        self._board = Board(desk.board_path)

    def _language(self, asked: Asked) -> Language:
        """With the lines that the hub has put right for itself."""
        from hub.languages.catalogue import language_for

        board = self._desk.board_path
        return language_for(asked.how.language, board.parent if board is not None else None)

    # Sheets

    def timetable(self, asked: Asked, *, weeks_on: int = 0) -> Made:
        """Of the week of that day, or of one after it."""
        from kiosk.week_on_paper import NO_LARGE_GRID, Timetables
        from printables.sheets.timetable_grid import WhyNot

        year, week = week_of(asked.day + timedelta(days=7 * weeks_on))
        made = Timetables(self._desk.store, self._desk.clock, year, week)
        language, how = self._language(asked), asked.how
        if not how.is_other_layout:
            return Made(made.list(language, large=how.large))
        grid = WhyNot(NO_LARGE_GRID) if how.large else made.grid(language)
        if isinstance(grid, WhyNot):
            return Made(made.list(language, large=how.large), (grid.words,))
        return Made(grid)

    def next_timetable(self, asked: Asked) -> Made:
        return self.timetable(asked, weeks_on=1)

    def bundle(self, asked: Asked) -> Made:
        """Monday's, and all the week's."""
        from kiosk.week_on_paper import as_one, week_of_paper

        year, week = week_of(monday_week(asked.day))
        language = self._language(asked)
        sheets = week_of_paper(
            self._desk.store,
            self._desk.clock,
            year,
            week,
            large=asked.how.large,
            language=language,
        )
        return Made(as_one(sheets, language))

    def doors(self, asked: Asked) -> Made:
        """Of that day, for every room where something is on."""
        from hub.timetable.doors import day_at_door
        from printables.sheets.door import door_sheets

        day, site, rooms = self._day(asked.day)
        busy = [room.name for room in rooms if day_at_door(day, room, rooms).sessions]
        if not busy:
            raise NotFound(f"Nothing is booked on {day_words(asked.day)}: no door needs a sheet.")
        language = self._language(asked)
        today = self._desk.clock.today()
        return Made(door_sheets(day, rooms, busy, site, correct_on=today, language=language))

    def board(self, asked: Asked) -> Made:
        from hub.noticeboard.takeaway import payload_for_hub
        from hub.timetable.hours import list_hours
        from printables.sheets.board import board_sheet

        day, site, rooms = self._day(asked.day)
        code = payload_for_hub(site)
        sheet = board_sheet(
            day,
            site,
            correct_on=self._desk.clock.today(),
            rooms=rooms,
            hours=list_hours(self._desk.store),
            qr=(code.payload, code.words),
            large=asked.how.large,
            language=self._language(asked),
        )
        return Made(sheet)

    def confirmation(self, asked: Asked) -> Made:
        from hub.timetable.booked import show_booking
        from printables.sheets.confirmation import confirmation_sheet

        booking = show_booking(self._desk.store, self._desk.clock, code=asked.code)
        _, site, rooms = self._day(asked.day)
        sheet = confirmation_sheet(
            booking,
            site,
            next((room for room in rooms if room.name == booking.room), None),
            correct_on=self._desk.clock.today(),
            large=asked.how.large,
            language=self._language(asked),
        )
        return Made(sheet, ("It is for whoever booked: don't hang it up.",))

    def _day(self, day: date) -> tuple[DayView, SiteView, tuple[RoomView, ...]]:
        from hub.store.site import show_site
        from hub.timetable.rooms import rooms_in
        from hub.timetable.weeks import day_in

        with self._desk.store.read() as session:
            site, rooms = show_site(session), rooms_in(session)
            return day_in(session, self._desk.clock, day=day), site, rooms

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
        """Bookings to come whose title has the words in it, and the one with that code; where
        there are no words, the next ones that are no group's.
        """
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
            and (wanted or one.group is None)
            and one.status is not BookingStatus.CANCELLED
            and one.code not in {other.code for other in found}
        )
        return tuple(
            Hit(one.code, clean_line(one.title), f"{one.code}  {_named(one)}")
            for one in found[:AT_MOST]
        )


def _named(one: BookingView) -> str:
    """Parish council, Tue 2 Mar 10am to 11am, Hall A."""
    when = f"{day_words_short(one.starts.date())} {span_words(one.starts, one.ends)}"
    return clean_line(f"{one.title}, {when}, {one.room}")
