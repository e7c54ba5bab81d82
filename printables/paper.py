"""The sizes of paper that we print on, in points, upright unless it says otherwise, and their
margins."""

from __future__ import annotations

from printables.boxes import MM

A4 = (595.276, 841.89)
A4_LANDSCAPE = (A4[1], A4[0])
A5 = (419.528, 595.276)

MARGIN = 15 * MM
"""Of A4: what every office printer can print, and room for a thumb."""
SMALL_MARGIN = 12 * MM
"""Of A5."""
