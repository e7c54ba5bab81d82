"""Rooms by half-hours: a day of all rooms or a week of one; book, look, move and cancel in place.

Decides which panel is open and what follows an errand. Leaves drawing to `rooms_board`, arithmetic
to `grid`, what is asked to `rooms_forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.errors import Clash, HubError
from hub.timetable.typed import read_date, read_time
from hub.views.timetable import BookingStatus, BookingView
from hub.views.words import clean_line, date_words, day_words, day_words_short, time_words
from kiosk.desk.errands_rooms import RoomErrands, Stretch, Wish
from kiosk.desk.grid import Cell, Layout, Spot, ends_after, lay_out, rooms_of_a_day, week_of_a_room
from kiosk.desk.rooms_board import Board
from kiosk.desk.rooms_forms import (
    BookPanel,
    CancelPanel,
    ClashPanel,
    DetailsPanel,
    MovePanel,
    Panel,
    named,
)
from kiosk.desk.screen import DeskScreen, Refused
from kiosk.shared.drawing import fit

NO_ROOMS = 'There are no rooms yet. Add one with: hub room add "Main Hall" --capacity 60'


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


@dataclass
class Loaded(Message):
    """A day or week is here; `words` say what was done before it was looked up."""

    view: View
    stretch: Stretch
    words: str = ""
    changed: bool = False


@dataclass
class Clashed(Message):
    """The wish can't be had."""

    wish: Wish
    clash: Clash


