"""What speaks against a booking, what it brings along, and what becomes of it. Undo of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from hub.clock import Clock
from hub.errors import BadInput, Clash, NeedsAnyway, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.activities import add_activity
from hub.timetable.bookings import (
    book_room,
    cancel_booking,
    change_booking,
    confirm_booking,
    mark_no_show,
    move_booking,
    show_booking,
    worth_knowing,
)
from hub.timetable.closures import add_closure
from hub.timetable.counts import count_heads, note_session
from hub.timetable.equipment import add_equipment
from hub.timetable.groups import add_group, group_sessions
from hub.timetable.hours import set_hours
from hub.timetable.layouts import add_layout
from hub.timetable.signups import give_up_place, session_details, sign_up
from hub.timetable.telling import list_to_tell, tick_told
from hub.timetable.waiting import list_waiting, stop_waiting, wait_for
from hub.upkeep.undoing import undo_last_change
from hub.views.bookings import BookingView
from hub.views.closures import Then
from hub.views.timetable import BookingStatus
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at, it_has_always_been_so

TEN, ELEVEN = at("2027-03-02 10:00"), at("2027-03-02 11:00")


def a_library(store: Store, clock: Clock) -> None:
    """The halls with layouts and a projector; open 9 to 5, every day."""
    a_divisible_hall(store, clock)
    add_layout(
        store, clock, room="Hall A", name="theatre", capacity=60, setup_minutes=30, tidy_minutes=15
    )
    add_layout(store, clock, room="Hall B", name="theatre", capacity=50)
    add_layout(store, clock, room="Hall A", name="tables", capacity=30)
    add_equipment(store, clock, name="Projector")
    set_hours(store, clock, weekdays=range(7), spans=[(time(9), time(17))])
    it_has_always_been_so(store, clock)


def council(
    store: Store,
    clock: Clock,
    *,
    room: str = "Hall A",
    starts: datetime = TEN,
    hours: int = 1,
    layout: str = "",
    equipment: tuple[str, ...] = (),
    people: int | None = None,
    anyway: bool = False,
) -> BookingView:
    return book_room(
        store,
        clock,
        room=room,
        starts=starts,
        ends=starts + timedelta(hours=hours),
        title="Parish council",
        contact="Rosa",
        contact_phone="01632 960100",
        layout=layout,
        equipment=equipment,
        people=people,
        anyway=anyway,
    )


def test_a_layout_brings_its_time_and_a_projector_is_lent(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    made = council(store, clock, layout="Theatre", equipment=("projector",), people=60)
    assert (made.layout, made.equipment, made.people) == ("theatre", ("Projector",), 60)
    assert (made.setup_minutes, made.tidy_minutes) == (30, 15)
    assert show_booking(store, clock, code=made.code) == made
    with pytest.raises(Clash) as refusal:
        council(store, clock, room="Quiet Room", equipment=("Projector",))
    assert refusal.value.with_what == ("Projector: Parish council in Hall A, 10am to 11am",)
    assert str(refusal.value) == (
        "The room is free, but not all that shall come with it, on Tuesday 2 March. Projector:"
        " Parish council in Hall A, 10am to 11am. Book without it, or at another time."
    )
    council(store, clock, room="Quiet Room")


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"starts": at("2027-03-02 16:30")}, "open"),
        ({"people": 41}, "Hall A holds 40, not 41"),
        ({"people": 31, "layout": "tables"}, "Hall A holds 30, not 31"),
        ({"starts": at("2027-04-06 10:00")}, "[Bb]oiler"),
    ],
)
def test_what_speaks_against_it_is_said_and_can_be_overruled(
    store: Store, clock: Clock, wish: dict[str, object], why: str
) -> None:
    a_library(store, clock)
    add_closure(
        store,
        clock,
        starts=at("2027-04-05 00:00"),
        ends=at("2027-04-07 00:00"),
        reason="Boiler",
        then=Then.LEAVE,
    )
    before = dump(store)
    with pytest.raises(BadInput, match=why) as refusal:
        council(store, clock, **wish)  # type: ignore[arg-type] # each case names its own
    assert "--anyway" in refusal.value.hint
    assert dump(store) == before
    made = council(store, clock, anyway=True, **wish)  # type: ignore[arg-type] # as above
    with pytest.raises(BadInput, match=r"--anyway"):
        move_booking(store, clock, code=made.code, to=at("2027-04-06 11:00"))
    moved = move_booking(store, clock, code=made.code, to=at("2027-04-06 11:00"), anyway=True)
    assert moved.starts == at("2027-04-06 11:00")


def test_a_bank_holiday_is_only_mentioned(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    made = council(store, clock, starts=at("2026-12-25 10:00"))
    assert worth_knowing(store, clock, code=made.code) == ("Christmas Day",)
    assert worth_knowing(store, clock, code=council(store, clock).code) == ()


def test_a_room_without_layouts_says_what_to_do(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    with pytest.raises(NotFound) as refusal:
        council(store, clock, room="Quiet Room", layout="theatre")
    assert str(refusal.value) == (
        "Quiet Room has no layout called 'theatre'. "
        "It has none: leave that out, or choose another room."
    )


def test_its_projector_comes_along_when_it_moves(store: Store, clock: Clock) -> None:
    a_library(store, clock)
    made = council(store, clock, layout="theatre", equipment=("Projector",))
    moved = move_booking(store, clock, code=made.code, to=at("2027-03-03 10:00"), room="Hall B")
    assert (moved.room, moved.layout, moved.equipment) == ("Hall B", "theatre", ("Projector",))
    council(store, clock, room="Quiet Room", equipment=("Projector",))  # free on Tuesday again
    with pytest.raises(Clash, match="Projector"):
        council(
            store,
            clock,
            room="Hall A",
            starts=at("2027-03-03 10:00"),
            equipment=("Projector",),
        )
    with pytest.raises(Clash, match="Projector"):
        move_booking(store, clock, code=made.code, to=TEN)
    with pytest.raises(NeedsAnyway, match="Quiet Room has no layout called 'theatre'"):
        move_booking(store, clock, code=made.code, to=at("2027-03-04 10:00"), room="Quiet Room")
    bare = move_booking(
        store, clock, code=made.code, to=at("2027-03-04 10:00"), room="Quiet Room", anyway=True
    )
    assert (bare.room, bare.layout, bare.equipment) == ("Quiet Room", "", ("Projector",))


def test_nobody_came_so_the_room_is_free(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    with pytest.raises(BadInput, match="Parish council hasn't begun yet"):
        mark_no_show(store, clock, code=made.code)
    later = clock.at(at("2027-03-02 10:20"))
    assert mark_no_show(store, later, code=made.code).status is BookingStatus.NO_SHOW
    council(store, later, starts=at("2027-03-02 10:30"))
    with pytest.raises(BadInput, match="is marked as no-show already, so it can't be moved"):
        move_booking(store, later, code=made.code, to=at("2027-03-03 10:00"))


def test_what_a_booking_says_can_be_changed_bit_by_bit(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = council(store, clock)
    changed = change_booking(
        store, clock, code=made.code, title=" Parish  meeting ", is_public=True, people=12
    )
    assert (changed.title, changed.is_public, changed.people) == ("Parish meeting", True, 12)
    assert changed.note == made.note
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.fields) == (
        "booking.changed",
        (("what", "is_public, people, title"),),
    )
    for wrong in ({"title": "  "}, {"people": 0}, {"note": "x" * 2001}, {}, {"capacity": -1}):
        before = dump(store)
        with pytest.raises(BadInput):
            change_booking(store, clock, code=made.code, **wrong)
        assert dump(store) == before


def test_a_session_that_is_changed_by_hand_is_an_exception(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    note_session(store, clock, code=first.code, note="The key is at the baker's")
    change_booking(store, clock, code=other.code, title="Carols")
    assert sum(row[3] for row in dump(store)["session_of_group"]) == 2


def a_choir(store: Store, clock: Clock, *, capacity: int = 2) -> tuple[BookingView, BookingView]:
    """The choir's first two Wednesdays; Joan may be asked about it."""
    activity = add_activity(store, clock, title="Choir", contact="Joan", phone="01632 960199")
    made = add_group(
        store,
        clock,
        title="Choir",
        room="Hall A",
        rule="FREQ=WEEKLY;BYDAY=WE",
        starts_on=date(2026, 11, 25),
        at=time(10),
        minutes=60,
        activity=activity.code,
        capacity=capacity,
    )
    first, other = group_sessions(
        store, clock, code=made.code, first=date(2026, 11, 25), last=date(2026, 12, 2)
    )
    it_has_always_been_so(store, clock)
    return first, other


