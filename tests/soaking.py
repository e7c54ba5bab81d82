"""How much of a long test is run: all of it by `make soak`, a share of it each time."""

from __future__ import annotations

import os

SOAK = os.environ.get("HUB_TEST_SOAK") == "full"


def tries(most: int) -> int:
    """How many examples Hypothesis tries: `most` in a soak, else a quarter, ten at least."""
    return most if SOAK else max(min(most, 10), most // 4)
