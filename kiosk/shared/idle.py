"""When nobody is there any more. Knows seconds of a monotonic clock, no screen."""

from __future__ import annotations

from math import ceil

from msgspec import Struct


class IdleWatch(Struct):
    """`limit` seconds without a touch, then `grace` seconds of asking, then it is over."""

    limit: float
    grace: float
    last: float
    """When somebody last touched or typed."""

    def touched(self, now: float) -> None:
        """Somebody is there."""
        self.last = now

    def seconds_left(self, now: float) -> int | None:
        """None while somebody is there, then how long we go on asking; 0 when it is over."""
        quiet = now - self.last
        if quiet < self.limit:
            return None
        return max(0, ceil(self.limit + self.grace - quiet))
