"""`hub closure add|list|show|lift|keep`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from hub.views.bookings import BookingView, FreeStretch
from hub.views.closures import ClosureView, Then, closed_when
from hub.views.words import day_words_short, span_words
from kiosk.commands.bookings import booking_document
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("closure", epilog=example("hub closure list"))
def closure_command() -> None:
    """The building or a room shut, and what becomes of the bookings inside."""


@closure_command.command(
    "add",
    epilog=example(
        'hub closure add 2027-03-02 --reason "Boiler" --preview',
        'hub closure add 2027-03-02T12:00 2027-03-04 --room "Hall A" --reason "Leak" --then move',
    ),
)
@click.argument("start")
@click.argument("end", required=False)
@click.option("--room", help="Only this room, and whatever shares a space with it.")
@click.option("--reason", default="", help="Why. Everybody will read it.")
@click.option(
    "--then",
    type=click.Choice([one.value for one in Then]),
    default=Then.CANCEL.value,
    show_default=True,
    help="What becomes of the bookings inside. What can't be moved is cancelled.",
)
@click.option("--keep", multiple=True, help="Code of a booking that goes ahead. May be repeated.")
@click.option("--preview", is_flag=True, help="Show what is inside. Change nothing.")
@about_a_hub(changes=True)
def add(
    asked: Asked,
    *,
    start: str,
    end: str | None,
    room: str | None,
    reason: str,
    then: str,
    keep: tuple[str, ...],
    preview: bool,
) -> None:
    """Close from START until END: moments, or days, which are then closed whole. A START like
    "thu 2pm-4pm" needs no END.
    """
    from hub.timetable.stretching import read_stretch

    clock = asked.clock()
    starts, ends = read_stretch(start, end or "", clock)
    if preview:
        _preview(asked, starts, ends, room)
        return
    from hub.timetable.closures import add_closure

    with asked.changing() as store:
        made = add_closure(
            store,
            clock,
            starts=starts,
            ends=ends,
            room=room,
            reason=reason,
            then=then,
            keep=keep,
            by=asked.by,
        )
    asked.answer(_document(made), _words(made))


def _preview(asked: Asked, starts: datetime, ends: datetime, room: str | None) -> None:
    from hub.timetable.closures import preview_closure
    from hub.timetable.stretching import understood_stretch

    with asked.store() as store:
        found = preview_closure(store, asked.clock(), starts=starts, ends=ends, room=room)
    pairs = list(zip(found.affected, found.moves, strict=True))
    document = {
        "affected": [
            {**booking_document(one), "could_move_to": move.room if move else None}
            for one, move in pairs
        ]
    }
    lines = [f"{_line(one)}{_move_words(move)}" for one, move in pairs]
    inside = f"{len(pairs)} inside. Nothing has been changed." if pairs else "nothing is inside."
    head = f"{understood_stretch(starts, ends)}: {inside}"
    asked.answer(document, "\n".join([head, *lines]))


@closure_command.command("list", epilog=example("hub closure list", "hub closure list --all"))
@click.option("--all", "past_too", is_flag=True, help="Those that are over too.")
@about_a_hub()
def list_(asked: Asked, *, past_too: bool) -> None:
    """Closures that are not over yet."""
    from hub.timetable.lifting import list_closures

    with asked.store() as store:
        found = list_closures(store, asked.clock(), past_too=past_too)
    asked.answer(
        {"closures": [_document(one) for one in found]},
        "\n".join(_head(one) for one in found) or "Nothing is closed.",
    )


@closure_command.command("show", epilog=example("hub closure show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One closure, and what is inside."""
    from hub.timetable.lifting import show_closure

    with asked.store() as store:
        found = show_closure(store, asked.clock(), code=code)
    asked.answer(_document(found), _words(found))


@closure_command.command("lift", epilog=example("hub closure lift A7KQ2"))
@click.argument("code")
@about_a_hub(changes=True)
def lift(asked: Asked, *, code: str) -> None:
    """Open again. What it cancelled comes back where its place is still free."""
    from hub.timetable.lifting import lift_closure

    with asked.changing() as store:
        done = lift_closure(store, asked.clock(), code=code, by=asked.by)
    asked.answer(_document(done), f"Open again: {_words(done)}")


@closure_command.command("keep", epilog=example("hub closure keep A7KQ2 B8MR3"))
@click.argument("code")
@click.argument("booking")
@about_a_hub(changes=True)
def keep_(asked: Asked, *, code: str, booking: str) -> None:
    """Let one BOOKING go ahead inside the closure CODE."""
    from hub.timetable.lifting import keep_in_closure

    with asked.changing() as store:
        done = keep_in_closure(store, asked.clock(), code=code, booking=booking, by=asked.by)
    asked.answer(_document(done), _words(done))


def _document(one: ClosureView) -> dict[str, Any]:
    return {
        "code": one.code,
        "room": one.room or None,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "reason": one.reason,
        "cancelled": [booking_document(booking) for booking in one.cancelled],
        "moved": [booking_document(booking) for booking in one.moved],
        "kept": [booking_document(booking) for booking in one.kept],
        "left": [booking_document(booking) for booking in one.left],
        "restored": [booking_document(booking) for booking in one.restored],
        "not_restored": [
            {**booking_document(lost.booking), "why": lost.why} for lost in one.not_restored
        ],
    }


def _head(one: ClosureView) -> str:
    who = one.room or "The building"
    return f"{one.code}  {who}, {closed_when(one.starts, one.ends)}: {one.reason}"


def _words(one: ClosureView) -> str:
    lines = [_head(one)]
    for name, bookings in (
        ("Cancelled", one.cancelled),
        ("Moved", one.moved),
        ("Goes ahead", one.kept),
        ("Still stands", one.left),
        ("Takes place after all", one.restored),
    ):
        lines += [f"{name}: {_line(booking)}" for booking in bookings]
    lines += [f"Stays cancelled: {_line(lost.booking)}: {lost.why}" for lost in one.not_restored]
    return "\n".join(lines)


def _line(one: BookingView) -> str:
    day = day_words_short(one.starts.date())
    return f"{one.code}  {one.title}, {one.room}, {day} {span_words(one.starts, one.ends)}"


def _move_words(move: FreeStretch | None) -> str:
    return f" (could move to {move.room})" if move else ""
