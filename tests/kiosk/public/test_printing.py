"""Visitors take paper home: next steps and leaflets, where there is a printer, and not too many."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from hub.clock import Clock
from hub.noticeboard.dropbox import Line, What
from hub.views.printing import Printing
from hub.views.sorts import Sheet
from kiosk.public import printing as printing_here
from kiosk.public.app import KioskApp
from kiosk.public.places import (
    Entry,
    EntryKind,
    Home,
    ListOnPaper,
    MyList,
    Paper,
    Place,
    Printable,
    WhoCanHelp,
)
from kiosk.public.printing import (
    BUSY,
    COMING,
    ENOUGH,
    HOUR,
    NOT_NOW,
    SOON,
    VisitorsPrinter,
)
from tests.kiosk.public.boards import TRAP, board_at
from tests.kiosk.public.screens import SIZES, seen, where
from tests.printables.fake_cups import FakeCups, busy, listed, stopped

NEED = WhoCanHelp("rent")
HELP = Entry(EntryKind.SERVICE, "E2")


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCups:
    """A printer that is there; and no folder for passing things but the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(printing_here, "NEWS_FOR", 0.0)
    cups = FakeCups(tmp_path / "cups", monkeypatch)
    cups.has("Office", default="Office")
    return cups


async def look(app: KioskApp, pilot: Pilot[int], place: Place = NEED) -> str:
    """The kiosk looks for a printer, and a visitor goes to a place; what she sees."""
    app.look_for_printer()
    await app.workers.wait_for_complete()
    app.go(place)
    await pilot.pause()
    return "\n".join(seen(app))


async def printed(app: KioskApp, pilot: Pilot[int]) -> str:
    """What a visitor reads once it is over."""
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.place, Paper)
    assert app.place.is_over
    return app.place.words


def words_of(pages: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pages)).pages)


@pytest.mark.parametrize("size", SIZES)
async def test_next_steps_for_a_need_come_out_of_the_printer(
    board_path: Path, clock: Clock, cups: FakeCups, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=size) as pilot:
        assert "Print next steps" in await look(app, pilot)
        number = [card.title for card in app.sheet.page.cards].index("Print next steps") + 1
        await pilot.press(f"{number}")
        assert await printed(app, pilot) == COMING
        assert COMING in " ".join("\n".join(seen(app)).split())
        assert cups.asked[-2:] == ["-t", "next-steps"]
        assert "Harbour Lights" in words_of(cups.sheet)
        assert list((tmp_path / "passing").iterdir()) == []
        await pilot.press("escape")
        assert where(app) == NEED


