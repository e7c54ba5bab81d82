"""The kiosk as a program: what it loads, how it ends, what a crash shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from hub.clock import Clock
from kiosk.public.app import KioskApp
from kiosk.public.forgetting import forget_what_was_drawn
from kiosk.shared.hearing import Hearing
from kiosk.shared.lockdown import clear_environment, has_hung_up, is_served
from tests.kiosk.public.boards import board_at
from tests.kiosk.public.screens import seen

ROOT = Path(__file__).parents[3]
START = """
import sys
from pathlib import Path
from hub.clock import clock_for
from kiosk.public.run import run_kiosk
sys.exit(run_kiosk(Path(sys.argv[1]), clock_for("Europe/London")))
"""
BREAKS = START.replace(
    "sys.exit",
    "import kiosk.public.app\n"
    "def breaks(self):\n    secret_of_mine = 'hunter2'\n    raise RuntimeError(secret_of_mine)\n"
    "kiosk.public.app.KioskApp.check_visitor = breaks\n"
    "sys.exit",
)
ALL_PAGES = """
import asyncio, sys
from pathlib import Path
from hub.clock import clock_for
from kiosk.public.app import KioskApp
async def visit():
    app = KioskApp(Path(sys.argv[1]), clock_for("Europe/London"))
    async with app.run_test(size=(120, 40)) as pilot:
        for key in "1 enter home 2 home 3 1 1 1 1 home 4 1 1 home 5 home 6 home r e n t".split():
            await pilot.press(key)
asyncio.run(visit())
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def python(program: str, board: Path) -> list[str]:
    return [sys.executable, "-c", program, str(board)]


def environment(**more: str) -> dict[str, str]:
    kept = {name: word for name, word in os.environ.items() if not name.startswith("TEXTUAL")}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}


def in_a_terminal(program: str, board: Path, then: signal.Signals | None) -> tuple[int, bytes]:
    """Runs it on 80 x 24 until it has drawn its buttons, sends a signal; its end, all it drew."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    child = subprocess.Popen(
        python(program, board), stdin=theirs, stdout=theirs, stderr=theirs, env=environment(),
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    drawn, waiting = b"", then
    try:
        while select.select([ours], [], [], 30)[0]:
            try:
                drawn += os.read(ours, 65536)
            except OSError:  # the terminal was let go of
                break
            if waiting is not None and b"F12" in drawn:
                child.send_signal(waiting)
                waiting = None
        return child.wait(30), drawn
    finally:
        child.kill()
        child.wait()
        os.close(ours)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_0_and_the_terminal_is_restored(
    board_path: Path, number: signal.Signals
) -> None:
    code, drawn = in_a_terminal(START, board_path, number)
    assert code == 0
    assert b"\x1b[?1049l" in drawn
    assert b"\x1b[?25h" in drawn


def test_a_crash_shows_no_traceback_and_does_not_end_with_0(board_path: Path) -> None:
    code, drawn = in_a_terminal(BREAKS, board_path, None)
    assert code == 1
    assert "One moment… this screen is starting again." in drawn.decode()
    assert b"Traceback" not in drawn
    assert b"hunter2" not in drawn
    assert b"secret_of_mine" not in drawn


async def test_a_crash_says_one_moment_and_nothing_else(board_path: Path, clock: Clock) -> None:
    app = KioskApp(board_path, clock)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(80, 24)):
            app.call_later(lambda: 1 // 0)
    assert app.return_code == 1


@pytest.mark.parametrize("size", [(1, 24), (1, 1), (2, 40), (3, 60), (5, 34), (200, 1)])
async def test_a_screen_of_hardly_a_column_does_not_end_it(
    board_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = KioskApp(board_path, clock)
    async with app.run_test(size=size) as pilot:
        for key in ("1", "enter", "f4", "f5", "home", "5", "r", "e", "n", "t", "enter", "f9"):
            await pilot.press(key)
        await pilot.resize_terminal(80, 24)
        await pilot.press("f12")
        await pilot.pause()
        assert "What's on today" in "\n".join(seen(app))


@pytest.mark.parametrize(
    "words",
    ["\u200d\u200d" + "\u6f22" * 60, "\u200d\u200d\U0001f469 rent" * 9],
    ids=["wide letters", "a picture"],
)
async def test_letters_that_join_nothing_do_not_end_it(
    tmp_path: Path, clock: Clock, words: str
) -> None:
    app = KioskApp(board_at(tmp_path / "board.db", words=lambda said: words), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "enter", "home", "3", "enter", "1", "enter", "home", "4", "1"):
            await pilot.press(key)
            await pilot.pause()
        assert app.is_running


def test_letters_that_a_terminal_sent_as_sequences_are_forgotten() -> None:
    forget_what_was_drawn()
    assert [key.key for key in Hearing().heard(b"\x1b[97;1u", 0.0) if isinstance(key, Key)] == ["a"]
    assert XTermParser._parse_extended_key.cache_info().currsize > 0
    forget_what_was_drawn()
    assert XTermParser._parse_extended_key.cache_info().currsize == 0


def test_a_served_kiosk_leaves_when_its_server_has_gone(board_path: Path) -> None:
    child = subprocess.Popen(
        python(START, board_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=environment(
            TEXTUAL_DRIVER="textual.drivers.web_driver:WebDriver",
            TERM_PROGRAM="textual",
            COLUMNS="80",
            ROWS="24",
        ),
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == b"__GANGLION__\n"
        child.stdin.close()
        child.stdout.close()
        assert child.wait(10) == 0
    finally:
        child.kill()
        child.wait()


def test_a_whole_visit_loads_no_store(board_path: Path) -> None:
    done = subprocess.run(
        python(ALL_PAGES, board_path), env=environment(), capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "textual" in loaded
    assert loaded & {"sqlmodel", "sqlalchemy", "sqlcipher3", "pydantic", "reportlab"} == set()


def test_what_would_open_textual_is_forgotten() -> None:
    opened = {
        "TEXTUAL": "debug", "TEXTUAL_ALLOW_SIGNALS": "1", "TEXTUAL_PRESS": "ctrl+q",
        "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_DRIVER": "evil:Driver", "HOME": "/root",
    }  # fmt: skip
    clear_environment(opened)
    assert opened == {"HOME": "/root"}


def test_a_served_kiosk_keeps_what_draws_it() -> None:
    served = {
        "TERM_PROGRAM": "textual", "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_FPS": "60", "TEXTUAL_COLOR_SYSTEM": "truecolor", "TEXTUAL_LOG": "log",
    }  # fmt: skip
    clear_environment(served)
    assert sorted(served) == [
        "TERM_PROGRAM", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER", "TEXTUAL_FPS",
    ]  # fmt: skip
    assert is_served(served)


def test_a_pipe_is_hung_up_once_its_writer_has_gone() -> None:
    reader, writer = os.pipe()
    try:
        os.write(writer, b"kept")
        assert not has_hung_up(reader)
        os.close(writer)
        assert has_hung_up(reader)
        assert os.read(reader, 10) == b"kept"
    finally:
        os.close(reader)
