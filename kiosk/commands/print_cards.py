"""`hub print cards`: pocket cards for shops, "spot the signs", ten on A4."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind

_UNNAMED = ("abuse",)
"""Topics that the name of a file on a shared desk doesn't tell."""
_TOPICS = ("housing", "debt", "caring", "loneliness", "abuse")


@click.command(
    "cards",
    epilog=example("hub print cards -o cards.pdf", "hub print cards --topic debt --language pl"),
)
@click.option("--topic", type=click.Choice(_TOPICS), help="Ten of one; else two of each.")
@about_a_sheet()
@about_a_hub()
def cards(asked: Asked, *, topic: str | None, wanted: Wanted) -> None:
    """Pocket cards for shops: what somebody may notice, what to say, who can help."""
    from hub.noticeboard.read import Noticeboard
    from printables.drawing import pdf
    from printables.gathering import cards_of
    from printables.sheets.card_words import Topic

    board = Noticeboard.open(asked.settings().noticeboard_file)
    try:
        made = cards_of(board, Topic(topic) if topic else None, language=wanted.language)
    finally:
        board.close()
    hand_out(
        asked,
        wanted,
        SheetKind.CARDS,
        pdf(made),
        {"title": made.title, "topics": [topic] if topic else list(_TOPICS)},
        "The cards are in {path}. Print them on thick paper and cut between the marks.",
        about="" if topic in _UNNAMED else topic or "",
        left_out=made.left_out,
    )
