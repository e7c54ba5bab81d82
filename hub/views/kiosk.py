"""How a hub's kiosk looks, and when it rests."""

from __future__ import annotations

from msgspec import Struct


class KioskLook(Struct, frozen=True):
    """Each is set in hub.toml under [kiosk]."""

    accent: str = ""
    """The hub's own colour, "#8a2b4f"; empty for ours. Made lighter or darker until it is read."""
    rest_after: int = 120
    """Seconds without a touch until the first page gives way to what's on, large; 0 for never."""
