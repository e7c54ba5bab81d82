"""What every screen of the desk looks like and how it asks the store: in a thread, one errand at
a time, with a busy hint, and every refusal in words on the status line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, getters, on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from hub.errors import HubError
from hub.views.people import UndoView
from hub.views.words import clean_line
from kiosk.desk.desk import Desk, Told
from kiosk.desk.places import PLACES
from kiosk.shared.drawing import capital, fit

BUSY_AFTER = 0.3
"""Seconds after which a slow errand is owned up to."""
BUSY = "The store is busy: one moment…"
STILL_BUSY = "Still busy with the last thing: one moment."
NOBODY_ON = "Who's on? Press your number first."


@dataclass
class Over(Message):
    """The errand came back; what it brought follows."""

    number: int


@dataclass
class Refused(Message):
    """The errand was refused. The status line says why before a screen's own handler runs."""

    error: HubError


class AskingScreen(Screen[ScreenResultType]):
    """A screen that sends errands to the store and tells what came of them."""

    app = getters.app(Desk)
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._errand = 0
        self._under_way = False
        self._said = ""
        self._waiting_errand: Callable[[], Message] | None = None

    @property
    def is_asking(self) -> bool:
        """Whether an errand is under way."""
        return self._under_way

    def ask(self, work: Callable[[], Message], *, waits: bool = False) -> bool:
        """Do `work` off the event loop; its message comes to this screen.

        False while another errand runs. With `waits` it is done after that one, in place of any
        that waited before: for what may safely come late, or twice.
        """
        if self._under_way:
            self._waiting_errand = work if waits else self._waiting_errand
            self.say(STILL_BUSY)
            return False
        self._under_way = True
        self._errand += 1
        self.set_timer(BUSY_AFTER, partial(self._own_up, self._errand))
        self.run_worker(
            partial(self._work, work, self._errand),
            thread=True,
            exit_on_error=False,
            group="errand",
        )
        return True

    def _work(self, work: Callable[[], Message], number: int) -> None:
        try:
            brought = work()
        except HubError as error:
            brought = Refused(error)
        except Exception as error:  # a bug must not close the desk: it is said in words
            self.log.error(error)
            words = "That went wrong in the desk itself."
            brought = Refused(HubError(words, hint="Try it again."))
        self.post_message(Over(number))
        self.post_message(brought)

    def _own_up(self, number: int) -> None:
        if self._under_way and number == self._errand:
            self.say(BUSY)

    @on(Over)
    def _errand_is_over(self) -> None:
        self._under_way = False
        if self._said in (BUSY, STILL_BUSY):
            self.say("")
        if self._waiting_errand is not None:
            work, self._waiting_errand = self._waiting_errand, None
            # What this errand brought is handled first.
            self.call_later(self.ask, work)

    @on(Refused)
    def _tell_refusal(self, message: Refused) -> None:
        self.say(str(message.error))

    @on(Told)
    def _tell(self, message: Told) -> None:
        self.say(message.words)

    def say(self, words: str) -> None:
        """Put `words` (data or not) on the status line; empty takes away what is there."""
        self._said = clean_line(words)
        status = self.query_one_optional("#status", Static)
        if status is not None:
            status.update(Content(self._said))

    def with_somebody_on(self, then: Callable[[str], object]) -> None:
        """Call `then` with the name of who is on, asking first where nobody is."""
        if self.app.by is not None:
            then(self.app.by)
            return

        def go_on(name: str | None) -> None:
            if name:
                then(name)

        self.app.ask_who_is_on(NOBODY_ON, go_on)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """Key and word of what can be done here, for the hint line."""
        for binding in (*offered_by(self), *offered_by(self.app)):
            if binding.show:
                yield (shown_key(binding), binding.description)


class DeskScreen(AskingScreen[None]):
    """One place of the desk: head, tabs, body, status, hints."""

    PLACE: ClassVar[str] = ""
    """Its name among `kiosk.desk.places.PLACES`."""
    MORE_KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    """Keys of its list or grid, for `?`."""
    HINT_GAP: ClassVar[int] = 3
    """Columns between two keys of the last line."""

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        yield Tabs(self.PLACE)
        with Container(id="body"):
            yield from self.compose_body()
        yield Static(id="status", markup=False)
        yield Hints()

    def compose_body(self) -> ComposeResult:
        """The widgets between tab line and status line."""
        return iter(())

    def keys_while_asked(self) -> Sequence[tuple[str, str]]:
        """The only keys that work while something is asked; empty while all of them do."""
        return ()

    @property
    def digits_are_free(self) -> bool:
        """Whether a number key goes to a place: not while somebody types or picks from a list."""
        return True

    def was_undone(self, change: UndoView | None) -> None:
        """After the undo window: say what was put back. A screen looks again when it comes back."""
        if change is not None:
            self.app.changed()
            self.say(f"Undone: {change.label}")

    def on_mount(self) -> None:
        self.furnish()

    def on_screen_resume(self) -> None:
        self.furnish()

    def on_resize(self, event: events.Resize) -> None:
        self.furnish(event.size.width)

    def furnish(self, width: int = 0) -> None:
        """Write head, tabs and hints anew."""
        room = (width or self.size.width) - 2
        self.tell_time(room)
        self.query_one(Tabs).show(with_numbers=self.digits_are_free)
        self.query_one(Hints).show(self.keys_offered(), room, self.HINT_GAP)

    def tell_time(self, room: int = 0) -> None:
        """The head line, once a second."""
        left, right = self.app.head_words()
        room = room or self.size.width - 2
        line = f"{fit(left, max(0, room - cell_len(right) - 1))} {right}"
        head = self.query_one_optional(
            "#head", Static
        )  # a clock's tick may come before it is there
        if head is not None and str(head.content) != line:
            head.update(Content(line), layout=False)


