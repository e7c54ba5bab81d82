"""`hub print timetable`: in which language, as a list or on one page, and what it answers."""

from __future__ import annotations

from pathlib import Path

from tests.kiosk.conftest import Hub
from tests.printables.checking import read, words_of


def test_it_speaks_polish(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    said = starter("print", "timetable", "--language", "Polski", "-o", str(path), "--json")
    assert said.document == {"file": str(path), "week": "2026-W48"}
    assert "23–29 listopada 2026" in words_of(path.read_bytes())


def test_a_language_nobody_has_is_refused_with_those_we_have(starter: Hub) -> None:
    said = starter("print", "timetable", "--language", "klingon")
    assert (said.code, "pl (Polish)" in said.err) == (1, True)


def test_a_quiet_week_fits_one_page(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "grid.pdf"
    said = starter("print", "timetable", "--grid", "-o", str(path), "--json")
    assert said.document == {"file": str(path), "week": "2026-W48", "grid": True}
    (page,) = read(path.read_bytes()).pages
    assert page.mediabox.width > page.mediabox.height


def test_in_large_print_it_is_the_list_and_says_why(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "grid.pdf"
    words = ("print", "timetable", "--grid", "--large", "-o", str(path))
    why = "A grid has no room for large print, so this is the list."
    assert starter(*words, "--json").document == {
        "file": str(path),
        "week": "2026-W48",
        "grid": False,
        "why": why,
    }
    assert starter(*words).out == f"{why}\nThe timetable is in {path}.\n"
    page = read(path.read_bytes()).pages[0]
    assert page.mediabox.width < page.mediabox.height


def test_a_week_too_full_for_one_page_is_the_list_and_says_why(hub: Hub, tmp_path: Path) -> None:
    assert hub("init", "--from", "demo", "--json").code == 0
    path = tmp_path / "grid.pdf"
    words = ("print", "timetable", "--grid", "--week", "2026-W49", "-o", str(path), "--json")
    assert hub(*words).document == {
        "file": str(path),
        "week": "2026-W49",
        "grid": False,
        "why": "The week has 38 sessions: too many for one page, so this is the list.",
    }
