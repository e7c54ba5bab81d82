"""Every command can be learnt from its own help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kiosk.cli import hub


def commands(group: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each command that people can type, with its help."""
    context = click.Context(group, info_name=" ".join(("hub", *words)))
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None, name
            yield from commands(command, (*words, name))
    else:
        yield " ".join(("hub", *words)), group.get_help(context)


def test_every_command_shows_an_example_in_its_help() -> None:
    helps = dict(commands(hub))
    assert len(helps) > 5
    # The first line of a help is its usage, which is no example.
    without = [name for name, text in helps.items() if name not in text.split("\n", 1)[1]]
    assert without == []
