"""Groups: their sessions, bank holidays, clock changes, clashes and the rolling horizon."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time, timedelta

import pytest

from hub.clock import Clock
from hub.errors import BadInput, Clash
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.activities import add_activity, change_activity, list_activities
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.groups import add_group, extend_groups, group_sessions, list_groups
from hub.timetable.hours import set_hours
from hub.timetable.terms import add_term
from hub.timetable.weeks import bookings_between, public_week
from hub.views.groups import BankHolidayRule, DateClash, GroupMade, SkippedDate, Weeks
from hub.views.timetable import BookingStatus
from tests.timetable.library import a_divisible_hall, at


def knit(store: Store, clock: Clock, **changes: object) -> GroupMade:
    wanted: dict[str, object] = {
        "title": "Knit and Natter",
        "room": "Hall A",
        "rule": "FREQ=WEEKLY;BYDAY=TU",
        "starts_on": date(2026, 12, 1),
        "at": time(10),
        "minutes": 120,
        **changes,
    }
    return add_group(store, clock, **wanted)  # type: ignore[arg-type] # the test's own words


def titles(store: Store, clock: Clock, year: int, week: int) -> list[tuple[str, list[str]]]:
    view = public_week(store, clock, year=year, week=week)
    return [
        (f"{day.on:%a %d}", [*day.notices, *(one.title for one in day.sessions)])
        for day in view.days
    ]


def test_a_weekly_group_meets_for_eighteen_months_but_not_on_bank_holidays(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    made = knit(store, clock)
    assert made == GroupMade(
        code=made.code,
        title="Knit and Natter",
        sessions=78,
        first=date(2026, 12, 1),
        last=date(2028, 5, 30),
        skipped=(SkippedDate(date(2027, 12, 28), "Boxing Day (substitute day)"),),
    )


def test_christmas_week_2026_is_right(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock, rule="FREQ=DAILY", title="Warm space")
    assert titles(store, clock, 2026, 52) == [
        ("Mon 21", ["Warm space"]),
        ("Tue 22", ["Warm space"]),
        ("Wed 23", ["Warm space"]),
        ("Thu 24", ["Warm space"]),
        ("Fri 25", ["Bank holiday: Christmas Day"]),
        ("Sat 26", ["Bank holiday: Boxing Day"]),
        ("Sun 27", ["Warm space"]),
    ]
    assert titles(store, clock, 2026, 53)[0] == (
        "Mon 28",
        ["Bank holiday: Boxing Day (substitute day)"],
    )


def test_christmas_week_2027_is_right(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock, rule="FREQ=DAILY", title="Warm space")
    assert titles(store, clock, 2027, 51)[5:] == [
        ("Sat 25", ["Bank holiday: Christmas Day"]),
        ("Sun 26", ["Bank holiday: Boxing Day"]),
    ]
    assert titles(store, clock, 2027, 52) == [
        ("Mon 27", ["Bank holiday: Christmas Day (substitute day)"]),
        ("Tue 28", ["Bank holiday: Boxing Day (substitute day)"]),
        ("Wed 29", ["Warm space"]),
        ("Thu 30", ["Warm space"]),
        ("Fri 31", ["Warm space"]),
        ("Sat 01", ["Bank holiday: New Year's Day"]),
        ("Sun 02", ["Warm space"]),
    ]


def test_a_group_may_keep_bank_holidays_or_move_to_the_next_day(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock, bank_holidays=BankHolidayRule.KEEP)
    assert titles(store, clock, 2027, 52)[1][1][1:] == ["Knit and Natter"]
    knit(store, clock, bank_holidays=BankHolidayRule.MOVE, room="Hall B", title="Chess")
    assert titles(store, clock, 2027, 52)[2][1] == ["Chess"]


def test_ten_stays_ten_when_the_clocks_change(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock, rule="FREQ=WEEKLY;BYDAY=SU", title="Sunday walk")
    found = bookings_between(
        store, clock, starts=at("2027-03-21 00:00"), ends=at("2027-04-05 00:00")
    )
    assert [f"{one.starts:%d %b %H:%M} to {one.ends:%H:%M}" for one in found] == [
        "21 Mar 10:00 to 12:00",
        "28 Mar 10:00 to 12:00",
        "04 Apr 10:00 to 12:00",
    ]
    assert [one.starts.astimezone(UTC).hour for one in found] == [10, 9, 9]


def test_a_time_that_never_comes_or_comes_twice_is_left_out_and_said(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    made = knit(store, clock, rule="FREQ=DAILY", at=time(1, 30), minutes=15, title="Star gazing")
    nights = [one for one in made.skipped if "clocks" in one.why]
    assert nights == [
        SkippedDate(
            date(2027, 3, 28), "01:30 doesn't exist on 28 March 2027: the clocks go forward"
        ),
        SkippedDate(
            date(2027, 10, 31), "01:30 happens twice on 31 October 2027: the clocks go back"
        ),
        SkippedDate(
            date(2028, 3, 26), "01:30 doesn't exist on 26 March 2028: the clocks go forward"
        ),
    ]


def test_dates_that_clash_are_named_and_the_others_booked(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    book_room(
        store,
        clock,
        room="Main Hall",
        starts=at("2026-12-08 11:30"),
        ends=at("2026-12-08 13:00"),
        title="Wedding",
    )
    made = knit(store, clock)
    assert made.sessions == 77
    assert made.clashes == (DateClash(date(2026, 12, 8), "Wedding in Main Hall, 11:30am to 1pm"),)


def test_all_or_nothing_where_that_is_wanted(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock)
    before = read_trail(store, clock, limit=100)
    with pytest.raises(Clash) as refusal:
        knit(store, clock, title="Choir", rule="FREQ=DAILY", room="Main Hall", on_clash="stop")
    assert len(refusal.value.with_what) == 78
    assert read_trail(store, clock, limit=100) == before
    assert [group.title for group in list_groups(store, clock)] == ["Knit and Natter"]


def test_a_group_that_finds_no_free_date_is_refused_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock)
    with pytest.raises(Clash):
        knit(store, clock, title="Choir")
    assert [one.title for one in list_activities(store)] == ["Knit and Natter"]


def test_a_group_takes_the_activity_of_its_title(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    activity = add_activity(store, clock, title="Knit and Natter", cost="Free")
    knit(store, clock)
    (group,) = list_groups(store, clock)
    assert group.activity == activity.code
    assert group.in_words == "every Tuesday at 10am"
    (tuesday,) = public_week(store, clock, year=2026, week=50).days[1].sessions
    assert (tuesday.title, tuesday.cost, tuesday.group) == ("Knit and Natter", "Free", group.code)


def test_a_new_title_goes_on_every_session_to_come(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    activity = add_activity(store, clock, title="Knit and Natter")
    knit(store, clock)
    change_activity(store, clock, code=activity.code, changes={"title": "Wool club"})
    assert titles(store, clock, 2026, 50)[1] == ("Tue 08", ["Wool club"])


def test_the_horizon_moves_on_and_leaves_what_was_changed_by_hand(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    knit(store, clock)
    week = {"starts": at("2028-05-29 00:00"), "ends": at("2028-06-30 00:00")}
    (last,) = bookings_between(store, clock, **week)
    cancel_booking(store, clock, code=last.code, reason="Holiday")
    later = clock.at(clock.now() + timedelta(days=14))
    (made,) = extend_groups(store, later)
    assert (made.sessions, made.first, made.last) == (1, date(2028, 6, 6), date(2028, 6, 6))
    assert extend_groups(store, later) == ()
    found = bookings_between(store, clock, **week)
    assert [(f"{one.starts:%d %b}", one.status) for one in found] == [
        ("30 May", BookingStatus.CANCELLED),
        ("06 Jun", BookingStatus.CONFIRMED),
    ]


def test_a_moved_session_keeps_its_code_and_its_group(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = knit(store, clock)
    (tuesday,) = public_week(store, clock, year=2026, week=50).days[1].sessions
    moved = move_booking(store, clock, code=tuesday.code, to=at("2026-12-10 14:00"))
    assert moved == replace(
        moved, code=tuesday.code, group=made.code, starts=at("2026-12-10 14:00")
    )
    assert titles(store, clock, 2026, 50)[1] == ("Tue 08", [])
    assert titles(store, clock, 2026, 50)[3] == ("Thu 10", ["Knit and Natter"])


def test_a_private_hire_is_a_private_booking_to_everybody_else(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    hire = book_room(
        store,
        clock,
        room="Hall A",
        starts=at("2026-12-08 10:00"),
        ends=at("2026-12-08 11:00"),
        title="Mrs Smith's party",
    )
    (seen,) = public_week(store, clock, year=2026, week=50).days[1].sessions
    assert (seen.title, seen.code, seen.is_private) == ("Private booking", "", True)
    cancel_booking(store, clock, code=hire.code, reason="She is ill")
    assert titles(store, clock, 2026, 50)[1] == ("Tue 08", [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": "FREQ=HOURLY"}, "can't meet hourly"),
        ({"minutes": 0}, "lasts from 1 minute"),
        ({"starts_on": date(1026, 12, 1)}, "can't begin in 1026"),
        ({"title": " "}, "needs a title"),
        ({"rule": "FREQ=DAILY;UNTIL=20200101"}, "gives no session"),
    ],
)
def test_a_group_that_makes_no_sense_is_refused_and_leaves_nothing(
    store: Store, clock: Clock, changes: dict[str, object], words: str
) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match=words):
        knit(store, clock, **changes)
    assert list_groups(store, clock) == ()
    assert list_activities(store) == ()


def test_a_year_of_dates_costs_as_many_statements_as_a_week(store: Store, clock: Clock) -> None:
    from sqlalchemy import event

    a_divisible_hall(store, clock)
    counted: list[int] = []
    for title, rule in (("One", "FREQ=DAILY;COUNT=2"), ("Many", "FREQ=DAILY;COUNT=300")):
        statements: list[str] = []

        def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
            statements.append(statement)  # noqa: B023 # taken off before the loop goes on

        event.listen(store.engine, "before_cursor_execute", note)
        knit(store, clock, title=title, rule=rule, room="Hall A" if title == "One" else "Hall B")
        event.remove(store.engine, "before_cursor_execute", note)
        counted.append(len(statements))
    assert counted[0] == counted[1]


def test_a_term_that_is_added_later_fills_in_the_dates_between(store: Store, clock: Clock) -> None:
    """They lie before the day up to which the group's sessions were made."""
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match=r"no session from 1 December 2026: no term dates yet") as no:
        knit(store, clock, weeks=Weeks.A)
    assert "hub term list" in no.value.hint
    add_term(store, clock, name="Spring", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 12))
    code = knit(store, clock, weeks=Weeks.A).code
    add_term(store, clock, name="Summer", starts_on=date(2027, 4, 12), ends_on=date(2027, 5, 28))
    (made,) = extend_groups(store, clock)
    assert (made.sessions, made.first, made.last) == (4, date(2027, 4, 13), date(2027, 5, 25))
    sessions = group_sessions(
        store, clock, code=code, first=date(2026, 12, 1), last=date(2028, 12, 1)
    )
    assert [f"{one.starts:%d %b}" for one in sessions] == [
        "05 Jan",
        "19 Jan",
        "02 Feb",
        "13 Apr",
        "27 Apr",
        "11 May",
        "25 May",
    ]
    assert extend_groups(store, clock) == ()


@pytest.mark.parametrize(("anyway", "days"), [(False, ["Tue"]), (True, ["Sun", "Tue"])])
def test_the_night_books_outside_the_opening_hours_only_where_somebody_wanted_it_so(
    store: Store, clock: Clock, anyway: bool, days: list[str]
) -> None:
    a_divisible_hall(store, clock)
    set_hours(store, clock, weekdays=range(6), spans=[(time(9), time(21))])
    set_hours(store, clock, weekdays=[6], spans=[])
    add_term(store, clock, name="Spring", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 12))
    made = knit(store, clock, rule="FREQ=WEEKLY;BYDAY=TU,SU", weeks=Weeks.TERM, anyway=anyway)
    assert made.sessions == (11 if anyway else 6)
    add_term(store, clock, name="Summer", starts_on=date(2027, 4, 12), ends_on=date(2027, 5, 28))
    extend_groups(store, clock)
    sessions = group_sessions(
        store, clock, code=made.code, first=date(2026, 12, 1), last=date(2028, 12, 1)
    )
    assert len(sessions) == (11 + 13 if anyway else 6 + 7)
    assert sorted({f"{one.starts:%a}" for one in sessions}) == days
