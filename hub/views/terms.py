"""School terms. All dates local, both ends included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TermView:
    """One term of a site's schools."""

    number: int
    name: str
    starts_on: date
    ends_on: date
    half_starts_on: date | None = None
    half_ends_on: date | None = None
    first_week: str = "A"
    """Whether its first week is an A or a B week."""
