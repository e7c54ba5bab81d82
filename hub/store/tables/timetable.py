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
    title: str | None = None
    """Its own name; None: that of the activity."""
    capacity: int | None = None
    """Places in a session; None: as many as come."""
    weeks: str = Field(default="all", sa_column_kwargs={"server_default": "all"})
    """Which weeks count: all, term, A or B (the A and B weeks of the terms)."""
    layout_id: int | None = Field(default=None, foreign_key="room_layout.id")
    governs_from: date | None = None
    """First local date that this row speaks for; what held before lies in `group_phase`."""


class GroupPhase(Row, table=True):
    """How a group met from one local date to another, before it was changed."""

    __tablename__ = "group_phase"

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="activity_group.id", index=True)
    from_on: date
    until_on: date
    """The last local date it speaks for."""
    room_id: int = Field(foreign_key="room.id")
    rule: str
    starts_on: date
    at: time
    minutes: int
    setup_minutes: int
    tidy_minutes: int
    bank_holidays: str
    weeks: str
    title: str | None = None
    capacity: int | None = None
    layout_id: int | None = Field(default=None, foreign_key="room_layout.id")


class GroupDate(Row, table=True):
    """A local date added to a group or taken out of it, whatever its rule says (RDATE, EXDATE)."""

    __tablename__ = "group_date"

    group_id: int = Field(foreign_key="activity_group.id", primary_key=True)
    on: date = Field(primary_key=True)
    is_added: bool
    """False: taken out."""


class GroupPause(Row, table=True):
    """A stretch of local dates, both included, in which a group doesn't meet."""

    __tablename__ = "group_pause"

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="activity_group.id", index=True)
    first: date
    last: date


class GroupEquipment(Row, table=True):
    """What a group needs at each of its sessions."""

    __tablename__ = "group_equipment"

    group_id: int = Field(foreign_key="activity_group.id", primary_key=True)
    equipment_id: int = Field(foreign_key="equipment.id", primary_key=True, index=True)


class Term(Row, table=True):
    """A school term of a site, with its half-term. All dates local, both ends included."""

    __tablename__ = "term"

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    name: str
    starts_on: date
    ends_on: date
    half_starts_on: date | None = None
    half_ends_on: date | None = None
    first_week: str = "A"
    """Whether its first week is an A or a B week."""


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
    people: int | None = None
    """How many are expected."""
    capacity: int | None = None
    """Places, where it differs from its group's."""
    layout_id: int | None = Field(default=None, foreign_key="room_layout.id")
    closure_id: int | None = Field(default=None, foreign_key="closure.id", index=True)
    """The closure that cancelled it."""


class BookingEquipment(Row, table=True):
    """What a booking holds beside its room. The spaces are in `occupancy`."""

    __tablename__ = "booking_equipment"

    booking_id: int = Field(foreign_key="booking.id", primary_key=True)
    equipment_id: int = Field(foreign_key="equipment.id", primary_key=True, index=True)


class SlotWait(Row, table=True):
    """Somebody who would take a room at a time if it came free. Private."""

    __tablename__ = "slot_wait"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),)

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    starts_at: datetime
    ends_at: datetime
    title: str
    people: int | None = None
    contact: str = ""
    contact_phone: str = ""
    asked_at: datetime


class SignUp(Row, table=True):
    """A place in a session, or on its waiting list, in the order of the ids. Private."""

    __tablename__ = "sign_up"

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id", index=True)
    name: str
    """A first name, or a number."""
    phone: str = ""
    """Only if they wish to be told."""
    is_waiting: bool = False
    signed_at: datetime


class HeadCount(Row, table=True):
    """How many came to a session."""

    __tablename__ = "head_count"

    booking_id: int = Field(foreign_key="booking.id", primary_key=True)
    total: int
    first_timers: int = 0
    counted_at: datetime


class ToTell(Row, table=True):
    """Somebody who must be told of a change, until somebody has. Private."""

    __tablename__ = "to_tell"

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id", index=True)
    who: str
    phone: str = ""
    why: str
    """cancelled, moved, lapsed (a provisional booking that nobody confirmed), back (it takes place
    after all) or place (a place has come free)."""
    asked_at: datetime
    told_at: datetime | None = None


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
    code: str = Field(unique=True, max_length=8)
    room_id: int | None = Field(default=None, foreign_key="room.id")
    starts_at: datetime
    ends_at: datetime
    reason: str = ""


class ClosureKept(Row, table=True):
    """A booking that goes ahead inside a closure."""

    __tablename__ = "closure_kept"

    closure_id: int = Field(foreign_key="closure.id", primary_key=True)
    booking_id: int = Field(foreign_key="booking.id", primary_key=True, index=True)
