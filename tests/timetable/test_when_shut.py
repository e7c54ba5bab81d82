"""When rooms are shut: for whoever draws a day."""

from __future__ import annotations

from datetime import date, time, timedelta

from hub.clock import Clock
from hub.store.engine import Store
from hub.timetable.closures import add_closure
from hub.timetable.hours import set_hours
from hub.timetable.rooms import add_room
from hub.timetable.when_shut import shut_between

MONDAY = date(2026, 11, 23)


def said(store: Store, clock: Clock, first: date, last: date) -> list[tuple[str, str, str]]:
    return [
        (one.room, f"{one.starts:%a %H:%M}-{one.ends:%a %H:%M}", one.words)
        for one in shut_between(store, clock, first=first, last=last)
    ]


def test_without_hours_and_closures_nothing_is_shut(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Hall A")
    assert said(store, clock, MONDAY, MONDAY) == []


def test_what_lies_outside_the_opening_hours_is_shut(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Hall A")
    set_hours(store, clock, weekdays=[0], spans=[(time(9), time(13)), (time(14), time(17))])
    assert said(store, clock, MONDAY, MONDAY + timedelta(days=1)) == [
        ("Hall A", "Mon 00:00-Mon 09:00", "closed"),
        ("Hall A", "Mon 13:00-Mon 14:00", "closed"),
        ("Hall A", "Mon 17:00-Wed 00:00", "closed"),
    ]


def test_a_closure_shuts_its_room_and_what_shares_a_space(store: Store, clock: Clock) -> None:
    add_room(store, clock, name="Main Hall")
    add_room(store, clock, name="Hall A", part_of="Main Hall")
    add_room(store, clock, name="Hall B", part_of="Main Hall")
    noon = clock.now().replace(hour=12, minute=0)
    add_closure(
        store, clock, starts=noon, ends=noon + timedelta(days=2), room="Hall A", reason="Leak"
    )
    assert said(store, clock, MONDAY, MONDAY) == [
        ("Main Hall", "Mon 12:00-Tue 00:00", "closed: Leak"),
        ("Hall A", "Mon 12:00-Tue 00:00", "closed: Leak"),
    ]
