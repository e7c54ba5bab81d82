"""`hub demo` in a real terminal: the kiosk comes up, and nothing is left when it is closed."""

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

PATIENCE = 60.0


def read_until(terminal: int, words: bytes) -> bool:
    """Whether the words come up on the terminal before patience runs out."""
    seen = b""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            seen += os.read(terminal, 65536)
        except OSError:  # the other side has gone
            return words in seen
        if words in seen:
            return True
    return False


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_demo_that_is_closed_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals
) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    demo = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "demo"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "TERM": "xterm-256color"},
    )
    os.close(theirs)
    try:
        assert read_until(ours, b"Touch a box")
        assert list(tmp_path.glob("hub-demo-*")) != []
        demo.send_signal(number)
        read_until(ours, b"\x1b[?1049l")  # the terminal is given back
        assert demo.wait(PATIENCE) == 0
    finally:
        demo.kill()
        os.close(ours)
    assert list(tmp_path.glob("hub-demo-*")) == []
