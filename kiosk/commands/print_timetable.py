"""`hub print timetable`, and the Sunday job that has the timetable ready for Monday."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from hub.clock import Clock
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.takeaway import payload_for_hub
from hub.settings import Settings
from hub.store.site import show_site
from hub.timetable.typed import read_week
from hub.timetable.weeks import public_week
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out, write_whole
from printables.kinds import SheetKind
from printables.sheets.timetable import timetable_pdf

if TYPE_CHECKING:
    from hub.store.engine import Store


@click.command(
    "timetable",
    epilog=example(
        "hub print timetable --week 2026-W52 -o week.pdf",
        "hub print timetable --week next --large --language pl",
    ),
)
@click.option("--week", default="this", show_default=True, help="Like 2026-W52, this or next.")
@about_a_sheet(large=True)
@about_a_hub()
def timetable(asked: Asked, *, week: str, wanted: Wanted) -> None:
    """The weekly timetable for the door."""
    clock = asked.clock()
    year, number = read_week(week, clock)
    with asked.store() as store:
        pages = _timetable(store, clock, year, number, large=wanted.large, language=wanted.language)
    about = f"{year}-W{number:02d}"
    hand_out(
        asked,
        wanted,
        SheetKind.TIMETABLE,
        pages,
        {"week": about},
        "The timetable is in {path}.",
        about=about,
    )


def prepare_timetable(store: Store, clock: Clock, settings: Settings) -> str:
    """Sunday's job: next week's timetable, in normal and large print. Says where they are."""
    year, week, _ = (clock.today() + timedelta(days=7)).isocalendar()
    if clock.today().weekday() <= 2:  # Monday to Wednesday: it was off on Sunday, and is late
        year, week, _ = clock.today().isocalendar()
    settings.printed_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = []
    for large in (False, True):
        name = f"timetable-{year}-W{week:02d}{'-large' if large else ''}.pdf"
        pages = _timetable(store, clock, year, week, large=large)
        write_whole(settings.printed_folder / name, pages)
        names.append(name)
    return f"{' and '.join(names)} in {settings.printed_folder}"


def _timetable(
    store: Store,
    clock: Clock,
    year: int,
    week: int,
    *,
    large: bool,
    language: Language = ENGLISH,
) -> bytes:
    view = public_week(store, clock, year=year, week=week)
    with store.read() as session:
        site = show_site(session)
    code = payload_for_hub(site)
    return timetable_pdf(
        view,
        site,
        correct_on=clock.today(),
        large=large,
        qr=(code.payload, code.words),
        language=language,
    )
