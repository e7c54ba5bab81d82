"""The kiosk as a program on a terminal of its own, and an ear for what it writes there: words, and
only the kinds of sequence that draw a screen.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path

from tests.kiosk.public.plain_talk import Console

START = """
import sys
from pathlib import Path
from hub.clock import clock_for
from kiosk.public.run import run_kiosk
sys.exit(run_kiosk(Path(sys.argv[1]), clock_for("Europe/London")))
"""
F12, HOME = b"\x1b[24~", b"\x1b[H"
PAGE_OF_HOME, PAGE_OF_TODAY = b"Touch a box", b"on today, Mon"
DRAWS = re.compile(
    rb"\x1b\[(?:"
    rb"[0-9;]*m"  # colours
    rb"|[0-9]+;[0-9]+H"  # to a cell
    rb"|\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026)[hl]"  # wrap, cursor, mouse, screen…
    rb"|\?(?:2026|2048)\$p"  # asks what the terminal can do
    rb"|>[0-9]+u|<u"  # keys told apart, and no more
    rb"|3J|2J|H)"
    rb"|\x1b\]22;default\x07"  # the mouse's usual arrow
)
"""No titles, links, clipboard, files, prints."""
LONGEST = 64
"""Bytes of a sequence that the end of what was read so far may cut."""


def odd_bytes(written: bytes) -> str:
    """Whatever is neither words nor draws a screen."""
    if b"Traceback" in written:
        return written.decode("utf-8", "backslashreplace")
    text = DRAWS.sub(b"", written).decode("utf-8", "backslashreplace")
    return "".join(letter for letter in text if not (letter.isprintable() or letter in "\r\n"))


class Glass(Console):
    """A kiosk on a terminal of 80 × 24. What it writes is judged as it comes."""

    def __init__(self, board: Path, *, program: str = START, waits: bool = True) -> None:
        super().__init__(board, program=program, COLORTERM="truecolor")
        self.odd = ""
        self._unjudged = b""
        if waits:
            self.hears(PAGE_OF_HOME)

    @property
    def is_stopped(self) -> bool:
        """Whether a signal made it stand still."""
        status = Path(f"/proc/{self.child.pid}/stat").read_text(encoding="utf-8")
        return status.rpartition(")")[2].split()[0] in "Tt"

    @property
    def children(self) -> str:
        """What it started."""
        tasks = Path(f"/proc/{self.child.pid}/task").glob("*/children")
        return "".join(task.read_text(encoding="utf-8") for task in tasks)

    def resize(self, columns: int, rows: int) -> None:
        """The window has another size, or somebody says so."""
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def sends(self, number: int) -> None:
        """A signal, and what is written until it has been heard."""
        os.kill(self.child.pid, number)
        if select.select([self._ours], [], [], 0.02)[0]:
            self._hear()

    def is_at(self, key: bytes, page: bytes, *, patience: float = 30) -> None:
        """Press a key until it leads to a page: somebody who gets no answer presses again."""
        self.said = b""
        until = time.monotonic() + patience
        while page not in self.said:
            assert time.monotonic() < until, self.said[-2000:]
            self.types(key)
            self.waits(0.5, page)

    def answers(self, *, patience: float = 30) -> None:
        """It is alive: from the first page F12 shows today, and from there Home the first page. One
        on which it is already is not drawn again."""
        self.resize(79, 23)
        self.sends(signal.SIGWINCH)
        self.resize(80, 24)
        self.sends(signal.SIGWINCH)
        self.said = b""
        until = time.monotonic() + patience
        while not (PAGE_OF_HOME in self.said and PAGE_OF_TODAY in self.said):
            assert time.monotonic() < until, self.said[-2000:]
            for key, page in ((HOME, PAGE_OF_HOME), (F12, PAGE_OF_TODAY)):
                self.types(key)
                self.waits(0.5, page)
        assert self.child.poll() is None
        assert not self.is_stopped
        assert self.children == ""
        assert self.odd == "", repr(self.odd[:3000])

    def _hear(self) -> None:
        before = len(self.said)
        super()._hear()
        self._unjudged += self.said[before:]
        whole = len(self._unjudged)
        cuts = [self._unjudged.rfind(b"\x1b", max(0, whole - LONGEST))]
        cuts += [whole - back for back in (1, 2, 3) if self._unjudged[-back:][:1] >= b"\xc0"]
        whole = min((cut for cut in cuts if cut >= 0), default=whole)
        self.odd += odd_bytes(self._unjudged[:whole])
        self._unjudged = self._unjudged[whole:]
        if len(self.said) > 1 << 20:
            self.said = self.said[-(1 << 16) :]

    def whole(self) -> str:
        """What was odd in all of it, now that it has ended."""
        return self.odd + odd_bytes(self._unjudged)

    def waits(self, seconds: float, words: bytes = b"") -> None:
        """Hear what is written for so long, or until it says these words."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not (words and words in self.said):
            if select.select([self._ours], [], [], left)[0]:
                self._hear()
