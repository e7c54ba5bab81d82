"""How bookings lie on a grid of half-hours: pure arithmetic, drawn by `kiosk.desk.rooms_board`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from hub.views.bookings import BookingView
from hub.views.place import RoomView
from hub.views.shut import ShutView
from hub.views.timetable import BookingStatus
from hub.views.words import day_words_short

SLOT = timedelta(minutes=30)
OPENS = 8
"""The first hour shown, unless something begins earlier."""
CLOSES = 22
USUAL_LENGTH = 60
"""Minutes of a booking, unless less is free."""


@dataclass(frozen=True, slots=True)
class Column:
    """One room on one day."""

    heading: str
    room: RoomView
    on: date
    note: str = ""
    """What the second line of the heading says: how many it holds, or a bank holiday."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One half-hour of a column, and what holds it."""

    starts: datetime
    booking: BookingView | None = None
    is_first: bool = False
    """The half-hour in which the booking begins, or the first that is shown."""
    line: int = 0
    """Which half-hour of the booking this is, from 0."""
    cancelled: BookingView | None = None
    """What would have been here."""
    here: tuple[BookingView, ...] = ()
    """Everything that touches this half-hour, what holds it first."""
    note: str = ""
    """For a half-hour that is partly free: set up, tidy up."""
    shut: str = ""
    """Why the room is shut then: "closed: boiler"."""

    @property
    def book_from(self) -> datetime:
        """The half-hour's start, or the quarter of an hour after somebody has tidied up."""
        busy = [held_until(one) for one in self.here if _holds(one) and _before(one, self.starts)]
        latest = max([self.starts, *(until for until in busy if until < self.starts + SLOT)])
        over = timedelta(minutes=-latest.minute % 15)
        return latest + over


class Kind(StrEnum):
    """How a block is to be read."""

    BOOKED = "booked"
    PRIVATE = "private"
    HELD = "held"
    """Not free, because a larger or smaller room that shares its space is booked."""
    CANCELLED = "cancelled"
    """Free again: cancelled, or nobody came."""


