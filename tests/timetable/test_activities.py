"""What people come to: added, changed, and put back as it was."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from hub.clock import Clock
from hub.directory.interests import load_interests
from hub.directory.needs import load_needs
from hub.errors import BadInput
from hub.store.engine import Store
from hub.store.tables import Activity, ActivityInterest, ActivityNeed, Booking, Group, GroupSession
from hub.timetable.activities import add_activity, change_activity, list_activities, show_activity
from hub.timetable.groups import add_group
from hub.upkeep.undoing import undo_last_change
from tests.people.test_undo import rows
from tests.timetable.library import a_divisible_hall

TABLES = (Activity, ActivityInterest, ActivityNeed, Booking, Group, GroupSession)


def knitting(store: Store, clock: Clock) -> str:
    with store.write() as session:
        load_needs(session)
    return add_activity(
        store,
        clock,
        title="Knit and Natter",
        cost="Free",
        needs=["lonely", "behind-with-rent"],
    ).code


def test_adding_an_activity_is_undone_whole(store: Store, clock: Clock) -> None:
    with store.write() as session:
        load_needs(session)
    before = rows(store, *TABLES)
    knitting(store, clock)
    done = undo_last_change(store, clock)
    assert done.label == "Added the activity Knit and Natter"
    assert rows(store, *TABLES) == before
    assert list_activities(store) == ()


def test_a_new_title_goes_on_the_sessions_that_bear_the_old_one(store: Store, clock: Clock) -> None:
    a_divisible_hall(store, clock)
    code = knitting(store, clock)
    add_group(
        store,
        clock,
        title="Knit and Natter",
        activity=code,
        room="Hall A",
        rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        starts_on=date(2026, 11, 17),
        at=time(10),
        minutes=60,
    )
    with store.write() as session:
        last = session.scalars(select(col(Booking.id)).order_by(col(Booking.id).desc())).first()
        session.execute(
            update(Booking).where(col(Booking.id) == last).values(title="Knitters' party")
        )
    before = rows(store, *TABLES)
    changed = change_activity(
        store,
        clock,
        code=code,
        changes={"title": "Knit", "phone": "01632 960001"},
        needs=["lonely"],
        is_public=False,
    )
    assert changed == show_activity(store, code=code)
    assert (changed.title, changed.cost, changed.phone) == ("Knit", "Free", "01632 960001")
    assert (changed.needs, changed.is_public) == (("lonely",), False)
    with store.read() as session:
        titles = session.scalars(select(col(Booking.title)).order_by(col(Booking.id))).all()
    assert titles == ["Knit and Natter", "Knit", "Knitters' party"]
    done = undo_last_change(store, clock)
    assert done.label == "Changed the activity Knit and Natter"
    assert rows(store, *TABLES) == before


def test_interests_are_set_changed_and_put_back(store: Store, clock: Clock) -> None:
    with store.write() as session:
        load_interests(session)
    empty = rows(store, *TABLES)
    made = add_activity(
        store, clock, title="Wool", interests=["meet-people", "knitting-and-sewing"] * 2
    )
    assert made.interests == ("meet-people", "knitting-and-sewing")
    assert list_activities(store) == (made,)
    before = rows(store, *TABLES)
    changed = change_activity(store, clock, code=made.code, changes={}, interests=["games"])
    assert changed.interests == ("games",)
    assert change_activity(store, clock, code=made.code, changes={"cost": "Free"}).interests == (
        "games",
    )
    undo_last_change(store, clock)
    undo_last_change(store, clock)
    assert rows(store, *TABLES) == before
    with pytest.raises(BadInput, match="no interest called 'tea'"):
        change_activity(store, clock, code=made.code, changes={}, interests=["games", "tea"])
    assert rows(store, *TABLES) == before
    undo_last_change(store, clock)
    assert rows(store, *TABLES) == empty
