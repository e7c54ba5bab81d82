"""Dates of a group that can't be had: skipped, put elsewhere, or all of it stopped."""

from __future__ import annotations

from datetime import date, time

import pytest

from hub.clock import Clock
from hub.errors import Clash
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.counts import note_session
from hub.timetable.hours import set_hours
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import DateClash
from hub.views.series import OnClash
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import (
    change,
    knit,
    on,
    said,
)
from tests.timetable.watching import dump


@pytest.fixture
def busy(store: Store, clock: Clock) -> str:
    """Knit and Natter, and a wedding in the Main Hall on the evening of 8 December."""
    a_divisible_hall(store, clock)
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2026-12-08 17:00"),
        ends=at("2026-12-08 19:00"),
        title="Wedding",
    )
    return knit(store, clock).code


WEDDING = DateClash(date(2026, 12, 8), "Wedding in Main Hall, 5pm to 7pm")


def test_a_date_whose_new_place_is_taken_is_skipped_and_named(
    store: Store, clock: Clock, busy: str
) -> None:
    done = change(store, clock, busy, at=time(18))
    assert (done.changed, done.removed, done.clashes) == (5, 1, (WEDDING,))
    assert [line[:10] for line in said(store, clock, busy)] == [
        "Tue 01 Dec",
        "Tue 15 Dec",
        "Tue 22 Dec",
        "Tue 29 Dec",
        "Tue 05 Jan",
    ]


def test_a_date_with_a_note_is_not_skipped_but_stays_where_it_was(
    store: Store, clock: Clock, busy: str
) -> None:
    note_session(store, clock, code=on(store, clock, busy, "08 Dec").code, note="Cake!")
    done = change(store, clock, busy, at=time(18))
    assert (done.changed, done.removed, done.kept) == (5, 0, 1)
    assert said(store, clock, busy)[1] == "Tue 08 Dec 10:00-12:00 Hall A"


def test_another_room_is_found_for_a_date_that_is_taken(
    store: Store, clock: Clock, busy: str
) -> None:
    change_rooms = change(store, clock, busy, at=time(18), on_clash=OnClash.OTHER_ROOM)
    assert change_rooms.clashes == (WEDDING,)  # the Quiet Room holds 8: too few for Hall A's 40
    undo_last_change(store, clock)
    change(store, clock, busy, capacity=8)
    done = change(store, clock, busy, at=time(18), on_clash=OnClash.OTHER_ROOM)
    assert [f"{one.room} {one.starts:%d %b %H:%M}" for one in done.elsewhere] == [
        "Quiet Room 08 Dec 18:00"
    ]
    assert said(store, clock, busy)[1] == "Tue 08 Dec 18:00-20:00 Quiet Room"
    # it belongs to the series all the same, and goes with it next time
    change(store, clock, busy, at=time(14))
    assert said(store, clock, busy)[1] == "Tue 08 Dec 14:00-16:00 Hall A"


def test_the_nearest_time_is_found_for_a_date_that_is_taken(
    store: Store, clock: Clock, busy: str
) -> None:
    done = change(store, clock, busy, at=time(18), on_clash=OnClash.SHIFT)
    assert (done.changed, done.clashes) == (6, ())
    assert said(store, clock, busy)[:2] == [
        "Tue 01 Dec 18:00-20:00 Hall A",
        "Tue 08 Dec 19:00-21:00 Hall A",
    ]


def test_stop_means_that_nothing_is_changed(store: Store, clock: Clock, busy: str) -> None:
    before = dump(store)
    with pytest.raises(Clash) as refusal:
        change(store, clock, busy, at=time(18), on_clash=OnClash.STOP)
    assert str(refusal.value) == (
        "One date of Knit and Natter can't be had: Tuesday 8 December: Wedding in Main Hall, 5pm to"
        " 7pm. Nothing was changed. Choose another room or time, skip those dates, or take another"
        " room or time for them."
    )
    assert dump(store) == before


def test_a_change_that_no_date_survives_is_refused_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock, title="Choir", at=time(18))
    code = knit(store, clock).code
    before = dump(store)
    with pytest.raises(Clash, match="6 dates of Knit and Natter can't be had"):
        change(store, clock, code, at=time(18))
    assert dump(store) == before


def test_two_sessions_may_change_places(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knit(store, clock, rule="FREQ=DAILY;COUNT=5", minutes=24 * 60).code
    done = change(store, clock, code, at=time(12))
    assert (done.changed, done.clashes, done.skipped) == (5, (), ())


def test_the_refusal_names_what_would_do_it_all_the_same_where_something_would(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock)
    with pytest.raises(Clash) as taken:
        knit(store, clock, title="Choir", on_clash=OnClash.STOP)
    assert "--anyway" not in taken.value.hint
    set_hours(store, clock, weekdays=[1], spans=[(time(9), time(17))])
    with pytest.raises(Clash) as shut:
        knit(store, clock, title="Choir", at=time(18))
    assert shut.value.hint == (
        "Nothing was changed. Choose another room or time, skip those dates, or take another"
        " room or time for them. Though it is closed then, or too small: add --anyway."
    )
    assert knit(store, clock, title="Choir", at=time(18), anyway=True).sessions == 6
