"""Paper that goes straight to the printer, and what a volunteer at the terminal hears of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kiosk.commands import printing_out
from printables import receipts
from printables.slips import Slip, SlipLine
from tests.kiosk.conftest import Hub
from tests.printables.fake_cups import FakeCups, busy, idle, listed, stopped

WEEK = ("print", "timetable", "--week", "2026-W52")
STEPS = ("print", "next-steps", "behind-with-rent")


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCups:
    monkeypatch.delenv("HUB_PRINTER", raising=False)
    cups = FakeCups(tmp_path / "cups", monkeypatch)
    cups.has("Attic", "Office", default="Office", like=idle("Office") + stopped("Attic"))
    return cups


def printed(tmp_path: Path) -> list[str]:
    """What lies in the hub's folder for paper."""
    folder = tmp_path / "data" / "printed"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_the_timetable_goes_to_the_usual_printer_and_a_copy_stays(
    starter: Hub, cups: FakeCups, tmp_path: Path
) -> None:
    said = starter(*WEEK, "--printer", "default")
    path = tmp_path / "data" / "printed" / "timetable-2026-W52.pdf"
    assert (said.code, said.out, said.err) == (
        0,
        f"The timetable is in {path}.\nPrinting on Office…\n",
        "",
    )
    assert cups.sheet == path.read_bytes()
    assert cups.asked[:2] == ["-n", "1"]
    assert cups.asked[-2:] == ["-t", "timetable"]
    assert path.stat().st_mode & 0o077 == 0


def test_the_printer_of_hub_toml_is_the_usual_one_and_a_named_one_wins(
    starter: Hub, cups: FakeCups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "data" / "hub.toml").open("a", encoding="utf-8") as file:
        file.write('\n[printing]\nprinter = "Attic"\ntwo_sided = true\n')
    starter(*WEEK, "--printer", "default", "--copies", "3")
    assert cups.asked == [
        *("-d", "Attic", "-n", "3", "-o", "media=A4", "-o", "print-scaling=none"),
        *("-o", "sides=two-sided-long-edge", "-t", "timetable"),
    ]
    starter(*WEEK, "--printer", "Office", "--one-sided")
    assert cups.asked[12:] == [
        *("-d", "Office", "-n", "1", "-o", "media=A4", "-o", "print-scaling=none"),
        *("-o", "sides=one-sided", "-t", "timetable"),
    ]
    monkeypatch.setenv("HUB_PRINTER", "Hall")
    starter(*WEEK, "--printer", "default")
    assert cups.asked[24:26] == ["-d", "Hall"]


def test_next_steps_leave_no_file_behind_once_the_printer_has_them(
    starter: Hub, cups: FakeCups, tmp_path: Path
) -> None:
    said = starter(*STEPS, "--printer", "Office", "--json")
    assert said.document == {
        "file": None,
        "needs": ["behind-with-rent"],
        "interests": [],
        "unmet": said.document["unmet"],
        "printer": "Office",
        "job": 12,
    }
    assert cups.sheet.startswith(b"%PDF-")
    assert "rent" not in " ".join(cups.asked)
    assert printed(tmp_path) == []


def test_where_they_were_asked_for_by_name_they_stay(
    starter: Hub, cups: FakeCups, tmp_path: Path
) -> None:
    path = tmp_path / "steps.pdf"
    said = starter(*STEPS, "--printer", "Office", "-o", str(path))
    assert f"The next steps are in {path}." in said.out
    assert said.out.endswith("\nPrinting on Office…\n")
    assert path.read_bytes() == cups.sheet


def test_no_printer_keeps_the_file_and_says_where(
    starter: Hub, cups: FakeCups, tmp_path: Path
) -> None:
    cups.refuses("lp: Error - The printer or class does not exist.")
    said = starter(*WEEK, "--printer", "Ofice")
    path = tmp_path / "data" / "printed" / "timetable-2026-W52.pdf"
    assert (said.code, said.out, said.err) == (
        1,
        "",
        "There is no printer called 'Ofice'. There are: Office, Attic.\n"
        f"See: hub printers. The file is here: {path}\n",
    )
    assert path.read_bytes().startswith(b"%PDF-")


def test_copies_without_a_printer_are_asked_back(starter: Hub, cups: FakeCups) -> None:
    for words in (("--copies", "2"), ("--two-sided",)):
        said = starter(*WEEK, *words)
        assert (said.code, said.out) == (1, "")
        assert said.err == "Which printer?\nAdd --printer default, or --printer NAME.\n"
    assert starter(*WEEK, "--printer", "Office", "--copies", "0").code == 2
    assert cups.asked == []


