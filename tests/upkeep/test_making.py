"""A hub is made whole or not at all, and never over another one."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, make_url, select
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput, HubError, NoStorage
from hub.people.trail import read_trail
from hub.people.undo import list_undoable
from hub.settings import load_settings
from hub.store.engine import server_engine
from hub.store.keys import key_from, read_key
from hub.store.opening import open_store
from hub.store.site import show_site
from hub.store.tables import Hub, Need, Service
from hub.timetable.telling import list_to_tell
from hub.upkeep import making, sealed
from hub.upkeep.making import Content, HubMade, make_hub

URGENT = {
    "999: police, ambulance, fire",
    "Childline",
    "Galop helpline",
    "Karma Nirvana helpline",
    "Men's Advice Line",
    "NHS 111",
    "National Domestic Abuse Helpline",
    "Papyrus helpline",
    "Samaritans",
    "Shout",
}


@dataclass(frozen=True)
class Place:
    """Where a hub is to be made: an empty disk and a clock."""

    disk: Path
    clock: Clock
    store_url: str = ""

    @property
    def folder(self) -> Path:
        return self.disk / "hub"

    @property
    def environment(self) -> dict[str, str]:
        keys = {"HUB_KEYS": str(self.disk / "keys")}
        return {**keys, "HUB_STORE_URL": self.store_url} if self.store_url else keys

    def make(self, content: Content = "empty", name: str | None = None) -> HubMade:
        return make_hub(
            self.folder,
            content=content,
            clock=self.clock,
            environment=self.environment,
            name=name,
        )

    def refuse(self) -> HubError:
        with pytest.raises(HubError) as caught:
            self.make()
        return caught.value


@pytest.fixture
def place(tmp_path: Path, clock: Clock) -> Place:
    (tmp_path / "disk").mkdir()
    return Place(tmp_path / "disk", clock)


@pytest.fixture
def server(place: Place, postgresql_server: str) -> Iterator[Place]:
    """The same with an empty PostgreSQL database for its store."""
    name = f"making_{uuid.uuid4().hex}"
    office = server_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with office.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    url = make_url(postgresql_server).set(database=name)
    yield Place(place.disk, place.clock, url.render_as_string(False))
    with office.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    office.dispose()


def everything(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Every file and folder with its mode and what it holds."""
    return {
        str(path.relative_to(folder)): (
            oct(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def modes(folder: Path) -> dict[str, str]:
    return {name: mode[-3:] for name, (mode, _) in everything(folder).items()}


def tables_in(url: str) -> list[str]:
    engine = server_engine(url)
    found = inspect(engine).get_table_names()
    engine.dispose()
    return found


def test_a_hub_is_made_whole_for_its_owner_only_with_its_key_elsewhere(place: Place) -> None:
    made = place.make(name="  Ferry   Road ")
    hub_id = made.settings.hub_id
    assert modes(place.disk) == {
        "hub": "700",
        "hub/hub.toml": "600",
        "hub/store": "700",
        "hub/store/hub.db": "600",
        "keys": "700",
        f"keys/{hub_id}.key": "600",
    }
    assert load_settings(place.folder, place.environment) == made.settings
    assert load_settings(place.folder, {}).key_folder == place.disk / "keys"
    store = open_store(made.settings)
    with store.read() as session:
        assert session.execute(select(col(Hub.id), col(Hub.hub_id), col(Hub.changes))).all() == [
            (1, hub_id, 1)
        ]
        site = show_site(session)
        assert (site.name, site.zone) == ("Ferry Road", "Europe/London")
    assert [(line.verb, line.by, line.fields) for line in read_trail(store, place.clock)] == [
        ("hub.made", "", (("from", "empty"),))
    ]
    store.close()


def test_the_recovery_words_are_those_of_the_key(place: Place) -> None:
    made = place.make()
    assert key_from(" ".join(made.words)) == read_key(made.settings.key_file)


def test_the_store_cannot_be_read_without_its_key(place: Place) -> None:
    made = place.make(name="Ferry Road")
    content = made.settings.store_file.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"Ferry Road" not in content


@pytest.mark.parametrize("content", ["starter", "empty"])
def test_a_second_hub_in_its_folder_is_refused_and_nothing_touched(
    place: Place, content: Content
) -> None:
    place.make(content)
    before = everything(place.disk)
    refusal = place.refuse()
    assert (type(refusal), refusal.message) == (
        BadInput,
        f"There is a hub in {place.folder} already.",
    )
    assert everything(place.disk) == before


def test_a_folder_with_only_a_store_is_somebodys_hub(place: Place) -> None:
    (place.folder / "store").mkdir(parents=True)
    before = everything(place.disk)
    assert type(place.refuse()) is BadInput
    assert everything(place.disk) == before


def test_a_file_in_place_of_the_folder_is_left_alone(place: Place) -> None:
    place.folder.write_text("shopping list")
    before = everything(place.disk)
    refusal = place.refuse()
    assert (type(refusal), refusal.message, everything(place.disk)) == (
        NoStorage,
        f"{place.folder} can't be written to: File exists.",
        before,
    )


Break = Callable[[pytest.MonkeyPatch], None]


def full(*_arguments: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_folders(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(Path, "mkdir", full)


def no_tables(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(making, "migrate", full)


def no_settings(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(Path, "write_text", full)


def no_settings_kept(patched: pytest.MonkeyPatch) -> None:
    kept = sealed.to_disk

    def all_but_the_folder(path: Path) -> None:
        full() if path.is_dir() else kept(path)

    patched.setattr(making, "to_disk", all_but_the_folder)


@pytest.mark.parametrize(
    "break_it", [no_folders, no_tables, no_settings, no_settings_kept], ids=lambda it: it.__name__
)
@pytest.mark.parametrize("was_there", [False, True], ids=["no folder", "an empty folder"])
def test_a_disk_that_is_full_leaves_nothing_and_the_next_try_works(
    place: Place, monkeypatch: pytest.MonkeyPatch, break_it: Break, was_there: bool
) -> None:
    (place.disk / "keys").mkdir(mode=0o700)
    if was_there:
        place.folder.mkdir(mode=0o755)
    before = everything(place.disk)
    with monkeypatch.context() as patched:
        break_it(patched)
        refusal = place.refuse()
    assert type(refusal) is NoStorage
    assert refusal.message.endswith(": No space left on device.")
    assert everything(place.disk) == before
    place.make()
    store = open_store(load_settings(place.folder, {}))
    store.close()


def test_a_power_key_at_the_wrong_moment_leaves_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    (place.disk / "keys").mkdir(mode=0o700)
    before = everything(place.disk)
    monkeypatch.setattr(making, "write_settings", stop)
    with pytest.raises(KeyboardInterrupt):
        place.make()
    assert everything(place.disk) == before


@pytest.mark.parametrize("break_it", [no_tables, no_settings, no_settings_kept])
def test_a_failure_leaves_the_server_as_empty_as_it_was(
    server: Place, monkeypatch: pytest.MonkeyPatch, break_it: Break
) -> None:
    with monkeypatch.context() as patched:
        break_it(patched)
        assert type(server.refuse()) is NoStorage
    assert (server.folder.exists(), tables_in(server.store_url)) == (False, [])
    made = server.make("starter")
    open_store(made.settings).close()


def test_a_hub_on_a_server_keeps_no_store_file(server: Place) -> None:
    made = server.make()
    assert modes(server.disk) == {
        "hub": "700",
        "hub/hub.toml": "600",
        "keys": "700",
        f"keys/{made.settings.hub_id}.key": "600",
    }
    assert load_settings(server.folder, {}).store_url == server.store_url


def test_a_server_that_holds_a_hub_is_refused_and_nothing_touched(
    server: Place, tmp_path: Path
) -> None:
    made = server.make("starter")
    (tmp_path / "second").mkdir()
    second = Place(tmp_path / "second", server.clock, server.store_url)
    refusal = second.refuse()
    assert (type(refusal), refusal.message) == (
        BadInput,
        "There is a hub in this PostgreSQL database already.",
    )
    assert modes(second.disk) == {"keys": "700"}
    store = open_store(made.settings)
    with store.read() as session:
        assert session.scalar(select(col(Hub.hub_id))) == made.settings.hub_id
    store.close()


def test_the_starter_has_every_urgent_helpline_and_claims_no_checks(place: Place) -> None:
    store = open_store(place.make("starter").settings)
    with store.read() as session:
        urgent = set(session.scalars(select(col(Service.name)).where(col(Service.is_urgent))))
        checked = session.scalars(
            select(col(Service.name)).where(col(Service.assured_on).is_not(None))
        ).all()
        sources = set(session.scalars(select(col(Service.source))))
    store.close()
    assert (urgent, checked, sources) == (URGENT, [], {"starter"})


def test_an_empty_hub_has_needs_to_file_help_under_and_no_help(place: Place) -> None:
    store = open_store(place.make("empty").settings)
    with store.read() as session:
        services = session.scalar(select(func.count()).select_from(Service))
        needs = session.scalar(select(func.count()).select_from(Need)) or 0
    store.close()
    assert (services, needs > 20) == (0, True)


def test_two_hubs_share_neither_id_nor_key(place: Place, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, other = place.make(), Place(tmp_path / "other", place.clock).make()
    assert one.settings.hub_id != other.settings.hub_id
    assert one.words != other.words


def test_a_demo_begins_with_one_person_to_tell_and_nothing_to_undo(place: Place) -> None:
    place.make("demo")
    store = open_store(load_settings(place.folder, place.environment))
    try:
        (to_tell,) = list_to_tell(store, place.clock)
        assert "has moved to" in to_tell.words
        assert list_undoable(store, place.clock) == ()
    finally:
        store.close()
