"""Which entries somebody should look at, and why. Leaves what a check is worth to `assurance`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, not_, or_, select
from sqlmodel import Session, col

from hub.directory.assurance import AMBER_AFTER, OPEN_STATUSES
from hub.directory.keeping import FEED
from hub.store.engine import Store
from hub.store.tables import Organisation, Phone, Service
from hub.views.editing import DueReason, DueView
from hub.views.words import date_words_short

_ORDER = (
    DueReason.CLOSED,
    DueReason.REVIEW,
    DueReason.VANISHED,
    DueReason.FADED,
    DueReason.NEVER,
)
"""The most pressing first."""


def checks_due(store: Store, *, today: date, limit: int = 3) -> tuple[DueView, ...]:
    """What the Today screen asks for: the most pressing of `list_due`. What a feed sends and nobody
    ever checked isn't among it: its page says so, and the list would never end.
    """
    with store.read() as session:
        return _due(session, today, limit, feeds_too=False)


def list_due(store: Store, *, today: date, limit: int = 200) -> tuple[DueView, ...]:
    """Everything to look at, the most pressing first: urgent helplines that are said to be closed;
    what somebody wanted looked at by now; what vanished from its feed; what was checked 90 days ago
    or earlier, near here or urgent; and what is near here and was never checked.
    """
    with store.read() as session:
        return _due(session, today, limit, feeds_too=True)


def _due(session: Session, today: date, limit: int, *, feeds_too: bool) -> tuple[DueView, ...]:
    is_open = and_(col(Service.status).in_(OPEN_STATUSES), not_(col(Service.is_hidden)))
    is_ours = or_(col(Service.is_local), col(Service.is_urgent))
    checked = col(Service.assured_on)
    never = and_(is_open, col(Service.is_local), checked.is_(None))
    if not feeds_too:
        never = and_(never, col(Service.source).not_like(f"{FEED}%"))
    conditions = {
        DueReason.CLOSED: and_(col(Service.is_urgent), col(Service.status).not_in(OPEN_STATUSES)),
        DueReason.REVIEW: col(Service.review_on) <= today,
        DueReason.VANISHED: and_(is_open, col(Service.vanished_on).is_not(None)),
        DueReason.FADED: and_(is_open, is_ours, checked <= today - timedelta(days=AMBER_AFTER)),
        DueReason.NEVER: never,
    }
    place = case(*((conditions[reason], at) for at, reason in enumerate(_ORDER)), else_=99)
    since = case(
        (place == _ORDER.index(DueReason.REVIEW), col(Service.review_on)),
        (place == _ORDER.index(DueReason.VANISHED), col(Service.vanished_on)),
        else_=checked,
    )
    rows = session.execute(
        select(
            col(Service.id),
            col(Service.code),
            col(Service.name),
            col(Service.is_urgent),
            col(Organisation.name).label("organisation"),
            place.label("place"),
            since.label("since"),
        )
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(or_(*conditions.values()))
        .order_by(
            place,
            col(Service.is_urgent).desc(),
            col(Service.source).like(f"{FEED}%"),
            since,
            col(Service.name),
            col(Service.id),
        )
        .limit(limit)
    ).all()
    numbers = _numbers(session, [row.id for row in rows])
    return tuple(_view(row, numbers.get(row.id, ""), today) for row in rows)


def _numbers(session: Session, ids: list[int]) -> dict[int, str]:
    """The first number of each."""
    found: dict[int, str] = {}
    for key, number in session.execute(
        select(col(Phone.service_id), col(Phone.number))
        .where(col(Phone.service_id).in_(ids))
        .order_by(col(Phone.position), col(Phone.id))
    ):
        found.setdefault(key, number)
    return found


def _view(row: Any, phone: str, today: date) -> DueView:
    reason = _ORDER[row.place]
    days = (today - row.since).days if row.since else 0
    words = {
        DueReason.CLOSED: "an urgent helpline that is said to be closed. Please check it now.",
        DueReason.REVIEW: f"somebody wanted it looked at again {_on(row.since)}.",
        DueReason.VANISHED: f"its source stopped listing it {_on(row.since)}. Please ring them.",
        DueReason.FADED: f"last checked {days} days ago. Please ring them.",
        DueReason.NEVER: "never checked yet. Please ring them.",
    }[reason]
    return DueView(
        code=row.code,
        name=row.name,
        organisation=row.organisation,
        phone=phone,
        reason=reason,
        words=words,
        days=days,
        is_urgent=row.is_urgent,
    )


def _on(day: date | None) -> str:
    return f"on {date_words_short(day)}" if day else ""
