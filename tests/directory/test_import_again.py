"""A feed that is read again: what the hub changed stays and is shown, what is gone is marked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.directory.assuring import assure_service
from hub.directory.editing import change_service
from hub.directory.openreferral import saving
from hub.directory.openreferral.saving import import_services
from hub.directory.openreferral.vanishing import list_feeds
from hub.directory.search import list_services, show_service
from hub.directory.theirs import show_edits, use_theirs
from hub.directory.uniting import merge_services
from hub.directory.unlisting import do_not_list, list_again
from hub.errors import BadInput
from hub.people.trail import read_trail
from hub.store.engine import Store
from hub.store.tables import Service
from hub.views.directory import ServiceView
from hub.views.editing import PhoneForm, ServiceForm
from hub.views.feeds import KeptEdit
from hub.views.limits import Limits
from tests.directory.feeds import feed, full_row, place, row


def by_id(store: Store) -> dict[str, ServiceView]:
    return {one.id: one for one in list_services(store, everything=True)}


def test_what_the_hub_changed_stays_and_is_shown_against_the_feeds(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    first = [row("a", name="Help", fees="Free", email="a@h.example")]
    import_services(store, clock, path=feed(tmp_path, first))
    code = by_id(store)["a"].code
    form = ServiceForm(cost="£2", phones=(PhoneForm("01632 960111"),))
    change_service(store, clock, code=code, form=form)
    same = import_services(store, clock, path=feed(tmp_path, first))
    assert (same.updated, same.unchanged) == (0, 1)  # an edit of ours is no change of theirs
    told = [(one.field, one.label, one.ours, one.theirs) for one in same.kept]
    assert told == [
        ("cost", "Cost", "£2", "Free"),
        ("phones", "Phone numbers", "01632 960111", ""),
    ]
    other = [{"id": "p", "number": "01632 960999"}]
    later = [
        row(
            "a",
            name="Better help",
            fees="£5",
            email="new@h.example",
            contacts=[{"id": "c", "phones": other}],
        )
    ]
    report = import_services(store, clock, path=feed(tmp_path, later))
    assert (report.updated, len(report.kept)) == (1, 2)
    assert report.kept[0] == KeptEdit(code, "Better help", "cost", "Cost", "£2", "£5")
    one = show_service(store, code)
    assert (one.name, one.cost, one.email, [phone.number for phone in one.phones]) == (
        "Better help",
        "£2",
        "new@h.example",
        ["01632 960111"],
    )
    assert [(edit.field, edit.theirs) for edit in show_edits(store, code=code)] == [
        ("phones", "01632 960999"),
        ("cost", "£5"),
    ]
    use_theirs(store, clock, code=code, field="cost")
    again = import_services(store, clock, path=feed(tmp_path, later))
    assert ([edit.field for edit in again.kept], again.unchanged) == (["phones"], 1)
    assert show_service(store, code).cost == "£5"


def test_a_check_of_the_hub_outlives_an_import_and_asks_for_another_look(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    import_services(store, clock, path=feed(tmp_path, [row("a", assured_date="2026-01-01")]))
    code = by_id(store)["a"].code
    assure_service(store, clock, code=code)
    changed = [row("a", name="Moved", assured_date="2026-02-01")]
    import_services(store, clock, path=feed(tmp_path, changed))
    one = show_service(store, code)
    assert (one.name, one.assured_on) == ("Moved", clock.today())
    with store.read() as session:
        assert session.scalars(select(col(Service.review_on))).one() == clock.today()


def test_a_needs_list_of_the_hub_is_exactly_that(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    from hub.directory.needs import load_needs

    with store.write() as session:
        load_needs(session)
    rows = [full_row("a")]
    import_services(store, clock, path=feed(tmp_path, rows))
    one = by_id(store)["a"]
    assert one.needs
    change_service(store, clock, code=one.code, form=ServiceForm(needs=()))
    rows[0]["name"] = "Renamed"
    import_services(store, clock, path=feed(tmp_path, rows))
    assert (by_id(store)["a"].name, by_id(store)["a"].needs) == ("Renamed", ())


def test_what_was_merged_or_is_not_listed_stays_out_and_is_said(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    rows = [row("a", name="Kept"), row("b", name="Merged"), row("c", name="Unwanted")]
    import_services(store, clock, path=feed(tmp_path, rows))
    codes = {uid: one.code for uid, one in by_id(store).items()}
    merge_services(store, clock, keep=codes["a"], other=codes["b"])
    listed = do_not_list(store, clock, code=codes["c"], reason="Closed")
    report = import_services(store, clock, path=feed(tmp_path, rows))
    assert (report.read, report.created, report.unchanged, report.vanished) == (3, 0, 1, 0)
    assert [(one.row, one.why) for one in report.refused] == [
        (2, f"It was put together with another entry, {codes['a']} Kept."),
        (
            3,
            "The hub has it on its do-not-list. To lift that: hub directory list-again"
            f" {listed.number}",
        ),
    ]
    assert by_id(store).keys() == {"a"}
    list_again(store, clock, number=listed.number)
    assert import_services(store, clock, path=feed(tmp_path, rows)).read == 3
    assert by_id(store).keys() == {"a", "c"}


def test_what_a_file_no_longer_has_is_marked_and_comes_back(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    rows = [row("a"), row("b"), row("c")]
    import_services(store, clock, path=feed(tmp_path, rows))
    later = clock.at(clock.utc_now() + timedelta(days=3))
    report = import_services(store, later, path=feed(tmp_path, rows[:1]))
    assert (report.vanished, report.unchanged, report.notes) == (2, 1, ())
    assert {uid: one.vanished_on for uid, one in by_id(store).items()} == {
        "a": None,
        "b": later.today(),
        "c": later.today(),
    }
    assert dict(read_trail(store, clock)[0].fields)["vanished"] == "2"
    assert import_services(store, clock, path=feed(tmp_path, rows[:1])).vanished == 0
    report = import_services(store, later, path=feed(tmp_path, rows[:2]))
    assert (report.returned, report.vanished, report.unchanged) == (1, 0, 2)
    assert [uid for uid, one in by_id(store).items() if one.vanished_on] == ["c"]


def test_another_file_of_the_same_name_makes_nothing_vanish(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    import_services(store, clock, path=feed(tmp_path, [row("a"), row("b")]))
    report = import_services(store, clock, path=feed(tmp_path, [row("x")]))
    assert (report.created, report.vanished) == (1, 0)
    assert report.notes == (
        "Nothing of the 2 entries that came from a file of the same name before is in it."
        " What is there was left as it is, and not marked as gone.",
    )
    assert not any(one.vanished_on for one in by_id(store).values())


def test_a_feed_that_is_near_here_stays_near(store: Store, clock: Clock, tmp_path: Path) -> None:
    import_services(store, clock, path=feed(tmp_path, [row("a")]))
    assert not by_id(store)["a"].is_local
    report = import_services(store, clock, path=feed(tmp_path, [row("a")]), is_local=True)
    assert (report.unchanged, by_id(store)["a"].is_local) == (1, True)
    import_services(store, clock, path=feed(tmp_path, [row("a"), row("b")]))
    assert [one.is_local for one in by_id(store).values()] == [True, True]
    (known,) = list_feeds(store, clock)
    assert (known.source, known.is_local, known.services) == ("feed.json", True, 2)


def test_a_feed_without_measure_is_refused_whole(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = feed(tmp_path, [row("a"), row("b"), row("c")])
    with pytest.raises(BadInput, match="There are more than 2 entries in it"):
        import_services(store, clock, path=path, limits=Limits(rows=2))
    monkeypatch.setattr(saving, "_MOST_REFUSED", 2)
    with pytest.raises(BadInput, match="More than 2 entries of it are wrong, the last one so: It"):
        import_services(store, clock, path=feed(tmp_path, [row("a"), 1, 2, 3]))
    assert (by_id(store), list_feeds(store, clock), read_trail(store, clock)) == ({}, (), ())


def test_remarks_are_shown_up_to_a_number(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_MOST_NOTES", 1)
    rows = [row("a", url="x"), row("b", url="x", email="y")]
    report = import_services(store, clock, path=feed(tmp_path, rows))
    assert (report.created, len(report.left_out)) == (2, 1)
    assert report.notes == ("2 more remarks of that kind aren't shown.",)


def test_places_of_one_service_are_put_together_however_far_apart_they_are(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_BATCH", 2)
    other = [place(str(number)) | {"service": row(f"s{number}")} for number in range(3, 9)]
    rows = [place("1") | {"service": row("a")}, *other, place("2") | {"service": row("a")}]
    report = import_services(store, clock, path=feed(tmp_path, rows))
    assert (report.read, report.created, report.refused) == (7, 7, ())
    again = import_services(store, clock, path=feed(tmp_path, rows))
    assert (again.unchanged, again.updated) == (7, 0)
    assert by_id(store)["a"].accessibility == ("A ramp at 1", "A ramp at 2")
