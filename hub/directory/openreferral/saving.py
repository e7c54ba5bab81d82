"""Takes a feed into the store, row by row as it is read: the whole import in one transaction.

An id that comes twice in a feed counts the first time; the others are refused, and said so. Only
rows that each name another place of one service become one entry with all its places. Where the
rows come from is decided by `reading` and `feeds`, what vanished by `vanishing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session

from hub.clock import Clock
from hub.directory.edits import Held
from hub.directory.entry import ServiceEntry
from hub.directory.keeping import FEED, keep
from hub.directory.merging import combine
from hub.directory.openreferral.reading import Progress, Row, read_rows
from hub.directory.openreferral.rows import read_service
from hub.directory.openreferral.vanishing import in_words, mark_vanished, remember_feed
from hub.errors import BadInput
from hub.people.trail import record
from hub.store.changes import mark_public_change
from hub.store.engine import Store
from hub.views.importing import ImportReport, RefusedRow
from hub.views.limits import Limits
from hub.views.words import clean_line

_BATCH = 500
_MOST_PLACES = 20_000
"""Services of a list of services at locations that are held until the list ends."""
_MOST_REFUSED = 20_000
_MOST_NOTES = 10_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from, and what is known of that before they are read."""

    source: str
    """As `service.source` has it."""
    address: str = ""
    etag: str = ""
    is_whole: bool = True
    """All of the feed was read: what isn't in it has vanished from it."""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Counts:
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    returned: int = 0


@dataclass(slots=True)
class _Import:
    """One import inside its transaction."""

    session: Session
    clock: Clock
    origin: Origin
    limits: Limits
    is_local: bool
    counts: _Counts = field(default_factory=_Counts)
    seen: dict[str, int] = field(default_factory=dict)
    """Uids, with the number of their row."""
    also_there: set[str] = field(default_factory=set)
    """Ids of rows that were refused: they haven't vanished."""
    pending: dict[str, tuple[int, ServiceEntry]] = field(default_factory=dict)
    places: dict[str, tuple[int, ServiceEntry]] = field(default_factory=dict)
    """Entries of one place each: another place may come in a later row."""
    refused: list[RefusedRow] = field(default_factory=list)
    left_out: list[RefusedRow] = field(default_factory=list)
    more_left_out: int = 0
    held: list[Held] = field(default_factory=list)

    def take(self, rows: Iterable[Row]) -> None:
        today = self.clock.today()
        for count, row in enumerate(rows, 1):
            number = row.number or count
            if count > self.limits.rows:
                raise BadInput(
                    f"There are more than {self.limits.rows:,} entries in it.",
                    hint="If that is right, raise rows in hub.toml, under [feeds].",
                )
            self.counts.read += 1
            try:
                found = read_service(row, today)
            except BadInput as error:
                self._refuse(number, error.message, row)
                continue
            self._add(number, row, found.entry)
            for words in found.left_out:
                if len(self.left_out) < _MOST_NOTES:
                    self.left_out.append(RefusedRow(number, words, found.entry.name[:80]))
                else:
                    self.more_left_out += 1
            if len(self.pending) >= _BATCH:
                self._keep(self.pending)
            if len(self.places) >= _MOST_PLACES:
                self._keep(self.places)
        self._keep(self.pending)
        self._keep(self.places)

    def _add(self, number: int, row: Row, entry: ServiceEntry) -> None:
        first = self.seen.get(entry.uid)
        waiting = self.places if entry.is_one_place else self.pending
        if first is None:
            self.seen[entry.uid] = number
            waiting[entry.uid] = (number, entry)
        elif entry.uid in self.places and (both := combine(self.places[entry.uid][1], entry)):
            self.places[entry.uid] = (first, both)
            self.counts.read -= 1
        else:
            self._refuse(number, f"Row {first} has the same id; the first one counts.", row)

    def _refuse(self, number: int, why: str, row: Row) -> None:
        value = row.value if isinstance(row.value, dict) else {}
        name, uid = value.get("name"), value.get("id")
        shown = clean_line(name[:400])[:80] if isinstance(name, str) else ""
        if isinstance(uid, str) and len(uid) <= 64:
            self.also_there.add(clean_line(uid))
        self.refused.append(RefusedRow(number, why, shown))
        if len(self.refused) > _MOST_REFUSED:
            raise BadInput(
                f"More than {_MOST_REFUSED:,} entries of it are wrong, the last one so: {why}",
                hint="Nothing was taken in. Tell whoever publishes it.",
            )

    def _keep(self, waiting: dict[str, tuple[int, ServiceEntry]]) -> None:
        entries = list(waiting.values())
        waiting.clear()
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            kept = keep(
                self.session,
                [entry for _, entry in batch],
                source=self.origin.source,
                today=self.clock.today(),
                is_local=self.is_local,
            )
            self.counts.created += kept.created
            self.counts.updated += kept.updated
            self.counts.unchanged += kept.unchanged
            self.counts.returned += kept.returned
            self.held += kept.held
            self.refused += [
                RefusedRow(number, kept.turned_away[entry.uid], entry.name)
                for number, entry in batch
                if entry.uid in kept.turned_away
            ]

    def is_there(self, uid: str) -> bool:
        """Whether the feed has an entry with this id, be it one that was refused."""
        return uid in self.seen or uid in self.also_there

    @property
    def is_met(self) -> bool:
        """Whether anything of the feed was known before, or may have been."""
        return bool(self.counts.updated or self.counts.unchanged or self.also_there)

    def notes(self) -> Iterator[str]:
        yield from self.origin.notes
        if self.more_left_out:
            yield f"{self.more_left_out:,} more remarks of that kind aren't shown."


