"""Who can help: needs, services and what came of an import. Terms follow Open Referral UK 3.0."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from msgspec import Struct


class ServiceStatus(StrEnum):
    """`service.status` of HSDS."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


class PhoneView(Struct, frozen=True):
    """A number as people dial it, e.g. "116 123" or "text SHOUT to 85258"."""

    number: str
    note: str = ""
    """When or for whom: "free, any time"."""
    is_text: bool = False
    """A number for text messages, not for talking."""


class OpenTime(Struct, frozen=True):
    """When a service is open: local wall times on some weekdays."""

    weekdays: tuple[int, ...]
    """0 is Monday."""
    opens: time
    closes: time
    """Midnight (00:00) is the end of the day."""
    valid_from: date | None = None
    valid_to: date | None = None


class NeedView(Struct, frozen=True):
    """A plain-language reason to ask."""

    slug: str
    """Stable lower-case name with hyphens, e.g. "behind-with-rent"."""
    name: str
    group: str
    """Slug of its group."""
    group_name: str
    is_urgent: bool = False
    is_discreet: bool = False
    """Shown and printed under a neutral heading."""
    words: tuple[str, ...] = ()
    """What people type when they mean this."""
    services: int = 0
    activities: int = 0
    is_own: bool = False
    """The hub made it or changed it."""
    is_hidden: bool = False
    """The hub doesn't ask about it. Only who edits needs ever sees such a one."""


class NeedGroupView(Struct, frozen=True):
    """A group of needs, e.g. "My home"."""

    slug: str
    name: str
    hint: str
    """Its needs in a few words: "losing it, finding one, repairs"."""
    needs: tuple[NeedView, ...] = ()


class ServiceView(Struct, frozen=True):
    """Who can help, with what, and how to reach them."""

    code: str
    id: str
    """Open Referral id, a UUID."""
    name: str
    organisation: str
    description: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    phones: tuple[PhoneView, ...] = ()
    email: str = ""
    url: str = ""
    who_for: str = ""
    cost: str = ""
    when: str = ""
    """Opening times in words; empty if not known."""
    getting_in: str = ""
    address: str = ""
    area: str = ""
    """Where it serves, in words; empty for everywhere."""
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    alert: str = ""
    is_local: bool = False
    is_urgent: bool = False
    """An urgent helpline, which never disappears."""
    assured_on: date | None = None
    """When a person last confirmed it; None if nobody has."""
    needs: tuple[str, ...] = ()
    """Slugs of the needs it meets."""
    open_times: tuple[OpenTime, ...] = ()
    """The same as `when` for machines, where it is known; empty where it isn't."""
    postcode: str = ""
    """Of the first place that people can go to."""
    vanished_on: date | None = None
    """When the feed it came from no longer had it."""
    is_hidden: bool = False
    """The hub doesn't show it. Only the desk ever sees such an entry."""
    interests: tuple[str, ...] = ()
    """Slugs of the interests it is for."""
