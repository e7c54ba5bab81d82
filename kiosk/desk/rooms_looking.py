"""Rooms by half-hours, to look at: which day or week is shown, and where the cursor is.

Leaves changes to `kiosk.desk.rooms`, drawing to `rooms_board`, arithmetic to `grid`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kiosk.desk.errands_rooms import RoomErrands, Stretch
from kiosk.desk.grid import Cell, Column, Layout, Spot, lay_out, rooms_of_a_day, week_of_a_room
from kiosk.desk.rooms_board import Board
from kiosk.desk.rooms_words import View, above_words, below_words, seen_words
from kiosk.desk.screen import DeskScreen, Refused
from kiosk.shared.drawing import fit

NO_ROOMS = "There are no rooms yet. Press S to set them up."


@dataclass
class Loaded(Message):
    """A day or week is here; `words` say what was done before it was looked up."""

    view: View
    stretch: Stretch
    words: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """Where the cursor is."""

    plan: Layout
    spot: Spot

    @property
    def cell(self) -> Cell:
        return self.plan.at(self.spot)

    @property
    def column(self) -> Column:
        return self.plan.columns[self.spot.column]


class Where(Static):
    """Which day this is, and which rooms are seen: a click on `◂` or `▸` goes to the others."""

    @dataclass
    class Aside(Message):
        on: int

    def __init__(self) -> None:
        super().__init__(id="where", markup=False)
        self.rooms_from = 0
        """Where the words about rooms begin."""

    def on_click(self, event: events.Click) -> None:
        across = event.x - self.gutter.left
        if across >= self.rooms_from:
            middle = (self.rooms_from + self.size.width - self.gutter.width) // 2
            self.post_message(self.Aside(1 if across >= middle else -1))


class LookingScreen(DeskScreen):
    """Goes from day to day and from week to week."""

    DEFAULT_CSS = """
    LookingScreen #where { height: 1; padding: 0 1; color: $ink; text-style: bold; }
    LookingScreen #under { height: 1; padding: 0 1; color: $ink; background: $card; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._wanted: View | None = None
        """The last one asked for: steps add up while the store is slow."""
        self._stretch: Stretch | None = None
        self._waiting: Callable[[], Message] | None = None
        self._change_waits = False
        self._has_no_rooms = False
        self.is_looking = False
        """Whether the errand under way only looks: it may be followed by another."""

    @property
    def board(self) -> Board:
        return self.query_one(Board)

    @property
    def here(self) -> Here | None:
        """None while nothing is shown."""
        plan = self.board.plan
        return Here(plan, self.board.cursor) if plan else None

    @property
    def room_errands(self) -> RoomErrands:
        return RoomErrands(self.app.errands)

    def compose_body(self) -> ComposeResult:
        yield Where()
        yield Board()
        yield Static(id="under", markup=False)

    def on_mount(self) -> None:
        self.board.focus()
        now = self.app.clock.now()
        self.look(View(now.date(), is_week=False, at=now))

    def on_screen_resume(self) -> None:
        """Somebody may have changed something elsewhere."""
        if self._stretch is not None and not self.is_asking:
            self.action_look_again()
        elif self._has_no_rooms and self._wanted is not None:
            self.look(self._wanted)

    def look(self, view: View) -> None:
        """Look a day or week up; of several while the store is slow only the last."""
        work = partial(self.load, view)
        self._wanted = view
        if self.is_asking and self.is_looking:
            if not self._change_waits:
                self._waiting = work
        elif self.ask(work):
            self.is_looking = True

    def wait(self, change: Callable[[], Message]) -> None:
        """Do a change after the look that is under way."""
        self._waiting, self._change_waits = change, True

    def load(self, view: View, words: str = "", *, changed: bool = False) -> Loaded:
        """In a worker thread."""
        stretch = self.room_errands.stretch(view.first, view.days)
        return Loaded(view, stretch, words, changed)

    def next_errand(self) -> None:
        """After an errand: the one that waits, if one does."""
        if self.is_asking:
            return  # a newer one is under way already
        work, self._waiting = self._waiting, None
        changes, self._change_waits = self._change_waits, False
        self.is_looking = work is not None and self.ask(work) and not changes

    @on(Refused)
    def refused(self) -> None:
        self.next_errand()

    @on(Loaded)
    def loaded(self, message: Loaded) -> None:
        view, stretch = message.view, message.stretch
        self._has_no_rooms = not stretch.rooms
        if self._has_no_rooms:
            self.say(NO_ROOMS)
            self.next_errand()
            return
        self._stretch = stretch
        room = next((one for one in stretch.rooms if one.name == view.room), stretch.rooms[0])
        notices = dict(stretch.notices)
        columns = (
            week_of_a_room(room, view.first, {self.app.clock.today(): "today", **notices})
            if view.is_week
            else rooms_of_a_day(stretch.rooms, view.day)
        )
        zone = self.app.clock.zone
        plan = lay_out(columns, stretch.rooms, stretch.bookings, zone, stretch.shut)
        spot = plan.where(room.name, view.at) if view.at is not None else None
        self._view = replace(view, room=room.name, at=None)
        self.board.show(plan, spot or self.board.cursor, self.app.clock.now())
        if message.changed:
            self.was_changed()
        if message.words:
            self.say(message.words)
        self.tell_where()
        self.next_errand()

    def was_changed(self) -> None:
        """A change went through and is on the grid."""
        self.app.changed()

    def action_turn(self, step: int) -> None:
        """A day or a week on or back."""
        base, here = self._wanted if self.is_looking else self._view, self.here
        if base is None or here is None:
            return
        day = base.day + timedelta(days=step * base.days)
        on_day = day
        if base.is_week:
            on_day += timedelta(days=here.column.on.weekday() - day.weekday())
        at = datetime.combine(on_day, here.cell.starts.timetz())
        self.look(View(day, base.is_week, here.column.room.name, at))

    def action_today(self) -> None:
        here = self.here
        if self._view is not None and here is not None:
            now = self.app.clock.now()
            self.look(View(now.date(), self._view.is_week, here.column.room.name, now))

    def action_switch(self) -> None:
        """A week of the room under the cursor, or all rooms on the day under it."""
        here = self.here
        if here is not None and self._view is not None:
            column = here.column
            is_week = not self._view.is_week
            self.look(View(column.on, is_week, column.room.name, here.cell.starts))

    def action_look_again(self) -> None:
        here = self.here
        if self._view is not None and here is not None:
            self.look(replace(self._view, room=here.column.room.name, at=here.cell.starts))

    @on(Where.Aside)
    def look_aside(self, message: Where.Aside) -> None:
        self.board.look_aside(message.on)

    @on(Board.Moved)
    def tell_where(self) -> None:
        """The lines above and below the grid."""
        here = self.here
        if here is None or self._view is None or self._stretch is None:
            return
        said = dict(self._stretch.notices).get(here.column.on, "")
        left = above_words(self._view, here.plan, here.spot, said, self.app.clock.today())
        right = seen_words(self.board.columns_seen, len(here.plan.columns))
        room = self.size.width - 2
        line = f"{fit(left, room - cell_len(right) - 1)} {right}"
        self.query_one(Where).rooms_from = room - cell_len(right)
        self._say_in("#where", line)
        below = below_words(here.plan, here.spot, self.board.carried)
        self._say_in("#under", fit(below, room))
        self.furnish()

    def _say_in(self, name: str, line: str) -> None:
        """A line of one row: never laid out anew, and drawn only where it changed."""
        static = self.query_one(name, Static)
        if str(static.content) != line:
            static.update(Content(line), layout=False)
