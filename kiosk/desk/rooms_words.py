"""What the Rooms screen says in its lines: above the grid, below it, and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hub.views.bookings import BookingView
from hub.views.timetable import BookingStatus
from hub.views.words import date_words, day_words, day_words_short, time_words
from kiosk.desk.grid import Cell, Layout, Spot
from kiosk.desk.panels import Keys, named


@dataclass(frozen=True, slots=True)
class View:
    """What the grid is to show, and where its cursor goes."""

    day: date
    is_week: bool
    room: str = ""
    """The room of the week, and of the cursor."""
    at: datetime | None = None
    """Where the cursor goes; None leaves it on its half-hour."""

    @property
    def first(self) -> date:
        return self.day - timedelta(days=self.day.weekday()) if self.is_week else self.day

    @property
    def days(self) -> int:
        return 7 if self.is_week else 1


def above_words(view: View, plan: Layout, spot: Spot, notice: str, today: date) -> str:
    """Which day or week this is, and what is said of the day under the cursor."""
    if view.is_week:
        last = view.first + timedelta(days=6)
        days = f"{day_words_short(view.first)} to {day_words_short(last)} {last.year}"
        on = day_words_short(plan.columns[spot.column].on)
        said = (f"{on}: {notice}",) if notice else ()
        return " · ".join([plan.columns[0].room.name, days, *said])
    weekday = day_words(view.day).split()[0]
    is_today = ("today",) if view.day == today else ()
    said = (notice,) if notice else ()
    return " · ".join([f"{weekday} {date_words(view.day)}", *is_today, *said])


def seen_words(seen: range, many: int) -> str:
    """Which rooms are on screen, where not all are."""
    if not seen or len(seen) >= many:
        return ""
    before = "◂ " if seen.start else "  "
    after = " ▸" if seen.stop < many else "  "
    return f"{before}{seen.start + 1} to {seen.stop} of {many} rooms{after}"


def below_words(plan: Layout, spot: Spot, carried: BookingView | None) -> str:
    """What is under the cursor."""
    column, cell = plan.columns[spot.column], plan.at(spot)
    place = f"{column.room.name}, {day_words_short(column.on)} {time_words(cell.starts)}"
    if carried is not None:
        return f"Moving {carried.title} to {place}"
    if cell.booking is not None:
        more = f" (and {len(cell.here) - 1} more here)" if len(cell.here) > 1 else ""
        held = "" if cell.booking.room == column.room.name else f"{column.room.name} is held by: "
        unsure = " (not sure yet)" if cell.booking.status is BookingStatus.PROVISIONAL else ""
        return f"{held}{named(cell.booking)}{unsure}{more}"
    if cell.shut:
        return f"{place}: {cell.shut}"
    until = time_words(plan.free_until(spot.column, spot.row))
    since = "" if cell.book_from == cell.starts else f"from {time_words(cell.book_from)} "
    free = f"{place}: free {since}until {until}"
    if cell.note:
        return f"{free}, beside the time to {cell.note} for {cell.here[0].title}"
    if cell.cancelled is not None:
        if cell.cancelled.status is BookingStatus.NO_SHOW:
            return f"{free}. Nobody came here: {cell.cancelled.title}"
        why = f" ({cell.cancelled.reason})" if cell.cancelled.reason else ""
        return f"{free}. Cancelled here: {cell.cancelled.title}{why}"
    return free


CARRYING: Keys = (
    ("arrows", "where to"),
    ("Enter", "put it here"),
    ("[", "back"),
    ("]", "on"),
    ("f", "fill in"),
    ("Esc", "let go"),
)


def keys_here(cell: Cell | None, *, is_week: bool) -> Keys:
    """What can be done with the half-hour under the cursor."""
    is_taken = cell is not None and cell.booking is not None
    keys = [("Enter", "look" if is_taken else "book")]
    if is_taken:
        keys += [("m", "move"), ("x", "cancel")]
    elif cell is not None and cell.here:
        keys.append(("d", "details"))
    else:
        keys.append(("f", "find"))
    keys += [
        ("[", "back"),
        ("]", "on"),
        ("w", "all rooms" if is_week else "week"),
        ("u", "undo"),
        ("?", "keys"),
        *(() if ("f", "find") in keys else (("f", "find"),)),
        ("g", "go to"),
        ("S", "set up"),
        ("t", "today"),
        ("c", "closed"),
        ("q", "leave"),
    ]
    return keys
