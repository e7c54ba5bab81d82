"""When an entry counts as checked. Store-free, so that the kiosk can ask too."""

from __future__ import annotations

from datetime import date

STALE_DAYS = 100
"""From this many days after a person confirmed it, an entry says so and ranks last."""


def is_current(assured_on: date | None, today: date) -> bool:
    """Whether a person confirmed it less than 100 days ago."""
    return assured_on is not None and (today - assured_on).days < STALE_DAYS
