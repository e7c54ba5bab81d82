"""Which help is published: what the hub hides, what vanished, what goes by another code now."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from hub.clock import Clock
from hub.directory.search import show_service
from hub.noticeboard.publish import publish
from hub.noticeboard.read import Noticeboard
from hub.settings import Settings
from hub.store import tables
from hub.store.engine import Store
from hub.views.directory import OpenTime
from hub.views.interests import InterestKind, InterestView
from tests.noticeboard.builders import TODAY, add_tea

CHECKED = TODAY - timedelta(days=99)


def add_entries(store: Store, *entries: dict[str, Any]) -> None:
    """Services S1, S2, … of one organisation."""
    with store.write() as session:
        session.execute(insert(tables.Organisation), {"id": 1, "uid": "o1", "name": "Shelter"})
        for number, entry in enumerate(entries, 1):
            row = {"id": number, "uid": f"u{number}", "code": f"S{number}", "organisation_id": 1}
            session.execute(insert(tables.Service), {**row, "assured_on": CHECKED, **entry})


def published(store: Store, clock: Clock, settings: Settings) -> Noticeboard:
    return Noticeboard.open(publish(store, clock, settings))


def names(board: Noticeboard) -> list[str]:
    return [service.name for service in board.services()]


def test_what_the_hub_hides_is_not_shown_but_an_urgent_helpline_always_is(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_entries(
        store,
        {"name": "Hidden", "is_hidden": True},
        {"name": "Shown"},
        {"name": "Helpline", "is_hidden": True, "is_urgent": True},
    )
    assert names(published(store, clock, settings)) == ["Helpline", "Shown"]


def test_a_hub_may_hide_what_nobody_checked_but_never_an_urgent_helpline(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_entries(
        store,
        {"name": "Never checked", "assured_on": None},
        {"name": "Checked 100 days ago", "assured_on": TODAY - timedelta(days=100)},
        {"name": "Checked 99 days ago"},
        {"name": "Helpline", "is_urgent": True, "assured_on": None},
    )
    everything = ["Helpline", "Checked 99 days ago", "Checked 100 days ago", "Never checked"]
    assert names(published(store, clock, settings)) == everything
    with store.write() as session:
        session.execute(update(tables.Site).values(hides_unchecked=True))
    assert names(published(store, clock, settings)) == everything[:2]


def test_what_vanished_from_its_feed_says_so_and_ranks_last(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_entries(store, {"name": "Vanished", "vanished_on": TODAY}, {"name": "Still there"})
    board = published(store, clock, settings)
    assert [(one.name, one.vanished_on) for one in board.services()] == [
        ("Still there", None),
        ("Vanished", TODAY),
    ]
    assert [found.is_checked for found in board.found([1, 2], TODAY)] == [True, False]


def test_a_code_on_old_paper_leads_to_what_it_became(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_entries(store, {"name": "St Mary's lunch"})
    merged = {"uid": "old", "code": "SOLD", "into_id": 1, "merged_on": TODAY}
    with store.write() as session:
        session.execute(insert(tables.MergedService), merged)
    board = published(store, clock, settings)
    now = board.service("S1")
    assert now is not None
    assert board.service("SOLD") == now
    assert board.service("S9") is None
    chosen = board.services_for((), (), ("SOLD", "S9"), 3, today=TODAY)
    assert [choice.service.code for choice in chosen] == ["S1"]


def test_hidden_needs_and_interests_are_not_shown(
    store: Store, clock: Clock, settings: Settings
) -> None:
    tea = add_tea(store, clock)
    add_entries(store, {"name": "Volunteer centre"})
    with store.write() as session:
        session.execute(insert(tables.NeedGroup), {"id": 1, "slug": "home", "name": "My home"})
        for number, hidden in enumerate((False, True), 1):
            shared = {"id": number, "is_hidden": hidden}
            need = {"need_group_id": 1, "slug": f"need-{number}", "name": f"Need {number}"}
            interest = {"slug": f"like-{number}", "name": f"I like {number}", "kind": "give"}
            session.execute(insert(tables.Need), {**shared, **need})
            session.execute(insert(tables.Interest), {**shared, **interest})
            word = {"interest_id": number, "word": "sewing"}
            session.execute(insert(tables.InterestWord), word)
            for link, key in (
                (tables.ServiceInterest, "service_id"),
                (tables.ActivityInterest, "activity_id"),
            ):
                session.execute(insert(link), {key: 1, "interest_id": number})
            session.execute(insert(tables.ServiceNeed), {"service_id": 1, "need_id": number})
    board = published(store, clock, settings)
    assert [need.slug for need in board.needs()] == ["need-1"]
    assert board.interests() == (
        InterestView("like-1", InterestKind.GIVE, "I like 1", ("sewing",), 1, 1),
    )
    assert board.interest("like-1") == board.interests()[0]
    assert board.interest("like-2") is None
    centre, meeting = board.service("S1"), board.activity(tea)
    assert centre is not None
    assert meeting is not None
    assert (centre.needs, centre.interests) == (("need-1",), ("like-1",))
    assert (meeting.needs, meeting.interests) == ((), ("like-1",))


WEEKLY = {"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "10:00", "closes_at": "12:30"}
MORNINGS = OpenTime((0, 2), time(10), time(12, 30))


@pytest.mark.parametrize(
    ("schedules", "times"),
    [
        ([WEEKLY], (MORNINGS,)),
        (
            [WEEKLY, {**WEEKLY, "byday": "SA", "interval": 1}],
            (MORNINGS, OpenTime((5,), time(10), time(12, 30))),
        ),
        ([{**WEEKLY, "closes_at": "00:00"}], (OpenTime((0, 2), time(10), time(0)),)),
        (
            [{**WEEKLY, "byday": "SU", "opens_at": "20:00", "closes_at": "02:00"}],
            (OpenTime((6,), time(20), time(0)), OpenTime((0,), time(0), time(2))),
        ),
        (
            [{**WEEKLY, "valid_from": TODAY, "valid_to": TODAY}],
            (OpenTime((0, 2), time(10), time(12, 30), TODAY, TODAY),),
        ),
        ([WEEKLY, {**WEEKLY, "valid_to": TODAY - timedelta(days=1)}], (MORNINGS,)),
        ([{**WEEKLY, "interval": 2}], ()),
        ([WEEKLY, {**WEEKLY, "freq": "MONTHLY", "byday": "1MO"}], ()),
        ([{**WEEKLY, "byday": ""}], ()),
        ([{**WEEKLY, "opens_at": ""}], ()),
        ([{**WEEKLY, "bymonthday": "1"}], ()),
        ([{**WEEKLY, "closes_at": "10:00"}], ()),
        ([], ()),
    ],
)
def test_opening_times_are_published_where_they_are_a_plain_week(
    store: Store,
    clock: Clock,
    settings: Settings,
    schedules: list[dict[str, Any]],
    times: tuple[OpenTime, ...],
) -> None:
    add_entries(store, {"name": "Advice"})
    with store.write() as session:
        for schedule in schedules:
            session.execute(insert(tables.Schedule), {"service_id": 1, "uid": "x", **schedule})
    (advice,) = published(store, clock, settings).services()
    assert advice.open_times == times
    assert show_service(store, "S1", today=TODAY).open_times == times


def test_words_of_the_hubs_own_leave_no_times_for_machines(
    store: Store, clock: Clock, settings: Settings
) -> None:
    add_entries(store, {"name": "Advice", "opening": "Ring first"})
    with store.write() as session:
        session.execute(insert(tables.Schedule), {"service_id": 1, "uid": "x", **WEEKLY})
    (advice,) = published(store, clock, settings).services()
    for one in (advice, show_service(store, "S1")):
        assert (one.when, one.open_times) == ("Ring first", ())
