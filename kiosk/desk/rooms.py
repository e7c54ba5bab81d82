"""Rooms by half-hours: book, look, move and cancel in place.

Decides which panel is open and what follows an errand. Leaves looking about to `rooms_looking`,
what is asked to `rooms_forms`, what is said to `rooms_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from hub.errors import Clash, HubError
from hub.timetable.typed import read_date, read_time
from hub.views.people import UndoView
from hub.views.timetable import BookingView
from hub.views.words import clean_line
from kiosk.desk.errands_rooms import Wish
from kiosk.desk.grid import Cell, ends_after
from kiosk.desk.panels import Panel, named
from kiosk.desk.rooms_board import Board
from kiosk.desk.rooms_details import ClashPanel, DetailsPanel
from kiosk.desk.rooms_forms import BookPanel, CancelPanel, GoPanel, MovePanel
from kiosk.desk.rooms_looking import Loaded, LookingScreen
from kiosk.desk.rooms_words import CARRYING, View, keys_here


@dataclass
class Clashed(Message):
    """The wish can't be had."""

    wish: Wish
    clash: Clash


MINUTE = timedelta(minutes=1)
_ON_THE_GRID = frozenset(
    {"turn", "today", "go_to_day", "switch", "details", "at_once", "fill", "look_again", "let_go"}
)


