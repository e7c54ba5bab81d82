"""While one volunteer closes a hall, others book it: no booking slips in unseen."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from hub.clock import Clock
from hub.errors import BadInput, Clash, HubError
from hub.store.engine import Store
from hub.timetable.bookings import book_room
from hub.timetable.closures import add_closure
from hub.timetable.lifting import list_closures
from tests.timetable.library import a_divisible_hall, at

DAYS = 12
ROOMS = ("Hall A", "Main Hall", "Hall A")


def test_whoever_books_while_the_hall_is_being_closed_is_refused_or_cancelled(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    together = threading.Barrier(len(ROOMS) + 1)
    refusals: list[HubError] = []
    booked: list[str] = []

    def book(number: int) -> None:
        for day in range(DAYS):
            starts = at("2027-04-05 10:00") + timedelta(days=day, hours=number)
            together.wait(timeout=60)
            try:
                made = book_room(
                    store,
                    clock,
                    room=ROOMS[number],
                    starts=starts,
                    ends=starts + timedelta(hours=1),
                    title="Tea",
                )
                booked.append(made.code)
            except HubError as refusal:
                refusals.append(refusal)

    def close() -> None:
        for day in range(DAYS):
            starts = at("2027-04-05 09:00") + timedelta(days=day)
            together.wait(timeout=60)
            add_closure(
                store,
                clock,
                starts=starts,
                ends=starts + timedelta(hours=8),
                room="Hall A",
                reason="Leak",
            )

    with ThreadPoolExecutor(len(ROOMS) + 1) as people:
        work = [people.submit(book, number) for number in range(len(ROOMS))]
        work.append(people.submit(close))
        for one in work:
            one.result()
    closures = list_closures(store, clock)
    assert len(closures) == DAYS
    assert [one.left for one in closures] == [()] * DAYS
    assert sorted(one.code for closure in closures for one in closure.cancelled) == sorted(booked)
    assert all(isinstance(one, BadInput) for one in refusals), refusals
    assert not any(isinstance(one, Clash) for one in refusals)
    assert len(booked) + len(refusals) == DAYS * len(ROOMS)
