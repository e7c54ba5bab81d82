"""A series edit is put back exactly, and costs as much for three years as for a month."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import event

from hub.clock import Clock
from hub.errors import Clash, HubError
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import UndoEntry
from hub.timetable.bookings import book_room, move_booking
from hub.timetable.ending import end_group, pause_group
from hub.timetable.groups import extend_groups
from hub.upkeep.undoing import undo_last_change
from hub.views.series import Keep
from hub.views.timetable import BankHolidayRule
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import (
    FOLLOWING,
    change,
    knit,
    on,
)
from tests.timetable.watching import dump


def test_78_sessions_are_changed_and_put_back_exactly(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU", bank_holidays=BankHolidayRule.SKIP)
    assert made.sessions == 78
    before = dump(store)
    done = change(store, clock, made.code, at=time(18), rule="FREQ=WEEKLY;BYDAY=WE", room="Hall B")
    assert (done.changed, done.made, done.skipped) == (78, 1, ())
    after = dump(store)
    assert len(after["booking"]) == 79
    undo = undo_last_change(store, clock)
    assert undo.label == (
        "Changed Knit and Natter from Mon 23 Nov on: 6pm, Hall B, every Wednesday"
    )
    assert dump(store) == before


def test_adding_a_group_is_undone_with_the_activity_that_it_made(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    knit(store, clock)
    assert undo_last_change(store, clock).label == "Added Knit and Natter, Hall A, 6 sessions"
    assert dump(store) == before


def test_an_undo_whose_old_place_is_taken_meanwhile_changes_nothing(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    change(store, clock, code, at=time(18))
    with store.write() as session:  # taken by something that undo knows nothing of
        entry = table_of(UndoEntry)
        session.execute(entry.delete().where(entry.c.verb == "group.added"))
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2026-12-15 11:00"),
        ends=at("2026-12-15 12:00"),
        title="Wedding",
    )
    with store.write() as session:
        session.execute(entry.delete().where(entry.c.verb == "booking.made"))
    before = dump(store)
    with pytest.raises(Clash, match="taken by Wedding, Main Hall, Tue 15 Dec 11am to noon"):
        undo_last_change(store, clock)
    assert dump(store) == before


def statements(store: Store, work: Any) -> int:
    counted: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    return len(counted)


def test_three_years_of_dates_cost_as_many_statements_as_a_month(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    rules = ("FREQ=WEEKLY;BYDAY=MO;COUNT=4", "FREQ=DAILY;UNTIL=20280501")
    counted: list[list[int]] = []
    for room, text in zip(("Hall A", "Hall B"), rules, strict=True):
        mine: list[int] = []
        made: list[str] = []
        code = ""

        def add(room: str = room, text: str = text, made: list[str] = made) -> None:
            made.append(knit(store, clock, title=room, room=room, rule=text).code)

        mine.append(statements(store, add))
        code = made[0]
        for step in (
            lambda code=code: change(store, clock, code, at=time(15)),
            lambda code=code: change(
                store, clock, code, scope=FOLLOWING, on=date(2026, 12, 2), room="Quiet Room"
            ),
            lambda code=code: end_group(store, clock, code=code, last_on=date(2026, 12, 9)),
            lambda: undo_last_change(store, clock),
        ):
            mine.append(statements(store, step))
        undo_last_change(store, clock)
        counted.append(mine)
    short, long = counted
    assert short[:4] == long[:4]


@pytest.mark.parametrize("how", list(Keep)[1:])
def test_what_was_moved_into_a_pause_comes_back_with_the_undo(
    store: Store, clock: Clock, how: Keep
) -> None:
    """It is meant for a date before the pause, but the pause takes it away."""
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    moved = on(store, clock, code, "01 Dec").code
    move_booking(store, clock, code=moved, to=at("2026-12-10 10:00"))
    before = dump(store)
    pause_group(
        store, clock, code=code, first=date(2026, 12, 8), until=date(2026, 12, 29), exceptions=how
    )
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_change_that_the_night_went_on_from_is_not_undone_and_that_is_said(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=DAILY", starts_on=date(2026, 11, 2)).code
    change(store, clock, code, at=time(18))
    next_day = clock.at(at("2026-11-24 02:15"))
    assert [one.sessions for one in extend_groups(store, next_day)] == [1]
    before = dump(store)
    with pytest.raises(HubError, match="changed again since: Changed Knit") as refused:
        undo_last_change(store, clock.at(at("2026-11-23 22:00")))
    assert "the hub at night" in refused.value.hint
    assert dump(store) == before
