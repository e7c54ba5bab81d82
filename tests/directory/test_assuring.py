"""A check is an act of its own, fades, and never takes an urgent helpline away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from sqlmodel import col

from hub.clock import Clock
from hub.directory.assurance import (
    STALE_AFTER,
    Freshness,
    assured_words,
    freshness,
    is_shown,
    rank,
    vanished_words,
)
from hub.directory.assuring import (
    assure_service,
    hide_service,
    hides_unchecked,
    review_on,
    set_hides_unchecked,
    show_again,
    who_assured,
)
from hub.directory.due import checks_due, list_due
from hub.directory.editing import change_service
from hub.directory.interests import list_interests
from hub.directory.needs import list_needs
from hub.directory.search import find_services, list_services, show_service
from hub.errors import BadInput
from hub.people.trail import read_trail
from hub.people.volunteers import add_volunteer
from hub.store.changes import public_changes
from hub.store.engine import Store
from hub.store.tables import Need, Service, ServiceInterest, ServiceNeed
from hub.upkeep.undoing import undo_last_change
from hub.views.directory import ServiceStatus
from hub.views.editing import DueReason, DueView, PhoneForm, ServiceForm
from tests.directory.entries import entry, it_has_always_been_so, some_needs
from tests.soaking import tries
from tests.timetable.dumps import dump

TODAY = date(2026, 11, 23)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_who_asked_them_and_when_is_kept_for_volunteers(store: Store, clock: Clock) -> None:
    add_volunteer(store, clock, name="Sam")
    code = entry(store, clock, "Debt advice", "Advice")
    before = dump(store)
    done = assure_service(store, clock, code=code, on=days_ago(3), by="Sam")
    assert (done.assured_on, who_assured(store, clock, code=code)) == (days_ago(3), "Sam")
    line = read_trail(store, clock, limit=1)[0]
    assert (line.verb, line.by, line.fields) == ("service.assured", "Sam", (("on", "2026-11-20"),))
    undo_last_change(store, clock)
    assert dump(store) == before
    assert who_assured(store, clock, code=code) == ""
    assert assure_service(store, clock, code=code).assured_on == TODAY
    assert who_assured(store, clock, code=code) == ""


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(1999, 12, 31)])
def test_nobody_has_checked_it_on_a_day_to_come(store: Store, clock: Clock, day: date) -> None:
    code = entry(store, clock, "Debt advice", "Advice")
    before = dump(store)
    with pytest.raises(BadInput, match="Nobody can have checked it on"):
        assure_service(store, clock, code=code, on=day)
    assert dump(store) == before


def test_a_check_fades_at_90_days_and_is_worth_nothing_from_100() -> None:
    assert [freshness(days_ago(days), TODAY) for days in (0, 89, 90, 99, 100)] == [
        Freshness.FRESH,
        Freshness.FRESH,
        Freshness.AMBER,
        Freshness.AMBER,
        Freshness.STALE,
    ]
    assert assured_words(days_ago(100), TODAY) == (
        "Last checked 15 Aug 2026: please check before you go"
    )
    assert assured_words(None, TODAY) == "Not checked yet"
    assert vanished_words(days_ago(1)) == (
        "Its source stopped listing it on 22 Nov 2026: please check first"
    )


def test_a_hidden_entry_is_for_volunteers_until_it_is_shown_again(
    store: Store, clock: Clock
) -> None:
    code = entry(store, clock, "Debt advice", "Advice")
    before = dump(store)
    with store.read() as session:
        public = public_changes(session)
    assert hide_service(store, clock, code=code).is_hidden
    with store.read() as session:
        assert public_changes(session) > public
    assert list_services(store, today=TODAY) == find_services(store, "debt", today=TODAY) == ()
    assert [one.code for one in list_services(store, hidden=True, today=TODAY)] == [code]
    assert [one.code for one in list_services(store, everything=True, today=TODAY)] == [code]
    assert show_service(store, code).is_hidden
    hidden = dump(store)
    assert not show_again(store, clock, code=code).is_hidden
    undo_last_change(store, clock)
    assert dump(store) == hidden
    undo_last_change(store, clock)
    assert dump(store) == before


def test_an_urgent_helpline_cannot_be_hidden(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "Samaritans", "Samaritans", is_urgent=True)
    with pytest.raises(BadInput) as refusal:
        hide_service(store, clock, code=code)
    assert str(refusal.value) == (
        "Samaritans is an urgent helpline, and those are always shown."
        f" If it isn't one, change that first: hub directory change {code} --not-urgent"
    )


def test_hiding_what_is_not_checked_is_the_hubs_choice(store: Store, clock: Clock) -> None:
    fresh = entry(store, clock, "Fresh", "A")
    old = entry(store, clock, "Old", "B")
    urgent = entry(store, clock, "Urgent", "C", is_urgent=True)
    assure_service(store, clock, code=fresh, on=days_ago(99))
    assure_service(store, clock, code=old, on=days_ago(100))

    def shown() -> list[str]:
        return [one.code for one in list_services(store, today=TODAY)]

    assert shown() == [urgent, fresh, old]
    before = dump(store)
    set_hides_unchecked(store, clock, hides=True)
    assert shown() == [urgent, fresh]
    assert [one.code for one in list_services(store, hidden=True, today=TODAY)] == [old]
    undo_last_change(store, clock)
    assert dump(store) == before
    assert shown() == [urgent, fresh, old]
    with store.read() as session:
        assert not hides_unchecked(session)


entries = st.fixed_dictionaries(
    {
        "status": st.sampled_from(list(ServiceStatus)),
        "is_urgent": st.booleans(),
        "is_local": st.booleans(),
        "is_hidden": st.booleans(),
        "assured_on": st.one_of(
            st.none(), st.sampled_from([0, 89, 90, 99, 100, 400]).map(days_ago)
        ),
        "vanished_on": st.one_of(st.none(), st.just(days_ago(5))),
    }
)


@given(entries, st.booleans())
@settings(max_examples=tries(300), deadline=None)
def test_an_urgent_helpline_never_disappears(fields: dict[str, object], hides: bool) -> None:
    said = {
        name: value for name, value in fields.items() if name not in ("vanished_on", "is_local")
    }
    shown = is_shown(**said, today=TODAY, hides_unchecked=hides)  # type: ignore[arg-type] # drawn by name
    if fields["is_urgent"]:
        assert shown
    elif shown:
        assert not fields["is_hidden"]
        assert fields["status"] in (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)


@pytest.mark.parametrize("hides", [False, True])
def test_the_store_lists_by_the_same_rule_in_every_combination(
    store: Store, clock: Clock, hides: bool
) -> None:
    combinations = [
        {
            "status": status,
            "is_urgent": urgent,
            "is_local": local,
            "is_hidden": hidden,
            "assured_on": checked,
            "vanished_on": vanished,
        }
        for status in ServiceStatus
        for urgent in (False, True)
        for local in (False, True)
        for hidden in (False, True)
        for checked in (None, days_ago(99), days_ago(STALE_AFTER))
        for vanished in (None, days_ago(5))
    ]
    some_needs(store)
    entry(store, clock, "Help 0", "Help")
    with store.write() as session:
        like = session.execute(select(Service.__table__)).mappings().one()  # type: ignore[attr-defined] # SQLModel gives it one
        rows = [
            {
                **like,
                "id": 100 + number,
                "uid": f"u{number}",
                "code": f"C{number}",
                "name": f"Help {number}",
                **fields,
                "status": ServiceStatus(str(fields["status"])).value,
            }
            for number, fields in enumerate(combinations)
        ]
        session.execute(Service.__table__.delete())  # type: ignore[attr-defined] # the same
        session.execute(Service.__table__.insert(), rows)  # type: ignore[attr-defined] # the same
        rent = session.scalar(select(col(Need.id)).where(col(Need.slug) == "rent"))
        met = [{"service_id": row["id"], "need_id": rent} for row in rows]
        session.execute(insert(ServiceNeed), met)
        suited = [{"service_id": row["id"], "interest_id": 1} for row in rows]
        session.execute(insert(ServiceInterest), suited)
    set_hides_unchecked(store, clock, hides=hides)
    expected = {
        f"C{number}"
        for number, fields in enumerate(combinations)
        if is_shown(
            **{name: fields[name] for name in ("status", "is_urgent", "is_hidden", "assured_on")},  # type: ignore[arg-type] # by name
            today=TODAY,
            hides_unchecked=hides,
        )
    }
    urgent = {f"C{number}" for number, fields in enumerate(combinations) if fields["is_urgent"]}
    assert urgent <= expected
    listed = list_services(store, today=TODAY)
    assert {one.code for one in listed} == expected
    assert {one.code for one in find_services(store, "help", limit=999, today=TODAY)} == expected
    in_order = sorted(
        (one for one in listed if one.is_urgent),
        key=lambda one: (one.status is not ServiceStatus.ACTIVE, int(one.code[1:])),
    )
    assert list(listed[: len(urgent)]) == in_order  # no check, no place, no alphabet moves them
    ranks = [
        rank(
            status=one.status,
            is_urgent=one.is_urgent,
            is_local=one.is_local,
            assured_on=one.assured_on,
            vanished_on=one.vanished_on,
            today=TODAY,
        )
        for one in listed
    ]
    assert ranks == sorted(ranks)
    (counted,) = [
        need.services
        for group in list_needs(store, today=TODAY)
        for need in group.needs
        if need.slug == "rent"
    ]
    assert counted == len(expected)
    assert list_interests(store, today=TODAY)[0].services == len(expected)


def test_what_is_due_is_said_with_its_reason(store: Store, clock: Clock) -> None:
    codes = {
        name: entry(
            store,
            clock,
            name,
            name,
            is_local=name != "Urgent",
            is_urgent=name == "Urgent",
            phones=(PhoneForm("01302 736000"),),
        )
        for name in ("Faded", "Fresh", "Never", "Review", "Urgent", "Vanished", "Hidden")
    }
    change_service(
        store, clock, code=codes["Urgent"], form=ServiceForm(status=ServiceStatus.DEFUNCT)
    )
    for name, days in {"Faded": 97, "Fresh": 89, "Review": 1, "Vanished": 1, "Hidden": 200}.items():
        assure_service(store, clock, code=codes[name], on=days_ago(days))
    hide_service(store, clock, code=codes["Hidden"])
    review_on(store, clock, code=codes["Review"], on=TODAY + timedelta(days=1))
    with store.write() as session:
        session.execute(
            update(Service)
            .where(col(Service.code) == codes["Vanished"])
            .values(vanished_on=days_ago(3))
        )
    tomorrow = TODAY + timedelta(days=1)
    due = list_due(store, today=tomorrow)
    assert [(one.name, one.reason, one.days) for one in due] == [
        ("Urgent", DueReason.CLOSED, 0),
        ("Review", DueReason.REVIEW, 0),
        ("Vanished", DueReason.VANISHED, 4),
        ("Faded", DueReason.FADED, 98),
        ("Fresh", DueReason.FADED, 90),
        ("Never", DueReason.NEVER, 0),
    ]
    assert due[3] == DueView(
        code=codes["Faded"],
        name="Faded",
        organisation="Faded",
        phone="01302 736000",
        reason=DueReason.FADED,
        words="last checked 98 days ago. Please ring them.",
        days=98,
    )
    assert [one.words for one in (*due[:3], due[5])] == [
        "an urgent helpline that is said to be closed. Please check it now.",
        "somebody wanted it looked at again on 24 Nov 2026.",
        "its source stopped listing it on 20 Nov 2026. Please ring them.",
        "never checked yet. Please ring them.",
    ]
    assert [one.name for one in checks_due(store, today=tomorrow)] == [
        "Urgent",
        "Review",
        "Vanished",
    ]
    assert [one.name for one in list_due(store, today=TODAY)][:2] == ["Urgent", "Vanished"]


def test_what_a_feed_sends_and_nobody_checked_does_not_fill_today(
    store: Store, clock: Clock
) -> None:
    entry(store, clock, "Ours", "A", is_local=True)
    entry(store, clock, "Theirs", "B", is_local=True)
    with store.write() as session:
        session.execute(
            update(Service).where(col(Service.name) == "Theirs").values(source="feed:x")
        )
    assert [one.name for one in checks_due(store, today=TODAY)] == ["Ours"]
    assert [one.name for one in list_due(store, today=TODAY)] == ["Ours", "Theirs"]


def test_a_day_to_look_again_is_set_and_goes_with_the_check(store: Store, clock: Clock) -> None:
    code = entry(store, clock, "Warm space", "Library", is_local=True)
    it_has_always_been_so(store, clock)
    with pytest.raises(BadInput, match="23 November 2026 is not a day to come"):
        review_on(store, clock, code=code, on=TODAY)
    before = dump(store)
    review_on(store, clock, code=code, on=TODAY + timedelta(days=1))
    undo_last_change(store, clock)
    assert dump(store) == before
    review_on(store, clock, code=code, on=TODAY + timedelta(days=1))
    later = clock.at(clock.now() + timedelta(days=1))
    assert [one.reason for one in list_due(store, today=later.today())] == [DueReason.REVIEW]
    assure_service(store, later, code=code)
    assert list_due(store, today=later.today()) == ()
