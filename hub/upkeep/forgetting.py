"""Takes a person out of rows: deletes them, or empties the columns that name somebody. The same
for an erasure today and for one that a restored backup has yet to hear of.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import Session, col

from hub.people.erasing import Gone, contact_key
from hub.store.core import table_of
from hub.store.tables import Contact, Referral, ReferralStep, Service, ServiceEdit, Volunteer
from hub.upkeep.places import BY_NAME, SOMEBODY, Place


def forget_rows(session: Session, place: Place, ids: Sequence[int]) -> None:
    """Forget who is named in these rows: a few statements a place, and one a volunteer."""
    if not ids:
        return
    table = table_of(place.table)
    if place.table is Volunteer:
        for number in ids:  # the key of a name is unique
            session.execute(
                update(Volunteer)
                .where(col(Volunteer.id) == number)
                .values(name=SOMEBODY, name_key=f"{SOMEBODY} {number}".casefold(), is_active=False)
            )
        return
    if place.table is Referral:
        session.execute(delete(ReferralStep).where(col(ReferralStep.referral_id).in_(ids)))
    if place.table is Contact:
        _forget_in_feeds(session, ids)
    if place.blanks:
        session.execute(
            update(table).where(table.c.id.in_(ids)).values(dict.fromkeys(place.blanks, ""))
        )
    else:
        session.execute(delete(table).where(table.c.id.in_(ids)))


def _forget_in_feeds(session: Session, contacts: Sequence[int]) -> None:
    """What a feed says of a contact lies beside what the hub has made of it: it goes there too."""
    named = defaultdict(set)
    for service, uid in session.execute(
        select(col(Contact.service_id), col(Contact.uid)).where(col(Contact.id).in_(contacts))
    ):
        named[service].add(uid)
    rows = session.execute(
        select(col(ServiceEdit.service_id), col(ServiceEdit.theirs)).where(
            col(ServiceEdit.service_id).in_(named), col(ServiceEdit.field) == "contacts"
        )
    ).all()
    for service, theirs in rows:
        said = json.loads(theirs)
        for one in said:
            if one.get("uid", "") in named[service]:
                one |= {"name": "", "email": ""}
        session.execute(
            update(ServiceEdit)
            .where(col(ServiceEdit.service_id) == service, col(ServiceEdit.field) == "contacts")
            .values(theirs=json.dumps(said, ensure_ascii=False, sort_keys=True))
        )


def gone_of(session: Session, place: Place, ids: Sequence[int]) -> list[Gone]:
    """What is kept of these rows once they are gone: which they were. One statement."""
    if not ids:
        return []
    table = table_of(place.table)
    if place.table is Contact:
        rows = session.execute(
            select(col(Service.uid), col(Contact.uid))
            .join(Service, col(Service.id) == col(Contact.service_id))
            .where(col(Contact.id).in_(ids))
        )
        return [Gone(place.name, row_uid=contact_key(service, uid)) for service, uid in rows]
    if place.uid:
        uids = session.scalars(select(table.c[place.uid]).where(table.c.id.in_(ids)))
        return [Gone(place.name, row_uid=uid) for uid in uids]
    made = [table.c[place.made]] if place.made else []
    return [
        Gone(place.name, row_id=row[0], row_at=row[1] if made else None)
        for row in session.execute(select(table.c.id, *made).where(table.c.id.in_(ids)))
    ]


def rows_of(session: Session, kind: str, gone: Sequence[Gone]) -> list[int]:
    """The ids of the rows that are meant, as far as they are in this store."""
    place = BY_NAME[kind]
    table = table_of(place.table)
    if place.table is Contact:
        return _contacts(session, {one.row_uid for one in gone})
    found: list[int] = []
    if place.uid:
        where: ColumnElement[bool] = table.c[place.uid].in_({one.row_uid for one in gone})
        return list(session.scalars(select(table.c.id).where(where)))
    wanted: dict[int, set[datetime | None]] = {}
    for one in gone:
        if one.row_id is not None:
            wanted.setdefault(one.row_id, set()).add(one.row_at)
    made = [table.c[place.made]] if place.made else []
    for row in session.execute(select(table.c.id, *made).where(table.c.id.in_(wanted))):
        if not made or row[1] in wanted[row[0]]:
            found.append(row[0])
    return found


def _contacts(session: Session, keys: set[str]) -> list[int]:
    services = {key.partition(" ")[0] for key in keys}
    rows = session.execute(
        select(col(Contact.id), col(Service.uid), col(Contact.uid))
        .join(Service, col(Service.id) == col(Contact.service_id))
        .where(col(Service.uid).in_(services))
    )
    return [number for number, service, uid in rows if contact_key(service, uid) in keys]
