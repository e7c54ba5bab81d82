"""Closures as they stand: looking at them, lifting one, keeping a booking inside one after all.

Leaves closing to `hub.timetable.closures`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.codes import tidy_code
from hub.store.engine import Store
from hub.store.tables import Booking, Closure, ClosureKept, Room, RoomSpace
from hub.timetable.closures import closure_words
from hub.timetable.coming_back import put_back
from hub.timetable.inside import inside_of, scopes_of, spaces_of, views_of
from hub.timetable.occupancy import lock_spaces
from hub.timetable.provisional import let_lapse
from hub.views.closures import ClosureView, NotRestored
from hub.views.timetable import BookingStatus
from hub.views.words import clean_line


@dataclass(frozen=True, slots=True)
class FoundClosure:
    """A closure with the spaces that it shuts (None: all). Instants in UTC."""

    id: int
    code: str
    room: str
    starts: datetime
    ends: datetime
    reason: str
    spaces: tuple[int, ...] | None


def list_closures(store: Store, clock: Clock, *, past_too: bool = False) -> tuple[ClosureView, ...]:
    """Closures that are not over yet, by start, each with what is inside."""
    query = select(col(Closure.code)).order_by(col(Closure.starts_at), col(Closure.id))
    if not past_too:
        query = query.where(col(Closure.ends_at) > clock.utc_now())
    with store.read() as session:
        return tuple(
            _view(session, clock, find_closure(session, code))
            for code in session.scalars(query).all()
        )


def show_closure(store: Store, clock: Clock, *, code: str) -> ClosureView:
    """One closure. Raises NotFound."""
    with store.read() as session:
        return _view(session, clock, find_closure(session, code))


def lift_closure(store: Store, clock: Clock, *, code: str, by: str | None = None) -> ClosureView:
    """Open again: what the closure cancelled and hasn't begun yet takes place after all where its
    place is still free; the rest is named, with what has its place.

    What was moved stays where it is. A closure that has begun ends now; one that hasn't is gone.
    """

    def work(session: Session) -> ClosureView:
        lock_spaces(session, spaces_of(session))  # before the look: it stays as it is seen
        closure = find_closure(session, code)
        now = clock.utc_now()
        if closure.ends <= now:
            raise BadInput("This closure is over already.", hint="See: hub closure list")
        let_lapse(session, clock)
        cancelled = _cancelled_by(session, closure.id)
        kept = _kept_in(session, closure.id)
        has_begun = closure.starts < now
        with undoable(
            session,
            clock,
            by=by,
            verb="closure.lifted",
            code=closure.code,
            label=f"Opened again: {_words(clock, closure)}",
            scopes=[
                Scope(Closure, col(Closure.id) == closure.id),
                *scopes_of([*cancelled, *kept]),
            ],
        ):
            restored, lost = put_back(session, clock, cancelled, lifting=closure.id)
            if has_begun:
                session.execute(
                    update(Closure).where(col(Closure.id) == closure.id).values(ends_at=now)
                )
            else:
                session.execute(
                    update(Booking)
                    .where(col(Booking.closure_id) == closure.id)
                    .values(closure_id=None)
                )
                session.execute(
                    delete(ClosureKept).where(col(ClosureKept.closure_id) == closure.id)
                )
                session.execute(delete(Closure).where(col(Closure.id) == closure.id))
        record(
            session,
            clock,
            by=by,
            verb="closure.lifted",
            code=closure.code,
            room=closure.room or None,
            starts=closure.starts.isoformat(),
            ends=closure.ends.isoformat(),
            restored=len(restored),
        )
        mark_public_change(session)
        views = views_of(session, clock, [*restored, *(number for number, _ in lost), *kept])
        return replace(
            _bare(clock, closure),
            kept=tuple(views[number] for number in kept),
            restored=tuple(views[number] for number in restored),
            not_restored=tuple(NotRestored(views[number], why) for number, why in lost),
        )

    return store.transact(work)


def keep_in_closure(
    store: Store, clock: Clock, *, code: str, booking: str, by: str | None = None
) -> ClosureView:
    """Let one booking go ahead inside a closure; if the closure cancelled it, it comes back.

    Raises Clash where its place has been taken since, BadInput for a booking that isn't inside.
    """

    def work(session: Session) -> ClosureView:
        lock_spaces(session, spaces_of(session))
        closure = find_closure(session, code)
        let_lapse(session, clock)
        row = session.execute(
            select(col(Booking.id), col(Booking.closure_id), col(Booking.code)).where(
                col(Booking.code) == tidy_code(booking)
            )
        ).first()
        if row is None:
            raise NotFound(
                f"There is no booking with the code {clean_line(booking)!r}.",
                hint="Codes have five letters and numbers, like A7KQ2.",
            )
        inside = {
            one.id
            for one in inside_of(session, clock, closure.starts, closure.ends, closure.spaces)
        }
        is_cancelled = row.closure_id == closure.id
        if row.id not in inside and not is_cancelled:
            raise BadInput(
                f"{row.code} is not inside this closure, or it was cancelled for another reason.",
                hint=f"See what is inside: hub closure show {closure.code}",
            )
        if row.id in _kept_in(session, closure.id):
            raise BadInput(f"{row.code} goes ahead already.")
        title = views_of(session, clock, [row.id])[row.id].title
        with undoable(
            session,
            clock,
            by=by,
            verb="closure.kept",
            code=closure.code,
            label=f"Kept {title} inside the closure of {_words(clock, closure)}",
            scopes=scopes_of([row.id]),
        ):
            session.execute(insert(ClosureKept), {"closure_id": closure.id, "booking_id": row.id})
            if is_cancelled:
                _, lost = put_back(session, clock, [row.id], lifting=closure.id)
                if lost:
                    raise BadInput(
                        f"{title} can't go ahead: {lost[0][1]}.", hint="Nothing was changed."
                    )
        record(session, clock, by=by, verb="closure.kept", code=closure.code, booking=row.code)
        mark_public_change(session)
        return _view(session, clock, closure)

    return store.transact(work)


def find_closure(session: Session, code: str) -> FoundClosure:
    """The closure of a code. Raises NotFound."""
    rows = session.execute(
        select(
            col(Closure.id),
            col(Closure.code),
            col(Room.name),
            col(Closure.starts_at),
            col(Closure.ends_at),
            col(Closure.reason),
            col(RoomSpace.space_id),
        )
        .outerjoin(Room, col(Room.id) == col(Closure.room_id))
        .outerjoin(RoomSpace, col(RoomSpace.room_id) == col(Closure.room_id))
        .where(col(Closure.code) == tidy_code(code))
        .order_by(col(RoomSpace.space_id))
    ).all()
    if not rows:
        raise NotFound(
            f"There is no closure with the code {clean_line(code)!r}.",
            hint="See the codes: hub closure list",
        )
    first = rows[0]
    return FoundClosure(
        first[0],
        first[1],
        first[2] or "",
        first[3].astimezone(UTC),
        first[4].astimezone(UTC),
        first[5],
        tuple(row[6] for row in rows) if first[2] is not None else None,
    )


def _view(session: Session, clock: Clock, closure: FoundClosure) -> ClosureView:
    cancelled, kept = _cancelled_by(session, closure.id), _kept_in(session, closure.id)
    inside = [
        one.id for one in inside_of(session, clock, closure.starts, closure.ends, closure.spaces)
    ]
    left = [number for number in inside if number not in kept]
    views = views_of(session, clock, list(dict.fromkeys([*cancelled, *kept, *left])))
    return replace(
        _bare(clock, closure),
        cancelled=tuple(views[number] for number in cancelled),
        kept=tuple(views[number] for number in kept),
        left=tuple(views[number] for number in left),
    )


def _bare(clock: Clock, closure: FoundClosure) -> ClosureView:
    return ClosureView(
        code=closure.code,
        room=closure.room,
        starts=clock.local(closure.starts),
        ends=clock.local(closure.ends),
        reason=closure.reason,
    )


def _words(clock: Clock, closure: FoundClosure) -> str:
    return closure_words(clock, closure.room, closure.starts, closure.ends)


def _cancelled_by(session: Session, closure: int) -> list[int]:
    return list(
        session.scalars(
            select(col(Booking.id))
            .where(
                col(Booking.closure_id) == closure,
                col(Booking.status) == BookingStatus.CANCELLED.value,
            )
            .order_by(col(Booking.starts_at), col(Booking.id))
        )
    )


def _kept_in(session: Session, closure: int) -> list[int]:
    return list(
        session.scalars(
            select(col(ClosureKept.booking_id))
            .join(Booking, col(Booking.id) == col(ClosureKept.booking_id))
            .where(col(ClosureKept.closure_id) == closure)
            .order_by(col(Booking.starts_at), col(Booking.id))
        )
    )
