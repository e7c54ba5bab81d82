"""Which entries of an iCalendar file are here already, by their UID (RFC 5545 §3.8.4.7): our own
that come back, and those of others that came in before.

A UUID is kept as it is. Any other UID is kept as the UUID that it always gives (RFC 9562 §5.5), so
that theirs, which may be longer than our column, are known again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.people.undo import Scope, undoable
from hub.store.engine import Store
from hub.store.tables import Booking, Group

_EARLIER_WAY = re.compile(r"(.{36})-\d{8}")
"""What we write for how a group met before it was changed: its own UID and a date."""
_AT_ONCE = 2000


def kept_as(uid: str) -> str:
    """The UUID under which we keep a UID."""
    try:
        return str(UUID(uid)) if len(uid) == 36 else str(uuid5(NAMESPACE_URL, uid))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, uid))


def known_uids(store: Store, uids: Collection[str]) -> frozenset[str]:
    """Those of these UIDs that are here. Two statements for each 2,000."""
    wanted: dict[str, list[str]] = {}
    for uid in uids:
        earlier = _EARLIER_WAY.fullmatch(uid)
        for name in (uid, *((earlier[1],) if earlier else ())):
            wanted.setdefault(kept_as(name), []).append(uid)
    names = list(wanted)
    found: set[str] = set()
    with store.read() as session:
        for start in range(0, len(names), _AT_ONCE):
            part = names[start : start + _AT_ONCE]
            for column in (col(Group.uid), col(Booking.uid)):
                for name in session.scalars(select(column).where(column.in_(part))):
                    found.update(wanted[name])
    return frozenset(found)


def keep_uid(store: Store, clock: Clock, *, code: str, uid: str, by: str | None) -> None:
    """Know a group or a booking again by its UID elsewhere."""

    def work(session: Session) -> None:
        for table in (Group, Booking):
            mine = col(table.code) == code
            with undoable(
                session,
                clock,
                by=by,
                verb="calendar.imported",
                code=code,
                label=f"Brought in {code}",
                scopes=[Scope(table, mine)],
            ):
                session.execute(update(table).where(mine).values(uid=kept_as(uid)))

    store.transact(work)
