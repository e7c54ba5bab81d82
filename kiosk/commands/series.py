"""`hub group change|end|pause|resume|date`: what happens to a group once it is there."""

from __future__ import annotations

import click

from hub.views.groups import BankHolidayRule, Weeks
from hub.views.series import Keep, OnClash, Scope, SeriesChange
from kiosk.commands.group_words import (
    changed_document,
    changed_words,
    preview_document,
    preview_words,
)
from kiosk.commands.opening import Asked, about_a_hub, example

CLASHES = click.option(
    "--clashes",
    type=click.Choice([choice.value for choice in OnClash]),
    default="skip",
    show_default=True,
    help="Where the room can't be had: skip those dates, find another room or another time for"
    " them, or stop and change nothing.",
)
EXCEPTIONS = click.option(
    "--exceptions",
    type=click.Choice(["keep", "drop"]),
    help="Sessions that were moved, cancelled, noted or signed up for and would change: keep them"
    " as they are, or let them go with the rest. Without it you are asked first.",
)
ANYWAY = click.option("--anyway", is_flag=True, help="Though it is closed then, or too small.")


@click.command(
    "change",
    epilog=example(
        "hub group change A7KQ2 --at 18:00 --scope all",
        'hub group change A7KQ2 --room "Hall B" --scope following --date 2027-03-02',
    ),
)
@click.argument("code")
@click.option(
    "--scope",
    type=click.Choice([scope.value for scope in Scope]),
    required=True,
    help="All from today on, those from a date on, or this one.",
)
@click.option("--date", "on", help="Which session, or from which day on.")
@click.option("--at", help="When it begins, like 18:00.")
@click.option("--for", "length", help="How long it lasts, like 90m.")
@click.option("--room", help="Where it meets.")
@click.option("--rule", help="How often (RFC 5545), like FREQ=WEEKLY;BYDAY=TU.")
@click.option("--title", help='Its own name; "" for that of its activity.')
@click.option(
    "--bank-holidays",
    type=click.Choice([rule.value for rule in BankHolidayRule]),
    help="Leave bank holidays out, meet all the same, or move to the next day.",
)
@click.option("--term-time", is_flag=True, help="Only in the school terms: --weeks term.")
@click.option(
    "--weeks",
    type=click.Choice([weeks.value for weeks in Weeks]),
    help="Every week, those of the terms, or the A or B weeks of the terms.",
)
@click.option("--places", type=int, help="How many can come; 0 for any number.")
@click.option("--layout", help='How the room is set up; "" for no layout.')
@click.option("--with", "equipment", multiple=True, help="What it needs, in place of what it had.")
@click.option("--without-equipment", is_flag=True, help="It needs nothing beside its room.")
@click.option("--public/--private", "public", default=None, help="Show it to everybody, or not.")
@CLASHES
@EXCEPTIONS
@ANYWAY
@click.option("--preview", is_flag=True, help="Only show each date and what is in its way.")
@about_a_hub(changes=True)
def change(
    asked: Asked,
    *,
    code: str,
    scope: str,
    on: str | None,
    at: str | None,
    length: str | None,
    room: str | None,
    rule: str | None,
    title: str | None,
    bank_holidays: str | None,
    term_time: bool,
    weeks: str | None,
    places: int | None,
    layout: str | None,
    equipment: tuple[str, ...],
    without_equipment: bool,
    public: bool | None,
    clashes: str,
    exceptions: str | None,
    anyway: bool,
    preview: bool,
) -> None:
    """Change a group. What has been stays as it was."""
    from hub.timetable.editing import change_group
    from hub.timetable.preview import preview_change
    from hub.timetable.typed import read_date, read_minutes, read_time

    if on is not None and scope == Scope.ALL:
        raise click.UsageError("--date goes with --scope this or --scope following.")
    if equipment and without_equipment:
        raise click.UsageError("Either --with or --without-equipment.")
    clock = asked.clock()
    chosen_weeks = weeks or (Weeks.TERM if term_time else None)
    wanted = SeriesChange(
        at=None if at is None else read_time(at),
        minutes=None if length is None else read_minutes(length),
        room=room,
        rule=rule,
        title=title,
        bank_holidays=None if bank_holidays is None else BankHolidayRule(bank_holidays),
        weeks=None if chosen_weeks is None else Weeks(chosen_weeks),
        capacity=places,
        layout=layout,
        equipment=equipment if equipment or without_equipment else None,
        is_public=public,
    )
    day = None if on is None else read_date(on, clock)
    if preview:
        with asked.store() as store:
            seen = preview_change(
                store, clock, code=code, scope=Scope(scope), on=day, change=wanted
            )
        asked.answer(preview_document(seen), preview_words(seen))
        return
    with asked.changing() as store:
        done = change_group(
            store,
            clock,
            code=code,
            scope=Scope(scope),
            on=day,
            change=wanted,
            on_clash=OnClash(clashes),
            exceptions=Keep(exceptions or "ask"),
            anyway=anyway,
            by=asked.by,
        )
    asked.answer(changed_document(done), changed_words(done, "Changed"))


