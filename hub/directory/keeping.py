"""Writes checked entries into the store, in batches: creates, updates, or leaves what is the same.

Leaves what an entry may hold to whoever made it, and the trail to whoever asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.directory.edits import (
    Held,
    as_the_feed_has_it,
    edits_of,
    held_between,
    remember_theirs,
    turned_away,
    with_ours,
)
from hub.directory.entry import OrganisationEntry, ServiceEntry
from hub.directory.merging import complete, is_partial
from hub.directory.needs import need_ids, needs_by_term
from hub.directory.stored import stored_entries
from hub.directory.terms import NEED_PREFIX
from hub.people.erasing import contact_key, erased_ids
from hub.store.codes import new_codes
from hub.store.core import run, table_of
from hub.store.tables import (
    Contact,
    Location,
    Organisation,
    Phone,
    Row,
    Schedule,
    Service,
    ServiceDetail,
    ServiceNeed,
    ServiceTerm,
)

FEED = "feed:"
"""How the source of an entry starts that came from a feed; others are the hub's own."""

_COLUMNS = [
    "uid",
    "name",
    "description",
    "url",
    "email",
    "status",
    "fees",
    "eligibility",
    "minimum_age",
    "maximum_age",
    "opening",
    "getting_in",
    "alert",
    "accreditations",
    "is_local",
    "is_urgent",
    "assured_on",
    "assurer_email",
    "last_modified",
]
_CHILDREN = (Phone, Contact, Location, Schedule, ServiceDetail, ServiceTerm)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a batch."""

    created: int
    updated: int
    unchanged: int
    returned: int
    """Entries that had vanished from their feed, and are there again."""
    turned_away: dict[str, str]
    """Uids of which nothing was taken, each with the reason in words."""
    held: tuple[Held, ...]
    """Where the hub's own edits stand against what the entries say."""


def digest(entry: ServiceEntry) -> str:
    """SHA-256 of what people would see. The feed's own time of change is no change."""
    return hashlib.sha256(repr(replace(entry, last_modified=None)).encode()).hexdigest()


def keep(
    session: Session,
    entries: Sequence[ServiceEntry],
    *,
    source: str,
    today: date | None = None,
    is_local: bool = False,
) -> Kept:
    """Write `entries` (no uid twice) in the caller's transaction.

    What an entry is silent about stays as it is kept: see `hub.directory.merging`. What the hub
    has edited stays as the hub has it, and what it wants nothing of stays out: see
    `hub.directory.edits`; for a feed `today` must be given. `is_local` is for entries that are new.
    """
    known = _known(session, entries)
    from_feed = source.startswith(FEED)
    away = turned_away(session, entries)
    if from_feed:
        away |= {
            uid: "The hub keeps this entry itself."
            for uid, one in known.items()
            if not one.source.startswith(FEED)
        }
    entries = _nameless(session, [entry for entry in entries if entry.uid not in away])
    returned = _back(session, [known[e.uid] for e in entries if e.uid in known])
    edits = edits_of(session, [known[e.uid].id for e in entries if e.uid in known])
    looked_at = [
        known[entry.uid].id
        for entry in entries
        if entry.uid in known and (is_partial(entry) or known[entry.uid].id in edits)
    ]
    stored = stored_entries(session, looked_at) if looked_at else {}
    theirs = {one.uid: as_the_feed_has_it(one, edits.get(key, {})) for key, one in stored.items()}
    work = [(entry, digest(entry)) for entry in complete(entries, theirs)]
    changed = [(e, d) for e, d in work if e.uid not in known or known[e.uid].digest != d]
    held = tuple(
        one
        for entry, _ in work
        if entry.uid in known and (mine := edits.get(known[entry.uid].id))
        for one in held_between(entry, stored[known[entry.uid].id], mine)
    )
    if not changed:
        return Kept(0, 0, len(work), returned, away, held)
    organisations = _keep_organisations(session, [e for e, _ in changed], from_feed=from_feed)
    needs = _Needs(session)
    fresh = [pair for pair in changed if pair[0].uid not in known]
    stale = [pair for pair in changed if pair[0].uid in known]
    _forget(session, [known[entry.uid].id for entry, _ in stale], needs)
    keys: dict[str, int] = {entry.uid: known[entry.uid].id for entry, _ in stale}
    written: list[tuple[int, ServiceEntry]] = []
    for entry, new_digest in stale:
        key, more = keys[entry.uid], {"feed_digest": new_digest, "source": source}
        mine = edits.get(key, {})
        if mine:
            assert today is not None  # only a feed's entry has edits
            feeds = replace(entry, needs=needs.slugs_of_terms(entry))
            remember_theirs(session, key, feeds, mine, today)
            entry = with_ours(entry, stored[key], mine)
        if "needs" in mine:
            needs.exactly[key] = entry.needs
        written.append((key, entry))
        values = _values(entry, organisations) | more
        del values["is_local"], values["is_urgent"]  # the hub's own judgement, not the feed's
        session.execute(update(Service).where(col(Service.id) == key).values(**values))
        if "assured_on" in mine:  # its feed has changed it since the hub looked
            session.execute(
                update(Service)
                .where(col(Service.id) == key, col(Service.review_on).is_(None))
                .values(review_on=today)
            )
    if fresh:
        codes = new_codes(session, kind="service", count=len(fresh))
        rows = [
            _values(entry, organisations)
            | {"feed_digest": d, "source": source, "code": code}
            | {"is_local": is_local or entry.is_local}
            for (entry, d), code in zip(fresh, codes, strict=True)
        ]
        run(session, insert(table_of(Service)), rows)
        ids = dict(
            session.execute(
                select(col(Service.uid), col(Service.id)).where(
                    col(Service.uid).in_([entry.uid for entry, _ in fresh])
                )
            ).all()
        )
        written += [(ids[entry.uid], entry) for entry, _ in fresh]
    _add_children(session, written, needs)
    return Kept(len(fresh), len(stale), len(work) - len(changed), returned, away, held)


