"""Rooms by half-hours: which key does what, and what is opened beside the grid.

Leaves changes to `rooms_changing`, looking about to `rooms_looking`, what is said to `rooms_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from kiosk.desk.errands_rooms import Wish
from kiosk.desk.rooms_board import Board
from kiosk.desk.rooms_changing import MINUTE, ChangingScreen
from kiosk.desk.rooms_details import DetailsPanel
from kiosk.desk.rooms_forms import BookPanel, GoPanel
from kiosk.desk.rooms_words import CARRYING, View, keys_here

if TYPE_CHECKING:
    from kiosk.desk.finding import Picked

_ON_THE_GRID = {"turn", "today", "go_to_day", "switch", "details", "at_once"} | {
    "find",
    "closures",
    "set_up",
    "look_again",
    "let_go",
}


class RoomsScreen(ChangingScreen):
    """Who has which room, when."""

    PLACE = "rooms"
    HINT_GAP = 2  # so that setting up is among them at 80 columns
    MORE_KEYS = (
        ("Arrows", "From half-hour to half-hour, room to room; or click"),
        ("Enter", "Book it, or look at what is booked; or click again"),
    )
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
        Binding("f", "find", "Find a room", tooltip="in plain words; while moving: type where to"),
        Binding("c", "closures", "Closures", tooltip="close the building or a room, or open it"),
        Binding("S", "set_up", "Set up", tooltip="rooms, layouts, kit, hours, terms"),
        Binding("r", "look_again", "Look again", show=False),
        Binding("escape", "let_go", "Let go", show=False, key_display="Esc"),
    ]

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

    def keys_while_asked(self) -> Sequence[tuple[str, str]]:
        if self.panel is None and self.board.carried is None:
            return ()
        return (*self.keys_offered(), ("F1", "these keys"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a panel asks something, the grid below it stays where it is."""
        if action in _ON_THE_GRID and self.panel is not None:
            return False
        return super().check_action(action, parameters)

    def action_at_once(self, what: str) -> None:
        """Move or cancel what is under the cursor, without looking at it first."""
        here = self.here
        booking = here.cell.booking if here is not None else None
        if booking is not None and self.board.carried is None:
            self.act(DetailsPanel.Chosen(booking, what))

    def action_find(self) -> None:
        """Find a room; while something is moved, type where to."""
        if self.board.carried is not None:
            self.fill_in_where()
        else:
            from kiosk.desk.finding import FindWindow

            self.app.push_screen(FindWindow(), self._found)

    def _found(self, picked: Picked | None) -> None:
        if picked is not None:
            self.with_somebody_on(lambda _: self._book_found(picked))

    def _book_found(self, picked: Picked) -> None:
        """The room that was found, with all that was asked for, ready to be booked."""
        one, asked = picked.answer, picked.asked
        wish = Wish(
            one.room,
            one.starts,
            one.ends,
            "",
            people=asked.people,
            layout=one.layout,
            equipment=one.equipment,
        )
        self.look(View(one.starts.date(), is_week=False, room=one.room, at=one.starts))
        minutes = (one.ends.astimezone(UTC) - one.starts.astimezone(UTC)) // MINUTE
        self.open_panel(BookPanel(one.room, one.starts, minutes, clock=self.app.clock, typed=wish))

    def action_closures(self) -> None:
        if self.board.carried is None:
            from kiosk.desk.closing import ClosuresWindow

            self.open_window(ClosuresWindow())

    def action_set_up(self) -> None:
        if self.board.carried is None:
            self.app.switch_mode("setup")

    def action_go_to_day(self) -> None:
        if self.board.carried is None:
            self.open_panel(GoPanel(self.app.clock))

    @on(GoPanel.Wanted)
    def go_to_day(self, message: GoPanel.Wanted) -> None:
        here = self.here
        self.close_panel()
        if here is not None and self._view is not None:
            at = datetime.combine(message.day, here.cell.starts.timetz())
            self.look(View(message.day, self._view.is_week, here.column.room.name, at))
