"""Activities, groups, their sessions, bookings and what they occupy. Instants are UTC."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from hub.store.tables.base import Row


class Activity(Row, table=True):
    """What people come to."""

    __tablename__ = "activity"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    code: str = Field(unique=True, max_length=8)
    uid: str = Field(unique=True, max_length=36)
    title: str
    summary: str = ""
    who_for: str = ""
    cost: str = ""
    contact: str = ""
    phone: str = ""
    getting_in: str = ""
    is_public: bool = True


class ActivityNeed(Row, table=True):
    """Which needs an activity meets."""

    __tablename__ = "activity_need"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    need_id: int = Field(foreign_key="need.id", primary_key=True, index=True)


class Group(Row, table=True):
    """An activity that recurs in a room, at a local wall time."""

    __tablename__ = "activity_group"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=8)
    uid: str = Field(unique=True, max_length=36)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    rule: str
    """RRULE value in our canonical spelling, WKST=MO stated."""
    starts_on: date
    at: time
    """Local wall time."""
    zone: str
    minutes: int
    setup_minutes: int = 0
    tidy_minutes: int = 0
    bank_holidays: str = "skip"
    is_public: bool = True
    ended_on: date | None = None
    """No session after this date."""
    made_until: date
    """Sessions are materialised up to and including this local date."""


class Booking(Row, table=True):
    """One room for one stretch of time: a session, a one-off, or a private hire."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        Index("ix_booking_starts_at", "starts_at"),
        Index("ix_booking_room_starts", "room_id", "starts_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=8)
    uid: str = Field(unique=True, max_length=36)
    room_id: int = Field(foreign_key="room.id")
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    title: str
    starts_at: datetime
    ends_at: datetime
    setup_minutes: int = 0
    tidy_minutes: int = 0
    status: str = "confirmed"
    is_public: bool = False
    reason: str = ""
    """Why it was cancelled: for the public."""
    note: str = ""
    """For the next volunteer: private."""
    contact: str = ""
    """Who booked it: private."""
    contact_phone: str = ""
    """Private."""
    lapses_at: datetime | None = None
    """When a provisional booking lets go of its room."""


class GroupSession(Row, table=True):
    """One dated meeting of a group, tied to its booking. Exceptions live here."""

    __tablename__ = "session_of_group"
    __table_args__ = (UniqueConstraint("group_id", "meant_for", name="uq_session_of_group_date"),)

    booking_id: int = Field(foreign_key="booking.id", primary_key=True)
    group_id: int = Field(foreign_key="activity_group.id", index=True)
    meant_for: date
    """RECURRENCE-ID: the local date that the rule gave it, whatever became of it."""
    is_exception: bool = False
    """Moved, cancelled or annotated by hand: an edit of the series leaves it alone."""


class Occupancy(Row, table=True):
    """The spaces a booking holds, set-up and tidy-up included. The guard watches this table.

    The primary key is the order in which the guard looks for the nearest earlier row.
    """

    __tablename__ = "occupancy"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        {"sqlite_with_rowid": False},
    )

    space_id: int = Field(foreign_key="space.id", primary_key=True)
    starts_at: datetime = Field(primary_key=True)
    ends_at: datetime
    booking_id: int = Field(foreign_key="booking.id", index=True)


class Closure(Row, table=True):
    """The building (room_id None) or a room shut."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),)

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id")
    starts_at: datetime
    ends_at: datetime
    reason: str = ""
