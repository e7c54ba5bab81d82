"""`hub print board`: all that is on today, for the wall by the door."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind


@click.command(
    "board",
    epilog=example("hub print board -o today.pdf", "hub print board --day tomorrow --large"),
)
@click.option("--day", default="today", show_default=True, help="Like tomorrow or 2026-12-01.")
@about_a_sheet(large=True)
@about_a_hub()
def board(asked: Asked, *, day: str, wanted: Wanted) -> None:
    """All that is on today, for the wall."""
    from hub.noticeboard.takeaway import payload_for_hub
    from hub.store.site import show_site
    from hub.timetable.hours import list_hours
    from hub.timetable.rooms import rooms_in
    from hub.timetable.typed import read_date
    from hub.timetable.weeks import day_in
    from hub.views.words import day_words
    from printables.drawing import pdf
    from printables.sheets.board import board_sheet

    language = wanted.printed_language()
    clock = asked.clock()
    on = read_date(day, clock)
    with asked.store() as store:
        hours = list_hours(store)
        with store.read() as session:
            site, rooms = show_site(session), rooms_in(session)
            one_day = day_in(session, clock, day=on)
    code = payload_for_hub(site)
    sheet = board_sheet(
        one_day,
        site,
        correct_on=clock.today(),
        rooms=rooms,
        hours=hours,
        qr=(code.payload, code.words),
        large=wanted.large,
        language=language,
    )
    hand_out(
        asked,
        wanted,
        SheetKind.BOARD,
        pdf(sheet),
        {"day": on.isoformat(), "sessions": len(one_day.sessions)},
        f"The board for {day_words(on)} is in {{path}}.",
        about=on.isoformat(),
        left_out=sheet.left_out,
    )
