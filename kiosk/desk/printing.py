"""The Print screen: what is due this week, the page as it will be, and a key that puts it on paper.

Leaves the list and the page to `printing_looking`, how sheets are made to `errands_sheets`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from hub.errors import HubError
from kiosk.desk.errands_printing import Went
from kiosk.desk.lines import Lines
from kiosk.desk.printing_choices import CHOICES, LEAFLET, Order
from kiosk.desk.printing_looking import LookingAtPaper
from kiosk.desk.printing_words import language_after, languages_of, ready_words
from kiosk.desk.screen import Refused, offered_by, shown_key

NEWS_EVERY = 2.0
"""Seconds between two questions to the printer."""
MOST_NEWS = 900
"""Questions about one job: half an hour, in which somebody puts paper in."""
ONCE_IN = 2.0
"""Seconds in which the same sheet is printed once, however long somebody leans on the key."""
PRINTING = "Printing…"


@dataclass
class PaperWent(Message):
    """A sheet went somewhere."""

    order: Order
    went: Went


@dataclass
class News(Message):
    """What the printer says of the job."""

    went: Went


class PrintScreen(LookingAtPaper):
    """The list, the page, and what is done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "print_or_find", "Print", key_display="Enter", id="print-or-find"),
        Binding("f5", "print", "Print", key_display="F5", show=False, priority=True),
        Binding("s", "save", "Save", id="save-paper", tooltip="in the hub's folder for paper"),
        Binding("l", "large", "Large print", show=False, id="large"),
        Binding("y", "language", "Language", show=False, tooltip="the next one in turn"),
        Binding("g", "layout", "Another layout", show=False, tooltip="a grid; one on A5"),
        Binding("c", "copies", "Copies", show=False, tooltip="1 to 99"),
        Binding("slash", "search", "Find", key_display="/", id="print-search"),
        Binding("tab", "to_page", "Page", key_display="Tab", priority=True, id="to-page"),
        Binding("pagedown", "turn(1)", "Next page", key_display="PgDn", priority=True),
        Binding("pageup", "turn(-1)", "Page before", show=False, key_display="PgUp", priority=True),
        Binding("escape", "back", "Back", key_display="Esc", id="print-back"),
        *(Binding(str(n), f"pick({n})", f"Line {n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._went: Went | None = None
        self._asked_news = 0
        self._is_hearing = False
        self._last: tuple[Order, float] | None = None
        """What was printed last, and when."""
        self._is_sending = False

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(NEWS_EVERY, self.ask_for_news)

    # Which keys mean what

    @property
    def has_printer(self) -> bool:
        """As far as is known."""
        return self._paper is None or bool(self._paper.printers)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return super().check_action(action, parameters)
        choice = self.choice
        match action:
            case "pick":
                return self.is_picking
            case "large":
                return choice.has_large and not self.is_typing
            case "language":
                return bool(languages_of(choice)) and not self.is_typing
            case "layout":
                return choice.layouts is not None and not self.is_typing
            case "save":
                return self.order.is_whole and not self.is_typing
            case "copies" | "search":
                return not self.is_typing
            case "print":
                return self.order.is_whole
            case "turn":
                return bool(self._page.place)
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        """What Enter does comes first; where there is no printer, that is saving."""
        if self.is_typing:
            yield from (("Enter", "This one"), ("F5", "Print"), ("Tab", "Page"))
            yield from (("Esc", "Back"), ("F1", "Keys"))
            return
        own = [(shown_key(one), one.description) for one in offered_by(self) if one.show]
        if not self.order.is_whole:
            own = [("Enter", "Find"), *(one for one in own if one[0] not in ("Enter", "/"))]
        elif not self.has_printer:
            own = [("s", "Save"), *(one for one in own if one[0] not in ("Enter", "s"))]
        if self.is_reading:
            own = [(key, "List" if key == "Tab" else words) for key, words in own]
            own.sort(key=lambda one: one[0] not in ("Enter", "PgDn", "Tab"))
        yield from own
        yield from (("?", "Keys"), ("q", "Leave"))

    # Paper

    def action_print_or_find(self) -> None:
        if not self.order.is_whole:
            self.action_search()
        elif self.has_printer:
            self.action_print()
        else:
            self.action_save()

    def action_print(self) -> None:
        order, now = self.order, time.monotonic()
        if not order.is_whole or self._is_sending:
            return
        if self._last is not None and self._last[0] == order and now - self._last[1] < ONCE_IN:
            return
        self._last = (order, now)
        self._is_sending = True
        self.say(PRINTING)
        self.do(partial(self._send, order, self._copies))

    def _send(self, order: Order, copies: int) -> Message:
        return PaperWent(order, self._errands.send(order, copies))

    def action_save(self) -> None:
        if self.order.is_whole:
            self.do(partial(self._save, self.order))

    def _save(self, order: Order) -> Message:
        return PaperWent(order, self._errands.save(order))

    @on(PaperWent)
    def _it_went(self, message: PaperWent) -> None:
        self._is_sending = False
        self._went, self._asked_news = message.went, 0
        if message.went.job is not None:
            self._copies = 1  # the next sheet is not printed 99 times, too
        self.say("")
        self._is_paper_old = True
        self.tell_where()
        self.furnish()
        self.go_on()

    @on(Refused)
    def _not_sent(self) -> None:
        self._is_sending = False
        self._last = None

    def tell_where(self) -> None:
        """Where the last sheet went, and what the printer says; before that, where one would go."""
        words = ""
        if self._went is not None:
            words = f"{self._went.words} {self._went.news}".strip()
        elif self._paper is not None:
            words = ready_words(self._paper, self.app.printing.printer)
        self.query_one("#print-went", Static).update(Content(words))

    def ask_for_news(self) -> None:
        """Every few seconds, until the printer has done it."""
        went = self._went
        if went is None or went.is_over or self._is_hearing or self._asked_news >= MOST_NEWS:
            return
        self._is_hearing = True
        self._asked_news += 1
        self.run_worker(
            partial(self._hear, went), thread=True, exit_on_error=False, group="printer"
        )

    def _hear(self, went: Went) -> None:
        heard = went
        try:
            heard = self._errands.news(went)
        except HubError as error:
            heard = replace(went, news=str(error))
        except Exception as error:  # a bug must not leave the line without an end
            self.log.error(error)
            heard = replace(went, is_over=True)
        self.post_message(News(heard))

    @on(News)
    def _heard(self, message: News) -> None:
        self._is_hearing = False
        if self._went is not None and self._went.job == message.went.job:
            self._went = message.went
            self.tell_where()

    # How it is wanted

    def action_large(self) -> None:
        how = self.how_of(self.choice)
        self.set_how(replace(how, large=not how.large))

    def action_language(self) -> None:
        how = self.how_of(self.choice)
        self.set_how(replace(how, language=language_after(how.language, self.choice)))

    def action_layout(self) -> None:
        how = self.how_of(self.choice)
        self.set_how(replace(how, is_other_layout=not how.is_other_layout))

    def action_copies(self) -> None:
        from kiosk.desk.printing_copies import CopiesWindow

        def go_on(copies: int | None) -> None:
            if copies is not None:
                self._copies = copies
                self.furnish()

        self.app.push_screen(CopiesWindow(self._copies), go_on)

    # From place to place

    def action_pick(self, number: int) -> None:
        lines = self._list if self.focused is self._list else self._hits
        lines.pick(number)

    def action_search(self) -> None:
        """To the box; from a sheet that is about nothing, to the leaflet's."""
        if self.choice.find is None:
            self._list.go_to(CHOICES.index(LEAFLET))
            self.call_after_refresh(self._field.focus)
        else:
            self._field.focus()

    @on(Input.Submitted, "#print-words")
    def _entered(self) -> None:
        """What is at the cursor it is; from here on letters are keys again."""
        if self._hits.items:
            self._pick()
            self._hits.focus()

    @on(Lines.Touched, "#print-found")
    def _touched(self) -> None:
        self._pick()

    @on(Lines.Touched, "#print-list")
    def _touched_choice(self) -> None:
        if not self.order.is_whole:
            self._field.focus()

    def action_to_page(self) -> None:
        if self.is_reading:
            self._list.focus()
        else:
            self._page.focus()

    def action_turn(self, pages: int) -> None:
        self._page.turn(pages)

    def action_back(self) -> None:
        if self.is_typing and self._words:
            self._field.clear()
        elif self.focused is self._list:
            self.app.switch_mode("today")
        else:
            self._list.focus()
