"""Asks a terminal what it can do, in the two questions that nearly all of them answer, and leaves
it as it was.
"""

from __future__ import annotations

import os
import re
import select
import termios
import time
import tty

from kiosk.shared.terminal import Replies

PATIENCE = 0.6
"""Seconds for all its answers; a terminal in a browser across the street takes a third of it."""

# Does it know mode 1006? Where does one half block at the line's beginning leave the cursor?
# And who is it: all answer that, so that we needn't wait for those who skip the others.
_ASKED = "\x1b[?1006$p\r▀\x1b[6n\r\x1b[K\x1b[c"
_MOUSE = re.compile(rb"\x1b\[\?1006;(\d)\$y")
_CURSOR = re.compile(rb"\x1b\[\d+;(\d+)R")
_DONE = re.compile(rb"\x1b\[\?[\d;]*c")


def ask(reading: int, writing: int, *, patience: float = PATIENCE) -> Replies:
    """What the terminal at these files answers; nothing where it can't be asked."""
    try:
        before = termios.tcgetattr(reading)
    except termios.error:
        return Replies()
    try:
        tty.setraw(reading, termios.TCSANOW)
        os.write(writing, _ASKED.encode())
        said = _heard(reading, time.monotonic() + patience)
    finally:
        termios.tcsetattr(reading, termios.TCSAFLUSH, before)
    mouse, cursor = _MOUSE.search(said), _CURSOR.search(said)
    return Replies(
        mouse=mouse.group(1) in b"123" if mouse else None,
        block_width=int(cursor.group(1)) - 1 if cursor else None,
    )


def _heard(reading: int, until: float) -> bytes:
    said = b""
    while not _DONE.search(said) and len(said) < 4096:
        left = until - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            break
        piece = os.read(reading, 1024)
        if not piece:
            break
        said += piece
    return said
