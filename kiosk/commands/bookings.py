"""`hub book` and `hub booking show|move|cancel`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.timetable import BookingView
from hub.views.words import date_words, day_words, span_words
from kiosk.commands.opening import Asked, about_a_hub, example


@click.command(
    "book",
    epilog=example('hub book "Hall A" 2027-03-02T10:00 2027-03-02T11:00 --title "Parish council"'),
)
@click.argument("room")
@click.argument("start")
@click.argument("end")
@click.option("--title", required=True, help="What it is.")
@click.option("--public", is_flag=True, help="Show its title to everybody.")
@click.option("--setup", default="0", help="Time to set up before it, like 15m.")
@click.option("--tidy", default="0", help="Time to tidy up after it, like 15m.")
@click.option("--contact", default="", help="Who booked it. Never published.")
@click.option("--contact-phone", default="", help="Their number. Never published.")
@click.option("--note", default="", help="For the next volunteer. Never published.")
@about_a_hub(changes=True)
def book_command(
    asked: Asked,
    *,
    room: str,
    start: str,
    end: str,
    title: str,
    public: bool,
    setup: str,
    tidy: str,
    contact: str,
    contact_phone: str,
    note: str,
) -> None:
    """Book ROOM from START to END. It is private unless you say --public."""
    from hub.timetable.bookings import book_room
    from hub.timetable.typed import read_minutes, read_moment

    clock = asked.clock()
    starts, ends = read_moment(start, clock), read_moment(end, clock)
    with asked.changing() as store:
        made = book_room(
            store,
            clock,
            room=room,
            starts=starts,
            ends=ends,
            title=title,
            is_public=public,
            contact=contact,
            contact_phone=contact_phone,
            note=note,
            setup_minutes=read_minutes(setup),
            tidy_minutes=read_minutes(tidy),
            by=asked.by,
        )
    asked.answer(booking_document(made), f"Booked. {booking_words(made)}")


@click.group("booking", epilog=example("hub booking show A7KQ2"))
def booking_command() -> None:
    """One booking, or one date of a group."""


@booking_command.command("show", epilog=example("hub booking show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One booking."""
    from hub.timetable.bookings import show_booking

    with asked.store() as store:
        found = show_booking(store, asked.clock(), code=code)
    asked.answer(booking_document(found), booking_words(found))


@booking_command.command(
    "move", epilog=example('hub booking move A7KQ2 --to 2027-01-21T14:00 --room "Hall B"')
)
@click.argument("code")
@click.option("--to", required=True, help="The new start, like 2027-01-21T14:00.")
@click.option("--room", help="The new room, if it changes.")
@about_a_hub(changes=True)
def move(asked: Asked, *, code: str, to: str, room: str | None) -> None:
    """Move a booking; its length stays."""
    from hub.timetable.bookings import move_booking
    from hub.timetable.typed import read_moment

    clock = asked.clock()
    target = read_moment(to, clock)
    with asked.changing() as store:
        moved = move_booking(store, clock, code=code, to=target, room=room, by=asked.by)
    asked.answer(booking_document(moved), f"Moved. {booking_words(moved)}")


@booking_command.command("cancel", epilog=example('hub booking cancel A7KQ2 --reason "Boiler"'))
@click.argument("code")
@click.option("--reason", default="", help="Why, in a few words. Everybody can read it.")
@about_a_hub(changes=True)
def cancel(asked: Asked, *, code: str, reason: str) -> None:
    """Cancel a booking. Its room is free at once."""
    from hub.timetable.bookings import cancel_booking

    with asked.changing() as store:
        cancelled = cancel_booking(store, asked.clock(), code=code, reason=reason, by=asked.by)
    asked.answer(booking_document(cancelled), booking_words(cancelled))


def booking_document(one: BookingView) -> dict[str, Any]:
    """A booking in JSON: times carry their UTC offset."""
    return {
        "code": one.code,
        "room": one.room,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "title": one.title,
        "status": one.status.value,
        "public": one.is_public,
        "group": one.group,
        "reason": one.reason,
    }


def booking_words(one: BookingView) -> str:
    """A booking in one or two lines."""
    year = date_words(one.starts.date()).rsplit(" ", 1)[1]
    when = f"{day_words(one.starts.date())} {year}, {span_words(one.starts, one.ends)}"
    reason = f": {one.reason}" if one.reason else ""
    status = "" if one.status.value == "confirmed" else f" {one.status.value.upper()}{reason}."
    return f"{one.code}  {one.title}, {one.room}, {when}.{status}"
