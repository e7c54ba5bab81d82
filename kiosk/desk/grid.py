"""How bookings lie on a grid of half-hours: pure arithmetic, drawn by `kiosk.desk.board`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.views.place import RoomView
from hub.views.timetable import BookingStatus, BookingView

SLOT = timedelta(minutes=30)
OPENS = 8
"""The first hour shown, unless something begins earlier."""
CLOSES = 22


@dataclass(frozen=True, slots=True)
class Column:
    """One room on one day."""

    heading: str
    room: RoomView
    on: date


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
        for cell in below:
            if cell.booking is not None:
                return max(cell.booking.starts, below[0].starts + timedelta(minutes=15))
        return below[-1].starts + SLOT


def rooms_of_a_day(rooms: Sequence[RoomView], on: date) -> tuple[Column, ...]:
    """Every room beside the others, on one day."""
    return tuple(Column(room.name, room, on) for room in rooms)


def week_of_a_room(room: RoomView, monday: date) -> tuple[Column, ...]:
    """One room, Monday to Sunday."""
    days = (monday + timedelta(days=step) for step in range(7))
    return tuple(Column(f"{day:%a} {day.day}", room, day) for day in days)


def shares_space(booking: BookingView, room: RoomView, rooms: Sequence[RoomView]) -> bool:
    """Whether a booking takes (part of) a room, its own or a larger or smaller one."""
    if booking.room == room.name:
        return True
    other = next((one for one in rooms if one.name == booking.room), None)
    return other is not None and not set(other.spaces).isdisjoint(room.spaces)


def lay_out(
    columns: Sequence[Column],
    rooms: Sequence[RoomView],
    bookings: Sequence[BookingView],
    zone: ZoneInfo,
) -> Layout:
    """Place bookings on half-hours of the wall clock. A cell is taken if any of it is."""
    first, last = OPENS * 2, CLOSES * 2
    days = {column.on for column in columns}
    for one in bookings:
        if one.starts.date() in days:
            first = min(first, one.starts.hour * 2 + one.starts.minute // 30)
        if one.ends.date() in days and one.starts.date() == one.ends.date():
            last = max(last, one.ends.hour * 2 + -(-one.ends.minute // 30))
    times = tuple(time(slot // 2, slot % 2 * 30) for slot in range(first, last))
    cells = tuple(_cells(column, rooms, bookings, times, zone) for column in columns)
    return Layout(tuple(columns), times, cells)


def _cells(
    column: Column,
    rooms: Sequence[RoomView],
    bookings: Sequence[BookingView],
    times: Sequence[time],
    zone: ZoneInfo,
) -> tuple[Cell, ...]:
    mine = [one for one in bookings if shares_space(one, column.room, rooms)]
    found: list[Cell] = []
    for moment in times:
        starts = datetime.combine(column.on, moment, zone)
        # Wall time on both sides: half-hours keep their place when the clocks change.
        here = [
            one
            for one in mine
            if one.starts.replace(tzinfo=None) < (starts + SLOT).replace(tzinfo=None)
            and one.ends.replace(tzinfo=None) > starts.replace(tzinfo=None)
        ]
        held = next((one for one in here if one.status is not BookingStatus.CANCELLED), None)
        before = found[-1] if found else None
        goes_on = before is not None and before.booking is held and held is not None
        found.append(
            Cell(
                starts,
                booking=held,
                is_first=held is not None and not goes_on,
                line=before.line + 1 if goes_on and before is not None else 0,
                cancelled=None if held else next(iter(here), None),
            )
        )
    return tuple(found)
