"""Closing the building or a room: what is inside is cancelled, moved or left in one step, and comes
back when the closure is lifted. One booking may be kept inside.

On both engines nobody can book in between: the closure waits in line for each space first.
Leaves refusing what is booked later to `hub.timetable.obstacles`, and lifting to
`hub.timetable.lifting`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import new_code, tidy_code
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import Booking, Closure, ClosureKept, Occupancy
from hub.timetable.inside import (
    Elsewhere,
    Inside,
    chunks,
    hold,
    inside_of,
    mark_exceptions,
    put_elsewhere,
    scopes_of,
    spaces_of,
    views_of,
)
from hub.timetable.occupancy import lock_spaces
from hub.timetable.provisional import let_lapse
from hub.timetable.rooms import find_room
from hub.timetable.telling import make_list
from hub.timetable.walltime import in_zone
from hub.views.closures import ClosurePreview, ClosureView, Then, closed_when
from hub.views.timetable import BookingStatus
from hub.views.words import clean_line

LONGEST_REASON = 200
LONGEST_CLOSURE = timedelta(days=800)


def preview_closure(
    store: Store,
    clock: Clock,
    *,
    starts: datetime,
    ends: datetime,
    room: str | None = None,
) -> ClosurePreview:
    """What a closure would touch, and where each of them could move. Nothing is changed."""
    begin, end = _stretch(clock, starts, ends)
    with store.read() as session:
        found = find_room(session, room) if room else None
        inside = _to_come(session, clock, begin, end, found.spaces if found else None)
        moves = put_elsewhere(session, clock, inside, found.spaces if found else None)
        views = views_of(session, clock, [one.id for one in inside])
    return ClosurePreview(
        tuple(views[one.id] for one in inside),
        tuple(moves[one.id].stretch(clock) if one.id in moves else None for one in inside),
    )


def add_closure(
    store: Store,
    clock: Clock,
    *,
    starts: datetime,
    ends: datetime,
    room: str | None = None,
    reason: str,
    then: str = Then.CANCEL,
    keep: Sequence[str] = (),
    by: str | None = None,
) -> ClosureView:
    """Close the building, or a room and whatever shares a space with it. Naive times are local.

    Bookings inside are cancelled with the closure's reason, moved to another room at the same time
    (those that find none are cancelled), or left; those whose codes are in `keep` go ahead. What
    is over already stays as it was. All of it is one step, and one undo.
    """
    begin, end = _stretch(clock, starts, ends)
    words = clean_line(reason)
    if not words or len(words) > LONGEST_REASON:
        raise BadInput(
            f"Say why it is closed, in 1 to {LONGEST_REASON} letters.",
            hint='Everybody will read it: --reason "Boiler"',
        )
    what = Then(then)

    def work(session: Session) -> ClosureView:
        site = site_id(session)
        found = find_room(session, room) if room else None
        # What is moved may go anywhere: then nothing at all may be booked meanwhile.
        is_local = found is not None and what is not Then.MOVE
        lock_spaces(session, found.spaces if found and is_local else spaces_of(session))
        let_lapse(session, clock)
        inside = _to_come(session, clock, begin, end, found.spaces if found else None)
        kept = _kept(inside, keep)
        others = [one for one in inside if one not in kept]
        code = new_code(session, kind="closure")
        with undoable(
            session,
            clock,
            by=by,
            verb="closure.added",
            code=code,
            scopes=[
                Scope(Closure, col(Closure.code) == code),
                *scopes_of([one.id for one in inside]),
            ],
        ) as touched:
            closure: int = session.execute(
                insert(Closure).returning(col(Closure.id)),
                {
                    "site_id": site,
                    "code": code,
                    "room_id": found.id if found else None,
                    "starts_at": begin,
                    "ends_at": end,
                    "reason": words,
                },
            ).scalar_one()
            if kept:
                session.execute(
                    insert(ClosureKept),
                    [{"closure_id": closure, "booking_id": one.id} for one in kept],
                )
            moves = (
                put_elsewhere(session, clock, others, found.spaces)
                if found and what is Then.MOVE
                else {}
            )
            moved = [one for one in others if one.id in moves]
            cancelled = [] if what is Then.LEAVE else [one for one in others if one.id not in moves]
            _cancel(session, closure, words, [one.id for one in cancelled])
            _move(session, moved, moves)
            make_list(session, clock, [one.id for one in cancelled], why="cancelled")
            make_list(session, clock, [one.id for one in moved], why="moved")
            counts = (len(cancelled), "cancelled"), (len(moved), "moved"), (len(kept), "kept")
            done = ", ".join(f"{count} {word}" for count, word in counts if count)
            touched.label = (
                f"Closed {closure_words(clock, found.name if found else '', begin, end)}"
                f"{f': {done}' if done else ''}"
            )
        record(
            session,
            clock,
            by=by,
            verb="closure.added",
            code=code,
            room=found.name if found else None,
            starts=begin.isoformat(),
            ends=end.isoformat(),
            cancelled=len(cancelled),
            moved=len(moved),
            kept=len(kept),
        )
        mark_public_change(session)
        views = views_of(session, clock, [one.id for one in inside])
        return ClosureView(
            code=code,
            room=found.name if found else "",
            starts=clock.local(begin),
            ends=clock.local(end),
            reason=words,
            cancelled=tuple(views[one.id] for one in cancelled),
            moved=tuple(views[one.id] for one in moved),
            kept=tuple(views[one.id] for one in kept),
            left=tuple(views[one.id] for one in others if what is Then.LEAVE),
        )

    return store.transact(work)


def _to_come(
    session: Session, clock: Clock, begin: datetime, end: datetime, spaces: Collection[int] | None
) -> list[Inside]:
    """What is inside and not over yet: at noon, closing today can't call off the morning."""
    return inside_of(session, clock, max(begin, clock.utc_now()), end, spaces)


