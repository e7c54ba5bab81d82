"""`hub room layout|kit|hours`: how rooms are set up, what is lent with them, when they are open."""

from __future__ import annotations

import re
from typing import Any

import click

from hub.errors import BadInput
from hub.views.hours import week_words
from hub.views.place import HoursView
from hub.views.rooms import EquipmentView, LayoutView
from hub.views.words import DAYS, clean_line
from kiosk.commands.opening import Asked, about_a_hub, example

_CLOSED = {"closed", "shut", "none"}


@click.group("layout", epilog=example('hub room layout list "Main Hall"'))
def layout() -> None:
    """How a room can be set up: theatre for 60, tables for 30."""


@layout.command(
    "add",
    epilog=example('hub room layout add "Main Hall" theatre --capacity 80 --setup 30m --tidy 15m'),
)
@click.argument("room")
@click.argument("name")
@click.option("--capacity", type=int, help="How many fit, set up like this.")
@click.option("--setup", default="0", help="Time to set it up, like 30m.")
@click.option("--tidy", default="0", help="Time to tidy up after it, like 15m.")
@about_a_hub(changes=True)
def add_layout_(
    asked: Asked, *, room: str, name: str, capacity: int | None, setup: str, tidy: str
) -> None:
    """Add a layout. Its times are held with every booking that wants it."""
    from hub.timetable.layouts import add_layout
    from hub.timetable.typed import read_minutes

    with asked.changing() as store:
        made = add_layout(
            store,
            asked.clock(),
            room=room,
            name=name,
            capacity=capacity,
            setup_minutes=read_minutes(setup),
            tidy_minutes=read_minutes(tidy),
            by=asked.by,
        )
    asked.answer(_layout_document(made), _layout_line(made))


@layout.command(
    "change", epilog=example('hub room layout change "Main Hall" theatre --capacity 70 --tidy 20m')
)
@click.argument("room")
@click.argument("layout_name", metavar="LAYOUT")
@click.option("--name", help="Its new name.")
@click.option("--capacity", type=int, help="How many fit, set up like this; 0: nobody has said.")
@click.option("--setup", help="Time to set it up, like 30m.")
@click.option("--tidy", help="Time to tidy up after it, like 15m.")
@about_a_hub(changes=True)
def change_layout_(
    asked: Asked,
    *,
    room: str,
    layout_name: str,
    name: str | None,
    capacity: int | None,
    setup: str | None,
    tidy: str | None,
) -> None:
    """Change a layout. What is booked already keeps the times that it was booked with."""
    from hub.timetable.layouts import change_layout
    from hub.timetable.typed import read_minutes

    if name is None and capacity is None and setup is None and tidy is None:
        raise click.UsageError("Say what to change: --name, --capacity, --setup or --tidy.")
    with asked.changing() as store:
        changed = change_layout(
            store,
            asked.clock(),
            room=room,
            layout=layout_name,
            name=name,
            capacity=capacity,
            setup_minutes=read_minutes(setup) if setup is not None else None,
            tidy_minutes=read_minutes(tidy) if tidy is not None else None,
            by=asked.by,
        )
    asked.answer(_layout_document(changed), _layout_line(changed))


@layout.command("remove", epilog=example('hub room layout remove "Main Hall" theatre'))
@click.argument("room")
@click.argument("name")
@about_a_hub(changes=True)
def remove_layout_(asked: Asked, *, room: str, name: str) -> None:
    """Remove a layout that nothing to come wants."""
    from hub.timetable.layouts import remove_layout

    with asked.changing() as store:
        gone = remove_layout(store, asked.clock(), room=room, name=name, by=asked.by)
    asked.answer({"removed": _layout_document(gone)}, f"Removed: {gone.name} from {gone.room}.")


@layout.command("list", epilog=example('hub room layout list "Main Hall"'))
@click.argument("room")
@about_a_hub()
def list_layouts_(asked: Asked, *, room: str) -> None:
    """The layouts of a room."""
    from hub.timetable.layouts import list_layouts

    with asked.store() as store:
        found = list_layouts(store, room=room)
    asked.answer(
        {"layouts": [_layout_document(one) for one in found]},
        "\n".join(_layout_line(one) for one in found)
        or "It has none yet. Add one: hub room layout add",
    )


@click.group("kit", epilog=example("hub room kit list"))
def kit() -> None:
    """What can be lent with a room: a projector, a hearing loop."""


@kit.command(
    "add",
    epilog=example('hub room kit add "Projector"', 'hub room kit add "Hearing loop" --room Studio'),
)
@click.argument("name")
@click.option("--room", help="The room that it can't leave.")
@about_a_hub(changes=True)
def add_kit(asked: Asked, *, name: str, room: str | None) -> None:
    """Add one thing. It is never promised twice at one time."""
    from hub.timetable.equipment import add_equipment

    with asked.changing() as store:
        made = add_equipment(store, asked.clock(), name=name, room=room, by=asked.by)
    asked.answer(_kit_document(made), _kit_line(made))


