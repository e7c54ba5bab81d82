"""Whether a sheet reaches the printer, and what people are told on its way."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.errors import BadInput, NoPrinter, NotFound
from printables import printers as printing
from printables.kinds import SheetKind
from printables.printer_words import PrintState, condition_of
from printables.printers import JobNews, Printer, PrintJob, news_of, printers, send, why_none
from tests.printables.fake_cups import FakeCups, busy, idle, listed, stopped
from tests.soaking import tries

JOB = PrintJob("Office", 12)


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCups:
    return FakeCups(tmp_path / "cups", monkeypatch)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "for-somebody.pdf"
    path.write_bytes(b"%PDF-1.4 a sheet")
    return path


def test_a_machine_without_cups_has_no_printers_and_says_why(
    tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printers() == ()
    assert why_none() == "The printing system (CUPS) is not on this machine."
    with pytest.raises(NoPrinter) as refused:
        send(sheet, SheetKind.LEAFLET)
    assert str(refused.value) == (
        "The printing system (CUPS) is not on this machine. "
        f"See: hub printers. The file is here: {sheet}"
    )


def test_every_printer_is_listed_with_how_it_is_the_usual_one_first(cups: FakeCups) -> None:
    cups.has(
        *("Attic", "Büro-1", "Office", "odd.name+x"),
        default="Office",
        like=stopped("Attic") + idle("Büro-1", "toner-low-report") + busy("Office", "Office-3"),
    )
    assert printers() == (
        Printer("Office", True, "Printing…"),
        Printer("Attic", False, "The printer has been stopped. Somebody must start it again."),
        Printer("Büro-1", False, "Ready. The toner is low."),
        Printer("odd.name+x", False, "Not seen just now."),
    )


def test_cups_without_printers_or_asleep_says_so(cups: FakeCups) -> None:
    assert printers() == ()
    assert why_none() == "The printing system (CUPS) has no printer yet."
    cups.says("-r", "scheduler is not running\n")
    assert why_none() == "The printing system (CUPS) isn't running."


def test_a_sheet_goes_to_the_usual_printer_and_its_file_name_stays_with_us(
    cups: FakeCups, sheet: Path
) -> None:
    assert send(sheet, SheetKind.NEXT_STEPS) == JOB
    assert cups.asked == [
        *("-n", "1", "-o", "media=A4", "-o", "print-scaling=none"),
        *("-o", "sides=one-sided", "-t", "next-steps"),
    ]
    assert cups.sheet == sheet.read_bytes()


def test_copies_on_both_sides_go_to_the_printer_that_was_named(cups: FakeCups, sheet: Path) -> None:
    cups.takes("Büro-1-7")
    job = send(sheet, SheetKind.BUNDLE, queue="Büro-1", copies=3, two_sided=True, paper="A5")
    assert job == PrintJob("Büro-1", 7)
    assert cups.asked == [
        *("-d", "Büro-1", "-n", "3", "-o", "media=A5", "-o", "print-scaling=none"),
        *("-o", "sides=two-sided-long-edge", "-t", "bundle"),
    ]


@pytest.mark.parametrize("name", ["-U", "--", "a b", "Office/draft", "x'y", "a\x1b[2J", "x\n", "#"])
def test_a_name_that_no_printer_can_have_never_reaches_lp(
    cups: FakeCups, sheet: Path, name: str
) -> None:
    with pytest.raises(NoPrinter, match="There is no printer called"):
        send(sheet, SheetKind.LEAFLET, queue=name)
    assert cups.asked == []


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_silly_copies_are_refused(cups: FakeCups, sheet: Path, copies: int) -> None:
    with pytest.raises(BadInput):
        send(sheet, SheetKind.LEAFLET, copies=copies)
    assert cups.asked == []


def test_a_sheet_that_is_gone_is_said(cups: FakeCups, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        send(tmp_path / "gone.pdf", SheetKind.LEAFLET)


@pytest.mark.parametrize(
    ("complained", "words"),
    [
        (
            "lp: Error - The printer or class does not exist.",
            "There is no printer called 'Ofice'. There are: Office, Attic.",
        ),
        ("lp: Destination Ofice is not accepting jobs.", "Ofice takes nothing to print just now."),
        (
            "lp: Error - No default destination.",
            "No printer is chosen to be the usual one.",
        ),
        (
            "lp: Error - Scheduler is not running.",
            "The printing system (CUPS) isn't running.",
        ),
        ("lp: Whoops\x1b[2J\x07.", "No printer took it. It said: Whoops [2J ."),
        ("", "No printer took it."),
    ],
)
def test_what_lp_refuses_is_said_in_plain_words(
    cups: FakeCups, sheet: Path, complained: str, words: str
) -> None:
    cups.has("Attic", "Office", default="Office")
    cups.refuses(complained)
    with pytest.raises(NoPrinter) as refused:
        send(sheet, SheetKind.LEAFLET, queue="Ofice")
    assert refused.value.message == words
    assert refused.value.hint == f"See: hub printers. The file is here: {sheet}"


def test_an_answer_that_names_no_job_is_no_answer(cups: FakeCups, sheet: Path) -> None:
    cups.script("lp", "echo thanks")
    with pytest.raises(NoPrinter):
        send(sheet, SheetKind.LEAFLET)


def test_a_cups_that_hangs_keeps_nobody_waiting(
    cups: FakeCups, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "TAKE_WITHIN", 0.1)
    monkeypatch.setattr(printing, "TELL_WITHIN", 0.1)
    cups.hangs("lp")
    cups.hangs("lpstat")
    began = monotonic()
    assert printers() == ()
    assert why_none() == "The printing system (CUPS) doesn't answer."
    with pytest.raises(NoPrinter, match="doesn't answer"):
        send(sheet, SheetKind.LEAFLET)
    assert news_of(JOB) == JobNews(PrintState.WAITING, "The printing system (CUPS) doesn't answer.")
    assert monotonic() - began < 30


MADE = "The file is here: "


@pytest.mark.parametrize(
    ("printer", "job", "state", "words"),
    [
        (busy("Office", "Office-12"), "job-printing", PrintState.PRINTING, "Printing…"),
        (
            busy("Office", "Office-12", "toner-low-report"),
            "job-printing",
            PrintState.PRINTING,
            "Printing… The toner is low.",
        ),
        (
            busy("Office", "Office-12", "media-empty-warning"),
            "job-printing",
            PrintState.PRINTING,
            "Printing…",
        ),
        (
            busy("Office", "Office-11"),
            "none",
            PrintState.WAITING,
            "Waiting: the printer is busy with something else.",
        ),
        (idle("Office"), "none", PrintState.WAITING, "Waiting for the printer."),
        (
            busy("Office", "Office-12", "connecting-to-device"),
            "job-printing",
            PrintState.WAITING,
            "Waiting for the printer to answer. Is it switched on?",
        ),
        (
            busy("Office", "Office-12", "media-empty-error door-open toner-low-report"),
            "job-printing",
            PrintState.STOPPED,
            "The printer is out of paper. " + MADE,
        ),
        (
            busy("Office", "Office-12", "media-jam-error"),
            "job-printing",
            PrintState.STOPPED,
            "Paper is stuck in the printer (a paper jam). " + MADE,
        ),
        (
            busy("Office", "Office-12", "cover-open"),
            "none",
            PrintState.STOPPED,
            "A door of the printer is open. " + MADE,
        ),
        (
            stopped("Office", "offline-report paused"),
            "printer-stopped",
            PrintState.STOPPED,
            "The printer is switched off or not connected. " + MADE,
        ),
        (
            stopped("Office"),
            "printer-stopped",
            PrintState.STOPPED,
            "The printer has been stopped. Somebody must start it again. " + MADE,
        ),
        (
            busy("Office", "Office-12", "fuser-over-temp-error"),
            "none",
            PrintState.STOPPED,
            "The printer needs somebody to look at it. " + MADE,
        ),
        (
            idle("Office"),
            "resources-are-not-ready",
            PrintState.STOPPED,
            "It hasn't printed yet. The printer needs somebody to look at it. " + MADE,
        ),
    ],
)
def test_people_hear_what_is_the_matter_and_where_the_file_is(
    cups: FakeCups, sheet: Path, printer: str, job: str, state: PrintState, words: str
) -> None:
    cups.has("Office", like=printer)
    cups.says("-l -W not-completed -o", listed("Attic-2") + listed("Office-12", job))
    file = str(sheet) if words.endswith(MADE) else ""
    assert news_of(JOB, sheet) == JobNews(state, words + file)
    assert news_of(JOB) == JobNews(state, words.removesuffix(" " + MADE))


@pytest.mark.parametrize(
    ("alerts", "news"),
    [
        ("job-completed-successfully", JobNews(PrintState.DONE, "Printed.")),
        ("processing-to-stop-point", JobNews(PrintState.DONE, "Printed.")),
        (
            "job-canceled-by-user",
            JobNews(PrintState.STOPPED, "Somebody has cancelled it at the printer."),
        ),
        (
            "aborted-by-system",
            JobNews(
                PrintState.STOPPED,
                "It didn't print. The printer needs somebody to look at it.",
            ),
        ),
    ],
)
def test_a_job_that_is_over_was_printed_or_was_not(
    cups: FakeCups, alerts: str, news: JobNews
) -> None:
    cups.says("-l -W completed -o", listed("Office-112") + listed("B%C3%BCro-12", alerts))
    assert news_of(PrintJob("Büro", 12)) == news


def test_a_machine_that_keeps_no_list_has_taken_it(cups: FakeCups) -> None:
    assert news_of(JOB) == JobNews(PrintState.DONE, "The printer has taken it.")


@settings(max_examples=tries(100), suppress_health_check=[HealthCheck.too_slow])
@given(
    heading=st.text(max_size=40),
    details=st.lists(st.text(max_size=40).map("Alerts: {}".format), max_size=3),
)
def test_garbage_from_a_printer_is_never_passed_on(heading: str, details: list[str]) -> None:
    said = condition_of(heading, details)
    assert said.words.isprintable()
    assert said.words[-1] in ".?…"


@settings(max_examples=tries(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(answer=st.binary(max_size=300))
def test_garbage_from_lpstat_breaks_nothing(cups: FakeCups, answer: bytes) -> None:
    for asked in ("-e", "-d", "-l -p", "-l -W not-completed -o", "-l -W completed -o"):
        cups.says(asked, answer)
    for printer in printers():
        assert printer.name.isprintable()
        assert printer.words.isprintable()
    assert news_of(JOB).words.isprintable()


def test_control_bytes_of_lpstat_reach_nobody(cups: FakeCups) -> None:
    cups.has("Office", "At\x1b[2Jtic", like=idle("Office", "\x1b]0;owned\x07 \x9b31m"))
    assert printers() == (Printer("Office", False, "The printer needs somebody to look at it."),)


def test_programs_are_told_to_speak_plainly_whatever_the_machine_speaks(
    cups: FakeCups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    cups.script("lpstat", f'echo "$LC_ALL" > {cups.folder}/language')
    printers()
    assert (cups.folder / "language").read_text() == "C\n"
    assert os.environ["LC_ALL"] == "de_DE.UTF-8"
