"""What visitors look for among what's on; `hub.noticeboard.for_me` says what each means."""

from __future__ import annotations

from enum import StrEnum


class Wish(StrEnum):
    """What somebody looks for."""

    CHILDREN = "children"
    CARERS = "carers"
    FREE = "free"
    DROP_IN = "drop-in"
    SOON = "soon"
