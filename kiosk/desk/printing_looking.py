"""The Print screen to look at: the list of what can be printed, what a leaflet could be about, and
the page as it will be. What is wanted now is shown, never what was wanted before.

Leaves paper and printers to `kiosk.desk.printing`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.views.words import clean_line
from kiosk.desk.errands_printing import Paper, PrintErrands, Shown
from kiosk.desk.errands_sheets import Asked, Hit, How, SheetErrands
from kiosk.desk.lines import Lines
from kiosk.desk.page_preview import PagePreview
from kiosk.desk.printing_choices import CHOICES, Choice, Order, monday_timetable, plain_order
from kiosk.desk.printing_settings import Settings
from kiosk.desk.printing_words import choice_line, how_words, state_words
from kiosk.desk.screen import DeskScreen, Over, Refused
from kiosk.shared.drawing import fit

WIDE = 100
"""Columns from which the page stands at the side."""
LIST_SHARE = 46
"""Columns of the list, then."""
WIDEST_PAGE = 92
"""Columns of a page: in wider lines nobody finds their way back."""
LONGEST_WORDS = 80
REST = 0.3
"""Seconds on a line before a sheet that takes long is made."""
MOMENT = "One moment…"
NOTHING_FITS = "Nothing fits these words."


@dataclass
class PaperThere(Message):
    """Which printers there are, and what was printed before."""

    paper: Paper


@dataclass
class FoundThese(Message):
    """What fits what was typed for one line of the list."""

    choice: Choice
    words: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sheet, and how wide it shall be shown."""

    order: Order
    width: int


@dataclass
class PageThere(Message):
    """The sheet as text."""

    wanted: Wanted
    shown: Shown


