"""Whether something that a room offers is still wanted: by which bookings and groups to come."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.tables import Activity, Booking, Group, GroupSession
from hub.views.words import day_words_short

_NAMED = 3
LIVE = ("confirmed", "provisional")


def refuse_in_use(
    session: Session,
    clock: Clock,
    *,
    what: str,
    bookings: ColumnElement[bool],
    groups: ColumnElement[bool],
) -> None:
    """Raise BadInput naming what still wants it. Two statements."""
    users = [
        f"{title} (group {code})"
        for title, code in session.execute(
            select(func.coalesce(col(Group.title), col(Activity.title)), col(Group.code))
            .join(Activity, col(Activity.id) == col(Group.activity_id))
            .where(
                groups,
                col(Group.ended_on).is_(None) | (col(Group.ended_on) >= clock.today()),
            )
            .order_by(col(Group.id))
            .limit(_NAMED + 1)
        )
    ]
    # The sessions of those groups are not named one by one.
    users += [
        f"{title} on {day_words_short(clock.local(starts).date())} ({code})"
        for title, starts, code in session.execute(
            select(col(Booking.title), col(Booking.starts_at), col(Booking.code))
            .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
            .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
            .where(
                bookings,
                col(Booking.status).in_(LIVE),
                col(Booking.ends_at) > clock.utc_now(),
                func.coalesce(~groups, True),
            )
            .order_by(col(Booking.starts_at))
            .limit(_NAMED + 1)
        )
    ]
    if not users:
        return
    more = " and more" if len(users) > _NAMED else ""
    raise BadInput(
        f"{what} is still wanted by {', '.join(users[:_NAMED])}{more}.",
        hint="Nothing was changed. Move, change or cancel those first.",
    )
