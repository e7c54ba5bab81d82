"""The Sunday job that has Monday's paper ready."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.settings import Settings
from kiosk.commands.paper import write_whole
from kiosk.week_on_paper import Timetables, as_one, week_of_paper
from printables.kinds import SheetKind

if TYPE_CHECKING:
    from hub.store.engine import Store


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
