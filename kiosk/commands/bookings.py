"""`hub book`, and `hub booking …` for one booking and for those who wait for a slot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hub.views.bookings import BookingView
from hub.views.sessions import WaitView
from hub.views.timetable import BookingStatus
from hub.views.words import date_words, day_words, span_words, time_words
from kiosk.commands.opening import Asked, about_a_hub, example

if TYPE_CHECKING:
    from hub.clock import Clock
    from hub.store.engine import Store


@click.command(
    "book",
    epilog=example(
        'hub book "Hall A" 2027-03-02T10:00 2027-03-02T11:00 --title "Parish council"',
        'hub book "Hall A" "next tue 10am" 11am --title "Parish council"',
    ),
)
@click.argument("room")
@click.argument("start")
@click.argument("end")
@click.option("--title", required=True, help="What it is.")
@click.option("--public", is_flag=True, help="Show its title to everybody.")
@click.option("--setup", help="Time to set up before it, like 15m. Else that of the layout.")
@click.option("--tidy", help="Time to tidy up after it, like 15m. Else that of the layout.")
@click.option("--layout", default="", help="How to set the room up, like theatre.")
@click.option("--with", "equipment", multiple=True, metavar="KIT", help="What is lent with it.")
@click.option("--people", type=int, help="How many are expected.")
@click.option(
    "--until-confirmed",
    metavar="WHEN",
    help='Provisional: it lets go of the room then, unless it is confirmed. Like "fri 5pm".',
)
@click.option("--anyway", is_flag=True, help="Though it is closed then, or too small.")
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
    setup: str | None,
    tidy: str | None,
    layout: str,
    equipment: tuple[str, ...],
    people: int | None,
    until_confirmed: str | None,
    anyway: bool,
    contact: str,
    contact_phone: str,
    note: str,
) -> None:
    """Book ROOM from START to END. It is private unless you say --public."""
    from hub.timetable.bookings import book_room, worth_knowing
    from hub.timetable.stretching import read_end
    from hub.timetable.typed import read_minutes, read_moment

    clock = asked.clock()
    starts = read_moment(start, clock)
    ends = read_end(end, starts, clock)
    lapses = None if until_confirmed is None else read_moment(until_confirmed, clock)
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
            setup_minutes=None if setup is None else read_minutes(setup),
            tidy_minutes=None if tidy is None else read_minutes(tidy),
            layout=layout,
            equipment=equipment,
            people=people,
            lapses=lapses,
            anyway=anyway,
            by=asked.by,
        )
        known = worth_knowing(store, clock, code=made.code)
    asked.answer(
        booking_document(made),
        "\n".join([f"Booked. {booking_words(made)}", *(f"Mind: {one}." for one in known)]),
    )


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
@click.option("--anyway", is_flag=True, help="Though it is closed then, or too small.")
@about_a_hub(changes=True)
def move(asked: Asked, *, code: str, to: str, room: str | None, anyway: bool) -> None:
    """Move a booking; its length stays."""
    from hub.timetable.bookings import move_booking
    from hub.timetable.typed import read_moment

    clock = asked.clock()
    target = read_moment(to, clock)
    with asked.changing() as store:
        moved = move_booking(
            store, clock, code=code, to=target, room=room, anyway=anyway, by=asked.by
        )
        to_tell = how_many_to_tell(store, clock, moved)
    asked.answer(booking_document(moved), f"Moved. {booking_words(moved)}{to_tell}")


@booking_command.command("cancel", epilog=example('hub booking cancel A7KQ2 --reason "Boiler"'))
@click.argument("code")
@click.option("--reason", default="", help="Why, in a few words. Everybody can read it.")
@about_a_hub(changes=True)
def cancel(asked: Asked, *, code: str, reason: str) -> None:
    """Cancel a booking. Its room is free at once."""
    from hub.timetable.bookings import cancel_booking

    with asked.changing() as store:
        cancelled = cancel_booking(store, asked.clock(), code=code, reason=reason, by=asked.by)
        to_tell = how_many_to_tell(store, asked.clock(), cancelled)
    asked.answer(booking_document(cancelled), f"{booking_words(cancelled)}{to_tell}")


@booking_command.command("confirm", epilog=example("hub booking confirm A7KQ2"))
@click.argument("code")
@click.option("--anyway", is_flag=True, help="Though it is closed then.")
@about_a_hub(changes=True)
def confirm(asked: Asked, *, code: str, anyway: bool) -> None:
    """Confirm a provisional booking."""
    from hub.timetable.bookings import confirm_booking

    with asked.changing() as store:
        confirmed = confirm_booking(store, asked.clock(), code=code, anyway=anyway, by=asked.by)
    asked.answer(booking_document(confirmed), f"Confirmed. {booking_words(confirmed)}")


@booking_command.command("no-show", epilog=example("hub booking no-show A7KQ2"))
@click.argument("code")
@about_a_hub(changes=True)
def no_show(asked: Asked, *, code: str) -> None:
    """Nobody came. The room is free for the rest of the time."""
    from hub.timetable.bookings import mark_no_show

    with asked.changing() as store:
        marked = mark_no_show(store, asked.clock(), code=code, by=asked.by)
    asked.answer(booking_document(marked), booking_words(marked))


@booking_command.command(
    "change", epilog=example('hub booking change A7KQ2 --title "Parish meeting" --public')
)
@click.argument("code")
@click.option("--title", help="What it is.")
@click.option("--public/--private", "public", default=None, help="Who may see its title.")
@click.option("--note", help="For the next volunteer. Never published.")
@click.option("--contact", help="Who booked it. Never published.")
@click.option("--contact-phone", help="Their number. Never published.")
@click.option("--people", type=int, help="How many are expected.")
@click.option("--places", type=int, help="How many may sign up; 0: as many as come.")
@click.option("--anyway", is_flag=True, help="Though the room is too small.")
@about_a_hub(changes=True)
def change(
    asked: Asked,
    *,
    code: str,
    title: str | None,
    public: bool | None,
    note: str | None,
    contact: str | None,
    contact_phone: str | None,
    people: int | None,
    places: int | None,
    anyway: bool,
) -> None:
    """Change what a booking says. To move it: hub booking move."""
    from hub.timetable.bookings import change_booking

    with asked.changing() as store:
        changed = change_booking(
            store,
            asked.clock(),
            code=code,
            title=title,
            is_public=public,
            note=note,
            contact=contact,
            contact_phone=contact_phone,
            people=people,
            capacity=places,
            anyway=anyway,
            by=asked.by,
        )
    asked.answer(booking_document(changed), f"Changed. {booking_words(changed)}")


@booking_command.command(
    "wait",
    epilog=example(
        'hub booking wait "Hall A" 2027-03-02T10:00 2027-03-02T11:00 --title "Parish council"'
    ),
)
@click.argument("room")
@click.argument("start")
@click.argument("end")
@click.option("--title", required=True, help="What it would be.")
@click.option("--people", type=int, help="How many are expected.")
@click.option("--contact", default="", help="Who waits. Never published.")
@click.option("--contact-phone", default="", help="Their number. Never published.")
@about_a_hub(changes=True)
def wait(
    asked: Asked,
    *,
    room: str,
    start: str,
    end: str,
    title: str,
    people: int | None,
    contact: str,
    contact_phone: str,
) -> None:
    """Keep somebody in mind for a room that is taken from START to END."""
    from hub.timetable.stretching import read_end
    from hub.timetable.typed import read_moment
    from hub.timetable.waiting import wait_for

    clock = asked.clock()
    starts = read_moment(start, clock)
    ends = read_end(end, starts, clock)
    with asked.changing() as store:
        waits = wait_for(
            store,
            clock,
            room=room,
            starts=starts,
            ends=ends,
            title=title,
            people=people,
            contact=contact,
            contact_phone=contact_phone,
            by=asked.by,
        )
    asked.answer(wait_document(waits), wait_words(waits))


@booking_command.command("waiting", epilog=example("hub booking waiting"))
@about_a_hub()
def waiting(asked: Asked) -> None:
    """Who waits for which room and time, and what is free now."""
    from hub.timetable.waiting import list_waiting

    with asked.store() as store:
        found = list_waiting(store, asked.clock())
    asked.answer(
        {"waiting": [wait_document(one) for one in found]},
        "\n".join(wait_words(one) for one in found) or "Nobody waits for a room.",
    )


@booking_command.command("stop-waiting", epilog=example("hub booking stop-waiting 3"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def stop(asked: Asked, *, number: int) -> None:
    """Take somebody off the list. See NUMBER in: hub booking waiting."""
    from hub.timetable.waiting import stop_waiting

    with asked.changing() as store:
        stopped = stop_waiting(store, asked.clock(), number=number, by=asked.by)
    asked.answer(wait_document(stopped), f"{stopped.title} no longer waits for {stopped.room}.")


def how_many_to_tell(store: Store, clock: Clock, one: BookingView) -> str:
    """A line that says who must hear of a change; empty where nobody must."""
    from hub.timetable.telling import list_to_tell

    left = sum(not each.told for each in list_to_tell(store, clock, code=one.code))
    if not left:
        return ""
    people = "1 person has" if left == 1 else f"{left} people have"
    return f"\n{people} to be told: hub session tell {one.code}"


def wait_document(one: WaitView) -> dict[str, Any]:
    """One who waits, in JSON."""
    return {
        "number": one.number,
        "room": one.room,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "title": one.title,
        "contact": one.contact,
        "phone": one.contact_phone,
        "people": one.people,
        "free": one.is_free,
    }


def wait_words(one: WaitView) -> str:
    """One who waits, in a line: the number, what they wait for, whom to ring."""
    who = ", ".join(words for words in (one.contact, one.contact_phone) if words)
    return f"{one.number}: {one.words}{f' ({who})' if who else ''}"


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
        "people": one.people,
        "layout": one.layout,
        "equipment": list(one.equipment),
        "lapses": one.lapses.isoformat() if one.lapses else None,
    }


def booking_words(one: BookingView) -> str:
    """A booking in one or two lines."""
    year = date_words(one.starts.date()).rsplit(" ", 1)[1]
    when = f"{day_words(one.starts.date())} {year}, {span_words(one.starts, one.ends)}"
    reason = f": {one.reason}" if one.reason else ""
    status = "" if one.status.value == "confirmed" else f" {one.status.value.upper()}{reason}."
    if one.status is BookingStatus.PROVISIONAL and one.lapses is not None:
        by = f"{day_words(one.lapses.date())}, {time_words(one.lapses)}"
        status += f" Confirm it by {by}: hub booking confirm {one.code}"
    extras = [
        f"{one.people} people" if one.people else "",
        f"set up as {one.layout}" if one.layout else "",
        f"with {', '.join(one.equipment)}" if one.equipment else "",
    ]
    also = "; ".join(words for words in extras if words)
    return f"{one.code}  {one.title}, {one.room}, {when}.{f' {also}.' if also else ''}{status}"
