"""Who is on at the desk. A shift ends at hand-over, or by itself after 12 hours.

The store allows one shift at a time in a building; who begins one ends the one before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.people.trail import record, volunteer_id
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Shift, UndoEntry, Volunteer
from hub.views.people import ShiftView, VolunteerView

LONGEST = timedelta(hours=12)


def start_shift(store: Store, clock: Clock, *, name: str) -> ShiftView:
    """Hand the desk over to `name`. Raises BadInput where nobody is called that."""
    with store.write() as session:
        number = volunteer_id(session, name)
        now = clock.utc_now()
        site = site_id(session)
        _close(session, clock, site=site, at=now)
        session.execute(insert(Shift), {"volunteer_id": number, "site_id": site, "started_at": now})
        record(session, clock, by=name, verb="shift.started")
        shift = _current(session, clock, site)
    assert shift is not None
    return shift


def end_shift(store: Store, clock: Clock) -> None:
    """Nobody is on from now. Says nothing where nobody was."""
    with store.write() as session:
        _close(session, clock, site=site_id(session), at=clock.utc_now())


def who_is_on(store: Store, clock: Clock) -> ShiftView | None:
    """Who is on now, or None."""
    with store.read() as session:
        return _current(session, clock, site_id(session))


def _current(session: Session, clock: Clock, site: int) -> ShiftView | None:
    now = clock.utc_now()
    row = session.execute(
        select(col(Volunteer.id), col(Volunteer.name), col(Volunteer.role), col(Shift.started_at))
        .join(Volunteer, col(Volunteer.id) == col(Shift.volunteer_id))
        .where(
            col(Shift.site_id) == site,
            col(Shift.ended_at).is_(None),
            col(Shift.started_at) > now - LONGEST,
            col(Shift.started_at) <= now,
        )
        .order_by(col(Shift.started_at).desc(), col(Shift.id).desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    since = clock.local(row.started_at)
    return ShiftView(
        VolunteerView(row.id, row.name, row.role), since, clock.local(row.started_at + LONGEST)
    )


def _close(session: Session, clock: Clock, *, site: int, at: datetime) -> None:
    """End every open shift: now, or when its 12 hours were over. What undo keeps goes with it."""
    open_ones = session.execute(
        select(col(Shift.id), col(Shift.started_at), col(Volunteer.name), col(Volunteer.is_active))
        .join(Volunteer, col(Volunteer.id) == col(Shift.volunteer_id))
        .where(col(Shift.site_id) == site, col(Shift.ended_at).is_(None))
    ).all()
    for number, started_at, name, is_active in open_ones:
        session.execute(
            update(Shift)
            .where(col(Shift.id) == number)
            .values(ended_at=max(started_at, min(at, started_at + LONGEST)))
        )
        record(session, clock, by=name if is_active else None, verb="shift.ended")
    if open_ones:
        session.execute(delete(UndoEntry))
