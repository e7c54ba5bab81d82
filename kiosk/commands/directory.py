"""`hub directory list|show|needs`; the rest of `hub directory` lies beside it."""

from __future__ import annotations

import click

from kiosk.commands.directory_curating import COMMANDS as CURATING
from kiosk.commands.directory_curating import answer_due
from kiosk.commands.directory_editing import add, change, edits
from kiosk.commands.directory_words import entry_document, entry_line, entry_words
from kiosk.commands.feeds import export_command, feeds_command, import_command
from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.wrong_notes import wrong


@click.group("directory", epilog=example("hub directory list rent"))
def directory_command() -> None:
    """The directory: who can help."""


@directory_command.command(
    "list",
    epilog=example("hub directory list", "hub directory list rent", "hub directory list --due"),
)
@click.argument("words", nargs=-1)
@click.option("--due", "is_due", is_flag=True, help="What somebody should look at, and why.")
@click.option("--hidden", is_flag=True, help="What only volunteers see.")
@click.option("--all", "everything", is_flag=True, help="What is closed or hidden too.")
@about_a_hub()
def list_(
    asked: Asked, *, words: tuple[str, ...], is_due: bool, hidden: bool, everything: bool
) -> None:
    """Every entry, or those in which the words occur."""
    if sum((bool(words), is_due, hidden, everything)) > 1:
        raise click.UsageError("Give words, --due, --hidden or --all: one of them.")
    if is_due:
        answer_due(asked, 10_000)
        return
    from hub.directory.search import find_services, list_services

    with asked.store() as store:
        text = " ".join(words)
        today = asked.clock().today()
        found = (
            find_services(store, text, limit=1000, today=today)
            if text
            else list_services(store, everything=everything, hidden=hidden, today=today)
        )
    nothing = "Nothing is hidden." if hidden else "There is no such entry. Try other words."
    asked.answer(
        {"services": [entry_document(one) for one in found]},
        "\n".join(map(entry_line, found)) or nothing,
    )


@directory_command.command("show", epilog=example("hub directory show A7KQ2"))
@click.argument("code")
@about_a_hub()
def show(asked: Asked, *, code: str) -> None:
    """One entry, and when it was last checked."""
    from hub.directory.assuring import who_assured
    from hub.directory.editing import edit_form
    from hub.directory.search import show_service

    with asked.store() as store:
        clock = asked.clock()
        one = show_service(store, code, today=clock.today())
        version = edit_form(store, code=code).version
        checked_by = who_assured(store, clock, code=code)
    document = entry_document(one) | {"checked_by": checked_by or None, "version": version}
    asked.answer(document, entry_words(one, clock.today(), checked_by))


@directory_command.command("needs", epilog=example("hub directory needs"))
@about_a_hub()
def needs(asked: Asked) -> None:
    """The needs that activities and entries can meet, with their short names."""
    from hub.directory.needs import list_needs

    with asked.store() as store:
        found = [need for group in list_needs(store) for need in group.needs]
    asked.answer(
        {"needs": [{"need": one.slug, "name": one.name, "group": one.group} for one in found]},
        "\n".join(f"{one.slug}: {one.name} ({one.group_name})" for one in found),
    )


for _command in (
    add,
    change,
    edits,
    *CURATING,
    import_command,
    export_command,
    feeds_command,
    wrong,
):
    directory_command.add_command(_command)
