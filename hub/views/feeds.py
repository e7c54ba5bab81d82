"""How much of a feed the hub takes, which feeds it knows, and where its own edits stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file or feed. Each is set in hub.toml under [feeds]."""

    bytes: int = 200_000_000
    """Of a whole feed, unpacked."""
    row_bytes: int = 1_000_000
    """Of one entry."""
    depth: int = 100
    """Levels of brackets in one entry."""
    rows: int = 250_000
    """Entries of a whole feed."""
    pages: int = 5_000
    details: int = 20_000
    """Entries that are asked for one by one, where the feed's list is only a summary."""
    seconds: int = 3_600
    """For reading a whole feed; a later run goes on from there."""
    patience: int = 8
    """Seconds until an answer begins, and that it may say nothing."""


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
