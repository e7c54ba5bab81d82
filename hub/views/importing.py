"""What came of bringing in other people's directories."""

from __future__ import annotations

from dataclasses import dataclass

from hub.views.feeds import KeptEdit


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row of a feed that was left out; `row` counts from 1."""

    row: int
    why: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. read = created + updated + unchanged + len(refused).

    Rows that name several places of one service are read as one.
    """

    read: int
    created: int
    updated: int
    unchanged: int
    refused: tuple[RefusedRow, ...] = ()
    left_out: tuple[RefusedRow, ...] = ()
    """What of the rows that came in was wrong and left out, or too long and cut."""
    vanished: int = 0
    """Entries that came from this feed before, and that it no longer has: marked, not deleted."""
    returned: int = 0
    """Entries that were marked so, and are there again."""
    kept: tuple[KeptEdit, ...] = ()
    """Where the hub's own edits stand against what the feed says now."""
    notes: tuple[str, ...] = ()
    """What is to be said of the feed as a whole, in sentences."""
    is_same: bool = False
    """The server says that nothing has changed since the last time; nothing was read."""
