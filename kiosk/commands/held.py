"""`hub person …`: all that is held on somebody: find it, give it to them, erase it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from hub.views.held import ErasedView, HeldView
from kiosk.commands.opening import Asked, about_a_hub, example

_ONLY = click.option("--only", multiple=True, help="Only this KEY of what was found. Again: more.")
_YES = click.option("--yes", is_flag=True, help="You have looked: all of it is theirs.")


@click.group("person", epilog=example('hub person find "Asha Khan"'))
def person_command() -> None:
    """All that is held on somebody. They may ask to see it, and to have it erased."""


@person_command.command(
    "find", epilog=example('hub person find "Asha Khan"', "hub person find 07700900123")
)
@click.argument("words")
@about_a_hub()
def find(asked: Asked, *, words: str) -> None:
    """Everything that names somebody, by name, phone number or email address."""
    from hub.upkeep.people_held import find_person

    with asked.store() as store:
        found = find_person(store, asked.clock(), words=words)
    asked.answer(
        {"found": [held_document(one) for one in found]},
        "\n".join(held_line(one) for one in found) or "Nothing here names them.",
    )


@person_command.command("export", epilog=example('hub person export "Asha Khan" -o asha.json'))
@click.argument("words")
@_ONLY
@_YES
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (JSON).")
@about_a_hub(changes=True)
def export(
    asked: Asked, *, words: str, only: tuple[str, ...], yes: bool, output: Path | None
) -> None:
    """Everything that is held on one person, to give to them."""
    from hub.upkeep.people_held import export_person

    with asked.store() as store:
        found = export_person(
            store, asked.clock(), words=words, only=only, all_of_it=yes, by=asked.by
        )
    document = {"held": [held_document(one) for one in found]}
    if output is not None:
        output.touch(mode=0o600)
        output.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
        asked.answer({"file": str(output)}, f"It is in {output}. Only you can read that file.")
        return
    asked.answer(document, "\n\n".join(held_words(one) for one in found))


@person_command.command(
    "erase",
    epilog=example(
        'hub person erase "Asha Khan" --yes', "hub person erase Asha --only sign_up-3 --by Sam"
    ),
)
@click.argument("words")
@_ONLY
@_YES
@about_a_hub(changes=True)
def erase(asked: Asked, *, words: str, only: tuple[str, ...], yes: bool) -> None:
    """Erase what is held on one person, for good. There is no undo.

    It also goes from every older backup, as soon as one is restored.
    """
    from hub.upkeep.people_held import erase_person

    with asked.changing() as store:
        done = erase_person(
            store,
            asked.clock(),
            asked.settings(),
            words=words,
            only=only,
            all_of_it=yes,
            by=asked.by,
        )
    asked.answer(
        {
            "erased": [{"key": one.key, "kind": one.kind} for one in done.erased],
            "left": [held_document(one) for one in done.left],
            "changes_forgotten": done.changes_forgotten,
            "warnings": list(done.warnings),
        },
        erased_words(done),
    )


def held_document(one: HeldView) -> dict[str, Any]:
    """One thing that names somebody, in JSON."""
    return {
        "key": one.key,
        "kind": one.kind,
        "about": one.about,
        "name": one.name,
        "contact": one.contact,
        "whole": one.is_whole,
        "by_hand": one.by_hand,
        "fields": dict(one.fields),
    }


def held_line(one: HeldView) -> str:
    """One thing that names somebody, in one line."""
    who = ", ".join(part for part in (one.name.strip(), one.contact.strip()) if part)
    perhaps = "" if one.is_whole else " (perhaps)"
    hand = f" {one.by_hand}" if one.by_hand else ""
    return f"{one.key}{perhaps}: {one.kind}, {one.about}{f': {who}' if who else ''}.{hand}"


def held_words(one: HeldView) -> str:
    """One thing that names somebody, with all that is written there."""
    lines = [f"{one.kind}: {one.about}"]
    lines += [f"- {name.replace('_', ' ')}: {value}" for name, value in one.fields]
    return "\n".join(lines)


def erased_words(done: ErasedView) -> str:
    """What came of an erasure."""
    lines = [f"Erased for good: {len(done.erased)}."]
    lines += [f"- {one.kind}, {one.about}" for one in done.erased]
    if done.changes_forgotten:
        lines.append(f"Changes that can't be undone any more: {done.changes_forgotten}.")
    lines.append("If an older backup is restored, this is erased from that too.")
    if done.left:
        lines.append(f"Found, and still there: {len(done.left)}.")
        lines += [f"- {held_line(one)}" for one in done.left]
    return "\n".join([*lines, *done.warnings])