def import_services(
    store: Store,
    clock: Clock,
    *,
    path: Path,
    by: str | None = None,
    is_local: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Create, update or leave each service of the file; say why a row was refused.

    With `is_local` its services are near here, and rank before others. `progress` is told how
    many bytes of how many were read. Raises NotFound or BadInput if the file as a whole can't be
    read; then nothing is written.
    """
    return take_in(
        store,
        clock,
        rows=lambda: read_rows(path, limits, progress),
        origin=Origin(f"{FEED}{clean_line(path.name)}"),
        by=by,
        is_local=is_local,
        limits=limits,
    )


def take_in(
    store: Store,
    clock: Clock,
    *,
    rows: Callable[[], Iterable[Row]],
    origin: Origin,
    by: str | None,
    is_local: bool = False,
    limits: Limits | None = None,
) -> ImportReport:
    """The rows into the store, in one transaction. `rows` may be asked for more than once."""

    def work(session: Session) -> ImportReport:
        feed = remember_feed(
            session,
            clock,
            source=origin.source,
            address=origin.address,
            etag=origin.etag,
            is_local=is_local,
            is_whole=origin.is_whole,
        )
        mine = _Import(session, clock, origin, limits or Limits(), feed.is_local)
        mine.take(rows())
        vanished, notes = 0, list(mine.notes())
        if origin.is_whole:
            vanished, more = mark_vanished(
                session,
                clock.today(),
                source=origin.source,
                is_there=mine.is_there,
                is_met=mine.is_met,
                is_file=not origin.address,
            )
            notes += more
        counts = mine.counts
        if counts.created or counts.updated or counts.returned or vanished or feed.is_now_local:
            mark_public_change(session)
            rest = {"vanished": vanished, "returned": counts.returned}
            fields: dict[str, Any] = {name: number for name, number in rest.items() if number}
            record(
                session,
                clock,
                by=by,
                verb="directory.imported",
                read=counts.read,
                created=counts.created,
                updated=counts.updated,
                unchanged=counts.unchanged,
                refused=len(mine.refused),
                **fields,
            )
        return ImportReport(
            read=counts.read,
            created=counts.created,
            updated=counts.updated,
            unchanged=counts.unchanged,
            refused=tuple(sorted(mine.refused, key=lambda one: one.row)),
            left_out=tuple(mine.left_out),
            vanished=vanished,
            returned=counts.returned,
            kept=in_words(session, mine.held),
            notes=tuple(notes),
        )

    return store.transact(work)
