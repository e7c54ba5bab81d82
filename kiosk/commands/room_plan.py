"""`hub room place|mark|plan`: where rooms lie in the building, for the plan that visitors see."""

from __future__ import annotations

import re
import shutil
import sys
from typing import Any

import click

from hub.errors import BadInput
from hub.views.floor import MarkKind, MarkView, Spot
from hub.views.place import RoomView
from hub.views.words import clean_line
from kiosk.commands.opening import Asked, about_a_hub, example

_KINDS = [kind.value for kind in MarkKind]
WIDE = 100
"""Columns of a plan that is printed into a file or a pipe."""
TALL = 24
"""Lines of a floor."""


@click.command(
    "place",
    epilog=example(
        'hub room place "Hall A" --floor ground --at 3,0 --size 6x4',
        'hub room place "Hall A" --at 4,0',
        'hub room place "Hall A" --off',
    ),
)
@click.argument("room")
@click.option("--floor", help="Which floor it is on: ground, first, basement, or any name.")
@click.option("--at", help="Its top left square: across,down, each from 0.")
@click.option("--size", help="How many squares it is wide and high, like 6x4.")
@click.option("--off", is_flag=True, help="Take it off the plan.")
@about_a_hub(changes=True)
def place(
    asked: Asked, *, room: str, floor: str | None, at: str | None, size: str | None, off: bool
) -> None:
    """Say where a room lies on the plan of the building: 24 squares across, 12 down, each floor.

    Rooms may not lie over each other, but a part of a larger room lies inside it.
    """
    from hub.timetable.floor_plan import place_room, unplace_room

    says_where = any(one is not None for one in (floor, at, size))
    if off == says_where:
        raise click.UsageError("Say where it lies: --floor, --at, --size; or else --off.")
    with asked.changing() as store:
        clock = asked.clock()
        if off:
            gone = unplace_room(store, clock, room=room, by=asked.by)
            asked.answer({"removed": _room_document(gone)}, f"Off the plan: {gone.name}.")
            return
        placed = place_room(
            store,
            clock,
            room=room,
            floor=floor,
            at=_pair(at, ",", "--at 3,0") if at is not None else None,
            size=_pair(size, "x", "--size 6x4") if size is not None else None,
            by=asked.by,
        )
    asked.answer(_room_document(placed), _room_line(placed))


@click.command(
    "mark",
    epilog=example(
        "hub room mark here --floor ground --at 9,5",
        "hub room mark toilets --at 9,5 --floor ground",
        "hub room mark lift --floor first --off",
    ),
)
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--floor", help="Which floor it is on.")
@click.option("--at", help="Its square: across,down, each from 0.")
@click.option("--off", is_flag=True, help="Take it off the plan.")
@about_a_hub(changes=True)
def mark(asked: Asked, *, kind: str, floor: str | None, at: str | None, off: bool) -> None:
    """Say where something lies that is no room. "here" is where the kiosk stands.

    There is one of each on a floor, and one "here" in the building: given again, it moves.
    """
    from hub.timetable.floor_plan import mark_square, unmark

    if off == (at is not None):
        raise click.UsageError("Say where it lies: --at; or else --off.")
    with asked.changing() as store:
        if at is None:
            gone = unmark(store, asked.clock(), kind=MarkKind(kind), floor=floor, by=asked.by)
            asked.answer(
                {"removed": [_mark_document(one) for one in gone]},
                "\n".join(f"Off the plan: {one.kind.value}, {one.spot.floor}." for one in gone),
            )
            return
        put = mark_square(
            store,
            asked.clock(),
            kind=MarkKind(kind),
            at=_pair(at, ",", "--at 9,5"),
            floor=floor,
            by=asked.by,
        )
    asked.answer(_mark_document(put), f"{put.kind.value}: {_where(put.spot)}")


