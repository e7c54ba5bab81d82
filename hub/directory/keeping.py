"""Writes checked entries into the store, in batches: creates, updates, or leaves what is the same.

Leaves what an entry may hold to whoever made it, and the trail to whoever asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.directory.entry import OrganisationEntry, ServiceEntry
from hub.directory.merging import complete
from hub.directory.needs import need_ids, needs_by_term
from hub.people.erasing import contact_key, erased_ids
from hub.store.codes import new_codes
from hub.store.tables import (
    Contact,
    Location,
    Organisation,
    Phone,
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
NAMELESS = {"name": "", "email": ""}
"""What is kept of a contact whose name was erased here, whatever its feed says."""
_CHILDREN = (Phone, Contact, Location, Schedule, ServiceDetail, ServiceTerm)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a batch; `owned` are the uids the hub keeps itself, left as they were."""

    created: int
    updated: int
    unchanged: int
    owned: frozenset[str]


def digest(entry: ServiceEntry) -> str:
    """SHA-256 of what people would see. The feed's own time of change is no change."""
    return hashlib.sha256(repr(replace(entry, last_modified=None)).encode()).hexdigest()


def keep(session: Session, entries: Sequence[ServiceEntry], *, source: str) -> Kept:
    """Write `entries` (no uid twice) in the caller's transaction.

    What an entry is silent about stays as it is kept: see `hub.directory.merging`.
    """
    known = {
        uid: (key, old_digest, old_source)
        for key, uid, old_digest, old_source in session.execute(
            select(
                col(Service.id), col(Service.uid), col(Service.feed_digest), col(Service.source)
            ).where(col(Service.uid).in_([entry.uid for entry in entries]))
        )
    }
    from_feed = source.startswith(FEED)
    owned = frozenset(
        uid for uid, (_, _, old) in known.items() if from_feed and not old.startswith(FEED)
    )
    keys = {uid: key for uid, (key, _, _) in known.items()}
    whole = complete(session, [entry for entry in entries if entry.uid not in owned], keys)
    work = [(entry, digest(entry)) for entry in whole]
    changed = [(e, d) for e, d in work if e.uid not in known or known[e.uid][1] != d]
    if not changed:
        return Kept(0, 0, len(work), owned)
    organisations = _keep_organisations(session, [e for e, _ in changed], from_feed=from_feed)
    needs = _Needs(session)
    fresh = [pair for pair in changed if pair[0].uid not in known]
    stale = [pair for pair in changed if pair[0].uid in known]
    _forget(session, [keys[entry.uid] for entry, _ in stale], needs)
    for entry, new_digest in stale:
        values = _values(entry, organisations) | {"feed_digest": new_digest, "source": source}
        del values["is_local"], values["is_urgent"]  # the hub's own judgement, not the feed's
        session.execute(update(Service).where(col(Service.id) == keys[entry.uid]).values(**values))
    if fresh:
        codes = new_codes(session, kind="service", count=len(fresh))
        rows = [
            _values(entry, organisations) | {"feed_digest": d, "source": source, "code": code}
            for (entry, d), code in zip(fresh, codes, strict=True)
        ]
        session.execute(insert(Service), rows)
        keys |= dict(
            session.execute(
                select(col(Service.uid), col(Service.id)).where(
                    col(Service.uid).in_([entry.uid for entry, _ in fresh])
                )
            ).all()
        )
    _add_children(session, [(keys[e.uid], e) for e, _ in changed], needs)
    return Kept(len(fresh), len(stale), len(work) - len(changed), owned)


def _values(entry: ServiceEntry, organisations: dict[str, int]) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in _COLUMNS}
    return values | {
        "status": entry.status.value,
        "organisation_id": organisations[entry.organisation.uid],
    }


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
                update(Organisation)
                .where(col(Organisation.id) == key)
                .values(**asdict(wanted[uid]))
            )
    fresh = [asdict(organisation) for uid, organisation in wanted.items() if uid not in known]
    if fresh:
        session.execute(insert(Organisation), fresh)
    return {uid: key for uid, key in session.execute(look) if key is not None}


class _Needs:
    """Needs by slug and by term, read once for a batch; `by_hand` outlives a feed's update."""

    def __init__(self, session: Session) -> None:
        self.keys = need_ids(session)
        self.by_term = needs_by_term(session)
        self.by_hand: dict[int, set[int]] = {}

    def of_terms(self, curies: Sequence[str]) -> set[int]:
        return {self.keys[slug] for curie in curies for slug in self.by_term.get(curie, ())}

    def of(self, entry: ServiceEntry) -> set[int]:
        named = {self.keys[slug] for slug in entry.needs if slug in self.keys}
        return named | self.of_terms([term.curie for term in entry.terms])


def _forget(session: Session, keys: list[int | None], needs: _Needs) -> None:
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


def _add_children(
    session: Session, pairs: Sequence[tuple[int | None, ServiceEntry]], needs: _Needs
) -> None:
    rows: dict[type[Any], list[dict[str, Any]]] = {table: [] for table in _CHILDREN}
    erased = erased_ids(session, "contact")
    links: list[dict[str, Any]] = []
    for key, entry in pairs:
        mine = {"service_id": key}
        rows[Contact] += [
            asdict(contact)
            | mine
            | (NAMELESS if contact_key(entry.uid, contact.uid) in erased else {})
            for contact in entry.contacts
        ]
        for location in entry.locations:
            values = asdict(location) | mine
            del values["silent"]
            rows[Location].append(values)
        rows[Schedule] += [asdict(schedule) | mine for schedule in entry.schedules]
        rows[ServiceTerm] += [asdict(term) | mine for term in entry.terms]
        for position, phone in enumerate(entry.phones):
            rows[Phone].append(asdict(phone) | mine | {"position": position})
        for position, detail in enumerate(entry.details):
            rows[ServiceDetail].append(asdict(detail) | mine | {"position": position})
        hand = needs.by_hand.get(key or 0, set())
        links += [mine | {"need_id": need} for need in sorted(needs.of(entry) | hand)]
    numbers = _add_contacts(session, rows.pop(Contact))
    for values in rows[Phone]:
        values["contact_id"] = numbers.get((values["service_id"], values.pop("contact")))
    for table, values_of in rows.items():
        if values_of:
            session.execute(insert(table), values_of)
    if links:
        session.execute(insert(ServiceNeed), links)


def _add_contacts(session: Session, rows: list[dict[str, Any]]) -> dict[tuple[int, str], int]:
    """Write contacts; gives their ids by service and uid."""
    if not rows:
        return {}
    session.execute(insert(Contact), rows)
    look = select(col(Contact.service_id), col(Contact.uid), col(Contact.id)).where(
        col(Contact.service_id).in_({row["service_id"] for row in rows}), col(Contact.uid) != ""
    )
    return {(service, uid): key for service, uid, key in session.execute(look) if key}
