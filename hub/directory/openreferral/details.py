"""Asks a feed for its entries one by one, where its list has only a summary of each, as the list
of Open Referral UK 3.0 does. What can't be read that way comes in as the summary it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from sqlalchemy import or_, select
from sqlmodel import Session, col

from hub.directory.openreferral.fetching import FeedBroke, Fetcher
from hub.directory.openreferral.reading import Row
from hub.directory.openreferral.splitting import Splitter
from hub.directory.openreferral.staging import id_of
from hub.errors import BadInput
from hub.store.tables import Location, Phone, Schedule, Service

_MORE = frozenset(
    {
        "contacts",
        "phones",
        "service_at_locations",
        "schedules",
        "regular_schedules",
        "attributes",
        "service_taxonomys",
        "languages",
        "service_areas",
        "cost_options",
        "eligibilitys",
    }
)
"""Keys of which a summary has none."""
_PAGING = ("page", "per_page")
_MOST_FAILURES = 5
"""In a row: after that the feed has no details to give."""


@dataclass(slots=True)
class Details:
    """The details of one feed's entries."""

    fetcher: Fetcher
    services: str
    """The address of the list."""
    known: Mapping[str, datetime]
    """Ids of which the hub has the details, with the feed's own time of change."""
    asked: int = 0
    missing: int = 0
    _failures: int = 0

    def wanted(self, row: Row) -> bool:
        """Whether a row of the list is only a summary that somebody should look behind."""
        uid = id_of(row.value)
        if (
            row.refused
            or row.is_one_place
            or not uid
            or len(uid) > 64
            or uid in (".", "..")
            or not uid.isprintable()
            or not _MORE.isdisjoint(row.value)
        ):
            return False
        return uid not in self.known or _moment(row.value.get("last_modified")) != self.known[uid]

    def of(self, row: Row) -> Row:
        """The row with its details, or as it is."""
        if self._failures >= _MOST_FAILURES or self.asked >= self.fetcher.limits.details:
            self.missing += 1
            return row
        self.asked += 1
        value = self._value(id_of(row.value))
        if value is None:
            self._failures += 1
            self.missing += 1
            return row
        self._failures = 0
        return replace(row, value=value)

    def _value(self, uid: str) -> Any:
        total = self.fetcher.total
        try:
            answer = self.fetcher.get(address_of(self.services, uid))
            splitter = Splitter(self.fetcher.limits)
            if answer.status != 200:
                answer.skip()
                return None
            for _ in splitter.elements(self._small(answer.pieces, total)):
                return None  # a list is no entry
            return splitter.around if id_of(splitter.around) == uid else None
        except FeedBroke:
            if self.fetcher.is_over:
                raise
            return None
        except BadInput:
            if self.fetcher.total > self.fetcher.limits.bytes:
                raise
            return None

    def _small(self, pieces: Any, before: int) -> Any:
        for piece in pieces:
            if self.fetcher.total - before > self.fetcher.limits.row_bytes:
                pieces.close()
                raise BadInput("It is too large.")
            yield piece


def address_of(services: str, uid: str) -> str:
    """Where a feed keeps one entry, by the address of its list."""
    parts = urlsplit(services)
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _PAGING
    ]
    path = f"{parts.path.rstrip('/')}/{quote(uid, safe='')}"
    return urlunsplit(parts._replace(path=path, query=urlencode(query)))


def page_of(services: str, number: int) -> str:
    """The address of another page."""
    parts = urlsplit(services)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", str(number))])))


def known_details(session: Session, source: str) -> dict[str, datetime]:
    """Ids of this feed of which the hub has more than a summary, with their time of change."""

    def has(table: Any) -> Any:
        return col(Service.id).in_(select(col(table.service_id)))

    rows = session.execute(
        select(col(Service.uid), col(Service.last_modified)).where(
            col(Service.source) == source,
            col(Service.last_modified).is_not(None),
            or_(has(Phone), has(Location), has(Schedule)),
        )
    )
    return {uid: moment for uid, moment in rows if moment is not None}


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