class LookingAtPaper(DeskScreen):
    """The list, the box, and the page."""

    PLACE = "print"
    MORE_KEYS: ClassVar = (("↑ ↓", "Choose a line"),)

    def __init__(self) -> None:
        super().__init__()
        self._paper: Paper | None = None
        self._is_paper_old = True
        """Whether somebody may have printed since it was looked at."""
        self._hows: dict[str, How] = {}
        """How each sheet is wanted, by its name in the list."""
        self._picked: dict[str, Hit] = {}
        """What each sheet is about."""
        self._words = ""
        """What is typed now."""
        self._found_for: tuple[str, str] | None = None
        """The line and the words that the hits in sight belong to."""
        self._shown: Wanted | None = None
        """What the page in sight belongs to."""
        self._refused: tuple[Wanted | None, str] | None = None
        """What was wanted when the last errand was refused."""
        self._is_resting = False
        """Whether somebody may only be passing the line at the cursor."""
        self._copies = 1
        self._to_do: deque[Callable[[], Message]] = deque()
        """What a key asked for: it goes before looking."""

    # What it is made of

    def compose_body(self) -> ComposeResult:
        with Container(id="printing"):
            with Vertical(id="print-what"):
                yield Lines(self._draw_choice, id="print-list", numbered=True)
                yield Settings(id="print-how")
                yield Input(id="print-words", max_length=LONGEST_WORDS, select_on_focus=False)
                yield Lines(self._draw_hit, id="print-found")
            with Vertical(id="print-page"):
                yield Static(id="print-title", markup=False)
                yield PagePreview(id="print-preview")
        yield Static(id="print-went", markup=False)

    def on_mount(self) -> None:
        self._sheets = SheetErrands(self.app.errands)
        self._errands = PrintErrands(
            self._sheets, self.app.clock, self.app.printed_folder, self.app.printing
        )
        first = CHOICES.index(monday_timetable(self.app.clock.today()))
        self._list.show(CHOICES, place=first)
        self._list.focus()
        super().on_mount()
        self._shape(self.size.width)
        self.call_after_refresh(self._chose)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._shape(event.size.width)
        self.call_after_refresh(self.go_on)

    def on_screen_resume(self) -> None:
        """Something may have been changed, printed or plugged in meanwhile."""
        super().on_screen_resume()
        self._is_paper_old = True
        self._shown = self._refused = self._found_for = None
        self.call_after_refresh(self.go_on)

    @property
    def _list(self) -> Lines[Choice]:
        return self.query_one("#print-list", Lines)

    @property
    def _field(self) -> Input:
        return self.query_one("#print-words", Input)

    @property
    def _hits(self) -> Lines[Hit]:
        return self.query_one("#print-found", Lines)

    @property
    def _page(self) -> PagePreview:
        return self.query_one(PagePreview)

    def _draw_choice(self, choice: Choice, width: int) -> str:
        order = self.order_of(choice)
        return choice_line(order, state_words(order, self._paper, self.app.clock.today()), width)

    def _draw_hit(self, hit: Hit, width: int) -> str:
        return fit(hit.words, width)

    # What is wanted

    @property
    def choice(self) -> Choice:
        return self._list.chosen or CHOICES[0]

    @property
    def order(self) -> Order:
        """The sheet as it is wanted now."""
        return self.order_of(self.choice)

    def order_of(self, choice: Choice) -> Order:
        plain = plain_order(choice, self.app.clock.today())
        hit = self._picked.get(choice.name)
        asked = Asked(plain.asked.day, hit.code if hit else "", self.how_of(choice))
        return replace(plain, asked=asked, about=hit.name if hit else "")

    def how_of(self, choice: Choice) -> How:
        return self._hows.get(choice.name, How())

    def set_how(self, how: How) -> None:
        self._hows[self.choice.name] = how
        self._changed()

    @property
    def is_typing(self) -> bool:
        return self.is_mounted and self.focused is self._field

    @property
    def is_reading(self) -> bool:
        """Whether the keys belong to the page."""
        return self.is_mounted and self.focused is self._page

    @property
    def is_picking(self) -> bool:
        """Whether a number picks a line."""
        return self.is_mounted and self.focused in (self._list, self._hits)

    @property
    def digits_are_free(self) -> bool:
        return not self.is_typing and not self.is_picking

    @on(Lines.Moved, "#print-list")
    def _chose(self) -> None:
        """Another line: what was typed belonged to the last one."""
        self._copies = 1
        self._field.value = self._words = ""
        self._field.placeholder = self.choice.asks
        self._hits.show(())
        self.say("")
        self._is_resting = self.choice.is_long
        if self._is_resting:
            self.set_timer(REST, self._stayed)
        self._changed()

    def _stayed(self) -> None:
        self._is_resting = False
        self.go_on()

    @on(Lines.Moved, "#print-found")
    def _went_to_hit(self) -> None:
        self._pick()

    def _pick(self) -> None:
        """What is at the cursor of the list below the box is what the sheet is about."""
        hit = self._hits.chosen
        if hit is not None and self._picked.get(self.choice.name) != hit:
            self._picked[self.choice.name] = hit
            self._list.refresh()
            self._changed()

    def _changed(self) -> None:
        """Show nothing old while the new page is on its way."""
        self._shape(self.size.width)
        self.furnish()
        self.go_on()

    def _shape(self, width: int) -> None:
        whole = self.query_one("#printing")
        whole.set_class(width >= WIDE, "wide")
        whole.set_class(self.choice.find is not None, "finding")
        whole.set_class(self.is_reading, "reading")
        # On a small screen whoever looks for something sees what is found.
        is_looking = self.is_typing or self.focused is self._hits
        self._list.styles.height = 1 if is_looking and width < WIDE else len(CHOICES)

    def furnish(self, width: int = 0) -> None:
        super().furnish(width)
        how = self.query_one_optional("#print-how", Settings)
        if how is not None and self.is_mounted:
            width = width or self.size.width
            room = (LIST_SHARE if width >= WIDE else width) - 6
            words = how_words(self.choice, self.how_of(self.choice), self._copies)
            how.show([] if self.is_typing else words, room)
            self._tell_page()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._shape(self.size.width)
        self.furnish()

    # One errand after the other, the newest wish first

    @property
    def _wanted(self) -> Wanted:
        room = self.size.width - 2
        if self.size.width >= WIDE:
            room = self.size.width - LIST_SHARE - 3
        return Wanted(self.order, max(20, min(room, WIDEST_PAGE)))

    @property
    def _finding(self) -> tuple[str, str]:
        return self.choice.name, self._words.strip()

    def do(self, work: Callable[[], Message]) -> None:
        """An errand that somebody asked for by a key."""
        self._to_do.append(work)
        self.go_on()

    def go_on(self) -> None:
        """The next errand, if any is left."""
        if self.is_asking or not self.is_mounted:
            return
        wanted = self._wanted
        if self._to_do:
            self.ask(self._to_do.popleft())
        elif self._is_paper_old:
            self._is_paper_old = False
            self.ask(lambda: PaperThere(self._errands.paper()))
        elif self._refused == (wanted, self._words):
            return
        elif self.choice.find is not None and self._found_for != self._finding:
            self.ask(partial(self._find, self.choice, self._words.strip()))
        elif wanted.order.is_whole and self._shown != wanted and not self._is_resting:
            self.ask(partial(self._show, wanted))
        self._tell_page()

    @on(Over)
    def _errand_over(self) -> None:
        self.call_later(self.go_on)

    @on(Refused)
    def _give_up(self, message: Refused) -> None:
        """What was refused is not asked again and again: only when something else is wanted."""
        self._to_do.clear()
        self._refused = (self._wanted, self._words)
        if self._shown != self._wanted:
            self._page.say_instead(str(message.error))

    def _find(self, choice: Choice, words: str) -> Message:
        return FoundThese(choice, words, self._errands.find(choice, words))

    @on(FoundThese)
    def _came_found(self, message: FoundThese) -> None:
        if message.choice is not self.choice or message.words != self._words.strip():
            return  # something else was typed meanwhile: its answer is on its way
        self._found_for = self._finding
        if not message.words and message.choice.name in self._picked and not message.hits:
            return  # nothing is typed yet, and what was picked before stays
        self._hits.show(message.hits)
        if message.words and not message.hits:
            self.say(NOTHING_FITS)
        elif self.query_one("#status", Static).content == NOTHING_FITS:
            self.say("")
        if message.words:
            self._pick()
        self.furnish()

    def _show(self, wanted: Wanted) -> Message:
        return PageThere(wanted, self._errands.show(wanted.order, wanted.width))

    @on(PageThere)
    def _came_page(self, message: PageThere) -> None:
        if message.wanted != self._wanted:
            return  # something else is wanted meanwhile: its page is on its way
        is_same = self._shown is not None and self._shown.order == message.wanted.order
        self._shown = message.wanted
        self._page.show(message.shown.pages, same_page=is_same)
        self.say(" ".join(message.shown.notes))
        self.furnish()

    @on(PaperThere)
    def _came_paper(self, message: PaperThere) -> None:
        self._paper = message.paper
        self._list.refresh()
        self.tell_where()
        self.furnish()

    def tell_where(self) -> None:
        """Say where a sheet went, or would go."""

    @on(PagePreview.Turned)
    def _turned(self) -> None:
        self._tell_page()

    def _tell_page(self) -> None:
        """Which page of what is in sight; and where none is, why."""
        order, wanted = self.order, self._wanted
        if self._refused != (wanted, self._words):
            if not order.is_whole:
                self._page.say_instead("Press / and type what it shall be about.")
            elif self._shown != wanted and self._page.place:
                self._page.say_instead("")
        words = order.about or order.choice.title.removesuffix("…").rstrip()
        words = f"{clean_line(words)} · {self._page.place}" if self._page.place else words
        more = "PgDn More" if self._page.has_more else ""
        width = self._wanted.width
        line = Content.styled(fit(words, width - len(more) - 1), "bold") + Content(f" {more}")
        self.query_one("#print-title", Static).update(line)

    # Keys of the list and the page

    @on(Input.Changed, "#print-words")
    def _typed(self, event: Input.Changed) -> None:
        self._words = event.value
        self.go_on()

    @on(Lines.LeftAbove, "#print-found")
    def _left_above(self) -> None:
        self._field.focus()

    def on_key(self, event: events.Key) -> None:
        """Up and down choose a line while somebody types."""
        if self.is_typing and event.key in ("up", "down"):
            event.stop()
            self._hits.go_to(self._hits.place + (1 if event.key == "down" else -1))
