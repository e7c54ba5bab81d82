"""What people say at the desk or type in the foyer, and what they need: 150 phrasings, written
down before search was tuned. Words are tuned for one half; the other half is only measured, so its
misses are not looked at one by one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Somebody's own words."""

    words: str
    needs: tuple[str, ...]
    """Slugs: any of them is right, where honest people would differ."""


def phrasings(half: str) -> tuple[Phrasing, ...]:
    """Those of one half: "tuned" or "measured"."""
    with (Path(__file__).parent / "phrasings.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Phrasing(row["phrase"], tuple(row["needs"].split()))
            for row in csv.DictReader(file)
            if row["half"] == half
        )
