"""`hub room add|list|free`."""

from __future__ import annotations

from typing import Any

import click

from hub.errors import BadInput
from hub.views.place import RoomView
from hub.views.words import day_words, span_words
from kiosk.commands.opening import Asked, about_a_hub, example


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
    "free",
    epilog=example("hub room free --on 2027-03-02 --from 13:00 --until 17:00 --people 20"),
)
@click.option("--on", default="today", show_default=True, help="The day, like 2027-03-02.")
@click.option("--from", "since", required=True, help="From when, like 13:00.")
@click.option("--until", required=True, help="Until when, like 17:00.")
@click.option("--people", type=int, help="How many people it must hold.")
@click.option("--for", "length", help="Any stretch of this length within it, like 1h30.")
@about_a_hub()
def free(
    asked: Asked, *, on: str, since: str, until: str, people: int | None, length: str | None
) -> None:
    """Which rooms are free, the smallest that fits first."""
    from hub.timetable.free import free_rooms
    from hub.timetable.typed import read_date, read_minutes, read_time
    from hub.timetable.walltime import instant

    clock = asked.clock()
    day = read_date(on, clock)
    starts = instant(day, read_time(since), clock.zone)
    ends = instant(day, read_time(until), clock.zone)
    if starts >= ends:
        raise BadInput("The end comes before the start.", hint="Give the earlier time first.")
    with asked.store() as store:
        found = free_rooms(
            store,
            clock,
            starts=starts,
            ends=ends,
            people=people,
            minutes=read_minutes(length) if length else None,
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
    nothing = f"No room is free then on {day_words(day)}. Try: --for 1h to see shorter stretches"
    asked.answer(document, "\n".join(lines) or nothing)


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
