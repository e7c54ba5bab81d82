"""What the desk shows of one entry, beside what everybody reads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hub.clock import Clock
from hub.directory.assuring import assure_service, review_on
from hub.directory.at_the_desk import show_entry
from hub.directory.search import show_service
from hub.directory.wrong_notes import list_wrong_notes, note_wrong
from hub.errors import BadInput, NotFound
from hub.people.volunteers import add_volunteer
from hub.store.engine import Store
from hub.timetable.activities import add_activity
from hub.views.editing import DeskEntry
from hub.views.sorts import WrongPart
from tests.directory.entries import a_foodbank, some_needs


def test_all_that_the_desk_wants_to_know_of_an_entry(store: Store, clock: Clock) -> None:
    some_needs(store)
    add_volunteer(store, clock, name="Sam")
    code = a_foodbank(store, clock).code
    assure_service(store, clock, code=code, by="Sam")
    on = clock.today() + timedelta(days=28)
    review_on(store, clock, code=code, on=on)
    note_wrong(store, clock, code=code, part=WrongPart.PHONE)
    entry = show_entry(store, clock, code=code)

    assert entry == DeskEntry(
        service=show_service(store, code, today=clock.today()),
        source="Somebody wrote it in here.",
        checked_by="Sam",
        review_on=on,
        places=entry.places,
        needs=("I need food today",),
        interests=("Gardening",),
        notes=list_wrong_notes(store),
    )
    assert [one.postcode for one in entry.places] == ["DN1 3AA"]


def test_the_code_of_an_activity_is_said_to_be_one(store: Store, clock: Clock) -> None:
    code = add_activity(store, clock, title="Knit and Natter").code
    with pytest.raises(BadInput, match="a group or an event of our own"):
        show_entry(store, clock, code=code)
    with pytest.raises(NotFound, match="no help with the code 'ZZZZZ'"):
        show_entry(store, clock, code="ZZZZZ")
