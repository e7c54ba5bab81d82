"""Two entries become one, codes on paper keep working, and undo takes it all apart again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select
from sqlmodel import col

from hub.clock import Clock
from hub.directory.assuring import assure_service
from hub.directory.duplicates import likely_duplicates
from hub.directory.editing import change_service, edit_form
from hub.directory.edits import is_known_elsewhere
from hub.directory.search import list_services, show_service
from hub.directory.theirs import show_edits
from hub.directory.uniting import merge_services, not_the_same
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.tables import Referral, Service, WrongNote
from hub.upkeep.undoing import undo_last_change
from hub.views.directory import PhoneView
from hub.views.editing import PhoneForm, PlaceForm, ServiceForm
from tests.directory.entries import (
    a_foodbank,
    entry,
    from_a_feed,
    it_has_always_been_so,
    some_needs,
)
from tests.directory.feeds import row
from tests.timetable.dumps import dump


def key_of(store: Store, code: str) -> int:
    with store.read() as session:
        return session.scalars(select(col(Service.id)).where(col(Service.code) == code)).one() or 0


def somebody_sent_to(store: Store, code: str) -> None:
    """A referral, and a note that the number is wrong."""
    with store.write() as session:
        referral = {
            "uid": f"r-{code}", "site_id": 1, "service_id": key_of(store, code), "mode": "logged",
            "who": "A. B.", "reason": "other", "consent": "", "status": "sent",
            "made_on": date(2026, 11, 23),
        }  # fmt: skip
        session.execute(insert(Referral), referral)
        note = {"code": code, "part": "phone", "channel": "desk", "week": date(2026, 11, 23)}
        session.execute(insert(WrongNote), note)


def test_the_kept_one_takes_over_and_the_others_code_leads_to_it(
    store: Store, clock: Clock
) -> None:
    some_needs(store)
    kept = a_foodbank(store, clock)
    other = entry(
        store,
        clock,
        "Saint John's Food Bank",
        "The Parish",
        url="https://other.example",
        alert="Ring the bell",
        phones=(PhoneForm("01302 496999"),),
        places=(PlaceForm(address="9 Other Street"),),
        needs=("rent",),
        interests=("sewing",),
        is_urgent=True,
    )
    assure_service(store, clock, code=other)
    somebody_sent_to(store, other)
    it_has_always_been_so(store, clock)
    before = dump(store)
    one = merge_services(store, clock, keep=kept.code, other=other)
    assert one == replace(
        kept,
        alert="Ring the bell",
        needs=("rent", "food-today"),
        interests=("gardening", "sewing"),
        is_urgent=True,
    )
    assert show_service(store, other) == show_service(store, f" {other.lower()} ") == one
    assert [each.code for each in list_services(store, today=clock.today())] == [kept.code]
    assert edit_form(store, code=other).name == kept.name
    with store.read() as session:
        assert session.scalars(select(col(Referral.service_id))).all() == [key_of(store, kept.code)]
        assert session.scalars(select(col(WrongNote.code))).all() == [kept.code]
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.code, line.fields) == (
        "service.merged",
        other,
        (("into", kept.code),),
    )
    done = undo_last_change(store, clock)
    assert done.label == "Put Saint John's Food Bank together with St John's Foodbank"
    assert dump(store) == before
    assert show_service(store, other).name == "Saint John's Food Bank"


def test_what_the_kept_one_does_not_say_comes_from_the_other(store: Store, clock: Clock) -> None:
    some_needs(store)
    full = a_foodbank(store, clock)
    bare = entry(store, clock, "Foodbank", "St John's Church")
    one = merge_services(store, clock, keep=bare, other=full.code)
    assert one == replace(full, code=bare, id=one.id, name="Foodbank")


def test_a_code_of_a_code_leads_on_to_the_last(store: Store, clock: Clock) -> None:
    first, second, third = (entry(store, clock, name, name) for name in ("A1", "B2", "C3"))
    before = dump(store)
    merge_services(store, clock, keep=second, other=first)
    merge_services(store, clock, keep=third, other=second)
    assert {show_service(store, code).code for code in (first, second, third)} == {third}
    with pytest.raises(BadInput, match="Those are one entry already"):
        merge_services(store, clock, keep=first, other=third)
    undo_last_change(store, clock)
    assert show_service(store, first).code == second
    undo_last_change(store, clock)
    assert dump(store) == before


def test_an_entry_is_not_merged_with_itself_or_with_nothing(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "A1", "A1")
    with pytest.raises(BadInput, match="Those are one entry already"):
        merge_services(store, clock, keep=code, other=code)
    with pytest.raises(NotFound):
        merge_services(store, clock, keep=code, other="ZZZZZ")


def test_a_merged_entry_of_a_feed_brings_nothing_back(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    some_needs(store)
    kept = a_foodbank(store, clock)
    rows = [row("f1", name="Food Bank, St Johns"), row("f2", name="Elsewhere")]
    from_a_feed(store, clock, tmp_path, *rows)
    other = next(one.code for one in list_services(store) if one.id == "f1")
    merge_services(store, clock, keep=kept.code, other=other)
    it_has_always_been_so(store, clock)
    state = dump(store)
    rows[0]["alert"] = "Changed since"
    from_a_feed(store, clock, tmp_path, *rows)
    after = dump(store)
    assert state | {"feed": 0} == after | {"feed": 0}
    with store.read() as session:
        assert is_known_elsewhere(session, ["f1", "f2"]) == {
            "f1": f"It was put together with another entry, {kept.code} St John's Foodbank."
        }


def test_what_was_filled_in_a_feeds_entry_outlives_the_next_import(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    some_needs(store)
    ours = a_foodbank(store, clock)
    from_a_feed(store, clock, tmp_path, row("f1", name="Food Bank, St Johns"))
    kept = next(one.code for one in list_services(store) if one.id == "f1")
    merge_services(store, clock, keep=kept, other=ours.code)
    from_a_feed(store, clock, tmp_path, row("f1", name="Food Bank, St Johns", alert="Moved"))
    one = show_service(store, kept)
    assert (one.alert, one.phones, one.when) == (
        "Moved",
        (PhoneView("01302 496001", "mornings"),),
        "Tuesday, 10am to noon; Friday, 1pm to 3pm",
    )
    assert one.needs == ("food-today",)
    assert "alert" not in [each.field for each in show_edits(store, code=kept)]


def test_two_that_are_not_the_same_are_not_offered_again(store: Store, clock: Clock) -> None:
    first = entry(store, clock, "St Mary's Lunch Club", "St Mary's")
    second = entry(store, clock, "Saint Marys lunch club", "Age UK")
    it_has_always_been_so(store, clock)
    before = dump(store)
    (found,) = likely_duplicates(store)
    assert (found.first, found.second) == (first, second)
    not_the_same(store, clock, first=second, second=first)
    assert likely_duplicates(store) == ()
    not_the_same(store, clock, first=first, second=second)  # again changes nothing
    undo_last_change(store, clock)
    assert dump(store) == before
    assert likely_duplicates(store) == (found,)
    with pytest.raises(BadInput, match="nothing to undo"):
        undo_last_change(store, clock)


def test_a_merge_undone_after_the_kept_one_was_changed_goes_step_by_step(
    store: Store, clock: Clock
) -> None:
    first, second = (entry(store, clock, name, name) for name in ("A1", "B2"))
    before = dump(store)
    merge_services(store, clock, keep=first, other=second)
    change_service(store, clock, code=second, form=ServiceForm(alert="By its old code"))
    assert show_service(store, first).alert == "By its old code"
    undo_last_change(store, clock)
    undo_last_change(store, clock)
    assert dump(store) == before
