"""How much of a feed the hub takes, which feeds it knows, and where its own edits stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """A field that the hub has changed for itself, where the feed says something else."""

    code: str
    name: str
    field: str
    """Its name in `ServiceForm`, e.g. "cost"."""
    label: str
    """Its name for people, e.g. "Cost"."""
    ours: str
    """In words, as people read it."""
    theirs: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """A file or an https address that services came from."""

    source: str
    """What `service.source` says, without its "feed:"."""
    address: str
    """Empty for a file."""
    is_local: bool
    read_at: datetime | None
    """When it was last read to its end, local."""
    next_page: int | None
    """Where a reading that broke off goes on."""
    services: int
    vanished: int
    """Those of them that it no longer had."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written out."""

    services: int
    hidden: int
    """Left out because the hub doesn't show them."""
    vanished: int
    """Left out because the feed that they came from no longer has them."""
