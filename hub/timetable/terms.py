"""School terms: adding them, and which dates are in term, in an A week or in a B week.

The weeks of a term begin on Monday and are A and B in turn from the term's first week. A week
whose Monday to Friday lie in half-term has no letter and isn't counted, so the turn goes on after
it as if it hadn't been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Term
from hub.views.groups import Weeks
from hub.views.terms import TermView
from hub.views.words import clean_line, date_words

LONGEST_NAME = 60
LONGEST_DAYS = 200
NO_TERMS = "no term dates yet"

_TERMS = select(
    col(Term.id),
    col(Term.name),
    col(Term.starts_on),
    col(Term.ends_on),
    col(Term.half_starts_on),
    col(Term.half_ends_on),
    col(Term.first_week),
).order_by(col(Term.starts_on))


def list_terms(store: Store) -> tuple[TermView, ...]:
    """Every term by its first day."""
    with store.read() as session:
        return terms_in(session)


def terms_in(session: Session) -> tuple[TermView, ...]:
    """The same within the caller's transaction. One statement."""
    return tuple(TermView(*row) for row in session.execute(_TERMS))


def find_term(store: Store, *, number: int) -> TermView:
    """The term with this number. Raises NotFound."""
    with store.read() as session:
        return _find_term(session, number)


def add_term(
    store: Store,
    clock: Clock,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    half_starts_on: date | None = None,
    half_ends_on: date | None = None,
    first_week: str = "A",
    by: str | None = None,
) -> TermView:
    """Add a term. Raises BadInput for one that overlaps another, or that makes no sense.

    Groups that keep to term get their dates in it with the next nightly job.
    """
    wanted = _checked(
        TermView(0, name, starts_on, ends_on, half_starts_on, half_ends_on, first_week)
    )

    def work(session: Session) -> TermView:
        _refuse_overlap(session, wanted)
        with undoable(
            session,
            clock,
            by=by,
            verb="term.added",
            label=f"Added the term {wanted.name}",
            scopes=[Scope(Term, col(Term.starts_on) == starts_on)],
        ):
            number = session.execute(
                insert(Term).returning(col(Term.id)),
                {"site_id": site_id(session), **_columns(wanted)},
            ).scalar_one()
        _record(session, clock, by, "term.added", starts_on, ends_on)
        return replace(wanted, number=number)

    return store.transact(work)


def change_term(store: Store, clock: Clock, *, to: TermView, by: str | None = None) -> TermView:
    """Give the term with this number these dates, this name and this first week.

    Sessions that are booked stay. Raises NotFound, or BadInput as `add_term` does.
    """
    wanted = _checked(to)

    def work(session: Session) -> TermView:
        term = _find_term(session, wanted.number)
        if wanted == term:
            return term
        _refuse_overlap(session, wanted)
        mine = col(Term.id) == wanted.number
        with undoable(
            session,
            clock,
            by=by,
            verb="term.changed",
            label=f"Changed the term {term.name}",
            scopes=[Scope(Term, mine)],
        ):
            session.execute(update(Term).where(mine).values(_columns(wanted)))
        _record(session, clock, by, "term.changed", wanted.starts_on, wanted.ends_on)
        return wanted

    return store.transact(work)


def remove_term(store: Store, clock: Clock, *, number: int, by: str | None = None) -> TermView:
    """Take a term away. Sessions that are booked stay. Raises NotFound."""

    def work(session: Session) -> TermView:
        term = _find_term(session, number)
        with undoable(
            session,
            clock,
            by=by,
            verb="term.removed",
            label=f"Took away the term {term.name}",
            scopes=[Scope(Term, col(Term.id) == number)],
        ):
            session.execute(delete(Term).where(col(Term.id) == number))
        _record(session, clock, by, "term.removed", term.starts_on, term.ends_on)
        return term

    return store.transact(work)


def _find_term(session: Session, number: int) -> TermView:
    term = next((one for one in terms_in(session) if one.number == number), None)
    if term is None:
        raise NotFound(f"There is no term number {number}.", hint="See: hub term list")
    return term


def _checked(term: TermView) -> TermView:
    """The same with a tidy name and letter. Raises BadInput for one that makes no sense."""
    words = clean_line(term.name)
    starts_on, ends_on = term.starts_on, term.ends_on
    half_starts_on, half_ends_on = term.half_starts_on, term.half_ends_on
    if not words or len(words) > LONGEST_NAME:
        raise BadInput(f"A term needs a name of 1 to {LONGEST_NAME} letters.")
    if not starts_on < ends_on or (ends_on - starts_on).days > LONGEST_DAYS:
        raise BadInput(
            f"A term can't go from {date_words(starts_on)} to {date_words(ends_on)}.",
            hint="Give its first day, then its last day.",
        )
    if (half_starts_on is None) != (half_ends_on is None):
        raise BadInput("Half-term needs its first day and its last day.")
    if (
        half_starts_on is not None
        and half_ends_on is not None
        and not starts_on < half_starts_on <= half_ends_on < ends_on
    ):
        raise BadInput(
            "Half-term must lie inside its term.",
            hint=f"The term goes from {date_words(starts_on)} to {date_words(ends_on)}.",
        )
    letter = term.first_week.strip().upper()
    if letter not in ("A", "B"):
        raise BadInput("The first week is an A week or a B week.", hint="Write A or B.")
    return replace(term, name=words, first_week=letter)


def _refuse_overlap(session: Session, wanted: TermView) -> None:
    for one in terms_in(session):
        if one.number == wanted.number:
            continue
        if one.starts_on <= wanted.ends_on and one.ends_on >= wanted.starts_on:
            raise BadInput(
                f"{wanted.name} would overlap {one.name}, {date_words(one.starts_on)} to"
                f" {date_words(one.ends_on)}.",
                hint="Check the dates, or take the other one away first: hub term list",
            )


def _columns(term: TermView) -> dict[str, Any]:
    values = asdict(term)
    del values["number"]
    return values


def _record(
    session: Session, clock: Clock, by: str | None, verb: str, first: date, last: date
) -> None:
    dates = {"from": first.isoformat(), "until": last.isoformat()}
    record(session, clock, by=by, verb=verb, **dates)


def why_not_in_term(day: date, weeks: Weeks, terms: Sequence[TermView]) -> str:
    """Why a group that keeps to `weeks` doesn't meet on a day; empty if it does.

    `terms` by their first day.
    """
    if weeks is Weeks.ALL:
        return ""
    term = next((one for one in terms if one.starts_on <= day <= one.ends_on), None)
    if term is None:
        later = any(one.starts_on > day for one in terms)
        return "school holidays" if later else NO_TERMS
    letter = week_letter(day, term)
    if not letter or _in_half_term(day, term):
        return "half-term"
    if weeks is not Weeks.TERM and letter != weeks.value:
        return f"{'an' if letter == 'A' else 'a'} {letter} week"
    return ""


def week_letter(day: date, term: TermView) -> str:
    """A or B; empty for a week that is half-term."""
    monday = _monday(day)
    if _is_half_term_week(monday, term):
        return ""
    counted = 0
    week = _monday(term.starts_on)
    while week < monday:
        counted += not _is_half_term_week(week, term)
        week += timedelta(days=7)
    is_first = counted % 2 == 0
    return term.first_week if is_first else ("B" if term.first_week == "A" else "A")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_half_term_week(monday: date, term: TermView) -> bool:
    return _in_half_term(monday, term) and _in_half_term(monday + timedelta(days=4), term)


def _in_half_term(day: date, term: TermView) -> bool:
    first, last = term.half_starts_on, term.half_ends_on
    return first is not None and last is not None and first <= day <= last