def _kept(inside: Sequence[Inside], keep: Sequence[str]) -> list[Inside]:
    by_code = {one.code: one for one in inside}
    strangers = [code for code in keep if tidy_code(code) not in by_code]
    if strangers:
        raise BadInput(
            f"{clean_line(strangers[0])!r} is not a booking inside this closure.",
            hint="Nothing was changed. Look what is inside first, with --preview.",
        )
    wanted = {tidy_code(code) for code in keep}
    return [one for one in inside if one.code in wanted]


def _cancel(session: Session, closure: int, reason: str, bookings: Sequence[int]) -> None:
    for part in chunks(bookings):
        session.execute(
            update(Booking)
            .where(col(Booking.id).in_(part))
            .values(status=BookingStatus.CANCELLED.value, reason=reason, closure_id=closure)
        )
        session.execute(delete(Occupancy).where(col(Occupancy.booking_id).in_(part)))
        mark_exceptions(session, part)


def _move(session: Session, moved: Sequence[Inside], moves: Mapping[int, Elsewhere]) -> None:
    """Into their other rooms: first all of them out, then all of them in."""
    if not moved:
        return
    ids = [one.id for one in moved]
    for part in chunks(ids):
        session.execute(delete(Occupancy).where(col(Occupancy.booking_id).in_(part)))
        mark_exceptions(session, part)
    session.execute(
        update(Booking),
        [{"id": one, "room_id": moves[one].room, "layout_id": moves[one].layout} for one in ids],
    )
    hold(session, [(one, moves[one.id].spaces) for one in moved])


def closure_words(clock: Clock, room: str, begin: datetime, end: datetime) -> str:
    """Hall A, Tue 2 Mar 10am to noon: as undo names it."""
    return f"{room or 'the building'}, {closed_when(clock.local(begin), clock.local(end))}"


def _stretch(clock: Clock, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    begin = in_zone(starts, clock.zone).astimezone(UTC)
    end = in_zone(ends, clock.zone).astimezone(UTC)
    if begin >= end:
        raise BadInput(
            "The closure ends before it starts.", hint="Give the start first, then the end."
        )
    if end - begin > LONGEST_CLOSURE:
        raise BadInput("A closure can't be longer than two years.")
    if end <= clock.utc_now():
        raise BadInput("That time has gone by.", hint="Give a time that is still to come.")
    return begin, end
