"""`hub printers`: which printers there are, how they are, and what to do where there is none."""

from __future__ import annotations

from contextlib import suppress

import click

from hub.errors import NotFound
from hub.views.printing import Printing
from kiosk.commands.opening import Asked, about_a_hub, example

NONE_YET = """\
To set one up on a Raspberry Pi or another Debian machine:
1. sudo apt install cups
2. sudo usermod -aG lpadmin "$USER" (then log out and in again)
3. Plug the printer in and switch it on. To see its address: lpinfo -v
4. lpadmin -p Office -E -v ADDRESS -m everywhere
5. lpadmin -d Office (makes it the usual one)
6. cupsctl PreserveJobFiles=No (no copy of a sheet stays behind)
Until then, every sheet can be saved as a file: hub print timetable -o week.pdf"""
"""What to type, and what to do meanwhile."""


@click.command("printers", epilog=example("hub printers", "hub print timetable --printer Office"))
@about_a_hub()
def printers_command(asked: Asked) -> None:
    """The printers of this machine, and how they are."""
    from printables.printers import printers, why_none

    printing = Printing()
    with suppress(NotFound):  # whoever sets a printer up need not have a hub yet
        printing = asked.settings().printing
    found = printers()
    usual = printing.printer or next((one.name for one in found if one.is_default), "")
    lines = [
        f"{one.name}{' (the usual one)' if one.name == usual else ''}: {one.words}" for one in found
    ]
    if not found:
        lines += [why_none(), NONE_YET]
    elif usual not in {one.name for one in found}:
        lines.append(
            f"hub.toml names {usual}, which is not there."
            if usual
            else "None is the usual one. Choose it with: lpadmin -d NAME"
        )
    if printing.receipt_printer:
        lines.append(f"Slips are printed on {printing.receipt_printer}.")
    asked.answer(
        {
            "printers": [
                {"name": one.name, "default": one.name == usual, "words": one.words}
                for one in found
            ],
            "usual": usual,
            "receipt_printer": printing.receipt_printer,
        },
        "\n".join(lines),
    )
