"""The sessions of a group: which dates its rule gives, which are left out and why, which clash,
and their rows. A constant number of statements however many dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.codes import new_codes, new_uid
from hub.store.tables import Booking, GroupSession, Occupancy
from hub.timetable.clashes import holder_words
from hub.timetable.dates import Meeting, Pattern, meetings_between
from hub.timetable.occupancy import Held, held_between, held_stretch, holders
from hub.timetable.rooms import FoundRoom
from hub.views.timetable import BookingStatus, DateClash, SkippedDate


@dataclass(frozen=True, slots=True)
class Series:
    """What making the sessions of a group needs to know."""

    group: int
    activity: int
    code: str
    title: str
    rule: str
    starts_on: date
    at: time
    zone: str
    minutes: int
    setup_minutes: int
    tidy_minutes: int
    bank_holidays: str
    is_public: bool

    @property
    def pattern(self) -> Pattern:
        return Pattern(
            self.rule, self.starts_on, self.at, self.zone, self.minutes, self.bank_holidays
        )


@dataclass(frozen=True, slots=True)
class Made:
    days: tuple[date, ...]
    clashes: tuple[DateClash, ...]
    skipped: tuple[SkippedDate, ...]


def make_sessions(
    session: Session, clock: Clock, series: Series, room: FoundRoom, *, first: date, last: date
) -> Made:
    """Insert the sessions whose rule date lies from `first` to `last`: a look and four inserts."""
    meetings, skipped = meetings_between(session, series.pattern, first, last)
    if not meetings:
        return Made((), (), tuple(skipped))
    pads = series.setup_minutes, series.tidy_minutes
    stretches = [held_stretch(one.starts, one.ends, *pads) for one in meetings]
    held = held_between(
        session,
        starts=min(start for start, _ in stretches),
        ends=max(end for _, end in stretches),
        spaces=room.spaces,
    )
    free: list[Meeting] = []
    in_the_way: dict[date, Held] = {}
    taken = _by_space(held)
    own_end: datetime | None = None
    for meeting, (start, end) in zip(meetings, stretches, strict=True):
        holder = _in_the_way(taken, start, end)
        if holder is None and own_end is not None and start < own_end:
            skipped.append(SkippedDate(meeting.meant_for, "the session before it is still on"))
        elif holder is None:
            free.append(meeting)
            own_end = end
        else:
            in_the_way[meeting.meant_for] = holder
    named = holders(session, (one.booking for one in in_the_way.values()))
    clashes = tuple(
        DateClash(day, holder_words(clock, named[one.booking], room))
        for day, one in in_the_way.items()
    )
    if free:
        _insert_sessions(session, series, room, free)
    days = tuple(one.starts.astimezone(ZoneInfo(series.zone)).date() for one in free)
    return Made(days, clashes, tuple(sorted(skipped, key=lambda one: one.on)))


def _by_space(held: Sequence[Held]) -> dict[int, tuple[list[datetime], list[Held]]]:
    """What is held, per space, with the starts apart for looking up. Both by start."""
    found: dict[int, tuple[list[datetime], list[Held]]] = {}
    for one in held:
        starts, rows = found.setdefault(one.space, ([], []))
        starts.append(one.starts)
        rows.append(one)
    return found


def _in_the_way(
    taken: dict[int, tuple[list[datetime], list[Held]]], start: datetime, end: datetime
) -> Held | None:
    """The nearest earlier row of any space, if it reaches past the start: as the guard looks."""
    for starts, rows in taken.values():
        place = bisect_left(starts, end) - 1
        if place >= 0 and rows[place].ends > start:
            return rows[place]
    return None


def _insert_sessions(
    session: Session, series: Series, room: FoundRoom, meetings: Sequence[Meeting]
) -> None:
    codes = new_codes(session, kind="booking", count=len(meetings))
    rows = [
        {
            "code": code,
            "uid": new_uid(session),
            "room_id": room.id,
            "activity_id": series.activity,
            "title": series.title,
            "starts_at": one.starts,
            "ends_at": one.ends,
            "setup_minutes": series.setup_minutes,
            "tidy_minutes": series.tidy_minutes,
            "status": BookingStatus.CONFIRMED.value,
            "is_public": series.is_public,
            "reason": "",
            "note": "",
            "contact": "",
            "contact_phone": "",
        }
        for code, one in zip(codes, meetings, strict=True)
    ]
    session.execute(insert(Booking), rows)
    ids = dict(
        session.execute(
            select(col(Booking.code), col(Booking.id)).where(col(Booking.code).in_(codes))
        ).all()
    )
    bookings = [ids[code] for code in codes]
    session.execute(
        insert(GroupSession),
        [
            {
                "booking_id": booking,
                "group_id": series.group,
                "meant_for": one.meant_for,
                "is_exception": False,
            }
            for booking, one in zip(bookings, meetings, strict=True)
        ],
    )
    held: list[dict[str, Any]] = []
    for booking, one in zip(bookings, meetings, strict=True):
        start, end = held_stretch(one.starts, one.ends, series.setup_minutes, series.tidy_minutes)
        held.extend(
            {"space_id": space, "starts_at": start, "ends_at": end, "booking_id": booking}
            for space in room.spaces
        )
    held.sort(key=lambda row: (row["space_id"], row["starts_at"]))
    session.execute(insert(Occupancy), held)
