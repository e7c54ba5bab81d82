"""What the hub changed of a feed's entry stays, is shown beside the feed's, and can be given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from hub.clock import Clock
from hub.directory.assuring import assure_service
from hub.directory.editing import change_service, edit_form
from hub.directory.edits import FIELDS, decode, encode, value_of, with_value
from hub.directory.forms import EMPTY
from hub.directory.needs import load_needs
from hub.directory.openreferral.reading import Row
from hub.directory.openreferral.rows import read_service
from hub.directory.search import show_service
from hub.directory.theirs import show_edits, use_theirs
from hub.errors import NotFound
from hub.store.engine import Store
from hub.store.tables import Service
from hub.upkeep.undoing import undo_last_change
from hub.views.editing import EditView, PhoneForm, ServiceForm
from tests.directory.entries import NEEDS, from_a_feed, it_has_always_been_so
from tests.directory.feeds import full_row, place
from tests.timetable.dumps import dump

DEBT = {"slug": "debt", "group": "home", "name": "I owe money", "terms": ["openEligibility:1263"]}


def a_feeds_entry(store: Store, clock: Clock, folder: Path, **more: Any) -> str:
    """One entry of a feed with everything, that meets the need "debt" by its term."""
    with store.write() as session:
        load_needs(session, NEEDS | {"need": [*NEEDS["need"], DEBT]})
    (code,) = from_a_feed(store, clock, folder, full_row() | more)
    return code


OURS = ServiceForm(
    name="Our name",
    organisation="Our organisation",
    description="Ours",
    url="https://ours.example",
    email="ours@ours.example",
    phones=(PhoneForm("0117 496 0999"),),
    places=(),
    times="Wed 10-12",
    who_for="Our people",
    ages="20 to 30",
    cost="£9",
    languages=("Polish",),
    areas=("Here",),
    getting_in="Knock",
    alert="Ours",
    needs=("rent",),
    interests=(),
)


def test_every_field_of_ours_outlives_an_import_that_changes_everything(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    ours = change_service(store, clock, code=code, form=OURS)
    theirs = full_row() | {
        "name": "New name",
        "description": "New",
        "url": "https://new.example",
        "email": "new@new.example",
        "minimum_age": 50,
        "application_process": "New",
        "alert": "New",
        "fees": "New",
        "accreditations": "New",
        "organization": {"id": "o2", "name": "New", "description": "New."},
        "contacts": [],
        "phones": [{"id": "p9", "number": "0117 496 0555"}],
        "schedules": [],
        "languages": [{"id": "l9", "name": "Urdu"}],
        "service_areas": [],
        "service_at_locations": [place("9")],
    }
    from_a_feed(store, clock, tmp_path, theirs)
    assert show_service(store, code, today=clock.today()) == ours
    shown = {one.field: (one.ours, one.theirs) for one in show_edits(store, code=code)}
    assert shown == {
        "name": ("Our name", "New name"),
        "organisation": ("Our organisation", "New"),
        "description": ("Ours", "New"),
        "url": ("https://ours.example", "https://new.example"),
        "email": ("ours@ours.example", "new@new.example"),
        "phones": ("0117 496 0999", "0117 496 0555"),
        "places": ("", "House 9, 9 High Street, Bristol, A ramp at 9"),
        "times": ("Wednesday, 10am to noon", ""),
        "who_for": ("Our people", ""),
        "ages": ("Ages 20 to 30", "50 and over"),
        "cost": ("£9", "New"),
        "languages": ("Polish", "Urdu"),
        "areas": ("Here", ""),
        "getting_in": ("Knock", "New"),
        "alert": ("Ours", "New"),
        "needs": ("rent", "debt"),
    }


def test_a_feed_that_says_the_same_again_changes_nothing(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    change_service(store, clock, code=code, form=OURS)
    it_has_always_been_so(store, clock)
    before = dump(store)
    from_a_feed(store, clock, tmp_path, full_row())
    after = dump(store)
    assert before | {"feed": 0} == after | {"feed": 0}


@pytest.mark.parametrize("field", ["phones", "times", "cost", "ages", "organisation", "needs"])
def test_the_feeds_value_is_taken_back_and_followed_again(
    store: Store, clock: Clock, tmp_path: Path, field: str
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    original = edit_form(store, code=code)
    change_service(store, clock, code=code, form=OURS)
    before = dump(store)
    use_theirs(store, clock, code=code, field=field)
    assert getattr(edit_form(store, code=code), field) == getattr(original, field)
    assert field not in [one.field for one in show_edits(store, code=code)]
    undo_last_change(store, clock)
    assert dump(store) == before
    use_theirs(store, clock, code=code, field=field)
    it_has_always_been_so(store, clock)
    if field == "phones":
        change = {"contacts": [], "phones": [{"id": "p9", "number": "0117 496 0555"}]}
        from_a_feed(store, clock, tmp_path, full_row() | change)
        assert edit_form(store, code=code).phones == (PhoneForm("0117 496 0555"),)


def test_what_was_never_edited_has_nothing_to_take_back(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    assert show_edits(store, code=code) == ()
    with pytest.raises(NotFound) as refusal:
        use_theirs(store, clock, code=code, field="phones")
    assert str(refusal.value) == (
        "The hub has not changed 'Phone numbers' of Help for itself."
        f" See what it has changed: hub directory edits {code}"
    )
    with pytest.raises(NotFound, match="The hub has not changed 'gold'"):
        use_theirs(store, clock, code=code, field="gold")


def test_a_second_edit_forgets_nothing_of_what_the_feed_says(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    for cost in ("£1", "£2"):
        change_service(store, clock, code=code, form=ServiceForm(cost=cost))
    assert show_edits(store, code=code) == (
        EditView("cost", "Cost", "£2", "Under 18s: £3.50 a session; Free", clock.today()),
    )


def test_a_check_by_the_hub_outlives_an_import_but_asks_for_another_look(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)  # which says that it was checked on 1 November
    assure_service(store, clock, code=code, on=date(2026, 11, 20))
    from_a_feed(store, clock, tmp_path, full_row() | {"alert": "We have moved"})
    assert show_service(store, code).assured_on == date(2026, 11, 20)
    with store.read() as session:
        assert session.scalar(select(col(Service.review_on))) == clock.today()
    assert show_edits(store, code=code) == ()
    from_a_feed(store, clock, tmp_path, full_row() | {"assured_date": "2026-11-22"})
    assert show_service(store, code).assured_on == date(2026, 11, 22)


def test_a_need_taken_away_does_not_come_back_with_the_feed(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    assert show_service(store, code).needs == ("debt",)
    change_service(store, clock, code=code, form=ServiceForm(needs=("debt", "rent")))
    assert show_edits(store, code=code) == ()  # one that was added outlives an import by itself
    from_a_feed(store, clock, tmp_path, full_row() | {"alert": "1"})
    assert show_service(store, code).needs == ("rent", "debt")
    change_service(store, clock, code=code, form=ServiceForm(needs=("rent",)))
    from_a_feed(store, clock, tmp_path, full_row() | {"alert": "2"})
    assert show_service(store, code).needs == ("rent",)


def test_an_edit_is_not_undone_over_what_the_feed_brought_since(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    change_service(store, clock, code=code, form=ServiceForm(cost="£1"))
    with store.write() as session:
        session.execute(update(Service).values(alert="Brought since"))
    state = dump(store)
    with pytest.raises(Exception, match="it has been changed again since: Changed Help"):
        undo_last_change(store, clock)
    assert dump(store) == state


def test_no_name_of_a_person_is_kept_beside_ours_and_an_import_brings_it_again(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    code = a_feeds_entry(store, clock, tmp_path)
    theirs = edit_form(store, code=code).contacts
    change_service(store, clock, code=code, form=ServiceForm(contacts=()))
    it_has_always_been_so(store, clock)
    from_a_feed(store, clock, tmp_path, full_row() | {"alert": "Moved"})
    assert "Ann" not in repr(dump(store))
    use_theirs(store, clock, code=code, field="contacts")
    from_a_feed(store, clock, tmp_path, full_row() | {"alert": "Moved"})
    assert edit_form(store, code=code).contacts == theirs


def test_every_field_is_kept_as_json_and_read_back() -> None:
    entry = read_service(Row(full_row()), date(2026, 11, 23)).entry
    nameless = tuple(replace(one, name="", email="") for one in entry.contacts)
    assert decode("contacts", encode(entry, "contacts")) == nameless
    for field in (field for field in FIELDS if field != "contacts"):
        back = decode(field, encode(entry, field))
        assert with_value(EMPTY, field, back) == with_value(EMPTY, field, value_of(entry, field))
    assert decode("assured_on", encode(EMPTY, "assured_on")) is None
    assert clock_free(entry.schedules[1].valid_to) == timedelta(1)


def clock_free(day: date | None) -> timedelta:
    """A schedule has a date in it, so that the test above means something."""
    assert day is not None
    return date(2026, 11, 23) - day
