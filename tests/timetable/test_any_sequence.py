"""Whatever volunteers do: no room is promised twice, and undoing everything leads to the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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
from sqlalchemy import select

from hub.clock import Clock
from hub.errors import HubError
from hub.people.undo import list_undoable
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import Booking
from hub.timetable.bookings import book_room, cancel_booking, move_booking
from hub.timetable.counts import note_session
from hub.timetable.editing import change_group
from hub.timetable.ending import end_group, pause_group, resume_group
from hub.timetable.extra_dates import add_date, remove_date
from hub.timetable.groups import add_group, extend_groups, list_groups
from hub.timetable.signups import sign_up
from hub.upkeep.undoing import undo_last_change
from hub.views.groups import BankHolidayRule
from hub.views.series import Keep, OnClash, Scope, SeriesChange
from tests.conftest import ENGINES
from tests.soaking import SOAK
from tests.timetable.anything import (
    CHANGES,
    CHOICES,
    DAYS,
    EVENING,
    HOURS,
    KEEPS,
    LONG_AGO,
    MINUTES,
    PICKS,
    ROOMS,
    RULES,
)
from tests.timetable.library import LONDON, a_divisible_hall
from tests.timetable.racing import overlaps
from tests.timetable.watching import (
    Dump,
    a_projector,
    dump,
    forget_what_was_done,
    held,
    kept_of_the_night,
    lines,
    places,
    should_be_held,
    without_the_night,
)

RUNS = {"sqlcipher": 10, "postgresql": 3}
"""Sequences in CI; `make soak` runs two hundred times as many."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Where somebody put a session by hand, or that they cancelled it."""

    place: tuple[Any, ...]


class Desk(RuleBasedStateMachine):
    """A volunteer at the desk who does anything at all."""

    def __init__(self, new: Callable[[], Store], clock: Clock) -> None:
        super().__init__()
        self.store, self.clock = new(), clock.at(datetime.combine(EVENING, time(22), LONDON))
        a_divisible_hall(self.store, clock)
        a_projector(self.store)
        forget_what_was_done(self.store)
        self.start = dump(self.store)
        self.states: list[tuple[Dump, dict[str, ByHand]]] = []
        self.night_at: int | None = None
        """How many changes there were to undo when the night came."""
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

    @precondition(lambda self: self.codes())
    @rule(pick=PICKS, name=st.sampled_from(["Ada", "7"]))
    def give_a_place(self, pick: int, name: str) -> None:
        code = self.one_of(self.codes(), pick)
        self.do(lambda: sign_up(self.store, self.clock, code=code, name=name), code)

    @precondition(lambda self: self.codes())
    @rule(pick=PICKS)
    def leave_a_note(self, pick: int) -> None:
        code = self.one_of(self.codes(), pick)
        self.do(lambda: note_session(self.store, self.clock, code=code, note="The radiator drips"))

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

    @rule(title=st.sampled_from(["Yoga", "Chess"]), room=ROOMS, at=HOURS, minutes=MINUTES)
    def add_without_an_end(self, title: str, room: str, at: time, minutes: int) -> None:
        self.do(
            lambda: add_group(
                self.store,
                self.clock,
                title=title,
                room=room,
                rule="FREQ=WEEKLY;BYDAY=TH",
                starts_on=LONG_AGO,
                at=at,
                minutes=minutes,
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

    @precondition(lambda self: self.night_at is None and self.groups())
    @rule()
    def night(self) -> None:
        """The hub books further ahead, once: a change can't be undone after a second night."""
        self.clock = self.clock.at(
            datetime.combine(EVENING + timedelta(days=1), time(2, 15), LONDON)
        )
        self.night_at = len(self.states)
        self.before_night = dump(self.store)
        self.lines += sum(one.sessions > 0 for one in extend_groups(self.store, self.clock))

    @precondition(lambda self: self.states)
    @rule()
    def undo(self) -> None:
        before, self.by_hand = self.states.pop()
        nights = kept_of_the_night(self.store)
        undo_last_change(self.store, self.clock)
        taken_back = nights - kept_of_the_night(self.store)
        self.lines += 1 + taken_back
        if self.night_at is None or len(self.states) >= self.night_at:
            assert (dump(self.store), taken_back) == (before, 0)
        else:
            left, there = (
                without_the_night(one, before, self.before_night)
                for one in (dump(self.store), before)
            )
            assert left == there

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
        except HubError:
            assert dump(self.store) == before
            return False
        after = dump(self.store)
        if after == before:
            self.lines += 1  # it was like that already: there is nothing to undo
            return False
        self.states.append((before, dict(self.by_hand)))
        self.lines += 1 + (len(after["activity"]) - activities)
        if moved is not None and moved in places(self.store):
            self.by_hand[moved] = ByHand(places(self.store)[moved])
        return True

    def edit(self, change: Callable[[], object], exceptions: Keep) -> None:
        """Do it to a series: what was moved or cancelled by hand must stay, unless dropped."""
        self.do(change)
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


def run_sequences(new: Callable[[], Store], clock: Clock, runs: int) -> None:
    class ThisDesk(Desk):
        def __init__(self) -> None:
            super().__init__(new, clock)

    run_state_machine_as_test(
        ThisDesk,
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
    run_sequences(lambda: new_store(engine), clock, RUNS[engine] * (200 if SOAK else 1))
