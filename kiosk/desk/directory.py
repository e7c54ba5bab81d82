"""Who can help: search as you type, and read one entry.

Leaves what is found, and in which order, to `hub.directory.search`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from hub.views.directory import ServiceView
from kiosk.desk.entry import entry_lines
from kiosk.desk.results import Results
from kiosk.desk.screen import DeskScreen, Over, offered_by, shown_key

WAIT = 0.2
"""Seconds without a letter before we search."""
AT_MOST = 50
LONGEST_SEARCH = 80
HOW_TO = "Type what somebody needs, or a name: debt, rent, Samaritans, food bank."


@dataclass
class FoundThese(Message):
    """Who can help with the words that were typed."""

    words: str
    services: tuple[ServiceView, ...]


class DirectoryScreen(DeskScreen):
    """A search line, what it finds, and the page of one entry."""

    PLACE = "directory"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", id="search"),
        Binding("up", "step(-1)", "Up", show=False, key_display="↑", tooltip="The line above"),
        Binding("down", "step(1)", "Choose", key_display="↑ ↓", id="choose"),
        Binding("enter", "read", "Read", key_display="Enter", id="read"),
        Binding("pagedown", "turn(1)", "More", show=False, key_display="PgDn", id="more"),
        Binding("pageup", "turn(-1)", "Back a page", show=False, key_display="PgUp"),
        Binding("escape", "back", "Back", key_display="Esc", id="back"),
        *(Binding(str(n), f"pick({n})", f"Line {n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""
        """What is typed now."""
        self._asked = ""
        """What the last errand looked for."""
        self._found: tuple[ServiceView, ...] = ()
        self._reading: ServiceView | None = None
        self._waiting: Timer | None = None

    def compose_body(self) -> ComposeResult:
        with Container(id="finding"):
            yield Input(
                placeholder="Type to search",
                id="words",
                max_length=LONGEST_SEARCH,
                select_on_focus=False,
            )
            yield Static(HOW_TO, id="told", markup=False)
            yield Results(id="results")
        with VerticalScroll(id="reading"):
            yield Static(id="entry", markup=False)

    def on_mount(self) -> None:
        self._field.focus()
        super().on_mount()
        self._show_which()

    # Which keys mean what

    @property
    def _field(self) -> Input:
        return self.query_one("#words", Input)

    @property
    def _list(self) -> Results:
        return self.query_one(Results)

    @property
    def is_typing(self) -> bool:
        """Whether letters and numbers go into the search line."""
        return self.is_mounted and self._reading is None and self.focused is self._field

    @property
    def digits_are_free(self) -> bool:
        """Numbers lead to places only while an entry is read: else they type, or pick a line."""
        return not self.is_typing and not self.is_picking

    @property
    def is_picking(self) -> bool:
        """Whether numbers pick a line of what was found."""
        return self.is_mounted and self._reading is None and self.focused is self._list

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pick":
            return self.is_picking
        if action in {"read", "step"}:
            return self._reading is None and bool(self._found)
        if action == "search":
            return not self.is_typing
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """While somebody types, a letter is a letter: only keys that still do something."""
        if not self.is_typing:
            return super().keys_offered()
        own = (one for one in offered_by(self) if one.show)
        return [*((shown_key(one), one.description) for one in own), ("F1", "Keys")]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._list.show_numbers(self.is_picking)
        self.furnish()

    # Searching

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._wanted = event.value
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(WAIT, self.search)

    def search(self) -> None:
        """Look for what is typed now, unless that was done or an errand is under way."""
        if self.is_asking or self._wanted == self._asked:
            return
        self._asked = self._wanted
        if self._wanted.strip():
            self.ask(partial(self._find, self._wanted))
        else:
            self._show_found(())

    def _find(self, words: str) -> Message:
        return FoundThese(words, self.app.errands.find_help(words, AT_MOST))

    @on(FoundThese)
    def _came(self, message: FoundThese) -> None:
        self._show_found(message.services)

    @on(Over)
    def _go_on(self) -> None:
        """What was typed meanwhile is looked for next."""
        self.call_later(self.search)

    def _show_found(self, services: tuple[ServiceView, ...]) -> None:
        self._found = services
        self._list.show(services, self.app.clock.today())
        self.query_one("#told", Static).update(_told(self._wanted, len(services)))
        self.furnish()

    # Reading

    def _show_which(self) -> None:
        """Either the search and its lines, or one entry."""
        reading = self._reading
        self.query_one("#finding").display = reading is None
        page = self.query_one("#reading")
        page.display = reading is not None
        if reading is not None:
            lines = entry_lines(reading, self.app.clock.today(), self.size.width - 6)
            self.query_one("#entry", Static).update(lines)
            page.scroll_home(animate=False)
            page.focus()
        self.furnish()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._show_which()

    def action_read(self) -> None:
        self._reading = self._list.chosen
        self._show_which()

    @on(Input.Submitted, "#words")
    def _enter(self) -> None:
        if self._wanted == self._asked and self._found:
            self.action_read()

    @on(Results.Touched)
    def _touched(self) -> None:
        self.action_read()

    def action_pick(self, number: int) -> None:
        if self._list.pick(number):
            self.action_read()

    def action_step(self, down: int) -> None:
        if self.is_typing and down > 0:
            self._list.focus()
        elif not self._list.step(down):
            self._field.focus()

    def action_turn(self, pages: int) -> None:
        if self._reading is None:
            self._list.turn(pages)
        elif pages > 0:
            self.query_one("#reading").scroll_page_down(animate=False)
        else:
            self.query_one("#reading").scroll_page_up(animate=False)

    def action_search(self) -> None:
        self._reading = None
        self._show_which()
        self._field.focus()

    def action_back(self) -> None:
        """One step back: from the entry to the list, to the line, to an empty line, to Today."""
        if self._reading is not None:
            self._reading = None
            self._show_which()
            self._list.focus()
        elif self.is_picking:
            self._field.focus()
        elif self._wanted:
            self._field.clear()
        else:
            self.app.switch_mode("today")


def _told(words: str, found: int) -> str:
    if not words.strip():
        return HOW_TO
    if not found:
        return "Nobody in the directory matches that. Try one plain word: rent, food, sleep."
    if found >= AT_MOST:
        return f"The first {AT_MOST}, urgent and local ones on top. Type more to narrow it down."
    return f"{found} found, urgent and local ones on top."
