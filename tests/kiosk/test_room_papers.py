"""`hub print door`, `board`, `confirmation` and `recovery`, as they are typed at the desk."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hub.settings import load_settings
from hub.store.keys import read_key, words_for
from tests.kiosk.conftest import Hub, Said
from tests.printables.checking import read, words_of

DAY = "2027-03-02"


@pytest.fixture
def busy(starter: Hub) -> Hub:
    """A party in Hall A, which nobody else need know of, and a choir in the Main Hall."""
    for words in (
        ("Hall A", f"{DAY}T10:00", "11am", "--title", "Okafor party", "--people", "30"),
        ("Main Hall", f"{DAY}T14:00", "3pm", "--title", "Choir", "--public"),
    ):
        assert starter("book", *words).code == 0
    assert starter("room", "add", "Attic").code == 0
    return starter


def code_of(run: Hub, *words: str) -> str:
    made = run("book", *words, "--json")
    code = made.document["code"]
    assert isinstance(code, str)
    return code


def paper(said: Said, path: Path) -> str:
    assert (said.code, said.err) == (0, "")
    assert str(path) in said.out
    return words_of(path.read_bytes())


def test_every_door_where_something_is_on_in_one_file(busy: Hub, tmp_path: Path) -> None:
    path = tmp_path / "doors.pdf"
    said = busy("print", "door", "--day", DAY, "-o", str(path))
    assert said.out == (
        f"The door sheets for Tuesday 2 March are in {path}: Main Hall, Hall A, Hall B.\n"
        "Nothing is on in Attic. To print those too, add: --all-rooms\n"
    )
    pages = [" ".join(page.extract_text().split()) for page in read(path.read_bytes()).pages]
    assert [page.split(" Tuesday")[0] for page in pages] == ["Main Hall", "Hall A", "Hall B"]
    assert ["Private booking" in page for page in pages] == [True, True, False]
    assert ["Choir" in page for page in pages] == [True, True, True]
    assert "Okafor" not in "".join(pages)
    asked = busy("print", "door", "--day", DAY, "-o", str(path), "--all-rooms", "--json")
    assert asked.document == {
        "file": str(path),
        "day": DAY,
        "rooms": ["Main Hall", "Hall A", "Hall B", "Attic"],
        "without": [],
    }
    assert len(read(path.read_bytes()).pages) == 4


def test_one_door_is_printed_though_nothing_is_on(
    busy: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = busy("print", "door", "--room", "attic", "--day", DAY)
    path = tmp_path / f"door-{DAY}-attic.pdf"
    assert said.out == f"The door sheets for Tuesday 2 March are in {path.name}: Attic.\n"
    assert "Nothing booked today" in words_of(path.read_bytes())


def test_a_day_with_nothing_prints_no_door_unless_they_insist(busy: Hub, tmp_path: Path) -> None:
    path = tmp_path / "doors.pdf"
    refused = busy("print", "door", "--day", "2027-03-03", "-o", str(path))
    assert (refused.code, refused.out, refused.err) == (
        1,
        "",
        "Nothing is booked on Wednesday 3 March.\nTo print the doors all the same, add:"
        " --all-rooms\n",
    )
    assert not path.exists()


def test_the_board_of_a_day(busy: Hub, tmp_path: Path) -> None:
    path = tmp_path / "board.pdf"
    made = busy("print", "board", "--day", DAY, "-o", str(path))
    assert made.out == f"The board for Tuesday 2 March is in {path}.\n"
    words = paper(made, path)
    assert "What’s on today Tuesday 2 March" in words
    assert "10am to 11am Private booking Hall A" in words
    assert "2pm to 3pm Choir Main Hall" in words
    assert busy("print", "board", "--large", "-o", str(path)).code == 0
    assert "Nothing on today" in words_of(path.read_bytes())


def test_a_confirmation_is_for_its_booker_alone(busy: Hub, tmp_path: Path) -> None:
    code = code_of(busy, "Hall B", f"{DAY}T10:00", "11am", "--title", "Lodge", "--contact", "Ali")
    path = tmp_path / "booking.pdf"
    made = busy("print", "confirmation", code.lower(), "-o", str(path))
    words = paper(made, path)
    assert "Lodge" in words
    assert "Tuesday 2 March 2027 10am to 11am" in words
    assert "Ali" not in words
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Lodge" not in made.out
    in_json = busy("print", "confirmation", code, "-o", str(path), "--json").document
    assert in_json == {"file": str(path), "code": code}


def test_a_cancelled_booking_is_not_confirmed(busy: Hub, tmp_path: Path) -> None:
    code = code_of(busy, "Hall B", f"{DAY}T10:00", "11am", "--title", "Lodge")
    assert busy("booking", "cancel", code, "--reason", "Flu").code == 0
    path = tmp_path / "booking.pdf"
    refused = busy("print", "confirmation", code, "-o", str(path))
    assert (refused.code, refused.out, refused.err) == (
        1,
        "",
        "Lodge on Tuesday 2 March is cancelled, so there is nothing to confirm.\n"
        f"See: hub booking show {code}\n",
    )
    assert not path.exists()
    assert busy("print", "confirmation", "ZZZZZ").code == 1


def test_the_recovery_words_are_on_the_paper_and_nowhere_else(starter: Hub, tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "data")
    words = words_for(read_key(settings.key_file))
    path = tmp_path / "recovery.pdf"
    path.write_text("an older file that everybody could read")
    path.chmod(0o644)
    said = starter("print", "recovery", "-o", str(path))
    assert said.out == (
        f"The recovery sheet is in {path}. Print it, then delete the file: whoever has it and a"
        " backup can read everything. Never keep the paper with the computer.\n"
    )
    printed = words_of(path.read_bytes())
    numbered = " ".join(f"{number} {word}" for number, word in enumerate(words, 1))
    assert numbered in printed
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    in_json = starter("print", "recovery", "-o", str(path), "--json")
    assert in_json.document == {
        "file": str(path),
        "id": settings.hub_id,
        "delete_after_printing": True,
    }
    answered = f"{said.err} {in_json.out} {in_json.err}".split()
    assert len(set(words) & set(answered)) < 3


def test_without_the_key_there_is_no_recovery_sheet(starter: Hub, tmp_path: Path) -> None:
    load_settings(tmp_path / "data").key_file.unlink()
    path = tmp_path / "recovery.pdf"
    refused = starter("print", "recovery", "-o", str(path))
    assert (refused.code, refused.out, path.exists()) == (1, "", False)
    assert "The key of this hub is not in" in refused.err


@pytest.mark.parametrize("sheet", [("door",), ("board",), ("recovery",)])
def test_what_is_laid_out_from_the_left_only_is_not_printed_in_arabic(
    starter: Hub, sheet: tuple[str, ...]
) -> None:
    refused = starter("print", *sheet, "--language", "ar")
    assert (refused.code, refused.err) == (
        1,
        "This sheet can't be had in Arabic yet.\nLeaflets, next steps and cards can.\n",
    )
