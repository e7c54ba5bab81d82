"""How opening times for machines are kept in the published file. What they are is decided by
`hub.directory.open_times`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache

from hub.views.directory import OpenTime


def to_json(times: Sequence[OpenTime]) -> str:
    """How the file keeps them: [[days, opens, closes, from, to], …]."""
    return json.dumps(
        [
            (
                one.weekdays,
                f"{one.opens:%H:%M}",
                f"{one.closes:%H:%M}",
                one.valid_from.isoformat() if one.valid_from else None,
                one.valid_to.isoformat() if one.valid_to else None,
            )
            for one in times
        ],
        separators=(",", ":"),
    )


@lru_cache(256)
def from_json(text: str) -> tuple[OpenTime, ...]:
    """The same read back; kept, as many services share few times."""
    if text == "[]":
        return ()
    return tuple(
        OpenTime(
            tuple(days),
            time.fromisoformat(opens),
            time.fromisoformat(closes),
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )
        for days, opens, closes, first, last in json.loads(text)
    )
