"""`hub room add|list|free|find|change|remove`; its layouts, kit and hours lie in `room_setup`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from hub.errors import BadInput
from hub.views.bookings import FreeStretch
from hub.views.place import RoomView
from hub.views.rooms import RoomAnswer
from hub.views.words import day_words, span_words
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.room_setup import hours, kit, layout


@click.group("room", epilog=example("hub room list"))
def room_command() -> None:
    """Rooms: what people book."""


@room_command.command(
    "add",
    epilog=example(
        'hub room add "Main Hall" --capacity 90',
        'hub room add "Hall A" --capacity 40 --part-of "Main Hall"',
    ),
)
@click.argument("name")
@click.option("--capacity", type=int, help="How many people may be in it.")
@click.option("--part-of", help="The larger room that it is a part of.")
@click.option("--where", "whereabouts", default="", help="How to find it, in words.")
@about_a_hub(changes=True)
def add(
    asked: Asked, *, name: str, capacity: int | None, part_of: str | None, whereabouts: str
) -> None:
    """Add a room. A part of a larger room can't be booked twice through the larger one."""
    from hub.timetable.rooms import add_room, list_rooms

    with asked.changing() as store:
        before = {room.name for room in list_rooms(store)}
        made = add_room(
            store,
            asked.clock(),
            name=name,
            capacity=capacity,
            part_of=part_of,
            whereabouts=whereabouts,
            by=asked.by,
        )
        new = [one.name for one in list_rooms(store) if one.name not in {*before, made.name}]
    also = f"\n{new[0]} wasn't there, so it was added as the whole of its parts." if new else ""
    asked.answer(_document(made), f"{_line(made)}{also}")


@room_command.command("list", epilog=example("hub room list"))
@about_a_hub()
def list_(asked: Asked) -> None:
    """Every room: its code, how many it holds, and what it is part of."""
    from hub.timetable.rooms import list_rooms

    with asked.store() as store:
        rooms = list_rooms(store)
    words = "\n".join(_line(room) for room in rooms)
    asked.answer(
        {"rooms": [_document(room) for room in rooms]},
        words or 'There are no rooms yet. Add one: hub room add "Hall A" --capacity 40',
    )


@room_command.command(
    "change",
    epilog=example(
        'hub room change "Hall A" --capacity 45 --where "Left of the desk"',
        'hub room change "Garden Room" --part-of "Main Hall"',
    ),
)
@click.argument("room")
@click.option("--name", help="Its new name.")
@click.option("--capacity", type=int, help="How many people may be in it; 0: nobody has said.")
@click.option("--where", "whereabouts", help="How to find it, in words.")
@click.option("--position", type=int, help="Its place in the list, from 1.")
@click.option("--part-of", help="Make it part of this larger room.")
@about_a_hub(changes=True)
def change(asked: Asked, *, room: str, part_of: str | None, **values: Any) -> None:
    """Change what is said of a room, or make it part of a larger one."""
    from hub.timetable.changing_rooms import change_room, join_room

    wants = any(value is not None for value in values.values())
    if wants == (part_of is not None):
        raise click.UsageError(
            "Say what to change: --name, --capacity, --where or --position; or else --part-of."
        )
    with asked.changing() as store:
        clock = asked.clock()
        if part_of is not None:
            changed = join_room(store, clock, room=room, part_of=part_of, by=asked.by)
        else:
            changed = change_room(store, clock, room=room, by=asked.by, **values)
    asked.answer(_document(changed), _line(changed))


@room_command.command("remove", epilog=example('hub room remove "Old Store"'))
@click.argument("room")
@about_a_hub(changes=True)
def remove(asked: Asked, *, room: str) -> None:
    """Take a room out of use. What was in it stays on record."""
    from hub.timetable.changing_rooms import remove_room

    with asked.changing() as store:
        gone = remove_room(store, asked.clock(), room=room, by=asked.by)
    asked.answer({"removed": _document(gone)}, f"Removed: {gone.name}.")


def when(function: Any) -> Any:
    """The options that say when and what for."""
    for option in reversed(
        (
            click.option(
                "--on", default="today", show_default=True, help='The day, like "next tue".'
            ),
            click.option("--from", "since", required=True, help="From when, like 13:00."),
            click.option("--until", required=True, help="Until when, like 17:00."),
            click.option("--people", type=int, help="How many people it must hold."),
            click.option("--for", "length", help="Any stretch of this length within it: 1h30."),
            click.option("--with", "kit", multiple=True, help="What it needs. May be repeated."),
            click.option("--layout", default="", help="How it must be set up."),
        )
    ):
        function = option(function)
    return function


