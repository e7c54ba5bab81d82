"""Every example and mock of Open Referral UK 3.0, imported for real, twice, on both engines."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.directory.openreferral.saving import import_services
from hub.directory.search import list_services
from hub.errors import BadInput
from hub.people.trail import read_trail
from hub.store.changes import public_changes
from hub.store.engine import Store

FOLDERS = ("oruk/3.0/examples", "validator-mocks")
_GIVEN = os.environ.get("HUB_TEST_OPENREFERRAL", "")
FILES = sorted(
    str(path.relative_to(_GIVEN))
    for folder in FOLDERS
    for path in (Path(_GIVEN, folder).rglob("*.json") if _GIVEN else ())
)

NO_LATITUDE = "Its location latitude isn't between -90 and 90; it was left out."
NO_COST = "Its cost option valid_to is over; it was left out."
NO_URL = "Its url isn't a web address; it was left out."
NO_EMAIL = "Its email isn't an email address; it was left out."
NO_NAME = "Its name is missing or isn't text."

IMPORTED: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "*/V3.0-UK-Fail/service_full.json": (1, (), (NO_LATITUDE, NO_COST, NO_URL, NO_EMAIL)),
    "*/V3.0-UK-Fail/service_list.json": (0, (NO_NAME,) * 4, ()),
    "*/service_list.json": (1, (), ()),
    "*/service_at_location_list.json": (1, (), (NO_LATITUDE,)),
    "*/*_full.json": (1, (), (NO_LATITUDE, NO_COST)),
    "*/organization.json": (1, (), (NO_LATITUDE, NO_COST)),
}
"""How many come in, why rows are refused, and what is left out."""

REFUSED = {
    "*/organization_list.json": "This is an organisation without services: there are no",
    "*/taxonomy.json": "This is a taxonomy: there are no services in it.",
    "*/taxonomy_list.json": "This is a taxonomy or details about a feed: there are no",
    "*/taxonomy_term*.json": "This is a term of a taxonomy: there are no services in it.",
    "*/api_details.json": "This is details about a feed: there are no services in it.",
}
"""What the refusal of a whole file begins with."""

pytestmark = pytest.mark.skipif(
    not _GIVEN, reason="HUB_TEST_OPENREFERRAL doesn't name a folder with the standard's files"
)


def test_every_file_is_here() -> None:
    assert len(FILES) == 43


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_in_once_or_is_refused_in_words(store: Store, clock: Clock, name: str) -> None:
    path = Path(_GIVEN, name)
    refusal = next((REFUSED[like] for like in REFUSED if fnmatch(name, like)), None)
    if refusal is not None:
        with pytest.raises(BadInput) as caught:
            import_services(store, clock, path=path)
        assert caught.value.message.startswith(refusal)
        assert (list_services(store), read_trail(store, clock)) == ((), ())
        return
    created, why, left_out = next(IMPORTED[like] for like in IMPORTED if fnmatch(name, like))
    first = import_services(store, clock, path=path)
    assert (first.read, first.created, first.updated) == (created + len(why), created, 0)
    assert tuple(one.why for one in first.refused) == why
    assert tuple(sorted(one.why for one in first.left_out)) == tuple(sorted(left_out))
    before = list_services(store), read_trail(store, clock), _changes(store)
    assert len(before[0]) == len(before[1]) == before[2] == created
    second = import_services(store, clock, path=path)
    assert (second.created, second.updated, second.unchanged) == (0, 0, created)
    assert (list_services(store), read_trail(store, clock), _changes(store)) == before


def test_all_files_one_after_the_other_settle(store: Store, clock: Clock) -> None:
    """They all hold the same service, in full and as a summary, in turn."""
    kept = [
        Path(_GIVEN, name)
        for name in FILES
        if "/oruk/" in f"/{name}" and not any(fnmatch(name, like) for like in REFUSED)
    ]
    for path in kept:
        import_services(store, clock, path=path)
    before = list_services(store), read_trail(store, clock), _changes(store)
    for path in kept:
        report = import_services(store, clock, path=path)
        assert (report.created, report.updated) == (0, 0), path.name
    assert (list_services(store), read_trail(store, clock), _changes(store)) == before
    assert before[0][0].when.startswith("The service is available")


def _changes(store: Store) -> int:
    with store.read() as session:
        return public_changes(session)
