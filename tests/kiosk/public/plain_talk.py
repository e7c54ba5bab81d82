"""A visitor at the plain kiosk: types lines and hears what it says, through pipes or a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from hub.clock import Clock
from hub.views.printing import Printing
from kiosk.public.places import Place
from kiosk.public.plain import PlainKiosk
from kiosk.public.plain_terminal import Terminal

ROOT = Path(__file__).parents[3]
START = """
import sys
from pathlib import Path
from hub.clock import clock_for
from kiosk.public.plain import run_plain
sys.exit(run_plain(Path(sys.argv[1]), clock_for("Europe/London")))
"""
NOW = "2026-11-23T10:42"
WIPED = b"\x1b[3J"
PROMPT_ENDS = b"leave: "


class Visitor:
    """Talks through pipes, line by line, in this process."""

    def __init__(
        self,
        board_path: Path,
        clock: Clock,
        *,
        seconds: Callable[[], float] = time.monotonic,
        printing: Printing | None = None,
    ) -> None:
        self._hears, source = os.pipe()
        self._source, self._types = os.pipe()
        os.set_blocking(self._hears, False)
        fcntl.fcntl(source, fcntl.F_SETPIPE_SZ, 1 << 20)
        self._sink = source
        self.lines = 0
        terminal = Terminal(self._source, source)
        self.kiosk = PlainKiosk(board_path, clock, terminal, seconds=seconds, printing=printing)
        self.kiosk.begin()
        self.start = self.heard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.kiosk.leaving.close()
        for file in (self._hears, self._sink, self._source, self._types):
            os.close(file)

    @property
    def place(self) -> Place:
        """Where she is."""
        return self.kiosk.place

    def types(self, line: str) -> str:
        """Type a line; what is said to it, on a line of its own."""
        os.write(self._types, f"{line}\n".encode())
        self.lines += 1
        self.kiosk.step()
        return self.heard().removeprefix("\n")

    def heard(self) -> str:
        """What was said since."""
        said = b""
        while True:
            try:
                said += os.read(self._hears, 1 << 20)
            except BlockingIOError:
                return said.decode()

    def chooses(self, title: str, said: str) -> str:
        """Type the number that stands before a title."""
        return self.types(number_of(title, said))


def number_of(title: str, said: str) -> str:
    """The number before the line with `title`."""
    for line in said.splitlines():
        number, dot, rest = line.partition(". ")
        if dot and number.isdecimal() and title in rest:
            return number
    raise AssertionError(f"{title!r} has no number in:\n{said}")


def environment(**more: str) -> dict[str, str]:
    """That of a terminal with every letter."""
    kept = {name: word for name, word in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "HUB_NOW": NOW,
        **more,
    }


def through_pipes(
    board: Path, typed: bytes, *, program: str = START, **more: str
) -> tuple[int, bytes, bytes]:
    """How it ends, what it says, what it complains of."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(board)],
        input=typed, capture_output=True, env=environment(**more), timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


class Console:
    """A terminal of 24 × 80 with the kiosk in it."""

    def __init__(self, board: Path, *, program: str = START, rows: int = 24, **more: str) -> None:
        self._ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
        self.before = termios.tcgetattr(self.theirs)
        self.said = b""
        self.child = subprocess.Popen(
            [sys.executable, "-c", program, str(board)],
            stdin=self.theirs, stdout=self.theirs, stderr=self.theirs, env=environment(**more),
            preexec_fn=lambda: _take_terminal(self.theirs),  # no threads here
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.child.kill()
        self.child.wait()
        os.close(self._ours)
        os.close(self.theirs)

    def types(self, keys: bytes) -> None:
        """Press keys, hearing what is said meanwhile, so that nobody waits for the other."""
        while keys:
            reads, writes, _ = select.select([self._ours], [self._ours], [], 10)
            assert reads or writes, "the terminal is stuck"
            if reads:
                self._hear()
            elif writes:
                keys = keys[os.write(self._ours, keys[:256]) :]

    def hears(self, words: bytes, *, since: int = 0, patience: float = 30) -> bytes:
        """Wait until it says this."""
        until = time.monotonic() + patience
        while words not in self.said[since:]:
            assert time.monotonic() < until, self.said[-2000:]
            if select.select([self._ours], [], [], 0.2)[0]:
                self._hear()
        return self.said[since:]

    def quiet(self) -> None:
        """Hear until nothing more is said."""
        while select.select([self._ours], [], [], 0.3)[0]:
            self._hear()

    def ends(self) -> int:
        """How it ends."""
        until = time.monotonic() + 30
        while self.child.poll() is None:
            assert time.monotonic() < until, "it goes on"
            if select.select([self._ours], [], [], 0.1)[0]:
                self._hear()
        self.quiet()
        return self.child.returncode

    def _hear(self) -> None:
        self.said += os.read(self._ours, 65536)


def _take_terminal(terminal: int) -> None:
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
