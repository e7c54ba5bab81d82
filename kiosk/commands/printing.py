"""`hub print timetable|next-steps`, and the Sunday job that has the timetable ready for Monday."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hub.clock import Clock
from hub.errors import NoStorage
from hub.noticeboard.takeaway import payload_for_hub
from hub.settings import Settings
from hub.store.site import show_site
from hub.timetable.typed import read_week
from hub.timetable.weeks import public_week
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.signposting import about_a_plan, make_plan
from printables.timetable import timetable_pdf

if TYPE_CHECKING:
    from hub.store.engine import Store


@click.group("print", epilog=example("hub print timetable --week 2026-W52 -o week.pdf"))
def print_command() -> None:
    """Paper: make a PDF to print."""


@print_command.command(
    "timetable",
    epilog=example(
        "hub print timetable --week 2026-W52 -o week.pdf",
        "hub print timetable --week next --large -o large.pdf",
    ),
)
@click.option("--week", default="this", show_default=True, help="Like 2026-W52, this or next.")
@click.option("--large", is_flag=True, help="Large print.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where it goes."
)
@about_a_hub()
def timetable(asked: Asked, *, week: str, large: bool, output: Path | None) -> None:
    """The weekly timetable for the door."""
    clock = asked.clock()
    year, number = read_week(week, clock)
    with asked.store() as store:
        pages = _timetable(store, clock, asked.settings(), year, number, large=large)
    path = output or Path(f"timetable-{year}-W{number:02d}{'-large' if large else ''}.pdf")
    write_whole(path, pages)
    asked.answer(
        {"file": str(path), "week": f"{year}-W{number:02d}"}, f"The timetable is in {path}."
    )


@print_command.command(
    "next-steps",
    epilog=example(
        "hub print next-steps rent carer -o steps.pdf",
        "hub print next-steps lonely --interest gardening --large",
    ),
)
@about_a_plan
@click.option("--large", is_flag=True, help="Large print.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where it goes."
)
@about_a_hub()
def next_steps(asked: Asked, *, large: bool, output: Path | None, **wanted: Any) -> None:
    """The next steps that one visitor takes home. No name is on it."""
    from printables.next_steps import next_steps_pdf

    plan, site = make_plan(asked, **wanted)
    path = output or Path(f"next-steps{'-large' if large else ''}.pdf")
    write_whole(path, next_steps_pdf(plan, site, large=large))
    asked_for = [need.name for need in plan.needs] + [one.name for one in plan.interests]
    asked.answer(
        {
            "file": str(path),
            "needs": [need.slug for need in plan.needs],
            "interests": [one.slug for one in plan.interests],
            "unmet": [need.slug for need in plan.unmet],
        },
        f"The next steps are in {path}. For: {'; '.join(asked_for)}",
    )


def prepare_timetable(store: Store, clock: Clock, settings: Settings) -> str:
    """Sunday's job: next week's timetable, in normal and large print. Says where they are."""
    year, week, _ = (clock.today() + timedelta(days=7)).isocalendar()
    if clock.today().weekday() <= 2:  # Monday to Wednesday: it was off on Sunday, and is late
        year, week, _ = clock.today().isocalendar()
    settings.printed_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = []
    for large in (False, True):
        name = f"timetable-{year}-W{week:02d}{'-large' if large else ''}.pdf"
        pages = _timetable(store, clock, settings, year, week, large=large)
        write_whole(settings.printed_folder / name, pages)
        names.append(name)
    return f"{' and '.join(names)} in {settings.printed_folder}"


def _timetable(
    store: Store, clock: Clock, settings: Settings, year: int, week: int, *, large: bool
) -> bytes:
    view = public_week(store, clock, year=year, week=week)
    with store.read() as session:
        site = show_site(session)
    code = payload_for_hub(site)
    return timetable_pdf(
        view, site, correct_on=clock.today(), large=large, qr=(code.payload, code.words)
    )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what was there before stays until it is."""
    try:
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".part-", suffix=path.suffix)
    except OSError as error:
        raise _no_storage(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise _no_storage(path, error) from None


def _no_storage(path: Path, error: OSError) -> NoStorage:
    return NoStorage(
        f"{path} can't be written: {error.strerror}.", hint="Choose another place with -o."
    )