@kit.command(
    "change",
    epilog=example(
        'hub room kit change "Projector" --room Studio', "hub room kit change A7KQ2 --anywhere"
    ),
)
@click.argument("thing")
@click.option("--name", help="Its new name.")
@click.option("--room", help="The room that it can't leave.")
@click.option("--anywhere", is_flag=True, help="It may leave its room.")
@about_a_hub(changes=True)
def change_kit(
    asked: Asked, *, thing: str, name: str | None, room: str | None, anywhere: bool
) -> None:
    """Change a thing's name, or the room that it stays in. Its code will do."""
    from hub.timetable.equipment import change_equipment

    if (name is None and room is None and not anywhere) or (room is not None and anywhere):
        raise click.UsageError("Say what to change: --name, and --room or --anywhere.")
    home = "" if anywhere else room
    with asked.changing() as store:
        changed = change_equipment(
            store, asked.clock(), thing=thing, name=name, room=home, by=asked.by
        )
    asked.answer(_kit_document(changed), _kit_line(changed))


@kit.command("remove", epilog=example('hub room kit remove "Projector"'))
@click.argument("name")
@about_a_hub(changes=True)
def remove_kit(asked: Asked, *, name: str) -> None:
    """Remove a thing that nothing to come wants. Its code will do."""
    from hub.timetable.equipment import remove_equipment

    with asked.changing() as store:
        gone = remove_equipment(store, asked.clock(), name=name, by=asked.by)
    asked.answer({"removed": _kit_document(gone)}, f"Removed: {gone.name}.")


@kit.command("list", epilog=example("hub room kit list"))
@about_a_hub()
def list_kit(asked: Asked) -> None:
    """Everything that is lent."""
    from hub.timetable.equipment import list_equipment

    with asked.store() as store:
        found = list_equipment(store)
    asked.answer(
        {"kit": [_kit_document(one) for one in found]},
        "\n".join(_kit_line(one) for one in found)
        or 'There is none yet. Add some: hub room kit add "Projector"',
    )


@click.group("hours", epilog=example("hub room hours list"))
def hours() -> None:
    """When the building, or a room, is open."""


@hours.command(
    "set",
    epilog=example(
        "hub room hours set mon-fri 9:00-17:00",
        "hub room hours set sat 10:00-13:00 14:00-16:00",
        "hub room hours set sun closed",
        'hub room hours set mon-sun 8:00-22:00 --room "Main Hall"',
    ),
)
@click.argument("days")
@click.argument("spans", nargs=-1, required=True)
@click.option("--room", help="A room that goes by hours of its own.")
@about_a_hub(changes=True)
def set_hours_(asked: Asked, *, days: str, spans: tuple[str, ...], room: str | None) -> None:
    """Set the opening hours of some days: mon-fri, or sat,sun, or all. What was there goes.

    Once one day is set, a day without hours counts as closed.
    """
    from hub.timetable.hours import set_hours
    from hub.timetable.typed_hours import read_opening

    wanted = [] if [one.lower() for one in spans] in ([word] for word in _CLOSED) else spans
    with asked.changing() as store:
        week = set_hours(
            store,
            asked.clock(),
            weekdays=read_days(days),
            spans=[read_opening(one) for one in wanted],
            room=room,
            by=asked.by,
        )
    _answer_hours(asked, week)


@hours.command("list", epilog=example("hub room hours list", 'hub room hours list --room "Hall A"'))
@click.option("--room", help="The hours that a room has of its own.")
@about_a_hub()
def list_hours_(asked: Asked, *, room: str | None) -> None:
    """The opening hours, day by day."""
    from hub.timetable.hours import list_hours

    with asked.store() as store:
        week = list_hours(store, room=room)
    _answer_hours(asked, week)


def _answer_hours(asked: Asked, week: tuple[HoursView, ...]) -> None:
    document = {
        "hours": [
            {
                "weekday": DAYS[day.weekday],
                "open": [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in day.spans],
            }
            for day in week
        ]
    }
    lines = [f"{days}: {spans}" for days, spans in week_words(week)]
    nothing = "No opening hours are set: bookings may be at any time."
    asked.answer(document, "\n".join(lines) or nothing)


def read_days(typed: str) -> list[int]:
    """mon-fri, sat,sun, tuesday, all: weekdays, 0 is Monday."""
    found: list[int] = []
    for part in re.split(r"[,\s]+", typed.strip().lower()):
        if part in {"all", "daily", "every-day"}:
            return list(range(7))
        first, _, last = part.partition("-")
        start, end = _weekday(first, typed), _weekday(last or first, typed)
        day = start
        while day != end:
            found.append(day)
            day = (day + 1) % 7
        found.append(end)
    return found


def _weekday(word: str, typed: str) -> int:
    if len(word) >= 3:
        for number, day in enumerate(DAYS):
            if day.lower().startswith(word) or word == f"{day.lower()}s":
                return number
    raise BadInput(
        f"{clean_line(typed)!r} are not days of the week.", hint="Write: mon-fri, or sat,sun."
    )


def _layout_document(one: LayoutView) -> dict[str, Any]:
    return {
        "room": one.room,
        "layout": one.name,
        "capacity": one.capacity,
        "setup_minutes": one.setup_minutes,
        "tidy_minutes": one.tidy_minutes,
    }


def _layout_line(one: LayoutView) -> str:
    parts = [f"{one.room}, {one.name}"]
    if one.capacity is not None:
        parts.append(f"holds {one.capacity}")
    if one.setup_minutes:
        parts.append(f"{one.setup_minutes} minutes to set up")
    if one.tidy_minutes:
        parts.append(f"{one.tidy_minutes} minutes to tidy up")
    return ", ".join(parts)


def _kit_document(one: EquipmentView) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "room": one.room or None}


def _kit_line(one: EquipmentView) -> str:
    return f"{one.code}  {one.name}{f', stays in {one.room}' if one.room else ''}"
