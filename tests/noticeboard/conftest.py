"""A folder for the hub that is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.settings import Settings


@pytest.fixture(autouse=True)
def hub_folder(settings: Settings) -> Path:
    settings.folder.mkdir()
    return settings.folder
