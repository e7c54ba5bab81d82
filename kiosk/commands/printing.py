"""`hub print`: the sheets there are. Each has a file of its own beside this one."""

from __future__ import annotations

import click

from kiosk.commands.opening import example
from kiosk.commands.print_all import everything
from kiosk.commands.print_board import board
from kiosk.commands.print_cards import cards
from kiosk.commands.print_confirmation import confirmation
from kiosk.commands.print_door import door
from kiosk.commands.print_hub_card import hub_card
from kiosk.commands.print_leaflet import leaflet
from kiosk.commands.print_next_steps import next_steps
from kiosk.commands.print_recovery import recovery
from kiosk.commands.print_timetable import timetable


@click.group("print", epilog=example("hub print timetable --week 2026-W52 -o week.pdf"))
def print_command() -> None:
    """Paper: make a PDF to print."""


for sheet in (
    everything,
    board,
    cards,
    confirmation,
    door,
    hub_card,
    leaflet,
    next_steps,
    recovery,
    timetable,
):
    print_command.add_command(sheet)
