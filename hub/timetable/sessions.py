"""The sessions of a group as rows: read with all that hangs on them, made, moved and taken away.
A constant number of statements however many sessions.

Leaves what becomes of which session to `hub.timetable.planning`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, select, update
from sqlmodel import Session, col

from hub.people.images import Change, made
from hub.store.codes import new_codes, new_uid
from hub.store.core import run, table_of
from hub.store.tables import (
    Booking,
    BookingEquipment,
    ClosureKept,
    Equipment,
    GroupSession,
    HeadCount,
    Occupancy,
    SignUp,
    ToTell,
)
from hub.timetable.occupancy import held_stretch
from hub.timetable.rooms import FoundRoom
from hub.timetable.series import Kit, Series, Way
from hub.views.timetable import BookingStatus

_BOOKINGS, _TIES, _HELD = table_of(Booking), table_of(GroupSession), table_of(Occupancy)
_LENT, _SIGNED = table_of(BookingEquipment), table_of(SignUp)
_HANGS_ON = (SignUp, HeadCount, ToTell, ClosureKept, BookingEquipment, GroupSession)

_INSERT_BOOKINGS = insert(_BOOKINGS)
_INSERT_TIES = insert(_TIES)
_INSERT_HELD = insert(_HELD)
_INSERT_LENT = insert(_LENT)
_IDS = select(_BOOKINGS.c.code, _BOOKINGS.c.id).where(
    _BOOKINGS.c.code.in_(bindparam("codes", expanding=True))
)
_MOVE = (
    update(_BOOKINGS)
    .where(_BOOKINGS.c.id == bindparam("the_booking"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "room_id",
                "starts_at",
                "ends_at",
                "setup_minutes",
                "tidy_minutes",
                "layout_id",
            )
        }
    )
)
_RENAME = (
    update(_BOOKINGS)
    .where(_BOOKINGS.c.id == bindparam("the_booking"))
    .values(title=bindparam("new_title"), is_public=bindparam("new_public"))
)

LIVE = (BookingStatus.CONFIRMED.value, BookingStatus.PROVISIONAL.value)


@dataclass(frozen=True, slots=True)
class Existing:
    """One session that is there, with all that hangs on it. Instants in UTC."""

    kit: tuple[Kit, ...]
    """What is lent with it."""
    booking: int
    code: str
    meant_for: date
    is_exception: bool
    room_id: int
    starts: datetime
    ends: datetime
    setup_minutes: int
    tidy_minutes: int
    layout_id: int | None
    status: str
    title: str
    is_public: bool
    reason: str
    note: str
    capacity: int | None
    people: int | None
    signed_up: int
    counted: bool

    @property
    def place(self) -> tuple[int, datetime, datetime]:
        return self.room_id, self.starts, self.ends

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def has_people(self) -> bool:
        """Whether people expect it where and when it is."""
        return self.signed_up > 0 or self.counted

    @property
    def has_words(self) -> bool:
        """Whether somebody has written something about it, or given it places of its own."""
        return bool(self.note) or self.capacity is not None or self.people is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as it shall be: one that is there, or a new one."""

    meant_for: date
    room: FoundRoom
    starts: datetime
    ends: datetime
    setup_minutes: int
    tidy_minutes: int
    layout_id: int | None
    kit: tuple[Kit, ...]
    way: Way
    existing: Existing | None = None
    stretch: tuple[datetime, datetime] = field(init=False)
    """What it holds, set-up and tidy-up included."""

    def __post_init__(self) -> None:
        held = held_stretch(self.starts, self.ends, self.setup_minutes, self.tidy_minutes)
        object.__setattr__(self, "stretch", held)  # asked for often

    @property
    def spaces(self) -> tuple[int, ...]:
        if not self.kit:
            return self.room.spaces
        return tuple(sorted({*self.room.spaces, *(one.space for one in self.kit)}))


@dataclass(slots=True)
class Rows:
    """What is to be written about the sessions of a group."""

    placed: list[Wanted] = field(default_factory=list)
    remove: list[Existing] = field(default_factory=list)
    cancel: list[Existing] = field(default_factory=list)
    ties: dict[int, tuple[date, bool]] = field(default_factory=dict)
    """By booking: the date that it stands for, and whether it has a life of its own."""
    names: dict[int, tuple[str, bool]] = field(default_factory=dict)
    """By booking: its title, and whether it is public."""
    reason: str = ""
    """Why the cancelled ones are: for the public."""