def _known(session: Session, entries: Sequence[ServiceEntry]) -> dict[str, Any]:
    """What is kept already, by uid."""
    rows = session.execute(
        select(
            col(Service.id),
            col(Service.uid),
            col(Service.feed_digest).label("digest"),
            col(Service.source),
            col(Service.vanished_on),
        )
        .where(col(Service.uid).in_([entry.uid for entry in entries]))
        .order_by(col(Service.id))
        .with_for_update()  # else an edit made at the desk meanwhile would be written over
    )
    return {row.uid: row for row in rows}


def _back(session: Session, rows: Sequence[Any]) -> int:
    """Take the mark off those that had vanished; gives how many."""
    ids = [row.id for row in rows if row.vanished_on is not None]
    if ids:
        session.execute(update(Service).where(col(Service.id).in_(ids)).values(vanished_on=None))
    return len(ids)


def _values(entry: ServiceEntry, organisations: dict[str, int]) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in _COLUMNS}
    values["status"] = entry.status.value
    if entry.organisation.uid in organisations:  # the hub may have chosen another one: it stays
        values["organisation_id"] = organisations[entry.organisation.uid]
    return values


def _keep_organisations(
    session: Session, entries: Sequence[ServiceEntry], *, from_feed: bool
) -> dict[str, int]:
    wanted: dict[str, OrganisationEntry] = {e.organisation.uid: e.organisation for e in entries}
    look = select(col(Organisation.uid), col(Organisation.id)).where(
        col(Organisation.uid).in_(list(wanted))
    )
    known = dict(session.execute(look).all())
    own: set[int] = set()
    if from_feed:  # a feed never renames an organisation that the hub itself vouches for
        own = set(
            session.scalars(
                select(col(Service.organisation_id)).where(
                    col(Service.organisation_id).in_(list(known.values())),
                    col(Service.source).not_like(f"{FEED}%"),
                )
            )
        )
    for uid, key in known.items():
        if key not in own:
            session.execute(
                update(Organisation).where(col(Organisation.id) == key).values(**_flat(wanted[uid]))
            )
    fresh = [_flat(organisation) for uid, organisation in wanted.items() if uid not in known]
    if fresh:
        run(session, insert(table_of(Organisation)), fresh)
    return {uid: key for uid, key in session.execute(look) if key is not None}


