"""A disk that is full in the middle of a backup or a restore costs nobody their hub."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hub.clock import Clock
from hub.errors import NoStorage
from hub.settings import Settings, load_settings
from hub.store.opening import open_store
from hub.store.site import show_site
from hub.upkeep import making, sealed
from hub.upkeep.backup import back_up
from hub.upkeep.making import HubMade, make_hub
from hub.upkeep.restore import restore


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> HubMade:
    environment = {"HUB_KEYS": str(tmp_path / "keys")}
    return make_hub(
        tmp_path / "hub", content="empty", clock=clock, environment=environment, name="Ferry Road"
    )


def backup_of(settings: Settings, clock: Clock) -> Path:
    store = open_store(settings)
    path = back_up(store, clock, settings).path
    store.close()
    return path


def name_of(settings: Settings) -> str:
    store = open_store(settings)
    with store.read() as session:
        name = show_site(session).name
    store.close()
    return name


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix != ".backup"}


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, *, for_folders: bool) -> None:
    """hub.toml can't be written; or it can, and then its folder can't be kept."""
    kept = sealed.to_disk

    def full(path: Path) -> None:
        if path.is_dir() == for_folders:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        kept(path)

    monkeypatch.setattr(making, "to_disk", full)


@pytest.mark.parametrize("for_folders", [False, True], ids=["before hub.toml", "after hub.toml"])
def test_a_restore_that_fails_at_its_end_leaves_the_living_hub(
    made: HubMade, clock: Clock, monkeypatch: pytest.MonkeyPatch, for_folders: bool
) -> None:
    folder = made.settings.folder
    path = backup_of(made.settings, clock)
    before = files(folder), (folder / "hub.toml").read_text()
    store = made.settings.store_file.read_bytes()
    with monkeypatch.context() as patched:
        fill_the_disk(patched, for_folders=for_folders)
        with pytest.raises(NoStorage):
            restore(path, folder=folder, clock=clock, environment={}, replace_hub=True)
    assert (files(folder), (folder / "hub.toml").read_text()) == before
    assert made.settings.store_file.read_bytes() == store
    assert name_of(load_settings(folder, {})) == "Ferry Road"


@pytest.mark.parametrize("for_folders", [False, True], ids=["before hub.toml", "after hub.toml"])
def test_a_restore_that_fails_on_a_new_machine_can_be_tried_again(
    made: HubMade,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    for_folders: bool,
) -> None:
    path = backup_of(made.settings, clock)
    folder = tmp_path / "new"
    environment = {"HUB_KEYS": str(tmp_path / "keys")}
    with monkeypatch.context() as patched:
        fill_the_disk(patched, for_folders=for_folders)
        with pytest.raises(NoStorage):
            restore(path, folder=folder, clock=clock, environment=environment)
    assert files(folder) == set()
    back = restore(path, folder=folder, clock=clock, environment=environment)
    assert name_of(back.settings) == "Ferry Road"


def test_a_file_in_place_of_the_backup_folder_is_said_in_words(made: HubMade, clock: Clock) -> None:
    folder = made.settings.folder / "backups"
    folder.write_text("shopping list")
    store = open_store(made.settings)
    with pytest.raises(NoStorage) as caught:
        back_up(store, clock, made.settings)
    store.close()
    assert (caught.value.message, folder.read_text()) == (
        f"{folder} can't be written to: File exists.",
        "shopping list",
    )