@click.command("plan", epilog=example("hub room plan", "hub room plan --json"))
@click.option("--floor", help="This floor alone.")
@about_a_hub()
def plan(asked: Asked, *, floor: str | None) -> None:
    """The plan of the building as the kiosk draws it, and what is not on it yet."""
    from hub.timetable.floor_plan import list_marks
    from hub.timetable.rooms import list_rooms
    from hub.views.floor import floor_named
    from kiosk.shared.floor_view import floors_of

    with asked.store() as store:
        rooms, marks = list_rooms(store), list_marks(store)
    floors = floors_of(rooms, marks)
    if floor is not None:
        wanted = floor_named(clean_line(floor))
        if wanted not in floors:
            named = f"There are: {', '.join(floors)}." if floors else "There is no plan yet."
            raise BadInput(f"There is no floor called {wanted}.", hint=named)
        floors = (wanted,)
    placed = tuple(room for room in rooms if room.spot)
    document = {
        "floors": [
            {
                "floor": name,
                "rooms": [_room_document(one) for one in placed if _is_on(one.spot, name)],
                "marks": [_mark_document(one) for one in marks if _is_on(one.spot, name)],
            }
            for name in floors
        ],
        "not_on_it": [room.name for room in rooms if not room.spot],
    }
    asked.answer(document, "")
    if (
        not asked.as_json
    ):  # an answer in words has no two blanks side by side; names in it are clean
        click.echo(_drawn(floors, rooms, marks))


def _drawn(
    floors: tuple[str, ...], rooms: tuple[RoomView, ...], marks: tuple[MarkView, ...]
) -> str:
    """Floor by floor from below; what is too small for the plan is listed."""
    from kiosk.shared.floor_plan import draw_floor
    from kiosk.shared.floor_view import floor_plan

    if not floors:
        return 'There is no plan yet. Begin: hub room place "Hall A" --at 0,0 --size 6x4'
    width = shutil.get_terminal_size((WIDE, TALL)).columns if sys.stdout.isatty() else WIDE
    placed = tuple(room for room in rooms if room.spot)
    said = []
    for floor in floors:
        drawing = draw_floor(floor_plan(floor, placed, marks), width, TALL)
        if drawing is None:
            lines = [_room_line(room) for room in placed if _is_on(room.spot, floor)]
            said.append("\n".join([f"{floor}: it doesn't fit in {width} columns.", *lines]))
        else:
            rows = ("".join(piece.text for piece in line).rstrip() for line in drawing.lines)
            said.append("\n".join([floor, *rows]))
    left = [room.name for room in rooms if not room.spot]
    if left:
        said.append(f"Not on the plan: {', '.join(left)}.")
    return "\n\n".join(said)


def _pair(typed: str, between: str, like: str) -> tuple[int, int]:
    """Two numbers: 3,0 or 6x4."""
    found = re.fullmatch(rf"\s*(\d{{1,4}})\s*[{between}]\s*(\d{{1,4}})\s*", typed.lower())
    if found is None:
        raise BadInput(f"{clean_line(typed)!r} is not understood.", hint=f"Write: {like}")
    return int(found[1]), int(found[2])


def _is_on(spot: Spot | None, floor: str) -> bool:
    return spot is not None and spot.floor == floor


def _where(spot: Spot) -> str:
    size = f", {spot.width}x{spot.height}" if (spot.width, spot.height) != (1, 1) else ""
    return f"{spot.floor}, at {spot.across},{spot.down}{size}"


def _room_line(room: RoomView) -> str:
    return f"{room.code}  {room.name}: {_where(room.spot) if room.spot else 'not on the plan'}"


def _room_document(room: RoomView) -> dict[str, Any]:
    spot = room.spot
    return {
        "code": room.code,
        "room": room.name,
        "floor": spot.floor if spot else None,
        "at": [spot.across, spot.down] if spot else None,
        "size": [spot.width, spot.height] if spot else None,
    }


def _mark_document(one: MarkView) -> dict[str, Any]:
    return {
        "mark": one.kind.value,
        "floor": one.spot.floor,
        "at": [one.spot.across, one.spot.down],
    }
