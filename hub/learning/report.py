"""The learning report: what people asked for and what the hub could do, over whole quarters. Counts
only, each through `suppressing`; so it may be printed, sent and shown to the council.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.learning.quarters import Quarter, quarter_of, quarters
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
from hub.learning.together import line_together, need_together, number_together, parts_together
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
from hub.views.sorts import Sheet

Line = TypeVar("Line", CountLine, NeedLine)

SHEET_NAMES = {
    Sheet.QR: "A code for the phone",
    Sheet.LEAFLET: "A leaflet",
    Sheet.NEXT_STEPS: "Next steps",
    Sheet.TIMETABLE: "The timetable",
}


def learning_report(
    store: Store, clock: Clock, *, since: date | None = None, until: date | None = None
) -> LearningReport:
    """What came of the quarters that `since` to `until` touch, all of them over; without both of
    the last one. Eight statements, however many visits. Raises BadInput for a time that can't be.
    """
    spans = quarters(clock, since, until)
    first, last = spans[0].first, spans[-1].last
    mine = col(Visit.week).between(first, last)
    with store.read() as session:
        outcomes = _by(session, Visit.outcome, mine)
        channels = _by(session, Visit.channel, mine)
        needs = session.execute(
            select(
                col(Need.slug),
                col(Need.name),
                col(Visit.week),
                func.count(),
                func.sum(case((col(VisitNeed.is_unmet), 1), else_=0)),
            )
            .join(VisitNeed, col(VisitNeed.need_id) == col(Need.id))
            .join(Visit, col(Visit.id) == col(VisitNeed.visit_id))
            .where(mine)
            .group_by(*_listed(Need), col(Visit.week))
            .order_by(col(Need.position), col(Need.id))
        ).all()
        interests = session.execute(
            select(col(Interest.slug), col(Interest.name), col(Visit.week), func.count())
            .join(VisitInterest, col(VisitInterest.interest_id) == col(Interest.id))
            .join(Visit, col(Visit.id) == col(VisitInterest.visit_id))
            .where(mine)
            .group_by(*_listed(Interest), col(Visit.week))
            .order_by(col(Interest.position), col(Interest.id))
        ).all()
        looked_at = {
            kind: _at_kiosks(session, table, kind, spans)
            for kind, table in (("need", Need), ("interest", Interest))
        }
        sheets = _sheets(session, spans)
        door = dict(
            session.execute(
                select(col(Footfall.day), func.sum(col(Footfall.total)))
                .where(col(Footfall.day).between(first, last))
                .group_by(col(Footfall.day))
            ).all()
        )
    visits = {one: sum(outcomes[one].values()) for one in spans}
    asked = _by_quarter((slug, name, week, times) for slug, name, week, times, _ in needs)
    unmet = _by_quarter((slug, name, week, int(times)) for slug, name, week, _, times in needs)
    liked = _by_quarter(interests)
    doors = [week_lines(_door(door, one)) for one in spans]
    return LearningReport(
        since=first,
        until=last,
        visits=number_together([shown(visits[one]) for one in spans]),
        # In the order of their own lists, never by size: the order would tell what is hidden.
        outcomes=parts_together(
            [parted(outcomes[one], OUTCOMES, OUTCOME_NAMES) for one in spans],
            OUTCOMES,
            OUTCOME_NAMES,
        ),
        channels=parts_together(
            [parted(channels[one], CHANNELS, CHANNEL_NAMES) for one in spans],
            CHANNELS,
            CHANNEL_NAMES,
        ),
        needs=_there(
            need_together(
                [
                    need_line(*need, visits=visits[one], asked=times[one], unmet=unmet[need][one])
                    for one in spans
                ]
            )
            for need, times in asked.items()
        ),
        interests=_there(
            line_together(
                [interest_line(*one, visits=visits[span], times=times[span]) for span in spans]
            )
            for one, times in liked.items()
        ),
        kiosk_needs=looked_at["need"],
        kiosk_interests=looked_at["interest"],
        sheets=sheets,
        footfall=tuple(week for weeks, _ in doors for week in weeks),
        footfall_total=number_together([total for _, total in doors]),
    )


def _by(session: Session, column: Any, mine: Any) -> dict[Quarter, Counter[str]]:
    counts: defaultdict[Quarter, Counter[str]] = defaultdict(Counter)
    for value, week, times in session.execute(
        select(col(column), col(Visit.week), func.count())
        .where(mine)
        .group_by(col(column), col(Visit.week))
    ):
        counts[quarter_of(week)][value] += times
    return counts


def _listed(table: type[Need] | type[Interest]) -> tuple[Any, ...]:
    return col(table.id), col(table.slug), col(table.name), col(table.position)


def _by_quarter(rows: Iterable[Any]) -> dict[tuple[str, str], Counter[Quarter]]:
    """(slug, name, week, times) -> times in each quarter, in the order in which they come."""
    counts: defaultdict[tuple[str, str], Counter[Quarter]] = defaultdict(Counter)
    for slug, name, week, times in rows:
        counts[slug, name][quarter_of(week)] += int(times)
    return counts


def _there(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line is not None)


def _enough(key: str, name: str, times: int) -> CountLine | None:
    return CountLine(key, name, times) if times >= LEAST else None


def _at_kiosks(
    session: Session, table: type[Need] | type[Interest], kind: str, spans: Sequence[Quarter]
) -> tuple[CountLine, ...]:
    rows = session.execute(
        select(
            col(table.slug),
            col(table.name),
            col(KioskCount.week),
            func.sum(col(KioskCount.total)),
        )
        .join(KioskCount, col(KioskCount.what) == col(table.slug))
        .where(
            col(KioskCount.kind) == kind,
            col(KioskCount.week).between(spans[0].first, spans[-1].last),
        )
        .group_by(*_listed(table), col(KioskCount.week))
        .order_by(col(table.position), col(table.id))
    )
    return _there(
        line_together([_enough(*one, times[span]) for span in spans])
        for one, times in _by_quarter(rows).items()
    )


def _sheets(session: Session, spans: Sequence[Quarter]) -> tuple[CountLine, ...]:
    taken: Counter[tuple[str, Quarter]] = Counter()
    for what, week, total in session.execute(
        select(col(KioskCount.what), col(KioskCount.week), func.sum(col(KioskCount.total)))
        .where(
            col(KioskCount.kind) == "sheet",
            col(KioskCount.week).between(spans[0].first, spans[-1].last),
        )
        .group_by(col(KioskCount.what), col(KioskCount.week))
    ):
        taken[what, quarter_of(week)] += int(total)
    return _there(
        line_together(
            [_enough(sheet.value, SHEET_NAMES[sheet], taken[sheet.value, one]) for one in spans]
        )
        for sheet in Sheet
    )


def _door(days: dict[date, int], span: Quarter) -> list[WeekLine]:
    weeks: Counter[date] = Counter()
    for day, total in days.items():
        weeks[monday_of(day)] += int(total)
    mondays = range(0, (span.last - span.first).days, 7)
    return [
        WeekLine(monday, weeks[monday])
        for monday in (span.first + timedelta(days=days) for days in mondays)
    ]