def _stretch(asked: Asked, on: str, since: str, until: str) -> tuple[datetime, datetime]:
    from hub.timetable.typed import read_date, read_time
    from hub.timetable.walltime import instant

    clock = asked.clock()
    day = read_date(on, clock)
    starts, ends = read_time(since), read_time(until)
    if starts >= ends:
        raise BadInput("The end comes before the start.", hint="Give the earlier time first.")
    return instant(day, starts, clock.zone), instant(day, ends, clock.zone)


@room_command.command(
    "free",
    epilog=example("hub room free --on 2027-03-02 --from 13:00 --until 17:00 --people 20"),
)
@when
@about_a_hub()
def free(
    asked: Asked,
    *,
    on: str,
    since: str,
    until: str,
    people: int | None,
    length: str | None,
    kit: tuple[str, ...],
    layout: str,
) -> None:
    """Which rooms are free, the smallest that fits first."""
    from hub.timetable.finding import find_a_room
    from hub.timetable.free import free_rooms
    from hub.timetable.typed import read_minutes, understood_day

    starts, ends = _stretch(asked, on, since, until)
    minutes = read_minutes(length) if length else None
    with asked.store() as store:
        clock = asked.clock()
        if kit or layout:
            found = tuple(
                FreeStretch(one.room, one.starts, one.ends, one.capacity)
                for one in find_a_room(
                    store,
                    clock,
                    starts=starts,
                    ends=ends,
                    minutes=minutes,
                    people=people,
                    equipment=kit,
                    layout=layout,
                ).answers
            )
        else:
            found = free_rooms(
                store, clock, starts=starts, ends=ends, people=people, minutes=minutes
            )
    document = {
        "free": [
            {
                "room": one.room,
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "capacity": one.capacity,
            }
            for one in found
        ]
    }
    lines = [
        f"{one.room}: {span_words(one.starts, one.ends)}"
        + (f", holds {one.capacity}" if one.capacity else "")
        for one in found
    ]
    day = understood_day(starts.date())
    nothing = f"No room is free then on {day}. Other times: hub room find"
    asked.answer(document, "\n".join([f"{day}:", *lines]) if lines else nothing)


@room_command.command(
    "find",
    epilog=example(
        "hub room find --on tomorrow --from 13:00 --until 17:00 --for 1h --people 20",
        "hub room find --from 10:00 --until 11:00 --people 50 --layout theatre --with projector",
    ),
)
@when
@about_a_hub()
def find(
    asked: Asked,
    *,
    on: str,
    since: str,
    until: str,
    people: int | None,
    length: str | None,
    kit: tuple[str, ...],
    layout: str,
) -> None:
    """Find a room that suits, the best first; if there is none, the nearest other times."""
    from hub.timetable.finding import find_a_room
    from hub.timetable.typed import read_minutes, understood_day

    starts, ends = _stretch(asked, on, since, until)
    with asked.store() as store:
        found = find_a_room(
            store,
            asked.clock(),
            starts=starts,
            ends=ends,
            minutes=read_minutes(length) if length else None,
            people=people,
            equipment=kit,
            layout=layout,
        )
    day = understood_day(starts.date())
    if found.answers:
        words = "\n".join([f"{day}:", *map(_answer_line, found.answers)])
    elif found.nearest:
        lines = [f"{day_words(one.starts.date())}, {_answer_line(one)}" for one in found.nearest]
        words = "\n".join([f"Nothing suits then, {day}. The nearest:", *lines])
    else:
        words = found.why
    document = {
        "answers": [_answer_document(one) for one in found.answers],
        "nearest": [_answer_document(one) for one in found.nearest],
        "why": found.why,
    }
    asked.answer(document, words)


def _answer_line(one: RoomAnswer) -> str:
    said = f". {one.words}" if one.words else ""
    return f"{one.room}: {span_words(one.starts, one.ends)}{said}"


def _answer_document(one: RoomAnswer) -> dict[str, Any]:
    return {
        "room": one.room,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "capacity": one.capacity,
        "layout": one.layout,
        "equipment": list(one.equipment),
        "words": one.words,
    }


def _document(room: RoomView) -> dict[str, Any]:
    return {
        "code": room.code,
        "room": room.name,
        "capacity": room.capacity,
        "part_of": list(room.part_of),
        "spaces": list(room.spaces),
        "where": room.whereabouts,
    }


def _line(room: RoomView) -> str:
    holds = f", holds {room.capacity}" if room.capacity else ""
    part = f", part of {' and '.join(room.part_of)}" if room.part_of else ""
    return f"{room.code}  {room.name}{holds}{part}"


room_command.add_command(layout)
room_command.add_command(kit)
room_command.add_command(hours)
