"""The learning report: what people asked for and what the hub could do, over whole weeks. Counts
only, each through `suppressing`; so it may be printed, sent and shown to the council.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.errors import BadInput
from hub.learning.suppressing import (
    CHANNEL_NAMES,
    CHANNELS,
    LEAST,
    OUTCOME_NAMES,
    OUTCOMES,
    interest_line,
    need_line,
    parted,
    shown,
    week_lines,
)
from hub.store.engine import Store
from hub.store.tables import (
    Footfall,
    Interest,
    KioskCount,
    Need,
    Visit,
    VisitInterest,
    VisitNeed,
)
from hub.views.learning import CountLine, LearningReport, NeedLine, WeekLine
from hub.views.visits import Sheet

Line = TypeVar("Line", CountLine, NeedLine)

WEEKS = 13
"""A quarter of a year, where nobody says which weeks."""
LONGEST = timedelta(days=5 * 366)

SHEET_NAMES = {
    Sheet.QR: "A code for the phone",
    Sheet.LEAFLET: "A leaflet",
    Sheet.NEXT_STEPS: "Next steps",
    Sheet.TIMETABLE: "The timetable",
}


def learning_report(
    store: Store, clock: Clock, *, since: date | None = None, until: date | None = None
) -> LearningReport:
    """What came of the weeks that `since` to `until` touch: without `until` up to last Sunday,
    without both of the last 13 whole weeks. Eight statements, however many visits. Raises BadInput
    for a time that can't be.
    """
    first, last = _weeks(clock, since, until)
    mine = col(Visit.week).between(first, last)
    with store.read() as session:
        outcomes = _by(session, Visit.outcome, mine)
        channels = _by(session, Visit.channel, mine)
        needs = session.execute(
            select(
                col(Need.slug),
                col(Need.name),
                func.count(),
                func.sum(case((col(VisitNeed.is_unmet), 1), else_=0)),
            )
            .join(VisitNeed, col(VisitNeed.need_id) == col(Need.id))
            .join(Visit, col(Visit.id) == col(VisitNeed.visit_id))
            .where(mine)
            .group_by(col(Need.id), col(Need.slug), col(Need.name), col(Need.position))
            .order_by(col(Need.position), col(Need.id))
        ).all()
        interests = session.execute(
            select(col(Interest.slug), col(Interest.name), func.count())
            .join(VisitInterest, col(VisitInterest.interest_id) == col(Interest.id))
            .join(Visit, col(Visit.id) == col(VisitInterest.visit_id))
            .where(mine)
            .group_by(
                col(Interest.id), col(Interest.slug), col(Interest.name), col(Interest.position)
            )
            .order_by(col(Interest.position), col(Interest.id))
        ).all()
        looked_at = {
            kind: _at_kiosks(session, table, kind, first, last)
            for kind, table in (("need", Need), ("interest", Interest))
        }
        sheets = _sheets(session, first, last)
        door = dict(
            session.execute(
                select(col(Footfall.day), func.sum(col(Footfall.total)))
                .where(col(Footfall.day).between(first, last))
                .group_by(col(Footfall.day))
            ).all()
        )
    visits = sum(outcomes.values())
    footfall, total = week_lines(_door(door, first, last))
    return LearningReport(
        since=first,
        until=last,
        visits=shown(visits),
        # In the order of their own lists, never by size: the order would tell what is hidden.
        outcomes=parted(outcomes, OUTCOMES, OUTCOME_NAMES),
        channels=parted(channels, CHANNELS, CHANNEL_NAMES),
        needs=_there(
            need_line(slug, name, visits=visits, asked=asked, unmet=int(unmet))
            for slug, name, asked, unmet in needs
        ),
        interests=_there(
            interest_line(slug, name, visits=visits, times=times) for slug, name, times in interests
        ),
        kiosk_needs=looked_at["need"],
        kiosk_interests=looked_at["interest"],
        sheets=sheets,
        footfall=footfall,
        footfall_total=total,
    )


def _weeks(clock: Clock, since: date | None, until: date | None) -> tuple[date, date]:
    if until is None:
        last = monday_of(clock.today()) - timedelta(days=1)
        if since is not None and since > last:
            last = monday_of(since) + timedelta(days=6)
    else:
        last = monday_of(until) + timedelta(days=6)
    first = last - timedelta(days=7 * WEEKS - 1) if since is None else monday_of(since)
    if first > last:
        raise BadInput("The end comes before the start.", hint="Give the earlier day first.")
    if last - first > LONGEST:
        raise BadInput("That is more than five years.", hint="Ask for fewer weeks at once.")
    return first, last


def _by(session: Session, column: Any, mine: Any) -> dict[str, int]:
    return dict(
        session.execute(select(col(column), func.count()).where(mine).group_by(column)).all()
    )


def _there(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line is not None)


def _at_kiosks(
    session: Session, table: type[Need] | type[Interest], kind: str, first: date, last: date
) -> tuple[CountLine, ...]:
    times = func.sum(col(KioskCount.total))
    rows = session.execute(
        select(col(table.slug), col(table.name), times)
        .join(KioskCount, col(KioskCount.what) == col(table.slug))
        .where(col(KioskCount.kind) == kind, col(KioskCount.week).between(first, last))
        .group_by(col(table.id), col(table.slug), col(table.name), col(table.position))
        .having(times >= LEAST)
        .order_by(col(table.position), col(table.id))
    )
    return tuple(CountLine(slug, name, int(total)) for slug, name, total in rows)


def _sheets(session: Session, first: date, last: date) -> tuple[CountLine, ...]:
    taken = dict(
        session.execute(
            select(col(KioskCount.what), func.sum(col(KioskCount.total)))
            .where(col(KioskCount.kind) == "sheet", col(KioskCount.week).between(first, last))
            .group_by(col(KioskCount.what))
        ).all()
    )
    return tuple(
        CountLine(sheet.value, SHEET_NAMES[sheet], int(taken[sheet]))
        for sheet in Sheet
        if taken.get(sheet, 0) >= LEAST
    )


def _door(days: dict[date, int], first: date, last: date) -> list[WeekLine]:
    weeks: dict[date, int] = {}
    monday = first
    while monday <= last:
        weeks[monday] = 0
        monday += timedelta(days=7)
    for day, total in days.items():
        weeks[monday_of(day)] += int(total)
    return [WeekLine(monday, total) for monday, total in weeks.items()]
