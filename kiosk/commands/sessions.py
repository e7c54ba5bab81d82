"""`hub session …`: who has a place, how many came, the note to the next volunteer, whom to tell."""

from __future__ import annotations

from typing import Any

import click

from hub.views.sessions import PlaceView, SessionDetails, TellView
from kiosk.commands.bookings import booking_document, booking_words
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("session", epilog=example("hub session show A7KQ2"))
def session_command() -> None:
    """One date of a group: places, head count, note, and whom to tell."""


@session_command.command("show", epilog=example("hub session show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """Everything about one session."""
    from hub.timetable.signups import session_details

    with asked.store() as store:
        found = session_details(store, asked.clock(), code=code)
    asked.answer(details_document(found), details_words(found))


@session_command.command(
    "sign-up",
    epilog=example("hub session sign-up A7KQ2 Asha", "hub session sign-up A7KQ2 12"),
)
@click.argument("code")
@click.argument("name")
@click.option("--phone", default="", help="Only if they wish to be told of a change.")
@about_a_hub(changes=True)
def sign_up_command(asked: Asked, *, code: str, name: str, phone: str) -> None:
    """Give somebody a place, by first name or number only."""
    from hub.timetable.signups import sign_up

    with asked.changing() as store:
        made = sign_up(store, asked.clock(), code=code, name=name, phone=phone, by=asked.by)
    words = (
        f"It is full. {made.name} is number {made.place} on the waiting list."
        if made.is_waiting
        else f"{made.name} has place {made.place}."
    )
    asked.answer(place_document(made), f"{words} To give it up: number {made.number}")


@session_command.command("give-up", epilog=example("hub session give-up A7KQ2 3"))
@click.argument("code")
@click.argument("number", type=int)
@about_a_hub(changes=True)
def give_up(asked: Asked, *, code: str, number: int) -> None:
    """Take a sign-up back. See NUMBER in: hub session show CODE."""
    from hub.timetable.signups import give_up_place

    with asked.changing() as store:
        moved = give_up_place(store, asked.clock(), code=code, number=number, by=asked.by)
    news = f" {moved.name} has it now." if moved else ""
    ring = f" Ring them: {moved.phone}" if moved and moved.phone else ""
    asked.answer(
        {"given_up": number, "moved_up": place_document(moved) if moved else None},
        f"Given up.{news}{ring}",
    )


@session_command.command("count", epilog=example("hub session count A7KQ2 14 --first-timers 2"))
@click.argument("code")
@click.argument("total", type=int)
@click.option("--first-timers", type=int, default=0, help="How many of them were new.")
@about_a_hub(changes=True)
def count(asked: Asked, *, code: str, total: int, first_timers: int) -> None:
    """Keep how many came."""
    from hub.timetable.counts import count_heads

    with asked.changing() as store:
        found = count_heads(
            store, asked.clock(), code=code, total=total, first_timers=first_timers, by=asked.by
        )
    asked.answer(details_document(found), f"Counted. {details_words(found)}")


@session_command.command(
    "note", epilog=example('hub session note A7KQ2 "The radiator is off again"')
)
@click.argument("code")
@click.argument("note")
@about_a_hub(changes=True)
def note_command(asked: Asked, *, code: str, note: str) -> None:
    """Leave a note to the next volunteer. An empty one takes it away."""
    from hub.timetable.counts import note_session

    with asked.changing() as store:
        found = note_session(store, asked.clock(), code=code, note=note, by=asked.by)
    asked.answer(details_document(found), f"Noted. {details_words(found)}")


@session_command.command("tell", epilog=example("hub session tell", "hub session tell A7KQ2"))
@click.argument("code", required=False)
@about_a_hub()
def tell(asked: Asked, *, code: str | None) -> None:
    """Who is to be told of a change: of one session, or of all."""
    from hub.timetable.telling import list_to_tell

    with asked.store() as store:
        found = list_to_tell(store, asked.clock(), code=code)
    asked.answer(
        {"to_tell": [tell_document(one) for one in found]},
        "\n".join(tell_words(one) for one in found) or "Nobody has to be told of anything.",
    )


@session_command.command("told", epilog=example("hub session told 3"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def told(asked: Asked, *, number: int) -> None:
    """Tick somebody off. See NUMBER in: hub session tell."""
    from hub.timetable.telling import tick_told

    with asked.changing() as store:
        ticked = tick_told(store, asked.clock(), number=number, by=asked.by)
    asked.answer(tell_document(ticked), f"{ticked.who} has been told.")


def place_document(one: PlaceView) -> dict[str, Any]:
    """A sign-up in JSON."""
    return {
        "number": one.number,
        "name": one.name,
        "phone": one.phone,
        "waiting": one.is_waiting,
        "place": one.place,
    }


def tell_document(one: TellView) -> dict[str, Any]:
    """Somebody to be told, in JSON."""
    return {
        "number": one.number,
        "code": one.code,
        "title": one.title,
        "starts": one.starts.isoformat(),
        "room": one.room,
        "who": one.who,
        "phone": one.phone,
        "why": one.why,
        "told": one.told,
    }


def details_document(one: SessionDetails) -> dict[str, Any]:
    """A session in JSON: the booking's own fields, and what is known beside."""
    return {
        **booking_document(one.booking),
        "note": one.booking.note,
        "capacity": one.capacity,
        "places_left": one.places_left,
        "places": [place_document(each) for each in one.places],
        "head_count": one.head_count,
        "first_timers": one.first_timers,
        "to_tell": [tell_document(each) for each in one.to_tell],
    }


def details_words(one: SessionDetails) -> str:
    """A session as people read it, a line for each thing that is known."""
    lines = [booking_words(one.booking)]
    if one.capacity is not None or one.places:
        have = sum(not each.is_waiting for each in one.places)
        of = f" of {one.capacity}" if one.capacity is not None else ""
        waiting = len(one.places) - have
        lines.append(f"Places: {have}{of} taken{f', {waiting} waiting' if waiting else ''}")
        lines += [place_words(each) for each in one.places]
    if one.head_count is not None:
        lines.append(f"Came: {one.head_count}, {one.first_timers} for the first time")
    if one.booking.note:
        lines.append(f"Note: {one.booking.note}")
    if one.to_tell:
        lines.append("To tell:")
        lines += [tell_words(each) for each in one.to_tell]
    return "\n".join(lines)


def place_words(one: PlaceView) -> str:
    """A sign-up in one line."""
    where = f"waiting, number {one.place}" if one.is_waiting else f"place {one.place}"
    return f"{one.number}: {one.name}, {where}{f', {one.phone}' if one.phone else ''}"


def tell_words(one: TellView) -> str:
    """Somebody to be told, in one line."""
    done = "told" if one.told else "tell"
    phone = f" ({one.phone})" if one.phone else ""
    return f"{one.number}: {done} {one.who}{phone} that {one.words}"