def existing_sessions(
    session: Session, group: int, *, first: date, since: datetime, to_change: bool
) -> list[Existing]:
    """Sessions meant for `first` or later, or on from an instant. By date; two statements."""
    signed = (
        select(func.count())
        .where(col(SignUp.booking_id) == col(Booking.id))
        .correlate(_BOOKINGS)
        .scalar_subquery()
    )
    query = (
        select(
            col(Booking.id),
            col(Booking.code),
            col(GroupSession.meant_for),
            col(GroupSession.is_exception),
            col(Booking.room_id),
            col(Booking.starts_at),
            col(Booking.ends_at),
            col(Booking.setup_minutes),
            col(Booking.tidy_minutes),
            col(Booking.layout_id),
            col(Booking.status),
            col(Booking.title),
            col(Booking.is_public),
            col(Booking.reason),
            col(Booking.note),
            col(Booking.capacity),
            col(Booking.people),
            signed,
            exists().where(col(HeadCount.booking_id) == col(Booking.id)),
        )
        .join(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
        .where(
            col(GroupSession.group_id) == group,
            (col(GroupSession.meant_for) >= first) | (col(Booking.starts_at) >= since),
        )
        .order_by(col(GroupSession.meant_for))
    )
    if to_change:
        query = query.with_for_update(of=_BOOKINGS)  # nobody cancels one while the series moves
    rows: list[Any] = list(session.execute(query))
    lent: dict[int, list[Kit]] = {}
    for booking, *one in session.execute(
        select(
            col(BookingEquipment.booking_id),
            col(Equipment.id),
            col(Equipment.name),
            col(Equipment.space_id),
            col(Equipment.room_id),
        )
        .join(Equipment, col(Equipment.id) == col(BookingEquipment.equipment_id))
        .join(GroupSession, col(GroupSession.booking_id) == col(BookingEquipment.booking_id))
        .where(col(GroupSession.group_id) == group)
        .order_by(col(Equipment.id))
    ):
        lent.setdefault(booking, []).append(Kit(*one))
    return [Existing(tuple(lent.get(row[0], ())), *row) for row in rows]


def write_rows(session: Session, series: Series, rows: Rows) -> None:
    """Write it all: what is let go first, then what is taken, space by space."""
    moved = [one for one in rows.placed if one.existing is not None]
    fresh = [one for one in rows.placed if one.existing is None]
    gone = [one.booking for one in rows.remove]
    there = [one.existing.booking for one in moved if one.existing is not None]
    cancelled = [one.booking for one in rows.cancel]
    if letting_go := [*gone, *there, *cancelled]:
        run(session, delete(_HELD).where(_HELD.c.booking_id.in_(letting_go)))
    if gone:
        for table in _HANGS_ON:
            own = table_of(table)
            run(session, delete(own).where(own.c.booking_id.in_(gone)))
        run(session, delete(_BOOKINGS).where(_BOOKINGS.c.id.in_(gone)))
    if cancelled:
        run(
            session,
            update(_BOOKINGS)
            .where(_BOOKINGS.c.id.in_(cancelled))
            .values(status=BookingStatus.CANCELLED.value, reason=rows.reason),
        )
    if rows.names:
        _many(
            session,
            _RENAME,
            (
                {"the_booking": booking, "new_title": title, "new_public": is_public}
                for booking, (title, is_public) in rows.names.items()
            ),
        )
    _move(session, moved)
    if rows.ties:
        run(session, delete(_TIES).where(_TIES.c.booking_id.in_(list(rows.ties))))
    ids = [row["id"] for row in _insert(session, series, fresh)]
    _lend(session, zip(ids, fresh, strict=True))
    ties = _ties(series, rows.ties, fresh, ids)
    _many(session, _INSERT_TIES, ties)
    numbers = iter(ids)
    placed = [
        (one.existing.booking if one.existing is not None else next(numbers), one)
        for one in rows.placed
    ]
    _many(session, _INSERT_HELD, _held(placed))


def make_rows(session: Session, series: Series, fresh: Sequence[Wanted]) -> list[Change]:
    """New sessions of a new group: all the rows that there are now. At most seven statements."""
    bookings = _insert(session, series, fresh)
    ids = [row["id"] for row in bookings]
    placed = list(zip(ids, fresh, strict=True))
    lent = _lend(session, placed)
    ties, held = _ties(series, {}, fresh, ids), _held(placed)
    _many(session, _INSERT_TIES, ties)
    _many(session, _INSERT_HELD, held)
    return [
        *(made(Booking, row) for row in bookings),
        *(made(BookingEquipment, row) for row in lent),
        *(made(GroupSession, row) for row in ties),
        *(made(Occupancy, row) for row in held),
    ]


def _held(placed: Iterable[tuple[int, Wanted]]) -> list[dict[str, Any]]:
    """What they hold, in the order in which everybody writes it."""
    held: list[dict[str, Any]] = []
    for booking, one in placed:
        start, end = one.stretch
        held += [
            {"space_id": space, "starts_at": start, "ends_at": end, "booking_id": booking}
            for space in one.spaces
        ]
    held.sort(key=lambda row: (row["space_id"], row["starts_at"]))
    return held


def _move(session: Session, moved: Sequence[Wanted]) -> None:
    _many(
        session,
        _MOVE,
        (
            {
                "the_booking": one.existing.booking,
                "new_room_id": one.room.id,
                "new_starts_at": one.starts,
                "new_ends_at": one.ends,
                "new_setup_minutes": one.setup_minutes,
                "new_tidy_minutes": one.tidy_minutes,
                "new_layout_id": one.layout_id,
            }
            for one in moved
            if one.existing is not None
        ),
    )
    relent = [one for one in moved if one.existing is not None and one.kit != one.existing.kit]
    bookings = [one.existing.booking for one in relent if one.existing is not None]
    if bookings:
        run(session, delete(_LENT).where(_LENT.c.booking_id.in_(bookings)))
        _lend(session, zip(bookings, relent, strict=True))


def _lend(session: Session, bookings: Iterable[tuple[int, Wanted]]) -> list[dict[str, Any]]:
    rows = [
        {"booking_id": booking, "equipment_id": thing.id}
        for booking, one in bookings
        for thing in one.kit
    ]
    _many(session, _INSERT_LENT, rows)
    return rows


def _insert(session: Session, series: Series, fresh: Sequence[Wanted]) -> list[dict[str, Any]]:
    """New bookings, in order, with their ids."""
    if not fresh:
        return []
    codes = new_codes(session, kind="booking", count=len(fresh))
    always = {
        "activity_id": series.activity,
        "status": BookingStatus.CONFIRMED.value,
        "is_public": series.is_public,
        "reason": "",
        "note": "",
        "contact": "",
        "contact_phone": "",
    }
    rows: list[dict[str, Any]] = [
        {
            **always,
            "code": code,
            "uid": new_uid(session),
            "room_id": one.room.id,
            "title": series.called(one.way),
            "starts_at": one.starts,
            "ends_at": one.ends,
            "setup_minutes": one.setup_minutes,
            "tidy_minutes": one.tidy_minutes,
            "layout_id": one.layout_id,
        }
        for code, one in zip(codes, fresh, strict=True)
    ]
    run(session, _INSERT_BOOKINGS, rows)
    found: list[Any] = list(run(session, _IDS, {"codes": codes}))
    by_code = dict(found)
    for row in rows:
        row["id"] = by_code[row["code"]]
    return rows


def _ties(
    series: Series,
    ties: Mapping[int, tuple[date, bool]],
    fresh: Sequence[Wanted],
    ids: Sequence[int],
) -> list[dict[str, Any]]:
    """The dates that sessions stand for: deleted and inserted, so that two may change places."""
    old = [(booking, meant_for, own) for booking, (meant_for, own) in ties.items()]
    new = [(booking, one.meant_for, False) for booking, one in zip(ids, fresh, strict=True)]
    return [
        {
            "booking_id": booking,
            "group_id": series.group,
            "meant_for": meant_for,
            "is_exception": is_exception,
        }
        for booking, meant_for, is_exception in (*old, *new)
    ]


def _many(session: Session, statement: Any, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        run(session, statement, listed)
