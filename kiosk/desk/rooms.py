"""The rooms of a day or week, and what is in them."""

from __future__ import annotations

from kiosk.desk.screen import DeskScreen


class RoomsScreen(DeskScreen):
    """Who has which room, when."""

    PLACE = "rooms"
