"""`hub print confirmation`: one booking on paper, for whoever booked it."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind


@click.command(
    "confirmation",
    epilog=example(
        "hub print confirmation A7KQ2 -o booking.pdf",
        "hub print confirmation A7KQ2 --language pl --large",
    ),
)
@click.argument("code")
@about_a_sheet(large=True)
@about_a_hub()
def confirmation(asked: Asked, *, code: str, wanted: Wanted) -> None:
    """One booking on paper, for whoever booked it. See CODE in: hub desk."""
    from hub.store.site import show_site
    from hub.timetable.bookings import show_booking
    from hub.timetable.rooms import rooms_in
    from printables.drawing import pdf
    from printables.sheets.confirmation import confirmation_sheet

    language = wanted.printed_language()
    clock = asked.clock()
    with asked.store() as store:
        booking = show_booking(store, clock, code=code)
        with store.read() as session:
            site, rooms = show_site(session), rooms_in(session)
    sheet = confirmation_sheet(
        booking,
        site,
        next((room for room in rooms if room.name == booking.room), None),
        correct_on=clock.today(),
        large=wanted.large,
        language=language,
    )
    hand_out(
        asked,
        wanted,
        SheetKind.CONFIRMATION,
        pdf(sheet),
        {"code": booking.code},
        "The confirmation is in {path}. It is for whoever booked: don't hang it up.",
        about=booking.code,
        left_out=sheet.left_out,
        mode=0o600,
    )
