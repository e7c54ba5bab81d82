"""A provisional booking lapses by itself: whoever wants its place gets it, and it is said why."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hub.clock import Clock
from hub.errors import BadInput, Clash
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.bookings import (
    book_room,
    cancel_booking,
    change_booking,
    confirm_booking,
    move_booking,
    show_booking,
)
from hub.timetable.free import free_rooms
from hub.timetable.groups import add_group
from hub.timetable.provisional import lapse_due
from hub.timetable.telling import list_to_tell, tick_told
from hub.timetable.weeks import bookings_between, public_week
from hub.upkeep.undoing import undo_last_change
from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at

WEDNESDAY, FRIDAY = at("2026-11-25 17:00"), at("2026-11-27 17:00")


def perhaps(store: Store, clock: Clock, room: str = "Hall A") -> BookingView:
    """The scouts' jumble sale, until Wednesday at five unless they confirm it."""
    return book_room(
        store,
        clock,
        room=room,
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 12:00"),
        title="Jumble sale",
        is_public=True,
        lapses=WEDNESDAY,
    )


def choir(store: Store, clock: Clock, room: str = "Main Hall") -> BookingView:
    return book_room(
        store,
        clock,
        room=room,
        starts=at("2027-03-02 11:00"),
        ends=at("2027-03-02 12:30"),
        title="Choir",
    )


