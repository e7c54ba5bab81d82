"""What a visit leaves behind: nothing. Somebody types, reads, chooses and prints what nobody else
does, and goes; then it is looked for everywhere.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hub.clock import Clock
from hub.views.printing import Printing
from kiosk.public import printing as printing_here
from kiosk.public.app import ASKING_SECONDS, IDLE_SECONDS, KioskApp
from kiosk.public.places import (
    Code,
    Day,
    Entry,
    EntryKind,
    Home,
    ListCode,
    Paper,
    WhoCanHelp,
)
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.glass import F12, PAGE_OF_TODAY, Glass
from tests.kiosk.public.screens import seen, typed, where
from tests.kiosk.public.traces import copies_in_raw_memory, files_that_say, who_remembers
from tests.printables.fake_cups import FakeCups

SEARCHED, DRAFTED, SENT, READ = "zqlook", "zqpen", "zqsay", "Harbour Lights"
"""Words that are on no page but those of this visit."""
WORDS = (SEARCHED, DRAFTED, READ)
DISCREET = WhoCanHelp("rent")
HELP = Entry(EntryKind.SERVICE, "E2")


async def visit(app: KioskApp, pilot: Pilot[int]) -> None:
    """Somebody searches, sends an idea and begins another, keeps, reads and prints."""
    await typed(pilot, SEARCHED)
    app.go(DISCREET)
    await pilot.press("right", "enter", "left")  # on to her list
    await pilot.press("f3", "f4")
    await pilot.pause()
    assert app.my_list
    for place in (ListCode(), Code(HELP), HELP):
        app.go(place)
        await pilot.pause()
    await pilot.press("home", "5", "3")
    await typed(pilot, SENT)
    await pilot.press("enter", "home", "5", "3")
    await typed(pilot, f"{DRAFTED} a")
    app.print_it(DISCREET)
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.place, Paper)
    app.go(HELP)
    await pilot.pause()
    assert READ in "\n".join(seen(app))


async def test_nothing_of_a_visit_is_left_anywhere(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = board_at(tmp_path / "board.db")
    passing, box = tmp_path / "passing", tmp_path / "box"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setattr(printing_here, "NEWS_FOR", 0.0)
    cups = FakeCups(tmp_path / "cups", monkeypatch)
    cups.has("Office", default="Office")
    # Other tests read the same board. Where it stands is kept, not what: that would be found too.
    others = frozenset(who_remembers((*WORDS, SENT)))
    seconds = [0.0]
    app = KioskApp(board, clock, dropbox=box, printing=Printing(), seconds=lambda: seconds[0])

    async def is_forgotten(pilot: Pilot[int]) -> None:
        async def drawn() -> None:
            """What was drawn is forgotten once the next page is."""
            done.set()

        done = asyncio.Event()
        app.call_after_refresh(drawn)
        await done.wait()
        await pilot.pause()
        assert (app.history, app.my_list, app.theme) == ([], (), "day")
        assert [word for word in (*WORDS, SENT) if word in "\n".join(seen(app))] == []
        found = who_remembers((*WORDS, SENT))
        assert "\n".join(found[one] for one in found.keys() - others) == ""
        assert files_that_say(passing, (*WORDS, SENT)) == []
        assert files_that_say(box, WORDS) == []

    async with app.run_test(size=(100, 30)) as pilot:
        app.look_for_printer()
        await app.workers.wait_for_complete()
        await visit(app, pilot)
        await pilot.press("f12")
        await pilot.pause()
        assert where(app) == Day(clock.today())
        await is_forgotten(pilot)
        app.go(HELP)
        await pilot.press("pagedown", *SEARCHED)
        seconds[0] += IDLE_SECONDS + 1
        app.check_visitor()
        await pilot.pause()
        text = "\n".join(seen(app))
        assert "Still there?" in text
        assert SEARCHED not in text  # whoever comes next sees nothing from now on
        seconds[0] += ASKING_SECONDS
        app.check_visitor()
        await pilot.pause()
        assert where(app) == Home()
        await is_forgotten(pilot)
    assert len(files_that_say(box, (SENT,))) == 1  # what she wished to leave


def test_nothing_of_a_visit_is_left_on_the_terminal(tmp_path: Path) -> None:
    board = board_at(tmp_path / "board.db")
    with Glass(board) as glass:
        glass.types(f"rent {SEARCHED}".encode())
        glass.hears(f"rent {SEARCHED}".encode())
        glass.types(b"\r")
        during = copies_in_raw_memory(glass.child.pid, SEARCHED)
        glass.is_at(F12, PAGE_OF_TODAY)
        glass.said = b""
        glass.resize(100, 30)
        glass.waits(1)
        after = copies_in_raw_memory(glass.child.pid, SEARCHED)
        glass.child.send_signal(signal.SIGTERM)
        assert glass.ends() == 0
        print(f"copies in raw memory: {during} during the visit, {after} after it")  # noqa: T201 # whoever runs it with -s asks
        assert SEARCHED.encode() not in glass.said
        assert READ.encode() not in glass.said
        assert b"\x1b[?1049l" in glass.said  # it was on a screen without scrollback all the time
        assert glass.whole() == ""  # and no title was set
    assert files_that_say(tmp_path, (SEARCHED,)) == []
