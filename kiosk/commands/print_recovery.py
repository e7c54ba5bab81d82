"""`hub print recovery`: the words that stand for this hub's key, for the safe. They are in the file
and nowhere else: no answer of this command says them."""

from __future__ import annotations

import click

from kiosk.commands.opening import Asked, about_a_hub, example
from kiosk.commands.paper import Wanted, about_a_sheet, hand_out
from printables.kinds import SheetKind


@click.command("recovery", epilog=example("hub print recovery -o recovery.pdf"))
@about_a_sheet()
@about_a_hub()
def recovery(asked: Asked, *, wanted: Wanted) -> None:
    """The 24 recovery words of this hub's key. Lock the paper away."""
    from hub.store.keys import read_key, words_for
    from hub.store.site import show_site
    from printables.drawing import pdf
    from printables.sheets.recovery import recovery_sheet

    language = wanted.printed_language()
    settings = asked.settings()
    # That the store opens shows that it is the right key.
    with asked.store() as store, store.read() as session:
        site = show_site(session)
    sheet = recovery_sheet(
        words_for(read_key(settings.key_file)),
        site.name,
        settings.hub_id,
        asked.clock().today(),
        language=language,
    )
    hand_out(
        asked,
        wanted,
        SheetKind.RECOVERY,
        pdf(sheet),
        {"id": settings.hub_id, "delete_after_printing": True},
        "The recovery sheet is in {path}. Print it, then delete the file: whoever has it and a"
        " backup can read everything. Never keep the paper with the computer.",
        left_out=sheet.left_out,
        mode=0o600,
    )
