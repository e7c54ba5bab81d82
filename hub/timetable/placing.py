"""Finding each date of a series its place: what stands in its way, and what is done about it:
another room, another time that day, or none. A constant number of statements however many dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.store.core import run
from hub.store.tables import Room, RoomLayout, RoomSpace
from hub.timetable.clashes import holder_words
from hub.timetable.free import gaps
from hub.timetable.obstacles import obstacles
from hub.timetable.occupancy import Held, held_between, holders
from hub.timetable.rooms import FoundRoom
from hub.timetable.sessions import Wanted
from hub.views.bookings import FreeStretch
from hub.views.groups import InTheWay, Obstacle
from hub.views.series import OnClash

TOO_CLOSE = "the session before it is still on"
_OWN = 0
"""Stands for the sessions that are being placed: they have no booking yet."""
_FIRST_HOUR, _LAST_HOUR = timedelta(hours=8), timedelta(hours=22)
_QUARTER = timedelta(minutes=15)
_SIDES = timedelta(days=1)

_SPACES = select(col(RoomSpace.room_id), col(RoomSpace.space_id)).order_by(col(RoomSpace.space_id))
_ROOMS = select(
    col(Room.id), col(Room.code), col(Room.name), col(Room.capacity), col(Room.is_active)
).order_by(col(Room.position), col(Room.id))
_LAYOUTS = select(
    col(RoomLayout.id), col(RoomLayout.room_id), col(RoomLayout.name), col(RoomLayout.capacity)
)


class Layout(NamedTuple):
    """One way to set a room up."""

    id: int
    room_id: int
    name: str
    capacity: int | None


class Rooms:
    """Every room of the hub by id, and every layout. Three statements."""

    def __init__(self, session: Session) -> None:
        spaces: dict[int, list[int]] = {}
        parts: list[Any] = list(run(session, _SPACES))
        for room, space in parts:
            spaces.setdefault(room, []).append(space)
        self.by_id: dict[int, FoundRoom] = {}
        self.in_use: list[FoundRoom] = []
        rooms: list[Any] = list(run(session, _ROOMS))
        for number, code, name, capacity, is_active in rooms:
            found = FoundRoom(number, code, name, capacity, tuple(spaces.get(number, ())))
            self.by_id[number] = found
            if is_active:
                self.in_use.append(found)
        layouts: list[Any] = list(run(session, _LAYOUTS))
        self.layouts = {row[0]: Layout(*row) for row in layouts}

    @property
    def spaces(self) -> set[int]:
        return {space for room in self.by_id.values() for space in room.spaces}

    def capacity(self, room: FoundRoom, layout: int | None) -> int | None:
        """How many fit, set up like this."""
        found = self.layouts.get(layout) if layout is not None else None
        return found.capacity if found is not None and found.capacity is not None else room.capacity


class Taken:
    """What is held, space by space, by start: looked at as the guard looks."""

    def __init__(self, held: Iterable[Held], ignoring: Collection[int] = ()) -> None:
        self._rows: dict[int, tuple[list[datetime], list[Held]]] = {}
        for one in held:  # by start
            if one.booking not in ignoring:
                starts, rows = self._rows.setdefault(one.space, ([], []))
                starts.append(one.starts)
                rows.append(one)

    def holder(self, spaces: Sequence[int], start: datetime, end: datetime) -> Held | None:
        """Who holds one of the spaces at any moment of a stretch."""
        for space in spaces:
            found = self._rows.get(space)
            if found is None:
                continue
            place = bisect_left(found[0], end) - 1
            if place >= 0 and found[1][place].ends > start:
                return found[1][place]
        return None

    def add(
        self, spaces: Sequence[int], start: datetime, end: datetime, booking: int = _OWN
    ) -> None:
        """Hold some spaces from now on."""
        for space in spaces:
            starts, rows = self._rows.setdefault(space, ([], []))
            place = bisect_left(starts, start)
            starts.insert(place, start)
            rows.insert(place, Held(space, start, end, booking))

    def between(self, spaces: Sequence[int], start: datetime, end: datetime) -> list[Held]:
        """What is held of the spaces at any moment of a stretch, by start."""
        found: list[Held] = []
        for space in spaces:
            starts, rows = self._rows.get(space, ([], []))
            place = bisect_left(starts, end) - 1
            while place >= 0 and rows[place].ends > start:
                found.append(rows[place])
                place -= 1
        return sorted(found, key=lambda one: one.starts)


@dataclass(slots=True)
class Placing:
    """What came of placing: by the date that each session is meant for."""

    placed: list[Wanted] = field(default_factory=list)
    elsewhere: list[Wanted] = field(default_factory=list)
    """Those of `placed` that found another room or time."""
    refused: list[tuple[Wanted, str]] = field(default_factory=list)
    """Those without a place, and what is in the way."""
    too_close: list[Wanted] = field(default_factory=list)
    """Those that would begin while the one before is still on."""
    would_do_anyway: bool = False
    """Whether one of `refused` has no other booking in its way."""


@dataclass(slots=True)
class Ground:
    """What is known of the stretch of time in which the sessions are to be placed."""

    session: Session
    clock: Clock
    rooms: Rooms
    taken: Taken
    soft: dict[int, tuple[InTheWay, ...]]
    """By place in the list of wanted: what else is in the way."""
    named: dict[int, str]
    """By booking: what to call it."""
    ignoring: frozenset[int]


def survey(
    session: Session,
    clock: Clock,
    rooms: Rooms,
    wanted: Sequence[Wanted],
    *,
    ignoring: Collection[int],
    kinds: Collection[Obstacle],
    every_room: bool,
    whole_day: bool,
) -> Ground:
    """Look once at all that is held, and at all that else may be in the way.

    `kinds` are those that matter beside other bookings.
    """
    ground = Ground(session, clock, rooms, Taken(()), {}, {}, frozenset(ignoring))
    if not wanted:
        return ground
    stretches = [one.stretch for one in wanted]
    side = _SIDES if whole_day else timedelta()
    spaces = None if every_room else sorted({space for one in wanted for space in one.spaces})
    held = held_between(
        session,
        starts=min(start for start, _ in stretches) - side,
        ends=max(end for _, end in stretches) + side,
        spaces=spaces,
        now=clock.utc_now(),
    )
    ground.taken = Taken(held, ground.ignoring)
    if kinds:
        ground.soft = _soft(ground, wanted, kinds)
    return ground


def _soft(
    ground: Ground, wanted: Sequence[Wanted], kinds: Collection[Obstacle]
) -> dict[int, tuple[InTheWay, ...]]:
    alike: dict[tuple[FoundRoom, int | None, int | None], list[int]] = {}
    for place, one in enumerate(wanted):
        people = one.existing.people if one.existing is not None else None
        fits = ground.rooms.capacity(one.room, one.layout_id)
        key = one.room, people or one.way.capacity, fits
        alike.setdefault(key, []).append(place)
    found: dict[int, tuple[InTheWay, ...]] = {}
    for (room, people, capacity), places in alike.items():
        answers = obstacles(
            ground.session,
            ground.clock,
            room=room,
            stretches=[(wanted[place].starts, wanted[place].ends) for place in places],
            people=people,
            capacity=capacity,
            bookings=[_booking(wanted[place]) for place in places],
            held=[wanted[place].stretch for place in places],
        )
        for place, answer in zip(places, answers, strict=True):
            mine = tuple(one for one in answer if one.kind in kinds)
            if mine:
                found[place] = mine
    return found


def _booking(one: Wanted) -> int | None:
    return one.existing.booking if one.existing is not None else None


def name_holders(ground: Ground, wanted: Sequence[Wanted]) -> dict[int, tuple[InTheWay, ...]]:
    """By place in the list: everything that is in the way, the hardest first. One statement."""
    hits = [ground.taken.holder(one.spaces, *one.stretch) for one in wanted]
    named = holders(ground.session, (one.booking for one in hits if one is not None))
    found: dict[int, tuple[InTheWay, ...]] = dict(ground.soft)
    for place, (one, hit) in enumerate(zip(wanted, hits, strict=True)):
        if hit is not None:
            words = holder_words(ground.clock, named[hit.booking], one.room)
            found[place] = (InTheWay(Obstacle.BOOKING, words), *found.get(place, ()))
    return found


def place_all(ground: Ground, wanted: Sequence[Wanted], on_clash: OnClash) -> Placing:
    """Place the sessions one after the other, by start."""
    in_the_way = name_holders(ground, wanted)
    close = hold_free(ground, wanted, in_the_way)
    result = Placing(
        [one for place, one in enumerate(wanted) if place not in in_the_way and place not in close]
    )
    if on_clash is OnClash.SKIP:
        result.too_close = [wanted[place] for place in close]
    else:
        in_the_way.update(close)
    ways_out: dict[int, Wanted] = {}
    if on_clash is OnClash.OTHER_ROOM and in_the_way:
        ways_out = other_rooms(ground, wanted, in_the_way)
    elif on_clash is OnClash.SHIFT and in_the_way:
        ways_out = other_times(ground, wanted, in_the_way)
    for place in sorted(in_the_way):
        if place in ways_out:
            result.placed.append(ways_out[place])
            result.elsewhere.append(ways_out[place])
        else:
            hardest = in_the_way[place][0]
            result.refused.append((wanted[place], hardest.words))
            result.would_do_anyway |= hardest.kind is not Obstacle.BOOKING
    return result


def hold_free(
    ground: Ground, wanted: Sequence[Wanted], in_the_way: Collection[int]
) -> dict[int, tuple[InTheWay, ...]]:
    """Hold what nothing is in the way of, else those that need a way out would rob it. What would
    begin while the session before it is still on isn't held: by place in the list, with the words.
    """
    close: dict[int, tuple[InTheWay, ...]] = {}
    for place, one in enumerate(wanted):
        if place in in_the_way:
            continue
        if ground.taken.holder(one.spaces, *one.stretch) is not None:
            close[place] = (InTheWay(Obstacle.BOOKING, TOO_CLOSE),)
        else:
            ground.taken.add(one.spaces, *one.stretch)
    return close


def other_rooms(
    ground: Ground, wanted: Sequence[Wanted], places: Collection[int], *, hold: bool = True
) -> dict[int, Wanted]:
    """Another free room for each of some dates: the one nearest in size that holds enough.

    With `hold`, what is chosen is held from then on. A few statements for each room of the hub.
    """
    order = sorted(places)
    free: dict[int, list[tuple[int, Wanted]]] = {place: [] for place in order}
    for rank, room in enumerate(ground.rooms.in_use):
        mine = [place for place in order if _would_do(room, wanted[place])]
        trials = [replace(wanted[place], room=room, layout_id=None) for place in mine]
        clear = _clear_of_the_rest(ground, trials)
        for place, trial, is_clear in zip(mine, trials, clear, strict=True):
            if is_clear and ground.taken.holder(trial.spaces, *trial.stretch) is None:
                size = abs((room.capacity or 0) - (wanted[place].room.capacity or 0))
                free[place].append((size * 1000 + rank, trial))
    return _choose(ground, free, hold)


def _would_do(room: FoundRoom, one: Wanted) -> bool:
    if room.id == one.room.id or any(thing.stays_in not in (None, room.id) for thing in one.kit):
        return False
    people = one.way.capacity
    if people is not None:
        return room.capacity is None or room.capacity >= people
    own = one.room.capacity
    return not (own and room.capacity and room.capacity * 2 < own)


def other_times(
    ground: Ground, wanted: Sequence[Wanted], places: Collection[int], *, hold: bool = True
) -> dict[int, Wanted]:
    """The nearest free time of the same day for each of some dates.

    With `hold`, what is chosen is held from then on.
    """
    order = sorted(places)
    owners: list[int] = []
    trials: list[Wanted] = []
    for place in order:
        for trial in _times(ground, wanted[place]):
            owners.append(place)
            trials.append(trial)
    free: dict[int, list[tuple[int, Wanted]]] = {place: [] for place in order}
    for place, trial, is_clear in zip(
        owners, trials, _clear_of_the_rest(ground, trials), strict=True
    ):
        if is_clear:
            away = abs(trial.starts - wanted[place].starts)
            later = trial.starts >= wanted[place].starts
            free[place].append((int(away.total_seconds()) * 2 + (not later), trial))
    return _choose(ground, free, hold)


def _times(ground: Ground, one: Wanted) -> list[Wanted]:
    """The starts of that day, by quarters of an hour, at which the room is free."""
    day = ground.clock.local(one.starts).date()
    midnight = ground.clock.day_bounds(day)[0]
    length = one.ends - one.starts
    before = one.starts - one.stretch[0]
    after = one.stretch[1] - one.ends
    earliest = max(midnight + _FIRST_HOUR, ground.clock.now()) - before
    latest = max(midnight + _LAST_HOUR, one.ends) + after
    found: list[Wanted] = []
    for start, end in gaps(
        ground.taken.between(one.spaces, earliest, latest), one.spaces, earliest, latest
    ):
        first, last = start + before, end - after - length
        if first > last:
            continue
        chosen = {min(max(moment, first), last) for moment in (one.starts, _quarter(first))}
        found += [replace(one, starts=moment, ends=moment + length) for moment in sorted(chosen)]
    return found


def _quarter(moment: datetime) -> datetime:
    over = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not over else moment - over + _QUARTER


def _clear_of_the_rest(ground: Ground, trials: Sequence[Wanted]) -> list[bool]:
    """Whether each is clear of closures, opening hours and what else there is."""
    blocked = _soft(
        ground,
        trials,
        (Obstacle.CLOSURE, Obstacle.HOURS, Obstacle.TOO_SMALL),
    )
    return [place not in blocked for place in range(len(trials))]


def _choose(
    ground: Ground, free: dict[int, list[tuple[int, Wanted]]], hold: bool
) -> dict[int, Wanted]:
    """The best for each date in turn that nobody has taken meanwhile."""
    chosen: dict[int, Wanted] = {}
    for place, trials in free.items():
        for _, trial in sorted(trials, key=lambda pair: pair[0]):
            if ground.taken.holder(trial.spaces, *trial.stretch) is None:
                if hold:
                    ground.taken.add(trial.spaces, *trial.stretch)
                chosen[place] = trial
                break
    return chosen


def free_stretch(clock: Clock, one: Wanted) -> FreeStretch:
    """Where a session could be, as people read it."""
    return FreeStretch(
        one.room.name, clock.local(one.starts), clock.local(one.ends), one.room.capacity
    )