Changes = dict[str, Callable[[], object]]


def changes(store: Store, clock: Clock, first: BookingView, other: BookingView) -> Changes:
    """Every change of this page, each of which can follow the one before."""
    today = clock.at(at("2026-11-25 10:30"))

    def number() -> int:
        return session_details(store, clock, code=first.code).places[0].number

    def wait() -> object:
        return wait_for(
            store, clock, room="Hall A", starts=first.starts, ends=first.ends, title="Scouts"
        )

    return {
        "booked": lambda: council(store, clock),
        "signed up": lambda: sign_up(store, clock, code=first.code, name="Asha", phone="01632 960"),
        "one more": lambda: sign_up(store, clock, code=first.code, name="Bo"),
        "full": lambda: sign_up(store, clock, code=first.code, name="Cy", phone="07700 900900"),
        "waits": wait,
        "gave up": lambda: give_up_place(store, clock, code=first.code, number=number()),
        "more places": lambda: change_booking(store, clock, code=first.code, capacity=9),
        "noted": lambda: note_session(store, clock, code=first.code, note="Radiator is off"),
        "counted": lambda: count_heads(store, today, code=first.code, total=14, first_timers=2),
        "counted again": lambda: count_heads(store, today, code=first.code, total=15),
        "moved": lambda: move_booking(store, clock, code=first.code, to=at("2026-11-26 14:00")),
        "told": lambda: tick_told(store, clock, number=list_to_tell(store, clock)[0].number),
        "no longer waits": lambda: stop_waiting(
            store, clock, number=list_waiting(store, clock)[0].number
        ),
        "cancelled": lambda: cancel_booking(store, clock, code=first.code, reason="Boiler"),
        "nobody came": lambda: mark_no_show(
            store, clock.at(at("2026-12-02 10:10")), code=other.code
        ),
        "provisional": lambda: book_room(
            store,
            clock,
            room="Hall B",
            starts=TEN,
            ends=ELEVEN,
            title="Perhaps",
            lapses=at("2027-02-01 10:00"),
        ),
    }


