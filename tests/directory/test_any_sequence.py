"""Whatever is done to the directory, in any order, undo goes back step by step to the start."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.directory.assuring import (
    assure_service,
    hide_service,
    review_on,
    set_hides_unchecked,
    show_again,
)
from hub.directory.editing import add_service, change_service, edit_form
from hub.directory.search import list_services
from hub.directory.theirs import show_edits, use_theirs
from hub.directory.uniting import merge_services, not_the_same
from hub.directory.unlisting import do_not_list, list_again, list_not_listed
from hub.errors import HubError
from hub.people.undo import list_undoable
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.directory import ServiceStatus
from hub.views.editing import ContactForm, PhoneForm, PlaceForm, ServiceForm
from tests.directory.entries import a_foodbank, from_a_feed, some_needs
from tests.directory.feeds import full_row, place, row
from tests.directory.test_uniting import somebody_sent_to
from tests.timetable.dumps import dump

SEEDS = range(3)


class Desk:
    """Somebody who tries anything."""

    def __init__(self, store: Store, clock: Clock, seed: int) -> None:
        self.store, self.clock, self.draw = store, clock, random.Random(seed)

    def code(self) -> str:
        everything = list_services(self.store, everything=True, today=self.clock.today())
        return self.draw.choice([one.code for one in everything] or ["ZZZZZ"])

    def form(self) -> ServiceForm:
        draw = self.draw
        pick = draw.choice
        fields = {
            "name": pick(["Food", "Advice", "Lunch Club"]),
            "organisation": pick(["Church", "Advice", "New one"]),
            "phones": pick([(), (PhoneForm("01302 1234"),), (PhoneForm("999", is_text=True),)]),
            "places": pick(
                [(), (PlaceForm("Hall", "1 Street", "Town", "", "DN1 3AA", ("Lift",)),)]
            ),
            "contacts": pick([(), (ContactForm("Pat", "Reception", "pat@x.example"),)]),
            "times": pick(["", "Mon-Fri 9-5", "first Tue of the month 10-12"]),
            "opening": pick(["", "By appointment"]),
            "ages": pick(["", "18+", "5 to 11"]),
            "cost": pick(["", "Free", "£2"]),
            "languages": pick([(), ("English",), ("Polish", "Urdu")]),
            "areas": pick([(), ("Thorne",)]),
            "alert": pick(["", "Moved"]),
            "status": pick(list(ServiceStatus)),
            "needs": pick([(), ("rent",), ("rent", "food-today")]),
            "interests": pick([(), ("sewing",)]),
            "is_local": pick([True, False]),
            "is_urgent": pick([True, False]),
        }
        kept = draw.sample(sorted(fields), draw.randrange(1, 6))
        changes: dict[str, object] = {name: fields[name] for name in kept}
        return replace(ServiceForm(), **changes)  # type: ignore[arg-type] # drawn by name

    def do(self) -> None:
        store, clock, draw = self.store, self.clock, self.draw
        later = clock.today() + timedelta(days=draw.randrange(1, 9))
        listed = [one.number for one in list_not_listed(store)] or [0]
        code = self.code()
        edits = [one.field for one in show_edits(store, code=code)] if code != "ZZZZZ" else []
        acts: list[Callable[[], object]] = [
            lambda: add_service(
                store, clock, form=replace(self.form(), name="New"), organisation="Church"
            ),
            lambda: change_service(store, clock, code=code, form=self.form()),
            lambda: change_service(store, clock, code=code, form=self.form()),
            lambda: change_service(store, clock, code=code, form=edit_form(store, code=code)),
            lambda: use_theirs(store, clock, code=code, field=draw.choice(edits or ["cost"])),
            lambda: assure_service(store, clock, code=code),
            lambda: hide_service(store, clock, code=code),
            lambda: show_again(store, clock, code=code),
            lambda: review_on(store, clock, code=code, on=draw.choice([None, later])),
            lambda: set_hides_unchecked(store, clock, hides=draw.random() < 0.5),
            lambda: merge_services(store, clock, keep=code, other=self.code()),
            lambda: merge_services(store, clock, keep=code, other=self.code()),
            lambda: not_the_same(store, clock, first=code, second=self.code()),
            lambda: do_not_list(store, clock, code=code, reason="They asked"),
            lambda: list_again(store, clock, number=draw.choice(listed)),
        ]
        draw.choice(acts)()


@pytest.mark.parametrize("seed", SEEDS)
def test_undo_goes_all_the_way_back(store: Store, clock: Clock, tmp_path: Path, seed: int) -> None:
    some_needs(store)
    somebody_sent_to(store, a_foodbank(store, clock).code)
    rows = [full_row(), row("f2", name="Lunch Club"), row("f3", service_at_locations=[place("3")])]
    from_a_feed(store, clock, tmp_path, *rows)
    desk = Desk(store, clock, seed)
    states = [(0, dump(store))]
    for _ in range(30):
        try:
            desk.do()
        except HubError:
            assert dump(store) == states[-1][1]  # refused whole
        steps = len(list_undoable(store, clock, limit=100))
        if steps > states[-1][0]:
            assert steps == states[-1][0] + 1  # one act, one step back
            states.append((steps, dump(store)))
        else:
            assert dump(store) == states[-1][1]
    assert len(states) > 8
    for _, state in reversed(states[:-1]):
        undo_last_change(store, clock)
        assert dump(store) == state
