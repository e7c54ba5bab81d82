"""A QR code as cells of a screen, where it fits. Leaves what it says to whoever shows it."""

from __future__ import annotations

from hub.errors import BadInput
from hub.noticeboard.takeaway import shorter
from printables.qr import QUIET_MODULES, Use, matrix
from printables.screen_qr import half_block_lines, largest_scale

BLACK_ON_WHITE = "#000000 on #ffffff"


LEAST_QUIET = 3
"""Modules of white around a code where a screen of 24 rows has no fourth. Phones read it; paper
has four, as ISO 18004 asks."""


def code_that_fits(payload: str, width: int, height: int) -> tuple[str, ...]:
    """Its rows of half blocks, quiet zone included, as large as there is room for; none where it
    is too large or not safe."""
    for quiet in (QUIET_MODULES, LEAST_QUIET):
        for level in Use.SCREEN.levels:
            try:
                modules = matrix(payload, level)
            except BadInput:
                return ()
            scale = largest_scale(modules, width, height, quiet)
            if scale > 0:
                return half_block_lines(modules, quiet, scale=scale)
    return ()


def payload_that_fits(payload: str, width: int, height: int) -> str:
    """What a screen has room for: all of it, else a date in short; all of it too where nothing
    fits."""
    forms = (payload, *shorter(payload))
    return next((one for one in forms if code_that_fits(one, width, height)), payload)
