"""What one service is before it is kept: the checked shape that the starter and feeds share.

Every text in it is clean, every number in range. Store-free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hub.views.directory import ServiceStatus


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """HSDS organization."""

    uid: str
    name: str
    description: str = ""
    email: str = ""
    website: str = ""
    logo: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """HSDS contact. Name and email are private."""

    uid: str
    name: str = ""
    title: str = ""
    department: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PhoneEntry:
    """HSDS phone; `contact` is the uid of the contact it lies under, if any."""

    uid: str
    number: str
    extension: str = ""
    kind: str = ""
    note: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class LocationEntry:
    """HSDS location with its first address."""

    uid: str
    at_uid: str = ""
    location_type: str = "physical"
    name: str = ""
    address_1: str = ""
    city: str = ""
    state_province: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    """One remark a line."""
    silent: tuple[str, ...] = ()
    """Names of the fields above that the feed doesn't speak of."""


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """HSDS schedule."""

    uid: str
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    freq: str = ""
    interval: int | None = None
    byday: str = ""
    bymonthday: str = ""
    opens_at: str = ""
    closes_at: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class DetailEntry:
    """A short text of which a service has several: "language", "area" or "cost"."""

    kind: str
    text: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A taxonomy term as it came, with the CURIE we read from it."""

    uid: str = ""
    curie: str = ""
    name: str = ""
    term_uri: str = ""
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """HSDS service with everything that hangs on it."""

    uid: str
    organisation: OrganisationEntry
    name: str
    description: str = ""
    url: str = ""
    email: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    fees: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    opening: str = ""
    getting_in: str = ""
    alert: str = ""
    accreditations: str = ""
    is_local: bool = False
    is_urgent: bool = False
    assured_on: date | None = None
    assurer_email: str = ""
    last_modified: datetime | None = None
    contacts: tuple[ContactEntry, ...] = ()
    phones: tuple[PhoneEntry, ...] = ()
    locations: tuple[LocationEntry, ...] = ()
    schedules: tuple[ScheduleEntry, ...] = ()
    details: tuple[DetailEntry, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    needs: tuple[str, ...] = ()
    """Slugs of the needs it meets by hand; those of its terms are looked up when it is kept."""
    silent: tuple[str, ...] = ()
    """Parts that the feed doesn't speak of, sorted: names of fields above, or kinds of details."""
    is_one_place: bool = False
    """It names one place of the service and doesn't speak of the others."""
