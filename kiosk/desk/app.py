"""The volunteers' front desk: which screens there are and which keys lead to them.

What they share is in `kiosk.desk.desk`; each screen is imported when somebody first goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from kiosk.desk.desk import Desk
from kiosk.desk.places import PLACES
from kiosk.desk.screen import DeskScreen
from kiosk.shared.lockdown import leave_on_signals
from kiosk.shared.themes import theme_after

if TYPE_CHECKING:
    from kiosk.desk.rooms import RoomsScreen

TO_THE_KIOSK = 11
"""Exit code when somebody in a demo wants to see the kiosk."""


def _today() -> Screen[None]:
    from kiosk.desk.today import TodayScreen

    return TodayScreen()


def _rooms() -> Screen[None]:
    from kiosk.desk.rooms import RoomsScreen

    return RoomsScreen()


def _setup() -> Screen[None]:
    from kiosk.desk.setup import SetupScreen

    return SetupScreen()


def _groups() -> Screen[None]:
    from kiosk.desk.groups import GroupsScreen

    return GroupsScreen()


def _signpost() -> Screen[None]:
    from kiosk.desk.signpost import SignpostScreen

    return SignpostScreen()


def _directory() -> Screen[None]:
    from kiosk.desk.directory import DirectoryScreen

    return DirectoryScreen()


def _print() -> Screen[None]:
    from kiosk.desk.printing import PrintScreen

    return PrintScreen()


class DeskApp(Desk):
    """The front desk."""

    TITLE = "Front desk"
    CSS_PATH = "desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "today": _today,
        "rooms": _rooms,
        "setup": _setup,
        "groups": _groups,
        "signpost": _signpost,
        "directory": _directory,
        "print": _print,
    }
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(place.key, f"go('{place.name}')", place.title, show=False, id=place.name)
            for place in PLACES
        ),
        Binding(
            "w", "whos_on", "Who's on", id="whos-on", tooltip="sign on, hand over, end the shift"
        ),
        Binding("u", "undo", "Undo", id="undo", tooltip="shows the last change first"),
        Binding("question_mark,f1", "keys", "Keys", key_display="?", id="keys"),
        Binding("f2", "kiosk", "Kiosk", key_display="F2", id="kiosk", tooltip="what visitors see"),
        Binding("f3", "look", "Colours", show=False, key_display="F3", id="look"),
        Binding("q,ctrl+q", "quit", "Leave", key_display="q", id="leave"),
    ]

    def compose(self) -> ComposeResult:
        return iter(())

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)
        if not self.is_headless:
            leave_on_signals(self.exit)

    def tick(self) -> None:
        """Keep the clock of every screen in sight right."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.is_mounted:
                screen.tell_time()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Number keys rest while somebody types; the kiosk is a key away only in a demo."""
        if action == "kiosk":
            return self.demo
        return super().check_action(action, parameters)

    def action_go(self, name: str) -> None:
        if not isinstance(self.screen, DeskScreen) or self.current_mode == name:
            return
        self.switch_mode(name)

    def ask_who_is_on(self, words: str, then: Callable[[str | None], None]) -> None:
        from kiosk.desk.whoson import WhosOn

        self.push_screen(WhosOn(words), then)

    def find_a_room(self) -> None:
        from kiosk.desk.rooms import RoomsScreen

        self.switch_mode("rooms")
        self.call_after_refresh(self._find_there, RoomsScreen)

    def _find_there(self, rooms: type[RoomsScreen]) -> None:
        if isinstance(self.screen, rooms):
            self.screen.action_find()

    def check_the_directory(self) -> None:
        from kiosk.desk.directory import DirectoryScreen

        def go_on() -> None:
            if isinstance(self.screen, DirectoryScreen):
                self.screen.check_now()

        self.switch_mode("directory")
        self.call_after_refresh(go_on)

    def action_whos_on(self) -> None:
        self.ask_who_is_on("", lambda _: None)

    def action_undo(self) -> None:
        from kiosk.desk.undo import UndoWindow

        if isinstance(self.screen, DeskScreen):
            self.push_screen(UndoWindow(), self.screen.was_undone)

    def action_keys(self) -> None:
        from kiosk.desk.keys import KeysWindow

        def press(key: str | None) -> None:
            if key is not None:
                self.simulate_key(key)

        self.push_screen(KeysWindow(self.screen), press)

    def action_kiosk(self) -> None:
        self.exit(TO_THE_KIOSK, return_code=TO_THE_KIOSK)

    def action_look(self) -> None:
        self.theme = theme_after(self.theme)
