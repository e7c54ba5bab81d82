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
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def python(program: str) -> list[str]:
    """The command that runs a few lines of Python."""
    return [sys.executable, "-c", program]


def start(
    command: Sequence[str], words: Sequence[str], environment: Mapping[str, str] | None = None
) -> Cost:
    """The cost of `command` until it has drawn all of `words`."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TEXTUAL", "HUB_", "COV_", "COVERAGE", "PYTEST"))
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
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(environment or {}),
        },
    )
    os.close(theirs)
    try:
        drawn = _read_until(ours, [word.encode() for word in words])
        peak = _peak_kib(child.pid) if drawn is None else 0
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        os.close(ours)
    if drawn is not None:
        raise RuntimeError(f"{command[-1]!r} never drew {words}; it drew:\n{drawn[-3000:]}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, peak / 1024)


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