@dataclass(frozen=True, slots=True)
class Block:
    """Half-hours on end that show one booking."""

    kind: Kind
    booking: BookingView
    row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the grid."""

    column: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by half-hours."""

    columns: tuple[Column, ...]
    times: tuple[time, ...]
    cells: tuple[tuple[Cell, ...], ...]
    """A tuple of half-hours for each column."""

    def free_until(self, column: int, row: int) -> datetime:
        """When the free stretch around a free cell ends, as far as the grid shows."""
        below = self.cells[column][row:]
        start = below[0].book_from
        for cell in below:
            if cell.shut and not below[0].shut:
                return max(cell.starts, start)
            nexts = [held_from(one) for one in cell.here if _holds(one)]
            nexts = [moment for moment in nexts if moment >= start]
            if nexts:
                return min(nexts)
            if cell.booking is not None:
                return max(cell.starts, start)
        return below[-1].starts + SLOT

    def at(self, spot: Spot) -> Cell:
        return self.cells[spot.column][spot.row]

    def kept_inside(self, spot: Spot) -> Spot:
        """The nearest place that exists."""
        return Spot(
            max(0, min(spot.column, len(self.columns) - 1)),
            max(0, min(spot.row, len(self.times) - 1)),
        )

    def minutes_to_offer(self, spot: Spot) -> int:
        """An hour, or what is free where that is less, in quarters."""
        free = self.free_until(spot.column, spot.row).astimezone(UTC)
        minutes = int((free - self.at(spot).book_from.astimezone(UTC)).total_seconds() // 60)
        return min(USUAL_LENGTH, max(15, minutes // 15 * 15))

    def where(self, room: str, moment: datetime) -> Spot | None:
        """The half-hour of a room in which `moment` (the hub's wall time) lies."""
        slot = time(moment.hour, moment.minute // 30 * 30)
        for place, column in enumerate(self.columns):
            if column.room.name == room and column.on == moment.date() and slot in self.times:
                return Spot(place, self.times.index(slot))
        return None

    def blocks(self, column: int) -> tuple[Block, ...]:
        """What is drawn in a column, from the top."""
        room = self.columns[column].room.name
        found: list[Block] = []
        row = 0
        for booking, run in groupby(
            self.cells[column], key=lambda cell: cell.booking or cell.cancelled
        ):
            rows = len(tuple(run))
            if booking is not None:
                found.append(Block(_kind(booking, room), booking, row, rows))
            row += rows
        return tuple(found)


def _kind(booking: BookingView, room: str) -> Kind:
    if not _holds(booking):
        return Kind.CANCELLED
    if booking.room != room:
        return Kind.HELD
    return Kind.BOOKED if booking.is_public else Kind.PRIVATE


def half_hours(booking: BookingView) -> int:
    """How many rows a booking needs."""
    return max(1, -(-(booking.ends - booking.starts) // SLOT))


def ends_after(starts: datetime, minutes: int) -> datetime:
    """The wall time so many real minutes later."""
    return (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)


def rooms_of_a_day(rooms: Sequence[RoomView], on: date) -> tuple[Column, ...]:
    """Every room beside the others, on one day."""
    return tuple(
        Column(room.name, room, on, f"holds {room.capacity}" if room.capacity else "")
        for room in rooms
    )


def week_of_a_room(
    room: RoomView, monday: date, notices: Mapping[date, str] | None = None
) -> tuple[Column, ...]:
    """One room, Monday to Sunday, with what is said about a day ("Christmas Day")."""
    said = notices or {}
    days = (monday + timedelta(days=step) for step in range(7))
    return tuple(Column(day_words_short(day), room, day, said.get(day, "")) for day in days)


def held_from(booking: BookingView) -> datetime:
    """When its room is taken, setting up included."""
    return ends_after(booking.starts, -booking.setup_minutes)


def held_until(booking: BookingView) -> datetime:
    """Until when its room is taken, tidying up included."""
    return ends_after(booking.ends, booking.tidy_minutes)


def shares_space(booking: BookingView, room: RoomView, rooms: Sequence[RoomView]) -> bool:
    """Whether a booking takes (part of) a room, its own or a larger or smaller one."""
    if booking.room == room.name:
        return True
    other = next((one for one in rooms if one.name == booking.room), None)
    return other is not None and not set(other.spaces).isdisjoint(room.spaces)


def _holds(booking: BookingView) -> bool:
    return booking.status in (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL)


def _before(booking: BookingView, moment: datetime) -> bool:
    return held_from(booking) <= moment


def _fills(booking: BookingView, starts: datetime) -> bool:
    """Whether a half-hour is taken: by the booking itself, or wholly by its setting up."""
    ends = starts + SLOT
    is_on = _overlaps(booking.starts, booking.ends, starts)
    return is_on or (held_from(booking) <= starts and held_until(booking) >= ends)


def _overlaps(begins: datetime, ends: datetime, half_hour: datetime) -> bool:
    # Wall time on both sides: half-hours keep their place when the clocks change.
    start = half_hour.replace(tzinfo=None)
    return begins.replace(tzinfo=None) < start + SLOT and ends.replace(tzinfo=None) > start


def lay_out(
    columns: Sequence[Column],
    rooms: Sequence[RoomView],
    bookings: Sequence[BookingView],
    zone: ZoneInfo,
    shut: Sequence[ShutView] = (),
) -> Layout:
    """Place bookings on half-hours of the wall clock. A cell is taken if any of it is; where only
    setting up or tidying up reaches into it, the rest is free."""
    first, last = OPENS * 2, CLOSES * 2
    days = {column.on for column in columns}
    for one in bookings:
        starts, ends = held_from(one), held_until(one)
        if starts.date() in days:
            first = min(first, starts.hour * 2 + starts.minute // 30)
        if ends.date() in days and starts.date() == ends.date():
            last = max(last, ends.hour * 2 + -(-ends.minute // 30))
    times = tuple(time(slot // 2, slot % 2 * 30) for slot in range(first, last))
    cells = tuple(_cells(column, rooms, bookings, times, zone, shut) for column in columns)
    return Layout(tuple(columns), times, cells)


def _cells(
    column: Column,
    rooms: Sequence[RoomView],
    bookings: Sequence[BookingView],
    times: Sequence[time],
    zone: ZoneInfo,
    shut: Sequence[ShutView],
) -> tuple[Cell, ...]:
    closed = [one for one in shut if one.room == column.room.name]
    mine = [
        one
        for one in bookings
        if held_from(one).date() <= column.on <= held_until(one).date()
        and shares_space(one, column.room, rooms)
    ]
    found: list[Cell] = []
    for moment in times:
        starts = datetime.combine(column.on, moment, zone)
        here = [one for one in mine if _overlaps(held_from(one), held_until(one), starts)]
        here.sort(key=lambda one: (not _holds(one), not _fills(one, starts)))
        held = next((one for one in here if _holds(one) and _fills(one, starts)), None)
        partly = next((one for one in here if _holds(one)), None) if held is None else None
        gone = next((one for one in here if not _holds(one)), None)
        before = found[-1] if found else None
        goes_on = before is not None and before.booking is held and held is not None
        found.append(
            Cell(
                starts,
                booking=held,
                is_first=held is not None and not goes_on,
                line=before.line + 1 if goes_on and before is not None else 0,
                cancelled=None if held or partly else gone,
                here=tuple(here),
                note=_note(partly, starts),
                shut=next(
                    (one.words for one in closed if _overlaps(one.starts, one.ends, starts)), ""
                ),
            )
        )
    return tuple(found)


def _note(booking: BookingView | None, starts: datetime) -> str:
    if booking is None:
        return ""
    return "tidy up" if held_from(booking) < starts else "set up"
