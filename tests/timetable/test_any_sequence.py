"""Whatever volunteers do, in whatever order: no room is promised twice, what was changed by hand
stays as it was put, the trail has it all, and undoing everything leads back to the start.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from hub.clock import Clock
from hub.errors import HubError
from hub.people.undo import list_undoable
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import (
    AuditEntry,
    Booking,
    BookingEquipment,
    Equipment,
    GroupSession,
    Occupancy,
    RoomSpace,
    Row,
    Space,
    UndoEntry,
)
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.editing import add_date, change_group, remove_date
from hub.timetable.ending import end_group, pause_group, resume_group
from hub.timetable.groups import add_group, list_groups
from hub.upkeep.undoing import undo_last_change
from hub.views.series import Keep, OnClash, Scope, SeriesChange
from hub.views.timetable import BankHolidayRule
from tests.conftest import ENGINES
from tests.timetable.library import LONDON, a_divisible_hall
from tests.timetable.racing import overlaps

SOAK = os.environ.get("HUB_TEST_SOAK") == "full"
RUNS = {"sqlcipher": 25, "postgresql": 5}
"""Sequences in CI; `make soak` runs a hundred times as many."""

ROOMS = st.sampled_from(["Main Hall", "Hall A", "Hall B", "Quiet Room"])
FIRST = date(2026, 12, 14)
DAYS = st.integers(min_value=0, max_value=41).map(lambda number: FIRST + timedelta(days=number))
HOURS = st.sampled_from([time(9), time(10), time(11), time(14)])
MINUTES = st.sampled_from([45, 60, 120])
RULES = st.sampled_from(
    [
        "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
        "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=4",
        "FREQ=DAILY;COUNT=9",
        "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
    ]
)
CHANGES = st.builds(
    SeriesChange,
    at=st.none() | HOURS,
    minutes=st.none() | MINUTES,
    room=st.none() | ROOMS,
    rule=st.none() | RULES,
    title=st.none() | st.sampled_from(["Wool club", ""]),
    bank_holidays=st.none() | st.sampled_from(list(BankHolidayRule)),
    capacity=st.none() | st.sampled_from([0, 5]),
    equipment=st.none() | st.sampled_from([(), ("Projector",)]),
    is_public=st.none() | st.booleans(),
)
CHOICES = st.sampled_from(list(OnClash))
KEEPS = st.sampled_from(list(Keep))
PICKS = st.integers(min_value=0, max_value=10**6)

NOT_RESTORED = {"audit_entry", "public_code", "hub", "undo_entry"}
Dump = dict[str, list[Any]]


def dump(store: Store) -> Dump:
    """Every row of every table that undo puts back."""
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in Row.metadata.sorted_tables
            if table.name not in NOT_RESTORED
        }


@dataclass(frozen=True, slots=True)
class ByHand:
    """Where somebody put a session by hand, or that they cancelled it."""

    place: tuple[Any, ...]


class Desk(RuleBasedStateMachine):
    """A volunteer at the desk who does anything at all."""

    def __init__(self, new: Callable[[], Store], clock: Clock) -> None:
        super().__init__()
        self.store, self.clock = new(), clock
        a_divisible_hall(self.store, clock)
        a_projector(self.store)
        forget_what_was_done(self.store)
        self.start = dump(self.store)
        self.states: list[tuple[Dump, dict[str, ByHand]]] = []
        self.by_hand: dict[str, ByHand] = {}
        self.lines = lines(self.store)

    def teardown(self) -> None:
        try:
            while self.states:
                self.undo()
            assert dump(self.store) == self.start
        finally:
            self.store.close()

    # what a volunteer does

    @rule(room=ROOMS, on=DAYS, at=HOURS, minutes=MINUTES, title=st.sampled_from(["Tea", "Council"]))
    def book(self, room: str, on: date, at: time, minutes: int, title: str) -> None:
        starts = datetime.combine(on, at, LONDON)
        self.do(
            lambda: book_room(
                self.store,
                self.clock,
                room=room,
                starts=starts,
                ends=starts + timedelta(minutes=minutes),
                title=title,
                setup_minutes=15,
            )
        )

    @precondition(lambda self: self.codes())
    @rule(pick=PICKS, room=ROOMS, on=DAYS, at=HOURS)
    def move(self, pick: int, room: str, on: date, at: time) -> None:
        code = self.one_of(self.codes(), pick)
        to = datetime.combine(on, at, LONDON) + timedelta(minutes=7)  # no group meets at 10:07
        self.do(lambda: move_booking(self.store, self.clock, code=code, to=to, room=room), code)

    @precondition(lambda self: self.codes())
    @rule(pick=PICKS)
    def cancel(self, pick: int) -> None:
        code = self.one_of(self.codes(), pick)
        self.do(lambda: cancel_booking(self.store, self.clock, code=code, reason="Boiler"), code)

    @rule(
        title=st.sampled_from(["Knit", "Choir"]),
        room=ROOMS,
        text=RULES,
        on=DAYS,
        at=HOURS,
        minutes=MINUTES,
        bank_holidays=st.sampled_from(list(BankHolidayRule)),
        equipment=st.sampled_from([(), ("Projector",)]),
        on_clash=CHOICES,
    )
    def add(
        self,
        title: str,
        room: str,
        text: str,
        on: date,
        at: time,
        minutes: int,
        bank_holidays: BankHolidayRule,
        equipment: tuple[str, ...],
        on_clash: OnClash,
    ) -> None:
        self.do(
            lambda: add_group(
                self.store,
                self.clock,
                title=title,
                room=room,
                rule=text,
                starts_on=on,
                at=at,
                minutes=minutes,
                tidy_minutes=15,
                bank_holidays=bank_holidays,
                equipment=equipment,
                on_clash=on_clash,
            )
        )

    @precondition(lambda self: self.groups())
    @rule(
        pick=PICKS,
        scope=st.sampled_from(list(Scope)),
        on=DAYS,
        change=CHANGES,
        on_clash=CHOICES,
        exceptions=KEEPS,
    )
    def change(
        self,
        pick: int,
        scope: Scope,
        on: date,
        change: SeriesChange,
        on_clash: OnClash,
        exceptions: Keep,
    ) -> None:
        code = self.one_of(self.groups(), pick)
        self.edit(
            lambda: change_group(
                self.store,
                self.clock,
                code=code,
                scope=scope,
                on=on,
                change=change,
                on_clash=on_clash,
                exceptions=exceptions,
            ),
            exceptions if scope is not Scope.THIS else Keep.DROP,
        )

    @precondition(lambda self: self.groups())
    @rule(pick=PICKS, on=DAYS, exceptions=KEEPS)
    def end(self, pick: int, on: date, exceptions: Keep) -> None:
        code = self.one_of(self.groups(), pick)
        self.edit(
            lambda: end_group(self.store, self.clock, code=code, last_on=on, exceptions=exceptions),
            exceptions,
        )

    @precondition(lambda self: self.groups())
    @rule(pick=PICKS, on=DAYS, days=st.integers(1, 20), exceptions=KEEPS)
    def pause(self, pick: int, on: date, days: int, exceptions: Keep) -> None:
        code = self.one_of(self.groups(), pick)
        self.edit(
            lambda: pause_group(
                self.store,
                self.clock,
                code=code,
                first=on,
                until=on + timedelta(days=days),
                exceptions=exceptions,
            ),
            exceptions,
        )

    @precondition(lambda self: self.groups())
    @rule(pick=PICKS, on=DAYS, on_clash=CHOICES)
    def resume(self, pick: int, on: date, on_clash: OnClash) -> None:
        code = self.one_of(self.groups(), pick)
        self.edit(
            lambda: resume_group(self.store, self.clock, code=code, on=on, on_clash=on_clash),
            Keep.KEEP,
        )

    @precondition(lambda self: self.groups())
    @rule(pick=PICKS, on=DAYS)
    def one_more_date(self, pick: int, on: date) -> None:
        code = self.one_of(self.groups(), pick)
        self.edit(lambda: add_date(self.store, self.clock, code=code, on=on), Keep.KEEP)

    @precondition(lambda self: self.groups())
    @rule(pick=PICKS, on=DAYS, exceptions=KEEPS)
    def one_date_less(self, pick: int, on: date, exceptions: Keep) -> None:
        code = self.one_of(self.groups(), pick)
        self.edit(
            lambda: remove_date(self.store, self.clock, code=code, on=on, exceptions=exceptions),
            exceptions,
        )

    @precondition(lambda self: self.states)
    @rule()
    def undo(self) -> None:
        before, self.by_hand = self.states.pop()
        undo_last_change(self.store, self.clock)
        self.lines += 1
        assert dump(self.store) == before

    # what must hold

    @invariant()
    def nothing_overlaps(self) -> None:
        assert overlaps(self.store) == 0

    @invariant()
    def each_booking_holds_what_is_its_own(self) -> None:
        assert held(self.store) == should_be_held(self.store)

    @invariant()
    def the_trail_has_it_all(self) -> None:
        assert lines(self.store) == self.lines

    @invariant()
    def each_change_can_be_undone(self) -> None:
        waiting = len(list_undoable(self.store, self.clock, limit=1000))
        assert waiting == len(self.states)

    # how it is watched

    def do(self, change: Callable[[], object], moved: str | None = None) -> bool:
        """Do it; a refusal must have changed nothing."""
        before = dump(self.store)
        activities = len(before["activity"])
        try:
            change()
        except HubError as refusal:
            assert refusal.message
            assert dump(self.store) == before
            return False
        after = dump(self.store)
        self.states.append((before, dict(self.by_hand)))
        self.lines += 1 + (len(after["activity"]) - activities)
        if moved is not None and moved in places(self.store):
            self.by_hand[moved] = ByHand(places(self.store)[moved])
        return True

    def edit(self, change: Callable[[], object], exceptions: Keep) -> None:
        """Do it to a series: what was moved or cancelled by hand must stay, unless dropped."""
        undos = len(list_undoable(self.store, self.clock, limit=1000))
        done = self.do(change)
        if done and len(list_undoable(self.store, self.clock, limit=1000)) == undos:
            self.states.pop()  # it was like that already
        now = places(self.store)
        if exceptions is Keep.DROP:
            self.by_hand = {
                code: one for code, one in self.by_hand.items() if now.get(code) == one.place
            }
        assert {code: now.get(code) for code in self.by_hand} == {
            code: one.place for code, one in self.by_hand.items()
        }

    def codes(self) -> list[str]:
        with self.store.read() as session:
            return list(session.scalars(select(table_of(Booking).c.code).order_by("id")))

    def groups(self) -> list[str]:
        return sorted(one.code for one in list_groups(self.store, self.clock))

    @staticmethod
    def one_of(codes: list[str], pick: int) -> str:
        return codes[pick % len(codes)]


def a_projector(store: Store) -> None:
    """One projector that goes anywhere."""
    with store.write() as session:
        space = session.execute(
            table_of(Space).insert().returning(table_of(Space).c.id),
            {"site_id": 1, "name": "Projector"},
        ).scalar_one()
        session.execute(
            table_of(Equipment).insert(),
            {
                "site_id": 1,
                "code": "PRJ01",
                "name": "Projector",
                "name_key": "1 projector",
                "space_id": space,
                "is_active": True,
            },
        )


def forget_what_was_done(store: Store) -> None:
    """Adding the rooms is no part of the story."""
    with store.write() as session:
        session.execute(table_of(UndoEntry).delete())


def lines(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table_of(AuditEntry))) or 0


def places(store: Store) -> dict[str, tuple[Any, ...]]:
    """Where and when each session of a group is, and whether it goes ahead."""
    booking, tie = table_of(Booking).c, table_of(GroupSession).c
    with store.read() as session:
        rows = session.execute(
            select(
                booking.code,
                tie.group_id,
                booking.room_id,
                booking.starts_at,
                booking.ends_at,
                booking.status,
                booking.reason,
            ).join(table_of(GroupSession), tie.booking_id == booking.id)
        )
        return {row[0]: tuple(row[1:]) for row in rows}


def held(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return sorted(
            (row.booking_id, row.space_id, row.starts_at, row.ends_at)
            for row in session.execute(select(table_of(Occupancy)))
        )


def should_be_held(store: Store) -> list[tuple[Any, ...]]:
    """The spaces of the room and the equipment of every booking that goes ahead, with padding."""
    with store.read() as session:
        spaces: dict[int, list[int]] = {}
        for row in session.execute(select(table_of(RoomSpace))):
            spaces.setdefault(row.room_id, []).append(row.space_id)
        things = {row.id: row.space_id for row in session.execute(select(table_of(Equipment)))}
        lent: dict[int, list[int]] = {}
        for row in session.execute(select(table_of(BookingEquipment))):
            lent.setdefault(row.booking_id, []).append(things[row.equipment_id])
        bookings = session.execute(select(table_of(Booking))).all()
    return sorted(
        (
            one.id,
            space,
            one.starts_at.astimezone(UTC) - timedelta(minutes=one.setup_minutes),
            one.ends_at.astimezone(UTC) + timedelta(minutes=one.tidy_minutes),
        )
        for one in bookings
        if one.status in ("confirmed", "provisional")
        for space in (*spaces[one.room_id], *lent.get(one.id, ()))
    )


def run_sequences(new: Callable[[], Store], clock: Clock, runs: int) -> None:
    run_state_machine_as_test(
        lambda: Desk(new, clock),
        settings=settings(
            max_examples=runs,
            stateful_step_count=12,
            deadline=None,
            derandomize=not SOAK,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.soak
@pytest.mark.parametrize("engine", ENGINES)
def test_any_sequence_of_changes_leaves_the_rooms_right_and_can_be_undone_whole(
    new_store: Callable[[str], Store], clock: Clock, engine: str
) -> None:
    run_sequences(lambda: new_store(engine), clock, RUNS[engine] * (100 if SOAK else 1))