def test_until_then_it_holds_its_place(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    assert (made.status, made.lapses) == (BookingStatus.PROVISIONAL, WEDNESDAY)
    assert show_booking(store, clock, code=made.code) == made
    with pytest.raises(Clash, match="taken by Jumble sale in Hall A, 10am to noon"):
        choir(store, clock.at(WEDNESDAY - timedelta(minutes=1)))


def test_from_then_on_its_place_is_whoevers_wants_it(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    late = clock.at(WEDNESDAY)
    choir(store, late)
    lapsed = show_booking(store, late, code=made.code)
    assert (lapsed.status, lapsed.reason) == (BookingStatus.CANCELLED, "Not confirmed in time")
    verbs = [(line.verb, line.code) for line in read_trail(store, late, limit=3)]
    assert ("booking.lapsed", made.code) in verbs


def test_everywhere_it_reads_as_cancelled_before_anybody_clears_it_away(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    late = clock.at(FRIDAY)
    begin, end = at("2027-03-02 10:00"), at("2027-03-02 12:00")
    (seen,) = bookings_between(store, late, starts=begin, ends=end)
    assert (seen.status, seen.reason) == (BookingStatus.CANCELLED, "Not confirmed in time")
    assert seen == show_booking(store, late, code=made.code)
    tuesday = public_week(store, late, year=2027, week=9).days[1]
    assert [(one.status, one.reason) for one in tuesday.sessions] == [
        (BookingStatus.CANCELLED, "Not confirmed in time")
    ]
    assert "Hall A" in [one.room for one in free_rooms(store, late, starts=begin, ends=end)]
    assert "Hall A" not in [one.room for one in free_rooms(store, clock, starts=begin, ends=end)]
    with pytest.raises(BadInput, match="cancelled already"):
        cancel_booking(store, late, code=made.code, reason="")
    with pytest.raises(BadInput, match="cancelled already"):
        move_booking(store, late, code=made.code, to=at("2027-03-03 10:00"))


def test_a_move_and_a_new_group_get_its_place_too(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    perhaps(store, clock)
    other = book_room(
        store,
        clock,
        room="Hall B",
        starts=at("2027-03-09 10:00"),
        ends=at("2027-03-09 11:00"),
        title="Parish council",
    )
    late = clock.at(FRIDAY)
    moved = move_booking(store, late, code=other.code, to=at("2027-03-02 10:30"), room="Hall A")
    assert (moved.room, moved.starts) == ("Hall A", at("2027-03-02 10:30"))
    perhaps(store, clock, room="Hall B")
    made = add_group(
        store,
        late,
        title="Painting",
        room="Hall B",
        rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        starts_on=at("2027-02-23 00:00").date(),
        at=at("2027-03-02 10:00").time(),
        minutes=60,
    )
    assert (made.sessions, made.clashes) == (3, ())


def test_the_job_lets_go_of_all_that_is_over_and_says_how_many(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    one, other = perhaps(store, clock), perhaps(store, clock, room="Hall B")
    assert lapse_due(store, clock) == 0
    late = clock.at(FRIDAY)
    assert lapse_due(store, late) == 2
    assert lapse_due(store, late) == 0
    for code in (one.code, other.code):
        assert show_booking(store, late, code=code).status is BookingStatus.CANCELLED
        assert read_trail(store, late, code=code)[0].verb == "booking.lapsed"
    choir(store, clock)


def test_confirmed_in_time_it_stays(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    sure = confirm_booking(store, clock, code=made.code)
    assert (sure.status, sure.lapses) == (BookingStatus.CONFIRMED, None)
    with pytest.raises(Clash):
        choir(store, clock.at(FRIDAY))
    with pytest.raises(BadInput, match="is confirmed already"):
        confirm_booking(store, clock, code=made.code)


@pytest.mark.parametrize("is_cleared", [False, True])
def test_confirmed_late_it_comes_back_where_its_place_is_free(
    store: Store, clock: Clock, is_cleared: bool
) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    late = clock.at(FRIDAY)
    if is_cleared:
        lapse_due(store, late)
    before = dump(store)
    sure = confirm_booking(store, late, code=made.code)
    assert (sure.status, sure.reason, sure.lapses) == (BookingStatus.CONFIRMED, "", None)
    with pytest.raises(Clash, match="Jumble sale"):
        choir(store, late)
    undo_last_change(store, late)
    assert dump(store) == before


def test_confirmed_too_late_it_is_said_who_has_its_place(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    late = clock.at(FRIDAY)
    choir(store, late)
    with pytest.raises(Clash, match="taken by Choir in Main Hall, 11am to 12:30pm"):
        confirm_booking(store, late, code=made.code)


def test_what_a_person_cancelled_is_not_confirmed(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    cancel_booking(store, clock, code=made.code, reason="Rain")
    with pytest.raises(BadInput, match="is cancelled already, so it can't be confirmed"):
        confirm_booking(store, clock, code=made.code)


def test_a_lapse_is_undone_like_any_change(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    perhaps(store, clock)
    late = clock.at(clock.now() + timedelta(hours=5))
    before = dump(store)
    soon = book_room(
        store,
        clock,
        room="Quiet Room",
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 12:00"),
        title="Reading",
        lapses=clock.now() + timedelta(hours=1),
    )
    held = dump(store)
    book_room(
        store,
        late,
        room="Quiet Room",
        starts=at("2027-03-02 11:00"),
        ends=at("2027-03-02 12:00"),
        title="Chess",
    )
    assert undo_last_change(store, late).label.startswith("Booked Chess")
    assert show_booking(store, late, code=soon.code).reason == "Not confirmed in time"
    assert undo_last_change(store, late).label == (
        "Let go of Reading, Quiet Room, Tue 2 Mar 10am to noon: not confirmed in time"
    )
    assert dump(store) == held
    undo_last_change(store, late)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("lapses", "why"),
    [
        (at("2026-11-23 10:42"), "is over already"),
        (at("2027-03-02 10:01"), "confirmed before it begins"),
    ],
)
def test_a_time_to_confirm_by_must_lie_between_now_and_the_start(
    store: Store, clock: Clock, lapses: datetime, why: str
) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match=why):
        book_room(
            store,
            clock,
            room="Hall A",
            starts=at("2027-03-02 10:00"),
            ends=at("2027-03-02 12:00"),
            title="Jumble sale",
            lapses=lapses,
        )


def test_whoever_booked_it_is_to_be_told_that_it_lapsed(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    change_booking(store, clock, code=made.code, contact="Ms Okafor", contact_phone="01632 960001")
    before = dump(store)
    late = clock.at(WEDNESDAY)
    assert lapse_due(store, late) == 1
    (tell,) = list_to_tell(store, late)
    assert (tell.who, tell.phone, tell.why, tell.words) == (
        "Ms Okafor",
        "01632 960001",
        "lapsed",
        "the provisional booking of Jumble sale on Tue 2 Mar has lapsed",
    )
    undo_last_change(store, late)
    assert dump(store) == before
    choir(store, late)  # the place goes inside another booking: the list has it all the same
    assert [one.why for one in list_to_tell(store, late)] == ["lapsed"]


@pytest.mark.parametrize("is_told", [False, True])
def test_what_lapsed_and_is_confirmed_after_all_is_told_only_to_whom_it_was_news(
    store: Store, clock: Clock, is_told: bool
) -> None:
    a_divisible_hall(store, clock)
    made = perhaps(store, clock)
    change_booking(store, clock, code=made.code, contact="Ms Okafor")
    late = clock.at(WEDNESDAY)
    lapse_due(store, late)
    if is_told:
        tick_told(store, late, number=list_to_tell(store, late)[0].number)
    confirm_booking(store, late, code=made.code)
    assert [one.why for one in list_to_tell(store, late)] == (["back"] if is_told else [])


def test_nobody_is_told_of_what_has_no_contact(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    perhaps(store, clock)
    assert lapse_due(store, clock.at(WEDNESDAY)) == 1
    assert list_to_tell(store, clock.at(WEDNESDAY)) == ()
