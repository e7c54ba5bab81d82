"""Visits: one conversation each, kept without a name, a text or a day.

No line of the trail tells of a visit, because a name and a minute beside a week and a need would
tie the two together; only an undo leaves a line, and the visit is gone then. The ids are drawn by
lot, so that nothing orders the visits of a week. What undo keeps goes with the shift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.errors import BadInput, NotFound
from hub.people.undo import Scope, undoable
from hub.store.codes import tidy_code
from hub.store.core import run, table_of
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import (
    Interest,
    MergedService,
    Need,
    PublicCode,
    Service,
    Visit,
    VisitInterest,
    VisitNeed,
    VisitSignpost,
)
from hub.views.sorts import Channel, Outcome
from hub.views.visits import VisitView
from hub.views.words import clean_line

MOST = 40
"""Needs, interests or suggestions of one visit. More is a slip, or somebody's joke."""
_LARGEST_ID = 2**53 - 1  # the largest whole number that JSON carries everywhere
_SUGGESTED = ("service", "activity")


def record_visit(
    store: Store,
    clock: Clock,
    *,
    channel: Channel,
    needs: Iterable[str],
    unmet: Iterable[str] = (),
    interests: Iterable[str] = (),
    suggested: Iterable[str] = (),
    outcome: Outcome | None = None,
    by: str | None = None,
) -> VisitView:
    """Keep one conversation of this week.

    `needs`, `unmet` and `interests` are slugs, `suggested` codes of services and activities. What
    is unmet is also a need. Without `outcome` it is worked out: given where something was
    suggested, else nobody could help; then every need is unmet where none is named. Raises
    NotFound for a slug or code that there isn't, BadInput where there is nothing to keep.
    """
    missed = _tidy(unmet, "needs")
    wanted = _tidy((*_tidy(needs, "needs"), *missed), "needs")
    liked = _tidy(interests, "interests")
    codes = _tidy((tidy_code(code) for code in suggested), "suggestions")
    if outcome is None:
        outcome = Outcome.GIVEN if codes else Outcome.NONE_FOUND
    if outcome is Outcome.NONE_FOUND:
        missed = missed or wanted
    if not wanted and not liked and outcome is not Outcome.DECLINED:
        raise BadInput(
            "A visit needs at least one need or interest.",
            hint="Choose what it was about, or say that the person would rather not.",
        )

    def work(session: Session) -> int:
        need_ids = _ids(session, Need, wanted, "need")
        interest_ids = _ids(session, Interest, liked, "interest")
        current = _current_codes(session, codes)
        source = session.info["random"]
        visit = int(source.randrange(1, _LARGEST_ID))
        with undoable(
            session,
            clock,
            by=by,
            verb="visit.recorded",
            label="Noted a visit",
            scopes=visit_scopes(visit),
        ):
            run(
                session,
                insert(table_of(Visit)),
                {
                    "id": visit,
                    "site_id": site_id(session),
                    "week": monday_of(clock.today()),
                    "channel": channel.value,
                    "outcome": outcome.value,
                },
            )
            _link(
                session,
                VisitNeed,
                [
                    {"visit_id": visit, "need_id": need_ids[slug], "is_unmet": slug in missed}
                    for slug in wanted
                ],
            )
            _link(
                session,
                VisitInterest,
                [{"visit_id": visit, "interest_id": interest_ids[slug]} for slug in liked],
            )
            _link(session, VisitSignpost, [{"visit_id": visit, "code": code} for code in current])
        return visit

    number = store.transact(work)
    with store.read() as session:
        return _visits(session, col(Visit.id) == number)[0]


def list_visits(store: Store, *, since: date, until: date) -> tuple[VisitView, ...]:
    """The visits of the weeks that `since` to `until` touch, the newest week first; within a week
    in no order that means anything. Four statements, however many.
    """
    with store.read() as session:
        return _visits(session, in_weeks(Visit, since, until))


def in_weeks(table: Any, since: date, until: date) -> Any:
    """Those rows whose week has a day from `since` to `until`."""
    if since > until:
        raise BadInput("The end comes before the start.", hint="Give the earlier day first.")
    return col(table.week).between(monday_of(since), until)


