"""`hub print all`: Monday's bundle, a week's paper for the walls and doors in one file.

Decides what belongs to it and in which order; each sheet is made where it always is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from hub.languages.language import ENGLISH, Language
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from kiosk.commands.progress import progress_bar
from printables.kinds import SheetKind

if TYPE_CHECKING:
    from hub.clock import Clock
    from hub.directory.openreferral.reading import Progress
    from hub.store.engine import Store
    from hub.views.place import RoomView
    from hub.views.timetable import DayView
    from kiosk.commands.print_timetable import Timetables
    from printables.boxes import Sheet


@dataclass(frozen=True, slots=True)
class Bound:
    """One sheet of the bundle."""

    kind: SheetKind
    title: str
    """What it is called in the contents list."""
    sheet: Sheet


@click.command(
    "all",
    epilog=example(
        "hub print all --week next -o monday.pdf", "hub print all --week 2026-W52 --large"
    ),
)
@click.option("--week", default="this", show_default=True, help="Like 2026-W52, this or next.")
@about_a_sheet(large=True)
@about_a_hub()
def everything(asked: Asked, *, week: str, wanted: Wanted) -> None:
    """Monday's bundle: the timetable, also in large print, and each day's board and doors.

    With --large the boards are in large print too.
    """
    from hub.timetable.typed import read_week
    from printables.drawing import pdf

    clock = asked.clock()
    language = wanted.printed_language()
    year, number = read_week(week, clock)
    with asked.store() as store, progress_bar("Making") as progress:
        sheets = week_of_paper(
            store, clock, year, number, large=wanted.large, language=language, progress=progress
        )
        whole = as_one(sheets, language)
        pages = pdf(whole)
        if progress:
            progress(1, 1)
    about = f"{year}-W{number:02d}"
    hand_out(
        asked,
        wanted,
        SheetKind.BUNDLE,
        pages,
        {
            "week": about,
            "sheets": [
                {"kind": one.kind.value, "title": one.title, "pages": len(one.sheet.pages)}
                for one in sheets
            ],
        },
        f"{len(sheets)} sheets on {len(whole.pages)} pages are in {{path}}.",
        about=about,
        left_out=whole.left_out,
    )


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
    from kiosk.commands.print_timetable import Timetables

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
