"""What the hub is learning, in numbers that are safe to hand out. Nothing here is of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Hidden(StrEnum):
    """Why a number isn't shown."""

    FEW = "fewer than 5"
    HELD_BACK = "not shown"
    """A number under 5 could be worked out from it."""


Number = int | Hidden
"""A number of 5 or more, or why it isn't shown. What is fewer than 5 may be none."""


@dataclass(frozen=True, slots=True)
class CountLine:
    """How often something came up."""

    key: str
    """A slug, the kind of a sheet, or outcomes or channels, joined by "+" where they are counted
    together."""
    name: str
    times: Number


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need, how many visits were about it, and in how many nobody could help with it."""

    slug: str
    name: str
    asked: Number
    unmet: Number


@dataclass(frozen=True, slots=True)
class WeekLine:
    """How many people came through the door in a week."""

    monday: date
    total: Number


@dataclass(frozen=True, slots=True)
class LearningReport:
    """What people asked for, and what the hub could do, over one quarter or some."""

    since: date
    """A Monday."""
    until: date
    """A Sunday."""
    visits: Number
    outcomes: tuple[CountLine, ...] = ()
    """Together they are all visits; empty where none can be told apart from the others."""
    channels: tuple[CountLine, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    """Those that came up five times or more in a quarter."""
    interests: tuple[CountLine, ...] = ()
    kiosk_needs: tuple[CountLine, ...] = ()
    """Looked at on a kiosk. Looking isn't asking: they are counted apart."""
    kiosk_interests: tuple[CountLine, ...] = ()
    sheets: tuple[CountLine, ...] = ()
    """Taken away from a kiosk."""
    footfall: tuple[WeekLine, ...] = ()
    footfall_total: Number = Hidden.FEW