def visit_scopes(visit: int) -> list[Scope]:
    """What undo puts back of a visit."""
    return [
        Scope(Visit, col(Visit.id) == visit),
        *(
            Scope(table, table_of(table).c.visit_id == visit)
            for table in (VisitNeed, VisitInterest, VisitSignpost)
        ),
    ]


def _tidy(words: Iterable[str], what: str) -> list[str]:
    found = list(dict.fromkeys(word for word in map(clean_line, words) if word))
    if len(found) > MOST:
        raise BadInput(f"{len(found)} {what} are too many for one visit.", hint=f"At most {MOST}.")
    return found


def _ids(
    session: Session, table: type[Need] | type[Interest], slugs: Sequence[str], what: str
) -> dict[str, int]:
    if not slugs:
        return {}
    found = dict(
        session.execute(
            select(col(table.slug), col(table.id)).where(col(table.slug).in_(slugs))
        ).all()
    )
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        raise NotFound(
            f"There is no {what} called {missing[0]!r}.", hint=f"See them all: hub {what} list"
        )
    return {slug: number for slug, number in found.items() if number is not None}


def _current_codes(session: Session, codes: Sequence[str]) -> list[str]:
    """The codes as they are now: one that was merged stands for what it became."""
    if not codes:
        return []
    became = dict(
        session.execute(
            select(col(MergedService.code), col(Service.code))
            .join(Service, col(Service.id) == col(MergedService.into_id))
            .where(col(MergedService.code).in_(codes))
        ).all()
    )
    known = set(
        session.scalars(
            select(col(PublicCode.code)).where(
                col(PublicCode.code).in_(codes), col(PublicCode.kind).in_(_SUGGESTED)
            )
        )
    )
    missing = [code for code in codes if code not in known and code not in became]
    if missing:
        raise NotFound(
            f"Nothing that can be suggested has the code {missing[0]}.",
            hint="Use the code of an entry or an activity: hub find WORDS",
        )
    return list(dict.fromkeys(became.get(code, code) for code in codes))


def _link(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        run(session, insert(table_of(table)), rows)


def _visits(session: Session, which: Any) -> tuple[VisitView, ...]:
    rows = session.execute(
        select(col(Visit.id), col(Visit.week), col(Visit.channel), col(Visit.outcome))
        .where(which)
        .order_by(col(Visit.week).desc(), col(Visit.id))
    ).all()
    needs: defaultdict[int, list[tuple[str, bool]]] = defaultdict(list)
    interests: defaultdict[int, list[str]] = defaultdict(list)
    codes: defaultdict[int, list[str]] = defaultdict(list)
    mine = select(col(Visit.id)).where(which)
    for visit, slug, is_unmet in session.execute(
        select(col(VisitNeed.visit_id), col(Need.slug), col(VisitNeed.is_unmet))
        .join(Need, col(Need.id) == col(VisitNeed.need_id))
        .where(col(VisitNeed.visit_id).in_(mine))
        .order_by(col(Need.position), col(Need.id))
    ):
        needs[visit].append((slug, is_unmet))
    for visit, slug in session.execute(
        select(col(VisitInterest.visit_id), col(Interest.slug))
        .join(Interest, col(Interest.id) == col(VisitInterest.interest_id))
        .where(col(VisitInterest.visit_id).in_(mine))
        .order_by(col(Interest.position), col(Interest.id))
    ):
        interests[visit].append(slug)
    for visit, code in session.execute(
        select(col(VisitSignpost.visit_id), col(VisitSignpost.code))
        .where(col(VisitSignpost.visit_id).in_(mine))
        .order_by(col(VisitSignpost.code))
    ):
        codes[visit].append(code)
    return tuple(
        VisitView(
            number=visit,
            week=week,
            channel=Channel(channel),
            outcome=Outcome(outcome),
            needs=tuple(slug for slug, _ in needs[visit]),
            unmet=tuple(slug for slug, is_unmet in needs[visit] if is_unmet),
            interests=tuple(interests[visit]),
            suggested=tuple(codes[visit]),
        )
        for visit, week, channel, outcome in rows
    )
