"""When the building and its rooms are open, and how that is said."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.tables import OpeningHours
from hub.timetable.hours import list_all_hours, list_hours, opening_hours, set_hours
from hub.timetable.rooms import find_room
from hub.upkeep.undoing import undo_last_change
from hub.views.hours import spans_words, today_words, week_in_short, week_words
from hub.views.place import HoursView
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at

NINE_TO_FIVE = ((time(9), time(17)),)
MORNING_AND_AFTERNOON = ((time(10), time(13)), (time(14), time(16)))


def a_usual_week(store: Store, clock: Clock) -> None:
    set_hours(store, clock, weekdays=range(5), spans=NINE_TO_FIVE)
    set_hours(store, clock, weekdays=[5], spans=MORNING_AND_AFTERNOON[::-1])


def test_where_nobody_set_any_hours_there_are_none(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    assert list_hours(store) == ()
    assert list_hours(store, room="Hall A") == ()


def test_the_week_is_told_from_monday_and_a_day_without_hours_is_shut(
    store: Store, clock: Clock
) -> None:
    a_usual_week(store, clock)
    assert list_hours(store) == (
        *(HoursView(day, NINE_TO_FIVE) for day in range(5)),
        HoursView(5, MORNING_AND_AFTERNOON),
        HoursView(6, ()),
    )


def test_setting_a_day_again_takes_the_place_of_what_was_there(store: Store, clock: Clock) -> None:
    a_usual_week(store, clock)
    week = set_hours(store, clock, weekdays=[5, 5], spans=[])
    assert week[5] == HoursView(5, ())
    assert week[:5] == list_hours(store)[:5]


def test_a_room_may_have_hours_of_its_own(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_usual_week(store, clock)
    own = set_hours(store, clock, weekdays=[6], spans=[(time(8), time(0))], room="hall a")
    assert own[6] == HoursView(6, ((time(8), time(0)),), "Hall A")
    with store.read() as session:
        hours = opening_hours(session)
        hall_a, hall_b = find_room(session, "Hall A"), find_room(session, "Hall B")
    assert hours.week(hall_a.id) == {6: ((time(8), time(0)),)}
    assert hours.week(hall_b.id) == hours.week(None)
    assert [hours.is_own(room.id) for room in (hall_a, hall_b)] == [True, False]


def test_every_week_that_is_set_is_listed_at_once(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    nothing = list_all_hours(store)
    own = set_hours(store, clock, weekdays=[6], spans=NINE_TO_FIVE, room="Hall B")
    only_of_a_room = list_all_hours(store)
    a_usual_week(store, clock)
    assert nothing == ()
    assert only_of_a_room == own
    assert list_all_hours(store) == (*list_hours(store), *own)


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([(time(17), time(9))], "closing time comes before"),
        ([(time(9), time(9))], "closing time comes before"),
        ([(time(9), time(12)), (time(11), time(13))], "overlap"),
        ([(time(9), time(0)), (time(10), time(13))], "overlap"),
        ([(time(hour), time(hour, 30)) for hour in range(8, 16)], "more than 6"),
    ],
)
def test_hours_that_make_no_sense_are_refused_whole(
    store: Store, clock: Clock, spans: list[tuple[time, time]], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        set_hours(store, clock, weekdays=[0], spans=spans)
    assert list_hours(store) == ()


def test_days_and_rooms_that_are_not_there_are_refused(store: Store, clock: Clock) -> None:
    for days in ([], [7]):
        with pytest.raises(BadInput, match="which days"):
            set_hours(store, clock, weekdays=days, spans=NINE_TO_FIVE)
    with pytest.raises(NotFound):
        set_hours(store, clock, weekdays=[0], spans=NINE_TO_FIVE, room="Attic")


def test_setting_hours_is_undone_whole_and_in_the_trail(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    a_usual_week(store, clock)
    before = dump(store)
    set_hours(store, clock, weekdays=[0, 5], spans=[(time(8), time(12))])
    assert dump(store, OpeningHours) != {"opening_hours": before["opening_hours"]}
    done = undo_last_change(store, clock)
    assert done.label == "Set when the building is open, Mon, Sat: 8am to noon"
    assert dump(store) == before
    line = read_trail(store, clock, limit=2)[1]
    assert (line.verb, line.fields) == (
        "hours.changed",
        (("room", "None"), ("what", "Monday, Saturday")),
    )


def test_a_night_that_goes_on_past_midnight_is_one_stretch(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=[4], spans=[(time(18), time(0))])
    set_hours(store, clock, weekdays=[5], spans=[(time(0), time(2))])
    friday, sunday = at("2026-11-27 12:00"), at("2026-11-29 12:00")
    with store.read() as session:
        room = find_room(session, "Hall A")
        found = opening_hours(session).open_between(clock, room.id, friday, sunday)
    assert found == [(at("2026-11-27 18:00"), at("2026-11-28 02:00"))]


@pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 23), ("2027-10-31", 25)])
def test_a_day_on_which_the_clocks_change_is_open_by_the_wall(
    store: Store, clock: Clock, day: str, hours: int
) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=[6], spans=[(time(0), time(0))])
    with store.read() as session:
        room = find_room(session, "Hall A")
        noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=clock.zone)
        ((opens, closes),) = opening_hours(session).open_between(clock, room.id, noon, noon) or []
    assert (closes - opens).total_seconds() == hours * 3600
    assert clock.local(opens).date() == date.fromisoformat(day)


def test_hours_in_words() -> None:
    week = (
        *(HoursView(day, NINE_TO_FIVE) for day in range(5)),
        HoursView(5, MORNING_AND_AFTERNOON),
        HoursView(6, ()),
    )
    assert week_words(week) == (
        ("Monday to Friday", "9am to 5pm"),
        ("Saturday", "10am to 1pm and 2pm to 4pm"),
        ("Sunday", "closed"),
    )
    assert week_in_short(week) == (
        "Monday to Friday 9am to 5pm, Saturday 10am to 1pm and 2pm to 4pm, Sunday closed"
    )
    assert [today_words(week, day) for day in (0, 5, 6)] == [
        "Open today 9am to 5pm",
        "Open today 10am to 1pm and 2pm to 4pm",
        "Closed today",
    ]
    assert today_words((), 0) == ""
    always = tuple(HoursView(day, ((time(0), time(0)),)) for day in range(7))
    assert week_words(always) == (("Every day", "all day"),)
    weekend = (*(HoursView(day, ()) for day in range(5)), *always[5:])
    assert week_words(weekend)[1] == ("Saturday and Sunday", "all day")
    assert spans_words([(time(22), time(0))]) == "10pm to midnight"