class RoomsScreen(LookingScreen):
    """Who has which room, when."""

    PLACE = "rooms"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pageup,left_square_bracket",
            "turn(-1)",
            "Back",
            key_display="[",
            tooltip="a day or week",
        ),
        Binding(
            "pagedown,right_square_bracket",
            "turn(1)",
            "On",
            key_display="]",
            tooltip="a day or week",
        ),
        Binding("t", "today", "Today"),
        Binding("g", "go_to_day", "Go to", tooltip="a day, in plain words: next tue, 3 dec"),
        Binding("w", "switch", "Week", tooltip="of the room under the cursor, or all rooms"),
        Binding("o", "app.whos_on", "Who's on", tooltip="here w is the week"),
        Binding("m", "at_once('move')", "Move", tooltip="what is under the cursor, by arrows"),
        Binding("x", "at_once('cancel')", "Cancel", tooltip="what is under the cursor"),
        Binding("d", "details", "Details", tooltip="of all that touches this half-hour"),
        Binding("f", "fill", "Fill in", show=False, tooltip="type where a booking moves to"),
        Binding("r", "look_again", "Look again", show=False),
        Binding("escape", "let_go", "Let go", show=False, key_display="Esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wish: Wish | None = None
        """What could not be had, while the ways out are offered."""

    @property
    def panel(self) -> Panel | None:
        return self.query_one_optional(Panel)

    @property
    def digits_are_free(self) -> bool:
        return self.panel is None

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        panel = self.panel
        if panel is not None:
            return getattr(panel, "keys", panel.KEYS)
        board = self.query_one_optional(Board)
        if board is not None and board.carried is not None:
            return CARRYING
        cell = self.here.cell if board is not None and self.here is not None else None
        return keys_here(cell, is_week=self._view is not None and self._view.is_week)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a panel asks something, the grid below it stays where it is."""
        if action in _ON_THE_GRID and self.panel is not None:
            return False
        return super().check_action(action, parameters)

    def was_changed(self) -> None:
        self._close_panel()
        self.board.carry(None)
        super().was_changed()

    def was_undone(self, change: UndoView | None) -> None:
        """What a panel or the cursor holds may be gone."""
        super().was_undone(change)
        if change is not None:
            self._close_panel()
            self.board.carry(None)

    # Panels

    def _open(self, panel: Panel) -> None:
        self.say("")
        self.board.rest(True)
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
        self.board.rest(False)
        self.board.focus()

        async def close() -> None:
            await panel.remove()
            self._settle()

        self.call_later(close)

    @on(Panel.PutAway)
    def put_away(self) -> None:
        """From a clash back to what was typed, otherwise back to the grid."""
        self.say("")
        wish = self._wish
        if isinstance(self.panel, ClashPanel) and wish is not None and wish.moving is None:
            minutes = (wish.ends.astimezone(UTC) - wish.starts.astimezone(UTC)) // MINUTE
            self._open(BookPanel(wish.room, wish.starts, minutes, typed=wish))
        else:
            self._close_panel()

    @on(Board.Opened)
    def opened(self) -> None:
        here = self.here
        if here is None or self.panel is not None:
            return
        if self.board.carried is not None:
            self._drop(self.board.carried, here.column.room.name, here.cell)
        elif here.cell.booking is not None:
            self._open(DetailsPanel(here.cell.here))
        else:
            self.with_somebody_on(lambda _: self._open_booking())

    def _open_booking(self) -> None:
        here = self.here
        if here is None:
            return
        room = here.column.room.name
        minutes = here.plan.minutes_to_offer(here.spot)
        free_until = here.plan.free_until(here.spot.column, here.spot.row)
        self._open(BookPanel(room, here.cell.book_from, minutes, free_until=free_until))

    def action_details(self) -> None:
        here = self.here
        if here is not None and here.cell.here and self.panel is None:
            self._open(DetailsPanel(here.cell.here))

    def action_at_once(self, what: str) -> None:
        """Move or cancel what is under the cursor, without looking at it first."""
        here = self.here
        booking = here.cell.booking if here is not None else None
        if booking is not None and self.board.carried is None:
            self.act(DetailsPanel.Chosen(booking, what))

    def action_go_to_day(self) -> None:
        if self.board.carried is None:
            self._open(GoPanel(self.app.clock))

    @on(GoPanel.Wanted)
    def go_to_day(self, message: GoPanel.Wanted) -> None:
        here = self.here
        self._close_panel()
        if here is not None and self._view is not None:
            at = datetime.combine(message.day, here.cell.starts.timetz())
            self.look(View(message.day, self._view.is_week, here.column.room.name, at))

    # Book

    @on(BookPanel.Unclear)
    def unclear(self, message: BookPanel.Unclear) -> None:
        self.say(message.words)

    @on(BookPanel.Wanted)
    def book(self, message: BookPanel.Wanted) -> None:
        ends = ends_after(message.starts, message.minutes)
        self._carry_out(
            Wish(message.room, message.starts, ends, message.title, is_public=message.is_public)
        )

    def _carry_out(self, wish: Wish) -> None:
        self.with_somebody_on(lambda by: self._change(partial(self._try, wish, by, self._view)))

    def _change(self, work: Callable[[], Message]) -> None:
        if self.is_asking and self.is_looking:
            self.wait(work)
        else:
            self.ask(work)

    def _try(self, wish: Wish, by: str, view: View | None) -> Message:
        try:
            made = self.room_errands.carry_out(wish, by=by)
        except Clash as clash:
            return Clashed(wish, clash)
        if wish.moving is None:
            words = f"Booked: {named(made)}. Code {made.code}"
        else:
            when = named(replace(made, title="to")).removeprefix("to, ")
            words = f"Moved: {made.title} to {when}"
        return self._show_made(made, view, words)

    def _show_made(self, made: BookingView, view: View | None, words: str) -> Loaded:
        is_week = view is not None and view.is_week
        there = View(made.starts.date(), is_week, made.room, made.starts)
        return self.load(there, words, changed=True)

    @on(Clashed)
    def clashed(self, message: Clashed) -> None:
        self._wish = message.wish
        self.board.carry(None)
        self._open(ClashPanel(message.clash, message.wish.starts, message.wish.moving))
        self.next_errand()

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
        plan = self.board.plan
        spot = plan.where(booking.room, booking.starts) if plan else None
        self.board.move_to(spot or self.board.cursor)

    def _open_move(self, booking: BookingView) -> None:
        at, room = booking.starts, booking.room
        here = self.here
        if self.board.carried is not None and here is not None:
            at, room = here.cell.starts, here.column.room.name
        self.board.carry(None)
        self._open(MovePanel(booking, room, at.date(), at.time(), self.app.clock))

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
        self._carry_out(Wish(room, starts, starts + length, booking.title, moving=booking))

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
        self._carry_out(Wish(room, starts, ends, booking.title, moving=booking))

    @on(CancelPanel.Wanted)
    def cancel(self, message: CancelPanel.Wanted) -> None:
        work = partial(self._try_cancel, message.booking, message.reason)
        self.with_somebody_on(lambda by: self._change(partial(work, by, self._view)))

    def _try_cancel(self, booking: BookingView, reason: str, by: str, view: View | None) -> Message:
        gone = self.room_errands.cancel(code=booking.code, reason=reason, by=by)
        return self._show_made(gone, view, f"Cancelled: {named(gone)}")
