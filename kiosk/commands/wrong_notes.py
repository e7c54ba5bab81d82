"""`hub directory wrong list|add|settle`: who says that an entry is wrong."""

from __future__ import annotations

from typing import Any

import click

from hub.views.sorts import Channel, WrongPart
from hub.views.visits import WrongNoteView
from hub.views.words import date_words_short
from kiosk.commands.opening import Asked, about_a_hub, example

_PARTS = {
    WrongPart.PHONE: "the phone number",
    WrongPart.TIMES: "the day or the time",
    WrongPart.ADDRESS: "the place",
    WrongPart.CLOSED: "it has closed",
    WrongPart.COST: "what it costs",
    WrongPart.OTHER: "something else",
}


@click.group("wrong", epilog=example("hub directory wrong list"))
def wrong() -> None:
    """What people say is wrong in the directory."""


@wrong.command("list", epilog=example("hub directory wrong list"))
@about_a_hub()
def list_(asked: Asked) -> None:
    """What nobody has looked into yet, what most people say first."""
    from hub.directory.wrong_notes import list_wrong_notes

    with asked.store() as store:
        found = list_wrong_notes(store)
    asked.answer(
        {"wrong": [_document(one) for one in found]},
        "\n".join(_line(one) for one in found) or "Nobody says that anything is wrong.",
    )


@wrong.command(
    "add",
    epilog=example(
        "hub directory wrong add A7KQ2 phone",
        'hub directory wrong add A7KQ2 times --detail "Mondays now"',
    ),
)
@click.argument("code")
@click.argument("part", metavar="PART", type=click.Choice([one.value for one in WrongPart]))
@click.option("--detail", default="", help="What they said about it, without their name.")
@click.option(
    "--channel",
    type=click.Choice([one.value for one in Channel]),
    default=Channel.DESK.value,
    show_default=True,
    help="Where they said it.",
)
@about_a_hub(changes=True)
def add(asked: Asked, *, code: str, part: str, detail: str, channel: str) -> None:
    """Note that this PART of the entry or activity with this CODE is wrong."""
    from hub.directory.wrong_notes import note_wrong

    with asked.store() as store:
        made = note_wrong(
            store,
            asked.clock(),
            code=code,
            part=WrongPart(part),
            detail=detail,
            channel=Channel(channel),
            by=asked.by,
        )
    asked.answer(_document(made), f"Noted. {_line(made)}")


@wrong.command("settle", epilog=example("hub directory wrong settle 4"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def settle(asked: Asked, *, number: int) -> None:
    """Somebody has looked into it, by its NUMBER: everybody who said the same is answered."""
    from hub.directory.wrong_notes import settle_wrong_note

    with asked.store() as store:
        done = settle_wrong_note(store, asked.clock(), number=number, by=asked.by)
    asked.answer(_document(done), f"Settled. {_line(done)}")


def _document(one: WrongNoteView) -> dict[str, Any]:
    return {
        "number": one.number,
        "code": one.code,
        "name": one.name,
        "part": one.part.value,
        "detail": one.detail,
        "week": one.week.isoformat(),
        "channel": one.channel.value,
        "times": one.times,
    }


def _line(one: WrongNoteView) -> str:
    people = "1 person says" if one.times == 1 else f"{one.times} people say"
    detail = f" ({one.detail})" if one.detail else ""
    return (
        f"{one.number}  {one.name}, {one.code}: {_PARTS[one.part]}{detail}."
        f" {people} so; the last in the week of {date_words_short(one.week)}."
    )
