"""`hub volunteer add|list` and `hub audit`."""

from __future__ import annotations

import click

from hub.views.words import date_words_short, time_words
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("volunteer", epilog=example("hub volunteer add Sam"))
def volunteer_command() -> None:
    """Volunteers: who helps at the desk."""


@volunteer_command.command("add", epilog=example("hub volunteer add Sam --coordinator"))
@click.argument("name")
@click.option("--coordinator", is_flag=True, help="They keep the hub right and print it.")
@about_a_hub(changes=True)
def add(asked: Asked, *, name: str, coordinator: bool) -> None:
    """Add a volunteer. A first name is enough."""
    from hub.people.volunteers import add_volunteer

    role = "coordinator" if coordinator else "volunteer"
    with asked.store() as store:
        made = add_volunteer(store, asked.clock(), name=name, role=role, by=asked.by)
    asked.answer({"name": made.name, "role": made.role}, f"{made.name} is on the list.")


@volunteer_command.command("list", epilog=example("hub volunteer list"))
@about_a_hub()
def list_(asked: Asked) -> None:
    """Every volunteer."""
    from hub.people.volunteers import list_volunteers

    with asked.store() as store:
        found = list_volunteers(store)
    asked.answer(
        {"volunteers": [{"name": one.name, "role": one.role} for one in found]},
        "\n".join(f"{one.name} ({one.role})" for one in found)
        or "Nobody yet. Add somebody: hub volunteer add Sam",
    )


@click.command(
    "audit",
    epilog=example("hub audit", "hub audit --code A7KQ2", "hub audit --who Sam --since mon"),
)
@click.option("--code", help="Only changes of this code.")
@click.option("--who", help="Only what this volunteer did.")
@click.option("--since", help="Only from this day on.")
@click.option("--last", default=20, show_default=True, help="How many lines.")
@about_a_hub()
def audit_command(
    asked: Asked, *, code: str | None, who: str | None, since: str | None, last: int
) -> None:
    """Who changed what, and when. The newest comes first."""
    from hub.people.trail import read_trail
    from hub.people.wording import trail_words
    from hub.timetable.typed import read_date

    clock = asked.clock()
    day = read_date(since, clock) if since else None
    with asked.store() as store:
        lines = read_trail(store, clock, code=code, by=who, since=day, limit=last)
    asked.answer(
        {
            "changes": [
                {
                    "at": one.at.isoformat(),
                    "by": one.by,
                    "verb": one.verb,
                    "code": one.code,
                    "fields": dict(one.fields),
                }
                for one in lines
            ]
        },
        "\n".join(
            f"{date_words_short(one.at.date())} {time_words(one.at)}  {trail_words(one)}"
            for one in lines
        )
        or "Nothing has been changed yet.",
    )
