"""A kiosk on a terminal: nobody gets out of it, by whatever signal.

Textual's own driver stands still at the signal of Ctrl+Z and starts twice at the one after it.
"""

from __future__ import annotations

import os
import selectors
import signal
import termios
from contextlib import suppress
from io import RawIOBase, TextIOWrapper
from typing import Any

from textual.drivers.linux_driver import LinuxDriver

from kiosk.shared.hearing import Hearing, HearingDriver

AT_ONCE = 512
"""Bytes taken from the terminal before they are answered."""
WIDEST, HIGHEST = 800, 300
"""Cells of the largest screen there is. What says more is no screen."""
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


def whole_writes(file: TextIOWrapper[Any]) -> TextIOWrapper[Any]:
    """The same, but all that is written arrives: unbuffered, a signal in the middle of a screen
    leaves the rest of it out."""
    again = open(file.fileno(), "wb", closefd=False)  # noqa: SIM115 # it stays open
    return TextIOWrapper(again, encoding=file.encoding, errors=file.errors)


class KioskDriver(HearingDriver, LinuxDriver):
    """A terminal that nobody gets out of."""

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

    def run_input_thread(self) -> None:
        hearing = Hearing()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    written = os.read(self.fileno, AT_ONCE)
                    if not written:
                        raise EOFError("The terminal is gone.")
                    self.tell(hearing, written)
                self.tell_of_a_moment(hearing)
