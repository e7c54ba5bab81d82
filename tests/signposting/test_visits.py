"""A visit is kept without a name, a text or a day, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import DateTime, event, literal_column, select

from hub.clock import Clock
from hub.errors import BadInput, HubError, NotFound
from hub.people.trail import read_trail
from hub.signposting.unmet import record_unmet, unmet_needs
from hub.signposting.visits import list_visits, record_visit
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import UndoEntry, Visit, VisitInterest, VisitNeed, VisitSignpost
from hub.upkeep.undoing import undo_last_change
from hub.views.sorts import Channel, Outcome
from hub.views.visits import NeedCount, VisitView
from tests.signposting.asking import a_hub_with_needs, a_service, an_activity, merged_into
from tests.timetable.dumps import dump

MONDAY = date(2026, 11, 23)
EVER = {"since": date(2026, 1, 1), "until": date(2027, 12, 31)}


def test_a_visit_keeps_its_week_what_was_asked_and_what_was_suggested(
    store: Store, clock: Clock
) -> None:
    a_hub_with_needs(store)
    help_, group = a_service(store), an_activity(store, clock)
    thursday = clock.at(clock.now() + timedelta(days=3))
    visit = record_visit(
        store,
        thursday,
        channel=Channel.DESK,
        needs=["food", "rent"],
        unmet=["food"],
        interests=["sewing"],
        suggested=[f" {help_.lower()}", group, group],
    )
    assert visit == VisitView(
        number=visit.number,
        week=MONDAY,
        channel=Channel.DESK,
        outcome=Outcome.GIVEN,
        needs=("rent", "food"),
        unmet=("food",),
        interests=("sewing",),
        suggested=tuple(sorted((help_, group))),
    )
    assert list_visits(store, since=MONDAY, until=MONDAY) == (visit,)
    assert list_visits(store, since=MONDAY + timedelta(days=6), until=date(2027, 1, 1)) == (visit,)
    assert list_visits(store, since=MONDAY + timedelta(days=7), until=date(2027, 1, 1)) == ()


def test_the_tables_of_visits_have_no_place_for_a_name_a_text_or_a_day() -> None:
    kept = {
        column.name: column.type
        for table in (Visit, VisitNeed, VisitInterest, VisitSignpost)
        for column in table_of(table).c
    }
    assert set(kept) == {
        *("id", "site_id", "week", "channel", "outcome", "visit_id"),
        *("need_id", "is_unmet", "interest_id", "code"),
    }
    assert [name for name, kind in kept.items() if isinstance(kind, DateTime)] == []


def test_a_visit_taken_back_leaves_nothing(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    code = a_service(store)
    before = dump(store)
    record_visit(
        store,
        clock,
        channel=Channel.PHONE,
        needs=["rent"],
        interests=["sewing"],
        suggested=[code],
    )
    assert dump(store) != before
    assert undo_last_change(store, clock).label == "Noted a visit"
    assert dump(store) == before


def test_the_trail_says_nothing_of_a_visit_that_stands(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    record_visit(store, clock, channel=Channel.DESK, needs=["rent"])
    assert read_trail(store, clock) == ()
    undo_last_change(store, clock)
    (line,) = read_trail(store, clock)
    assert (line.verb, line.code, line.fields) == (
        "change.undone",
        "",
        (("what", "visit.recorded"),),
    )


def test_the_numbers_of_visits_say_nothing_of_their_order(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    numbers = [
        record_visit(store, clock, channel=Channel.DESK, needs=["rent"]).number for _ in range(12)
    ]
    assert len(set(numbers)) == 12
    assert numbers != sorted(numbers)
    assert max(numbers) < 2**53  # as JSON carries it
    assert [one.number for one in list_visits(store, **EVER)] == sorted(numbers)


def test_the_file_itself_keeps_no_order_of_visits(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    if store.dialect != "sqlite":
        pytest.skip("PostgreSQL has no row numbers of that kind")
    record_visit(store, clock, channel=Channel.DESK, needs=["rent"])
    for table in (Visit, VisitNeed, VisitInterest, VisitSignpost):
        with store.read() as session, pytest.raises(Exception, match="no such column: rowid"):
            session.execute(select(literal_column("rowid")).select_from(table_of(table)))


@pytest.mark.parametrize(
    ("said", "outcome", "unmet"),
    [
        ({"needs": ["rent"]}, Outcome.NONE_FOUND, ("rent",)),
        ({"needs": ["rent", "food"], "unmet": ["food"]}, Outcome.NONE_FOUND, ("food",)),
        ({"needs": ["rent"], "outcome": Outcome.GIVEN}, Outcome.GIVEN, ()),
        ({"needs": ["rent"], "outcome": Outcome.DECLINED}, Outcome.DECLINED, ()),
        ({"needs": [], "outcome": Outcome.DECLINED}, Outcome.DECLINED, ()),
        ({"needs": [], "interests": ["sewing"]}, Outcome.NONE_FOUND, ()),
    ],
)
def test_the_outcome_is_worked_out_where_nobody_says(
    store: Store, clock: Clock, said: dict[str, Any], outcome: Outcome, unmet: tuple[str, ...]
) -> None:
    a_hub_with_needs(store)
    visit = record_visit(store, clock, channel=Channel.DESK, **said)
    assert (visit.outcome, visit.unmet) == (outcome, unmet)


@pytest.mark.parametrize(
    ("said", "refusal", "words"),
    [
        ({"needs": []}, BadInput, "A visit needs at least one need or interest."),
        ({"needs": [" "]}, BadInput, "A visit needs at least one need or interest."),
        ({"needs": ["rant"]}, NotFound, "There is no need called 'rant'."),
        ({"needs": ["rent\x1b[31m"]}, NotFound, "There is no need called 'rent [31m'."),
        (
            {"needs": ["rent"], "interests": ["rent"]},
            NotFound,
            "There is no interest called 'rent'.",
        ),
        (
            {"needs": ["rent"], "suggested": ["ZZZZZ"]},
            NotFound,
            "Nothing that can be suggested has the code ZZZZZ.",
        ),
        (
            {"needs": [f"n{number}" for number in range(41)]},
            BadInput,
            "41 needs are too many for one visit.",
        ),
    ],
)
def test_a_visit_that_cannot_be_is_refused_whole(
    store: Store, clock: Clock, said: dict[str, Any], refusal: type[HubError], words: str
) -> None:
    a_hub_with_needs(store)
    before = dump(store)
    with pytest.raises(refusal) as caught:
        record_visit(store, clock, channel=Channel.DESK, **said)
    assert caught.value.message == words
    assert dump(store) == before


def test_a_room_cannot_be_suggested_and_a_merged_entry_counts_for_what_it_became(
    store: Store, clock: Clock
) -> None:
    a_hub_with_needs(store)
    code = a_service(store)
    old = merged_into(store, clock, code)
    visit = record_visit(store, clock, channel=Channel.DESK, needs=["rent"], suggested=[old, code])
    assert visit.suggested == (code,)


def test_one_key_keeps_what_nobody_could_help_with(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    visit = record_unmet(store, clock, needs=["food"])
    assert visit == replace(
        visit,
        week=MONDAY,
        channel=Channel.DESK,
        outcome=Outcome.NONE_FOUND,
        needs=("food",),
        unmet=("food",),
    )
    record_unmet(store, clock, needs=["food", "debt"], channel=Channel.PHONE)
    record_visit(store, clock, channel=Channel.DESK, needs=["rent"], outcome=Outcome.GIVEN)
    assert unmet_needs(store, **EVER) == (
        NeedCount("food", "Food today", 2),
        NeedCount("debt", "Debts", 1),
    )
    assert unmet_needs(store, since=date(2027, 1, 4), until=date(2027, 1, 4)) == ()
    with pytest.raises(BadInput, match="Say which need"):
        record_unmet(store, clock, needs=[])


def test_a_week_that_ends_before_it_begins_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="The end comes before the start"):
        list_visits(store, since=date(2027, 1, 2), until=date(2027, 1, 1))
    with pytest.raises(BadInput, match="The end comes before the start"):
        unmet_needs(store, since=date(2027, 1, 2), until=date(2027, 1, 1))


def test_a_thousand_visits_take_as_many_statements_as_one(store: Store, clock: Clock) -> None:
    a_hub_with_needs(store)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def statements() -> int:
        asked.clear()
        list_visits(store, **EVER)
        return len(asked)

    record_visit(store, clock, channel=Channel.DESK, needs=["rent"])
    one = statements()
    for _ in range(5):
        record_visit(store, clock, channel=Channel.DESK, needs=["rent", "food"])
    assert statements() == one


def test_what_undo_keeps_of_a_visit_goes_with_the_shift(store: Store, clock: Clock) -> None:
    from hub.people.shifts import end_shift, start_shift
    from hub.people.volunteers import add_volunteer

    a_hub_with_needs(store)
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    record_visit(store, clock, channel=Channel.DESK, needs=["rent"], by="Sam")
    end_shift(store, clock)
    with store.read() as session:
        assert session.execute(select(table_of(UndoEntry))).all() == []
