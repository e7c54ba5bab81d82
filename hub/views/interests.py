"""What people like to do, want to learn or could give."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class InterestKind(StrEnum):
    """What somebody wants to do with an interest."""

    DO = "do"
    LEARN = "learn"
    GIVE = "give"


class InterestView(Struct, frozen=True):
    """Something a person enjoys, wants to learn or could give, in their own words."""

    slug: str
    kind: InterestKind
    name: str
    """As people say it: "I like gardening", "I could teach sewing"."""
    words: tuple[str, ...] = ()
    activities: int = 0
    services: int = 0
    is_own: bool = False
    """The hub made it or changed it."""
    is_hidden: bool = False
    """The hub doesn't ask about it. Only who edits interests ever sees such a one."""
