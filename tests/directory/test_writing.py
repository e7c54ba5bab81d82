"""What is written out is Open Referral UK 3.0, holds nothing private, and comes back the same."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from sqlalchemy import update
from sqlmodel import col

from hub.clock import Clock
from hub.directory.needs import load_needs
from hub.directory.openreferral.saving import import_services
from hub.directory.openreferral.shaping import as_uuid
from hub.directory.openreferral.writing import export_services
from hub.directory.search import list_services
from hub.directory.starter import load_services, load_starter
from hub.errors import BadInput, NotFound
from hub.resources import read_toml
from hub.store.engine import Store
from hub.store.tables import Service
from hub.views.feeds import ExportReport
from tests.conftest import ENGINES
from tests.directory.feeds import feed, full_row, row

_GIVEN = os.environ.get("HUB_TEST_OPENREFERRAL", "")

REQUIRED = {
    "service": {"id", "name", "status"},
    "organization": {"id", "name", "description"},
    "location": {"id", "location_type"},
    "address": {
        *("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    },
    "phone": {"id", "number"},
    "taxonomy_term": {"id", "name", "description"},
}
"""What the profile wants of each object (shared facts; the schema itself isn't ours to ship)."""
LISTS = {"addresses": "address", "phones": "phone"}
EMPTY: tuple[Any, ...] = (None, "", [], {})


def written(folder: Path) -> dict[str, Any]:
    """Every file of an export, by its path."""
    return {
        str(path.relative_to(folder)): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.json"))
    }


def objects(value: Any, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object below one, with what it is."""
    yield kind, value
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from objects(inner, key)
        elif isinstance(inner, list):
            for one in inner:
                yield from objects(one, LISTS.get(key, key))


def check_by_hand(service: dict[str, Any]) -> None:
    """What the profile requires, what it forbids, and what this hub promises besides."""
    assert "organization_id" in service
    for kind, one in objects(service, "service"):
        assert REQUIRED.get(kind, {"id"}) <= one.keys(), (kind, one)
        assert str(uuid.UUID(one["id"])) == one["id"]
        optional = {key: value for key, value in one.items() if key not in REQUIRED.get(kind, ())}
        assert [key for key, value in optional.items() if value in EMPTY] == [], (kind, one)
        if kind == "contacts":
            assert not {"name", "email"} & one.keys()
    assert not {"phones", "assurer_email"} & service.keys()
    assert service["status"] in ("active", "inactive", "defunct", "temporarily closed")
    for one in service.get("schedules", ()):
        assert one.get("freq", "WEEKLY") in ("WEEKLY", "MONTHLY")
        assert not {"until", "count"} & one.keys()
    for one in service.get("attributes", ()):
        assert one["taxonomy_term"]["term"].partition(":")[0] in (
            *("openEligibility", "esdServiceType", "esdNeed", "esdCircumstance", "hubNeed"),
        )


def fill_demo(store: Store, clock: Clock) -> None:
    with store.write() as session:
        load_needs(session)
        load_starter(session, clock)
        load_services(session, clock, read_toml("demo/directory.toml"), source="desk")


def fill_starter(store: Store, clock: Clock) -> None:
    with store.write() as session:
        load_needs(session)
        load_starter(session, clock)


def fill_feed(store: Store, clock: Clock) -> None:
    """All that a feed may say, with ids that are no UUIDs."""
    with store.write() as session:
        load_needs(session)
    rows = [
        full_row("whole"),
        full_row("7"),
        row("bare"),
        row(
            "odd",
            url="https://h.example/caf\u00e9?x=1&y=[2]",
            schedules=[
                {"id": "1", "freq": "DAILY", "opens_at": "09:00"},
                {"id": "2", "freq": "YEARLY", "bymonthday": "1"},
                {"id": "3", "freq": "WEEKLY", "interval": 2, "byday": "MO"},
            ],
            contacts=[{"id": "n", "name": "Ann Persona", "email": "ann@h.example"}],
            service_at_locations=[
                {
                    "location": {
                        "location_type": "space",
                        "name": "Moon",
                        "latitude": 0,
                        "longitude": 0,
                    }
                }
            ],
            attributes=[{"taxonomy_term": {"id": "own:1", "name": "Ours"}}],
        ),
    ]
    folder = Path(os.environ["HUB_DATA"])
    folder.mkdir(parents=True, exist_ok=True)
    assert import_services(store, clock, path=feed(folder, rows)).created == 4


HUBS: dict[str, Callable[[Store, Clock], None]] = {
    "demo": fill_demo,
    "starter": fill_starter,
    "feed": fill_feed,
}


@pytest.mark.parametrize("hub", HUBS)
def test_what_is_written_comes_back_the_same(
    new_store: Callable[[str], Store], clock: Clock, tmp_path: Path, hub: str
) -> None:
    for engine in ENGINES:
        store, other = new_store(engine), new_store(engine)
        HUBS[hub](store, clock)
        with other.write() as session:
            load_needs(session)
        first, second = tmp_path / f"{engine} first", tmp_path / f"{engine} second"
        report = export_services(store, clock, folder=first)
        back = import_services(other, clock, path=first / "services.json")
        assert (back.created, back.refused, back.left_out) == (report.services, (), ())
        assert export_services(other, clock, folder=second) == report
        assert written(first) == written(second)
        ours = {as_uuid(one.id, "service"): one for one in list_services(store, everything=True)}
        for one in list_services(other, everything=True):
            mine = ours[one.id]
            assert sorted(one.needs) == sorted(mine.needs)
            assert [phone.number for phone in one.phones] == [phone.number for phone in mine.phones]
            assert (one.description, one.address, one.area, one.cost) == (
                mine.description,
                mine.address,
                mine.area,
                mine.cost,
            )
            assert (one.languages, one.accessibility) == (mine.languages, mine.accessibility)


@pytest.mark.parametrize("hub", HUBS)
def test_everything_that_is_required_is_there(
    store: Store, clock: Clock, tmp_path: Path, hub: str
) -> None:
    HUBS[hub](store, clock)
    report = export_services(store, clock, folder=tmp_path / "out")
    files = written(tmp_path / "out")
    services = files["services.json"]
    assert services["total_items"] == len(services["contents"]) == report.services > 3
    for one in services["contents"]:
        if hub != "feed":
            check_by_hand(one)
        assert files[f"services/{one['id']}.json"] == one
    assert files["index.json"].keys() == {"version", "profile", "openapi_url"}
    known = {one["id"] for one in files["taxonomy_terms.json"]["contents"]}
    used = {
        one["taxonomy_term_id"]
        for service in services["contents"]
        for one in service.get("attributes", ())
    }
    assert known == used


@pytest.mark.skipif(
    not _GIVEN, reason="HUB_TEST_OPENREFERRAL doesn't name a folder with the standard's files"
)
@pytest.mark.parametrize("hub", HUBS)
def test_every_service_validates_against_the_standard(
    store: Store, clock: Clock, tmp_path: Path, hub: str
) -> None:
    HUBS[hub](store, clock)
    report = export_services(store, clock, folder=tmp_path / "out")
    files = written(tmp_path / "out")
    compiled = Path(_GIVEN, "oruk-profile", "schema", "compiled")
    by_hand = Path(_GIVEN, "oruk", "3.0", "schemata")
    loaded = {path.name: json.loads(path.read_text()) for path in by_hand.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.opaque(contents=schema)) for name, schema in loaded.items()
    )

    def check(schema: Any, values: list[Any]) -> None:
        validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
        wrong = [error.message for value in values for error in validator.iter_errors(value)]
        assert wrong == []

    def profile(name: str) -> Any:
        return json.loads((compiled / f"{name}.json").read_text())

    services = files["services.json"]["contents"]
    assert len(services) == report.services
    check(profile("service"), services)
    check(profile("service_list"), services)
    check(loaded["service.json"], services)
    for name in ("taxonomy", "taxonomy_term"):
        lists = {"taxonomy": "taxonomies", "taxonomy_term": "taxonomy_terms"}
        check(loaded[f"{name}.json"], files[f"{lists[name]}.json"]["contents"])
    places = files["service_at_locations.json"]["contents"]
    check(profile("service_at_location_list"), places)
    check(loaded["service_at_location.json"], places)


def test_nothing_private_is_written(store: Store, clock: Clock, tmp_path: Path) -> None:
    fill_feed(store, clock)
    export_services(store, clock, folder=tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert "Persona" not in text
        assert "ann@" not in text
        assert "pat@" not in text  # who checked it


def test_what_is_hidden_or_gone_stays_out(store: Store, clock: Clock, tmp_path: Path) -> None:
    rows = [row("a"), row("b"), row("c")]
    import_services(store, clock, path=feed(tmp_path, rows))
    import_services(store, clock, path=feed(tmp_path, rows[:2]))
    with store.write() as session:
        session.execute(update(Service).where(col(Service.uid) == "b").values(is_hidden=True))
    codes = {one.id: one.code for one in list_services(store, everything=True)}
    out = tmp_path / "out"
    assert export_services(store, clock, folder=out) == ExportReport(1, 1, 1)
    assert len(list((out / "services").iterdir())) == 1
    assert export_services(store, clock, folder=out, code=codes["a"]) == ExportReport(1, 0, 0)
    for code in ("ZZZZZ", codes["c"]):
        with pytest.raises(NotFound):
            export_services(store, clock, folder=out, code=code)


def test_nothing_else_is_written_over(store: Store, clock: Clock, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    export_services(store, clock, folder=letters)
    export_services(store, clock, folder=letters)  # its own export it replaces
    (letters / "to-pat.txt").write_text("Dear Pat")
    with pytest.raises(BadInput, match="There is something else in"):
        export_services(store, clock, folder=letters)
    with pytest.raises(BadInput, match="is a file"):
        export_services(store, clock, folder=letters / "to-pat.txt")
    assert (letters / "to-pat.txt").read_text() == "Dear Pat"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
