"""Interests, visits, what the kiosk counted, ideas, and referrals.

A visit names nobody and knows only its week; a referral is the one place where a person who asked
for help is named. So nothing here ties the one to the other.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from hub.store.tables.base import Row

_NO_ROW_NUMBERS = {"sqlite_with_rowid": False}
"""SQLite would number the rows of a visit in the order in which they came."""


class Interest(Row, table=True):
    """Something a person enjoys, wants to learn or could give."""

    __tablename__ = "interest"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    kind: str
    """"do", "learn" or "give"."""
    name: str
    position: int = 0
    is_own: bool = False
    """The hub made it or changed it: an upgrade leaves it as it is."""
    is_hidden: bool = False


class InterestWord(Row, table=True):
    """What people type when they mean an interest."""

    __tablename__ = "interest_word"

    interest_id: int = Field(foreign_key="interest.id", primary_key=True)
    word: str = Field(primary_key=True)
    position: int = 0
    is_own: bool = False


class ActivityInterest(Row, table=True):
    """Which interests an activity is for."""

    __tablename__ = "activity_interest"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    interest_id: int = Field(foreign_key="interest.id", primary_key=True, index=True)


class ServiceInterest(Row, table=True):
    """Which interests a service is for, e.g. the volunteer centre."""

    __tablename__ = "service_interest"

    service_id: int = Field(foreign_key="service.id", primary_key=True)
    interest_id: int = Field(foreign_key="interest.id", primary_key=True, index=True)


class Visit(Row, table=True):
    """One conversation. No name, no text, no day."""

    __tablename__ = "visit"
    __table_args__ = _NO_ROW_NUMBERS

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    """Drawn by lot, so that the order of the rows says nothing of the order of the visits."""
    site_id: int = Field(foreign_key="site.id", index=True)
    week: date = Field(index=True)
    """The Monday of its week."""
    channel: str
    """"desk", "phone", "kiosk" or "elsewhere"."""
    outcome: str
    """"given", "none-found" or "declined"."""


class VisitNeed(Row, table=True):
    """A need that came up in a visit."""

    __tablename__ = "visit_need"
    __table_args__ = _NO_ROW_NUMBERS

    visit_id: int = Field(foreign_key="visit.id", primary_key=True, sa_type=BigInteger)
    need_id: int = Field(foreign_key="need.id", primary_key=True, index=True)
    is_unmet: bool = False
    """Nobody could help with it."""


class VisitInterest(Row, table=True):
    """An interest that came up in a visit."""

    __tablename__ = "visit_interest"
    __table_args__ = _NO_ROW_NUMBERS

    visit_id: int = Field(foreign_key="visit.id", primary_key=True, sa_type=BigInteger)
    interest_id: int = Field(foreign_key="interest.id", primary_key=True, index=True)


class VisitSignpost(Row, table=True):
    """What was suggested in a visit: the code of a service or an activity."""

    __tablename__ = "visit_signpost"
    __table_args__ = _NO_ROW_NUMBERS

    visit_id: int = Field(foreign_key="visit.id", primary_key=True, sa_type=BigInteger)
    code: str = Field(primary_key=True, max_length=8)


class KioskCount(Row, table=True):
    """How often something was looked at or taken at the kiosks in a week. Ties no two together."""

    __tablename__ = "kiosk_count"

    site_id: int = Field(foreign_key="site.id", primary_key=True)
    week: date = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    """"need", "interest" or "sheet"."""
    what: str = Field(primary_key=True)
    """The slug of the need or interest, or the kind of sheet."""
    total: int = 0


class Footfall(Row, table=True):
    """How many people came through the door on a day."""

    __tablename__ = "footfall"

    site_id: int = Field(foreign_key="site.id", primary_key=True)
    day: date = Field(primary_key=True)
    total: int = 0


class Idea(Row, table=True):
    """What a visitor would like: an idea for the hub, or a group for something. Private until a
    volunteer has read it, and never published by itself.
    """

    __tablename__ = "idea"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    kind: str
    """"idea" or "group"."""
    words: str
    week: date
    """The Monday of the week in which it came."""
    channel: str
    """"kiosk" or "desk"."""
    read_on: date | None = None
    kept: bool = False
    """Kept for the next meeting of the people who run the hub."""


class CountedLine(Row, table=True):
    """A line of a drop box that was counted and whose file may still be there: after a crash it is
    not counted again.
    """

    __tablename__ = "counted_line"

    name: str = Field(primary_key=True, max_length=32)
    """The random name of its file."""
    on_day: date


class Referral(Row, table=True):
    """Details of a person sent on with their consent, or the note that it was done. Private."""

    __tablename__ = "referral"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=36)
    """A random UUID. What is left when the person has been erased, so that it holds."""
    site_id: int = Field(foreign_key="site.id", index=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    mode: str
    """"live": the hub sends the details; "logged": the person went there by themselves."""
    who: str
    """A name or initials."""
    contact: str = ""
    """One way to reach them: a phone number or an email address."""
    reason: str
    """The slug of a need, or "other". Never text."""
    consent: str
    """The words that were read aloud; empty where nothing was sent."""
    consented_at: datetime | None = None
    asked_by: int | None = Field(default=None, foreign_key="volunteer.id")
    status: str
    """"draft", "sent", "accepted", "met", "not-met", "declined" or "withdrawn"."""
    made_on: date
    chase_on: date | None = Field(default=None, index=True)
    closed_on: date | None = Field(default=None, index=True)


class ReferralStep(Row, table=True):
    """A status of a referral, and the day it came to it."""

    __tablename__ = "referral_step"

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True)
    status: str
    on_day: date
