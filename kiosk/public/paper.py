"""A kiosk's way to paper, as the screen sees it: looks for a printer when nobody waits for a page,
sends a sheet off in a thread, and tells whoever asked. What is printed, how often, and the words
are decided in `kiosk.public.printing`, which isn't loaded before the first page is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.message import Message

from hub.clock import Clock
from hub.languages.language import Language, to_say
from hub.views.printing import Printing
from kiosk.public.places import Paper, Place, Printable

if TYPE_CHECKING:
    from kiosk.public.leaving import Leaving
    from kiosk.public.printing import VisitorsPrinter

PRINTER_AFTER, PRINTER_SECONDS = 2.0, 300.0
"""When we look for a printer: after the first page, and again, as CUPS may start later than we."""
ON_ITS_WAY = to_say("Your sheet is on its way to the printer.")


class Printed(Message):
    """A sheet went to the printer, or it didn't."""

    def __init__(self, waiting: Paper, words: str, came: Printable | None) -> None:
        super().__init__()
        self.waiting = waiting
        """The page of whoever asked."""
        self.words = words
        self.came = came
        """What came out; None where nothing did."""


class PaperApp(App[int]):
    """The part of the kiosk that prints."""

    board_path: Path
    clock: Clock
    seconds: Callable[[], float]
    place: Place
    language: Language

    @property
    def on_paper(self) -> Language:
        """What sheets are printed in."""
        raise NotImplementedError

    def __init__(self, printing: Printing | None) -> None:
        super().__init__()
        self.printing = printing
        """None where nothing is printed."""
        self.printer: VisitorsPrinter | None = None

    def go(self, place: Place, *, instead: bool = False) -> None:
        """Show a place."""
        raise NotImplementedError

    @property
    def leaving(self) -> Leaving:
        """What visits leave in the drop box."""
        raise NotImplementedError

    @property
    def prints(self) -> bool:
        """Whether there is a printer for visitors."""
        return self.printer is not None and self.printer.is_there

    @property
    def prints_arabic(self) -> bool:
        """Whether that printer is sent Arabic and Urdu."""
        return self.printer is not None and self.printer.prints_arabic

    def watch_printer(self) -> None:
        """Look soon, and again from time to time."""
        if self.printing is not None and self.printing.per_hour:
            self.set_timer(PRINTER_AFTER, self.look_for_printer)
            self.set_interval(PRINTER_SECONDS, self.look_for_printer)

    def look_for_printer(self) -> None:
        """See, in a thread, whether there is one now."""
        from kiosk.public.printing import VisitorsPrinter

        if self.printer is None:
            assert self.printing is not None
            self.printer = VisitorsPrinter(self.board_path, self.clock, self.printing, self.seconds)
        self.run_worker(self.printer.look, thread=True, group="printer")

    def print_it(self, asked: Printable) -> None:
        """Send a sheet off; the page says so until there is news."""
        if self.printer is not None:
            waiting = Paper(self.language.say(ON_ITS_WAY))
            self.go(waiting)
            put = partial(self.printer.put_on_paper, asked, self.language, self.on_paper)
            work = partial(self._put_on_paper, put, asked, waiting)
            self.run_worker(work, thread=True, group="printer")

    def _put_on_paper(
        self, put: Callable[[], tuple[str, bool]], asked: Printable, waiting: Paper
    ) -> None:
        words, comes = put()
        self.post_message(Printed(waiting, words, asked if comes else None))

    @on(Printed)
    def _printed(self, message: Printed) -> None:
        """Tell whoever asked, if she still waits. Whoever has left is counted with nobody."""
        if self.place is not message.waiting:
            return
        if message.came is not None:
            from kiosk.public.printing import sheet_counted

            self.leaving.took(sheet_counted(message.came))
        self.go(Paper(message.words, is_over=True), instead=True)
