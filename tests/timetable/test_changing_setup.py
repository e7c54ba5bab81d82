"""Layouts, things to lend and school terms are changed in one step, and changed back in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.timetable.bookings import book_room, show_booking
from hub.timetable.equipment import (
    add_equipment,
    change_equipment,
    list_equipment,
    remove_equipment,
)
from hub.timetable.layouts import add_layout, change_layout, list_layouts, remove_layout
from hub.timetable.terms import add_term, change_term, list_terms
from hub.upkeep.undoing import undo_last_change
from hub.views.rooms import EquipmentView, LayoutView
from tests.timetable.dumps import dump
from tests.timetable.library import a_divisible_hall, at


def a_booking(store: Store, clock: Clock, **others: str | tuple[str, ...]) -> str:
    starts, ends = at("2027-03-02 10:00"), at("2027-03-02 11:00")
    return book_room(
        store,
        clock,
        room="Hall A",
        starts=starts,
        ends=ends,
        title="Film",
        **others,  # type: ignore[arg-type] # a layout or things to lend
    ).code


def test_a_layout_is_changed_and_what_is_booked_keeps_its_minutes(
    store: Store, clock: Clock
) -> None:
    a_divisible_hall(store, clock)
    add_layout(store, clock, room="Hall A", name="Theatre", capacity=60, setup_minutes=30)
    code = a_booking(store, clock, layout="Theatre")
    before = dump(store)
    changed = change_layout(
        store,
        clock,
        room="hall a",
        layout="theatre",
        name="Rows of chairs",
        capacity=0,
        setup_minutes=45,
        tidy_minutes=10,
    )
    assert changed == LayoutView("Hall A", "Rows of chairs", None, 45, 10)
    assert list_layouts(store, room="Hall A") == (changed,)
    booked = show_booking(store, clock, code=code)
    assert (booked.layout, booked.setup_minutes) == ("Rows of chairs", 30)
    entry = read_trail(store, clock, limit=1)[0]
    assert (entry.verb, dict(entry.fields)) == (
        "layout.changed",
        {"room": "Hall A", "what": "name, capacity, setup_minutes, tidy_minutes"},
    )
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_layout_takes_no_name_that_another_has_or_had(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    for name in ("Theatre", "Tables", "Circle"):
        add_layout(store, clock, room="Hall A", name=name)
    remove_layout(store, clock, room="Hall A", name="Circle")
    before = dump(store)
    for name, words in (
        ("tables", "Hall A has a layout called tables already."),
        ("Circle", "Hall A had a layout called Circle before."),
        ("", "A layout needs a name"),
    ):
        with pytest.raises(BadInput, match=words):
            change_layout(store, clock, room="Hall A", layout="Theatre", name=name)
    with pytest.raises(NotFound, match="no layout called 'Cabaret'"):
        change_layout(store, clock, room="Hall A", layout="Cabaret", capacity=3)
    with pytest.raises(BadInput, match="from 0 minutes to a day"):
        change_layout(store, clock, room="Hall A", layout="Theatre", tidy_minutes=1441)
    assert dump(store) == before
    same = change_layout(store, clock, room="Hall A", layout="Theatre", name="THEATRE")
    assert same.name == "THEATRE"


def test_a_thing_gets_another_name_and_another_home(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    made = add_equipment(store, clock, name="Projector", room="Hall A")
    before = dump(store)
    anywhere = change_equipment(store, clock, thing="projector", name="Big projector", room="")
    home = change_equipment(store, clock, thing=made.code, room="Quiet Room")
    assert anywhere == EquipmentView(made.code, "Big projector")
    assert home == EquipmentView(made.code, "Big projector", "Quiet Room")
    assert list_equipment(store) == (home,)
    said = [entry.fields for entry in read_trail(store, clock, limit=2)]
    assert said == [(("what", "room"),), (("what", "name, room"),)]
    undo_last_change(store, clock)
    assert list_equipment(store) == (anywhere,)
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_thing_that_is_wanted_elsewhere_gets_no_home(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    for name in ("Projector", "Hearing loop", "Easel"):
        add_equipment(store, clock, name=name)
    remove_equipment(store, clock, name="Easel")
    code = a_booking(store, clock, equipment=("Projector",))
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        change_equipment(store, clock, thing="Projector", room="Quiet Room")
    assert refused.value.message == (
        f"Outside Quiet Room, the Projector is still wanted by Film on Tue 2 Mar ({code})."
    )
    for name, words in (("hearing LOOP", "There is a hearing LOOP already."), ("Easel", "before")):
        with pytest.raises(BadInput, match=words):
            change_equipment(store, clock, thing="Projector", name=name)
    assert dump(store) == before
    assert change_equipment(store, clock, thing="Projector", room="Hall A").room == "Hall A"


def test_a_term_gets_other_dates(store: Store, clock: Clock) -> None:
    first, last = date(2027, 1, 6), date(2027, 3, 25)
    term = add_term(store, clock, name="Spring 2027", starts_on=first, ends_on=last)
    summer = add_term(
        store, clock, name="Summer", starts_on=date(2027, 4, 12), ends_on=date(2027, 7, 21)
    )
    before = dump(store)
    to = replace(
        term,
        name=" Spring ",
        starts_on=date(2027, 1, 4),
        half_starts_on=date(2027, 2, 15),
        half_ends_on=date(2027, 2, 19),
        first_week="b",
    )
    changed = change_term(store, clock, to=to)
    assert changed == replace(to, name="Spring", first_week="B")
    assert list_terms(store) == (changed, summer)
    entry = read_trail(store, clock, limit=1)[0]
    assert (entry.verb, dict(entry.fields)) == (
        "term.changed",
        {"from": "2027-01-04", "until": "2027-03-25"},
    )
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_change_of_a_term_that_makes_no_sense_is_refused(store: Store, clock: Clock) -> None:
    first, last = date(2027, 1, 6), date(2027, 3, 25)
    term = add_term(store, clock, name="Spring", starts_on=first, ends_on=last)
    add_term(store, clock, name="Summer", starts_on=date(2027, 4, 12), ends_on=date(2027, 7, 21))
    before = dump(store)
    for to, words in (
        (replace(term, ends_on=date(2027, 4, 12)), "Spring would overlap Summer"),
        (replace(term, ends_on=first), "can't go from"),
        (replace(term, name=" "), "needs a name"),
        (replace(term, first_week="C"), "an A week or a B week"),
    ):
        with pytest.raises(BadInput, match=words):
            change_term(store, clock, to=to)
    with pytest.raises(NotFound, match="no term number 99"):
        change_term(store, clock, to=replace(term, number=99))
    assert dump(store) == before
