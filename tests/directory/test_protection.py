"""What an import may not touch, and what it leaves behind when it fails; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.directory.openreferral import saving
from hub.directory.openreferral.saving import import_services
from hub.directory.search import find_services, list_services
from hub.directory.starter import load_services
from hub.errors import BadInput, NotFound
from hub.people.trail import read_trail
from hub.store.changes import public_changes
from hub.store.engine import Store
from hub.store.tables import Need, Organisation, Service, ServiceNeed
from tests.directory.feeds import ORGANISATION, feed, full_row, row
from tests.directory.test_starter import NEEDS

OURS = "c1c9b5a0-2f0c-4a54-9d0a-1d3f3c1f8a01"


def own(source: str, store: Store, clock: Clock) -> None:
    table = {
        "organisation": [{"slug": "o", "id": "o1", "name": "Ours", "description": "Known well."}],
        "service": [{"organisation": "o", "id": OURS, "name": "Our own words", "local": True}],
    }
    with store.write() as session:
        load_services(session, clock, table, source=source)


@pytest.mark.parametrize("source", ["desk", "starter"])
def test_a_feed_never_touches_what_the_hub_keeps_itself(
    store: Store, clock: Clock, tmp_path: Path, source: str
) -> None:
    own(source, store, clock)
    before = list_services(store)
    path = feed(tmp_path, [full_row(OURS), row("b")])
    report = import_services(store, clock, path=path)
    assert (report.created, report.updated, report.unchanged) == (1, 0, 0)
    assert [(one.row, one.why) for one in report.refused] == [
        (1, "The hub keeps this entry itself.")
    ]
    ours, theirs = list_services(store)
    assert (ours,) == before
    # nor is the hub's own organisation renamed, though the feed's row belongs to it
    assert theirs.organisation == "Ours"
    with store.read() as session:
        names = session.execute(select(col(Organisation.name), col(Organisation.description)))
        assert [tuple(one) for one in names] == [("Ours", "Known well.")]
        sources = set(session.scalars(select(col(Service.source))))
    assert sources == {source, "feed:feed.json"}


def test_a_feed_may_change_what_came_from_another_feed(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    import_services(store, clock, path=feed(tmp_path, [row("a")]))
    named = ORGANISATION | {"name": "Advice and more"}
    other = feed(tmp_path, [row("a", organization=named)]).rename(tmp_path / "other\udcff.json")
    report = import_services(store, clock, path=other)
    assert (report.updated, report.refused) == (1, ())
    assert list_services(store)[0].organisation == "Advice and more"


@pytest.mark.parametrize("where", ["keep", "record", "mark_public_change"])
def test_a_failure_midway_leaves_nothing(
    store: Store,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    real = getattr(saving, where)
    calls = 0

    def fails(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        result = real(*args, **named)
        if where != "keep" or calls == 2:
            raise RuntimeError("the lights went out")
        return result

    monkeypatch.setattr(saving, "_BATCH", 1)
    monkeypatch.setattr(saving, where, fails)
    path = feed(tmp_path, [full_row("a"), full_row("b"), row("c")])
    with pytest.raises(RuntimeError):
        import_services(store, clock, path=path)
    assert list_services(store, everything=True) == ()
    assert read_trail(store, clock) == ()
    with store.read() as session:
        assert public_changes(session) == 0
        assert session.scalars(select(Organisation)).all() == []
    monkeypatch.undo()
    assert import_services(store, clock, path=path).created == 3


def test_the_trail_says_how_many_and_nothing_more(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    import_services(store, clock, path=feed(tmp_path, [row("a"), row("b"), 7]))
    rows = [row("a", name="Changed"), row("b"), row("c"), 7]
    import_services(store, clock, path=feed(tmp_path, rows))
    last, first = read_trail(store, clock)
    assert (last.verb, last.code, last.at) == ("directory.imported", "", clock.now())
    assert dict(last.fields) == {
        "read": "4",
        "created": "1",
        "updated": "1",
        "unchanged": "1",
        "refused": "1",
    }
    assert dict(first.fields)["created"] == "2"


def test_whoever_is_not_a_volunteer_imports_nothing(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="Nobody called 'Mallory'"):
        import_services(store, clock, path=feed(tmp_path, [row("a")]), by="Mallory")
    assert list_services(store) == ()
    with pytest.raises(NotFound):
        import_services(store, clock, path=tmp_path / "none.json")


TERMS: dict[str, dict[str, Any]] = {
    "an id of 3.0": {"attributes": [{"taxonomy_term": {"id": "openEligibility:1263"}}]},
    "a web address": {
        "attributes": [{"taxonomy_term": {"term_uri": "https://id.esd.org.uk/service/112"}}]
    },
    "a number": {"attributes": [{"taxonomy_term": {"id": "u", "term": "112", "taxonomy": "LGSL"}}]},
    "an id of 1.0": {"service_taxonomys": [{"taxonomy": {"id": "esdServiceType:112"}}]},
    "a number of 1.0": {
        "service_taxonomys": [{"taxonomy": {"id": "112", "vocabulary": "esdServiceTypes"}}]
    },
}


@pytest.mark.parametrize("case", TERMS)
def test_a_term_of_a_feed_leads_to_its_need(
    store: Store, clock: Clock, tmp_path: Path, case: str
) -> None:
    with store.write() as session:
        load_needs(session, NEEDS)
    path = feed(tmp_path, [row("a", **TERMS[case]), row("b")])
    import_services(store, clock, path=path)
    (found,) = find_services(store, "bailiff")
    assert (found.id, found.needs) == ("a", ("debts",))
    assert [one.id for one in list_services(store, need="debts")] == ["a"]


def test_a_need_linked_by_hand_outlives_an_update_and_a_term_that_goes_does_not(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    needs: list[Any] = [*NEEDS["need"]]
    needs.append({"group": "money", "slug": "bills", "name": "I can't pay my bills"})
    with store.write() as session:
        load_needs(session, {"group": NEEDS["group"], "need": needs})
    with_term = row("a", **TERMS["an id of 3.0"])
    import_services(store, clock, path=feed(tmp_path, [with_term]))
    with store.write() as session:
        service = session.scalars(select(col(Service.id))).one()
        need = session.scalars(select(col(Need.id)).where(col(Need.slug) == "bills")).one()
        session.execute(insert(ServiceNeed), {"service_id": service, "need_id": need})
    import_services(store, clock, path=feed(tmp_path, [row("a", name="Summary")]))
    assert list_services(store)[0].needs == ("debts", "bills")
    import_services(store, clock, path=feed(tmp_path, [row("a", attributes=[])]))
    assert list_services(store)[0].needs == ("bills",)
