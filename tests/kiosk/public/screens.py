"""What a visitor sees, as text."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from kiosk.public.app import KioskApp
from kiosk.public.places import Place

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))


def seen(app: KioskApp) -> list[str]:
    """The rows on screen."""
    lines = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in lines]


async def typed(pilot: Pilot[int], words: str) -> None:
    """Types words letter by letter."""
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await pilot.pause()


async def touch(app: KioskApp, pilot: Pilot[int], x: int, y: int) -> None:
    """A finger on a cell, as a terminal tells it."""
    for kind in (events.MouseDown, events.MouseUp):
        app.post_message(
            kind(
                widget=None, x=x, y=y, delta_x=0, delta_y=0, button=1,
                shift=False, meta=False, ctrl=False,
            )
        )  # fmt: skip
        await pilot.pause()


def where(app: KioskApp) -> Place:
    """Where the visitor is."""
    return app.place
