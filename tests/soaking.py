"""How much of the long tests is run: all of it by `make soak`, a share of it each time."""

from __future__ import annotations

import os
import sys
import zlib
from datetime import UTC, datetime

SHARED = ("tests/kiosk/desk/", "tests/kiosk/public/", "tests/printables/")
"""Tests of screens and sheets. They take more than half of the time, and two cores need more than
there is for all of them: a quarter of them is run on each day, another one on the next; and of
what is tested on PostgreSQL again, a half. A change to a screen, or to what the store does, wants
the whole of its folder: `pytest` with a path runs all that is under it."""
TODAY = int(os.environ.setdefault("HUB_TEST_DAY", f"{datetime.now(UTC).toordinal()}"))
"""One day for all processes of a run."""

_NAMED = any(word.startswith("tests/") for word in sys.argv[1:])
ASKED = os.environ.setdefault("HUB_TEST_ASKED", "yes" if _NAMED else "") == "yes"
"""Whether somebody named what to run. The processes that a run starts know no command line."""

SOAK = os.environ.get("HUB_TEST_SOAK") == "full"


def tries(most: int) -> int:
    """How many examples Hypothesis tries: `most` in a soak, else a quarter, ten at least."""
    return most if SOAK else max(min(most, 10), most // 4)


def is_for_today(test: str) -> bool:
    """Whether a test is among those of this run."""
    if SOAK or ASKED:
        return True
    days = 4 if test.startswith(SHARED) else 2 if "[postgresql" in test else 1
    return zlib.crc32(test.encode()) % days == TODAY % days
