"""Where the plain kiosk listens and speaks: a terminal, or pipes. Lines only: no colour, no cursor
that moves. No key and no signal gets a visitor out; what she saw is wiped when she has gone.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Self

from kiosk.public.plain_typing import Typing
from kiosk.shared.plain_lines import in_ascii, takes_utf8

MOST_COLUMNS, LEAST_COLUMNS = 80, 20
LEAST_ROWS = 8
_NO_SCROLLBACK = b"\x1b[3J"
"""xterm's ED 3, which the Linux console and nearly every terminal of today know."""
_DUMB = ("", "dumb", "unknown")
"""Terminals that would read an escape sequence aloud."""
_STOPS = (signal.SIGTERM, signal.SIGHUP)
_BY_KEYS = (signal.SIGINT, signal.SIGQUIT)
_PAUSES = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


class Ending(BaseException):  # as KeyboardInterrupt: nobody who catches mistakes shall catch it
    """Nobody can be heard any more, or whoever runs the machine wants it to end."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What happened in a moment."""

    is_touched: bool = False
    line: str | None = None
    is_cut: bool = False


class Terminal:
    """Opened with `with`; everything is as it was before when it closes."""

    def __init__(self, source: int = 0, sink: int = 1) -> None:
        self._source, self._sink = source, sink
        self._by_hand = os.isatty(source)
        self._is_screen = os.isatty(sink)
        encoding = getattr(sys.stdout, "encoding", None)
        self._takes_utf8 = takes_utf8(encoding, os.environ)
        self.typing = Typing(by_hand=self._by_hand)
        self._before: list[int | list[bytes | int]] | None = None
        self._signals: dict[signal.Signals, signal.Handlers | object] = {}
        self._is_ended = False
        self._at_the_wire = False

    # Opening and closing

    def __enter__(self) -> Self:
        for number in (*_STOPS, *_BY_KEYS, *_PAUSES):
            ignored = number in _PAUSES or (number in _BY_KEYS and self._by_hand)
            self._signals[number] = signal.getsignal(number)
            signal.signal(number, signal.SIG_IGN if ignored else self._end)
        if self._by_hand:
            with suppress(termios.error):
                self._before = termios.tcgetattr(self._source)
                termios.tcsetattr(self._source, termios.TCSADRAIN, _listening(self._before))
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._source, termios.TCSADRAIN, self._before)
        for number, handler in self._signals.items():
            signal.signal(number, handler)  # type: ignore[arg-type] # as getsignal gave it

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._is_ended = True
        if self._at_the_wire:  # else after what is being done: a line in the drop box is whole
            self._at_the_wire = False
            raise Ending

    # Speaking

    @property
    def width(self) -> int:
        """Cells of a line: one less than there are, as some terminals break a full line twice."""
        return max(LEAST_COLUMNS, min(MOST_COLUMNS, self._size()[0])) - 1

    @property
    def rows(self) -> int | None:
        """Lines that can be seen at once; None where nothing scrolls away."""
        return max(LEAST_ROWS, self._size()[1]) if self._is_screen else None

    def _size(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self._sink)
        except OSError:
            return MOST_COLUMNS, 24
        return columns or MOST_COLUMNS, rows or 24

    def say(self, lines: Iterable[str]) -> None:
        """Each on a line of its own."""
        self._write("".join(f"{self._lettered(line)}\n" for line in lines))

    def ask(self, lines: Iterable[str]) -> None:
        """The same, and wait behind the last one, where a braille line looks."""
        *before, last = lines
        self.say(before)
        typed = self.typing.words if self._by_hand else ""
        self._write(f"{self._lettered(last)} {self._lettered(typed)}")

    def wipe(self, *, ahead_too: bool = True) -> None:
        """Nothing that was said or typed can be read here any more.

        Empty lines push it off the screen, which any terminal understands; then the terminal
        forgets what scrolled away. Neither in a pipe: what went into it is not ours any more.
        What one visitor typed `ahead` is no answer of the next one.
        """
        if self._by_hand and ahead_too:
            self.typing.forget()
            with suppress(termios.error):
                termios.tcflush(self._source, termios.TCIFLUSH)
        if self._is_screen:
            self._write("\n" * self._size()[1])
            if os.environ.get("TERM", "") not in _DUMB:
                self._send(_NO_SCROLLBACK)

    def part(self, *words: str) -> None:
        """Wipe and say the last words, also where a signal has ended it."""
        self._is_ended = False
        with suppress(Ending):
            self.wipe()
            self.say(words)

    def _lettered(self, text: str) -> str:
        return text if self._takes_utf8 else in_ascii(text)

    def _write(self, words: str) -> None:
        self._send(words.encode("utf-8" if self._takes_utf8 else "ascii", "replace"))

    def _send(self, raw: bytes) -> None:
        try:
            while raw:
                raw = raw[self._guarded_write(raw) :]
        except OSError:  # nobody reads it any more
            raise Ending from None

    def _guarded_write(self, raw: bytes) -> int:
        self._listen_to_signals()
        try:
            return os.write(self._sink, raw)
        finally:
            self._at_the_wire = False

    # Listening

    def wait(self, seconds: float) -> Heard:
        """What is typed within so many seconds. Raises Ending at the end of what comes."""
        if self.typing.lines:
            return self._next_line()
        self._listen_to_signals()
        try:
            if not select.select([self._source], [], [], seconds)[0]:
                return Heard()
            typed = os.read(self._source, 4096)
        except (OSError, ValueError):  # the terminal was let go of, or there never was one
            raise Ending from None
        finally:
            self._at_the_wire = False
        if not typed:
            self.typing.end()
            if not self.typing.lines:
                raise Ending
            return self._next_line()
        shown = self.typing.take(typed)
        if self._by_hand and self._is_screen:
            self._echo(shown)
        return self._next_line() if self.typing.lines else Heard(is_touched=True)

    def _listen_to_signals(self) -> None:
        """From here on a signal ends it at once, also one that came a moment ago."""
        self._at_the_wire = True
        if self._is_ended:
            self._at_the_wire = False
            raise Ending

    def _next_line(self) -> Heard:
        words, is_cut = self.typing.lines.popleft()
        if not self._by_hand:  # nobody has pressed Enter here: the answer begins on a new line
            self._write("\n")
        return Heard(True, words, is_cut)

    def _echo(self, shown: str) -> None:
        if self._takes_utf8 or shown.isascii():
            self._write(shown)
        else:
            self._write("".join("\n" if letter == "\n" else "?" if not letter.isascii() else letter
                                for letter in shown))  # fmt: skip


def _listening(before: list[int | list[bytes | int]]) -> list[int | list[bytes | int]]:
    """The terminal as we need it: every key comes to us as it is, none is a signal or a pause."""
    flags = [part if isinstance(part, int) else list(part) for part in before]
    incoming, outgoing, control, local, inward, outward, special = flags
    assert isinstance(incoming, int)
    assert isinstance(outgoing, int)
    assert isinstance(local, int)
    assert isinstance(special, list)
    incoming &= ~(termios.IXON | termios.IXOFF | termios.BRKINT | termios.PARMRK | termios.ISTRIP)
    incoming &= ~(termios.INLCR | termios.IGNCR)
    incoming |= termios.ICRNL | termios.IGNBRK
    outgoing |= termios.OPOST | termios.ONLCR
    local &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
    special[termios.VMIN], special[termios.VTIME] = 1, 0
    return [incoming, outgoing, control, local, inward, outward, special]
