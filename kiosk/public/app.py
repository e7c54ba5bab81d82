"""The visitors' kiosk: where a visitor is, what brings her on and back, and a fresh start.

Reads the noticeboard, nothing else. What a page holds is decided in `kiosk.public.pages`; here
is no way out to a shell, a palette or the desk.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from hub.clock import Clock
from hub.errors import HubError
from hub.noticeboard.read import Noticeboard
from hub.views.printing import Printing
from kiosk.public.cards import Cards
from kiosk.public.forgetting import forget_what_was_drawn
from kiosk.public.furniture import Buttons
from kiosk.public.letters import TypedApp
from kiosk.public.page import Card
from kiosk.public.places import Day, Home, Place, Saying, Search, Thanks
from kiosk.public.showing import AT_FIRST, TALL, KioskScreen
from kiosk.shared.idle import IdleWatch
from kiosk.shared.lockdown import leave_on_signals, leave_without_a_word
from kiosk.shared.looks import draw_in_new_colours, filters_for, looks_for
from kiosk.shared.themes import THEMES, theme_after

if TYPE_CHECKING:
    from kiosk.public.leaving import Leaving

TO_THE_DESK = 10
"""Exit code when the visitor of a demo wants to see the desk."""
IDLE_SECONDS = 60
ASKING_SECONDS = 15
BOARD_SECONDS = 2.0
"""How often we look for a newer noticeboard."""

_TOUCHES = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What counts as somebody being there: a mouse that trembles on a dusty table does not."""
_OURS = frozenset(
    {"leave", "home", "back", "turn", "look", "desk", "step", "choose", "choose_number", "erase"}
    | {"my_list", "languages", "hide"}
)


