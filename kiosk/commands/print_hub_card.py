"""`hub print hub-card`: the hub's own card, ten on A4."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind


@click.command("hub-card", epilog=example("hub print hub-card -o card.pdf"))
@about_a_sheet()
@about_a_hub()
def hub_card(asked: Asked, *, wanted: Wanted) -> None:
    """The hub's own card: name, address, phone and opening hours."""
    from hub.noticeboard.read import Noticeboard
    from printables.drawing import pdf
    from printables.gathering import hub_card_of

    board = Noticeboard.open(asked.settings().noticeboard_file)
    try:
        made = hub_card_of(board, language=wanted.language)
    finally:
        board.close()
    hand_out(
        asked,
        wanted,
        SheetKind.HUB_CARD,
        pdf(made),
        {"title": made.title},
        "The cards are in {path}. Print them on thick paper and cut between the marks.",
        left_out=made.left_out,
    )
