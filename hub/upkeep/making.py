"""Makes a hub: its folder, key, store and first content. All of it or nothing: what a failure
leaves behind never looks like a hub.
"""

from __future__ import annotations

import json
import random
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from msgspec.structs import replace
from sqlalchemy import insert, inspect, text

from hub.clock import Clock
from hub.errors import BadInput, NoStorage
from hub.people.trail import record
from hub.people.undo import forget_undo
from hub.settings import SETTINGS_FILE, Settings, default_key_folder
from hub.store.engine import Store
from hub.store.keys import new_key, words_for, write_key
from hub.store.opening import connect
from hub.store.schema import migrate
from hub.store.tables import Hub, Row, Site
from hub.upkeep.sealed import to_disk
from hub.views.words import clean_line

Content = Literal["starter", "demo", "empty"]


@dataclass(frozen=True, slots=True)
class HubMade:
    """A hub that is ready, and the words that bring it back if its machine is lost."""

    settings: Settings
    words: tuple[str, ...]
    """24 recovery words; of a hub on PostgreSQL they open its backups."""


def make_hub(
    folder: Path,
    *,
    content: Content,
    clock: Clock,
    environment: Mapping[str, str] | None = None,
    source: random.Random | None = None,
    name: str | None = None,
) -> HubMade:
    """Make a hub in `folder`. Raises BadInput where there is one, NoStorage where it can't be."""
    import os

    variables = os.environ if environment is None else environment
    refuse_living(folder)
    drawn = source or random.SystemRandom()
    backups = variables.get("HUB_BACKUPS", "").strip()
    settings = Settings(
        folder=folder,
        hub_id=str(uuid.UUID(int=drawn.getrandbits(128), version=4)),
        zone=clock.zone.key,
        country="GB",
        subdivision="ENG",
        store_url=variables.get("HUB_STORE_URL", "").strip(),
        key_folder=default_key_folder(variables),
        backup_folder=Path(backups).expanduser() if backups else folder / "backups",
        web_address=variables.get("HUB_WEB", "").strip().rstrip("/"),
    )
    was_there = folder.is_dir()
    mode = folder.stat().st_mode & 0o777 if was_there else 0o700
    key = new_key()
    has_key = is_filled = False
    staged = folder / f"making-{settings.hub_id[:8]}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        write_key(settings.key_file, key)
        has_key = True
        _fill(replace(settings, folder=staged), content, clock, source, name)
        is_filled = True
        if not settings.store_url:
            (staged / "store").rename(folder / "store")
        write_settings(settings, variables)
    except BaseException as error:
        _take_back(folder, staged, mode if was_there else None)
        if has_key:
            settings.key_file.unlink(missing_ok=True)
        if settings.store_url and is_filled:
            _empty_server(settings)
        if isinstance(error, OSError):
            raise no_storage(folder, error) from error
        raise
    shutil.rmtree(staged, ignore_errors=True)
    return HubMade(settings, words_for(key))


def refuse_living(folder: Path) -> None:
    """Raise BadInput if there is a hub, or the store of one, in `folder`."""
    if (folder / SETTINGS_FILE).exists() or (folder / "store").exists():
        raise BadInput(
            f"There is a hub in {folder} already.",
            hint="Nothing was changed. Name another folder with --data.",
        )


def no_storage(folder: Path, error: OSError) -> NoStorage:
    """An operating system's refusal to write, in words."""
    return NoStorage(
        f"{folder} can't be written to: {error.strerror or error}.",
        hint="Check that the disk is there, has room, and belongs to you.",
    )


def write_settings(settings: Settings, environment: Mapping[str, str]) -> None:
    """Write hub.toml: whole or not at all."""
    lines = {"id": settings.hub_id, **portable(settings)}
    if settings.store_url:
        lines["store_url"] = settings.store_url
    if environment.get("HUB_KEYS", "").strip():
        lines["keys"] = str(settings.key_folder.resolve())
    if environment.get("HUB_BACKUPS", "").strip():
        lines["backups"] = str(settings.backup_folder.resolve())
    path = settings.folder / SETTINGS_FILE
    fresh = path.with_name(f"{SETTINGS_FILE}.new")
    body = "".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items())
    fresh.touch(mode=0o600)
    fresh.write_text(body, encoding="utf-8")
    to_disk(fresh)
    fresh.rename(path)
    to_disk(settings.folder)


def portable(settings: Settings) -> dict[str, str]:
    """The settings that hold on any machine."""
    return {
        "zone": settings.zone,
        "country": settings.country,
        "subdivision": settings.subdivision,
        "web": settings.web_address,
    }


def make_store_folder(path: Path) -> None:
    """The store's folder (0700) and an empty file in it (0600), before anything is written."""
    path.parent.mkdir(mode=0o700, parents=True)
    path.touch(mode=0o600)


def holds_tables(store: Store) -> bool:
    """Whether the store holds a hub's tables already."""
    return inspect(store.engine).has_table("hub")


def _fill(
    settings: Settings,
    content: Content,
    clock: Clock,
    source: random.Random | None,
    name: str | None,
) -> None:
    if not settings.store_url:
        make_store_folder(settings.store_file)
    store = connect(settings, source=source)
    is_ours = False
    try:
        if settings.store_url and holds_tables(store):
            raise BadInput(
                "There is a hub in this PostgreSQL database already.",
                hint="Nothing was changed. Name another database in HUB_STORE_URL.",
            )
        is_ours = True
        migrate(store)
        with store.write() as session:
            session.execute(insert(Hub), {"id": 1, "hub_id": settings.hub_id, "changes": 1})
            site = clean_line(name or "") or "Our library"
            session.execute(insert(Site), {"name": site, "zone": settings.zone})
            record(session, clock, by=None, verb="hub.made", **{"from": content})
            from hub.directory.interests import load_interests
            from hub.directory.needs import load_needs
            from hub.directory.starter import load_starter

            load_needs(session)
            load_interests(session)
            if content != "empty":
                load_starter(session, clock)
        if content == "demo":
            from hub.upkeep.demo import fill_demo

            fill_demo(store, clock)
        with store.write() as session:
            forget_undo(session, clock, all_of_it=True)  # nobody can undo what made the hub
    except BaseException:
        if settings.store_url and is_ours:
            _drop_tables(store)
        raise
    finally:
        store.close()


def _take_back(folder: Path, staged: Path, mode: int | None) -> None:
    """Remove what was put into the folder; with no mode of its own, the folder too."""
    if not folder.is_dir():
        return
    if mode is None:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        for left in (staged, folder / "store"):
            shutil.rmtree(left, ignore_errors=True)
        for file in (SETTINGS_FILE, f"{SETTINGS_FILE}.new"):
            (folder / file).unlink(missing_ok=True)
        folder.chmod(mode)


def _empty_server(settings: Settings) -> None:
    store = connect(settings)
    try:
        _drop_tables(store)
    finally:
        store.close()


def _drop_tables(store: Store) -> None:
    with store.engine.begin() as connection:
        Row.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
