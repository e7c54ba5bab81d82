"""Two desks at once: one of them is told, and nothing is lost or done by half."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from hub.clock import Clock
from hub.directory.assuring import assure_service
from hub.directory.editing import change_service, edit_form
from hub.directory.search import list_services, show_service
from hub.directory.uniting import merge_services
from hub.errors import BadInput, ChangedMeanwhile, HubError
from hub.people.undo import list_undoable
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.editing import ServiceForm
from tests.directory.entries import entry, it_has_always_been_so
from tests.timetable.dumps import dump


def together(*work: Callable[[], Any]) -> list[Any]:
    """What came of each, all of them begun at once."""
    start = threading.Barrier(len(work))

    def begin(one: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return one()
        except HubError as refusal:
            return refusal

    with ThreadPoolExecutor(len(work)) as pool:
        return [future.result() for future in [pool.submit(begin, one) for one in work]]


def test_of_two_who_save_at_once_one_is_told(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "Debt advice", "Advice")
    it_has_always_been_so(store, clock)
    form = edit_form(store, code=code)

    def save(cost: str) -> Callable[[], Any]:
        return lambda: change_service(store, clock, code=code, form=replace(form, cost=cost))

    came = together(*(save(f"£{number}") for number in range(1, 5)))
    told = [one for one in came if isinstance(one, ChangedMeanwhile)]
    (saved,) = [one for one in came if one not in told]
    assert len(told) == 3
    assert show_service(store, code) == saved
    assert len(list_undoable(store, clock)) == 1


def test_two_who_merge_two_either_way_make_one_of_them(store: Store, clock: Clock) -> None:
    first, second = entry(store, clock, "A1", "A1"), entry(store, clock, "B2", "B2")
    it_has_always_been_so(store, clock)
    before = dump(store)
    came = together(
        lambda: merge_services(store, clock, keep=first, other=second),
        lambda: merge_services(store, clock, keep=second, other=first),
    )
    assert sorted(isinstance(one, BadInput) for one in came) == [False, True]
    (left,) = list_services(store)
    assert show_service(store, first) == show_service(store, second) == left
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_change_and_a_check_at_once_both_count(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "Debt advice", "Advice")
    it_has_always_been_so(store, clock)
    before = dump(store)
    form = replace(edit_form(store, code=code), cost="£1")
    together(
        lambda: change_service(store, clock, code=code, form=form),
        lambda: assure_service(store, clock, code=code),
    )
    one = show_service(store, code)
    assert (one.cost, one.assured_on) == ("£1", clock.today())
    undo_last_change(store, clock)
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_change_and_a_merge_at_once_lose_nothing(store: Store, clock: Clock) -> None:
    first, second = entry(store, clock, "A1", "A1"), entry(store, clock, "B2", "B2")
    it_has_always_been_so(store, clock)
    before = dump(store)
    came = together(
        lambda: merge_services(store, clock, keep=first, other=second),
        lambda: change_service(store, clock, code=second, form=ServiceForm(alert="Busy")),
    )
    assert [one for one in came if isinstance(one, HubError)] == []
    assert show_service(store, first).alert == show_service(store, second).alert == "Busy"
    for _ in list_undoable(store, clock):
        undo_last_change(store, clock)
    assert dump(store) == before
