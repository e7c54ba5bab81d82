"""Starts the desk on the hub that the settings name."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.settings import Settings
from kiosk.shared.lockdown import clear_environment

if TYPE_CHECKING:
    from hub.store.engine import Store


def run_desk(settings: Settings, clock: Clock, *, demo: bool = False) -> int:
    """Open the desk until somebody leaves it. 0: left; 11: go to the kiosk (demo); 1: it broke."""
    clear_environment(os.environ)
    # Loading a few hundred modules makes no rubbish worth looking for; Today begins to look.
    gc.disable()
    # Textual reads its settings when it is imported: not before they are cleared.
    from kiosk.desk.app import DeskApp

    def open_it() -> Store:
        from hub.store.opening import open_store

        return open_store(settings)

    def publish(store: Store) -> None:
        from hub.noticeboard.publish import publish_if_changed

        publish_if_changed(store, clock, settings)

    def keep_erased(store: Store) -> tuple[str, ...]:
        from hub.upkeep.erased import keep_erased

        return keep_erased(store, settings)

    app = DeskApp(
        open_it,
        clock,
        board_path=settings.noticeboard_file,
        after_change=publish,
        printed_folder=settings.printed_folder,
        printing=settings.printing,
        after_erasing=keep_erased,
        broken_path=settings.folder / "desk-broke.txt",
        demo=demo,
    )
    try:
        return app.run() or app.return_code or 0
    finally:
        app.leave_tidily()