class DeskWindow(AskingScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A window in front of a screen of the desk, with a status line of its own."""

    HINT_ROOM: ClassVar[int] = 60
    """Columns for its keys."""

    def compose(self) -> ComposeResult:
        with Container(id="window"):
            yield from self.compose_body()
            yield Static(id="status", markup=False)
            yield Hints()

    def compose_body(self) -> ComposeResult:
        """The widgets above the status line."""
        return iter(())

    def on_mount(self) -> None:
        self.furnish()

    def furnish(self) -> None:
        """Write the hints anew."""
        self.query_one(Hints).show(self.keys_offered(), self.HINT_ROOM)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """Only its own keys: the ones of the screen below rest."""
        for binding in offered_by(self):
            if binding.show:
                yield (shown_key(binding), binding.description)


class Tabs(Static):
    """The places of the desk on one line; a number key or a click goes there."""

    def __init__(self, current: str) -> None:
        super().__init__(id="tabs", markup=False)
        self._current = current
        self._ends: list[tuple[int, str]] = []

    def show(self, *, with_numbers: bool) -> None:
        """Draw the line; the numbers only while they work."""
        line = Content("")
        self._ends = []
        for place in PLACES:
            words = f"{place.key} {place.title}" if with_numbers else place.title
            here = place.name == self._current
            # Brackets, so that it doesn't hang on a colour where we are.
            line += Content.styled(f"[{words}]" if here else f" {words} ", "bold" if here else "")
            line += Content(" ")
            self._ends.append((line.cell_length, place.name))
        if self.content != line:  # drawing and laying out are dear
            self.update(line, layout=False)

    def on_click(self, event: events.Click) -> None:
        across = event.x - self.gutter.left
        for end, name in self._ends:
            if across < end:
                self.app.call_later(self.app.run_action, f"app.go('{name}')")
                return


def offered_by(owner: Screen[Any] | App[Any]) -> Iterator[Binding]:
    """The keys of a screen or of the app that do something now, in their order."""
    for binding in type(owner).BINDINGS:
        if isinstance(binding, Binding) and binding.description:
            action = binding.action.partition("(")[0]
            if owner.check_action(action, ()):
                yield binding


def shown_key(binding: Binding) -> str:
    """The key as people call it."""
    return binding.key_display or binding.key.partition(",")[0]


KEY_NAMES = {
    "Enter": "enter",
    "Esc": "escape",
    "Tab": "tab",
    "Space": "space",
    "PgDn": "pagedown",
    "PgUp": "pageup",
    "F1": "f1",
    "F2": "f2",
    "F3": "f3",
    "F4": "f4",
    "F5": "f5",
    "F6": "f6",
    "F7": "f7",
    "F8": "f8",
    "F9": "f9",
    "+": "plus",
    "?": "question_mark",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
"""What Textual calls the keys that a hint shows by another name."""


def fitting(keys: Iterable[tuple[str, str]], room: int, gap: int = 3) -> list[tuple[str, str]]:
    """As many of the first as fit in `room` columns, with `gap` between them; and `?` in any case:
    it lists the rest.
    """
    offered = list(keys)
    all_keys = [one for one in offered if one[0] == "?"]
    kept: list[tuple[str, str]] = []
    for one in offered:
        owed = [] if one in all_keys or set(all_keys) <= set(kept) else all_keys
        line = (" " * gap).join(f"{key} {words}" for key, words in (*kept, one, *owed))
        if cell_len(line) > room:
            return kept if set(all_keys) <= set(kept) else [*kept, *all_keys]
        kept.append(one)
    return kept


class Hints(Static):
    """Keys and what they do, as many as fit; `?` lists all. A click on one presses it."""

    def __init__(self) -> None:
        super().__init__(id="hint", markup=False)
        self._ends: list[tuple[int, str]] = []

    def show(self, keys: Iterable[tuple[str, str]], room: int, gap: int = 3) -> None:
        """Draw the line in `room` columns, with `gap` between two keys."""
        line = Content("")
        self._ends = []
        for key, words in fitting(keys, room, gap):
            line += Content.styled(key, "bold") + Content(f" {capital(words)}{' ' * gap}")
            self._ends.append((line.cell_length, key))
        if self.content != line:  # drawing and laying out are dear
            self.update(line, layout=False)

    def on_click(self, event: events.Click) -> None:
        across = event.x - self.gutter.left
        for end, key in self._ends:
            if across < end:
                name = KEY_NAMES.get(key, key)
                if len(name) == 1 or key in KEY_NAMES:
                    self.app.simulate_key(name)
                return
