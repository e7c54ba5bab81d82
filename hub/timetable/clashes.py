"""A refusal that helps: what holds the space, and where and when there is room instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import Clash
from hub.store.engine import Store
from hub.store.tables import Booking, Equipment
from hub.timetable.free import alternatives
from hub.timetable.occupancy import Holder, held_between, held_stretch, holders
from hub.timetable.rooms import FoundRoom, find_room
from hub.views.bookings import FreeStretch
from hub.views.words import day_words, span_words


def explain_clash(
    store: Store,
    clock: Clock,
    *,
    room: str,
    starts: datetime,
    ends: datetime,
    setup_minutes: int = 0,
    tidy_minutes: int = 0,
    moving: str | None = None,
    equipment: Sequence[int] = (),
) -> Clash:
    """The refusal for a stretch that is taken: by what, and where and when there is room.

    `equipment` are the ids of what is wanted beside the room.
    """
    with store.read() as session:
        found = find_room(session, room)
        ignoring = (
            session.scalar(select(col(Booking.id)).where(col(Booking.code) == moving))
            if moving
            else None
        )
        held_from, held_to = held_stretch(starts, ends, setup_minutes, tidy_minutes)
        in_the_way = [
            one.booking
            for one in held_between(
                session,
                starts=held_from,
                ends=held_to,
                spaces=found.spaces,
                now=clock.utc_now(),
            )
            if one.booking != ignoring
        ]
        named = [
            holder_words(clock, holder, found) for holder in holders(session, in_the_way).values()
        ]
        if equipment and not named:
            lent = _lent(session, clock, equipment, held_from, held_to, ignoring)
            if lent:
                return lent
        free = alternatives(
            session,
            clock,
            room=found.id,
            starts=clock.local(starts),
            ends=clock.local(ends),
            before=setup_minutes,
            after=tidy_minutes,
            ignoring=ignoring,
        )
    on = day_words(clock.local(starts).date())
    message = (
        f"{found.name} is taken by {' and by '.join(named)} on {on}."
        if named
        else f"{found.name} was just taken on {on}."
    )
    return Clash(message, with_what=named, alternatives=free, hint=_free_words(free, starts))


def _lent(
    session: Session,
    clock: Clock,
    equipment: Sequence[int],
    starts: datetime,
    ends: datetime,
    ignoring: int | None,
) -> Clash | None:
    """The refusal where the room is free, and something that shall come with it isn't."""
    things = dict(
        session.execute(
            select(col(Equipment.space_id), col(Equipment.name)).where(
                col(Equipment.id).in_(equipment)
            )
        ).all()
    )
    held = {
        one.space: one.booking
        for one in held_between(
            session, starts=starts, ends=ends, spaces=sorted(things), now=clock.utc_now()
        )
        if one.booking != ignoring
    }
    if not held:
        return None
    who = holders(session, held.values())
    named = [
        f"{things[space]}: {one.title} in {one.room},"
        f" {span_words(clock.local(one.starts), clock.local(one.ends))}"
        for space, one in ((space, who[booking]) for space, booking in held.items())
    ]
    on = day_words(clock.local(starts).date())
    return Clash(
        f"The room is free, but not all that shall come with it, on {on}. {'. '.join(named)}.",
        with_what=named,
        hint="Book without it, or at another time.",
    )


def holder_words(clock: Clock, holder: Holder, wanted: FoundRoom) -> str:
    """Who is in the way: "Carers' Café, 11am to 12:30pm (with 15 minutes to tidy up)"."""
    padding = []
    if holder.setup_minutes:
        padding.append(f"{holder.setup_minutes} minutes to set up")
    if holder.tidy_minutes:
        padding.append(f"{holder.tidy_minutes} minutes to tidy up")
    where = "" if holder.room == wanted.name else f" in {holder.room}"
    with_padding = f" (with {' and '.join(padding)})" if padding else ""
    span = span_words(clock.local(holder.starts), clock.local(holder.ends))
    return f"{holder.title}{where}, {span}{with_padding}"


def _free_words(free: tuple[FreeStretch, ...], starts: datetime) -> str:
    if not free:
        return "Nothing else is free that day. Try another day."
    said = [
        f"{one.room} then"
        if one.starts == starts
        else f"{one.room} {span_words(one.starts, one.ends)}"
        for one in free
    ]
    return f"Free: {', or '.join(said)}."
