"""`hub group add|preview|show|list`; the others are in `kiosk.commands.series`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hub.views.groups import BankHolidayRule, Weeks
from hub.views.series import OnClash
from kiosk.commands.group_words import (
    group_document,
    group_line,
    group_words,
    made_document,
    made_words,
    preview_document,
    preview_words,
)
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.series import CLASHES, add_series_commands

if TYPE_CHECKING:
    from hub.clock import Clock

R = TypeVar("R")


@click.group("group", epilog=example("hub group list"))
def group_command() -> None:
    """Groups: an activity that meets again and again."""


_WISH = (
    click.argument("title"),
    click.option("--room", required=True, help="Where it meets."),
    click.option("--rule", required=True, help="How often (RFC 5545), like FREQ=WEEKLY;BYDAY=TU."),
    click.option("--from", "since", required=True, help="The first day it may meet."),
    click.option("--at", required=True, help="When it begins, like 19:00."),
    click.option("--for", "length", required=True, help="How long it lasts, like 90m."),
    click.option("--setup", help="Time to set up before it, like 15m; else that of the layout."),
    click.option("--tidy", help="Time to tidy up after it, like 15m; else that of the layout."),
    click.option(
        "--bank-holidays",
        type=click.Choice([rule.value for rule in BankHolidayRule]),
        default="skip",
        show_default=True,
        help="Leave bank holidays out, meet all the same, or move to the next day.",
    ),
    click.option("--term-time", is_flag=True, help="Only in the school terms: --weeks term."),
    click.option(
        "--weeks",
        type=click.Choice([weeks.value for weeks in Weeks]),
        help="Every week, those of the terms, or the A or B weeks of the terms.",
    ),
    click.option("--also", multiple=True, help="One more date. Say it again for more."),
    click.option("--not-on", multiple=True, help="A date to leave out. Say it again for more."),
    click.option("--layout", default="", help="How the room is set up, like tables."),
    click.option("--with", "equipment", multiple=True, help="What it needs, like Projector."),
    click.option("--places", type=int, help="How many can come to a session."),
    click.option("--private", is_flag=True, help="Keep it off the kiosk and off paper."),
)


def _asks_for_a_group(function: Callable[..., R]) -> Callable[..., R]:
    """The title and options that describe a group."""
    for option in reversed(_WISH):
        function = option(function)
    return function


@group_command.command(
    "add",
    epilog=example(
        'hub group add "Choir" --room "Hall A" --rule "FREQ=WEEKLY;BYDAY=WE" \\',
        "      --from 2027-01-06 --at 19:00 --for 90m",
    ),
)
@_asks_for_a_group
@click.option("--activity", help="Code of the activity; by default the one of this title.")
@CLASHES
@click.option("--anyway", is_flag=True, help="Though it is closed then, or too small.")
@click.option("--preview", is_flag=True, help="Only show each date and what is in its way.")
@about_a_hub(changes=True)
def add(
    asked: Asked, *, activity: str | None, clashes: str, anyway: bool, preview: bool, **wish: Any
) -> None:
    """Add a group and book its sessions, eighteen months ahead."""
    from hub.timetable.groups import add_group

    clock = asked.clock()
    words = _wish(clock, **wish)
    if preview:
        _show_preview(asked, clock, words)
        return
    with asked.changing() as store:
        made = add_group(
            store,
            clock,
            **words,
            activity=activity,
            on_clash=OnClash(clashes),
            anyway=anyway,
            by=asked.by,
        )
    asked.answer(made_document(made), made_words(made))


@group_command.command(
    "preview",
    epilog=example(
        'hub group preview "Choir" --room "Hall A" --rule "FREQ=WEEKLY;BYDAY=WE" \\',
        "      --from 2027-01-06 --at 19:00 --for 90m",
    ),
)
@_asks_for_a_group
@about_a_hub()
def preview(asked: Asked, **wish: Any) -> None:
    """Show each date that a group would have, and what is in its way."""
    clock = asked.clock()
    _show_preview(asked, clock, _wish(clock, **wish))


def _show_preview(asked: Asked, clock: Clock, words: dict[str, Any]) -> None:
    from hub.timetable.preview import preview_group

    with asked.store() as store:
        seen = preview_group(store, clock, **words)
    asked.answer(preview_document(seen), preview_words(seen))


def _wish(
    clock: Clock,
    *,
    title: str,
    room: str,
    rule: str,
    since: str,
    at: str,
    length: str,
    setup: str | None,
    tidy: str | None,
    bank_holidays: str,
    term_time: bool,
    weeks: str | None,
    also: tuple[str, ...],
    not_on: tuple[str, ...],
    layout: str,
    equipment: tuple[str, ...],
    places: int | None,
    private: bool,
) -> dict[str, Any]:
    """What was typed, as `add_group` and `preview_group` want it."""
    from hub.timetable.typed import read_date, read_minutes, read_time

    return {
        "title": title,
        "room": room,
        "rule": rule,
        "starts_on": read_date(since, clock),
        "at": read_time(at),
        "minutes": read_minutes(length),
        "setup_minutes": None if setup is None else read_minutes(setup),
        "tidy_minutes": None if tidy is None else read_minutes(tidy),
        "bank_holidays": BankHolidayRule(bank_holidays),
        "weeks": Weeks(weeks or (Weeks.TERM if term_time else Weeks.ALL)),
        "added": [read_date(day, clock) for day in also],
        "removed": [read_date(day, clock) for day in not_on],
        "layout": layout,
        "equipment": equipment,
        "capacity": places,
        "is_public": not private,
    }


@group_command.command("show", epilog=example("hub group show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One group."""
    from hub.timetable.groups import show_group

    with asked.store() as store:
        found = show_group(store, asked.clock(), code=code)
    asked.answer(group_document(found), group_words(found))


@group_command.command("list", epilog=example("hub group list", "hub group list --ended"))
@click.option("--ended", is_flag=True, help="Those that have ended, to begin one again.")
@about_a_hub()
def list_(asked: Asked, *, ended: bool) -> None:
    """Every group by title."""
    from hub.timetable.groups import list_groups

    with asked.store() as store:
        found = list_groups(store, asked.clock(), ended=ended)
    nothing = "No group has ended." if ended else "There are no groups yet."
    asked.answer(
        {"groups": [group_document(one) for one in found]},
        "\n".join(group_line(one) for one in found) or nothing,
    )


add_series_commands(group_command)
