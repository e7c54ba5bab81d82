"""What a visitor sees, as text."""

from __future__ import annotations

from textual.pilot import Pilot

from kiosk.public.app import KioskApp

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))


def seen(app: KioskApp) -> list[str]:
    """The rows on screen."""
    lines = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in lines]


async def typed(pilot: Pilot[int], words: str) -> None:
    """Types words letter by letter."""
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await pilot.pause()
