"""What the hub keeps of a row, and that a summary wipes nothing of it; on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from hub.clock import Clock
from hub.directory.openreferral.reading import Row
from hub.directory.openreferral.rows import read_service
from hub.directory.openreferral.saving import import_services
from hub.directory.search import find_services, list_services, show_service
from hub.people.trail import read_trail
from hub.store.changes import public_changes
from hub.store.engine import Store
from hub.store.tables import Contact, Location, Organisation, Phone, Schedule, Service
from hub.views.directory import PhoneView
from hub.views.importing import ImportReport
from tests.directory.feeds import feed, full_row, place, row


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, len(report.refused)


def test_everything_of_a_full_row_is_kept(store: Store, clock: Clock, tmp_path: Path) -> None:
    report = import_services(store, clock, path=feed(tmp_path, full_row()))
    assert (counts(report), report.left_out) == ((1, 0, 0, 0), ())
    (seen,) = list_services(store, today=clock.today())
    assert seen.when == "Monday and Tuesday, 10am to 12:30pm"
    assert seen.cost == "Under 18s: £3.50 a session; Free"
    assert seen.area == "Bristol; Bath"
    assert seen.languages == ("English", "Welsh")
    assert seen.accessibility == ("A ramp at 1", "A ramp at 2")
    assert seen.address == "House 1, 1 High Street, Bristol"
    assert seen.phones == (
        PhoneView("0117 496 0000", "mornings"),
        PhoneView("0117 496 0001 ext. 12"),
    )
    with store.read() as session:
        service = session.scalars(select(Service)).one()
        organisation = session.scalars(select(Organisation)).one()
        contact = session.scalars(select(Contact)).one()
        first, second = session.scalars(select(Phone).order_by(col(Phone.position)))
        places = session.scalars(select(Location).order_by(col(Location.id))).all()
        schedules = session.scalars(select(Schedule).order_by(col(Schedule.id))).all()
    assert service.last_modified == datetime(2026, 11, 2, 10, 30, 45, 123000, UTC)
    assert service.assured_on == date(2026, 11, 1)
    assert (service.assurer_email, service.opening) == ("pat@help.example", "")
    assert (organisation.logo, organisation.uri) == (
        "https://help.example/logo.png",
        "https://help.example/id",
    )
    assert (contact.name, contact.title, contact.email) == (
        "Ann Persona",
        "Reception",
        "ann@help.example",
    )
    assert (first.contact_id, second.contact_id) == (contact.id, None)
    assert [(p.uid, p.at_uid, p.latitude, p.longitude) for p in places] == [
        ("loc1", "at1", 51.45, -2.6),
        ("loc2", "at2", 51.45, -2.6),
    ]
    assert [(s.byday, s.opens_at, s.closes_at, s.valid_to) for s in schedules] == [
        ("MO,TU", "10:00", "12:30", None),
        ("", "", "", date(2026, 11, 22)),
    ]


def test_ended_opening_times_are_not_shown(store: Store, clock: Clock, tmp_path: Path) -> None:
    import_services(store, clock, path=feed(tmp_path, full_row()))
    today = clock.today()
    (one,) = list_services(store, today=today)
    assert "summer" not in one.when
    assert "summer" not in show_service(store, one.code, today=today).when
    assert "summer" not in find_services(store, "listen", today=today)[0].when
    (earlier,) = list_services(store, today=date(2026, 11, 22))
    assert earlier.when.endswith("; Only last summer")


SUMMARY = {
    key: value
    for key, value in full_row().items()
    if not isinstance(value, list) and key != "minimum_age"
}
AT_ONE = {
    "id": "at2",
    "location": {"id": "loc2", "location_type": "physical", "name": "House 2"}
    | {"latitude": 51.45, "longitude": -2.6},
    "service": SUMMARY,
}


@pytest.mark.parametrize(
    "summary",
    [
        [SUMMARY],
        [SUMMARY | {"contacts": None, "languages": None, "schedules": "soon"}],
        {"contents": [AT_ONE]},
    ],
    ids=["a list", "nulls", "services at locations"],
)
def test_a_summary_wipes_nothing(store: Store, clock: Clock, tmp_path: Path, summary: Any) -> None:
    import_services(store, clock, path=feed(tmp_path, full_row()))
    before = list_services(store)
    with store.read() as session:
        changes = public_changes(session)
    for _ in range(2):
        assert counts(import_services(store, clock, path=feed(tmp_path, summary))) == (0, 0, 1, 0)
    assert list_services(store) == before
    assert len(read_trail(store, clock)) == 1
    with store.read() as session:
        assert public_changes(session) == changes


def test_a_summary_that_differs_changes_only_what_it_says(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    import_services(store, clock, path=feed(tmp_path, full_row()))
    (before,) = list_services(store)
    newer = [SUMMARY | {"name": "New name", "languages": [], "phones": [{"number": "999 000"}]}]
    assert counts(import_services(store, clock, path=feed(tmp_path, newer))) == (0, 1, 0, 0)
    (after,) = list_services(store)
    assert (after.name, after.languages) == ("New name", ())
    assert after.phones == (PhoneView("999 000"),)
    for name in ("address", "accessibility", "when", "cost", "area", "who_for"):
        assert getattr(after, name) == getattr(before, name) != ""
    assert counts(import_services(store, clock, path=feed(tmp_path, newer))) == (0, 0, 1, 0)
    with store.read() as session:
        assert session.scalars(select(Contact)).one().name == "Ann Persona"
    assert counts(import_services(store, clock, path=feed(tmp_path, full_row()))) == (0, 1, 0, 0)
    assert list_services(store) == (before,)


def test_places_of_one_service_come_together(store: Store, clock: Clock, tmp_path: Path) -> None:
    rows = [place(number, service=row("a")) for number in "123"]
    again = feed(tmp_path, [*rows, place("2", service=row("a"))])
    report = import_services(store, clock, path=again)
    assert (report.read, counts(report)) == (2, (1, 0, 0, 1))
    assert report.refused[0].row == 4
    (one,) = list_services(store)
    assert one.accessibility == ("A ramp at 1", "A ramp at 2", "A ramp at 3")
    assert counts(import_services(store, clock, path=again)) == (0, 0, 1, 1)
    moved = place("2", service=row("a"))
    moved["location"]["accessibility"] = [{"id": "y", "description": "A lift"}]
    assert counts(import_services(store, clock, path=feed(tmp_path, [moved]))) == (0, 1, 0, 0)
    (one,) = list_services(store)
    assert one.accessibility == ("A ramp at 1", "A lift", "A ramp at 3")


def test_a_row_of_1_0_needs_no_status(store: Store, clock: Clock, tmp_path: Path) -> None:
    old = row(
        "old",
        eligibilitys=[{"id": "e", "eligibility": "New parents", "minimum_age": 16}],
        regular_schedules=[{"id": "r", "freq": "WEEKLY", "byday": "WE", "opens_at": "09:00:00"}],
        service_taxonomys=[{"id": "x", "taxonomy": {"id": "openEligibility:1195", "name": "Y"}}],
    )
    plain = row("plain")
    del old["status"], plain["status"]
    page = {"totalElements": 2, "content": [old, plain]}
    assert counts(import_services(store, clock, path=feed(tmp_path, page))) == (2, 0, 0, 0)
    shown = list_services(store)[0]
    assert (shown.who_for, shown.when) == ("New parents", "Wednesday, from 9am")
    report = import_services(store, clock, path=feed(tmp_path, {"contents": [old, plain]}))
    assert counts(report) == (0, 0, 1, 1)
    assert "status" in report.refused[0].why
    bad = {"content": [old | {"status": "asleep"}]}
    assert counts(import_services(store, clock, path=feed(tmp_path, bad))) == (0, 0, 0, 1)


def test_what_was_left_out_is_said(store: Store, clock: Clock, tmp_path: Path) -> None:
    bad = row(
        "a",
        name="N" * 201,
        url="javascript:alert(1)",
        email=12345,
        assured_date="2026-11-24",
        minimum_age=-1,
        maximum_age=True,
        last_modified="soon",
        languages="English",
        contacts=[7, {"phones": [{"id": "p"}]}],
        cost_options=[{"id": "k", "amount": 5, "valid_to": "2026-11-22"}],
        service_at_locations=[place("1") | {"location": []}],
        schedules=[{"id": "s", "opens_at": "ten", "interval": 10**30}],
    )
    report = import_services(store, clock, path=feed(tmp_path, [7, bad]))
    (seen,) = list_services(store)
    assert (seen.url, seen.email, seen.assured_on, len(seen.name)) == ("", "", None, 200)
    assert {(one.row, one.name) for one in report.left_out} == {(2, "N" * 80)}
    assert sorted(one.why for one in report.left_out) == sorted(
        [
            "Its name is longer than 200 characters; the rest was cut.",
            "Its url isn't a web address; it was left out.",
            "Its email isn't text; it was left out.",
            "Its assured_date is a date still to come; it was left out.",
            "Its minimum_age isn't between 0 and 150; it was left out.",
            "Its maximum_age isn't a number; it was left out.",
            "Its last_modified isn't a date and time; it was left out.",
            "Its languages isn't a list; it was left out.",
            "Its contacts holds something that isn't an object; it was left out.",
            "Its phone number is missing; it was left out.",
            "Its cost option valid_to is over; it was left out.",
            "Its place location isn't an object; it was left out.",
            "Its schedule opens_at isn't a time of day; it was left out.",
            "Its schedule interval isn't between 1 and 1000; it was left out.",
        ]
    )


def test_an_organisation_without_services_is_said(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    organisation = {"id": "o2", "name": "Idle", "description": "Nothing yet."}
    rows = [row("a"), organisation | {"services": []}, organisation | {"website": "https://x.org"}]
    report = import_services(store, clock, path=feed(tmp_path, rows))
    assert [(one.row, one.why, one.name) for one in report.refused] == [
        (2, "It is an organisation without services.", "Idle"),
        (3, "It is an organisation without services.", "Idle"),
    ]
    assert counts(report) == (1, 0, 0, 2)


def test_a_whole_row_that_comes_twice_counts_once(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    rows = [row("a", service_at_locations=[place(number)]) for number in "12"]
    report = import_services(store, clock, path=feed(tmp_path, rows))
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused[0].why == "Row 1 has the same id; the first one counts."
    assert list_services(store)[0].accessibility == ("A ramp at 1",)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "javascript://x/%0aalert(1)"),
        ("url", "file://x/etc/passwd"),
        ("url", "http://["),
        ("url", "https://a b.example"),
        ("url", "https://" + "x" * 2000),
        ("email", "a@b"),
        ("email", "<a@b.example>"),
        ("assured_date", "31/12/2025"),
        ("last_modified", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_value_that_is_none_is_left_out(clock: Clock, field: str, value: str) -> None:
    read = read_service(Row(row("a") | {field: value}), clock.today())
    assert [words.split()[1] for words in read.left_out] == [field]
    entry = read.entry
    assert (entry.url, entry.email, entry.assured_on, entry.last_modified) == ("", "", None, None)
