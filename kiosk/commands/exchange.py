"""`hub import ical` and `hub export ical`."""

from __future__ import annotations

from pathlib import Path

import click

from hub.errors import NotFound
from hub.views.exchange import CalendarRead
from kiosk.commands.opening import Asked, about_a_hub, example

_NAMED = 20


@click.group("import", epilog=example("hub import ical calendar.ics --room 'Hall A'"))
def import_command() -> None:
    """Bring in what other programs wrote. (The list of local help: hub directory import)"""


@click.group("export", epilog=example("hub export ical -o hub.ics"))
def export_command() -> None:
    """Write the timetable for other programs. (The list of local help: hub directory export)"""


@import_command.command("ical", epilog=example("hub import ical calendar.ics --room 'Hall A'"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--room", help="Where an entry goes that names none of our rooms.")
@click.option("--private", is_flag=True, help="Keep what comes in off the kiosk and off paper.")
@about_a_hub(changes=True)
def import_ical_command(asked: Asked, *, file: Path, room: str | None, private: bool) -> None:
    """Add the groups and bookings of an iCalendar FILE.

    Each entry is taken whole or refused with its reason; one that came in before is left as it is.
    hub undo takes the whole file back.
    """
    from hub.timetable.ical_in import import_ical

    if not file.is_file():
        raise NotFound(f"There is no file {file}.", hint="Check its name and its folder.")
    with asked.changing() as store:
        done = import_ical(
            store,
            asked.clock(),
            content=file.read_bytes(),
            room=room,
            is_public=not private,
            by=asked.by,
        )
    asked.answer(_document(done), _words(done))


@export_command.command("ical", epilog=example("hub export ical -o hub.ics"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--private", is_flag=True, help="With what only the desk may know.")
@about_a_hub()
def export_ical_command(asked: Asked, *, output: Path, private: bool) -> None:
    """Write every group and booking from this week on as iCalendar (RFC 5545)."""
    from hub.timetable.ical_out import export_ical

    with asked.store() as store:
        written = export_ical(store, asked.clock(), private_too=private)
    output.write_bytes(written)
    entries = written.count(b"BEGIN:VEVENT")
    asked.answer({"file": str(output), "entries": entries}, f"{entries} entries are in {output}.")


def _document(done: CalendarRead) -> dict[str, object]:
    return {
        "read": done.read,
        "created": list(done.created),
        "sessions": done.sessions,
        "clashes": list(done.clashes),
        "known": done.known,
        "refused": [{"row": one.row, "title": one.title, "why": one.why} for one in done.refused],
    }


def _words(done: CalendarRead) -> str:
    lines = [
        f"Read {done.read}, took {len(done.created)}: {done.sessions} dates are booked.",
    ]
    if done.known:
        lines.append(f"Already here: {done.known}.")
    if done.clashes:
        lines.append(f"Not booked, because the room is taken ({len(done.clashes)}):")
        lines += [f"  {one}" for one in _some(done.clashes)]
    if done.refused:
        lines.append(f"Refused ({len(done.refused)}):")
        lines += _some(tuple(f"  {one.row}. {one.title}: {one.why}" for one in done.refused))
        lines.append('Where an entry goes that names none of our rooms: --room "Hall A"')
    return "\n".join(lines)


def _some(lines: tuple[str, ...]) -> tuple[str, ...]:
    more = len(lines) - _NAMED
    return (*lines[:_NAMED], *((f"  and {more} more",) if more > 0 else ()))
