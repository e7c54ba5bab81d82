"""`hub interest list|add|change|words|hide|show-again`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.interests import InterestKind, InterestView
from kiosk.commands.opening import Asked, about_a_hub, example

_KINDS = click.Choice([kind.value for kind in InterestKind])
_HEADINGS = {
    InterestKind.DO: "Things to do",
    InterestKind.LEARN: "Things to learn",
    InterestKind.GIVE: "Things to give",
}


@click.group("interest", epilog=example("hub interest list"))
def interest_command() -> None:
    """What people like, want to learn or could give: look, add, rename, hide."""


@interest_command.command(
    "list", epilog=example("hub interest list", "hub interest list --words --hidden")
)
@click.option("--words", "with_words", is_flag=True, help="With what people type for each.")
@click.option("--hidden", is_flag=True, help="With those that are hidden.")
@about_a_hub()
def list_(asked: Asked, *, with_words: bool, hidden: bool) -> None:
    """Every interest: things to do, to learn, to give."""
    from hub.directory.interests import list_interests

    with asked.store() as store:
        found = list_interests(store, hidden_too=hidden, today=asked.clock().today())
    lines: list[str] = []
    for kind, heading in _HEADINGS.items():
        mine = [
            f"  {line}" for one in found if one.kind is kind for line in _words(one, with_words)
        ]
        lines += [heading, *mine] if mine else []
    asked.answer(
        {"interests": [_document(one) for one in found]},
        "\n".join(lines) or "There are no interests yet.",
    )


@interest_command.command(
    "add", epilog=example('hub interest add "I like bees" --kind do --word honey --word hives')
)
@click.argument("name")
@click.option("--kind", type=_KINDS, required=True, help="To do, to learn or to give.")
@click.option("--word", "words", multiple=True, help="What people type for it. Give it again.")
@about_a_hub(changes=True)
def add(asked: Asked, *, name: str, kind: str, words: tuple[str, ...]) -> None:
    """Add an interest of your own."""
    from hub.directory.interests_editing import add_interest

    with asked.changing() as store:
        made = add_interest(store, asked.clock(), kind=kind, name=name, words=words, by=asked.by)
    _answer(asked, made)


@interest_command.command(
    "change", epilog=example('hub interest change games --name "I like chess"')
)
@click.argument("interest")
@click.option("--name", help="What it is called from now on.")
@click.option("--kind", type=_KINDS, help="To do, to learn or to give.")
@about_a_hub(changes=True)
def change(asked: Asked, *, interest: str, name: str | None, kind: str | None) -> None:
    """Change what is named; the rest stays, and an upgrade leaves it as it is."""
    from hub.directory.interests_editing import change_interest

    with asked.changing() as store:
        made = change_interest(
            store, asked.clock(), interest=interest, name=name, kind=kind, by=asked.by
        )
    _answer(asked, made)


@interest_command.command(
    "words",
    epilog=example("hub interest words gardening", "hub interest words gardening --add roses"),
)
@click.argument("interest")
@click.option("--add", "added", multiple=True, help="What people type for it as well.")
@click.option("--remove", "removed", multiple=True, help="What they don't mean by it.")
@about_a_hub(changes=True)
def words(asked: Asked, *, interest: str, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Show, add or remove what people type for an interest."""
    from hub.directory.interests_editing import (
        add_interest_words,
        remove_interest_words,
        show_interest,
    )

    if added and removed:
        raise click.UsageError("Add words or remove them, one after the other.")
    if not added and not removed:
        with asked.store() as store:
            made = show_interest(store, interest=interest, today=asked.clock().today())
    else:
        with asked.changing() as store:
            edit = add_interest_words if added else remove_interest_words
            made = edit(
                store, asked.clock(), interest=interest, words=added or removed, by=asked.by
            )
    _answer(asked, made)


@interest_command.command("hide", epilog=example("hub interest hide games"))
@click.argument("interest")
@about_a_hub(changes=True)
def hide(asked: Asked, *, interest: str) -> None:
    """Ask about an interest no more. Nothing is lost: hub interest show-again."""
    from hub.directory.interests_editing import hide_interest

    with asked.changing() as store:
        made = hide_interest(store, asked.clock(), interest=interest, by=asked.by)
    _answer(asked, made)


@interest_command.command("show-again", epilog=example("hub interest show-again games"))
@click.argument("interest")
@about_a_hub(changes=True)
def show_again(asked: Asked, *, interest: str) -> None:
    """Ask about a hidden interest again."""
    from hub.directory.interests_editing import show_interest_again

    with asked.changing() as store:
        made = show_interest_again(store, asked.clock(), interest=interest, by=asked.by)
    _answer(asked, made)


def _answer(asked: Asked, one: InterestView) -> None:
    asked.answer(_document(one), "\n".join(_words(one, with_words=True)))


def _words(one: InterestView, with_words: bool) -> list[str]:
    marks = {"the hub's own": one.is_own, "hidden": one.is_hidden}
    said = ", ".join(mark for mark, holds in marks.items() if holds)
    lines = [f"{one.slug}: {one.name}{f' ({said})' if said else ''}"]
    if with_words:
        lines.append(f"    {', '.join(one.words) or 'no words yet'}")
    return lines


def _document(one: InterestView) -> dict[str, Any]:
    return {
        "interest": one.slug,
        "name": one.name,
        "kind": one.kind.value,
        "own": one.is_own,
        "hidden": one.is_hidden,
        "words": list(one.words),
        "activities": one.activities,
        "services": one.services,
    }
