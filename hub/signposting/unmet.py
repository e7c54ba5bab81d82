"""Unmet need: what people asked for and nobody could help with. A visit like any other, kept with
one key; so nothing personal either.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput
from hub.signposting.visits import in_weeks, record_visit
from hub.store.engine import Store
from hub.store.tables import Need, Visit, VisitNeed
from hub.views.sorts import Channel, Outcome
from hub.views.visits import NeedCount, VisitView


def record_unmet(
    store: Store,
    clock: Clock,
    *,
    needs: Iterable[str],
    channel: Channel = Channel.DESK,
    by: str | None = None,
) -> VisitView:
    """Keep that nobody could help with these needs (slugs)."""
    wanted = tuple(needs)
    if not wanted:
        raise BadInput("Say which need nobody could help with.", hint="Choose at least one.")
    return record_visit(
        store,
        clock,
        channel=channel,
        needs=wanted,
        unmet=wanted,
        outcome=Outcome.NONE_FOUND,
        by=by,
    )


def unmet_needs(store: Store, *, since: date, until: date) -> tuple[NeedCount, ...]:
    """How many visits left each need unmet, the most first. For those who run the hub: what goes
    out of it, `hub.learning.report` makes, without small numbers.
    """
    times = func.count()
    with store.read() as session:
        rows = session.execute(
            select(col(Need.slug), col(Need.name), times)
            .join(VisitNeed, col(VisitNeed.need_id) == col(Need.id))
            .join(Visit, col(Visit.id) == col(VisitNeed.visit_id))
            .where(col(VisitNeed.is_unmet), in_weeks(Visit, since, until))
            .group_by(col(Need.id), col(Need.slug), col(Need.name), col(Need.position))
            .order_by(times.desc(), col(Need.position), col(Need.id))
        ).all()
    return tuple(NeedCount(*row) for row in rows)
