"""`hub print timetable`, and the timetables of a week for whoever binds them with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hub.clock import Clock
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import payload_for_hub
from hub.store.site import show_site
from hub.timetable.typed import read_week
from hub.timetable.weeks import public_week
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.boxes import Sheet
from printables.kinds import SheetKind
from printables.sheets.timetable import timetable_sheet
from printables.sheets.timetable_grid import WhyNot, timetable_grid

if TYPE_CHECKING:
    from hub.store.engine import Store

NO_LARGE_GRID = "A grid has no room for large print, so this is the list."


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
    hand_out(
        asked,
        wanted,
        SheetKind.TIMETABLE,
        pdf(sheet),
        document,
        words,
        about=about,
        left_out=sheet.left_out,
    )


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
