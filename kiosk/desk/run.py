"""Starts the desk on the hub that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.clock import Clock
from hub.settings import Settings

if TYPE_CHECKING:
    from hub.store.engine import Store


def run_desk(settings: Settings, clock: Clock, *, demo: bool = False) -> int:
    """Open the desk until somebody leaves it. 11: go to the kiosk (demo only)."""
    from kiosk.desk.app import DeskApp

    def open_it() -> Store:
        from hub.store.opening import open_store

        return open_store(settings)

    app = DeskApp(open_it, clock, board_path=settings.noticeboard_file, demo=demo)
    try:
        return app.run() or app.return_code or 0
    finally:
        app.errands.close()
