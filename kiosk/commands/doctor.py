"""`hub doctor`: what is well with the whole hub, and what somebody should do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from hub.views.printing import Printing
from kiosk.commands.opening import Asked, about_a_hub, example

if TYPE_CHECKING:
    from hub.upkeep.doctor import Finding


@click.command("doctor", epilog=example("hub doctor", "hub doctor --json"))
@about_a_hub()
def doctor_command(asked: Asked) -> None:
    """Look at the whole hub. Ends with 1 where something needs doing."""
    from hub.upkeep.doctor import State, examine
    from kiosk.commands.jobs import JOBS

    settings, clock = asked.settings(), asked.clock()
    found = [*examine(settings, clock, JOBS), *_about_printers(settings.printing)]
    to_do = [one for one in found if one.state is State.TO_DO]
    lines = []
    for one in sorted(found, key=lambda one: one.state is not State.TO_DO):
        hint = f"\n→ {one.hint}" if one.hint else ""
        lines.append(f"{one.state.value.upper():5}  {one.part}: {one.words}{hint}")
    summary = f"{len(to_do)} to do." if to_do else "All is well."
    asked.answer(
        {
            "well": not to_do,
            "findings": [
                {
                    "part": one.part,
                    "state": one.state.value,
                    "words": one.words,
                    "hint": one.hint,
                }
                for one in found
            ],
        },
        "\n".join([*lines, "", summary]),
    )
    sys.exit(1 if to_do else 0)


def _about_printers(printing: Printing) -> tuple[Finding, ...]:
    """What hub.toml names has to be there; a hub without a printer saves its sheets."""
    from hub.upkeep.doctor import Finding, State
    from printables.printers import printers

    found = printers()
    names = {one.name for one in found}
    if printing.printer and printing.printer not in names:
        words = f"hub.toml names {printing.printer}, which is not there."
        return (Finding("printer", State.TO_DO, words, "hub printers"),)
    if not found:
        return (Finding("printer", State.NOTE, "There is none: sheets are saved.", "hub printers"),)
    said = "; ".join(f"{one.name}: {one.words}" for one in found)
    return (Finding("printer", State.WELL, said),)
