"""`hub need list|add|change|words|hide|show-again`."""

from __future__ import annotations

from typing import Any

import click

from hub.views.directory import NeedView
from kiosk.commands.opening import Asked, about_a_hub, example


@click.group("need", epilog=example("hub need list"))
def need_command() -> None:
    """What people need, in their own words: look, add, rename, hide."""


@need_command.command("list", epilog=example("hub need list", "hub need list --words --hidden"))
@click.option("--words", "with_words", is_flag=True, help="With what people type for each.")
@click.option("--hidden", is_flag=True, help="With those that are hidden.")
@about_a_hub()
def list_(asked: Asked, *, with_words: bool, hidden: bool) -> None:
    """Every need, in its group."""
    from hub.directory.needs import list_needs

    with asked.store() as store:
        groups = list_needs(store, hidden_too=hidden, today=asked.clock().today())
    lines: list[str] = []
    for group in groups:
        lines.append(f"{group.name} ({group.slug})")
        lines += [f"  {line}" for need in group.needs for line in _words(need, with_words)]
    asked.answer(
        {"needs": [_document(need) for group in groups for need in group.needs]},
        "\n".join(lines) or "There are no needs yet.",
    )


@need_command.command(
    "add",
    epilog=example('hub need add "My bike is broken" --group getting-about --word "flat tyre"'),
)
@click.argument("name")
@click.option("--group", required=True, help="Its group (hub need list).")
@click.option("--word", "words", multiple=True, help="What people type for it. Give it again.")
@click.option("--urgent", is_flag=True, help="Somebody may come to harm: helplines come first.")
@click.option("--discreet", is_flag=True, help="Shown and printed under its group's name.")
@about_a_hub(changes=True)
def add(
    asked: Asked, *, name: str, group: str, words: tuple[str, ...], urgent: bool, discreet: bool
) -> None:
    """Add a need of your own."""
    from hub.directory.needs_editing import add_need

    with asked.changing() as store:
        made = add_need(
            store,
            asked.clock(),
            group=group,
            name=name,
            words=words,
            urgent=urgent,
            discreet=discreet,
            by=asked.by,
        )
    _answer(asked, made)


@need_command.command("change", epilog=example('hub need change lonely --name "I feel alone"'))
@click.argument("need")
@click.option("--name", help="What it is called from now on.")
@click.option("--group", help="The group that it belongs to.")
@click.option("--urgent/--not-urgent", default=None, help="Whether somebody may come to harm.")
@click.option("--discreet/--not-discreet", default=None, help="Whether its name is not shown.")
@about_a_hub(changes=True)
def change(
    asked: Asked,
    *,
    need: str,
    name: str | None,
    group: str | None,
    urgent: bool | None,
    discreet: bool | None,
) -> None:
    """Change what is named; the rest stays, and an upgrade leaves it as it is."""
    from hub.directory.needs_editing import change_need

    with asked.changing() as store:
        made = change_need(
            store,
            asked.clock(),
            need=need,
            name=name,
            group=group,
            urgent=urgent,
            discreet=discreet,
            by=asked.by,
        )
    _answer(asked, made)


@need_command.command(
    "words",
    epilog=example("hub need words debts", 'hub need words debts --add "tick" --add "loan shark"'),
)
@click.argument("need")
@click.option("--add", "added", multiple=True, help="What people type for it as well.")
@click.option("--remove", "removed", multiple=True, help="What they don't mean by it.")
@about_a_hub(changes=True)
def words(asked: Asked, *, need: str, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Show, add or remove what people type for a need."""
    from hub.directory.needs_editing import add_words, remove_words, show_need

    if added and removed:
        raise click.UsageError("Add words or remove them, one after the other.")
    if not added and not removed:
        with asked.store() as store:
            made = show_need(store, need=need, today=asked.clock().today())
    else:
        with asked.changing() as store:
            edit = add_words if added else remove_words
            made = edit(store, asked.clock(), need=need, words=added or removed, by=asked.by)
    _answer(asked, made)


@need_command.command("hide", epilog=example("hub need hide gambling"))
@click.argument("need")
@about_a_hub(changes=True)
def hide(asked: Asked, *, need: str) -> None:
    """Ask about a need no more. Nothing is lost: hub need show-again."""
    from hub.directory.needs_editing import hide_need

    with asked.changing() as store:
        made = hide_need(store, asked.clock(), need=need, by=asked.by)
    _answer(asked, made)


@need_command.command("show-again", epilog=example("hub need show-again gambling"))
@click.argument("need")
@about_a_hub(changes=True)
def show_again(asked: Asked, *, need: str) -> None:
    """Ask about a hidden need again."""
    from hub.directory.needs_editing import show_need_again

    with asked.changing() as store:
        made = show_need_again(store, asked.clock(), need=need, by=asked.by)
    _answer(asked, made)


def _answer(asked: Asked, need: NeedView) -> None:
    asked.answer(_document(need), "\n".join(_words(need, with_words=True)))


def _words(need: NeedView, with_words: bool) -> list[str]:
    marks = {
        "urgent": need.is_urgent,
        "discreet": need.is_discreet,
        "the hub's own": need.is_own,
        "hidden": need.is_hidden,
    }
    said = ", ".join(mark for mark, holds in marks.items() if holds)
    lines = [f"{need.slug}: {need.name}{f' ({said})' if said else ''}"]
    if with_words:
        lines.append(f"    {', '.join(need.words) or 'no words yet'}")
    return lines


def _document(need: NeedView) -> dict[str, Any]:
    return {
        "need": need.slug,
        "name": need.name,
        "group": need.group,
        "urgent": need.is_urgent,
        "discreet": need.is_discreet,
        "own": need.is_own,
        "hidden": need.is_hidden,
        "words": list(need.words),
        "services": need.services,
        "activities": need.activities,
    }
