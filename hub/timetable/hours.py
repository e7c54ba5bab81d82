"""When the building and its rooms are open, by weekday: setting it, and who is open when.

A room with hours of its own goes by those; the others by the building's. Where nobody has set any,
nothing is restricted. Once one day is set, a day without hours is a day shut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.changes import mark_public_change
from hub.store.core import run
from hub.store.engine import Store
from hub.store.site import site_id
from hub.store.tables import OpeningHours, Room
from hub.timetable.rooms import find_room
from hub.views.hours import spans_words
from hub.views.place import HoursView
from hub.views.words import DAYS

Spans = tuple[tuple[time, time], ...]
_MIDNIGHT = time(0)
_MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """The opening hours of a hub, as they stand."""

    by_room: dict[int | None, dict[int, Spans]]
    """By room (None: the building), then by weekday."""

    def week(self, room: int | None) -> dict[int, Spans] | None:
        """What a room goes by; None: nothing restricts it."""
        return self.by_room.get(room) or self.by_room.get(None)

    def is_own(self, room: int) -> bool:
        """Whether the room has hours of its own."""
        return bool(self.by_room.get(room))

    def open_between(
        self, clock: Clock, room: int, starts: datetime, ends: datetime
    ) -> list[tuple[datetime, datetime]] | None:
        """The stretches in which a room is open, in UTC and joined at midnight; None: always."""
        week = self.week(room)
        if week is None:
            return None
        found: list[tuple[datetime, datetime]] = []
        day, last = clock.local(starts).date(), clock.local(ends).date()
        while day <= last:
            for opens, closes in week.get(day.weekday(), ()):
                begin, end = _instant(clock, day, opens), _closing(clock, day, closes)
                if found and begin <= found[-1][1]:
                    found[-1] = (found[-1][0], max(found[-1][1], end))
                elif begin < end:
                    found.append((begin, end))
            day += timedelta(days=1)
        return found


def _instant(clock: Clock, day: date, at: time) -> datetime:
    # On the night when the clocks change, a door that opens in the odd hour opens when Python says.
    return datetime.combine(day, at, tzinfo=clock.zone).astimezone(UTC)


def _closing(clock: Clock, day: date, at: time) -> datetime:
    return _instant(clock, day + timedelta(days=1) if at == _MIDNIGHT else day, at)


_ALL = select(
    col(OpeningHours.room_id),
    col(OpeningHours.weekday),
    col(OpeningHours.opens),
    col(OpeningHours.closes),
).order_by(col(OpeningHours.weekday), col(OpeningHours.opens))


def opening_hours(session: Session) -> Hours:
    """All of them. One statement."""
    found: dict[int | None, dict[int, list[tuple[time, time]]]] = {}
    rows: list[Any] = list(run(session, _ALL))
    for room, weekday, opens, closes in rows:
        found.setdefault(room, {}).setdefault(weekday, []).append((opens, closes))
    return Hours(
        {
            room: {weekday: tuple(spans) for weekday, spans in week.items()}
            for room, week in found.items()
        }
    )


def list_hours(store: Store, *, room: str | None = None) -> tuple[HoursView, ...]:
    """Monday to Sunday, of the building or of a room by its own hours; nothing where none are set.

    Raises NotFound for a room that isn't there.
    """
    with store.read() as session:
        found = find_room(session, room) if room else None
        week = opening_hours(session).by_room.get(found.id if found else None)
    if not week:
        return ()
    name = found.name if found else ""
    return tuple(HoursView(day, week.get(day, ()), name) for day in range(7))


def list_all_hours(store: Store) -> tuple[HoursView, ...]:
    """Every week that is set: the building's, then those of rooms with hours of their own.

    Two statements.
    """
    with store.read() as session:
        hours = opening_hours(session)
        rooms = session.execute(
            select(col(Room.id), col(Room.name))
            .where(col(Room.is_active))
            .order_by(col(Room.position), col(Room.id))
        ).all()
    places: list[tuple[int | None, str]] = [(None, ""), *((one[0], one[1]) for one in rooms)]
    return tuple(
        HoursView(day, hours.by_room[room].get(day, ()), name)
        for room, name in places
        if hours.by_room.get(room)
        for day in range(7)
    )


def set_hours(
    store: Store,
    clock: Clock,
    *,
    weekdays: Sequence[int],
    spans: Sequence[tuple[time, time]],
    room: str | None = None,
    by: str | None = None,
) -> tuple[HoursView, ...]:
    """Say when the building, or a room, is open on these weekdays (0 is Monday); none: shut.

    What stood there for those days goes. Answers with the whole week.
    """
    days = sorted(set(weekdays))
    if not days or any(not 0 <= day <= 6 for day in days):
        raise BadInput("Say which days of the week.", hint="For example: mon-fri")
    wanted = _checked(spans)

    def work(session: Session) -> None:
        site = site_id(session)
        found = find_room(session, room) if room else None
        mine = (
            col(OpeningHours.room_id) == found.id
            if found
            else col(OpeningHours.room_id).is_(None) & (col(OpeningHours.site_id) == site)
        )
        label = _label(found.name if found else "", days, wanted)
        with undoable(
            session,
            clock,
            by=by,
            verb="hours.changed",
            code=found.code if found else "",
            label=label,
            scopes=[Scope(OpeningHours, mine)],
        ):
            session.execute(delete(OpeningHours).where(mine, col(OpeningHours.weekday).in_(days)))
            rows = [
                {
                    "site_id": site,
                    "room_id": found.id if found else None,
                    "weekday": day,
                    "opens": opens,
                    "closes": closes,
                }
                for day in days
                for opens, closes in wanted
            ]
            if rows:
                session.execute(insert(OpeningHours), rows)
        record(
            session,
            clock,
            by=by,
            verb="hours.changed",
            code=found.code if found else "",
            room=found.name if found else None,
            what=", ".join(DAYS[day] for day in days),
        )
        mark_public_change(session)

    store.transact(work)
    return list_hours(store, room=room)


def _checked(spans: Sequence[tuple[time, time]]) -> Spans:
    found = sorted(
        (opens.replace(second=0, microsecond=0), closes.replace(second=0, microsecond=0))
        for opens, closes in spans
    )
    if len(found) > _MOST_SPANS:
        raise BadInput(f"A day can't have more than {_MOST_SPANS} stretches of opening hours.")
    for opens, closes in found:
        if closes != _MIDNIGHT and opens >= closes:
            raise BadInput(
                "The closing time comes before the opening time.",
                hint="Give the opening time first. Past midnight? Give the rest to the next day.",
            )
    for (_, closes), (opens, _) in pairwise(found):
        if closes == _MIDNIGHT or opens < closes:
            raise BadInput(
                "Two stretches of opening hours overlap.", hint="Give them as one stretch."
            )
    return tuple(found)


def _label(room: str, days: Sequence[int], spans: Spans) -> str:
    names = ", ".join(DAYS[day][:3] for day in days)
    return f"Set when {room or 'the building'} is open, {names}: {spans_words(spans)}"