async def test_a_leaflet_is_printed_large_from_its_page(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    cups.says("-l -W not-completed -o", listed("Office-12"))
    cups.says("-l -p", busy("Office", "Office-12"))
    app = KioskApp(board_path, clock, printing=Printing("Office", two_sided=True))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await look(app, pilot, HELP)
        assert [card.title for card in app.sheet.page.cards] == [
            *("Show the code", "Add to my list", "Print it", "Is it wrong?")
        ]
        for whole in ("for your phone", "to take away", "on paper", "please tell us"):
            assert whole in text
        await pilot.press("3")
        assert await printed(app, pilot) == COMING
        assert cups.asked == [
            *("-d", "Office", "-n", "1", "-o", "media=A4", "-o", "print-scaling=none"),
            *("-o", "sides=two-sided-long-edge", "-t", "leaflet"),
        ]
        page = PdfReader(BytesIO(cups.sheet)).pages[0]
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


@pytest.mark.parametrize(
    "printing", [None, Printing(per_hour=0), Printing("Attic"), Printing("Office")]
)
async def test_without_a_printer_nothing_is_offered(
    board_path: Path, clock: Clock, cups: FakeCups, printing: Printing | None
) -> None:
    is_there = printing == Printing("Office")
    app = KioskApp(board_path, clock, printing=printing)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go(HELP)
        assert "Print it" not in [card.title for card in app.sheet.page.cards]
        if printing is not None:
            await look(app, pilot, HELP)
        titles = [card.title for card in app.sheet.page.cards]
        assert ("Print it" in titles) is is_there


async def test_the_list_comes_out_on_one_sheet_with_all_that_is_on_it(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        app.my_list = (HELP, Entry(EntryKind.SESSION, "S006"))
        text = await look(app, pilot, MyList())
        for whole in ("Scan the list", "Print the list", "Clear the list", "take all of it off"):
            assert whole in text
        await pilot.press("2")
        assert await printed(app, pilot) == COMING
        assert cups.asked[-2:] == ["-t", "next-steps"]
        words = " ".join(words_of(cups.sheet).split())
        for part in ("Your list", "Harbour Lights", "Tea and Talk", "Group 6: Monday 23 November"):
            assert part in words
        assert Line(What.SHEET, Sheet.NEXT_STEPS) in app.leaving._visit
        await pilot.press("escape")
        assert (where(app), len(app.my_list)) == (MyList(), 2)


async def test_sheets_come_out_in_the_language_of_the_visit_and_the_screen_says_so_in_it(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        app.speak("pl")
        assert "Wydrukuj następne kroki" in await look(app, pilot)
        app.print_it(NEED)
        assert await printed(app, pilot) == "Właśnie wychodzi z drukarki."
        assert "Na papierze" in "\n".join(seen(app))
        assert "Następne kroki" in words_of(cups.sheet)
        app.go(HELP)
        app.print_it(HELP)
        await printed(app, pilot)
        assert "Dla kogo" in words_of(cups.sheet)
        app.print_it(ListOnPaper((HELP, Entry(EntryKind.SESSION, "S006"))))
        await printed(app, pilot)
        words = " ".join(words_of(cups.sheet).split())
        for part in ("Moja lista", "Harbour Lights", "Group 6: poniedziałek, 23 listopada"):
            assert part in words
        cups.says("-l -W not-completed -o", listed("Office-12"))
        cups.says("-l -p", stopped("Office", "media-empty-error paused"))
        app.print_it(HELP)
        assert await printed(app, pilot) == (
            "W drukarce skończył się papier. Prosimy powiedzieć wolontariuszowi w recepcji."
        )


async def test_a_printer_that_is_stuck_is_said_and_the_sheet_is_taken_back(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    cups.says("-l -W not-completed -o", listed("Office-12"))
    cups.says("-l -p", stopped("Office", "media-empty-error paused"))
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        await look(app, pilot, HELP)
        await pilot.press("3")
        assert await printed(app, pilot) == (
            "The printer is out of paper. Please tell a volunteer at the desk."
        )
        assert cups.cancelled == ["12"]


async def test_no_path_and_no_word_of_a_program_reaches_a_visitor(
    board_path: Path, clock: Clock, cups: FakeCups, tmp_path: Path
) -> None:
    cups.refuses(f"lp: {TRAP} Traceback /tmp/sheet-x.pdf")
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        await look(app, pilot, HELP)
        await pilot.press("3")
        assert await printed(app, pilot) == NOT_NOW
        assert list((tmp_path / "passing").iterdir()) == []


async def test_whoever_has_left_is_told_nothing(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        await look(app, pilot)
        app.print_it(NEED)
        app.start_afresh()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert where(app) == Home()
        assert app.history == []


async def test_what_was_printed_counts_and_back_prints_nothing_again(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    app = KioskApp(board_path, clock, printing=Printing())
    async with app.run_test(size=(80, 24)) as pilot:
        await look(app, pilot)
        app.print_it(NEED)
        await printed(app, pilot)
        app.go(Home())
        app.go_back()
        await app.workers.wait_for_complete()
        assert cups.asked.count("-t") == 1
        assert Line(What.SHEET, Sheet.NEXT_STEPS) in app.leaving._visit


def a_printer(board_path: Path, clock: Clock, at: list[float], per_hour: int) -> VisitorsPrinter:
    return VisitorsPrinter(board_path, clock, Printing(per_hour=per_hour), lambda: at[0])


def test_so_many_an_hour_and_the_next_hour_is_free(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    at = [0.0]
    printer = a_printer(board_path, clock, at, per_hour=2)
    assert [printer.put_on_paper(HELP) for _ in range(3)] == [
        *((COMING, True), (COMING, True), (ENOUGH, False))
    ]
    assert cups.asked.count("-t") == 2
    at[0] = HOUR
    assert printer.put_on_paper(HELP) == (COMING, True)


def test_a_sheet_that_did_not_come_does_not_count(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    printer = a_printer(board_path, clock, [0.0], per_hour=1)
    cups.refuses("lp: Error - Scheduler is not running.")
    assert printer.put_on_paper(HELP) == (NOT_NOW, False)
    cups.takes("Office-13")
    assert printer.put_on_paper(HELP) == (COMING, True)


def test_a_printer_that_takes_its_time_is_said(
    board_path: Path, clock: Clock, cups: FakeCups
) -> None:
    cups.says("-l -W not-completed -o", listed("Office-12"))
    assert a_printer(board_path, clock, [0.0], per_hour=9).put_on_paper(HELP) == (SOON, True)


def test_one_sheet_at_a_time(board_path: Path, clock: Clock, cups: FakeCups) -> None:
    printer = a_printer(board_path, clock, [0.0], per_hour=9)
    with printer._at_work:
        assert printer.put_on_paper(HELP) == (BUSY, False)
    assert printer.put_on_paper(HELP) == (COMING, True)


@pytest.mark.parametrize(
    "gone", [WhoCanHelp("gone"), Entry(EntryKind.ACTIVITY, "ZZZZ"), ListOnPaper(())]
)
def test_what_is_gone_from_the_noticeboard_breaks_nothing(
    board_path: Path, clock: Clock, cups: FakeCups, gone: Printable
) -> None:
    words, _ = a_printer(board_path, clock, [0.0], per_hour=9).put_on_paper(gone)
    assert words in (NOT_NOW, COMING)


def test_traps_in_the_noticeboard_stay_off_the_paper(
    tmp_path: Path, clock: Clock, cups: FakeCups
) -> None:
    trapped = board_at(tmp_path / "trapped.db", traps=TRAP)
    kept = ListOnPaper((HELP, Entry(EntryKind.SESSION, "S006")))
    for asked in (HELP, kept):
        assert a_printer(trapped, clock, [0.0], per_hour=9).put_on_paper(asked) == (COMING, True)
        assert not set(words_of(cups.sheet)) & set("\x1b\x07\u202e\x9b")
