"""Equipment that changes from a date on: what comes before that date keeps what it had."""

from __future__ import annotations

from datetime import date, time

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.bookings import show_booking
from hub.timetable.ending import pause_group, resume_group
from hub.timetable.extra_dates import add_date
from hub.timetable.groups import extend_groups
from hub.upkeep.undoing import undo_last_change
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import FOLLOWING, THIS, change, knit, sessions
from tests.timetable.watching import a_projector, dump, held, should_be_held

CHANGED_ON = date(2026, 12, 15)


def with_it(store: Store, clock: Clock, code: str) -> list[str]:
    """The dates that have the projector."""
    found = sessions(store, clock, code)
    assert held(store) == should_be_held(store)
    return [
        f"{one.starts:%d %b}"
        for one in found
        if show_booking(store, clock, code=one.code).equipment == ("Projector",)
    ]


def test_what_is_needed_from_a_date_on_isnt_needed_before(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_projector(store)
    code = knit(store, clock).code
    change(store, clock, code, scope=FOLLOWING, on=CHANGED_ON, equipment=("Projector",))
    after = ["15 Dec", "22 Dec", "29 Dec", "05 Jan"]
    assert with_it(store, clock, code) == after
    before = dump(store)
    pause_group(store, clock, code=code, first=date(2026, 12, 1), until=date(2026, 12, 5))
    resume_group(store, clock, code=code, on=date(2026, 12, 1))
    add_date(store, clock, code=code, on=date(2026, 12, 10))
    add_date(store, clock, code=code, on=date(2026, 12, 17))
    assert with_it(store, clock, code) == ["15 Dec", "17 Dec", *after[1:]]
    change(store, clock, code, at=time(15))
    assert with_it(store, clock, code) == ["15 Dec", "17 Dec", *after[1:]]
    for _ in range(5):
        undo_last_change(store, clock)
    assert dump(store) == before


def test_what_is_needed_no_more_is_still_needed_before_that(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_projector(store)
    code = knit(store, clock, equipment=("Projector",)).code
    change(store, clock, code, scope=FOLLOWING, on=CHANGED_ON, equipment=())
    assert with_it(store, clock, code) == ["01 Dec", "08 Dec"]
    change(store, clock, code, rule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=12")
    assert with_it(store, clock, code) == ["01 Dec", "03 Dec", "08 Dec", "10 Dec"]


def test_one_date_with_more_than_the_others_is_no_example(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_projector(store)
    code = knit(store, clock).code
    change(store, clock, code, scope=THIS, on=date(2026, 12, 8), equipment=("Projector",))
    add_date(store, clock, code=code, on=date(2026, 12, 10))
    assert with_it(store, clock, code) == ["08 Dec"]


def test_the_night_lends_what_is_needed_now(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_projector(store)
    rule = "FREQ=MONTHLY;BYDAY=1TU"
    code = knit(store, clock, rule=rule, starts_on=date(2026, 11, 2)).code
    change(store, clock, code, scope=FOLLOWING, on=date(2028, 5, 1), equipment=("Projector",))
    extend_groups(store, clock.at(at("2026-12-24 02:15")))
    assert with_it(store, clock, code) == ["02 May", "06 Jun"]
