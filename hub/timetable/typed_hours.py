"""What people type for opening hours, as stretches of a day. Leaves times to `typed`, and whether
the stretches go together to `hours`.
"""

from __future__ import annotations

import re
from datetime import time

from hub.errors import BadInput
from hub.timetable.typed import read_time
from hub.views.words import clean_line

_MIDNIGHT = time(0)
_SHUT = frozenset({"closed", "shut", "none"})
_ALL_DAY = frozenset({"all day", "always", "open all day"})
_DASH = re.compile(r"\s*(?:[-–—]|\b(?:to|until)\b)\s*")
_BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b)\s*|\s+")
_HALVES = re.compile(r"(?<=[0-9])\s+(?=[ap]m\b)")


def read_opening(typed: str) -> tuple[time, time]:
    """9:00-17:00: from when until when; 24:00 is midnight."""
    first, dash, last = _DASH.sub("-", typed).partition("-")
    if not dash:
        raise BadInput(
            f"{clean_line(typed)!r} is not a stretch of time.", hint="Write it like 9:00-17:00."
        )
    return read_time(first), _MIDNIGHT if last.strip() == "24:00" else read_time(last)


def read_hours(typed: str) -> tuple[tuple[time, time], ...]:
    """9am to 5pm; 10:00-13:00 and 14:00-16:00; closed; all day: the stretches of one day.

    "Closed" is none. Raises BadInput.
    """
    text = clean_line(typed).lower().strip(" .")
    if text in _SHUT:
        return ()
    if text in _ALL_DAY:
        return ((_MIDNIGHT, _MIDNIGHT),)
    if not text:
        raise BadInput("Say from when until when.", hint="Write: 9am to 5pm, or closed.")
    parts = _BETWEEN.split(_DASH.sub("-", _HALVES.sub("", text)))
    return tuple(read_opening(part) for part in parts if part)
