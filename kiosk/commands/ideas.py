"""`hub idea list|add|keep|throw-away`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.visits import IdeaView
from hub.views.words import date_words_short
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("idea", epilog=example("hub idea list"))
def idea_command() -> None:
    """What visitors would like. Somebody reads each one before anybody else sees it."""


@idea_command.command("list", epilog=example("hub idea list", "hub idea list --unread"))
@click.option("--unread", is_flag=True, help="Only those that nobody has read yet.")
@about_a_hub()
def list_(asked: Asked, *, unread: bool) -> None:
    """Ideas, those that nobody has read first."""
    from hub.signposting.ideas import list_ideas

    with asked.store() as store:
        found = list_ideas(store, unread_only=unread)
    asked.answer(
        {"ideas": [_document(one) for one in found]},
        "\n".join(_line(one) for one in found) or "There are no ideas to read.",
    )


@idea_command.command(
    "add", epilog=example('hub idea add "A bench by the door"', 'hub idea add "Chess" --group')
)
@click.argument("words")
@click.option("--group", "is_group", is_flag=True, help="A group that somebody would come to.")
@about_a_hub(changes=True)
def add(asked: Asked, *, words: str, is_group: bool) -> None:
    """Note what somebody said at the desk, without their name."""
    from hub.signposting.ideas import add_idea

    with asked.store() as store:
        made = add_idea(
            store, asked.clock(), kind="group" if is_group else "idea", words=words, by=asked.by
        )
    asked.answer(_document(made), f"Noted. {_line(made)}")


@idea_command.command("keep", epilog=example("hub idea keep 3"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def keep(asked: Asked, *, number: int) -> None:
    """Keep an idea, by its NUMBER, for the next meeting. It is deleted after half a year."""
    from hub.signposting.ideas import keep_idea

    with asked.store() as store:
        kept = keep_idea(store, asked.clock(), number=number, by=asked.by)
    asked.answer(_document(kept), f"Kept. {_line(kept)}")


@idea_command.command("throw-away", epilog=example("hub idea throw-away 3"))
@click.argument("number", type=int)
@about_a_hub(changes=True)
def throw_away(asked: Asked, *, number: int) -> None:
    """Delete an idea, by its NUMBER, at once."""
    from hub.signposting.ideas import throw_idea_away

    with asked.store() as store:
        gone = throw_idea_away(store, asked.clock(), number=number, by=asked.by)
    asked.answer({"thrown_away": gone.number}, f"Thrown away: idea {gone.number}.")


def _document(one: IdeaView) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "words": one.words,
        "week": one.week.isoformat(),
        "channel": one.channel.value,
        "read": one.is_read,
        "kept": one.is_kept,
    }


def _line(one: IdeaView) -> str:
    what = "a group for: " if one.kind == "group" else ""
    state = " (kept)" if one.is_kept else " (read)" if one.is_read else ""
    return f"{one.number}  {what}{one.words}  · week of {date_words_short(one.week)}{state}"
