"""`hub term add|list|remove`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.terms import TermView
from hub.views.words import date_words
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("term", epilog=example("hub term list"))
def term_command() -> None:
    """School terms, for groups that meet in term time, or every A or B week."""


@term_command.command(
    "add",
    epilog=example(
        'hub term add "Spring 2027" 2027-01-04 2027-03-25 --half-term 2027-02-15 2027-02-19'
    ),
)
@click.argument("name")
@click.argument("first")
@click.argument("last")
@click.option("--half-term", nargs=2, help="Its first day and its last day.")
@click.option(
    "--first-week", default="A", show_default=True, help="Is its first week an A or a B week?"
)
@about_a_hub(changes=True)
def add(
    asked: Asked,
    *,
    name: str,
    first: str,
    last: str,
    half_term: tuple[str, str] | None,
    first_week: str,
) -> None:
    """Add a term from its FIRST day to its LAST day."""
    from hub.timetable.terms import add_term
    from hub.timetable.typed import read_date

    clock = asked.clock()
    starts_on = read_date(first, clock)
    half_starts_on = half_ends_on = None
    if half_term:
        half_starts_on = read_date(half_term[0], clock, after=starts_on)
        half_ends_on = read_date(half_term[1], clock, after=half_starts_on)
    with asked.changing() as store:
        made = add_term(
            store,
            clock,
            name=name,
            starts_on=starts_on,
            ends_on=read_date(last, clock, after=starts_on),
            half_starts_on=half_starts_on,
            half_ends_on=half_ends_on,
            first_week=first_week,
            by=asked.by,
        )
    asked.answer(_document(made), f"Added. {_line(made)}")


@term_command.command("list", epilog=example("hub term list"))
@about_a_hub()
def list_(asked: Asked) -> None:
    """Every term."""
    from hub.timetable.terms import list_terms

    with asked.store() as store:
        found = list_terms(store)
    asked.answer(
        {"terms": [_document(one) for one in found]},
        "\n".join(_line(one) for one in found)
        or 'There are no terms yet. Add one: hub term add "Spring 2027" 2027-01-04 2027-03-25',
    )


@term_command.command(
    "change", epilog=example("hub term change 2 --last 2027-03-26 --first-week B")
)
@click.argument("number", type=int)
@click.option("--name", help="Its new name.")
@click.option("--first", help="Its first day.")
@click.option("--last", help="Its last day.")
@click.option("--half-term", nargs=2, help="Its first day and its last day.")
@click.option("--no-half-term", is_flag=True, help="It has none.")
@click.option("--first-week", help="Is its first week an A or a B week?")
@about_a_hub(changes=True)
def change(
    asked: Asked,
    *,
    number: int,
    name: str | None,
    first: str | None,
    last: str | None,
    half_term: tuple[str, str] | None,
    no_half_term: bool,
    first_week: str | None,
) -> None:
    """Change a term, by its NUMBER in the list. What is booked stays."""
    from hub.timetable.terms import change_term, find_term
    from hub.timetable.typed import read_date

    if not any((name, first, last, half_term, no_half_term, first_week)):
        raise click.UsageError("Say what to change: --name, --first, --last, --half-term …")
    clock = asked.clock()
    with asked.changing() as store:
        old = find_term(store, number=number)
        starts_on = read_date(first, clock) if first else old.starts_on
        half = (old.half_starts_on, old.half_ends_on)
        if half_term:
            begins = read_date(half_term[0], clock, after=starts_on)
            half = (begins, read_date(half_term[1], clock, after=begins))
        if no_half_term:
            half = (None, None)
        to = TermView(
            number,
            name or old.name,
            starts_on,
            read_date(last, clock, after=starts_on) if last else old.ends_on,
            *half,
            first_week or old.first_week,
        )
        changed = change_term(store, clock, to=to, by=asked.by)
    asked.answer(_document(changed), f"Changed. {_line(changed)}")


@term_command.command("remove", epilog=example("hub term remove 2"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def remove(asked: Asked, *, number: int) -> None:
    """Take a term away, by its NUMBER in the list. What is booked stays."""
    from hub.timetable.terms import remove_term

    with asked.changing() as store:
        gone = remove_term(store, asked.clock(), number=number, by=asked.by)
    asked.answer(_document(gone), f"Taken away. {_line(gone)}")


def _document(one: TermView) -> dict[str, Any]:
    half = (
        {"from": one.half_starts_on.isoformat(), "until": one.half_ends_on.isoformat()}
        if one.half_starts_on and one.half_ends_on
        else None
    )
    return {
        "number": one.number,
        "name": one.name,
        "from": one.starts_on.isoformat(),
        "until": one.ends_on.isoformat(),
        "half_term": half,
        "first_week": one.first_week,
    }


def _line(one: TermView) -> str:
    half = (
        f", half-term {date_words(one.half_starts_on)} to {date_words(one.half_ends_on)}"
        if one.half_starts_on and one.half_ends_on
        else ""
    )
    return (
        f"{one.number}  {one.name}: {date_words(one.starts_on)} to {date_words(one.ends_on)}{half}."
        f" Its first week is {one.first_week}."
    )