class KioskApp(TypedApp, inherit_bindings=False):
    """One visitor after another."""

    TITLE = "Community Hub"
    CSS_PATH = "kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0, -1)", "Up", show=False),
        Binding("down", "step(0, 1)", "Down", show=False),
        Binding("left", "step(-1, 0)", "Left", show=False),
        Binding("right", "step(1, 0)", "Right", show=False),
        Binding("enter", "choose", "Choose", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding("backspace", "erase", "Rub out a letter", show=False),
        Binding("pageup", "turn(-1)", "Up a page", show=False),
        Binding("pagedown", "turn(1)", "More", show=False),
        Binding("home", "home", "Start again", show=False),
        Binding("f2", "desk", "The desk (demo only)", show=False),
        Binding("f3", "look", "Colours", show=False),
        Binding("f4", "my_list", "My list", show=False),
        Binding("f5", "languages", "Language", show=False),
        Binding("f9", "hide", "Hide this page", show=False),
        Binding("f12", "leave", "Leave this page", show=False),
        *(
            Binding(str(number), f"choose_number({number})", f"Choose {number}", show=False)
            for number in range(1, 10)
        ),
    ]

    def __init__(
        self,
        board_path: Path,
        clock: Clock,
        *,
        dropbox: Path | None = None,
        printing: Printing | None = None,
        idle_seconds: int = IDLE_SECONDS,
        demo: bool = False,
        rest_after: int = 0,
        accent: str = "",
        seconds: Callable[[], float] = monotonic,
        hung_up: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(printing)
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
        self.board_path = board_path
        self.clock = clock
        self.demo = demo
        self.rest_after = rest_after
        self.board: Noticeboard | None = None
        self.place: Place = Home()
        self.history: list[tuple[Place, int]] = []
        self._dropbox = dropbox or board_path.with_name("dropbox")
        self.idle = IdleWatch(idle_seconds, ASKING_SECONDS, seconds())
        self.seconds = seconds
        self._hung_up = hung_up
        self._swallowing = False
        self._minute = ""
        for theme in looks_for(self, accent):
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self._open_board()

    @cached_property
    def leaving(self) -> Leaving:
        """Loaded after the first page: nothing was looked at before."""
        from hub.noticeboard.dropbox import DropBox
        from kiosk.public.leaving import Leaving

        return Leaving(DropBox(self._dropbox, self.clock))

    def get_default_screen(self) -> Screen[object]:
        return KioskScreen()

    def compose(self) -> ComposeResult:
        return iter(())

    def on_mount(self) -> None:
        leave_on_signals(self.leave_at_a_signal)
        self.set_interval(1.0, self.check_visitor)
        self.set_interval(BOARD_SECONDS, self.check_board)

    def on_ready(self) -> None:
        """The first page is drawn: from now on rubbish is collected, never from what was loaded."""
        if not gc.isenabled():  # `run_kiosk` starts without
            gc.freeze()
            gc.enable()
        self.watch_printer()

    # What is on screen

    def watch_theme(self) -> None:
        draw_in_new_colours(self)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return filters_for(self, super().get_line_filters())

    def draw(self, cursor: int = AT_FIRST, *, again: bool = False) -> None:
        """Show the place we are at; `again` where the same card stays chosen."""
        try:
            self.sheet.show(self.place, cursor, again=again)
        except (HubError, sqlite3.Error):
            self._close_board()
            self.sheet.show(self.place, cursor)
        self._minute = f"{self.clock.now():%d%H%M}"

    def go(self, place: Place, *, instead: bool = False) -> None:
        """Show `place`; Back returns here, unless it is shown `instead` of this."""
        if not instead:
            self.history.append((self.place, self.sheet.cursor))
        self.place = place
        self.leaving.looked_at(place)
        self.draw()

    def start_afresh(self, at: Place | None = None) -> None:
        """Forget the visit: list, search, history, whatever is on screen."""
        self.leaving.end_visit()
        self.my_list = self.cleared = ()
        self.speak_as_at_first()
        self.history.clear()
        self.place = at or Home()
        self._swallowing = False
        self._mouse_down_widget = None
        self.theme = THEMES[0].name
        self.sheet.forget()
        self.idle.touched(self.seconds())
        self.draw()
        self.call_after_refresh(forget_what_was_drawn)

    # Time passes

    def check_visitor(self) -> None:
        """Ask whether somebody is there, count down, start afresh; keep the clock right."""
        if not self.sheet.is_whole:  # a slow machine is a second late with its first frame
            return
        left = self.idle.seconds_left(self.seconds())
        is_fresh = isinstance(self.place, Home) and not self.history and not self.my_list
        is_fresh = is_fresh and self.speaks_as_at_first
        if self._hung_up():
            leave_without_a_word()
        self.leaving.tick()
        if is_fresh and self.rests():
            return
        if left is None and self.keep_hidden():
            return
        if is_fresh:
            if f"{self.clock.now():%d%H%M}" != self._minute:
                self.draw(self.sheet.cursor)
        elif left is None:
            self.sheet.tell_time()
        elif left == 0:
            self.start_afresh()
        else:
            self.sheet.ask(left)

    def check_board(self) -> None:
        """Take up a newer noticeboard. Whoever reads a page goes on reading it."""
        if not self.sheet.is_whole:
            return
        if self.board is not None and not self.board.is_newer_than_this():
            return
        older = self.board
        if not self._open_board():
            return
        if older is not None:
            older.close()
        if older is None or self.sheet.page.article is None:
            self.draw(self.sheet.cursor, again=True)

    def _open_board(self) -> bool:
        try:
            self.board = Noticeboard.open(self.board_path)
        except (HubError, OSError, sqlite3.Error):
            return False
        if self.board.zone != self.clock.zone:  # another hub's: its day is the one that counts
            self.clock = Clock(self.board.zone, self.clock.frozen_at)
        return True

    def _close_board(self) -> None:
        if self.board is not None:
            self.board.close()
            self.board = None

    def leave_at_a_signal(self) -> None:
        """Whoever runs the machine wants it to end: the terminal is restored."""
        self.exit(0, return_code=0)

    # What a visitor does

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste):
            return
        if isinstance(event, events.InputEvent) and not event.is_forwarded and self._answers(event):
            return
        is_ours = isinstance(event, events.Key) and not event.is_forwarded
        if is_ours and not await self.hears(cast("events.Key", event)):
            return
        await super().on_event(event)

    def _answers(self, event: events.InputEvent) -> bool:
        """Note that somebody is there; True if it only brings the page back."""
        is_touch = isinstance(event, _TOUCHES)
        is_up = self.is_running and isinstance(self.screen, KioskScreen)
        if is_touch:
            self.idle.touched(self.seconds())
        if is_touch and is_up and self.uncovers(event):
            self.sheet.stop_asking()
            self._mouse_down_widget = None
            self._swallowing = isinstance(event, events.MouseDown)
            return True
        if self._swallowing and isinstance(event, events.MouseUp):
            self._swallowing = False
            return True
        return False

    def action_step(self, across: int, down: int) -> None:
        if self.sheet.is_at_buttons or not self.turn_code(across or down):
            self.sheet.step(across, down)

    def action_turn(self, pages: int) -> None:
        if not self.turn_code(pages):
            self.sheet.turn(pages)

    async def action_choose(self) -> None:
        # At once, not by a message: a key that is typed ahead means the next page.
        action = self.sheet.action
        if action is not None:
            await self.run_action(action)
        elif not self.touch_code():
            self._take(self.sheet.choose(None))

    def action_choose_number(self, number: int) -> None:
        if isinstance(self.place, (Search, Saying)):
            self.type_letter(f"{number}")
        elif not self.touch_code():
            self._take(self.sheet.choose(number))

    async def action_back(self) -> None:
        self.go_back()

    def go_back(self) -> None:
        """To where the visitor was before."""
        if self.history:
            self.place, cursor = self.history.pop()
            self.draw(cursor)

    def action_home(self) -> None:
        """From the first page again. A list and a language stay: whoever leaves takes them away
        with F12."""
        kept, language, on_paper = self.my_list, self.language, self.paper_language
        as_at_first = self.speaks_as_at_first
        self.start_afresh()
        if kept or not as_at_first:
            self.my_list, self.language, self.paper_language = kept, language, on_paper
            self.draw()

    def action_leave(self) -> None:
        """At once to a harmless page; Back does not return."""
        self.start_afresh(Day(self.clock.today()))

    def action_look(self) -> None:
        self.theme = theme_after(self.theme)

    def action_desk(self) -> None:
        if self.demo:
            self.exit(TO_THE_DESK, return_code=TO_THE_DESK)

    @on(Cards.Chosen)
    def _chosen(self, message: Cards.Chosen) -> None:
        self._take(message.card)

    def _take(self, card: Card | None) -> None:
        """Do what a card does."""
        if card is None:
            return
        if card.says is not None:
            is_left = self.leaving.say(card.says, self.seconds())
            self.go(Thanks(is_left), instead=True)
        elif card.changes is not None:
            self.change_list(card.changes)
        elif card.speaks:
            self.speak(card.speaks)
        elif card.prints is not None:
            self.print_it(card.prints)
        elif card.goes is not None and card.is_instead:
            self.place = card.goes
            self.draw(self.sheet.cursor, again=True)
        elif card.goes is not None:
            self.go(card.goes)
        self.sheet.cards.paint()

    @on(Buttons.Pressed)
    async def _pressed(self, message: Buttons.Pressed) -> None:
        await self.run_action(message.action)

    # No way out

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this kiosk offers; nothing that Textual brings along."""
        return action in _OURS

    def panic(self, *renderables: object) -> None:
        self._say_one_moment()

    def _fatal_error(self) -> None:
        """A visitor sees no traceback: the service manager starts the kiosk again."""
        self._say_one_moment()

    def _say_one_moment(self) -> None:
        if self._hung_up():
            leave_without_a_word()
        from rich.segment import Segment, Segments

        self._return_code = 1
        words = "\nOne moment… this screen is starting again.\n"
        self._exit_renderables.append(Segments([Segment(words)]))
        self._close_messages_no_wait()
