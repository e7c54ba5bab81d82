"""`hub print timetable`, and the timetables of a week for whoever binds them with others."""

from __future__ import annotations

from typing import Any

import click

from hub.timetable.typed import read_week
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from kiosk.week_on_paper import NO_LARGE_GRID, Timetables
from printables.boxes import Sheet
from printables.kinds import SheetKind
from printables.sheets.timetable_grid import WhyNot


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
