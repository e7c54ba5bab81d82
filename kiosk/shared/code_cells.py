"""A QR code as cells of a screen, where it fits. Leaves what it says to whoever shows it."""

from __future__ import annotations

from hub.errors import BadInput
from printables.qr import Use, matrix
from printables.screen_qr import half_block_lines

BLACK_ON_WHITE = "#000000 on #ffffff"


def code_that_fits(payload: str, width: int, height: int) -> tuple[str, ...]:
    """Its rows of half blocks, quiet zone included; none where it is too large or not safe."""
    for level in Use.SCREEN.levels:
        try:
            rows = half_block_lines(matrix(payload, level))
        except BadInput:
            return ()
        if len(rows) <= height and len(rows[0]) <= width:
            return rows
    return ()
