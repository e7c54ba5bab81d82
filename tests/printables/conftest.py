"""Machines with and without letters for Arabic."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from printables import font_files


@pytest.fixture
def no_arabic_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which nobody has installed them."""
    monkeypatch.delenv(font_files.OWN_FOLDER, raising=False)
    monkeypatch.setattr(font_files, "_FOLDERS", ())
    font_files._arabic_folder.cache_clear()
    yield
    font_files._arabic_folder.cache_clear()
