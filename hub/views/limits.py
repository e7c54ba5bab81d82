"""How much of other people's directories the hub takes."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
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
