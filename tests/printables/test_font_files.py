"""Where the letters for Arabic are looked for, and what is said where they are no use."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from hub.errors import Damaged
from printables import font_files, shaping
from printables.font_files import Face, arabic_file
from printables.fonts import printable

FILES = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf")
pytestmark = pytest.mark.usefixtures("no_arabic_font")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUB_FONTS", str(tmp_path))
    return tmp_path


def test_a_folder_of_ones_own_is_looked_into(folder: Path) -> None:
    for name in FILES:
        (folder / name).write_bytes(b"")
    assert [arabic_file(face) for face in Face] == [folder / name for name in FILES]


def test_half_a_set_is_none(folder: Path) -> None:
    (folder / FILES[0]).write_bytes(b"")
    assert arabic_file(Face.REGULAR) is None


@pytest.mark.parametrize("missing", ["bidi", "uharfbuzz"])
def test_without_a_library_the_font_is_no_use(
    folder: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in FILES:
        (folder / name).write_bytes(b"")
    found = importlib.util.find_spec
    monkeypatch.setattr(
        font_files, "find_spec", lambda name: None if name == missing else found(name)
    )
    assert arabic_file(Face.REGULAR) is None


def test_a_file_that_is_no_font_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FILES:
        (folder / name).write_bytes(b"not a font")
    # Asked anew, and the font that other tests draw with is kept: reportlab knows no second one.
    monkeypatch.setattr(shaping, "arabic_font", shaping.arabic_font.__wrapped__)
    with pytest.raises(Damaged) as refusal:
        printable("سلام", "The title")
    assert refusal.value.message == f"The font {folder / FILES[0]} cannot be read."
    assert refusal.value.hint == "Put another copy there, or name a folder with HUB_FONTS."
