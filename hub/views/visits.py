"""Visits, counts, and what visitors say. Nothing here names anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hub.views.sorts import Channel, Outcome, WrongPart


@dataclass(frozen=True, slots=True)
class VisitView:
    """One conversation, as it is kept."""

    number: int
    week: date
    """The Monday of its week."""
    channel: Channel
    outcome: Outcome
    needs: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    """Those of the needs with which nobody could help."""
    interests: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    """Codes of services and activities."""


@dataclass(frozen=True, slots=True)
class NeedCount:
    """How often a need came up, or was unmet."""

    slug: str
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class FootfallView:
    """How many people came through the door."""

    day: date
    total: int
    week_total: int


@dataclass(frozen=True, slots=True)
class IdeaView:
    """What a visitor would like."""

    number: int
    kind: str
    """"idea" or "group"."""
    words: str
    week: date
    channel: Channel
    is_read: bool = False
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class WrongNoteView:
    """Somebody says that an entry is wrong."""

    number: int
    code: str
    name: str
    """Of the entry, as it is now."""
    part: WrongPart
    detail: str
    week: date
    channel: Channel
    times: int = 1
    """How many said the same."""
