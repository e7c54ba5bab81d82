"""`hub print timetable`, and the Sunday job that has the timetable ready for Monday."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from hub.clock import Clock
from hub.settings import Settings
from hub.timetable.typed import read_week
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out, write_whole
from kiosk.week_on_paper import NO_LARGE_GRID, Timetables, as_one, week_of_paper
from printables.boxes import Sheet
from printables.kinds import SheetKind
from printables.sheets.timetable_grid import WhyNot

if TYPE_CHECKING:
    from hub.store.engine import Store


@click.command(
    "timetable",
    epilog=example(
        "hub print timetable --week 2026-W52 -o week.pdf",
        "hub print timetable --week next --large --language pl",
        "hub print timetable --grid",
    ),
)
@click.option("--week", default="this", show_default=True, help="Like 2026-W52, this or next.")
@click.option("--grid", "as_grid", is_flag=True, help="One page, a row a day, where it fits.")
@about_a_sheet(large=True)
@about_a_hub()
def timetable(asked: Asked, *, week: str, as_grid: bool, wanted: Wanted) -> None:
    """The weekly timetable for the door."""
    from printables.drawing import pdf

    clock = asked.clock()
    year, number = read_week(week, clock)
    sheet: Sheet | WhyNot
    with asked.store() as store:
        made = Timetables(store, clock, year, number)
    about = f"{year}-W{number:02d}"
    document: dict[str, Any] = {"week": about}
    words = "The timetable is in {path}."
    if as_grid:
        sheet = WhyNot(NO_LARGE_GRID) if wanted.large else made.grid(wanted.language)
        document["grid"] = isinstance(sheet, Sheet)
        if isinstance(sheet, WhyNot):
            document["why"] = sheet.words
            words = f"{sheet.words}\n{words}"
            sheet = made.list(wanted.language, large=wanted.large)
        else:
            about = f"{about}-grid"
    else:
        sheet = made.list(wanted.language, large=wanted.large)
    hand_out(asked, wanted, SheetKind.TIMETABLE, pdf(sheet), document, words, about=about)


def prepare_timetable(store: Store, clock: Clock, settings: Settings) -> str:
    """Sunday's job: next week's timetable, in normal and large print, and all of the week's paper
    in one file. Says where they are."""
    from printables.drawing import pdf

    year, week, _ = (clock.today() + timedelta(days=7)).isocalendar()
    if clock.today().weekday() <= 2:  # Monday to Wednesday: it was off on Sunday, and is late
        year, week, _ = clock.today().isocalendar()
    settings.printed_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Timetables(store, clock, year, week)
    names = []
    for large in (False, True):
        name = f"timetable-{year}-W{week:02d}{'-large' if large else ''}.pdf"
        write_whole(settings.printed_folder / name, pdf(made.list(large=large)))
        names.append(name)
    # Last, so that a board that can't be printed leaves the timetables there.
    name = f"{SheetKind.BUNDLE.job_title}-{year}-W{week:02d}.pdf"
    whole = as_one(week_of_paper(store, clock, year, week))
    write_whole(settings.printed_folder / name, pdf(whole))
    names.append(name)
    return f"{', '.join(names)} in {settings.printed_folder}"
