"""`hub undo`."""

from __future__ import annotations

import click

from hub.views.people import UndoView
from hub.views.words import day_words_short, time_words
from kiosk.commands.opening import Asked, about_a_hub, example


@click.command("undo", epilog=example("hub undo", "hub undo --list"))
@click.option("--list", "only_list", is_flag=True, help="Show what can be undone. Change nothing.")
@about_a_hub(changes=True)
def undo_command(asked: Asked, *, only_list: bool) -> None:
    """Undo the last change. Again: the one before it, back to the start of the shift."""
    from hub.people.undo import list_undoable
    from hub.upkeep.undoing import undo_last_change

    clock = asked.clock()
    if only_list:
        with asked.store() as store:
            found = list_undoable(store, clock)
        asked.answer(
            {"changes": [_document(one) for one in found]},
            "\n".join(_line(one) for one in found) or "There is nothing to undo.",
        )
        return
    with asked.changing() as store:
        done = undo_last_change(store, clock, by=asked.by)
    asked.answer({"undone": _document(done)}, f"Undone: {done.label}.")


def _document(one: UndoView) -> dict[str, str]:
    return {"what": one.label, "at": one.at.isoformat(), "by": one.by}


def _line(one: UndoView) -> str:
    who = f", {one.by}" if one.by else ""
    return f"{day_words_short(one.at.date())} {time_words(one.at)}{who}: {one.label}"