class RoomsScreen(DeskScreen):
    """Who has which room, when."""

    PLACE = "rooms"
    DEFAULT_CSS = """
    RoomsScreen #where { height: 1; padding: 0 1; color: $ink; text-style: bold; }
    RoomsScreen #under { height: 1; padding: 0 1; color: $ink; background: $card; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup,left_square_bracket", "turn(-1)", "Back", key_display="["),
        Binding("pagedown,right_square_bracket", "turn(1)", "On", key_display="]"),
        Binding("t", "today", "Today"),
        Binding("w", "switch", "Week"),
        Binding("d", "details", "Details"),
        Binding("f", "fill", "Type where to", show=False),
        Binding("r", "look_again", "Look again", show=False),
        Binding("escape", "let_go", "Let go", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._stretch: Stretch | None = None
        self._waiting: Callable[[], Message] | None = None
        self._is_looking = False

    @property
    def board(self) -> Board:
        return self.query_one(Board)

    @property
    def panel(self) -> Panel | None:
        return self.query_one_optional(Panel)

    @property
    def errands(self) -> RoomErrands:
        return RoomErrands(self.app.errands)

    @property
    def digits_are_free(self) -> bool:
        return self.panel is None

    def compose_body(self) -> ComposeResult:
        yield Static(id="where", markup=False)
        yield Board()
        yield Static(id="under", markup=False)

    def on_mount(self) -> None:
        self.board.focus()
        now = self.app.clock.now()
        self._look(View(now.date(), is_week=False, at=now))

    def on_screen_resume(self) -> None:
        """Somebody may have changed something elsewhere."""
        if self._stretch is not None and not self.is_asking:
            self.action_look_again()

    # Looking

    def _look(self, view: View) -> None:
        work = partial(self._load, view)
        if self.is_asking and self._is_looking:
            self._waiting = work  # only the last of several steps is worth looking up
        elif self.ask(work):
            self._is_looking = True

    def _load(self, view: View, words: str = "", *, changed: bool = False) -> Loaded:
        stretch = self.errands.stretch(view.first, view.days)
        return Loaded(view, stretch, words, changed)

    def _next_errand(self) -> None:
        self._is_looking = False
        work, self._waiting = self._waiting, None
        if work is not None:
            self._is_looking = self.ask(work)

    @on(Refused)
    def refused(self) -> None:
        self._next_errand()

    @on(Loaded)
    def loaded(self, message: Loaded) -> None:
        view, stretch = message.view, message.stretch
        spot = self.board.cursor
        self._stretch = stretch
        notices = dict(stretch.notices)
        room = next((one for one in stretch.rooms if one.name == view.room), None)
        if not stretch.rooms:
            self.say(NO_ROOMS)
            return
        room = room or stretch.rooms[0]
        columns = (
            week_of_a_room(room, view.first, notices)
            if view.is_week
            else rooms_of_a_day(stretch.rooms, view.day)
        )
        plan = lay_out(columns, stretch.rooms, stretch.bookings, self.app.clock.zone)
        if view.at is not None:
            spot = plan.where(room.name, view.at) or spot
        self._view = replace(view, room=room.name, at=None)
        self.board.show(plan, spot, self.app.clock.now())
        if message.changed:
            self._close_panel()
            self.board.carry(None)
            self.app.changed()
        if message.words:
            self.say(message.words)
        self._tell_where()
        self._next_errand()

    @property
    def _plan(self) -> Layout | None:
        return self.board.plan

    def _here(self) -> tuple[Layout, Spot, Cell] | None:
        plan = self._plan
        return (plan, self.board.cursor, plan.at(self.board.cursor)) if plan else None

    def action_turn(self, step: int) -> None:
        """A day or a week on or back."""
        if self._view is not None:
            self._go(step * self._view.days)

    def _go(self, days: int) -> None:
        here = self._here()
        if self._view is None or here is None:
            return
        plan, spot, cell = here
        wanted = self._view.day + timedelta(days=days)
        base = self._base_of_waiting()
        if base is not None:
            wanted = base + timedelta(days=days)
        column = plan.columns[spot.column]
        on_day = wanted - timedelta(days=wanted.weekday()) if self._view.is_week else wanted
        if self._view.is_week:
            on_day += timedelta(days=column.on.weekday())
        at = datetime.combine(on_day, cell.starts.timetz())
        self._wanted_day = wanted
        self._look(View(wanted, self._view.is_week, column.room.name, at))

    _wanted_day: date | None = None

    def _base_of_waiting(self) -> date | None:
        """The day that was asked for and isn't here yet: steps add up while the store is slow."""
        return self._wanted_day if self.is_asking and self._is_looking else None

    def action_today(self) -> None:
        if self._view is not None:
            now = self.app.clock.now()
            self._wanted_day = now.date()
            room = self._view.room
            here = self._here()
            if here:
                room = here[0].columns[here[1].column].room.name
            self._look(View(now.date(), self._view.is_week, room, now))

    def action_switch(self) -> None:
        """A week of the room under the cursor, or all rooms on the day under it."""
        here = self._here()
        if here is None or self._view is None:
            return
        plan, spot, cell = here
        column = plan.columns[spot.column]
        self._wanted_day = column.on
        self._look(View(column.on, not self._view.is_week, column.room.name, cell.starts))

    def action_look_again(self) -> None:
        here = self._here()
        if self._view is None or here is None:
            return
        column = here[0].columns[here[1].column]
        self._look(replace(self._view, room=column.room.name, at=here[2].starts))

    # What the lines above and below the grid say

    @on(Board.Moved)
    def moved(self) -> None:
        self._tell_where()

    def _tell_where(self) -> None:
        here = self._here()
        if here is None or self._view is None or self._stretch is None:
            return
        plan, spot, cell = here
        if self._view.is_week:
            last = self._view.first + timedelta(days=6)
            left = (
                f"{plan.columns[0].room.name} · "
                f"{day_words_short(self._view.first)} to {day_words_short(last)} {last.year}"
            )
        else:
            weekday = day_words(self._view.day).split()[0]
            left = f"{weekday} {date_words(self._view.day)}"
            if self._view.day == self.app.clock.today():
                left += " · today"
            left = " · ".join([left, *(said for _, said in self._stretch.notices)])
        seen, many = self.board.columns_seen, len(plan.columns)
        right = ""
        if seen and len(seen) < many:
            before = "◂ " if seen.start else "  "
            after = " ▸" if seen.stop < many else "  "
            right = f"{before}{seen.start + 1} to {seen.stop} of {many} rooms{after}"
        room = self.size.width - 2
        line = f"{fit(left, room - cell_len(right) - 1)} {right}"
        self.query_one("#where", Static).update(Content(line))
        self.query_one("#under", Static).update(Content(fit(self._under(plan, spot, cell), room)))
        self.furnish()

    def _under(self, plan: Layout, spot: Spot, cell: Cell) -> str:
        column = plan.columns[spot.column]
        place = f"{column.room.name}, {day_words_short(column.on)} {time_words(cell.starts)}"
        carried = self.board.carried
        if carried is not None:
            return f"Moving {carried.title} to {place}"
        if cell.booking is not None:
            held = "" if cell.booking.room == column.room.name else "held by "
            more = f" (and {len(cell.here) - 1} more: d)" if len(cell.here) > 1 else ""
            return f"{column.room.name}: {held}{named(cell.booking)}{more}"
        until = time_words(plan.free_until(spot.column, spot.row))
        since = "" if cell.book_from == cell.starts else f"from {time_words(cell.book_from)} "
        free = f"{place}: free {since}until {until}"
        if cell.note:
            whose = next(iter(cell.here))
            free += f". Somebody has to {cell.note}: {whose.title}"
        if cell.cancelled is not None:
            why = f" ({cell.cancelled.reason})" if cell.cancelled.reason else ""
            return f"{free}. Cancelled here: {cell.cancelled.title}{why}"
        return free

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        panel = self.panel if self.is_mounted else None
        if panel is not None:
            return getattr(panel, "keys", panel.KEYS)
        if self.is_mounted and self.board.carried is not None:
            return (
                ("arrows", "where to"),
                ("Enter", "put it here"),
                ("[ ]", "other day"),
                ("f", "fill in"),
                ("Esc", "let go"),
            )
        here = self._here() if self.is_mounted else None
        is_week = self._view is not None and self._view.is_week
        keys = [
            ("arrows", "go"),
            ("Enter", "look" if here and here[2].booking else "book"),
            ("[ ]", "week" if is_week else "day"),
            ("t", "today"),
            ("w", "all rooms" if is_week else "week"),
        ]
        if here and here[2].cancelled:
            keys.insert(2, ("d", "details"))
        return (*keys, ("?", "keys"), ("q", "leave"))

    # Panels

    def _open(self, panel: Panel) -> None:
        self.say("")
        old = self.panel
        body = self.query_one("#body")

        async def swap() -> None:
            if old is not None:
                await old.remove()
            await body.mount(panel)
            self.board.call_after_refresh(self._settle)

        self.call_later(swap)

    def _settle(self) -> None:
        self.board.move_to(self.board.cursor)
        self.furnish()

    def _close_panel(self) -> None:
        panel = self.panel
        if panel is None:
            return
        self.board.focus()

        async def close() -> None:
            await panel.remove()
            self._settle()

        self.call_later(close)

    @on(Panel.PutAway)
    def put_away(self) -> None:
        self.say("")
        self._close_panel()

    @on(Board.Opened)
    def opened(self) -> None:
        here = self._here()
        if here is None or self.panel is not None:
            return
        plan, spot, cell = here
        if self.board.carried is not None:
            self._drop(self.board.carried, plan.columns[spot.column].room.name, cell)
        elif cell.booking is not None:
            self._open(DetailsPanel(cell.here))
        else:
            self.with_somebody_on(lambda _: self._open_booking())

    def _open_booking(self) -> None:
        here = self._here()
        if here is None:
            return
        plan, spot, cell = here
        room = plan.columns[spot.column].room.name
        minutes = plan.minutes_to_offer(spot)
        free_until = plan.free_until(spot.column, spot.row)
        self._open(BookPanel(room, cell.book_from, minutes, free_until))

    def action_details(self) -> None:
        here = self._here()
        if here is not None and here[2].here and self.panel is None:
            self._open(DetailsPanel(here[2].here))

    # Book

    @on(BookPanel.Unclear)
    def unclear(self, message: BookPanel.Unclear) -> None:
        self.say(message.words)

    @on(BookPanel.Wanted)
    def book(self, message: BookPanel.Wanted) -> None:
        here = self._here()
        if here is None:
            return
        plan, spot, cell = here
        room = plan.columns[spot.column].room.name
        ends = ends_after(cell.book_from, message.minutes)
        wish = Wish(room, cell.book_from, ends, message.title, is_public=message.is_public)
        self._carry_out(wish)

    def _carry_out(self, wish: Wish) -> None:
        self.with_somebody_on(lambda by: self._change(partial(self._try, wish, by, self._view)))

    def _change(self, work: Callable[[], Message]) -> None:
        self._waiting = None
        self.ask(work)

    def _try(self, wish: Wish, by: str, view: View | None) -> Message:
        try:
            made = self.errands.carry_out(wish, by=by)
        except Clash as clash:
            return Clashed(wish, clash)
        if wish.code is None:
            words = f"Booked: {named(made)}. Code {made.code}"
        else:
            when = named(replace(made, title="to")).removeprefix("to, ")
            words = f"Moved: {made.title} to {when}"
        return self._show_made(made, view, words)

    def _show_made(self, made: BookingView, view: View | None, words: str) -> Loaded:
        is_week = view is not None and view.is_week
        there = View(made.starts.date(), is_week, made.room, made.starts)
        return self._load(there, words, changed=True)

    @on(Clashed)
    def clashed(self, message: Clashed) -> None:
        self._wish = message.wish
        self.board.carry(None)
        self._open(ClashPanel(message.clash, message.wish.starts))
        self._next_errand()

    _wish: Wish | None = None

    @on(ClashPanel.Taken)
    def take(self, message: ClashPanel.Taken) -> None:
        if self._wish is not None:
            free = message.free
            self._carry_out(replace(self._wish, room=free.room, starts=free.starts, ends=free.ends))

    # Move and cancel

    @on(DetailsPanel.Chosen)
    def act(self, message: DetailsPanel.Chosen) -> None:
        what, booking = message.what, message.booking
        then = {"move": self._pick_up, "fill": self._open_move, "cancel": self._open_cancel}[what]
        self.with_somebody_on(lambda _: then(booking))

    def _pick_up(self, booking: BookingView) -> None:
        self._close_panel()
        self.board.carry(booking)
        plan = self._plan
        spot = plan.where(booking.room, booking.starts) if plan else None
        self.board.move_to(spot or self.board.cursor)

    def _open_move(self, booking: BookingView) -> None:
        at, room = booking.starts, booking.room
        here = self._here()
        if self.board.carried is not None and here is not None:
            at, room = here[2].starts, here[0].columns[here[1].column].room.name
        self.board.carry(None)
        self._open(MovePanel(booking, room, at.date(), at.time()))

    def _open_cancel(self, booking: BookingView) -> None:
        self._open(CancelPanel(booking))

    def action_fill(self) -> None:
        if self.board.carried is not None:
            self._open_move(self.board.carried)

    def action_let_go(self) -> None:
        carried = self.board.carried
        if carried is not None:
            self.board.carry(None)
            self.say(f"Left where it was: {named(carried)}")
            self.action_look_again()

    def _drop(self, booking: BookingView, room: str, cell: Cell) -> None:
        starts = cell.starts if booking in cell.here else cell.book_from
        length = booking.ends - booking.starts
        if booking.room == room and starts <= booking.starts < starts + timedelta(minutes=30):
            self.action_let_go()
            return
        self._carry_out(Wish(room, starts, starts + length, booking.title, code=booking.code))

    @on(MovePanel.Wanted)
    def move(self, message: MovePanel.Wanted) -> None:
        booking, clock = message.booking, self.app.clock
        try:
            day = read_date(message.day, clock)
            starts = datetime.combine(day, read_time(message.at), clock.zone)
        except HubError as error:
            self.say(str(error))
            return
        ends = starts + (booking.ends - booking.starts)
        room = clean_line(message.room) or booking.room
        self._carry_out(Wish(room, starts, ends, booking.title, code=booking.code))

    @on(CancelPanel.Wanted)
    def cancel(self, message: CancelPanel.Wanted) -> None:
        work = partial(self._try_cancel, message.booking, message.reason)
        self.with_somebody_on(lambda by: self._change(partial(work, by, self._view)))

    def _try_cancel(self, booking: BookingView, reason: str, by: str, view: View | None) -> Message:
        gone = self.errands.cancel(code=booking.code, reason=reason, by=by)
        assert gone.status is BookingStatus.CANCELLED
        return self._show_made(gone, view, f"Cancelled: {named(gone)}. The room is free again.")
