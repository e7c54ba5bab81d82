"""Who can help: search as you type, and read one entry."""

from __future__ import annotations

from kiosk.desk.screen import DeskScreen


class DirectoryScreen(DeskScreen):
    """Search and read."""

    PLACE = "directory"
