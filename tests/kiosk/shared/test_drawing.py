"""Words in a number of cells: whatever people type is measured, cut and wrapped."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.shared.drawing import fit, wrap
from tests.soaking import tries

ODD = (
    *("\u200d", "\u200c", "\ufe0f", "\u0301", "\u3099", "\u20e3", "\U000e0061", "\U0001f3fd"),
    *("\U0001f469", "\U0001f1ec", "\U0001f1e7", "\u6f22", "\u1100", "\u1161", "\u0915", "\u094d"),
    *(" ", "a", "1", "e\u0301", "\u2764"),
)
"""Letters that join, stand above others, are two cells wide, or none."""
TEXTS = st.lists(st.sampled_from(ODD), max_size=20).map("".join) | st.text(max_size=20)
WIDTHS = st.integers(-1, 24)


@settings(max_examples=tries(2_000))
@given(TEXTS, WIDTHS)
@example("\u200d\u200d" + "\u6f22" * 20, 12)
@example("wide", 0)
def test_whatever_is_typed_fits_the_cells_that_there_are(text: str, width: int) -> None:
    cells = cell_len(fit(text, width))
    # A joiner takes what follows it, as a terminal may.
    assert cells <= max(0, width) if "\u200d" in text else cells == max(0, width)
    rows = wrap(text, width)
    # One that is wider than all there is stands alone.
    assert all(cell_len(row) <= width or len(row) == 1 for row in rows)
    assert width > 0 or rows == []
