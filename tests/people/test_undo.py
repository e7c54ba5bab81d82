"""What a volunteer did by mistake is put back, in order, until the shift ends."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, Clash, HubError
from hub.people.shifts import end_shift, start_shift
from hub.people.trail import read_trail
from hub.people.undo import list_undoable
from hub.people.volunteers import add_volunteer
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import Booking, GroupSession, Occupancy, Row, UndoEntry
from hub.timetable.bookings import book_room, cancel_booking, move_booking, show_booking
from hub.upkeep.undoing import undo_last_change
from tests.timetable.library import a_divisible_hall, at

TABLES = (Booking, Occupancy, GroupSession)


def rows(store: Store, *tables: type[Row]) -> dict[str, list[Any]]:
    """Everything that is in some tables."""
    with store.read() as session:
        return {
            table_of(table).name: sorted(
                map(tuple, session.execute(select(table_of(table)))), key=str
            )
            for table in tables
        }


def council(store: Store, clock: Clock, room: str = "Main Hall") -> str:
    made = book_room(
        store,
        clock,
        room=room,
        starts=at("2027-03-02 10:00"),
        ends=at("2027-03-02 11:00"),
        title="Parish council",
    )
    return made.code


def test_a_booking_made_by_mistake_goes_away_whole(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    before = rows(store, *TABLES)
    council(store, clock)
    done = undo_last_change(store, clock)
    assert done.label == "Booked Parish council, Main Hall, Tue 2 Mar 10am to 11am"
    assert rows(store, *TABLES) == before
    council(store, clock)  # its room is free again


def test_changes_are_undone_one_by_one_the_last_one_first(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    states = [rows(store, *TABLES)]
    code = council(store, clock)
    states.append(rows(store, *TABLES))
    move_booking(store, clock, code=code, to=at("2027-03-02 14:00"), room="Hall B")
    states.append(rows(store, *TABLES))
    cancel_booking(store, clock, code=code, reason="Boiler")
    for state in reversed(states):
        undo_last_change(store, clock)
        assert rows(store, *TABLES) == state
    with pytest.raises(BadInput, match="nothing to undo"):
        undo_last_change(store, clock)


def test_an_undo_whose_place_was_taken_says_by_whom_and_changes_nothing(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    code = council(store, clock)
    cancel_booking(store, clock, code=code, reason="Boiler")
    with store.write() as session:  # taken by something that undo knows nothing of
        entry = session.scalar(select(col(UndoEntry.id)).order_by(col(UndoEntry.id).desc()))
    council(store, clock, room="Hall A")
    with store.write() as session:
        session.execute(table_of(UndoEntry).delete().where(table_of(UndoEntry).c.id != entry))
    state = rows(store, *TABLES, UndoEntry)
    with pytest.raises(Clash) as refusal:
        undo_last_change(store, clock)
    assert str(refusal.value) == (
        "That can't be undone: its place has been taken by Parish council, Hall A, Tue 2 Mar 10am"
        " to 11am. Nothing was changed. Move what is in the way first, or leave it as it is."
    )
    assert rows(store, *TABLES, UndoEntry) == state


def test_what_was_changed_again_behind_its_back_is_left_alone(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = council(store, clock)
    with store.write() as session:
        session.execute(table_of(Booking).update().values(note="The key is at the baker's"))
    with pytest.raises(HubError, match="changed again since: Booked Parish council"):
        undo_last_change(store, clock)
    assert show_booking(store, clock, code=code).note == "The key is at the baker's"


def test_only_the_change_that_was_shown_is_undone(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    council(store, clock, room="Hall A")
    shown = list_undoable(store, clock)[0].number
    council(store, clock, room="Hall B")
    with pytest.raises(BadInput, match="another change since"):
        undo_last_change(store, clock, only=shown)
    assert len(list_undoable(store, clock)) == 2


def test_after_the_shift_there_is_nothing_to_undo_and_nothing_kept(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    add_volunteer(store, clock, name="Sam")
    start_shift(store, clock, name="Sam")
    council(store, clock)
    end_shift(store, clock)
    assert list_undoable(store, clock) == ()
    assert rows(store, UndoEntry)["undo_entry"] == []


def test_without_a_shift_a_change_can_be_undone_for_twelve_hours(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    council(store, clock)
    later = clock.at(clock.now() + timedelta(hours=12))
    with pytest.raises(BadInput, match="nothing to undo"):
        undo_last_change(store, later)
    assert [one.label for one in list_undoable(store, clock)] == [
        "Booked Parish council, Main Hall, Tue 2 Mar 10am to 11am"
    ]


def test_the_trail_says_that_it_was_undone_and_nothing_of_what(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = council(store, clock)
    undo_last_change(store, clock)
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.code, line.fields) == (
        "change.undone",
        code,
        (("what", "booking.made"),),
    )


def test_two_who_undo_at_once_undo_two_changes(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    for room in ("Hall A", "Hall B", "Quiet Room"):
        council(store, clock, room=room)
    together = threading.Barrier(2)

    def undo() -> str:
        together.wait()
        return undo_last_change(store, clock).label.split(", ")[1]

    with ThreadPoolExecutor(2) as pool:
        undone = {future.result() for future in [pool.submit(undo) for _ in range(2)]}
    assert undone == {"Quiet Room", "Hall B"}
    assert [one.label.split(", ")[1] for one in list_undoable(store, clock)] == ["Hall A"]
