"""`hub init`, `publish`, `backup`, `restore` and `upgrade`."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from hub.clock import DEFAULT_ZONE, clock_for
from hub.settings import default_folder
from hub.views.words import date_words, time_words
from kiosk.commands.opening import Asked, about_a_hub, example

if TYPE_CHECKING:
    from hub.upkeep.making import Content


@click.command("init", epilog=example("hub init --from starter", "hub init --from demo --data DIR"))
@click.option(
    "--from",
    "content",
    type=click.Choice(["starter", "demo", "empty"]),
    default="starter",
    show_default=True,
    help="National helplines, a made-up library, or nothing.",
)
@click.option("--name", help="What your library is called.")
@about_a_hub()
def init_command(asked: Asked, *, content: str, name: str | None) -> None:
    """Make a new hub: its store, its key and its noticeboard."""
    from hub.noticeboard.publish import publish
    from hub.store.opening import open_store
    from hub.upkeep.making import make_hub

    if not name and content != "demo" and sys.stdin.isatty() and not asked.as_json:
        name = click.prompt("What is your library called?", default="Our library")
    clock = clock_for(DEFAULT_ZONE)
    source = None
    if content == "demo":
        from hub.upkeep.demo import SEED

        source = random.Random(SEED)  # noqa: S311 # made-up data, the same every time
    made = make_hub(
        asked.folder,
        content=cast("Content", content),
        clock=clock,
        environment=os.environ,
        source=source,
        name=name or "Our library",
    )
    store = open_store(made.settings)
    try:
        publish(store, clock, made.settings)
    finally:
        store.close()
    lines = [f"Your hub is in {asked.folder}."]
    if made.words:
        lines += [
            f"Its key is in {made.settings.key_file}.",
            "",
            "RECOVERY WORDS. Write them on paper, in this order, and keep them safe.",
            "They are shown only now. With a backup and these words you can bring the hub back.",
            "",
        ]
        rows = [made.words[n : n + 4] for n in range(0, len(made.words), 4)]
        lines += [
            "  " + "".join(f"{4 * r + n + 1:>2} {word:<12}" for n, word in enumerate(row)).rstrip()
            for r, row in enumerate(rows)
        ]
    rooms = "" if content == "demo" else 'hub room add "Main Hall" --capacity 60, then: '
    lines += ["", f"Next: {rooms}hub desk"]
    document = {
        "folder": str(asked.folder),
        "id": made.settings.hub_id,
        "words": list(made.words),
    }
    if asked.as_json:
        asked.answer(document, "")
    else:
        click.echo("\n".join(lines))  # the columns of the words would be lost in `answer`


@click.command("publish", epilog=example("hub publish"))
@about_a_hub()
def publish_command(asked: Asked) -> None:
    """Publish the noticeboard that the kiosk reads."""
    from hub.noticeboard.publish import publish

    with asked.store() as store:
        path = publish(store, asked.clock(), asked.settings(), over_newer=True)
    asked.answer({"file": str(path)}, f"The noticeboard is in {path}.")


@click.command("backup", epilog=example("hub backup", "hub backup -o /media/stick"))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder it goes into.")
@about_a_hub()
def backup_command(asked: Asked, *, output: Path | None) -> None:
    """Make a copy of the hub, and check it by opening it again."""
    from hub.upkeep.backup import back_up

    with asked.store() as store:
        made = back_up(store, asked.clock(), asked.settings(), to=output)
    when = f"{date_words(made.made_at.date())} {time_words(made.made_at)}"
    asked.answer(
        {
            "file": str(made.path),
            "made": made.made_at.isoformat(),
            "rows": made.rows,
            "bytes": made.bytes,
        },
        f"The backup of {when} is in {made.path}. It was opened and checked: {made.rows} rows.",
    )


@click.command(
    "restore",
    epilog=example(
        "hub restore hub-2026-11-23T1042.backup", "hub restore copy.backup --words-file words.txt"
    ),
)
@click.argument("backup", type=click.Path(path_type=Path))
@click.option("--words", help="The 24 recovery words, in quotes. Better: let it ask.")
@click.option("--words-file", type=click.File("r"), help="A file with the words, or - for stdin.")
@click.option("--replace", is_flag=True, help="Put it in place of the hub that is there.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The hub's folder.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def restore_command(
    *,
    backup: Path,
    words: str | None,
    words_file: TextIO | None,
    replace: bool,
    data: Path | None,
    as_json: bool,
) -> None:
    """Bring a hub back from BACKUP, on this machine or on another one.

    On another machine it needs the recovery words.
    """
    from hub.noticeboard.publish import publish
    from hub.store.opening import open_store
    from hub.upkeep.restore import restore

    folder = data or default_folder()
    given = words_file.read() if words_file else words
    if given is None and sys.stdin.isatty():
        typed = click.prompt("The 24 recovery words (just Enter if this machine has the key)", "")
        given = typed.strip() or None
    clock = clock_for(DEFAULT_ZONE)
    done = restore(
        backup,
        folder=folder,
        clock=clock,
        words=given,
        environment=os.environ,
        replace_hub=replace,
    )
    store = open_store(done.settings)
    try:
        publish(store, clock, done.settings, over_newer=True)
    finally:
        store.close()
    asked = Asked(folder, as_json)
    again = (
        f" What was erased since then is erased from it again ({done.erased} things)."
        if done.erased
        else ""
    )
    if done.unreadable:
        click.echo(
            f"Damaged lines in the list of what was erased: {done.unreadable}. Somebody who was"
            " erased may be back: look with hub person find NAME",
            err=True,
        )
    asked.answer(
        {"folder": str(folder), "rows": done.rows, "erased_again": done.erased},
        f"The hub is back in {folder}: {done.rows} rows.{again} Open it with: hub desk",
    )


@click.command("upgrade", epilog=example("hub upgrade"))
@about_a_hub()
def upgrade_command(asked: Asked) -> None:
    """Bring an older hub up to this version, after a backup."""
    from hub.upkeep.upgrade import upgrade_hub

    words = upgrade_hub(asked.settings(), asked.clock())
    with asked.changing():  # what the public sees may be new as well
        pass
    asked.answer({"outcome": words}, words)
