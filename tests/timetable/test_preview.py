"""Before a group is made or changed, every date is shown with what is in its way and a way out."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from hub.clock import Clock
from hub.errors import Clash
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.closures import add_closure
from hub.timetable.groups import add_group
from hub.timetable.hours import set_hours
from hub.timetable.preview import preview_change, preview_group
from hub.timetable.signups import sign_up
from hub.upkeep.undoing import undo_last_change
from hub.views.bookings import FreeStretch
from hub.views.closures import Then
from hub.views.groups import BankHolidayRule, InTheWay, Obstacle, SkippedDate
from hub.views.series import DatePreview, ExceptionView, OnClash, Scope, SeriesChange, SeriesPreview
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import knit, on
from tests.timetable.test_series_undo import statements
from tests.timetable.watching import dump

WISH: dict[str, Any] = {
    "title": "Knit and Natter",
    "room": "Hall A",
    "rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
    "starts_on": date(2026, 12, 1),
    "at": time(10),
    "minutes": 120,
}


@pytest.fixture
def in_the_way(store: Store, clock: Clock) -> None:
    """A wedding on the 8th, a leak on the 15th, closed on Tuesday mornings before 9."""
    a_divisible_hall(store, clock)
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2026-12-08 11:30"),
        ends=at("2026-12-08 13:00"),
        title="Wedding",
    )
    add_closure(
        store,
        clock,
        room="Hall A",
        starts=at("2026-12-15 00:00"),
        ends=at("2026-12-16 00:00"),
        reason="Leak",
        then=Then.CANCEL,
    )


def test_each_date_is_shown_with_what_is_in_its_way_and_a_way_out(
    store: Store, clock: Clock, in_the_way: None
) -> None:
    before = dump(store)
    seen = preview_group(store, clock, **{**WISH, "capacity": 8})
    assert dump(store) == before
    assert (seen.code, seen.title, seen.room) == (None, "Knit and Natter", "Hall A")
    assert [one.on.day for one in seen.dates] == [1, 8, 15, 22, 29, 5]
    assert seen.clashes == (
        DatePreview(
            date(2026, 12, 8),
            at("2026-12-08 10:00"),
            at("2026-12-08 12:00"),
            (InTheWay(Obstacle.BOOKING, "Wedding in Main Hall, 11:30am to 1pm"),),
            other_room=FreeStretch("Quiet Room", at("2026-12-08 10:00"), at("2026-12-08 12:00"), 8),
            shifted=FreeStretch("Hall A", at("2026-12-08 09:30"), at("2026-12-08 11:30"), 40),
        ),
        DatePreview(
            date(2026, 12, 15),
            at("2026-12-15 10:00"),
            at("2026-12-15 12:00"),
            (InTheWay(Obstacle.CLOSURE, seen.clashes[1].in_the_way[0].words),),
            other_room=FreeStretch("Hall B", at("2026-12-15 10:00"), at("2026-12-15 12:00"), 40),
            shifted=None,
        ),
    )
    assert "Leak" in seen.clashes[1].in_the_way[0].words


def test_the_kinds_come_the_hardest_first(store: Store, clock: Clock, in_the_way: None) -> None:
    set_hours(store, clock, weekdays=[1], spans=[(time(9), time(11))])
    seen = preview_group(
        store,
        clock,
        **{**WISH, "capacity": 60, "bank_holidays": BankHolidayRule.KEEP, "room": "Hall A"},
    )
    kinds = {one.on.day: [thing.kind for thing in one.in_the_way] for one in seen.dates}
    outside = [Obstacle.HOURS, Obstacle.TOO_SMALL]
    assert kinds == {
        1: outside,
        8: [Obstacle.BOOKING, *outside],
        15: [Obstacle.CLOSURE, *outside],
        22: outside,
        29: outside,
        5: outside,
    }


def test_what_was_shown_is_what_is_made(store: Store, clock: Clock, in_the_way: None) -> None:
    seen = preview_group(store, clock, **WISH)
    made = add_group(store, clock, **WISH)
    assert made.sessions == len(seen.dates) - len(seen.clashes)
    assert [(one.on, one.with_what) for one in made.clashes] == [
        (one.on, one.in_the_way[0].words) for one in seen.clashes
    ]


def test_what_is_in_the_way_may_be_minded_less(
    store: Store, clock: Clock, in_the_way: None
) -> None:
    made = add_group(store, clock, **WISH, anyway=True)  # in spite of the leak, but not the wedding
    assert (made.sessions, [one.on.day for one in made.clashes]) == (5, [8])


def test_a_change_shows_whom_it_would_ask_about(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    theirs = on(store, clock, code, "08 Dec").code
    sign_up(store, clock, code=theirs, name="Ada")
    before = dump(store)
    seen = preview_change(
        store,
        clock,
        code=code,
        scope=Scope.FOLLOWING,
        on=date(2026, 12, 8),
        change=SeriesChange(rule="FREQ=WEEKLY;BYDAY=WE;COUNT=3", room="Hall B"),
    )
    assert dump(store) == before
    assert seen == SeriesPreview(
        code=code,
        title="Knit and Natter",
        room="Hall B",
        dates=tuple(
            DatePreview(day, at(f"{day} 10:00"), at(f"{day} 12:00"))
            for day in (date(2026, 12, 16), date(2026, 12, 23))
        ),
        exceptions=(
            ExceptionView(theirs, date(2026, 12, 8), date(2026, 12, 8), "1 signed up", fits=False),
        ),
        removed=(date(2026, 12, 29), date(2027, 1, 5)),
    )


def test_one_session_is_looked_at_alone(store: Store, clock: Clock, in_the_way: None) -> None:
    code = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=1").code
    seen = preview_change(
        store,
        clock,
        code=code,
        scope=Scope.THIS,
        on=date(2026, 12, 1),
        change=SeriesChange(at=time(9)),
    )
    assert [(one.starts, one.in_the_way) for one in seen.dates] == [(at("2026-12-01 09:00"), ())]


def test_bank_holidays_are_left_out_or_shown_as_the_group_wishes(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    fridays = {**WISH, "rule": "FREQ=WEEKLY;BYDAY=FR;COUNT=5", "starts_on": date(2026, 12, 4)}
    seen = preview_group(store, clock, **fridays)
    assert SkippedDate(date(2026, 12, 25), "Christmas Day") in seen.skipped
    kept = preview_group(store, clock, **fridays, bank_holidays=BankHolidayRule.KEEP)
    assert [(one.on.day, one.in_the_way[0].words) for one in kept.clashes] == [
        (25, "Christmas Day"),
        (1, "New Year's Day"),
    ]


def test_a_preview_of_three_years_costs_as_many_statements_as_one_of_a_month(
    store: Store, clock: Clock, in_the_way: None
) -> None:
    counted = [
        statements(store, lambda rule=rule: preview_group(store, clock, **{**WISH, "rule": rule}))
        for rule in ("FREQ=WEEKLY;BYDAY=TU;COUNT=4", "FREQ=DAILY;UNTIL=20291201")
    ]
    assert counted[0] == counted[1]


def test_sessions_that_would_run_into_each_other_are_shown_and_can_be_stopped(
    store: Store, clock: Clock
) -> None:
    """With time to tidy up, one a day of twenty-four hours is too many."""
    a_divisible_hall(store, clock)
    wish = {**WISH, "rule": "FREQ=DAILY;COUNT=4", "minutes": 1440, "tidy_minutes": 15}
    seen = preview_group(store, clock, **wish)
    too_close = InTheWay(Obstacle.BOOKING, "the session before it is still on")
    assert [(one.on.day, one.in_the_way) for one in seen.dates] == [
        (1, ()),
        (2, (too_close,)),
        (3, ()),
        (4, (too_close,)),
    ]
    before = dump(store)
    with pytest.raises(Clash, match=r"2 dates .* Wednesday 2 December: the session before"):
        add_group(store, clock, **wish, on_clash=OnClash.STOP)
    assert dump(store) == before
    assert add_group(store, clock, **wish).sessions == 2
    undo_last_change(store, clock)
    made = add_group(store, clock, **wish, on_clash=OnClash.OTHER_ROOM)
    assert (made.sessions, [one.room for one in made.elsewhere]) == (4, ["Hall B", "Hall B"])