class _Needs:
    """Needs by slug and by term, read once for a batch; `by_hand` outlives a feed's update."""

    def __init__(self, session: Session) -> None:
        self.keys = need_ids(session)
        self.by_term = needs_by_term(session)
        self.by_hand: dict[int, set[int]] = {}
        self.exactly: dict[int, tuple[str, ...]] = {}
        """Slugs of those that the hub chose itself: terms add none."""

    def of_terms(self, curies: Sequence[str]) -> set[int]:
        """The needs that terms stand for: standard ones, and hubs' own that name a need."""
        found = {self.keys[slug] for curie in curies for slug in self.by_term.get(curie, ())}
        named = (curie.removeprefix(f"{NEED_PREFIX}:") for curie in curies if ":" in curie)
        return found | {self.keys[slug] for slug in named if slug in self.keys}

    def slugs_of_terms(self, entry: ServiceEntry) -> tuple[str, ...]:
        """The needs that the terms of an entry stand for: what its feed says of needs."""
        slugs = (slug for term in entry.terms for slug in self.by_term.get(term.curie, ()))
        return tuple(dict.fromkeys(slugs))

    def of(self, key: int, entry: ServiceEntry) -> set[int]:
        """The needs that a service meets: by name, by its terms, by hand."""
        if key in self.exactly:
            return {self.keys[slug] for slug in self.exactly[key] if slug in self.keys}
        named = {self.keys[slug] for slug in entry.needs if slug in self.keys}
        return named | self.of_terms([t.curie for t in entry.terms]) | self.by_hand.get(key, set())


def _forget(session: Session, keys: list[int], needs: _Needs) -> None:
    """Take off what hangs on services that are written anew; links made by hand stay."""
    if not keys:
        return
    for key, need in session.execute(
        select(col(ServiceNeed.service_id), col(ServiceNeed.need_id)).where(
            col(ServiceNeed.service_id).in_(keys)
        )
    ):
        needs.by_hand.setdefault(key, set()).add(need)
    for key, curie in session.execute(
        select(col(ServiceTerm.service_id), col(ServiceTerm.curie)).where(
            col(ServiceTerm.service_id).in_(keys)
        )
    ):
        needs.by_hand.get(key, set()).difference_update(needs.of_terms([curie]))
    for table in (*_CHILDREN, ServiceNeed):
        session.execute(delete(table).where(col(table.service_id).in_(keys)))


def _nameless(session: Session, entries: Sequence[ServiceEntry]) -> list[ServiceEntry]:
    """Without the names of contacts who were erased here, whatever the feed says of them."""
    erased = erased_ids(session, "contact")
    if not erased:
        return list(entries)
    return [
        replace(
            entry,
            contacts=tuple(
                replace(one, name="", email="")
                if contact_key(entry.uid, one.uid) in erased
                else one
                for one in entry.contacts
            ),
        )
        for entry in entries
    ]


def _add_children(
    session: Session, pairs: Sequence[tuple[int, ServiceEntry]], needs: _Needs
) -> None:
    rows: dict[type[Row], list[dict[str, Any]]] = {table: [] for table in _CHILDREN}
    links: list[dict[str, Any]] = []
    for key, entry in pairs:
        rows[Contact] += [_flat(one, service_id=key) for one in entry.contacts]
        rows[Location] += [_flat(one, service_id=key) for one in entry.locations]
        rows[Schedule] += [_flat(one, service_id=key) for one in entry.schedules]
        rows[ServiceTerm] += [_flat(one, service_id=key) for one in entry.terms]
        for position, phone in enumerate(entry.phones):
            rows[Phone].append(_flat(phone, service_id=key, position=position))
        for position, detail in enumerate(entry.details):
            rows[ServiceDetail].append(_flat(detail, service_id=key, position=position))
        links += [{"service_id": key, "need_id": need} for need in sorted(needs.of(key, entry))]
    for values in rows[Location]:
        del values["silent"]
    numbers = _add_contacts(session, rows.pop(Contact))
    for values in rows[Phone]:
        values["contact_id"] = numbers.get((values["service_id"], values.pop("contact")))
    rows[ServiceNeed] = links
    for table, values_of in rows.items():
        if values_of:
            run(session, insert(table_of(table)), values_of)


def _flat(one: Any, **more: Any) -> dict[str, Any]:
    """The fields of a part of an entry as columns; none of them holds a part itself."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__} | more


def _add_contacts(session: Session, rows: list[dict[str, Any]]) -> dict[tuple[int, str], int]:
    """Write contacts; gives their ids by service and uid."""
    if not rows:
        return {}
    run(session, insert(table_of(Contact)), rows)
    look = select(col(Contact.service_id), col(Contact.uid), col(Contact.id)).where(
        col(Contact.service_id).in_({row["service_id"] for row in rows}), col(Contact.uid) != ""
    )
    return {(service, uid): key for service, uid, key in session.execute(look) if key}
