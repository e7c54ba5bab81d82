"""School terms: adding them, their A and B weeks, half-term, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.tables import Term
from hub.timetable.terms import (
    add_term,
    list_terms,
    remove_term,
    week_letter,
    why_not_in_term,
)
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import Weeks
from hub.views.terms import TermView

SPRING = TermView(
    number=1,
    name="Spring 2027",
    starts_on=date(2027, 1, 6),  # a Wednesday
    ends_on=date(2027, 3, 25),
    half_starts_on=date(2027, 2, 15),
    half_ends_on=date(2027, 2, 19),
)


def spring(store: Store, clock: Clock, **changes: Any) -> TermView:
    wanted: dict[str, Any] = {
        "name": "Spring 2027",
        "starts_on": SPRING.starts_on,
        "ends_on": SPRING.ends_on,
        "half_starts_on": SPRING.half_starts_on,
        "half_ends_on": SPRING.half_ends_on,
    }
    return add_term(store, clock, **{**wanted, **changes})


def rows(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        found = session.execute(select(*Term.__table__.columns).order_by(col(Term.id)))  # type: ignore[attr-defined] # the table itself, so that no column is forgotten
        return [tuple(row) for row in found]


def letters(term: TermView) -> str:
    """The letters of the weeks from the term's first to its last; - for half-term."""
    monday = term.starts_on - timedelta(days=term.starts_on.weekday())
    found = ""
    while monday <= term.ends_on:
        found += week_letter(monday, term) or "-"
        monday += timedelta(days=7)
    return found


def test_terms_are_listed_by_their_first_day(store: Store, clock: Clock) -> None:
    made = spring(store, clock)
    autumn = spring(
        store,
        clock,
        name="  Autumn\x07 2026 ",
        starts_on=date(2026, 9, 2),
        ends_on=date(2026, 12, 18),
        half_starts_on=None,
        half_ends_on=None,
        first_week="b",
    )
    assert made == replace(SPRING, number=made.number)
    assert autumn == TermView(
        autumn.number, "Autumn 2026", date(2026, 9, 2), date(2026, 12, 18), first_week="B"
    )
    assert list_terms(store) == (autumn, made)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": " "}, "A term needs a name of 1 to 60 letters."),
        ({"name": "x" * 61}, "A term needs a name of 1 to 60 letters."),
        (
            {"ends_on": date(2027, 1, 6)},
            "A term can't go from 6 January 2027 to 6 January 2027.",
        ),
        ({"ends_on": date(2028, 3, 25)}, "A term can't go from"),
        ({"half_ends_on": None}, "Half-term needs its first day and its last day."),
        ({"half_starts_on": date(2027, 1, 6)}, "Half-term must lie inside its term."),
        ({"half_ends_on": date(2027, 2, 14)}, "Half-term must lie inside its term."),
        ({"half_ends_on": date(2027, 3, 25)}, "Half-term must lie inside its term."),
        ({"first_week": "C"}, "The first week is an A week or a B week."),
    ],
)
def test_a_term_that_makes_no_sense_is_refused(
    store: Store, clock: Clock, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(BadInput) as refused:
        spring(store, clock, **changes)
    assert str(refused.value).startswith(why)
    assert list_terms(store) == ()


@pytest.mark.parametrize(
    ("first", "last"),
    [("2027-03-25", "2027-07-20"), ("2026-09-01", "2027-01-06"), ("2027-02-01", "2027-02-10")],
)
def test_a_term_that_overlaps_another_is_refused(
    store: Store, clock: Clock, first: str, last: str
) -> None:
    made = spring(store, clock)
    with pytest.raises(BadInput) as refused:
        spring(
            store,
            clock,
            name="Other",
            starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last),
            half_starts_on=None,
            half_ends_on=None,
        )
    assert str(refused.value) == (
        "Other would overlap Spring 2027, 6 January 2027 to 25 March 2027. Check the dates, or take"
        " the other one away first: hub term list"
    )
    assert list_terms(store) == (made,)


