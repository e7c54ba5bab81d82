"""Tells a barcode scanner from fingers: it types the number of a library card in one burst. Digits
are held back for a moment; a burst is dropped whole and nothing of it is kept. Knows no screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

HOLD = 0.03
"""Seconds between two keys of a scanner, at most; no finger is as fast."""
TAIL = 0.5
"""Seconds in which the rest of a burst, and its Enter, may come late."""
FEWEST = 4
"""Digits of a card. Fewer may be two keys that a busy machine read late."""


class Heard(Enum):
    """What becomes of a key."""

    NOT_OURS = auto()
    """It means what it always means, after what was held back."""
    HELD = auto()
    DROPPED = auto()
    CARD = auto()
    """Dropped, and with it what was held: now it is clear that this is a card."""


@dataclass(slots=True)
class Burst:
    """The keys of the last moment: how many, never which."""

    last: float = float("-inf")
    count: int = 0
    is_card: bool = False
    has_letter: bool = False
    """Whether another key came right before the first digit: some cards begin with a letter."""
    held: list[object] = field(default_factory=list)
    """What to do with them later, if they are no card."""

    def hear(self, key: object, *, is_digit: bool, is_enter: bool, now: float) -> Heard:
        """A key came."""
        gap, self.last = now - self.last, now
        if self.is_card:
            if gap <= TAIL and (is_digit or is_enter):
                self.is_card = not is_enter
                return Heard.DROPPED
            self.is_card = False
        if not is_digit:
            self.count = 0
            return Heard.NOT_OURS
        if self.count == 0 or gap > HOLD:
            self.count, self.has_letter = 0, gap <= HOLD
        self.count += 1
        if self.count >= FEWEST:
            self.count, self.is_card = 0, True
            self.held.clear()
            return Heard.CARD
        self.held.append(key)
        return Heard.HELD

    def let_go(self, now: float, *, at_once: bool = False) -> list[object]:
        """What was held back long enough, or all of it `at_once`: it was a finger."""
        if not self.held or (not at_once and now - self.last < HOLD):
            return []
        held, self.held = self.held, []
        if not at_once:
            self.count = 0
        return held
