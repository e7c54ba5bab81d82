"""How much of the long tests is run: all of it by `make soak`, a share of it each time.

Two cores need nearly all the time that there is for all tests. Of those of screens and sheets, and
of those that say on PostgreSQL again what was said on the embedded store, a quarter rests each day,
another on the next. A change to a screen, or to what the store does, wants all of its folder:
`pytest` with a path runs whatever is under it.
"""

from __future__ import annotations

import os
import sys
import zlib
from datetime import UTC, datetime

SHARED = ("tests/kiosk/desk/", "tests/kiosk/public/", "tests/printables/")
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
    if SOAK or ASKED or not (test.startswith(SHARED) or "[postgresql" in test):
        return True
    return zlib.crc32(test.encode()) % 4 != TODAY % 4
