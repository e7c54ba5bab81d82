"""What else is in the way of a date: closures, bank holidays, opening hours, too many people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, NeedsAnyway
from hub.store.engine import Store
from hub.store.tables import Booking
from hub.timetable.bookings import book_room, move_booking
from hub.timetable.closures import add_closure
from hub.timetable.free import free_rooms
from hub.timetable.hours import set_hours
from hub.timetable.notices import notices_between
from hub.timetable.obstacles import obstacles
from hub.timetable.rooms import find_room
from hub.timetable.weeks import public_week
from hub.views.groups import InTheWay, Obstacle
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.series_steps import knit

Stretches = Sequence[tuple[datetime, datetime]]


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that a block sends."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def in_the_way(
    store: Store, clock: Clock, room: str, stretches: Stretches, **others: Any
) -> list[tuple[InTheWay, ...]]:
    with store.read() as session:
        return obstacles(
            session, clock, room=find_room(session, room), stretches=stretches, **others
        )


def hour(text: str) -> tuple[datetime, datetime]:
    return at(text), at(text) + timedelta(hours=1)


def test_on_an_ordinary_day_nothing_is_in_the_way(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    assert in_the_way(store, clock, "Hall A", [hour("2027-03-02 10:00")]) == [()]
    assert in_the_way(store, clock, "Hall A", []) == []


def close(store: Store, clock: Clock, day: str, room: str | None = None, **others: Any) -> str:
    given = {"starts": at(f"{day} 12:00"), "ends": at(f"{day} 14:00"), "reason": "Boiler"}
    return add_closure(store, clock, room=room, **{**given, **others}).code


def test_a_closed_half_shuts_the_whole_and_a_closed_whole_its_halves(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    close(store, clock, "2027-03-02", "Hall A")
    close(store, clock, "2027-03-03", "Main Hall")
    close(store, clock, "2027-03-04")
    days = [hour(f"2027-03-0{day} 13:00") for day in (2, 3, 4)]
    half = InTheWay(Obstacle.CLOSURE, "Hall A is closed noon to 2pm: Boiler")
    whole = InTheWay(Obstacle.CLOSURE, "Main Hall is closed noon to 2pm: Boiler")
    building = InTheWay(Obstacle.CLOSURE, "Closed noon to 2pm: Boiler")
    assert in_the_way(store, clock, "Hall A", days) == [(half,), (whole,), (building,)]
    assert in_the_way(store, clock, "Main Hall", days) == [(half,), (whole,), (building,)]
    assert in_the_way(store, clock, "Hall B", days) == [(), (whole,), (building,)]
    assert in_the_way(store, clock, "Quiet Room", days) == [(), (), (building,)]


def test_what_ends_as_a_closure_begins_is_not_shut(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    close(store, clock, "2027-03-02", "Hall A")
    before, after = hour("2027-03-02 11:00"), hour("2027-03-02 14:00")
    assert in_the_way(store, clock, "Hall A", [before, after]) == [(), ()]


def test_the_hardest_comes_first(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=range(5), spans=[(time(9), time(17))])
    close(store, clock, "2026-12-25", starts=at("2026-12-25 00:00"), ends=at("2026-12-26 00:00"))
    found = in_the_way(store, clock, "Hall A", [hour("2026-12-25 18:00")], people=60, capacity=40)
    assert found == [
        (
            InTheWay(Obstacle.CLOSURE, "Closed all day: Boiler"),
            InTheWay(Obstacle.BANK_HOLIDAY, "Christmas Day"),
            InTheWay(Obstacle.HOURS, "The building is open 9am to 5pm on Fridays"),
            InTheWay(Obstacle.TOO_SMALL, "Hall A holds 40, not 60"),
        )
    ]


def test_opening_hours_restrict_what_is_not_wholly_within_them(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=range(6), spans=[(time(9), time(12)), (time(13), time(17))])
    set_hours(store, clock, weekdays=[1], spans=[(time(18), time(22))], room="Quiet Room")
    tuesday = [hour(f"2027-03-02 {clock_time}") for clock_time in ("09:00", "11:30", "16:00")]
    building = InTheWay(
        Obstacle.HOURS, "The building is open 9am to noon and 1pm to 5pm on Tuesdays"
    )
    own = InTheWay(Obstacle.HOURS, "Quiet Room is open 6pm to 10pm on Tuesdays")
    assert in_the_way(store, clock, "Hall A", tuesday) == [(), (building,), ()]
    assert in_the_way(store, clock, "Quiet Room", [*tuesday, hour("2027-03-02 21:00")]) == [
        *((own,),) * 3,
        (),
    ]
    sunday = InTheWay(Obstacle.HOURS, "The building is closed on Sundays")
    assert in_the_way(store, clock, "Hall A", [hour("2027-03-07 10:00")]) == [(sunday,)]


def test_as_many_people_as_fit_are_not_too_many(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    one = [hour("2027-03-02 10:00")]
    for people, capacity in ((40, 40), (None, 40), (41, None)):
        assert in_the_way(store, clock, "Hall A", one, people=people, capacity=capacity) == [()]


def test_a_booking_that_is_kept_inside_a_closure_is_not_blocked_by_it(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    starts, ends = hour("2027-03-02 12:30")
    kept = book_room(store, clock, room="Hall A", starts=starts, ends=ends, title="Wake")
    close(store, clock, "2027-03-02", keep=[kept.code])
    with store.read() as session:
        number = session.scalar(select(col(Booking.id)).where(col(Booking.code) == kept.code))
    closed = InTheWay(Obstacle.CLOSURE, "Closed noon to 2pm: Boiler")
    assert in_the_way(
        store, clock, "Hall A", [(starts, ends), (starts, ends)], bookings=[number, None]
    ) == [(), (closed,)]


def test_it_takes_as_many_statements_for_a_hundred_dates_as_for_one(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=range(5), spans=[(time(9), time(17))])
    for day in range(1, 20):
        close(store, clock, f"2027-03-{day:02}")
    dates = [
        (at("2027-03-02 13:00") + timedelta(days=day), at("2027-03-02 14:00") + timedelta(days=day))
        for day in range(100)
    ]
    with store.read() as session:
        room = find_room(session, "Main Hall")
        with counted(store) as one:
            obstacles(session, clock, room=room, stretches=dates[:1], bookings=[1])
    with store.read() as session:
        find_room(session, "Main Hall")
        with counted(store) as many:
            found = obstacles(session, clock, room=room, stretches=dates, bookings=[1] * 100)
    assert len(found) == 100
    assert len(one) == len(many) == 4


def test_nobody_books_into_a_closure_and_a_closed_room_is_not_free(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    close(store, clock, "2027-03-02", "Hall A")
    starts, ends = hour("2027-03-02 13:00")
    with pytest.raises(BadInput, match="Hall A is closed noon to 2pm: Boiler"):
        book_room(store, clock, room="Main Hall", starts=starts, ends=ends, title="Wake")
    free = free_rooms(store, clock, starts=starts, ends=ends)
    assert [one.room for one in free] == ["Quiet Room", "Hall B"]
    parts = free_rooms(
        store, clock, starts=at("2027-03-02 11:00"), ends=at("2027-03-02 15:00"), minutes=60
    )
    assert [(one.room, f"{one.starts:%H:%M}-{one.ends:%H:%M}") for one in parts] == [
        ("Quiet Room", "11:00-15:00"),
        ("Hall A", "11:00-12:00"),
        ("Hall A", "14:00-15:00"),
        ("Hall B", "11:00-15:00"),
        ("Main Hall", "11:00-12:00"),
        ("Main Hall", "14:00-15:00"),
    ]


def test_outside_the_opening_hours_no_room_is_free(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=[1], spans=[(time(9), time(17))])
    free = free_rooms(
        store, clock, starts=at("2027-03-02 16:00"), ends=at("2027-03-02 18:00"), minutes=30
    )
    assert {(f"{one.starts:%H:%M}", f"{one.ends:%H:%M}") for one in free} == {("16:00", "17:00")}
    starts, ends = hour("2027-03-03 10:00")
    assert free_rooms(store, clock, starts=starts, ends=ends) == ()


def test_the_printed_week_says_what_is_closed(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    close(store, clock, "2027-03-02", "Hall A")
    week = public_week(store, clock, year=2027, week=9)
    assert [day.notices for day in week.days] == [
        (),
        ("Hall A is closed noon to 2pm: Boiler",),
        *((),) * 5,
    ]


def test_a_day_says_that_it_is_a_bank_holiday_and_what_is_closed(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    close(
        store,
        clock,
        "2026-12-25",
        "Hall A",
        starts=at("2026-12-24 15:00"),
        ends=at("2026-12-26 10:00"),
    )
    christmas = at("2026-12-25 10:00").date()
    day = timedelta(days=1)
    with store.read() as session:
        found = notices_between(session, clock, first=christmas - day, last=christmas + day)
    assert found == {
        christmas - day: ("Hall A is closed from 3pm: Boiler",),
        christmas: ("Bank holiday: Christmas Day", "Hall A is closed all day: Boiler"),
        christmas + day: (
            "Bank holiday: Boxing Day",
            "Hall A is closed until 10am: Boiler",
        ),
    }


def test_a_closure_is_in_the_way_of_setting_up_and_of_tidying_up(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    close(store, clock, "2027-03-02", "Hall A")
    booking: dict[str, Any] = {
        "room": "Hall A",
        "title": "Wake",
        "setup_minutes": 15,
        "tidy_minutes": 30,
    }
    refused = [
        ("2027-03-02 14:00", "15 minutes to set up"),
        ("2027-03-02 11:00", "30 minutes to tidy up"),
    ]
    for when, padding in refused:
        starts, ends = hour(when)
        with pytest.raises(NeedsAnyway) as no:
            book_room(store, clock, starts=starts, ends=ends, **booking)
        assert no.value.message == f"Hall A is closed noon to 2pm: Boiler (with {padding})."
    for when in ("2027-03-02 14:15", "2027-03-02 10:30"):
        starts, ends = hour(when)
        made = book_room(store, clock, starts=starts, ends=ends, **booking)
    with pytest.raises(NeedsAnyway, match="15 minutes to set up"):
        move_booking(store, clock, code=made.code, to=at("2027-03-02 14:00"))
    moved = move_booking(store, clock, code=made.code, to=at("2027-03-02 11:00"), anyway=True)
    assert f"{moved.starts:%H:%M}" == "11:00"


def test_a_session_whose_setting_up_runs_into_a_closure_is_skipped(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    close(store, clock, "2026-12-08")
    made = knit(store, clock, at=time(14), setup_minutes=15)
    assert [(one.on.day, one.with_what) for one in made.clashes] == [
        (8, "Closed noon to 2pm: Boiler (with 15 minutes to set up)")
    ]


def test_setting_up_before_the_doors_open_is_nobodys_business(store: Store, clock: Clock) -> None:
    """Volunteers come earlier than the public, and go later."""
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=range(5), spans=[(time(9), time(17))])
    made = book_room(
        store,
        clock,
        room="Hall A",
        starts=at("2027-03-02 09:00"),
        ends=at("2027-03-02 17:00"),
        title="Fair",
        setup_minutes=60,
        tidy_minutes=60,
    )
    assert made.setup_minutes == 60
