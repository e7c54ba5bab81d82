"""What goes into a cell of a CSV file, so that a spreadsheet shows it and runs nothing."""

from __future__ import annotations

from hub.views.words import clean_line

_RUNS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the start of a formula, also in full width."""


def safe_cell(text: str) -> str:
    """The text on one line; an apostrophe before what a spreadsheet would run."""
    line = clean_line(text)
    return f"'{line}" if line.startswith(_RUNS) else line
