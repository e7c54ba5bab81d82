"""What each half-hour of the grid says: titles, times, and why a room is shut, cut to a width."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus
from kiosk.desk.grid import Block, Kind, Layout
from kiosk.shared.drawing import fit, wrap

Line = tuple[str, str]
"""What a cell says, and the name of its look."""
SLANT = "╱"
NOT_SURE = "?"
"""Before the title of what is provisional."""


def paint(plan: Layout, column: int, width: int) -> tuple[Line, ...]:
    """What each half-hour of a column says, cut to `width` less the gap to the next one."""
    inside = width - 1
    lines = [(fit("·" if one.minute == 0 else "", inside), "free") for one in plan.times]
    _paint_shut(plan, column, inside, lines)
    for row, cell in enumerate(plan.cells[column]):
        if cell.note and cell.booking is None:
            lines[row] = (fit(f"· {cell.note}", inside), "note")
    for block in plan.blocks(column):
        for number, (says, look) in enumerate(lines_of(block, inside - 1)):
            edge = _EDGES[block.kind]
            sign = edge.last if number == block.rows - 1 else edge.other
            lines[block.row + number] = (fit(f"{sign}{says}", inside), look)
    return tuple(lines)


def _paint_shut(plan: Layout, column: int, inside: int, lines: list[Line]) -> None:
    """Slanted lines where the room is shut, with the reason at the head of each stretch."""
    row = 0
    for words, run in groupby(plan.cells[column], key=lambda cell: cell.shut):
        rows = len(tuple(run))
        if words:
            said = _at_most(wrap(words, inside - 2), rows, inside - 2)
            for number in range(rows):
                text = f"{SLANT} {said[number]} " if number < len(said) else ""
                lines[row + number] = (text.ljust(inside, SLANT)[:inside], "shut")
        row += rows


@dataclass(frozen=True, slots=True)
class Edge:
    """The left side of a block, so that blocks are told apart without colour."""

    other: str
    last: str


_EDGES = {
    Kind.BOOKED: Edge("▌", "▘"),
    Kind.PRIVATE: Edge("▌", "▘"),
    Kind.HELD: Edge("╎", "╎"),
    Kind.CANCELLED: Edge("┊", "┊"),
}


def lines_of(block: Block, width: int) -> list[Line]:
    """A line for each of its half-hours: the title, then the times; held and cancelled by word."""
    booking, rows = block.booking, block.rows
    if block.kind is Kind.CANCELLED:
        gone = booking.status is BookingStatus.NO_SHOW
        said = [
            "nobody came" if gone else "cancelled",
            *_at_most(wrap(booking.title, width), rows - 1, width),
        ]
        return [(line, "cancelled") for line in _filled(said, rows)]
    if block.kind is Kind.HELD:
        said = [f"held: {booking.room}"]
        if rows > 1:
            said = [*_at_most(wrap(f"held: {booking.title}", width), rows - 1, width), booking.room]
        return [(line, "held") for line in _filled(said, rows)]
    # In an hour a whole title says more than its times: those stand at the side and below.
    unsure = f"{NOT_SURE} " if booking.status is BookingStatus.PROVISIONAL else ""
    title = _at_most(wrap(f"{unsure}{booking.title}", width), max(rows - 1, min(rows, 2)), width)
    said = [*title, times_short(booking, width)]
    name = block.kind.value
    return [
        (line, f"{name}-title" if number < len(title) else name)
        for number, line in enumerate(_filled(said, rows))
    ]


def _at_most(lines: list[str], many: int, width: int) -> list[str]:
    if len(lines) <= many:
        return lines
    return [*lines[: many - 1], fit(" ".join(lines[many - 1 :]), width)] if many > 0 else []


def _filled(lines: list[str], many: int) -> list[str]:
    return [*lines, *[""] * many][:many]


def times_short(booking: BookingView, width: int) -> str:
    """10-11:30: the hours as they fit in a block; the gutter says morning or afternoon."""

    def short(moment: datetime) -> str:
        minutes = f":{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour % 12 or 12}{minutes}"

    whole = f"{short(booking.starts)}-{short(booking.ends)}"
    return whole if len(whole) <= width else f"to {short(booking.ends)}"
