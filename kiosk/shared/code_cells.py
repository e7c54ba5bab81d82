"""A QR code as cells of a screen, where it fits. Leaves what it says to whoever shows it."""

from __future__ import annotations

from hub.errors import BadInput
from printables.qr import Use, matrix
from printables.screen_qr import half_block_lines, largest_scale

BLACK_ON_WHITE = "#000000 on #ffffff"


def code_that_fits(payload: str, width: int, height: int) -> tuple[str, ...]:
    """Its rows of half blocks, quiet zone included, as large as there is room for; none where it
    is too large or not safe."""
    for level in Use.SCREEN.levels:
        try:
            modules = matrix(payload, level)
        except BadInput:
            return ()
        scale = largest_scale(modules, width, height)
        if scale > 0:
            return half_block_lines(modules, scale=scale)
    return ()
