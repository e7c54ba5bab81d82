"""Prints a slip that a command has made, or writes what a receipt printer would get into a file."""

from __future__ import annotations

from typing import Any

import click

from hub.errors import NoPrinter
from kiosk.commands.opening import Asked
from kiosk.commands.paper import Wanted, write_whole
from printables.slips import Slip


def slip_out(asked: Asked, wanted: Wanted, slip: Slip, document: dict[str, Any]) -> None:
    """With -o into a file, else on the printer of hub.toml. Letters it hasn't are told on stderr.

    Raises NoPrinter where there is none or it doesn't answer, BadInput where the part for it is
    not installed.
    """
    from printables.receipts import print_slip, slip_bytes

    where = asked.settings().printing.receipt_printer
    if wanted.output is not None:
        write_whole(wanted.output, slip_bytes(slip))
        words = f"The slip is in {wanted.output}, as a receipt printer reads it."
    elif not where:
        raise NoPrinter(
            "This hub has no receipt printer.",
            hint='Write in hub.toml under [printing]: receipt_printer = "/dev/usb/lp0"',
        )
    else:
        print_slip(slip, where)
        words = "The slip was sent to the receipt printer."
    for sentence in slip.left_out:
        click.echo(sentence, err=True)
    file = {"file": str(wanted.output)} if wanted.output is not None else {"printer": where}
    asked.answer({**file, **document, "left_out": list(slip.left_out)}, words)
