"""The building or a room shut: what is inside is cancelled, moved or kept in one step, and comes
back when it is opened again.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, Clash, HubError
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.tables import GroupSession, UndoEntry
from hub.timetable.bookings import show_booking
from hub.timetable.closures import preview_closure
from hub.timetable.equipment import add_equipment
from hub.timetable.groups import add_group
from hub.timetable.layouts import add_layout
from hub.timetable.lifting import show_closure
from hub.timetable.rooms import add_room
from hub.timetable.telling import list_to_tell
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import BankHolidayRule
from hub.views.timetable import BookingStatus
from tests.timetable.closing import DAY, book, choir, close, codes, state
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at


def test_closing_a_half_cancels_what_is_in_it_and_in_the_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    council = book(store, clock, "Hall A", 10, "Parish council")
    wedding = book(store, clock, "Main Hall", 12, "Wedding tea")
    other = book(store, clock, "Hall B", 10, "Carers' Café")
    later = book(store, clock, "Hall A", 17, "Yoga")
    seen = preview_closure(
        store, clock, starts=at(f"{DAY} 09:00"), ends=at(f"{DAY} 17:00"), room="Hall A"
    )
    assert codes(seen.affected) == [council, wedding]
    done = close(store, clock, "Hall A")
    assert (codes(done.cancelled), done.moved, done.kept, done.left) == (
        [council, wedding],
        (),
        (),
        (),
    )
    assert [state(store, clock, code) for code in (council, wedding, other, later)] == [
        ("Hall A", "cancelled", "Boiler"),
        ("Main Hall", "cancelled", "Boiler"),
        ("Hall B", "confirmed", ""),
        ("Hall A", "confirmed", ""),
    ]
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.code) == ("closure.added", done.code)
    assert dict(line.fields)["cancelled"] == "2"
    assert "Boiler" not in str(line.fields)


def test_a_preview_changes_nothing_and_names_where_each_could_go(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    book(store, clock, "Hall A", 10, "Parish council")
    book(store, clock, "Hall A", 12, "Film", people=90, anyway=True)
    before = dump(store)
    seen = preview_closure(
        store, clock, starts=at(f"{DAY} 09:00"), ends=at(f"{DAY} 17:00"), room="Hall A"
    )
    assert [move.room if move else None for move in seen.moves] == ["Hall B", None]
    assert dump(store) == before


def test_the_building_shut_cancels_everything_in_it_for_all_to_be_told(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    group = choir(store, clock)
    council = book(
        store, clock, "Quiet Room", 10, "Parish council", contact="Jo", contact_phone="01632 960001"
    )
    done = close(store, clock, ends=at("2027-03-10 00:00"))
    assert [(one.title, one.group) for one in done.cancelled] == [
        ("Parish council", None),
        ("Choir", group),
        ("Choir", group),
    ]
    told = list_to_tell(store, clock)
    assert [(one.code, one.who, one.phone, one.why) for one in told if one.who == "Jo"] == [
        (council, "Jo", "01632 960001", "cancelled")
    ]
    with store.read() as session:
        exceptions = session.scalars(
            select(col(GroupSession.is_exception)).order_by(col(GroupSession.meant_for))
        ).all()
    assert exceptions == [True, True, False, False]


def test_what_can_move_is_moved_and_the_rest_is_cancelled(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    add_room(store, clock, name="Garden Room", capacity=45)
    first = book(store, clock, "Hall A", 10, "First", setup_minutes=15)
    second = book(store, clock, "Hall A", 12, "Second")
    third = book(store, clock, "Hall A", 14, "Third")
    book(store, clock, "Hall B", 12, "Carers' Café")
    book(store, clock, "Hall B", 14, "Carers' Tea")
    book(store, clock, "Garden Room", 14, "Gardeners")
    done = close(store, clock, "Hall A", then="move")
    # The same size comes first, then the next larger one; a room for 8 won't do.
    assert [(one.code, one.room) for one in done.moved] == [
        (first, "Hall B"),
        (second, "Garden Room"),
    ]
    assert codes(done.cancelled) == [third]
    assert state(store, clock, first) == ("Hall B", "confirmed", "")
    assert show_booking(store, clock, code=first).setup_minutes == 15
    with pytest.raises(HubError):  # its new place is really held, set-up and all
        book(store, clock, "Hall B", 9, "Early birds")


def test_the_whole_hall_gives_way_to_its_own_other_half(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    book(store, clock, "Main Hall", 10, "Lunch", people=30)
    done = close(store, clock, "Hall A", then="move")
    assert [(one.title, one.room) for one in done.moved] == [("Lunch", "Hall B")]


def test_a_layout_goes_along_and_what_stays_in_its_room_holds_a_booking_there(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    add_equipment(store, clock, name="Hearing loop", room="Hall A")
    add_equipment(store, clock, name="Projector")
    for room in ("Hall A", "Hall B"):
        add_layout(store, clock, room=room, name="theatre", capacity=60)
    add_layout(store, clock, room="Hall A", name="circle", capacity=20)
    film = book(store, clock, "Hall A", 10, "Film", layout="theatre", equipment=["projector"])
    book(store, clock, "Hall A", 12, "Talk", equipment=["hearing loop"])
    book(store, clock, "Hall A", 14, "Sharing", layout="circle")
    done = close(store, clock, "Hall A", then="move")
    assert [one.title for one in done.moved] == ["Film"]
    assert [one.title for one in done.cancelled] == ["Talk", "Sharing"]
    moved = show_booking(store, clock, code=film)
    assert (moved.room, moved.layout, moved.equipment) == ("Hall B", "theatre", ("Projector",))
    with pytest.raises(HubError):  # the projector went along
        book(store, clock, "Quiet Room", 10, "Slides", equipment=["projector"])


def test_one_event_is_kept_and_others_may_be_left(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    wake = book(store, clock, "Hall A", 10, "Wake")
    council = book(store, clock, "Hall A", 12, "Parish council")
    kept = close(store, clock, "Hall A", keep=[wake.lower()])
    assert (codes(kept.kept), codes(kept.cancelled)) == ([wake], [council])
    undo_last_change(store, clock)
    left = close(store, clock, "Hall A", then="leave", keep=[wake])
    assert (codes(left.kept), codes(left.left), left.cancelled) == ([wake], [council], ())
    assert show_closure(store, clock, code=left.code) == left


def test_what_is_not_inside_cannot_be_kept(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    elsewhere = book(store, clock, "Hall B", 10, "Wake")
    before = dump(store)
    with pytest.raises(BadInput, match="not a booking inside"):
        close(store, clock, "Hall A", keep=[elsewhere])
    assert dump(store) == before


@pytest.mark.parametrize("then", ["cancel", "move", "leave"])
def test_a_closure_is_undone_whole(store: Store, clock: Clock, then: str) -> None:
    a_divisible_hall(store, clock)
    choir(store, clock)
    book(store, clock, "Main Hall", 10, "Wedding tea", contact="Jo", contact_phone="01632 960001")
    wake = book(store, clock, "Hall A", 12, "Wake")
    before = dump(store)
    close(store, clock, "Hall A", then=then, keep=[wake], ends=at("2027-03-20 00:00"))
    done = undo_last_change(store, clock)
    assert done.label.startswith("Closed Hall A, Tue 2 Mar 9am to Fri 19 Mar midnight")
    assert dump(store) == before


def test_an_undo_that_would_now_clash_says_so_and_changes_nothing(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    book(store, clock, "Hall A", 10, "Parish council")
    close(store, clock, "Hall A", then="move")
    book(store, clock, "Hall A", 10, "Emergency meeting", anyway=True)
    with store.write() as session:  # as if it had been made by something that has no undo
        session.execute(delete(UndoEntry).where(col(UndoEntry.verb) == "booking.made"))
    before = dump(store)
    with pytest.raises(Clash, match="Emergency meeting, Hall A, Tue 2 Mar 10am to 11am"):
        undo_last_change(store, clock)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"starts": at(f"{DAY} 17:00"), "ends": at(f"{DAY} 09:00")}, "ends before it starts"),
        ({"reason": " \x1b "}, "Say why"),
        ({"reason": "x" * 201}, "Say why"),
        ({"starts": at("2026-11-01 09:00"), "ends": at("2026-11-02 09:00")}, "gone by"),
        ({"ends": at("2030-03-02 09:00")}, "longer than two years"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(
    store: Store, clock: Clock, given: dict[str, Any], words: str
) -> None:
    a_divisible_hall(store, clock)
    before = dump(store)
    with pytest.raises(BadInput, match=words):
        close(store, clock, **given)
    assert dump(store) == before


def test_a_closure_of_a_night_when_the_clocks_change_is_by_the_wall(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    with pytest.raises(BadInput, match="doesn't exist on 28 March 2027"):
        close(
            store,
            clock,
            starts=datetime(2027, 3, 28, 1, 30),  # noqa: DTZ001 # a wall time, as it is typed
            ends=datetime(2027, 3, 28, 12),  # noqa: DTZ001 # typed wall time
        )
    starts, ends = clock.day_bounds(date(2027, 10, 31))
    done = close(store, clock, starts=starts, ends=ends)
    assert done.ends - done.starts == timedelta(days=1)
    assert (ends.astimezone(UTC) - starts.astimezone(UTC)) == timedelta(hours=25)


def test_hundreds_of_bookings_are_closed_and_undone_in_one_step(
    new_store: Any, clock: Clock
) -> None:
    store = new_store("sqlcipher")
    add_room(store, clock, name="Studio", capacity=10)
    made = add_group(
        store,
        clock,
        title="Open door",
        room="Studio",
        rule="FREQ=DAILY",
        starts_on=date(2026, 12, 1),
        at=time(10),
        minutes=30,
        bank_holidays=BankHolidayRule.KEEP,
    )
    before = dump(store)
    done = close(store, clock, starts=at("2026-12-01 00:00"), ends=at("2028-12-01 00:00"))
    assert len(done.cancelled) == made.sessions > 500
    assert all(one.status is BookingStatus.CANCELLED for one in done.cancelled)
    undo_last_change(store, clock)
    assert dump(store) == before


def test_whoever_closes_at_noon_for_today_leaves_the_morning_as_it_was(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    morning = book(store, clock, "Hall A", 10, "Parish council")
    now_on = book(store, clock, "Hall B", 11, "Yoga", ends=at(f"{DAY} 13:00"))
    noon, (starts, ends) = clock.at(at(f"{DAY} 12:00")), clock.day_bounds(date(2027, 3, 2))
    seen = preview_closure(store, noon, starts=starts, ends=ends)
    assert codes(seen.affected) == [now_on]
    done = close(store, noon, starts=starts, ends=ends)
    assert codes(done.cancelled) == [now_on]
    assert state(store, noon, morning) == ("Hall A", "confirmed", "")