@pytest.mark.parametrize(
    ("printer", "jobs", "words"),
    [
        (idle("Office"), "", "The printer has taken it.\n"),
        (busy("Office", "Office-12"), listed("Office-12"), "It is being printed.\n"),
        (
            busy("Office", "Office-12", "media-empty-error"),
            listed("Office-12"),
            "The printer is out of paper. The file is here: {path}\n",
        ),
    ],
)
def test_somebody_at_a_terminal_hears_how_it_goes(
    starter: Hub,
    cups: FakeCups,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    printer: str,
    jobs: str,
    words: str,
) -> None:
    cups.says("-l -p", printer)
    cups.says("-l -W not-completed -o", jobs)
    monkeypatch.setattr(printing_out, "NEWS_FOR", 0.0)
    quiet = starter(*WEEK, "--printer", "Office")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = starter(*WEEK, "--printer", "Office")
    path = tmp_path / "data" / "printed" / "timetable-2026-W52.pdf"
    assert said.out == quiet.out + words.format(path=path)


def test_the_printers_are_listed_with_how_they_are(starter: Hub, cups: FakeCups) -> None:
    said = starter("printers")
    assert said.out == (
        "Office (the usual one): Ready.\n"
        "Attic: The printer has been stopped. Somebody must start it again.\n"
    )
    assert starter("printers", "--json").document == {
        "printers": [
            {"name": "Office", "default": True, "words": "Ready."},
            {
                "name": "Attic",
                "default": False,
                "words": "The printer has been stopped. Somebody must start it again.",
            },
        ],
        "usual": "Office",
        "receipt_printer": "",
    }


def test_a_printer_that_hub_toml_misspells_is_said(
    starter: Hub, cups: FakeCups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_PRINTER", "Ofice")
    assert starter("printers").out.splitlines()[-1] == "hub.toml names Ofice, which is not there."
    monkeypatch.delenv("HUB_PRINTER")
    cups.has("Attic", "Office")
    assert starter("printers").out.splitlines()[-1] == (
        "None is the usual one. Choose it with: lpadmin -d NAME"
    )


def test_without_a_printer_it_says_what_to_do_hub_or_not(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = hub("printers")
    assert said.code == 0
    assert said.out.startswith("The printing system (CUPS) is not on this machine.\nTo set one up")
    assert "sudo apt install cups" in said.out
    assert hub("printers", "--json").document == {
        "printers": [],
        "usual": "",
        "receipt_printer": "",
    }


def test_a_slip_goes_to_the_receipt_printer_of_hub_toml(
    starter: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = starter(*STEPS, "--slip")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "This hub has no receipt printer.\n"
        'Write in hub.toml under [printing]: receipt_printer = "/dev/usb/lp0"\n'
    )
    with (tmp_path / "data" / "hub.toml").open("a", encoding="utf-8") as file:
        file.write('\n[printing]\nreceipt_printer = "/dev/usb/lp0"\n')
    got: list[tuple[Slip, str]] = []
    monkeypatch.setattr(receipts, "print_slip", lambda slip, where: got.append((slip, where)))
    said = starter(*STEPS, "--line", "Zażółć", "--slip", "--json")
    assert said.document == {
        "printer": "/dev/usb/lp0",
        "needs": ["behind-with-rent"],
        "interests": [],
        "unmet": said.document["unmet"],
        "left_out": ["The slip printer has no ż, ł, ć: it prints plain ones."],
    }
    assert said.err == "The slip printer has no ż, ł, ć: it prints plain ones.\n"
    ((slip, where),) = got
    assert where == "/dev/usb/lp0"
    assert SlipLine("Zazólc") in slip.parts


def test_a_slip_can_be_kept_as_a_file(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "steps.bin"
    said = starter(*STEPS, "--slip", "-o", str(path))
    assert (said.code, said.out) == (
        0,
        f"The slip is in {path}, as a receipt printer reads it.\n",
    )
    assert path.read_bytes().startswith(b"\x1b@")
    for words in (("--printer", "default"), ("--large",)):
        refused = starter(*STEPS, "--slip", *words)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("A slip has one size and a printer of its own.\n")


def test_a_leaflet_is_printed_as_a_slip(starter: Hub, tmp_path: Path) -> None:
    found = starter("find", "samaritans", "--json").document["results"]
    code = next(one["code"] for one in found if one["name"] == "Samaritans")
    path = tmp_path / "leaflet.bin"
    said = starter("print", "leaflet", code, "--slip", "-o", str(path), "--json")
    assert said.document == {
        "file": str(path),
        "leaflets": [{"code": code, "title": "Samaritans"}],
        "left_out": [],
    }
    assert b"116 123" in path.read_bytes()
    assert starter("print", "leaflet", code, "--slip", "--two-up").code == 1
