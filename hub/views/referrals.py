"""Referrals: details sent on with consent. Private: no screen of the kiosk may take these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReferralMode(StrEnum):
    """Whether the hub sends the details itself."""

    LIVE = "live"
    """Details are sent on, with consent."""
    LOGGED = "logged"
    """The person goes there by themselves; nothing is sent."""


class ReferralStatus(StrEnum):
    """How far a referral has come."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    MET = "met"
    NOT_MET = "not-met"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


CLOSED = frozenset({ReferralStatus.MET, ReferralStatus.NOT_MET, ReferralStatus.DECLINED})
"""Statuses after which nothing is chased."""


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral as the desk sees it."""

    number: int
    mode: ReferralMode
    who: str
    contact: str
    service: str
    """Its name."""
    service_code: str
    reason: str
    """Slug of a need, or "other"."""
    reason_words: str
    status: ReferralStatus
    steps: tuple[tuple[ReferralStatus, date], ...] = ()
    """Each status and the day it came to it, in order."""
    consent: str = ""
    consented_at: datetime | None = None
    asked_by: str = ""
    made_on: date | None = None
    chase_on: date | None = None
    is_due: bool = False
    """Whether somebody should ask today what became of it."""
    deleted_on: date | None = None
    """When it will be deleted, once closed."""


@dataclass(frozen=True, slots=True)
class SafeguardingCard:
    """Who to tell when somebody may be in danger."""

    lead: str
    phone: str
    lines: tuple[str, ...]
    """What to do, and what not to do, a line each."""


@dataclass(frozen=True, slots=True)
class BeforeReferring:
    """What a volunteer should see and say before anything is written down."""

    service: str
    service_code: str
    getting_in: str
    """How people get in, in words; never empty."""
    phones: tuple[str, ...]
    email: str
    consent: str
    """To be read aloud, word for word."""
