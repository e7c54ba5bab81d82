"""`hub print door`: what is on in a room today, for its door."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind


@click.command(
    "door",
    epilog=example("hub print door -o doors.pdf", 'hub print door --room "Hall A" --day tomorrow'),
)
@click.option("--room", help="Only this one. Else every room where something is on.")
@click.option("--day", default="today", show_default=True, help="Like tomorrow or 2026-12-01.")
@click.option("--all-rooms", is_flag=True, help="Rooms where nothing is on as well.")
@about_a_sheet()
@about_a_hub()
def door(asked: Asked, *, room: str | None, day: str, all_rooms: bool, wanted: Wanted) -> None:
    """What is on in each room, a sheet for every door."""
    from hub.errors import NotFound
    from hub.store.site import show_site
    from hub.timetable.doors import day_at_door
    from hub.timetable.rooms import find_room, rooms_in
    from hub.timetable.typed import read_date
    from hub.timetable.weeks import day_in
    from hub.views.words import day_words
    from printables.drawing import pdf
    from printables.sheets.door import door_sheets

    language = wanted.printed_language()
    clock = asked.clock()
    on = read_date(day, clock)
    with asked.store() as store, store.read() as session:
        site, rooms = show_site(session), rooms_in(session)
        one_day = day_in(session, clock, day=on)
        only = find_room(session, room).name if room else None
    busy = [one.name for one in rooms if day_at_door(one_day, one, rooms).sessions]
    names = [
        one.name
        for one in rooms
        if one.name == only or (only is None and (all_rooms or one.name in busy))
    ]
    without = [] if only else [one.name for one in rooms if one.name not in names]
    if not names:
        raise NotFound(
            f"Nothing is booked on {day_words(on)}.",
            hint="To print the doors all the same, add: --all-rooms",
        )
    sheet = door_sheets(one_day, rooms, names, site, correct_on=clock.today(), language=language)
    hand_out(
        asked,
        wanted,
        SheetKind.DOOR,
        pdf(sheet),
        {"day": on.isoformat(), "rooms": names, "without": without},
        f"The door sheets for {day_words(on)} are in {{path}}: {', '.join(names)}."
        + (
            f"\nNothing is on in {', '.join(without)}. To print those too, add: --all-rooms"
            if without
            else ""
        ),
        about="-".join(filter(None, (on.isoformat(), only and _as_file_name(only)))),
        left_out=sheet.left_out,
    )


def _as_file_name(name: str) -> str:
    """Hall A as hall-a: letters and numbers of any script, nothing that leads elsewhere."""
    plain = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return "-".join(plain.split())[:40]
