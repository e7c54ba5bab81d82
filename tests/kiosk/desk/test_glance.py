"""Today from the noticeboard: what a volunteer sees before the store has answered."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from hub.clock import Clock
from hub.noticeboard.publish import publish
from hub.settings import Settings
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.hours import set_hours
from hub.views.bookings import FreeStretch
from kiosk.desk.glance import TO_COME, glance
from tests.timetable.library import a_divisible_hall, at


def test_now_next_and_free_are_there_before_the_store_is(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    a_divisible_hall(store, clock)
    for room, starts, ends, title, is_public in (
        ("Hall A", "2026-11-23 10:00", "2026-11-23 11:00", "Baby Rhymes", True),
        ("Quiet Room", "2026-11-23 14:00", "2026-11-23 15:00", "Mrs Smith", False),
    ):
        book_room(
            store,
            clock,
            room=room,
            starts=at(starts),
            ends=at(ends),
            title=title,
            is_public=is_public,
        )
    today = glance(publish(store, clock, settings), clock)
    assert today is not None
    assert [(one.title, one.room) for one in today.now] == [("Baby Rhymes", "Hall A")]
    assert [(one.title, one.room) for one in today.later] == [("Private booking", "Quiet Room")]
    midnight = at("2026-11-24 00:00")
    assert today.free == (
        FreeStretch("Quiet Room", clock.now(), at("2026-11-23 14:00"), 8),
        FreeStretch("Hall B", clock.now(), midnight, 40),
    )
    assert today.to_do == (TO_COME,)


def test_a_room_is_free_until_the_doors_shut_and_not_after(
    store: Store, clock: Clock, settings: Settings
) -> None:
    settings.folder.mkdir()
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=range(7), spans=[(time(9), time(17))])
    board = publish(store, clock, settings)
    today = glance(board, clock)
    assert today is not None
    assert {one.ends for one in today.free} == {at("2026-11-23 17:00")}
    in_the_evening = glance(board, clock.at(at("2026-11-23 20:30")))
    assert in_the_evening is not None
    assert in_the_evening.free == ()


def test_without_a_noticeboard_today_waits_for_the_store(clock: Clock, tmp_path: Path) -> None:
    assert glance(None, clock) is None
    assert glance(tmp_path / "none.sqlite", clock) is None
