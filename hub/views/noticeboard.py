"""What anybody may see, as the noticeboard gives it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from hub.views.place import SiteView


class Kind(StrEnum):
    """What a result is."""

    NEED = "need"
    SERVICE = "service"
    ACTIVITY = "activity"
    INTEREST = "interest"


class HubCard(Struct, frozen=True):
    """Whose noticeboard this is, and how old it is."""

    site: SiteView
    published_at: datetime
    """Aware, UTC."""
    schema: int


class Found(Struct, frozen=True):
    """One line of a list of results."""

    kind: Kind
    code: str
    """A public code; for a need its slug."""
    name: str
    phone: str = ""
    when: str = ""
    """Next date of an activity, or opening times; plain words."""
    starts: datetime | None = None
    """That date, local, for who says it in other words."""
    assured: date | None = None
    detail: str = ""
    """The line below the name: an organisation, or a need's group."""
    is_urgent: bool = False
    is_checked: bool = True
    """False where nobody has confirmed it for 100 days, or ever."""
    is_open: bool | None = None
    """Whether it is open, or on, at this moment; None where nobody can tell."""
    helpers: int | None = None
    """Of a need or an interest: how many can help, or are there to come to. 0 is said honestly."""


class Answer(Struct, frozen=True):
    """What a search found. `understood` is what was searched for, after mending slips."""

    query: str
    understood: str
    results: tuple[Found, ...]
    nearest: tuple[Found, ...] = ()
    """Where nothing was found: the needs that come nearest, then the urgent helplines."""