def test_adding_and_taking_away_are_undone_and_left_in_the_trail(
    store: Store, clock: Clock
) -> None:
    before = rows(store)
    made = spring(store, clock)
    added = rows(store)
    assert remove_term(store, clock, number=made.number) == made
    assert rows(store) == before
    undo_last_change(store, clock)
    assert rows(store) == added
    undo_last_change(store, clock)
    assert rows(store) == before
    verbs = [entry.verb for entry in read_trail(store, clock)]
    assert sorted(verbs) == ["change.undone", "change.undone", "term.added", "term.removed"]


def test_taking_away_a_term_that_is_not_there(store: Store, clock: Clock) -> None:
    with pytest.raises(NotFound) as refused:
        remove_term(store, clock, number=7)
    assert str(refused.value) == "There is no term number 7. See: hub term list"


def test_the_turn_of_a_and_b_weeks_goes_on_after_half_term() -> None:
    # 4, 11, 18, 25 January, 1, 8, (15), 22 February, 1, 8, 15, 22 March
    assert letters(SPRING) == "ABABAB-ABABA"
    assert letters(replace(SPRING, first_week="B")) == "BABABA-BABAB"
    none = replace(SPRING, half_starts_on=None, half_ends_on=None)
    assert letters(none) == "ABABABABABAB"
    two_weeks = replace(SPRING, half_ends_on=date(2027, 2, 26))
    assert letters(two_weeks) == "ABABAB--ABAB"


def test_half_a_week_of_half_term_leaves_the_week_its_letter() -> None:
    term = replace(SPRING, half_starts_on=date(2027, 2, 17), half_ends_on=date(2027, 2, 19))
    assert letters(term) == "ABABABABABAB"
    tuesday, wednesday = date(2027, 2, 16), date(2027, 2, 17)
    assert why_not_in_term(tuesday, Weeks.A, [term]) == ""
    assert why_not_in_term(wednesday, Weeks.A, [term]) == "half-term"
    assert why_not_in_term(wednesday, Weeks.TERM, [term]) == "half-term"


@pytest.mark.parametrize(
    ("day", "weeks", "why"),
    [
        ("2027-01-05", Weeks.TERM, "school holidays"),  # the day before term
        ("2027-01-05", Weeks.ALL, ""),
        ("2027-01-06", Weeks.TERM, ""),
        ("2027-01-06", Weeks.A, ""),
        ("2027-01-06", Weeks.B, "an A week"),
        ("2027-01-12", Weeks.A, "a B week"),
        ("2027-02-14", Weeks.TERM, ""),  # the Sunday before half-term
        ("2027-02-15", Weeks.TERM, "half-term"),
        ("2027-02-20", Weeks.TERM, "half-term"),  # its Saturday: the week has no letter
        ("2027-02-22", Weeks.A, ""),
        ("2027-03-25", Weeks.TERM, ""),
        ("2027-03-26", Weeks.TERM, "no term dates yet"),
    ],
)
def test_why_a_group_does_not_meet_in_the_holidays(day: str, weeks: Weeks, why: str) -> None:
    assert why_not_in_term(date.fromisoformat(day), weeks, [SPRING]) == why


@given(
    starts_on=st.dates(date(2026, 1, 1), date(2040, 1, 1)),
    days=st.integers(20, 200),
    half=st.none() | st.tuples(st.integers(1, 10), st.integers(0, 9)),
    first_week=st.sampled_from("AB"),
)
def test_a_and_b_weeks_take_turns_whatever_the_term(
    starts_on: date, days: int, half: tuple[int, int] | None, first_week: str
) -> None:
    begin = starts_on + timedelta(days=half[0]) if half else None
    term = TermView(
        1,
        "Any",
        starts_on,
        starts_on + timedelta(days=days),
        begin,
        begin + timedelta(days=half[1]) if begin and half else None,
        first_week,
    )
    counted = letters(term).replace("-", "")
    other = {"A": "B", "B": "A"}
    assert counted[0] == first_week
    assert all(after == other[before] for before, after in pairwise(counted))
    for number in range(days + 1):
        day = starts_on + timedelta(days=number)
        reasons = [why_not_in_term(day, weeks, [term]) for weeks in (Weeks.A, Weeks.B)]
        in_term = not why_not_in_term(day, Weeks.TERM, [term])
        assert reasons.count("") == in_term
