"""`hub print all`: Monday's bundle, a week's paper for the walls and doors in one file.

Decides what belongs to it and in which order; each sheet is made where it always is.
"""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from kiosk.commands.progress import progress_bar
from kiosk.week_on_paper import as_one, week_of_paper
from printables.kinds import SheetKind


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
