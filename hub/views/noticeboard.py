"""What anybody may see, as the noticeboard gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from hub.views.place import SiteView


class Kind(StrEnum):
    """What a result is."""

    NEED = "need"
    SERVICE = "service"
    ACTIVITY = "activity"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class HubCard:
    """Whose noticeboard this is, and how old it is."""

    site: SiteView
    published_at: datetime
    """Aware, UTC."""
    schema: int


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a list of results."""

    kind: Kind
    code: str
    """A public code; for a need its slug."""
    name: str
    phone: str = ""
    when: str = ""
    """Next date of an activity, or opening times; plain words."""
    starts: datetime | None = field(default=None, compare=False)
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found. `understood` is what was searched for, after mending slips."""

    query: str
    understood: str
    results: tuple[Found, ...]
    nearest: tuple[Found, ...] = ()
    """Where nothing was found: the needs that come nearest, then the urgent helplines."""
