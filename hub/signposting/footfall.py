"""How many people come through the door: a number for each day. No line of the trail for it: who
pressed the key when is nobody's affair, and there may be hundreds a day.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.errors import BadInput
from hub.people.undo import Scope, undoable
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Footfall, Site
from hub.views.visits import FootfallView

MOST_AT_ONCE = 1000


def count_at_the_door(
    store: Store, clock: Clock, *, people: int = 1, by: str | None = None
) -> FootfallView:
    """So many more came in today. A slip is taken back by undo."""
    if not 1 <= people <= MOST_AT_ONCE:
        raise BadInput(
            f"Count between 1 and {MOST_AT_ONCE} people at once.", hint="For example: hub door 3"
        )
    today = clock.today()

    def work(session: Session) -> FootfallView:
        site = site_id(session)
        mine = (col(Footfall.site_id) == site, col(Footfall.day) == today)
        # One after the other, or the number that undo goes back to would be somebody else's.
        session.execute(
            select(col(Site.id)).where(col(Site.id) == site).with_for_update(key_share=True)
        )
        was = session.scalar(select(col(Footfall.total)).where(*mine).with_for_update())
        with undoable(
            session,
            clock,
            by=by,
            verb="door.counted",
            label=f"Counted {people} at the door",
            scopes=[Scope(Footfall, mine[0] & mine[1])],
        ):
            if was is None:
                row = {"site_id": site, "day": today, "total": people}
                session.execute(insert(Footfall), row)
            else:
                session.execute(update(Footfall).where(*mine).values(total=was + people))
        return _view(session, site, today)

    return store.transact(work)


def footfall(store: Store, *, since: date, until: date) -> tuple[FootfallView, ...]:
    """The days on which somebody was counted, the earliest first."""
    if since > until:
        raise BadInput("The end comes before the start.", hint="Give the earlier day first.")
    first, last = monday_of(since), monday_of(until) + timedelta(days=6)
    with store.read() as session:
        rows = session.execute(
            select(col(Footfall.day), func.sum(col(Footfall.total)))
            .where(col(Footfall.day).between(first, last))
            .group_by(col(Footfall.day))
            .order_by(col(Footfall.day))
        ).all()
    weeks: dict[date, int] = {}
    for day, total in rows:
        weeks[monday_of(day)] = weeks.get(monday_of(day), 0) + int(total)
    return tuple(
        FootfallView(day, int(total), weeks[monday_of(day)])
        for day, total in rows
        if since <= day <= until
    )


def _view(session: Session, site: int, day: date) -> FootfallView:
    first = monday_of(day)
    rows = dict(
        session.execute(
            select(col(Footfall.day), col(Footfall.total)).where(
                col(Footfall.site_id) == site,
                col(Footfall.day).between(first, first + timedelta(days=6)),
            )
        ).all()
    )
    return FootfallView(day, rows.get(day, 0), sum(rows.values()))
