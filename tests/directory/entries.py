"""Builds the entries of a directory that the sentences are about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hub.clock import Clock
from hub.directory.editing import add_service
from hub.directory.needs import load_needs
from hub.directory.openreferral.saving import import_services
from hub.directory.search import list_services
from hub.people.undo import forget_undo
from hub.store.engine import Store
from hub.store.tables import Interest
from hub.views.directory import ServiceView
from hub.views.editing import PhoneForm, PlaceForm, ServiceForm

NEEDS = {
    "group": [{"slug": "home", "name": "My home"}, {"slug": "food", "name": "Food"}],
    "need": [
        {"slug": "rent", "group": "home", "name": "I can't pay my rent"},
        {"slug": "food-today", "group": "food", "name": "I need food today"},
        {"slug": "repairs", "group": "home", "name": "My home needs repairs"},
    ],
}


def some_needs(store: Store) -> None:
    """Three needs and two interests."""
    with store.write() as session:
        load_needs(session, NEEDS)
        for number, slug in enumerate(("gardening", "sewing"), 1):
            session.add(Interest(id=number, slug=slug, kind="do", name=slug.title()))
        session.flush()


FOODBANK = ServiceForm(
    name="St John's Foodbank",
    description="Three days of food for you and your family.",
    url="https://stjohns.example",
    email="help@stjohns.example",
    phones=(PhoneForm("01302 496001", note="mornings"),),
    places=(
        PlaceForm("Church Hall", "1 Church Street", "Doncaster", "", "DN1 3AA", ("Step-free",)),
    ),
    times="Tue 10-12, Fri 1pm-3pm",
    who_for="Anybody in Doncaster",
    cost="Free",
    languages=("English", "Polish"),
    areas=("Doncaster",),
    getting_in="Ask us for a voucher.",
    needs=("food-today",),
    interests=("gardening",),
    is_local=True,
)


def a_foodbank(store: Store, clock: Clock) -> ServiceView:
    """The hub's own entry of a food bank that meets one need."""
    made = add_service(store, clock, form=FOODBANK, organisation="St John's Church")
    it_has_always_been_so(store, clock)
    return made


def it_has_always_been_so(store: Store, clock: Clock) -> None:
    """Nothing of what was built so far can be undone."""
    with store.write() as session:
        forget_undo(session, clock, all_of_it=True)


def entry(store: Store, clock: Clock, name: str, organisation: str, **fields: Any) -> str:
    """Add an entry of the hub's own; its code."""
    form = ServiceForm(name=name, **fields)
    return add_service(store, clock, form=form, organisation=organisation).code


def from_a_feed(store: Store, clock: Clock, folder: Path, *rows: dict[str, Any]) -> list[str]:
    """Bring rows in as a feed; the codes of everything in the directory, by name."""
    path = folder / "feed.json"
    path.write_text(json.dumps(list(rows)), encoding="utf-8")
    import_services(store, clock, path=path)
    it_has_always_been_so(store, clock)
    everything = list_services(store, everything=True, today=clock.today())
    return [one.code for one in sorted(everything, key=lambda one: one.name)]
