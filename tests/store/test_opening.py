"""A store is opened as it is or refused in words; opening makes nothing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from hub.errors import BadInput, Busy, Damaged, HubError, NotFound
from hub.settings import Settings
from hub.store import revision
from hub.store.engine import Store, embedded_engine
from hub.store.keys import write_key
from hub.store.opening import connect, open_store
from tests.conftest import KEY_HEX


@pytest.fixture
def kept(settings: Settings, sqlcipher_template: Path) -> Settings:
    """Settings of a hub whose store and key are where they should be."""
    settings.store_file.parent.mkdir(parents=True)
    shutil.copy(sqlcipher_template, settings.store_file)
    write_key(settings.key_file, bytes.fromhex(KEY_HEX))
    return settings


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def say_revision(settings: Settings, statement: str) -> None:
    store = Store(embedded_engine(str(settings.store_file), KEY_HEX))
    with store.write() as session:
        session.execute(text(statement))
    store.close()


def refused(settings: Settings) -> HubError:
    with pytest.raises(HubError) as caught:
        open_store(settings)
    return caught.value


def test_a_store_with_its_key_opens(kept: Settings) -> None:
    store = open_store(kept)
    with store.read() as session:
        assert session.scalar(text("SELECT name FROM site")) == "Ferry Road"
    store.close()


def test_a_missing_store_is_not_made_anew(kept: Settings) -> None:
    kept.store_file.unlink()
    before = contents(kept.folder)
    refusal = refused(kept)
    assert (type(refusal), refusal.message, refusal.hint) == (
        NotFound,
        f"The store of this hub is not in {kept.store_file.parent}.",
        "Nothing was made in its place. Check the disk, or: hub restore BACKUP",
    )
    assert contents(kept.folder) == before == {}


def test_a_missing_key_is_missed_and_the_store_left_alone(kept: Settings) -> None:
    kept.key_file.unlink()
    before = contents(kept.folder)
    refusal = refused(kept)
    assert (type(refusal), refusal.message, contents(kept.folder)) == (
        NotFound,
        f"The key of this hub is not in {kept.key_folder}.",
        before,
    )


def test_a_wrong_key_is_said_in_words_and_changes_nothing(kept: Settings) -> None:
    kept.key_file.unlink()
    write_key(kept.key_file, bytes(32))
    before = contents(kept.folder)
    refusal = refused(kept)
    assert (type(refusal), refusal.message, refusal.hint) == (
        Damaged,
        "The store can't be opened: its key is another one, or the file is damaged.",
        "Nothing was changed. Put the right key back, or: hub restore BACKUP",
    )
    assert contents(kept.folder) == before


def test_a_plain_file_in_place_of_the_store_is_damage(kept: Settings) -> None:
    kept.store_file.write_bytes(b"This is no store at all. " * 1000)
    assert type(refused(kept)) is Damaged


def test_a_store_of_an_older_program_is_refused(
    kept: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "REVISIONS", (*revision.REVISIONS, "9999"))
    monkeypatch.setattr(revision, "NEWEST", "9999")
    assert str(refused(kept)) == "This hub was made by an older version. Bring it up: hub upgrade"


def test_a_store_of_a_newer_program_is_refused(kept: Settings) -> None:
    say_revision(kept, "UPDATE alembic_version SET version_num = '9999'")
    assert str(refused(kept)) == (
        "This hub was made by a newer version of the program. Install the newer version here too."
    )


def test_a_store_without_tables_is_refused(kept: Settings) -> None:
    kept.store_file.write_bytes(b"")
    refusal = refused(kept)
    assert (type(refusal), refusal.message) == (BadInput, "The store has no tables.")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///hub.db",
        "postgresql://localhost/hub",
        "mysql://localhost/hub",
        "localhost",
        "x" * 99,
    ],
)
def test_an_unknown_kind_of_url_is_refused(kept: Settings, url: str) -> None:
    refusal = refused(replace(kept, store_url=url))
    assert (type(refusal), refusal.message) == (
        BadInput,
        "HUB_STORE_URL must begin with postgresql+psycopg://",
    )


def test_a_url_that_makes_no_sense_is_refused(kept: Settings) -> None:
    refusal = refused(replace(kept, store_url="postgresql+psycopg://hub:secret@host:port/hub"))
    assert (type(refusal), str(refusal)) == (
        BadInput,
        "HUB_STORE_URL can't be understood. "
        "Write it like postgresql+psycopg://name:password@server/database",
    )


def test_a_server_that_is_not_there_is_said_in_words(kept: Settings) -> None:
    refusal = refused(replace(kept, store_url="postgresql+psycopg://hub@127.0.0.1:1/hub"))
    assert (type(refusal), refusal.message) == (Busy, "The store's server can't be reached.")


def test_a_hub_on_a_server_needs_no_file_and_no_key(
    settings: Settings, postgresql_server: str
) -> None:
    with pytest.raises(BadInput) as caught:
        open_store(replace(settings, store_url=postgresql_server))
    assert caught.value.message == "The store has no tables."


def test_the_source_of_chance_is_handed_on(kept: Settings) -> None:
    source = random.Random(7)
    store = connect(kept, source=source)
    assert store.random is source
    store.close()
