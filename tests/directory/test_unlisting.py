"""What shall not be listed goes at once, whole, and stays away however it comes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from hub.clock import Clock
from hub.directory.openreferral.saving import import_services
from hub.directory.search import list_services, show_service
from hub.directory.uniting import merge_services
from hub.directory.unlisting import do_not_list, list_again, list_not_listed
from hub.errors import BadInput, NotFound, WrongField
from hub.store.engine import Store
from hub.store.tables import Service
from hub.upkeep.undoing import undo_last_change
from hub.views.editing import NotListedView
from tests.directory.entries import (
    a_foodbank,
    entry,
    from_a_feed,
    it_has_always_been_so,
    some_needs,
)
from tests.directory.feeds import ORGANISATION, full_row, row
from tests.directory.test_uniting import somebody_sent_to
from tests.timetable.dumps import dump


def test_it_is_gone_with_all_that_was_known_of_it(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    some_needs(store)
    (code,) = from_a_feed(store, clock, tmp_path, full_row())
    before = dump(store)
    done = do_not_list(store, clock, code=code, reason="They\u202e asked us\x00 to")
    assert done == NotListedView(done.number, "Help (Advice)", "They asked us to", clock.today())
    assert list_not_listed(store) == (done,)
    left = {name for name, rows in dump(store).items() if rows} - {"feed"}
    assert left == {"site", "need", "need_group", "interest", "organisation", "do_not_list"}
    with pytest.raises(NotFound) as refusal:
        show_service(store, code)
    assert str(refusal.value) == (
        f"The entry {code} is no longer in the directory. Look for another one: hub find WORDS"
    )
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_reason_that_is_too_long_is_refused_whole(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "Advice", "Advice")
    before = dump(store)
    with pytest.raises(WrongField) as refusal:
        do_not_list(store, clock, code=code, reason="x" * 301)
    assert (refusal.value.field, str(refusal.value)) == (
        "reason",
        "Reason: that is too long. Write it in at most 300 letters.",
    )
    assert dump(store) == before


def test_no_feed_brings_it_back_by_its_id_or_by_its_name(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    (code,) = from_a_feed(store, clock, tmp_path, row("f1", name="St Mary's Refuge"))
    number = do_not_list(store, clock, code=code).number
    it_has_always_been_so(store, clock)
    path = tmp_path / "other.json"
    rows = [
        row("f1", name="Renamed"),
        row("f9", name="Saint Marys Refuge", organization=ORGANISATION | {"name": "ADVICE Ltd"}),
        row("f8", name="St Mary's Refuge", organization=ORGANISATION | {"id": "o9", "name": "B"}),
    ]
    path.write_text(json.dumps(rows))
    report = import_services(store, clock, path=path)
    assert [one.id for one in list_services(store)] == ["f8"]
    assert report.created == 1
    why = f"The hub has it on its do-not-list. To lift that: hub directory list-again {number}"
    said = [one.why for one in (*report.refused, *report.left_out)]
    assert said == [why, why]
    with pytest.raises(BadInput) as refusal:
        entry(store, clock, "St. Marys refuge", "Advice")
    assert str(refusal.value) == f"St. Marys refuge can't be added. {why}"


def test_it_may_come_again_once_that_is_lifted(store: Store, clock: Clock, tmp_path: Path) -> None:
    (code,) = from_a_feed(store, clock, tmp_path, row("f1"))
    done = do_not_list(store, clock, code=code)
    state = dump(store)
    assert list_again(store, clock, number=done.number) == done
    undo_last_change(store, clock)
    assert dump(store) == state
    list_again(store, clock, number=done.number)
    from_a_feed(store, clock, tmp_path, row("f1"))
    assert [one.id for one in list_services(store)] == ["f1"]
    with pytest.raises(NotFound, match=f"There is no number {done.number} on the do-not-list"):
        list_again(store, clock, number=done.number)


def test_an_urgent_helpline_goes_too_where_somebody_says_so(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "Wrong helpline", "Nobody", is_urgent=True)
    do_not_list(store, clock, code=code)
    assert list_services(store, everything=True) == ()


def test_what_was_merged_into_it_stays_away_too(store: Store, clock: Clock, tmp_path: Path) -> None:
    codes = from_a_feed(store, clock, tmp_path, row("f1", name="A1"), row("f2", name="B2"))
    merge_services(store, clock, keep=codes[0], other=codes[1])
    it_has_always_been_so(store, clock)
    before = dump(store)
    done = do_not_list(store, clock, code=codes[1])
    assert list_not_listed(store) == (done,)
    undo_last_change(store, clock)
    assert dump(store) == before
    done = do_not_list(store, clock, code=codes[1])
    from_a_feed(store, clock, tmp_path, row("f1", name="C3"), row("f2", name="D4"))
    assert list_services(store, everything=True) == ()
    list_again(store, clock, number=done.number)
    from_a_feed(store, clock, tmp_path, row("f1", name="C3"), row("f2", name="D4"))
    assert [one.name for one in list_services(store, everything=True)] == ["C3", "D4"]


def test_where_somebody_was_sent_only_the_bare_name_stays(store: Store, clock: Clock) -> None:
    some_needs(store)
    code = a_foodbank(store, clock).code
    somebody_sent_to(store, code)
    before = dump(store)
    do_not_list(store, clock, code=code)
    assert list_services(store, today=clock.today()) == ()
    left = show_service(store, code)
    assert (left.name, left.phones, left.address, left.url, left.description, left.is_hidden) == (
        "St John's Foodbank", (), "", "", "", True,
    )  # fmt: skip
    with store.read() as session:
        kept = repr(session.execute(select(Service.__table__)).all())  # type: ignore[attr-defined] # SQLModel gives it one
        places = session.scalar(text("SELECT count(*) FROM location"))
    assert ("stjohns.example" in kept, places) == (False, 0)
    undo_last_change(store, clock)
    assert dump(store) == before
    list_again(store, clock, number=do_not_list(store, clock, code=code).number)
    assert not show_service(store, code).is_hidden
