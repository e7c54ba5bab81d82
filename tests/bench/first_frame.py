"""Starts a program in a terminal of 120 x 40 and says what its first complete frame cost.

Complete is when every word that the screen is there to show has been drawn; then the program is
killed, so that neither side pays for leaving.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds after which a program that drew nothing has failed."""

_ESCAPES = re.compile(rb"\x1b\[[0-9;:?<=>]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Ready to begin")
Bare().run()
"""
BARE_WORDS = ("Ready to begin",)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one start took."""

    cpu_ms: float
    memory_mib: float


@dataclass(slots=True)
class Running:
    """A program that has drawn what it had to."""

    process: subprocess.Popen[bytes]
    terminal: int
    """Our end of its terminal."""
    cpu_ms: float = 0.0
    """What it took from beginning to end; known once it has ended."""

    def left_alone(self, seconds: float) -> None:
        """Let it draw what it likes for a while."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                os.read(self.terminal, 65536)


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Where Python keeps what it compiled of our modules, as it does for what is installed. A
    machine that tests may be told to keep none: then each start would be paid for by the line."""
    return tempfile.TemporaryDirectory(prefix="hub-bench-compiled-")


def python(program: str) -> list[str]:
    """The command that runs a few lines of Python."""
    return [sys.executable, "-c", program]


def start(
    command: Sequence[str], words: Sequence[str], environment: Mapping[str, str] | None = None
) -> Cost:
    """The cost of `command` until it has drawn all of `words`."""
    with running(command, words, environment) as program:
        peak = _peak_kib(program.process.pid)
    return Cost(program.cpu_ms, peak / 1024)


@contextmanager
def running(
    command: Sequence[str], words: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """`command` in a terminal of its own, once it has drawn all of `words`; killed at the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TEXTUAL", "HUB_", "COV_", "COVERAGE", "PYTEST", "PYTHON"))
    }
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        start_new_session=True,
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": _compiled().name,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(environment or {}),
        },
    )
    os.close(theirs)
    program = Running(child, ours)
    drawn: str | None = ""
    try:
        drawn = _read_until(ours, [word.encode() for word in words])
        if drawn is None:
            yield program
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        program.cpu_ms = (usage.ru_utime + usage.ru_stime) * 1000
        os.close(ours)
    if drawn is not None:
        raise RuntimeError(f"{command[-1]!r} never drew {words}; it drew:\n{drawn[-3000:]}")


def _read_until(terminal: int, words: list[bytes]) -> str | None:
    """None once all words were drawn; otherwise all that was drawn."""
    raw = b""
    until = time.monotonic() + PATIENCE
    while (left := until - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            raw += os.read(terminal, 65536)
        except OSError:
            break  # it left
        seen = _ESCAPES.sub(b"", raw)
        if all(word in seen for word in words):
            return None
    return _ESCAPES.sub(b"", raw).decode(errors="replace")


def _peak_kib(process: int) -> int:
    """The most memory that the program itself has held. What wait4 says counts the process that
    started it as well, and that may be the larger."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise RuntimeError("this system doesn't say what a process held at most")
