"""What a day says about the building."""

from __future__ import annotations

CLOSED, ALL_DAY = "Closed", " all day"
"""How a notice about the building begins, and goes on where it is shut the whole day."""


def shuts_the_building(notice: str) -> bool:
    """Whether a notice of a day says that the building is shut all day."""
    return notice == CLOSED + ALL_DAY or notice.startswith(f"{CLOSED}{ALL_DAY}:")
