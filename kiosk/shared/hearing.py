"""What a kiosk hears: keys and touches, whatever bytes come, and no more at a time than it can
answer. What they do is decided by the app; where they come from, by the two drivers that hear.

Textual's own drivers give up at a byte that is no UTF-8 or a key that there is not, and are deaf
for as long as a paste goes on.
"""

from __future__ import annotations

import asyncio
import time
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from threading import Event
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
LONGEST_PASTE = 5.0
"""Seconds after which a paste that hasn't ended is no paste."""
MOST_WAITING = 8
"""Keys that wait to be answered before more are taken."""
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


class HearingDriver(Driver):
    """Part of a driver: tells the app what is heard, in the order in which it came, and waits
    while the app is busy with it."""

    exit_event: Event
    """Set when the kiosk ends. Of the driver that this is a part of."""
    _posted: Future[Any] | None = None

    def process_message(self, message: Message) -> None:
        if isinstance(message, HEARD):
            super().process_message(message)

    def send_message(self, message: Message) -> None:
        posting = self._app._post_message(message)
        self._posted = asyncio.run_coroutine_threadsafe(posting, loop=self._loop)

    def tell(self, hearing: Hearing, written: bytes) -> None:
        """Tell the app what these bytes mean. On the thread that reads them."""
        for message in hearing.heard(written, time.monotonic()):
            self.process_message(message)
            self._wait_for_answers()

    def tell_of_a_moment(self, hearing: Hearing) -> None:
        """Tell the app what a moment without bytes means. On the thread that reads them."""
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
