"""Rooms by half-hours, to change: which panel is open, and what follows an errand.

Leaves looking about to `rooms_looking`, what is asked to `rooms_forms`, `rooms_details` and
`rooms_windows`, and which key does what to `rooms`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from textual import on
from textual.message import Message

from hub.errors import Clash, HubError, NeedsAnyway
from hub.timetable.typed import read_date, read_time
from hub.views.bookings import BookingView
from hub.views.people import UndoView
from hub.views.words import clean_line
from kiosk.desk.errands_rooms import Saying, Slot, Wish
from kiosk.desk.grid import Cell, ends_after
from kiosk.desk.panels import Panel, named
from kiosk.desk.rooms_board import Board
from kiosk.desk.rooms_details import AnywayPanel, ClashPanel, DetailsPanel
from kiosk.desk.rooms_forms import BookPanel, CancelPanel, MovePanel
from kiosk.desk.rooms_looking import Loaded, LookingScreen
from kiosk.desk.rooms_windows import EditBooking, WaitForm
from kiosk.desk.rooms_words import View
from kiosk.desk.screen import DeskWindow


@dataclass
class Clashed(Message):
    """The wish can't be had."""

    wish: Wish
    clash: Clash


@dataclass
class Doubted(Message):
    """Something speaks against the wish that doesn't make it impossible."""

    wish: Wish
    words: str


MINUTE = timedelta(minutes=1)


class ChangingScreen(LookingScreen):
    """Books, moves and cancels in place."""

    def __init__(self) -> None:
        super().__init__()
        self._wish: Wish | None = None
        """What could not be had, while the ways out are offered."""

    @property
    def panel(self) -> Panel | None:
        return self.query_one_optional(Panel)

    def was_changed(self) -> None:
        self.close_panel()
        self.board.carry(None)
        super().was_changed()

    def was_undone(self, change: UndoView | None) -> None:
        """What a panel or the cursor holds may be gone."""
        super().was_undone(change)
        if change is not None:
            self.close_panel()
            self.board.carry(None)

    # Panels

    def open_panel(self, panel: Panel) -> None:
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

    def close_panel(self) -> None:
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
        if (
            isinstance(self.panel, ClashPanel | AnywayPanel)
            and wish is not None
            and wish.moving is None
        ):
            minutes = (wish.ends.astimezone(UTC) - wish.starts.astimezone(UTC)) // MINUTE
            self.open_panel(
                BookPanel(wish.room, wish.starts, minutes, clock=self.app.clock, typed=wish)
            )
        else:
            self.close_panel()

    @on(Board.Opened)
    def opened(self) -> None:
        here = self.here
        if here is None or self.panel is not None:
            return
        if self.board.carried is not None:
            self._drop(self.board.carried, here.column.room.name, here.cell)
        elif here.cell.booking is not None:
            self.open_panel(DetailsPanel(here.cell.here, self.app.clock.now()))
        else:
            self.with_somebody_on(lambda _: self._open_booking())

    def _open_booking(self) -> None:
        here = self.here
        if here is None:
            return
        room = here.column.room.name
        minutes = here.plan.minutes_to_offer(here.spot)
        free_until = here.plan.free_until(here.spot.column, here.spot.row)
        self.open_panel(
            BookPanel(
                room, here.cell.book_from, minutes, clock=self.app.clock, free_until=free_until
            )
        )

    def action_details(self) -> None:
        here = self.here
        if here is not None and here.cell.here and self.panel is None:
            self.open_panel(DetailsPanel(here.cell.here, self.app.clock.now()))

    # Book

    @on(BookPanel.Unclear)
    def unclear(self, message: BookPanel.Unclear) -> None:
        self.say(message.words)

    @on(BookPanel.Wanted)
    def book(self, message: BookPanel.Wanted) -> None:
        ends = ends_after(message.starts, message.minutes)
        more = message.more
        self._carry_out(
            Wish(
                message.room,
                message.starts,
                ends,
                message.title,
                is_public=message.is_public,
                people=more.people,
                layout=more.layout,
                equipment=more.equipment,
                lapses=more.lapses,
            )
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
        except NeedsAnyway as doubt:
            return Doubted(wish, doubt.message)
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
        self.open_panel(ClashPanel(message.clash, message.wish.starts, message.wish.moving))
        self.next_errand()

    @on(Doubted)
    def doubted(self, message: Doubted) -> None:
        self._wish = message.wish
        self.board.carry(None)
        self.open_panel(AnywayPanel(message.words, moving=message.wish.moving is not None))
        self.next_errand()

    @on(AnywayPanel.Wanted)
    def all_the_same(self) -> None:
        if self._wish is not None:
            self._carry_out(replace(self._wish, anyway=True))

    @on(ClashPanel.Waits)
    def wait_instead(self) -> None:
        wish = self._wish
        if wish is not None:
            slot = Slot(wish.room, wish.starts, wish.ends, wish.title, people=wish.people)
            self.open_window(WaitForm(slot))

    @on(ClashPanel.Taken)
    def take(self, message: ClashPanel.Taken) -> None:
        if self._wish is not None:
            free = message.free
            self._carry_out(replace(self._wish, room=free.room, starts=free.starts, ends=free.ends))

    # Move and cancel

    @on(DetailsPanel.Chosen)
    def act(self, message: DetailsPanel.Chosen) -> None:
        what, booking = message.what, message.booking
        if what in ("edit", "wait", "people"):
            self._open_about(what, booking)
        elif what in ("confirm", "nobody", "public"):
            self.with_somebody_on(
                lambda by: self._change(partial(self._try_to, what, booking, by, self._view))
            )
        else:
            then = {"move": self._pick_up, "fill": self._open_move, "cancel": self._open_cancel}
            self.with_somebody_on(lambda _: then[what](booking))

    def _open_about(self, what: str, booking: BookingView) -> None:
        if what == "edit":
            self.open_window(EditBooking(booking))
        elif what == "wait":
            self.open_window(WaitForm(Slot(booking.room, booking.starts, booking.ends, "")))
        else:
            from kiosk.desk.sessions import SessionWindow

            self.open_window(SessionWindow(booking.code))

    def open_window(self, window: DeskWindow[str | None]) -> None:
        """Ask in a window; what it says when it closes is told here."""
        self.close_panel()
        self.app.push_screen(window, self._tell_done)

    def _tell_done(self, words: str | None) -> None:
        self.action_look_again()
        if words:
            self.say(words)

    def _try_to(self, what: str, booking: BookingView, by: str, view: View | None) -> Message:
        rooms = self.room_errands
        if what == "confirm":
            try:
                made = rooms.confirm(code=booking.code, by=by)
            except Clash as clash:
                wish = Wish(booking.room, booking.starts, booking.ends, booking.title)
                return Clashed(replace(wish, moving=booking), clash)
            return self._show_made(made, view, f"Sure now: {named(made)}")
        if what == "nobody":
            made = rooms.nobody_came(code=booking.code, by=by)
            return self._show_made(made, view, f"Nobody came: {named(made)}. The room is free.")
        public = not booking.is_public
        made = rooms.change(code=booking.code, to=Saying(is_public=public), by=by)
        said = "Everybody may see it now" if public else "Only the desk sees what it is now"
        return self._show_made(made, view, f"{said}: {named(made)}")

    def _pick_up(self, booking: BookingView) -> None:
        self.close_panel()
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
        self.open_panel(MovePanel(booking, room, at.date(), at.time(), self.app.clock))

    def _open_cancel(self, booking: BookingView) -> None:
        self.open_panel(CancelPanel(booking))

    def fill_in_where(self) -> None:
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
