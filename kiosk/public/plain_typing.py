"""What is typed at the plain kiosk, byte by byte: lines, and what to show of them. Keys that move a
cursor do nothing; bytes that could command a terminal are never shown.
"""

from __future__ import annotations

import codecs
from collections import deque
from enum import Enum, auto

from hub.noticeboard.dropbox import LONGEST_WORDS
from kiosk.shared.plain_lines import cells

LEAVE = "l"
MOST_AHEAD = 20
"""Lines that somebody can type ahead of the answers. More is a paste gone wrong."""
_LONGEST_SEQUENCE = 32
_F12 = "24~"


class _Within(Enum):
    """Where we are in what a key sends."""

    NOTHING = auto()
    ESCAPE = auto()
    SEQUENCE = auto()
    LETTER = auto()


class Typing:
    """One line at a time. `by_hand` where keys are typed, not lines sent through a pipe."""

    def __init__(self, *, by_hand: bool, encoding: str = "utf-8") -> None:
        self.words = ""
        self.is_cut = False
        """Whether more was typed than we take."""
        self.lines: deque[tuple[str, bool]] = deque()
        """Lines that are whole, and whether each was cut."""
        self._by_hand = by_hand
        self._decoder = codecs.getincrementaldecoder(encoding)("ignore")
        self._within = _Within.NOTHING
        self._sequence = ""
        self._after_return = False

    def forget(self) -> None:
        """Nothing typed stays."""
        self.words, self.is_cut = "", False
        self.lines.clear()
        self._decoder.reset()
        self._within, self._sequence = _Within.NOTHING, ""

    def take(self, typed: bytes) -> str:
        """Take what came; what to show of it."""
        shown = "".join(map(self._letter, self._decoder.decode(typed)))
        if self._by_hand and len(self.lines) > MOST_AHEAD:
            self.lines.clear()
        return shown

    def end(self) -> None:
        """Nothing more comes: what was begun counts as a line."""
        if self.words:
            self._line_ends()

    def _letter(self, letter: str) -> str:
        if self._within is not _Within.NOTHING and self._is_of_a_key(letter):
            return ""
        after_return, self._after_return = self._after_return, letter == "\r"
        if letter in "\r\n":
            return "" if letter == "\n" and after_return else self._line_ends()
        if letter == "\x1b":
            self._within = _Within.ESCAPE
        elif letter in "\x7f\b":
            return self._rub_out(1)
        elif letter == "\x15":  # Ctrl+U
            return self._rub_out(len(self.words))
        elif letter in "\x03\x04" and self._by_hand:  # Ctrl+C, Ctrl+D
            return self._leave()
        elif letter.isprintable():
            return self._add(letter)
        return ""

    def _is_of_a_key(self, letter: str) -> bool:
        """Whether it belongs to what an arrow or another key sends (ECMA-48, 5.4)."""
        if self._within is _Within.ESCAPE:
            # Escape by itself is a key too: what comes after it is typed.
            self._sequence = ""
            kinds = {"[": _Within.SEQUENCE, "O": _Within.LETTER}
            self._within = kinds.get(letter, _Within.NOTHING)
            return self._within is not _Within.NOTHING
        is_letter_key = self._within is _Within.LETTER
        if not " " <= letter <= "~":
            self._within = _Within.NOTHING
            return False
        self._sequence += letter
        if is_letter_key or letter >= "@" or len(self._sequence) >= _LONGEST_SEQUENCE:
            self._within = _Within.NOTHING
            if self._sequence == _F12 and self._by_hand:
                self._leave()
        return True

    def _leave(self) -> str:
        self.words, self.is_cut = "", False
        self.lines.append((LEAVE, False))
        return "\n"

    def _line_ends(self) -> str:
        self.lines.append((self.words, self.is_cut))
        self.words, self.is_cut = "", False
        return "\n"

    def _add(self, letter: str) -> str:
        if len(self.words) >= LONGEST_WORDS:
            self.is_cut = True
            return ""
        self.words += letter
        return letter

    def _rub_out(self, count: int) -> str:
        gone = self.words[len(self.words) - count :] if count else ""
        self.words = self.words[: len(self.words) - len(gone)]
        self.is_cut = False
        width = cells(gone)
        return "\b" * width + " " * width + "\b" * width
