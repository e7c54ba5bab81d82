"""`hub print leaflet`, `hub print cards` and `hub print hub-card`, from the noticeboard alone."""

from __future__ import annotations

import os
from pathlib import Path

from tests.kiosk.conftest import Hub
from tests.printables.checking import read, words_of


def code_of(hub: Hub, name: str) -> str:
    found = hub("find", name, "--json").document["results"]
    return str(next(one["code"] for one in found if one["name"] == name))


def test_a_leaflet_is_printed_from_the_noticeboard_alone(starter: Hub, tmp_path: Path) -> None:
    code = code_of(starter, "Shelter helpline")
    # What is published is enough: the store may be gone.
    for path in (tmp_path / "data").glob("*.db*"):
        path.unlink()
    path = tmp_path / "a5.pdf"
    said = starter("print", "leaflet", code.lower(), "-o", str(path), "--json")
    assert said.document == {
        "file": str(path),
        "code": code,
        "title": "Shelter helpline",
        "leaflets": [{"code": code, "title": "Shelter helpline"}],
    }
    reader = read(path.read_bytes())
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [420, 595]
    assert "0808 800 4444" in words_of(path.read_bytes())


def test_large_print_is_a4_and_two_share_a_page(starter: Hub, tmp_path: Path) -> None:
    shelter, blue = code_of(starter, "Shelter helpline"), code_of(starter, "Blue Badge")
    path = tmp_path / "x.pdf"
    assert starter("print", "leaflet", shelter, "--large", "-o", str(path)).code == 0
    assert [round(float(side)) for side in read(path.read_bytes()).pages[0].mediabox[2:]] == [
        595,
        842,
    ]
    said = starter("print", "leaflet", shelter, blue, shelter, "--two-up", "-o", str(path))
    assert said.out == (
        f"The leaflets are in {path}. About: Shelter helpline, Blue Badge, Shelter helpline\n"
    )
    pages = read(path.read_bytes()).pages
    assert [[round(float(side)) for side in page.mediabox[2:]] for page in pages] == [
        [842, 595],
        [842, 595],
    ]
    both = starter("print", "leaflet", shelter, "--two-up", "--large")
    assert (both.code, both.err.splitlines()[0]) == (1, "Large print takes all of an A4 page.")


def test_a_file_is_named_after_its_code_and_language(starter: Hub, tmp_path: Path) -> None:
    code = code_of(starter, "Shelter helpline")
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        assert starter("print", "leaflet", code, "--language", "Polish").code == 0
    finally:
        os.chdir(before)
    made = tmp_path / f"leaflet-{code}-pl.pdf"
    assert read(made.read_bytes()).trailer["/Root"]["/Lang"] == "pl"  # type: ignore[index] # pypdf


def test_an_unknown_code_is_refused_with_what_to_do(starter: Hub, tmp_path: Path) -> None:
    said = starter("print", "leaflet", "ZZZZZ", "-o", str(tmp_path / "x.pdf"), "--json")
    assert said.code == 1
    assert said.document == {
        "error": "Nothing that is published has the code 'ZZZZZ'.",
        "hint": "See: hub find WORDS",
    }
    assert not (tmp_path / "x.pdf").exists()
    assert starter("print", "leaflet").code == 2


def test_cards_for_shops_and_the_hubs_own(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    said = starter("print", "cards", "-o", str(path), "--json")
    assert said.document == {
        "file": str(path),
        "title": "Pocket cards, Our library",
        "topics": ["housing", "debt", "caring", "loneliness", "abuse"],
    }
    words = words_of(path.read_bytes())
    assert words.count("Somebody to talk to") == 2
    assert "abuse" not in words.casefold()
    one = starter("print", "cards", "--topic", "debt", "-o", str(path), "--json")
    assert one.document["topics"] == ["debt"]
    assert words_of(path.read_bytes()).count("Money worries") == 10
    assert starter("print", "cards", "--topic", "weather").code == 2
    card = starter("print", "hub-card", "-o", str(path), "--json")
    assert card.document == {"file": str(path), "title": "Cards to hand out, Our library"}
    assert words_of(path.read_bytes()).count("Our library") == 10