@click.command("end", epilog=example("hub group end A7KQ2 --last 2027-03-30"))
@click.argument("code")
@click.option(
    "--last",
    "--date",
    "last",
    default="today",
    show_default=True,
    help="The last day on which it may meet.",
)
@EXCEPTIONS
@about_a_hub(changes=True)
def end(asked: Asked, *, code: str, last: str, exceptions: str | None) -> None:
    """End a group. Its sessions after that day go; what has been stays."""
    from hub.timetable.ending import end_group
    from hub.timetable.typed import read_date

    clock = asked.clock()
    last_on = read_date(last, clock)
    with asked.changing() as store:
        done = end_group(
            store,
            clock,
            code=code,
            last_on=last_on,
            exceptions=Keep(exceptions or "ask"),
            by=asked.by,
        )
    asked.answer(changed_document(done), changed_words(done, "Ended"))


@click.command("pause", epilog=example("hub group pause A7KQ2 --until 2027-04-12"))
@click.argument("code")
@click.option("--from", "first", default="today", show_default=True, help="The first day off.")
@click.option("--until", required=True, help="The day from which it meets again.")
@EXCEPTIONS
@about_a_hub(changes=True)
def pause(asked: Asked, *, code: str, first: str, until: str, exceptions: str | None) -> None:
    """Let a group rest for a while."""
    from hub.timetable.ending import pause_group
    from hub.timetable.typed import read_date

    clock = asked.clock()
    since, again = read_date(first, clock), read_date(until, clock)
    with asked.changing() as store:
        done = pause_group(
            store,
            clock,
            code=code,
            first=since,
            until=again,
            exceptions=Keep(exceptions or "ask"),
            by=asked.by,
        )
    asked.answer(changed_document(done), changed_words(done, "Paused"))


@click.command("resume", epilog=example("hub group resume A7KQ2 --on 2027-03-15"))
@click.argument("code")
@click.option(
    "--on", "--from", "on", default="today", show_default=True, help="From when it meets again."
)
@CLASHES
@ANYWAY
@about_a_hub(changes=True)
def resume(asked: Asked, *, code: str, on: str, clashes: str, anyway: bool) -> None:
    """Let a group meet again that is paused or has ended."""
    from hub.timetable.ending import resume_group
    from hub.timetable.typed import read_date

    clock = asked.clock()
    day = read_date(on, clock)
    with asked.changing() as store:
        done = resume_group(
            store,
            clock,
            code=code,
            on=day,
            on_clash=OnClash(clashes),
            anyway=anyway,
            by=asked.by,
        )
    asked.answer(changed_document(done), changed_words(done, "Resumed"))


@click.group("date", epilog=example("hub group date add A7KQ2 2027-04-08"))
def date_command() -> None:
    """Single dates: one more, or one less."""


@date_command.command("add", epilog=example("hub group date add A7KQ2 2027-04-08"))
@click.argument("code")
@click.argument("on")
@ANYWAY
@about_a_hub(changes=True)
def date_add(asked: Asked, *, code: str, on: str, anyway: bool) -> None:
    """Let a group meet once more, at its usual time."""
    from hub.timetable.extra_dates import add_date
    from hub.timetable.typed import read_date

    clock = asked.clock()
    day = read_date(on, clock)
    with asked.changing() as store:
        done = add_date(store, clock, code=code, on=day, anyway=anyway, by=asked.by)
    asked.answer(changed_document(done), changed_words(done, "Changed"))


@date_command.command("remove", epilog=example("hub group date remove A7KQ2 2027-04-06"))
@click.argument("code")
@click.argument("on")
@EXCEPTIONS
@about_a_hub(changes=True)
def date_remove(asked: Asked, *, code: str, on: str, exceptions: str | None) -> None:
    """Take one date out. To tell the public, cancel the session: hub booking cancel."""
    from hub.timetable.extra_dates import remove_date
    from hub.timetable.typed import read_date

    clock = asked.clock()
    day = read_date(on, clock)
    with asked.changing() as store:
        done = remove_date(
            store, clock, code=code, on=day, exceptions=Keep(exceptions or "ask"), by=asked.by
        )
    asked.answer(changed_document(done), changed_words(done, "Changed"))


def add_series_commands(group: click.Group) -> None:
    """Put them beside `hub group add`."""
    for command in (change, end, pause, resume, date_command):
        group.add_command(command)
