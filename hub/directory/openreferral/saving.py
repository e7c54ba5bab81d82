"""Takes a feed into the store: the whole import in one transaction, its rows one by one.

An id that comes twice in a feed counts the first time; the others are refused, and said so.
"""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from hub.clock import Clock
from hub.directory.entry import ServiceEntry
from hub.directory.keeping import FEED, keep
from hub.directory.openreferral.reading import read_rows
from hub.directory.openreferral.rows import read_service
from hub.errors import BadInput
from hub.people.trail import record
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.views.directory import ImportReport, RefusedRow
from hub.views.words import clean_line

_BATCH = 500


def import_services(
    store: Store, clock: Clock, *, path: Path, by: str | None = None
) -> ImportReport:
    """Create, update or leave each service of the file; say why a row was refused.

    Raises NotFound or BadInput if the file as a whole can't be read; then nothing is written.
    """
    rows = read_rows(path)
    refused: list[RefusedRow] = []
    entries: dict[str, tuple[int, ServiceEntry]] = {}
    for number, row in enumerate(rows, 1):
        name = row.get("name") if isinstance(row, dict) else None
        shown = clean_line(name)[:80] if isinstance(name, str) else ""
        try:
            entry = read_service(row, clock.today())
        except BadInput as error:
            refused.append(RefusedRow(number, error.message, shown))
            continue
        if entry.uid in entries:
            why = f"Row {entries[entry.uid][0]} has the same id; the first one counts."
            refused.append(RefusedRow(number, why, shown))
        else:
            entries[entry.uid] = (number, entry)

    def work(session: Session) -> ImportReport:
        created = updated = unchanged = 0
        turned_away = list(refused)
        wanted = list(entries.values())
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            kept = keep(session, [entry for _, entry in batch], source=f"{FEED}{path.name}")
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
                read=len(rows),
                created=created,
                updated=updated,
                unchanged=unchanged,
                refused=len(turned_away),
            )
        in_order = tuple(sorted(turned_away, key=lambda one: one.row))
        return ImportReport(len(rows), created, updated, unchanged, in_order)

    return store.transact(work)
