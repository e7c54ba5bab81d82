"""Bookings that a closure cancelled: which can take place after all, and why others can't."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.tables import Activity, Booking, ClosureKept, Group, GroupSession, RoomLayout
from hub.timetable.inside import Inside, chunks, hold, kit_of
from hub.timetable.obstacles import closed_words
from hub.timetable.occupancy import held_between, holders, spaces_by_room
from hub.timetable.shut import closures_between
from hub.timetable.telling import tell_it_is_on
from hub.views.timetable import BookingStatus
from hub.views.words import span_words


def put_back(
    session: Session, clock: Clock, bookings: Sequence[int], *, lifting: int
) -> tuple[list[int], list[tuple[int, str]]]:
    """Let cancelled bookings take place again where they can; those that can't, with why.

    `lifting` is the closure that no longer counts. What has begun or is over isn't looked at. One
    that another closure meets now belongs to that one.
    """
    rows = [row for part in chunks(bookings) for row in _rows(session, part)]
    coming = [row for row in rows if row["starts_at"].astimezone(UTC) > clock.utc_now()]
    if not coming:
        return [], []
    kit = kit_of(session, [row["id"] for row in coming])
    known = spaces_by_room(session)
    wanted = {
        row["id"]: Inside(
            row["id"],
            row["code"],
            row["room_id"],
            row["starts_at"].astimezone(UTC),
            row["ends_at"].astimezone(UTC),
            row["setup_minutes"],
            row["tidy_minutes"],
            row["people"],
            row["layout"] or "",
            kit.get(row["id"], ()),
        )
        for row in coming
    }
    since = min(one.held[0] for one in wanted.values())
    until = max(one.held[1] for one in wanted.values())
    held: dict[int, list[tuple[datetime, datetime, int]]] = {}
    for found in held_between(session, starts=since, ends=until, now=clock.utc_now()):
        held.setdefault(found.space, []).append((found.starts, found.ends, found.booking))
    closed = [one for one in closures_between(session, since, until) if one.id != lifting]
    kept = _kept(session, list(wanted))
    restored: list[tuple[Inside, tuple[int, ...]]] = []
    lost: list[tuple[int, str | int]] = []
    for row in coming:
        one = wanted[row["id"]]
        room = known.get(one.room, ())
        spaces = tuple(sorted({*room, *(space for space, _ in one.kit)}))
        shut = next(
            (
                other
                for other in closed
                if other.shuts(room)
                and other.starts < one.ends
                and other.ends > one.starts
                and (other.id, one.id) not in kept
            ),
            None,
        )
        taken = next(
            (
                booking
                for space in spaces
                for starts, ends, booking in held.get(space, ())
                if starts < one.held[1] and ends > one.held[0]
            ),
            None,
        )
        if not room:
            lost.append((one.id, "its room is no longer in use"))
        elif row["lapses_at"] is not None and row["lapses_at"].astimezone(UTC) <= clock.utc_now():
            lost.append((one.id, "nobody confirmed it in time"))
        elif shut is not None:
            session.execute(
                update(Booking).where(col(Booking.id) == one.id).values(closure_id=shut.id)
            )
            words = closed_words(clock, shut, one.starts, one.ends)
            lost.append((one.id, words[:1].lower() + words[1:]))
        elif taken is not None:
            lost.append((one.id, taken))
        else:
            restored.append((one, spaces))
            for space in spaces:
                held.setdefault(space, []).append((*one.held, one.id))
    _restore(session, rows, [one.id for one, _ in restored])
    tell_it_is_on(session, clock, [one.id for one, _ in restored])
    hold(session, restored)
    named = holders(session, [why for _, why in lost if isinstance(why, int)])
    said = [
        (
            number,
            why
            if isinstance(why, str)
            else f"its place is taken by {named[why].title}, {named[why].room},"
            f" {span_words(clock.local(named[why].starts), clock.local(named[why].ends))}",
        )
        for number, why in lost
    ]
    return [one.id for one, _ in restored], said


def _rows(session: Session, bookings: Sequence[int]) -> list[dict[str, Any]]:
    query = (
        select(
            *(
                col(column)
                for column in (
                    Booking.id,
                    Booking.code,
                    Booking.room_id,
                    Booking.title,
                    Booking.starts_at,
                    Booking.ends_at,
                    Booking.setup_minutes,
                    Booking.tidy_minutes,
                    Booking.people,
                    Booking.note,
                    Booking.lapses_at,
                )
            ),
            col(RoomLayout.name).label("layout"),
            col(GroupSession.meant_for),
            col(Group.room_id).label("group_room"),
            col(Group.at),
            col(Group.zone),
            col(Group.minutes),
            func.coalesce(col(Group.title), col(Activity.title)).label("group_title"),
        )
        .outerjoin(RoomLayout, col(RoomLayout.id) == col(Booking.layout_id))
        .outerjoin(GroupSession, col(GroupSession.booking_id) == col(Booking.id))
        .outerjoin(Group, col(Group.id) == col(GroupSession.group_id))
        .outerjoin(Activity, col(Activity.id) == col(Group.activity_id))
        .where(col(Booking.id).in_(bookings))
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    return [dict(row) for row in session.execute(query).mappings()]


def _restore(session: Session, rows: Sequence[dict[str, Any]], restored: Sequence[int]) -> None:
    by_status: dict[BookingStatus, list[int]] = {}
    wanted = set(restored)
    for row in rows:
        if row["id"] in wanted:
            is_firm = row["lapses_at"] is None
            status = BookingStatus.CONFIRMED if is_firm else BookingStatus.PROVISIONAL
            by_status.setdefault(status, []).append(row["id"])
    for status, ids in by_status.items():
        for part in chunks(ids):
            session.execute(
                update(Booking)
                .where(col(Booking.id).in_(part))
                .values(status=status.value, reason="", closure_id=None)
            )
    usual = [row["id"] for row in rows if row["id"] in wanted and _is_usual(row)]
    for part in chunks(usual):
        session.execute(
            update(GroupSession)
            .where(col(GroupSession.booking_id).in_(part))
            .values(is_exception=False)
        )


def _is_usual(row: dict[str, Any]) -> bool:
    """Whether a session is just as its group has it, so that it follows its group again."""
    if row["meant_for"] is None or row["note"] or row["title"] != row["group_title"]:
        return False
    starts = row["starts_at"].astimezone(ZoneInfo(row["zone"]))
    minutes = (row["ends_at"] - row["starts_at"]).total_seconds() / 60
    return bool(
        starts.date() == row["meant_for"]
        and starts.time() == row["at"]
        and minutes == row["minutes"]
        and row["room_id"] == row["group_room"]
    )


def _kept(session: Session, bookings: Sequence[int]) -> set[tuple[int, int]]:
    return {
        (closure, booking)
        for part in chunks(bookings)
        for closure, booking in session.execute(
            select(col(ClosureKept.closure_id), col(ClosureKept.booking_id)).where(
                col(ClosureKept.booking_id).in_(part)
            )
        )
    }
