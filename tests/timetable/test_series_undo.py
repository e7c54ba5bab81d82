"""A series edit is put back exactly, and costs as much for three years as for a month."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import event, select

from hub.clock import Clock
from hub.errors import Clash
from hub.people.trail import read_trail
from hub.people.undo import list_undoable
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import UndoEntry
from hub.timetable.activities import change_activity, list_activities
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.ending import end_group, pause_group
from hub.timetable.groups import extend_groups, group_sessions
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import BankHolidayRule
from hub.views.series import Keep
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import (
    FOLLOWING,
    change,
    knit,
    on,
)
from tests.timetable.watching import dump, forget_what_was_done


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


@pytest.fixture
def evening(clock: Clock) -> Clock:
    """Late on the day before the night of which these tests tell."""
    return clock.at(at("2026-11-23 20:00"))


def last_days(store: Store, clock: Clock, code: str) -> list[str]:
    """When the sessions of the end of May 2028 are."""
    sessions = group_sessions(
        store, clock, code=code, first=date(2028, 5, 22), last=date(2028, 12, 1)
    )
    return [f"{one.starts:%d %b %H:%M}" for one in sessions]


def test_a_change_that_the_night_went_on_from_is_undone_with_what_the_night_made_of_it(
    store: Store, evening: Clock
) -> None:
    a_divisible_hall(store, evening)
    start = dump(store)
    code = knit(store, evening, rule="FREQ=DAILY", starts_on=date(2026, 11, 2)).code
    before = dump(store)
    change(store, evening, code, at=time(18))
    night = evening.at(at("2026-11-24 02:15"))
    assert [one.sessions for one in extend_groups(store, night)] == [1]
    assert last_days(store, evening, code)[-1] == "25 May 18:00"
    still_up = night.at(at("2026-11-24 02:30"))
    (shown, _) = list_undoable(store, still_up)
    undo_last_change(store, still_up, only=shown.number)
    assert dump(store) == before
    assert [
        (one.verb, dict(one.fields)["what"]) for one in read_trail(store, evening, limit=2)
    ] == [
        ("change.undone", "group.changed"),
        ("change.undone", "group.extended"),
    ]
    assert [one.sessions for one in extend_groups(store, night)] == [1]  # as it meets now
    assert last_days(store, evening, code) == [f"{day} May 10:00" for day in (22, 23, 24, 25)]
    undo_last_change(store, still_up)
    assert dump(store) == start
    assert list_undoable(store, still_up) == ()


def test_what_the_night_made_of_one_group_stays_when_something_else_is_undone(
    store: Store, evening: Clock
) -> None:
    a_divisible_hall(store, evening)
    code = knit(store, evening, rule="FREQ=DAILY", starts_on=date(2026, 11, 2)).code
    moved = on(store, evening, code, "01 Dec").code
    move_booking(store, evening, code=moved, to=at("2026-12-01 14:00"))
    book_room(
        store,
        evening,
        room="Hall B",
        starts=at("2026-12-15 11:00"),
        ends=at("2026-12-15 12:00"),
        title="Wedding",
    )
    night = evening.at(at("2026-11-24 02:15"))
    extend_groups(store, night)
    for label in ("Booked Wedding", "Moved Knit and Natter"):
        assert undo_last_change(store, night).label.startswith(label)
        assert last_days(store, evening, code)[-1] == "25 May 10:00"
    assert f"{on(store, evening, code, '01 Dec').starts:%H:%M}" == "10:00"


def test_a_place_that_the_night_took_is_given_back(store: Store, evening: Clock) -> None:
    """Somebody cancels what is 18 months ahead, the night books its place, and it is undone."""
    a_divisible_hall(store, evening)
    wedding = book_room(
        store,
        evening,
        room="Main Hall",
        starts=at("2028-05-25 10:00"),
        ends=at("2028-05-25 12:00"),
        title="Wedding",
    )
    code = knit(store, evening, rule="FREQ=DAILY", starts_on=date(2026, 11, 2)).code
    forget_what_was_done(store)
    before = dump(store)
    cancel_booking(store, evening, code=wedding.code, reason="")
    night = evening.at(at("2026-11-24 02:15"))
    extend_groups(store, night)
    assert last_days(store, evening, code)[-1] == "25 May 10:00"
    undo_last_change(store, night)
    assert dump(store) == before


def test_the_name_of_an_activity_is_put_back_with_the_sessions_that_bore_it(
    store: Store, evening: Clock
) -> None:
    a_divisible_hall(store, evening)
    code = knit(store, evening, rule="FREQ=DAILY", starts_on=date(2026, 11, 2)).code
    before = dump(store)
    change_activity(
        store, evening, code=list_activities(store)[0].code, changes={"title": "Wool club"}
    )
    night = evening.at(at("2026-11-24 02:15"))
    extend_groups(store, night)
    undo_last_change(store, night)
    assert dump(store) == before
    extend_groups(store, night)
    assert {
        one.title
        for one in group_sessions(
            store, evening, code=code, first=date(2026, 12, 1), last=date(2028, 12, 1)
        )
    } == {"Knit and Natter"}


def test_what_the_hub_did_twice_is_taken_back_the_last_first(store: Store, evening: Clock) -> None:
    a_divisible_hall(store, evening)
    last_week = evening.at(at("2026-11-20 10:00"))
    code = knit(store, last_week, rule="FREQ=DAILY", starts_on=date(2026, 11, 2)).code
    before = dump(store)
    pause_group(store, evening, code=code, first=date(2028, 5, 20), until=date(2028, 5, 23))
    for when in ("2026-11-23 21:00", "2026-11-24 02:15"):
        extend_groups(store, evening.at(at(when)))
    assert last_days(store, evening, code) == [f"{day} May 10:00" for day in (23, 24, 25)]
    night = evening.at(at("2026-11-24 02:15"))
    undo_last_change(store, night)
    assert dump(store) == before
    extend_groups(store, night)
    assert last_days(store, evening, code) == [f"{day} May 10:00" for day in (22, 23, 24, 25)]


def test_a_night_without_a_change_to_undo_keeps_nothing(store: Store, evening: Clock) -> None:
    a_divisible_hall(store, evening)
    knit(store, evening, rule="FREQ=DAILY", starts_on=date(2026, 11, 2))
    two_days_on = evening.at(at("2026-11-25 02:15"))
    assert [one.sessions for one in extend_groups(store, two_days_on)] == [2]
    with store.read() as session:
        verbs = session.scalars(select(table_of(UndoEntry).c.verb)).all()
    assert verbs == ["group.added"]
