"""How a QR code becomes terminal cells: two modules to a cell, one above the other.

Leaves colours and placing to the widget: black letters on an explicitly white cell, whatever
the theme, because phones do not read inverted codes.
"""

from __future__ import annotations

from printables.qr import QUIET_MODULES, Matrix

_CELLS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_block_lines(matrix: Matrix, quiet: int = QUIET_MODULES, scale: int = 1) -> tuple[str, ...]:
    """Rows of ▀ ▄ █ and space, all of one length, with `quiet` white modules on every side. A
    module is `scale` cells wide and half as many high."""
    beside = (False,) * quiet
    white = (False,) * (len(matrix) + 2 * quiet)
    rows = [white] * quiet + [beside + row + beside for row in matrix] + [white] * quiet
    if scale > 1:
        wide = [tuple(module for module in row for _ in range(scale)) for row in rows]
        rows = [row for row in wide for _ in range(scale)]
        white *= scale
    if len(rows) % 2:
        rows.append(white)
    return tuple(
        "".join(_CELLS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


def cells_needed(matrix: Matrix, quiet: int = QUIET_MODULES, scale: int = 1) -> tuple[int, int]:
    """Columns and rows that `half_block_lines` fills."""
    side = (len(matrix) + 2 * quiet) * scale
    return side, (side + 1) // 2


def largest_scale(matrix: Matrix, width: int, height: int, quiet: int = QUIET_MODULES) -> int:
    """As large as `width` by `height` cells hold; 0 where they don't hold it at all."""
    side = len(matrix) + 2 * quiet
    return min(width, 2 * height) // side
