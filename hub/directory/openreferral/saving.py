"""Takes a feed into the store: the whole import in one transaction, its rows one by one.

An id that comes twice in a feed counts the first time; the others are refused, and said so. Only
rows that each name another place of one service become one entry with all its places.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlmodel import Session

from hub.clock import Clock
from hub.directory.entry import ServiceEntry
from hub.directory.keeping import FEED, keep
from hub.directory.merging import combine
from hub.directory.openreferral.reading import Row, read_rows
from hub.directory.openreferral.rows import read_service
from hub.errors import BadInput
from hub.people.trail import record
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.views.directory import ImportReport, RefusedRow
from hub.views.words import clean_line

_BATCH = 500


class _Feed:
    """The rows of a feed as they are read, before any is kept."""

    def __init__(self) -> None:
        self.read = 0
        self.entries: dict[str, tuple[int, ServiceEntry]] = {}
        """By uid, with the number of the row."""
        self.refused: list[RefusedRow] = []
        self.left_out: list[RefusedRow] = []

    def add(self, number: int, row: Row, today: date) -> None:
        name = row.value.get("name") if isinstance(row.value, dict) else None
        shown = clean_line(name[:400])[:80] if isinstance(name, str) else ""
        self.read += 1
        try:
            found = read_service(row, today)
        except BadInput as error:
            self.refused.append(RefusedRow(number, error.message, shown))
            return
        entry = found.entry
        first = self.entries.get(entry.uid)
        if first is None:
            self.entries[entry.uid] = (number, entry)
        elif both := combine(first[1], entry):
            self.entries[entry.uid] = (first[0], both)
            self.read -= 1
        else:
            why = f"Row {first[0]} has the same id; the first one counts."
            self.refused.append(RefusedRow(number, why, shown))
            return
        self.left_out += [RefusedRow(number, words, shown) for words in found.left_out]


def import_services(
    store: Store, clock: Clock, *, path: Path, by: str | None = None
) -> ImportReport:
    """Create, update or leave each service of the file; say why a row was refused.

    Raises NotFound or BadInput if the file as a whole can't be read; then nothing is written.
    """
    feed = _Feed()
    today = clock.today()
    for number, row in enumerate(read_rows(path), 1):
        feed.add(number, row, today)

    def work(session: Session) -> ImportReport:
        created = updated = unchanged = 0
        turned_away = list(feed.refused)
        wanted = list(feed.entries.values())
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            kept = keep(
                session, [entry for _, entry in batch], source=f"{FEED}{clean_line(path.name)}"
            )
            created, updated = created + kept.created, updated + kept.updated
            unchanged += kept.unchanged
            turned_away += [
                RefusedRow(number, "The hub keeps this entry itself.", entry.name)
                for number, entry in batch
                if entry.uid in kept.owned
            ]
        if created or updated:
            mark_public_change(session)
            record(
                session,
                clock,
                by=by,
                verb="directory.imported",
                read=feed.read,
                created=created,
                updated=updated,
                unchanged=unchanged,
                refused=len(turned_away),
            )
        in_order = tuple(sorted(turned_away, key=lambda one: one.row))
        return ImportReport(feed.read, created, updated, unchanged, in_order, tuple(feed.left_out))

    return store.transact(work)
