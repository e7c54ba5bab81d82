"""A week's paper made of the store: its timetables, and Monday's bundle, for the command line and
the desk alike.

Decides what belongs to the bundle and in which order; each sheet is laid out where it always is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import payload_for_hub
from hub.store.site import show_site
from hub.timetable.weeks import public_week
from printables.boxes import Sheet
from printables.kinds import SheetKind
from printables.sheets.timetable import timetable_sheet
from printables.sheets.timetable_grid import WhyNot, timetable_grid

if TYPE_CHECKING:
    from hub.directory.openreferral.reading import Progress
    from hub.store.engine import Store
    from hub.views.place import RoomView
    from hub.views.timetable import DayView

NO_LARGE_GRID = "A grid has no room for large print, so this is the list."


class Timetables:
    """The sheets of one week, its view read once."""

    def __init__(self, store: Store, clock: Clock, year: int, week: int) -> None:
        self.week = public_week(store, clock, year=year, week=week)
        self.correct_on = clock.today()
        with store.read() as session:
            self.site = show_site(session)
        code = payload_for_hub(self.site)
        self.qr = (code.payload, code.words)

    def list(self, language: Language = ENGLISH, *, large: bool = False) -> Sheet:
        """As a list, which always fits."""
        return timetable_sheet(
            self.week,
            self.site,
            correct_on=self.correct_on,
            large=large,
            qr=self.qr,
            language=language,
        )

    def grid(self, language: Language = ENGLISH) -> Sheet | WhyNot:
        """On one page, or why not."""
        return timetable_grid(
            self.week, self.site, correct_on=self.correct_on, qr=self.qr, language=language
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """One sheet of the bundle."""

    kind: SheetKind
    title: str
    """What it is called in the contents list."""
    sheet: Sheet


def as_one(sheets: tuple[Bound, ...], language: Language = ENGLISH) -> Sheet:
    """The bundle as one document."""
    from printables.bundle import bound

    title = language.say("The week on paper")
    return bound(title, [one.sheet for one in sheets], [one.title for one in sheets])


def week_of_paper(
    store: Store,
    clock: Clock,
    year: int,
    week: int,
    *,
    large: bool = False,
    language: Language = ENGLISH,
    progress: Progress | None = None,
) -> tuple[Bound, ...]:
    """The timetable in both prints, then board and doors of each day on which something is on."""
    made = Timetables(store, clock, year, week)
    # Drawing them all takes about as long as laying a day of them out.
    steps = 3 + sum(1 for day in made.week.days if day.sessions)
    sheets: list[Bound] = []
    for done, some in enumerate(_in_order(store, made, large, language), 1):
        sheets += some
        if progress:
            progress(done, steps)
    return tuple(sheets)


def _in_order(
    store: Store, made: Timetables, large: bool, language: Language
) -> Iterator[tuple[Bound, ...]]:
    from hub.timetable.hours import list_hours
    from hub.timetable.rooms import list_rooms
    from printables.sheets.board import board_sheet
    from printables.sheets.door import door_sheets

    rooms, hours = list_rooms(store), list_hours(store)
    title = language.say("Timetable")
    yield (Bound(SheetKind.TIMETABLE, title, made.list(language)),)
    title = language.say("Timetable in large print")
    yield (Bound(SheetKind.TIMETABLE, title, made.list(language, large=True)),)
    for day in made.week.days:
        if not day.sessions:
            continue
        words = language.day(day.on)
        board = board_sheet(
            day,
            made.site,
            correct_on=made.correct_on,
            rooms=rooms,
            hours=hours,
            qr=made.qr,
            large=large,
            language=language,
        )
        doors = door_sheets(
            day,
            rooms,
            _busy(day, rooms),
            made.site,
            correct_on=made.correct_on,
            language=language,
        )
        yield (
            Bound(SheetKind.BOARD, language.say("Board, {day}", day=words), board),
            Bound(SheetKind.DOOR, language.say("Doors, {day}", day=words), doors),
        )


def _busy(day: DayView, rooms: tuple[RoomView, ...]) -> list[str]:
    """Names of the rooms whose doors have something to say."""
    from hub.timetable.doors import day_at_door

    return [room.name for room in rooms if day_at_door(day, room, rooms).sessions]
