"""`hub group add|show|list`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.timetable import BankHolidayRule, GroupMade, GroupView
from hub.views.words import date_words, day_words_short
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("group", epilog=example("hub group list"))
def group_command() -> None:
    """Groups: an activity that meets again and again."""


@group_command.command(
    "add",
    epilog=example(
        'hub group add "Choir" --room "Hall A" --rule "FREQ=WEEKLY;BYDAY=WE" \\',
        "      --from 2027-01-06 --at 19:00 --for 90m",
    ),
)
@click.argument("title")
@click.option("--room", required=True, help="Where it meets.")
@click.option("--rule", required=True, help="How often (RFC 5545), like FREQ=WEEKLY;BYDAY=TU.")
@click.option("--from", "since", required=True, help="The first day it may meet.")
@click.option("--at", required=True, help="When it begins, like 19:00.")
@click.option("--for", "length", required=True, help="How long it lasts, like 90m.")
@click.option("--setup", default="0", help="Time to set up before it, like 15m.")
@click.option("--tidy", default="0", help="Time to tidy up after it, like 15m.")
@click.option("--activity", help="Code of the activity; by default the one of this title.")
@click.option(
    "--bank-holidays",
    type=click.Choice([rule.value for rule in BankHolidayRule]),
    default="skip",
    show_default=True,
    help="Leave bank holidays out, meet all the same, or move to the next day.",
)
@click.option(
    "--clashes",
    type=click.Choice(["skip", "stop"]),
    default="skip",
    show_default=True,
    help="Where the room is taken: book the other dates, or nothing at all.",
)
@click.option("--private", is_flag=True, help="Keep it off the kiosk and off paper.")
@about_a_hub(changes=True)
def add(
    asked: Asked,
    *,
    title: str,
    room: str,
    rule: str,
    since: str,
    at: str,
    length: str,
    setup: str,
    tidy: str,
    activity: str | None,
    bank_holidays: str,
    clashes: str,
    private: bool,
) -> None:
    """Add a group and book its sessions, eighteen months ahead."""
    from hub.timetable.groups import add_group
    from hub.timetable.typed import read_date, read_minutes, read_time

    clock = asked.clock()
    starts_on, begins = read_date(since, clock), read_time(at)
    with asked.changing() as store:
        made = add_group(
            store,
            clock,
            title=title,
            room=room,
            rule=rule,
            starts_on=starts_on,
            at=begins,
            minutes=read_minutes(length),
            setup_minutes=read_minutes(setup),
            tidy_minutes=read_minutes(tidy),
            activity=activity,
            bank_holidays=BankHolidayRule(bank_holidays),
            on_clash=clashes,
            is_public=not private,
            by=asked.by,
        )
    asked.answer(made_document(made), made_words(made))


@group_command.command("show", epilog=example("hub group show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One group."""
    from hub.timetable.groups import show_group

    with asked.store() as store:
        found = show_group(store, asked.clock(), code=code)
    asked.answer(_document(found), _line(found))


@group_command.command("list", epilog=example("hub group list"))
@about_a_hub()
def list_(asked: Asked) -> None:
    """Every group by title."""
    from hub.timetable.groups import list_groups

    with asked.store() as store:
        found = list_groups(store, asked.clock())
    asked.answer(
        {"groups": [_document(one) for one in found]},
        "\n".join(_line(one) for one in found) or "There are no groups yet.",
    )


def made_document(made: GroupMade) -> dict[str, Any]:
    """What came of adding a group, in JSON."""
    return {
        "code": made.code,
        "title": made.title,
        "sessions": made.sessions,
        "first": made.first.isoformat() if made.first else None,
        "last": made.last.isoformat() if made.last else None,
        "clashes": [{"date": one.on.isoformat(), "with": one.with_what} for one in made.clashes],
        "skipped": [{"date": one.on.isoformat(), "why": one.why} for one in made.skipped],
    }


def made_words(made: GroupMade) -> str:
    """What came of adding a group, for people: what was left out comes last and in full."""
    assert made.first is not None
    assert made.last is not None
    lines = [
        f"{made.code}  {made.title}: {made.sessions} sessions, from {date_words(made.first)}"
        f" to {date_words(made.last)}."
    ]
    if made.skipped:
        lines.append("Left out:")
        lines += [f"  {day_words_short(one.on)} {one.on.year}: {one.why}" for one in made.skipped]
    if made.clashes:
        lines.append(f"Not booked, because the room is taken ({len(made.clashes)}):")
        lines += [
            f"  {day_words_short(one.on)} {one.on.year}: {one.with_what}" for one in made.clashes
        ]
    return "\n".join(lines)


def _document(one: GroupView) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "room": one.room,
        "rule": one.rule,
        "in_words": one.in_words,
        "from": one.starts_on.isoformat(),
        "at": f"{one.at:%H:%M}",
        "minutes": one.minutes,
        "bank_holidays": one.bank_holidays.value,
        "public": one.is_public,
        "activity": one.activity,
        "last": one.last_session.isoformat() if one.last_session else None,
    }


def _line(one: GroupView) -> str:
    return f"{one.code}  {one.title}: {one.in_words}, {one.room}"
