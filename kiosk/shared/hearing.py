"""What a kiosk hears from its terminal: keys and touches, whatever bytes come, and no more at a
time than it can answer. What they do is decided by the app.

Textual's own driver gives up at a byte that is no UTF-8 or a key that there is not, is deaf for as
long as a paste goes on, stands still at the signal of Ctrl+Z and starts twice at the one after it.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from io import RawIOBase, TextIOWrapper
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
LONGEST_PASTE = 5.0
"""Seconds after which a paste that hasn't ended is no paste."""
AT_ONCE = 512
"""Bytes taken from the terminal before they are answered."""
MOST_WAITING = 8
"""Keys that wait to be answered before more are taken."""
WIDEST, HIGHEST = 800, 300
"""Cells of the largest screen there is. What says more is no screen."""
HEARD = (
    events.Key,
    events.MouseDown,
    events.MouseUp,
    events.MouseScrollDown,
    events.MouseScrollUp,
    TerminalSupportsSynchronizedOutput,
)
"""Nothing else is told the app: no pasted text, no mouse that only moves, no size or place that
somebody types."""
SAY_NOTHING = (
    *("SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGALRM"),
    *("SIGVTALRM", "SIGPROF", "SIGIO", "SIGPWR", "SIGSTKFLT"),
)
"""Signals that mean nothing here. Left alone they end a program, or stop it."""


def signals_that_say_nothing() -> tuple[int, ...]:
    """Those of them that this machine knows."""
    named = [getattr(signal, name, None) for name in SAY_NOTHING]
    numbered = range(signal.SIGRTMIN, signal.SIGRTMAX + 1) if hasattr(signal, "SIGRTMIN") else ()
    return (*(number for number in named if number is not None), *numbered)


class Parser(XTermParser):
    """Sequences into keys. A mouse is told in cells, never in parts of one."""

    @property
    def mouse_pixels(self) -> bool:
        return False

    @mouse_pixels.setter
    def mouse_pixels(self, asked: bool) -> None:
        """Whoever types a screen's size asks for it."""


class Hearing:
    """Bytes into messages. Bytes that mean nothing are left out; so is what is pasted."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._parser = Parser()
        self._last = ""
        """As much of what was heard as may be the beginning of a paste, or of its end."""
        self._pasting_since: float | None = None

    def heard(self, written: bytes, now: float) -> Iterator[Message]:
        """What came, at `now` in seconds of any clock that only goes on."""
        text = self._decode(written)
        while text:
            if self._pasting_since is None:
                text = yield from self._typed(text, now)
            elif now - self._pasting_since > LONGEST_PASTE:
                self._pasting_since = None
            else:
                text = self._pasted(text)

    def nothing_came(self) -> Iterator[Message]:
        """A moment passed: an Escape alone is the key of that name."""
        yield from self._safely(self._parser.tick())

    def _typed(self, text: str, now: float) -> Generator[Message, None, str]:
        """What was typed before a paste; returns what is left."""
        end = self._end_of(PASTE_BEGINS, text)
        if end is None:
            yield from self._safely(self._parser.feed(text))
            return ""
        self._pasting_since = now
        yield from self._safely(self._parser.feed(text[:end] + PASTE_ENDS))
        return text[end:]

    def _pasted(self, text: str) -> str:
        end = self._end_of(PASTE_ENDS, text)
        if end is None:
            return ""
        self._pasting_since = None
        return text[end:]

    def _end_of(self, mark: str, text: str) -> int | None:
        """Where in the text a mark ends, of which a part may have come before."""
        before = len(self._last)
        seen = self._last + text
        at = seen.find(mark)
        if at < 0:
            self._last = seen[-(len(mark) - 1) :]
            return None
        self._last = ""
        return at + len(mark) - before

    def _safely(self, messages: Iterable[Message]) -> Iterator[Message]:
        """What the parser makes of it. Where it breaks, the rest is left out and a new one goes
        on: there is no key so odd that a kiosk ends."""
        try:
            yield from messages
        except Exception:  # whatever a parser stumbles over
            self._parser = Parser()


def whole_writes(file: TextIOWrapper[Any]) -> TextIOWrapper[Any]:
    """The same, but all that is written arrives: unbuffered, a signal in the middle of a screen
    leaves the rest of it out."""
    again = open(file.fileno(), "wb", closefd=False)  # noqa: SIM115 # it stays open
    return TextIOWrapper(again, encoding=file.encoding, errors=file.errors)


class KioskDriver(LinuxDriver):
    """A terminal that nobody gets out of."""

    _posted: Future[Any] | None = None
    _raw: list[Any] | None = None

    def start_application_mode(self) -> None:
        if self._file is not None and isinstance(self._file.buffer, RawIOBase):  # PYTHONUNBUFFERED
            self._file = whole_writes(self._file)
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's
        for number in signals_that_say_nothing():
            signal.signal(number, signal.SIG_IGN)
        with suppress(termios.error):
            self._raw = termios.tcgetattr(self.fileno)

    def _sigtstp_application(self, *_: object) -> None:
        """Ctrl+Z, from wherever it comes: a kiosk doesn't stand still."""

    def _sigcont_application(self, *_: object) -> None:
        """Somebody stopped it who can. Whatever was on the terminal since, the kiosk is again."""
        self._loop.call_soon_threadsafe(self._on_screen_again)

    def _on_screen_again(self) -> None:
        if self._raw is not None and not self.exit_event.is_set():
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
            self.write("\x1b[?1049h\x1b[?25l\x1b[?7l")
            self._app.refresh(layout=True)

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return min(width, WIDEST), min(height, HIGHEST)

    def _query_in_band_window_resize(self) -> None:
        """The signal says it, which nobody can type."""

    def process_message(self, message: Message) -> None:
        if isinstance(message, HEARD):
            super().process_message(message)

    def send_message(self, message: Message) -> None:
        posting = self._app._post_message(message)
        self._posted = asyncio.run_coroutine_threadsafe(posting, loop=self._loop)

    def run_input_thread(self) -> None:
        hearing = Hearing()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    written = os.read(self.fileno, AT_ONCE)
                    if not written:
                        raise EOFError("The terminal is gone.")
                    for message in hearing.heard(written, time.monotonic()):
                        self.process_message(message)
                        self._wait_for_answers()
                for message in hearing.nothing_came():
                    self.process_message(message)

    def _wait_for_answers(self) -> None:
        """Until the app has answered most of what came: a flood waits where it comes from."""
        while not self.exit_event.is_set():
            with suppress(TimeoutError):
                if self._posted is not None:
                    self._posted.result(0.1)
                if self._app.message_queue_size <= MOST_WAITING:
                    return
                self.exit_event.wait(0.005)
