"""The grid as it is drawn: one widget, one strip a row, a cursor that scrolls it.

Says which cell was opened; what comes of it is decided by `kiosk.desk.rooms`, what lies where by
`kiosk.desk.grid`, what a block says by `kiosk.desk.rooms_painting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hub.views.bookings import BookingView
from hub.views.words import time_words
from kiosk.desk.grid import Layout, Spot, half_hours
from kiosk.desk.rooms_painting import Line, paint
from kiosk.shared.drawing import fit, wrap

GUTTER = 6
HEADING = 2
NARROWEST = 12
"""Cells of a column below which titles can't be read: further rooms are a step to the right."""
NARROWEST_OF_A_WEEK = 10
"""A week is seen whole."""
WIDEST = 24


class Board(Widget, can_focus=True):
    """Columns by half-hours, with words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--free",
        "board--gutter",
        "board--now",
        "board--heading",
        "board--here",
        "board--note",
        "board--shut",
        "board--booked",
        "board--booked-title",
        "board--booked-edge",
        "board--private",
        "board--private-edge",
        "board--private-title",
        "board--held",
        "board--cancelled",
        "board--cursor",
        "board--carried",
    }
    DEFAULT_CSS = """
    Board { height: 1fr; background: $paper; color: $ink; }
    Board > .board--free { color: $quiet; background: $paper; }
    Board > .board--gutter { color: $quiet; background: $paper; }
    Board > .board--now { color: $mark; background: $paper; text-style: bold; }
    Board > .board--heading { color: $ink; background: $paper; text-style: bold; }
    Board > .board--here { color: $on-bar; background: $bar; text-style: bold; }
    Board > .board--note { color: $quiet; background: $paper; }
    Board > .board--shut { color: $quiet; background: $paper; }
    Board > .board--booked { color: $quiet; background: $card; }
    Board > .board--booked-title { color: $ink; background: $card; text-style: bold; }
    Board > .board--booked-edge { color: $bar; background: $card; }
    Board > .board--private-edge { color: $mark; background: $card; }
    Board > .board--private { color: $mark; background: $card; }
    Board > .board--private-title { color: $mark; background: $card; text-style: bold; }
    Board > .board--held { color: $quiet; background: $paper; text-style: italic; }
    Board > .board--cancelled { color: $urgent; background: $paper; }
    Board > .board--cursor { color: $on-bar; background: $bar; text-style: bold; }
    Board > .board--carried { color: $paper; background: $mark; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0, -1)", "Up", show=False),
        Binding("down", "step(0, 1)", "Down", show=False),
        Binding("left", "step(-1, 0)", "Left", show=False),
        Binding("right", "step(1, 0)", "Right", show=False),
        Binding("home", "step(0, -99)", "First", show=False),
        Binding("end", "step(0, 99)", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor is somewhere else."""

        spot: Spot

    @dataclass
    class Opened(Message):
        """Enter, or a second click."""

        spot: Spot

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.plan: Layout | None = None
        self.cursor = Spot()
        self.now: datetime | None = None
        self.carried: BookingView | None = None
        """What the next Enter puts down."""
        self._is_resting = False
        self._top = 0
        self._left = 0
        self._painted: tuple[tuple[Line, ...], ...] = ()
        self._painted_width = 0

    # What it shows

    def show(self, plan: Layout, cursor: Spot, now: datetime) -> None:
        """Draw another day, or the same one anew."""
        self.plan = plan
        self.now = now
        self._painted_width = 0
        self.cursor = plan.kept_inside(cursor)
        self._scroll_to_cursor()
        self.refresh()

    def carry(self, booking: BookingView | None) -> None:
        """Pick a booking up, or let it go."""
        self.carried = booking
        self.refresh()

    def rest(self, resting: bool) -> None:
        """Take no clicks while a panel asks something."""
        self._is_resting = resting
        self.can_focus = not resting

    @property
    def columns_seen(self) -> range:
        """Which columns are on screen."""
        if self.plan is None:
            return range(0)
        is_week = len({one.on for one in self.plan.columns}) > 1
        least = NARROWEST_OF_A_WEEK if is_week else NARROWEST
        many = min(len(self.plan.columns), max(1, (self.size.width - GUTTER) // least))
        left = max(0, min(self._left, len(self.plan.columns) - many))
        return range(left, left + many)

    @property
    def rows_seen(self) -> range:
        """Which half-hours are on screen."""
        if self.plan is None:
            return range(0)
        many = min(len(self.plan.times), max(1, self.size.height - HEADING))
        top = max(0, min(self._top, len(self.plan.times) - many))
        return range(top, top + many)

    @property
    def column_width(self) -> int:
        seen = len(self.columns_seen)
        return min(WIDEST, max(1, (self.size.width - GUTTER) // seen)) if seen else 0

    def _scroll_to_cursor(self) -> None:
        columns, rows = self.columns_seen, self.rows_seen
        if not columns or not rows:
            return
        if self.cursor.column not in columns:
            before = self.cursor.column < columns.start
            self._left = self.cursor.column - (0 if before else len(columns) - 1)
        else:
            self._left = columns.start
        last = self.cursor.row
        if self.carried is not None and self.plan is not None:
            longest = min(half_hours(self.carried), len(rows))
            last = min(self.cursor.row + longest - 1, len(self.plan.times) - 1)
        self._top = rows.start
        if last >= rows.stop:
            self._top = last - len(rows) + 1
        if self.cursor.row < self._top:
            self._top = self.cursor.row

    # Keys and mouse

    def move_to(self, spot: Spot) -> None:
        if self.plan is None:
            return
        before, seen = self.cursor, (self.columns_seen, self.rows_seen)
        self.cursor = self.plan.kept_inside(spot)
        self._scroll_to_cursor()
        if seen == (self.columns_seen, self.rows_seen) and self.carried is None:
            self._redraw_rows(before.row, self.cursor.row)
        else:
            self.refresh()
        self.post_message(self.Moved(self.cursor))

    def _redraw_rows(self, *rows: int) -> None:
        """Draw the heading and some rows anew, and leave the others as they are."""
        top, width = self.rows_seen.start, self.size.width
        lines = [HEADING + row - top for row in sorted(set(rows))]
        self.refresh(
            Region(0, 0, width, HEADING), *(Region(0, line, width, 1) for line in lines if line > 0)
        )

    def action_step(self, columns: int, rows: int) -> None:
        self.move_to(Spot(self.cursor.column + columns, self.cursor.row + rows))

    def look_aside(self, on: int) -> None:
        """Further rooms, as many as are seen at once: 1 to the right, -1 to the left."""
        seen = self.columns_seen
        if self.plan is not None and seen and not self._is_resting:
            edge = seen.stop - 1 if on > 0 else seen.start
            self.move_to(Spot(edge + on * len(seen), self.cursor.row))

    def action_open(self) -> None:
        if self.plan is not None:
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """The first click goes there, the second opens it."""
        if self.plan is None or not self.column_width or self._is_resting:
            return
        column = (event.x - GUTTER) // self.column_width
        row = event.y - HEADING
        if event.x < GUTTER or column >= len(self.columns_seen):
            return
        if not 0 <= row < len(self.rows_seen):
            return
        spot = Spot(self.columns_seen.start + column, self.rows_seen.start + row)
        if spot == self.cursor:
            self.action_open()
        else:
            self.move_to(spot)

    def _turn(self, rows: int) -> None:
        self._top = self.rows_seen.start + rows
        self._top = self.rows_seen.start
        self.refresh()

    def on_mouse_scroll_down(self) -> None:
        self._turn(2)

    def on_mouse_scroll_up(self) -> None:
        self._turn(-2)

    def on_mouse_scroll_right(self) -> None:
        self.look_aside(1)

    def on_mouse_scroll_left(self) -> None:
        self.look_aside(-1)

    def on_resize(self) -> None:
        self._scroll_to_cursor()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        blank = self._look("free")
        if self.plan is None or y >= HEADING + len(self.rows_seen):
            return Strip.blank(width, blank)
        if self._painted_width != self.column_width:
            self._painted_width = self.column_width
            self._painted = tuple(
                paint(self.plan, column, self.column_width) for column in range(len(self._columns))
            )
        segments = self._heading(y) if y < HEADING else self._row(self.rows_seen[y - HEADING])
        return Strip(segments).adjust_cell_length(width, blank)

    @property
    def _columns(self) -> tuple[object, ...]:
        return self.plan.columns if self.plan else ()

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"board--{name}")

    def _heading(self, y: int) -> list[Segment]:
        assert self.plan is not None
        width = self.column_width
        segments = [Segment(" " * GUTTER, self._look("gutter"))]
        for column in self.columns_seen:
            lines = wrap(self.plan.columns[column].heading, width - 1)
            if len(lines) > HEADING:
                lines = [lines[0], fit(" ".join(lines[1:]), width - 1)]
            note = self.plan.columns[column].note
            says = lines[y] if y < len(lines) else (note if y == len(lines) else "")
            look = "heading" if y < len(lines) else "note"
            if column == self.cursor.column:
                look = "here"
            segments.append(Segment(fit(says, width - 1), self._look(look)))
            segments.append(Segment(" ", self._look("free")))
        return segments

    def _row(self, row: int) -> list[Segment]:
        assert self.plan is not None
        segments = [self._gutter(row)]
        for column in self.columns_seen:
            words, look = self._painted[column][row]
            if column == self.cursor.column:
                words, look = self._under_cursor(row, words, look)
            edge = f"{look.removesuffix('-title')}-edge"
            if f"board--{edge}" in self.COMPONENT_CLASSES:
                segments.append(Segment(words[:1], self._look(edge)))
                words = words[1:]
            segments.append(Segment(words, self._look(look)))
            segments.append(Segment(" ", self._look("free")))
        return segments

    def _gutter(self, row: int) -> Segment:
        assert self.plan is not None
        moment = self.plan.times[row]
        says = time_words(moment) if moment.minute == 0 else f":{moment.minute:02d}"
        look = "here" if row == self.cursor.row else "gutter"
        mark = " "
        if self.now is not None and any(one.on == self.now.date() for one in self.plan.columns):
            slot = self.now.replace(minute=self.now.minute // 30 * 30, second=0).time()
            if slot == moment:
                mark, says = "▸", "now"
                look = look if look == "here" else "now"
        return Segment(f"{mark}{says:>{GUTTER - 2}} ", self._look(look))

    def _under_cursor(self, row: int, words: str, look: str) -> Line:
        assert self.plan is not None
        width = self.column_width - 1
        below = row - self.cursor.row
        if self.carried is not None and 0 <= below < half_hours(self.carried):
            lines = ("› put here", *wrap(self.carried.title, width - 2))
            says = lines[below] if below < len(lines) else ""
            return fit(says if below == 0 else f"┃ {says}", width), "carried"
        if below == 0:
            cell = self.plan.at(self.cursor)
            if not cell.here:
                return fit(f"› {time_words(cell.starts)}", width), "cursor"
            return f"›{words[1:]}", "cursor"
        return words, look
