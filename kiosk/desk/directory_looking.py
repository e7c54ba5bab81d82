"""The directory to look at: its lists, searched as somebody types, and the page of one entry.

Leaves what is found, and in which order, to `hub.directory`, and changes to `kiosk.desk.directory`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from hub.errors import HubError
from hub.views.directory import ServiceView
from hub.views.editing import DeskEntry, DuplicateView
from kiosk.desk.directory_lists import (
    AT_MOST,
    HOW_TO,
    FoundThese,
    ListedThese,
    Lists,
    Opened,
    found_words,
)
from kiosk.desk.directory_words import (
    ALIKE,
    ALL,
    DUE,
    FIND,
    Section,
    code_of,
    line_of,
    same,
    told,
)
from kiosk.desk.entry import entry_lines
from kiosk.desk.errands_directory import DirectoryErrands, Listed
from kiosk.desk.lines import Lines
from kiosk.desk.results import Results
from kiosk.desk.screen import DeskScreen, Over, offered_by, shown_key

WAIT = 0.2
"""Seconds without a letter before we search, or on a line before its entry is shown beside it."""
LONGEST_SEARCH = 80
BESIDE = 110
"""Columns from which list and entry are seen together."""


class LookingDirectory(DeskScreen):
    """The lists, and the page of one entry."""

    PLACE = "directory"

    def __init__(self) -> None:
        super().__init__()
        self._section = FIND
        self._wanted = ""
        """What is typed now."""
        self._asked: str | None = ""
        """What the last errand looked for; None where it is to be looked for again."""
        self._found: tuple[ServiceView, ...] = ()
        self._items: dict[str, Sequence[Listed]] = {}
        """What each list held when it was last looked at."""
        self._entry: DeskEntry | None = None
        self._is_reading = False
        self._waiting: Timer | None = None
        self._peeking: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Lists()
        with Horizontal():
            with Container(id="finding"):
                yield Input(
                    placeholder="Type to search",
                    id="words",
                    max_length=LONGEST_SEARCH,
                    select_on_focus=False,
                )
                yield Static(HOW_TO, id="told", markup=False)
                yield Results(id="results")
                yield Lines(self._draw, id="listed")
            with VerticalScroll(id="reading"):
                yield Static(id="entry", markup=False)

    def on_mount(self) -> None:
        self._field.focus()
        super().on_mount()
        self.show_which()

    def on_screen_resume(self) -> None:
        """Somebody may have changed something here or elsewhere."""
        super().on_screen_resume()
        self.call_after_refresh(self.look_again)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.show_which)

    # What is where

    @property
    def errands(self) -> DirectoryErrands:
        """In a worker thread: the first errand opens the store."""
        return DirectoryErrands(self.app.errands)

    @property
    def _field(self) -> Input:
        return self.query_one("#words", Input)

    @property
    def _results(self) -> Results:
        return self.query_one(Results)

    @property
    def _lines(self) -> Lines[Listed]:
        return self.query_one("#listed", Lines)

    @property
    def chosen(self) -> Listed | None:
        """What is at the cursor."""
        if not self.is_mounted:
            return None
        return self._results.chosen if self._section is FIND else self._lines.chosen

    @property
    def code(self) -> str:
        """The code of the entry that a key is about; empty for none."""
        if self._is_reading and self._entry is not None:
            return self._entry.service.code
        return "" if self.is_typing else code_of(self.chosen)

    @property
    def is_typing(self) -> bool:
        """Whether letters and numbers go into the search line."""
        return self.is_mounted and not self._is_reading and self.focused is self._field

    @property
    def digits_are_free(self) -> bool:
        """Numbers lead to places, unless they are typed, or pick a line of what was found."""
        return not self.is_typing and not self.is_picking

    @property
    def is_picking(self) -> bool:
        """Whether numbers pick a line of what was found."""
        return self.is_mounted and not self._is_reading and self.focused is self._results

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= BESIDE

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """While somebody types, a letter is a letter: only keys that still do something."""
        own = (one for one in offered_by(self) if one.show)
        yield from ((shown_key(one), one.description) for one in own)
        if self.is_typing:
            yield ("F1", "Keys")
        else:
            yield from (("u", "Undo"), ("?", "Keys"), ("q", "Leave"))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._results.show_numbers(self.is_picking)
        self.furnish()

    def furnish(self, width: int = 0) -> None:
        super().furnish(width)
        lists = self.query_one_optional(Lists)
        if lists is not None:
            lists.show(self._section, with_keys=not self.is_typing)

    # Lists

    def _draw(self, one: Listed, width: int) -> str:
        return line_of(one, width, self.app.clock.today())

    def go_to(self, section: Section) -> None:
        """Show a list."""
        self.say("")
        self._section = section
        self._is_reading = False
        self._entry = None
        if section is not FIND:
            self._lines.show(self._items.get(section.name, ()))
            # What is typed while it is looked up must not land in the search line.
            self._lines.focus()
        self.show_which()
        (self._field if section is FIND else self._lines).focus()
        self.look_again()

    def look_again(self) -> None:
        """Look up the list in sight, and the entry in sight, as they are now."""
        if self._section is FIND:
            self._asked = None
            self.search()
        else:
            self.ask(partial(self._list, self._section, self._in_sight()), waits=True)

    def _in_sight(self) -> str:
        """The code of the entry whose page is in sight."""
        return self._entry.service.code if self._entry is not None else ""

    def _list(self, section: Section, code: str) -> Message:
        errands = self.errands
        lists = {
            ALL.name: errands.everything,
            DUE.name: errands.to_check,
            ALIKE.name: errands.look_alike,
        }
        items = lists.get(section.name, errands.out_of_sight)()
        return ListedThese(section, items, self._again(code))

    def _again(self, code: str) -> DeskEntry | None:
        """The entry in sight, unless somebody has taken it out meanwhile."""
        with suppress(HubError):
            return self.errands.entry(code) if code else None
        return None

    def _refresh_page(self, entry: DeskEntry | None) -> None:
        if entry is not None and entry.service.code == self._in_sight():
            self._entry = entry
            self.show_which()

    @on(ListedThese)
    def _came_listed(self, message: ListedThese) -> None:
        self._items[message.section.name] = message.items
        if message.section is self._section:
            self._show_items(message.items)
            self._refresh_page(message.entry)

    def _show_items(self, items: Sequence[Listed]) -> None:
        was = self._lines.chosen
        place = next((n for n, one in enumerate(items) if same(one, was)), self._lines.place)
        self._lines.show(items, place=place)
        self.query_one("#told", Static).update(Content(told(self._section, items)))
        self.furnish()
        self._peek_soon()

    def forget(self, code: str) -> None:
        """Take the lines about an entry off the list at once: the next key is about the next."""
        if self._section is DUE:
            left = [one for one in self._lines.items if code_of(one) != code]
            self._items[DUE.name] = left
            self._show_items(left)

    # Searching

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._wanted = event.value
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(WAIT, self.search)

    def search(self) -> None:
        """Look for what is typed now, unless that was done or an errand is under way."""
        if self.is_asking or self._wanted == self._asked or self._section is not FIND:
            return
        self._asked = self._wanted
        code = self._in_sight()
        if self._wanted.strip() or code:
            self.ask(partial(self._find, self._wanted, code))
        else:
            self._show_found(())

    def _find(self, words: str, code: str) -> Message:
        found = self.app.errands.find_help(words, AT_MOST) if words.strip() else ()
        return FoundThese(words, found, self._again(code))

    @on(FoundThese)
    def _came(self, message: FoundThese) -> None:
        self._show_found(message.services)
        self._refresh_page(message.entry)

    @on(Over)
    def _go_on(self) -> None:
        """What was typed meanwhile is looked for next."""
        self.call_later(self.search)

    def _show_found(self, services: tuple[ServiceView, ...]) -> None:
        if services != self._found or not services:
            self._found = services
            self._results.show(services, self.app.clock.today())
        if self._section is FIND:
            self.query_one("#told", Static).update(found_words(self._wanted, len(services)))
        self.furnish()
        self._peek_soon()

    # Reading

    def show_which(self) -> None:
        """A list, one entry, or both side by side where there is room."""
        is_find = self._section is FIND
        self._field.display = self._results.display = is_find
        self._lines.display = not is_find
        beside = self._is_wide and self._section is not ALIKE
        self.query_one("#finding").display = beside or not self._is_reading
        page = self.query_one("#reading")
        page.display = beside or self._is_reading
        page.set_class(beside, "-beside")
        if self._entry is not None:
            width = (self.size.width // 2 if beside else self.size.width) - 6
            lines = entry_lines(self._entry, self.app.clock.today(), width)
            self.query_one("#entry", Static).update(lines)
        else:
            self.query_one("#entry", Static).update("")
        if self._is_reading:
            page.focus()
        self.furnish()

    def _peek_soon(self) -> None:
        """Where there is room beside the list, show there what is at the cursor."""
        if self._peeking is not None:
            self._peeking.stop()
        if self._is_wide and not self._is_reading:
            self._peeking = self.set_timer(WAIT, self._peek)

    def _peek(self) -> None:
        code = code_of(self.chosen)
        if self._is_reading or (self._entry is not None and self._entry.service.code == code):
            return
        if not code:
            self._entry = None
            self.show_which()
        elif self.is_asking:
            self._peek_soon()
        else:
            self.ask(partial(self._open, code, False))

    def _open(self, code: str, to_read: bool) -> Message:
        return Opened(self.errands.entry(code), to_read)

    @on(Opened)
    def _came_opened(self, message: Opened) -> None:
        if not message.to_read and code_of(self.chosen) != message.entry.service.code:
            self._peek_soon()
            return
        is_another = self._entry is None or self._entry.service.code != message.entry.service.code
        self._entry = message.entry
        self._is_reading = self._is_reading or message.to_read
        self.show_which()
        if is_another:
            self.query_one("#reading").scroll_home(animate=False)

    @on(Lists.Chosen)
    def _chose_list(self, message: Lists.Chosen) -> None:
        self.go_to(message.section)

    @on(Lines.Moved, "#listed")
    def _moved(self) -> None:
        self.furnish()
        self._peek_soon()

    def action_read(self) -> None:
        one = self.chosen
        if isinstance(one, DuplicateView):
            self.compare(one)
        elif code_of(one):
            self.ask(partial(self._open, code_of(one), True), waits=True)

    def compare(self, pair: DuplicateView) -> None:
        """Put two that look alike side by side."""

    @on(Input.Submitted, "#words")
    def _enter(self) -> None:
        if self._wanted == self._asked and self._found:
            self.action_read()

    @on(Results.Touched)
    @on(Lines.Touched, "#listed")
    def _touched(self) -> None:
        self.action_read()

    def action_back(self) -> None:
        """One step back: from the entry to the list, to the line, to an empty line, to Today."""
        if self._is_reading:
            self._is_reading = False
            self.show_which()
            (self._results if self._section is FIND else self._lines).focus()
        elif self._section is not FIND:
            self.go_to(FIND)
        elif self.is_picking:
            self._field.focus()
        elif self._wanted:
            self._field.clear()
        else:
            self.app.switch_mode("today")
