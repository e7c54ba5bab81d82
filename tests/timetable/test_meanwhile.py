"""Two desks at one session or closure: the second comes along while the first is saving."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from hub.clock import Clock
from hub.errors import NeedsAnswer, NotFound
from hub.store.engine import Store
from hub.timetable import lifting, signups
from hub.timetable.closures import add_closure
from hub.timetable.ending import end_group
from hub.timetable.lifting import keep_in_closure, lift_closure, list_closures
from hub.timetable.signups import give_up_place, session_details, sign_up
from hub.upkeep.undoing import undo_last_change
from tests.timetable.library import a_divisible_hall, at
from tests.timetable.test_changing import a_choir


class Pause:
    """Stops one desk after it has written, before it saves, until the other one has come along."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, store: Store, at: Any) -> None:
        self.store = store
        self.reached = threading.Event()
        self.go_on = threading.Event()
        real = at.record

        def record(*args: Any, **fields: Any) -> None:
            self.reached.set()
            assert self.go_on.wait(timeout=30)
            real(*args, **fields)

        monkeypatch.setattr(at, "record", record)

    def meanwhile(
        self, first: Callable[[], object], then: Callable[[], object]
    ) -> tuple[Future[object], Future[object]]:
        """Both are done, `then` having begun while `first` had written and not saved."""
        with ThreadPoolExecutor(2) as desks:
            one = desks.submit(first)
            assert self.reached.wait(timeout=30)
            other = desks.submit(then)
            while self.store.dialect == "postgresql" and not self._somebody_waits():
                assert not other.done(), "nobody waited"
            self.go_on.set()
        return one, other

    def _somebody_waits(self) -> bool:
        with self.store.read() as session:
            waiting = text(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            return bool(session.scalar(waiting))


def names(store: Store, clock: Clock, code: str) -> list[str]:
    return [one.name for one in session_details(store, clock, code=code).places]


def test_a_group_that_ends_meanwhile_asks_about_whoever_has_signed_up(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=2)
    pause = Pause(monkeypatch, store, signups)
    one, other = pause.meanwhile(
        lambda: sign_up(store, clock, code=first.code, name="Asha"),
        lambda: end_group(store, clock, code=first.group or "", last_on=date(2026, 11, 24)),
    )
    one.result()
    assert isinstance(other.exception(), NeedsAnswer), other
    assert names(store, clock, first.code) == ["Asha"]


def test_undoing_a_closure_keeps_whoever_signed_up_while_it_was_made(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=2)
    pause = Pause(monkeypatch, store, signups)
    one, other = pause.meanwhile(
        lambda: sign_up(store, clock, code=first.code, name="Asha"),
        lambda: add_closure(
            store, clock, starts=at("2026-11-25 00:00"), ends=at("2026-11-26 00:00"), reason="Leak"
        ),
    )
    one.result()
    other.result()
    undo_last_change(store, clock)
    assert names(store, clock, first.code) == ["Asha"]


def test_undo_takes_back_the_sign_up_that_is_being_saved_not_the_change_before(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock, capacity=1)
    asha = sign_up(store, clock, code=first.code, name="Asha")
    give_up_place(store, clock, code=first.code, number=asha.number)
    pause = Pause(monkeypatch, store, signups)
    one, other = pause.meanwhile(
        lambda: sign_up(store, clock, code=first.code, name="Bo"),
        lambda: undo_last_change(store, clock),
    )
    one.result()
    other.result()
    assert names(store, clock, first.code) == []


def test_a_booking_is_kept_in_a_closure_that_is_being_lifted(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_divisible_hall(store, clock)
    first, _ = a_choir(store, clock)
    closure = add_closure(
        store, clock, starts=at("2026-11-25 00:00"), ends=at("2026-11-26 00:00"), reason="Leak"
    )
    pause = Pause(monkeypatch, store, lifting)
    one, other = pause.meanwhile(
        lambda: lift_closure(store, clock, code=closure.code),
        lambda: keep_in_closure(store, clock, code=closure.code, booking=first.code),
    )
    one.result()
    assert isinstance(other.exception(), NotFound), other.exception()
    assert list_closures(store, clock) == ()
