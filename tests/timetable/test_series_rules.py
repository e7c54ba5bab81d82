"""A group gets another rule: a fortnight keeps its step, no rule leaves a group without dates."""

from __future__ import annotations

from datetime import date

import pytest

from hub.clock import Clock
from hub.errors import BadInput
from hub.store.engine import Store
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import (
    FOLLOWING,
    change,
    knit,
    said,
)


def test_a_fortnight_stays_in_step_when_all_of_it_moves_to_another_day_in_a_week_off(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270131").code
    week_off = clock.at(at("2026-12-09 10:00"))
    change(store, week_off, code, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270131")
    assert [line[:10] for line in said(store, clock, code)] == [
        "Tue 01 Dec",
        "Wed 16 Dec",
        "Wed 30 Dec",
        "Wed 13 Jan",
        "Wed 27 Jan",
    ]


def test_from_a_date_on_a_fortnight_counts_from_that_date(store: Store, clock: Clock) -> None:
    """So the weeks can be swapped."""
    a_divisible_hall(store, clock)
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270131"
    code = knit(store, clock, rule=rule).code
    change(store, clock, code, scope=FOLLOWING, on=date(2026, 12, 22), rule=rule)
    assert [line[:10] for line in said(store, clock, code)] == [
        "Tue 01 Dec",
        "Tue 15 Dec",
        "Tue 22 Dec",
        "Tue 05 Jan",
        "Tue 19 Jan",
    ]


def test_a_rule_that_names_no_day_keeps_to_the_day_on_which_the_group_meets(
    store: Store, clock: Clock
) -> None:
    """Whatever day the group was begun on, or last changed on; and COUNT counts from now."""
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU", starts_on=date(2026, 11, 2)).code
    change(store, clock, code, rule="FREQ=WEEKLY;COUNT=3")
    assert [line[:10] for line in said(store, clock, code)] == [
        "Tue 03 Nov",
        "Tue 10 Nov",
        "Tue 17 Nov",
        "Tue 24 Nov",
        "Tue 01 Dec",
        "Tue 08 Dec",
    ]


def test_a_rule_that_leaves_no_date_is_refused(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock).code
    before = said(store, clock, code)
    with pytest.raises(BadInput, match="without a single date to come") as refused:
        change(store, clock, code, rule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261101")
    assert f"hub group end {code}" in refused.value.hint
    assert said(store, clock, code) == before
