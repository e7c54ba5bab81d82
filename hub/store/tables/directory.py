"""Needs, and who can help with them. Columns follow HSDS / Open Referral UK 3.0."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field

from hub.store.tables.base import Row


class NeedGroup(Row, table=True):
    """A group of needs, e.g. "My home"."""

    __tablename__ = "need_group"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str
    hint: str = ""
    position: int = 0


class Need(Row, table=True):
    """A plain-language reason to ask."""

    __tablename__ = "need"

    id: int | None = Field(default=None, primary_key=True)
    need_group_id: int = Field(foreign_key="need_group.id", index=True)
    slug: str = Field(unique=True)
    name: str
    position: int = 0
    is_urgent: bool = False
    is_discreet: bool = False
    is_own: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """The hub made it or changed it: an upgrade leaves it as it is."""
    is_hidden: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class NeedWord(Row, table=True):
    """What people type when they mean a need."""

    __tablename__ = "need_word"

    need_id: int = Field(foreign_key="need.id", primary_key=True)
    word: str = Field(primary_key=True)
    position: int = 0
    is_own: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """The hub added it: an upgrade leaves it."""


class NeedTerm(Row, table=True):
    """The taxonomy terms a need stands for, as CURIEs: "openEligibility:1142"."""

    __tablename__ = "need_term"

    need_id: int = Field(foreign_key="need.id", primary_key=True)
    curie: str = Field(primary_key=True, index=True)


class Organisation(Row, table=True):
    """HSDS organization."""

    __tablename__ = "organisation"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=64)
    name: str
    description: str = ""
    email: str = ""
    website: str = ""
    logo: str = ""
    uri: str = ""


class Service(Row, table=True):
    """HSDS service."""

    __tablename__ = "service"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=64)
    """Open Referral id."""
    code: str = Field(unique=True, max_length=8)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    description: str = ""
    url: str = ""
    email: str = ""
    status: str = "active"
    fees: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    opening: str = ""
    """Opening times in words, where no schedule says them."""
    getting_in: str = ""
    """HSDS application_process."""
    alert: str = ""
    accreditations: str = ""
    is_local: bool = False
    is_urgent: bool = False
    assured_on: date | None = None
    assurer_email: str = ""
    """Private: who confirmed it."""
    source: str = ""
    """"starter", "desk", or the feed it came from."""
    feed_digest: str = ""
    """SHA-256 of the feed's row as last read; tells an unchanged row."""
    last_modified: datetime | None = None
    is_hidden: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """The hub doesn't show it. An urgent helpline is shown all the same."""
    vanished_on: date | None = None
    """When its feed no longer had it."""
    review_on: date | None = None
    """A day on which somebody shall look at it again, e.g. when a scheme ends."""


class ServiceNeed(Row, table=True):
    """Which needs a service meets."""

    __tablename__ = "service_need"

    service_id: int = Field(foreign_key="service.id", primary_key=True)
    need_id: int = Field(foreign_key="need.id", primary_key=True, index=True)


class ServiceTerm(Row, table=True):
    """Taxonomy terms a feed gave a service, kept as they came."""

    __tablename__ = "service_term"

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    uid: str = Field(default="", max_length=64)
    curie: str = ""
    name: str = ""
    term_uri: str = ""
    taxonomy: str = ""


class Contact(Row, table=True):
    """HSDS contact of a service. A named person here is public only if the feed says so."""

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=64)
    service_id: int = Field(foreign_key="service.id", index=True)
    name: str = ""
    """Private: names of people are not published."""
    title: str = ""
    department: str = ""
    email: str = ""
    """Private."""


class Phone(Row, table=True):
    """HSDS phone."""

    __tablename__ = "phone"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=64)
    service_id: int = Field(foreign_key="service.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    number: str
    extension: str = ""
    kind: str = ""
    """HSDS type: voice, text, …"""
    note: str = ""
    position: int = 0


class Location(Row, table=True):
    """HSDS location with its first address, tied to one service."""

    __tablename__ = "location"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=64)
    service_id: int = Field(foreign_key="service.id", index=True)
    at_uid: str = Field(default="", max_length=64)
    """Id of the service_at_location."""
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


class Schedule(Row, table=True):
    """HSDS schedule of a service."""

    __tablename__ = "schedule"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=64)
    service_id: int = Field(foreign_key="service.id", index=True)
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


class ServiceDetail(Row, table=True):
    """Short texts of which a service has several: languages, areas, cost options."""

    __tablename__ = "service_detail"

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    kind: str
    """"language", "area" or "cost"."""
    uid: str = Field(default="", max_length=64)
    text: str
    position: int = 0