def test_every_change_is_undone_exactly_in_order(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    first, other = a_choir(store, clock)
    states = [dump(store)]
    for name, change in changes(store, clock, first, other).items():
        change()
        states.append(dump(store))
        assert states[-1] != states[-2], name
    for state in reversed(states[:-1]):
        undo_last_change(store, clock)
        assert dump(store) == state


def test_confirming_is_undone(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = book_room(
        store,
        clock,
        room="Hall B",
        starts=TEN,
        ends=ELEVEN,
        title="Perhaps",
        lapses=at("2027-02-01 10:00"),
    )
    before = dump(store)
    confirm_booking(store, clock, code=made.code)
    undo_last_change(store, clock)
    assert dump(store) == before


def test_more_people_than_the_room_holds_are_refused_unless_somebody_says_so(
    store: Store, clock: Clock
) -> None:
    """Hall A holds 40; set up as a theatre 60."""
    a_divisible_hall(store, clock)
    add_layout(store, clock, room="Hall A", name="theatre", capacity=60)
    for layout, fits in (("", 40), ("theatre", 60)):
        made = book_room(
            store,
            clock,
            room="Hall A",
            starts=at(f"2027-03-{fits // 10:02} 10:00"),
            ends=at(f"2027-03-{fits // 10:02} 11:00"),
            title="Talk",
            layout=layout,
        )
        before = dump(store)
        with pytest.raises(NeedsAnyway) as no:
            change_booking(store, clock, code=made.code, people=fits + 1)
        assert str(no.value) == (
            f"Hall A holds {fits}, not {fits + 1}. Move it to a larger room. To keep it here all"
            " the same: --anyway"
        )
        assert dump(store) == before
        assert change_booking(store, clock, code=made.code, people=fits).people == fits
        many = change_booking(store, clock, code=made.code, people=fits + 1, anyway=True)
        assert many.people == fits + 1
        # It is so already: what else is said of it has nothing to do with its size.
        assert change_booking(store, clock, code=made.code, note="Chairs").note == "Chairs"
