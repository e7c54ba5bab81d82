"""An older hub is brought up to date by a real migration, after a backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import inspect, text

from hub.clock import Clock
from hub.directory.interests import list_interests
from hub.directory.needs import list_needs
from hub.errors import BadInput, NoStorage, NotFound
from hub.resources import read_toml
from hub.settings import Settings
from hub.store import revision, schema
from hub.store.changes import public_changes
from hub.store.engine import Store, embedded_engine
from hub.store.keys import write_key
from hub.store.revision import REVISIONS, revision_of
from hub.upkeep import backup, sealed
from hub.upkeep.upgrade import upgrade_hub

KEY = bytes.fromhex("11" * 32)

NEXT = '''"""The version after this one."""
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{now}"


def upgrade() -> None:
    op.create_table("tea", sa.Column("id", sa.Integer(), primary_key=True))
    {then}
'''


@pytest.fixture
def hub(store: Store, settings: Settings) -> Settings:
    """Settings that lead to `store`, on either engine."""
    settings.folder.mkdir()
    settings.backup_folder.mkdir()
    write_key(settings.key_file, KEY)
    url = store.engine.url
    if store.dialect == "postgresql":
        return replace(settings, store_url=url.render_as_string(hide_password=False))
    assert url.database
    settings.store_file.parent.mkdir()
    store.close()
    shutil.move(url.database, settings.store_file)
    return settings


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this program the next release: one migration more, that ends with a statement."""

    def make(then: str) -> None:
        now, following = revision.NEWEST, "9999"
        scripts = tmp_path / "migrations"
        shutil.copytree(schema._SCRIPTS, scripts)
        script = NEXT.format(next=following, now=now, then=then)
        (scripts / "versions" / "9999_next.py").write_text(script, encoding="utf-8")
        monkeypatch.setattr(schema, "_SCRIPTS", scripts)
        known = (*revision.REVISIONS, following)
        monkeypatch.setattr(revision, "REVISIONS", known)
        monkeypatch.setattr(sealed, "REVISIONS", known)
        monkeypatch.setattr(revision, "NEWEST", following)
        monkeypatch.setattr(backup, "NEWEST", following)

    return make


def look(hub: Settings, store: Store) -> tuple[str | None, bool]:
    """The revision of the hub's store, and whether the new table is there."""
    found = store if hub.store_url else Store(embedded_engine(str(hub.store_file), KEY.hex()))
    try:
        return revision_of(found.engine), inspect(found.engine).has_table("tea")
    finally:
        found.close()


def backups(hub: Settings) -> list[str]:
    return [path.name for path in hub.backup_folder.iterdir()]


def test_a_hub_that_is_up_to_date_is_left_alone(hub: Settings, clock: Clock) -> None:
    upgrade_hub(hub, clock)
    assert upgrade_hub(hub, clock) == "This hub is already up to date."
    assert backups(hub) == []


def test_a_hub_gets_the_needs_and_interests_of_this_version(
    hub: Settings, store: Store, clock: Clock
) -> None:
    changes = store if hub.store_url else Store(embedded_engine(str(hub.store_file), KEY.hex()))
    with changes.read() as session:
        before = public_changes(session)
    assert upgrade_hub(hub, clock) == "This hub has the needs and interests of this version now."
    with changes.read() as session:
        assert public_changes(session) == before + 1
    assert len(list_interests(changes)) == len(read_toml("interests.toml")["interest"])
    needs = [need for group in list_needs(changes) for need in group.needs]
    assert len(needs) == len(read_toml("needs.toml")["need"])
    changes.close()


def test_an_older_hub_gets_them_with_the_migration(
    hub: Settings, store: Store, clock: Clock, release: Callable[[str], None]
) -> None:
    release("pass")
    upgrade_hub(hub, clock)
    found = store if hub.store_url else Store(embedded_engine(str(hub.store_file), KEY.hex()))
    assert list_interests(found)
    assert list_needs(found)
    found.close()


def test_an_older_hub_is_backed_up_and_brought_up(
    hub: Settings, store: Store, clock: Clock, release: Callable[[str], None]
) -> None:
    release("pass")
    path = hub.backup_folder / "hub-2026-11-23T1042.backup"
    assert upgrade_hub(hub, clock) == (
        f"This hub is up to date now. The backup from before is {path}."
    )
    assert look(hub, store) == ("9999", True)
    assert sealed.check(path, KEY).revision == REVISIONS[-1]
    assert upgrade_hub(hub, clock) == "This hub is already up to date."


def test_a_migration_that_fails_changes_nothing(
    hub: Settings, store: Store, clock: Clock, release: Callable[[str], None]
) -> None:
    release('raise RuntimeError("half way")')
    with pytest.raises(RuntimeError, match="half way"):
        upgrade_hub(hub, clock)
    assert look(hub, store) == (REVISIONS[-1], False)
    assert backups(hub) == ["hub-2026-11-23T1042.backup"]


def test_without_a_good_backup_nothing_is_changed(
    hub: Settings, store: Store, clock: Clock, release: Callable[[str], None]
) -> None:
    release("pass")
    hub.backup_folder.rmdir()
    with pytest.raises(NoStorage, match="no folder"):
        upgrade_hub(hub, clock)
    assert look(hub, store) == (REVISIONS[-1], False)


def test_a_hub_of_a_newer_program_is_refused(hub: Settings, store: Store, clock: Clock) -> None:
    newer = store if hub.store_url else Store(embedded_engine(str(hub.store_file), KEY.hex()))
    with newer.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.close()
    with pytest.raises(BadInput, match="newer version"):
        upgrade_hub(hub, clock)
    assert backups(hub) == []


def test_a_store_without_tables_or_without_a_file_is_refused(
    settings: Settings, clock: Clock
) -> None:
    settings.folder.mkdir()
    write_key(settings.key_file, KEY)
    with pytest.raises(NotFound, match="store of this hub is not in"):
        upgrade_hub(settings, clock)
    settings.store_file.parent.mkdir()
    settings.store_file.touch()
    with pytest.raises(BadInput, match="no tables"):
        upgrade_hub(settings, clock)
